"""The worker processes: started, lent to one request at a time, killed at the deadline, replaced."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import kg.serve
from kg.errors import StoreError
from kg.queries.mistakes import explain
from kg.serve import problems
from kg.serve.frames import DATA, END, ERROR, HEAD, HEADER, JOB, READY, json_frame
from kg.serve.limits import Limits

RETRY = 1.0
"""Seconds before a worker that could not be started is tried again."""


@dataclass(frozen=True, kw_only=True)
class Head:
    """Over which graph an answer was made."""

    generation: int
    snapshot: str
    base: str


class Worker:
    """One process and its pipes. `clean` says that it waits for a job."""

    def __init__(self, process: Process) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self.process = process
        self._jobs = process.stdin
        self._frames = process.stdout
        self.clean = True

    @property
    def alive(self) -> bool:
        return self.process.returncode is None

    async def receive(self) -> tuple[bytes, bytes]:
        kind, length = HEADER.unpack(await self._frames.readexactly(HEADER.size))
        return kind, await self._frames.readexactly(length)

    async def answer(self, job: Mapping[str, Any], limits: Limits) -> AsyncIterator[Head | bytes]:
        """The head of the answer, then its pieces. Raises Problem; the answer is complete if this ends."""
        self.clean = False
        deadline = asyncio.get_running_loop().time() + limits.timeout
        self._jobs.write(json_frame(JOB, {**job, "timeout": limits.timeout}))
        while True:
            try:
                # A timeout around the yield would strike the one who asked, not this.
                async with asyncio.timeout_at(deadline):
                    kind, payload = await self.receive()
            except TimeoutError:
                raise problems.too_slow(limits.timeout) from None
            except (asyncio.IncompleteReadError, ConnectionError):
                code = await self.process.wait()
                raise (problems.too_big() if code == -signal.SIGABRT else problems.crashed()) from None
            if kind == END:
                break
            yield self._piece(kind, payload, job)
        self.clean = True

    def _piece(self, kind: bytes, payload: bytes, job: Mapping[str, Any]) -> Head | bytes:
        if kind == DATA:
            return payload
        told = json.loads(payload)
        if kind == HEAD:
            return Head(**told)
        if kind == ERROR and told["reason"] == "query":
            self.clean = True
            found = explain(job.get("query", ""), told["message"])
            raise problems.wrong_query(found.sentence, line=found.line, column=found.column)
        if kind == ERROR and told["reason"] == "forbidden":
            self.clean = True
            raise problems.forbidden(told["message"])
        raise problems.Problem(500, "The query could not be answered", told.get("message", "unknown frame"))

    def kill(self) -> None:
        with suppress(ProcessLookupError):
            self.process.kill()


class Pool:
    """`limits.workers` queries run at once; one process more is kept warm to take the place of a killed one."""

    def __init__(self, store: Path, limits: Limits) -> None:
        self._store = store
        self.limits = limits
        self._idle: asyncio.Queue[Worker] = asyncio.Queue()
        self._places = asyncio.Semaphore(limits.workers)
        self._waiting = 0
        self._all: set[Worker] = set()
        self._starting: set[asyncio.Task[None]] = set()

    @property
    def ready(self) -> bool:
        return any(worker.alive for worker in self._all)

    async def start(self) -> None:
        """Returns when the first worker is ready. Raises StoreError if the store cannot be opened."""
        self._all.add(first := await self._spawn())
        self._idle.put_nowait(first)
        for _ in range(self.limits.workers):
            self._replace()

    async def close(self) -> None:
        starting = tuple(self._starting)
        for task in starting:
            task.cancel()
        await asyncio.gather(*starting, return_exceptions=True)
        for worker in self._all:
            worker.kill()
        await asyncio.gather(*(worker.process.wait() for worker in self._all), return_exceptions=True)

    @asynccontextmanager
    async def lend(self) -> AsyncIterator[Worker]:
        """A worker for one job. Raises Problem 503 when all are busy and the queue is full, or too slow."""
        if self._places.locked() and self._waiting >= self.limits.queue:
            raise problems.busy()
        self._waiting += 1
        try:
            async with asyncio.timeout(self.limits.timeout):
                await self._places.acquire()
        except TimeoutError:
            raise problems.busy() from None
        finally:
            self._waiting -= 1
        try:
            worker = await self._take()
            try:
                yield worker
            finally:
                self._give_back(worker)
        finally:
            self._places.release()

    async def _take(self) -> Worker:
        try:
            async with asyncio.timeout(self.limits.timeout):
                while not (worker := await self._idle.get()).alive:
                    self._drop(worker)
        except TimeoutError:
            raise problems.busy() from None
        return worker

    def _give_back(self, worker: Worker) -> None:
        if worker.clean and worker.alive:
            self._idle.put_nowait(worker)
        else:
            self._drop(worker)

    def _drop(self, worker: Worker) -> None:
        worker.kill()
        self._all.discard(worker)
        self._replace()

    def _replace(self) -> None:
        task = asyncio.create_task(self._start_one())
        self._starting.add(task)
        task.add_done_callback(self._starting.discard)

    async def _start_one(self) -> None:
        while True:
            try:
                worker = await self._spawn()
            except StoreError:
                await asyncio.sleep(RETRY)
                continue
            self._all.add(worker)
            self._idle.put_nowait(worker)
            return

    async def _spawn(self) -> Worker:
        package = Path(kg.serve.__file__).resolve().parents[2]
        path = os.pathsep.join(filter(None, (str(package), os.environ.get("PYTHONPATH"))))
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-P", "-m", "kg.serve.worker", str(self._store), str(self.limits.memory)),
            stdin=PIPE,
            stdout=PIPE,
            stderr=DEVNULL,
            env={**os.environ, "PYTHONPATH": path},
            start_new_session=True,  # Ctrl-C is for the server, which then ends its workers
        )
        worker = Worker(process)
        try:
            kind, payload = await worker.receive()
        except asyncio.IncompleteReadError:
            raise StoreError("A worker process ended at its start", where=str(self._store)) from None
        except asyncio.CancelledError:
            worker.kill()
            await process.wait()
            raise
        if kind != READY:
            raise StoreError(json.loads(payload)["message"])
        return worker
