"""The worker processes: started, lent to one request at a time, killed at the deadline, replaced."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import kg.serve
from kg.errors import StoreError
from kg.serve import problems
from kg.serve.edition import edition
from kg.serve.frames import BODY, DATA, END, ERROR, HEAD, HEADER, JOB, READY, frame, json_frame
from kg.serve.limits import Limits
from kg.serve.refusals import Told

RETRY = 1.0
"""Seconds before a worker that could not be started is tried again."""


class Outdated(StoreError):
    """The program on disk is not the one that runs."""


@dataclass(frozen=True, kw_only=True)
class Head:
    """Over which graph an answer was made, and in which form and encoding ("gzip" or "") it comes.

    `notes` are sentences for the asker.
    """

    generation: int
    snapshot: str
    base: str
    media_type: str = ""
    encoding: str = ""
    notes: Sequence[str] = ()


class Worker:
    """One process and its pipes. `clean`: it waits for a job; `rows` of the last answer, None if unknown."""

    def __init__(self, process: Process) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self.process = process
        self._jobs = process.stdin
        self._frames = process.stdout
        self.clean = True
        self.rows: int | None = None

    @property
    def alive(self) -> bool:
        return self.process.returncode is None

    async def receive(self) -> tuple[bytes, bytes]:
        kind, length = HEADER.unpack(await self._frames.readexactly(HEADER.size))
        return kind, await self._frames.readexactly(length)

    async def answer(self, job: Mapping[str, Any], timeout: float, body: bytes = b"") -> AsyncIterator[Head | bytes]:
        """The head of the answer, then its pieces. Raises Problem; the answer is complete if this ends."""
        self.clean = False
        self.rows = None
        deadline = asyncio.get_running_loop().time() + timeout
        self._jobs.write(json_frame(JOB, {**job, "timeout": timeout, "body": bool(body)}))
        if body:
            self._jobs.write(frame(BODY, body))
        while True:
            try:
                # A timeout around the yield would strike the one who asked, not this.
                async with asyncio.timeout_at(deadline):
                    kind, payload = await self.receive()
            except TimeoutError:
                raise problems.too_slow(timeout, job.get("query", "")) from None
            except (asyncio.IncompleteReadError, ConnectionError):
                code = await self.process.wait()
                raise (problems.too_big() if code == -signal.SIGABRT else problems.crashed()) from None
            if kind == END:
                self.rows = json.loads(payload)["rows"]
                break
            yield self._piece(kind, payload)
        self.clean = True

    def _piece(self, kind: bytes, payload: bytes) -> Head | bytes:
        if kind == DATA:
            return payload
        told = json.loads(payload)
        if kind == HEAD:
            return Head(**told)
        if kind == ERROR:
            self.clean = told["reason"] not in ("store", "evaluation")
            raise problems.refused(Told(**told))
        raise problems.crashed()

    def kill(self) -> None:
        with suppress(ProcessLookupError):
            self.process.kill()


class Pool:
    """`workers` jobs run at once; one process more is kept warm to take the place of a killed one.

    `mode` is "read", or "write" for the one worker that changes the store.
    """

    def __init__(self, store: Path, limits: Limits, mode: Literal["read", "write"] = "read") -> None:
        self._store = store
        self._mode = mode
        self._edition = edition()
        self._workers = limits.workers if mode == "read" else 1
        self.limits = limits
        self._idle: asyncio.Queue[Worker | None] = asyncio.Queue()  # None: one that cannot be had any more
        self._places = asyncio.Semaphore(self._workers)
        self._waiting = 0
        self._busy = 0
        self.replaced = 0
        self._all: set[Worker] = set()
        self._starting: set[asyncio.Task[None]] = set()

    @property
    def busy(self) -> int:
        """How many jobs run now."""
        return self._busy

    @property
    def waiting(self) -> int:
        """How many jobs wait for a worker."""
        return self._waiting

    @property
    def ready(self) -> bool:
        return any(worker.alive for worker in self._all)

    async def start(self) -> None:
        """Returns when the first worker is ready. Raises StoreError if the store cannot be opened."""
        self._all.add(first := await self._spawn())
        self._idle.put_nowait(first)
        for _ in range(self._workers):
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
        """A worker for one job.

        Raises Problem 503 when all are busy and the queue is full, or too slow, and when none can be had any more that
        is of the program which the server runs.
        """
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
        self._busy += 1
        try:
            worker = await self._take()
            try:
                yield worker
            finally:
                self._give_back(worker)
        finally:
            self._busy -= 1
            self._places.release()

    async def _take(self) -> Worker:
        try:
            async with asyncio.timeout(self.limits.timeout):
                while True:
                    worker = await self._idle.get()
                    if worker is not None:
                        if worker.alive:
                            return worker
                        self._drop(worker)
                    elif not self.ready:
                        self._idle.put_nowait(None)  # for whoever else waits
                        raise problems.outdated()
        except TimeoutError:
            raise problems.busy() from None

    def _give_back(self, worker: Worker) -> None:
        if worker.clean and worker.alive:
            self._idle.put_nowait(worker)
        else:
            self._drop(worker)

    def _drop(self, worker: Worker) -> None:
        worker.kill()
        self.replaced += 1
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
            except Outdated:
                self._idle.put_nowait(None)
                return
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
            *(sys.executable, "-P", "-m", "kg.serve.worker", self._mode, str(self._store), str(self.limits.memory)),
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
        if json.loads(payload).get("edition") != self._edition:
            worker.kill()
            await process.wait()
            raise Outdated("The program was replaced while the server ran", then="Restart the server.")
        return worker
