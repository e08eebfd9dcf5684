"""A worker process as the server sees it: started, given jobs, listened to, killed."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import sys
from asyncio.subprocess import DEVNULL, Process
from collections import deque
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import kg.serve
from kg.errors import StoreError
from kg.serve import problems
from kg.serve.frames import BODY, DATA, END, ERROR, HEAD, HEADER, JOB, READY, WHOLE, frame, opened, packed
from kg.serve.refusals import Told

MALLOC = "glibc.malloc.tcache_count=127"
"""A longer list of free pieces of each size: the engine takes and frees so many that a tenth of its time was that.

Systems that do not know the setting pass over it. It holds 4 MB at most.
"""
AHEAD = 8
"""Frames that are taken in before those who asked for them have sent them on."""


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


class Worker(asyncio.Protocol):
    """One process and the socket to it. `clean`: it waits for a job; `rows` of the last answer, None if unknown.

    `heard`, if set, is called when a frame has come, and when the process has gone.
    """

    def __init__(self, process: Process) -> None:
        self.process = process
        self.clean = True
        self.rows: int | None = None
        self.heard: Callable[[], None] | None = None
        self._transport: asyncio.Transport
        self._held = bytearray()
        self._frames: deque[tuple[bytes, bytes]] = deque()
        self._gone = False
        self._query = ""
        self._timeout = 0.0
        self._deadline = 0.0

    @property
    def alive(self) -> bool:
        return not self._gone and self.process.returncode is None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def connection_lost(self, exc: Exception | None) -> None:
        self._gone = True
        self._call()

    def data_received(self, data: bytes) -> None:
        held = self._held
        held += data
        while len(held) >= HEADER.size:
            kind, length = HEADER.unpack_from(held)
            end = HEADER.size + length
            if len(held) < end:
                break
            self._frames.append((kind, bytes(held[HEADER.size : end])))
            del held[:end]
        if len(self._frames) > AHEAD:
            self._transport.pause_reading()
        if self._frames:
            self._call()

    def _call(self) -> None:
        if self.heard is not None:
            self.heard()

    async def receive(self) -> tuple[bytes, bytes]:
        """The next frame. Raises EOFError where the process has gone."""
        while not self._frames:
            if self._gone:
                raise EOFError
            came = asyncio.Event()
            self.heard = came.set
            try:
                await came.wait()
            finally:
                self.heard = None
        if len(self._frames) == AHEAD:
            self._transport.resume_reading()
        return self._frames.popleft()

    def send(self, job: Mapping[str, Any], timeout: float, body: bytes = b"") -> None:
        """Give the job to the process, which has `timeout` seconds from now."""
        self.clean = False
        self.rows = None
        self._query, self._timeout = job.get("query", ""), timeout
        self._deadline = asyncio.get_running_loop().time() + timeout
        self._transport.write(packed(JOB, {**job, "timeout": timeout, "body": bool(body)}))
        if body:
            self._transport.write(frame(BODY, body))

    def whole(self) -> tuple[Head, bytes] | None:
        """The answer to the job if it has come in one frame."""
        if not self._frames or self._frames[0][0] != WHOLE:
            return None
        return self._ended(self._frames.popleft()[1])

    def _ended(self, payload: bytes) -> tuple[Head, bytes]:
        head, body, self.rows = opened(payload)
        self.clean = True
        return Head(**head), body

    async def answer(self) -> AsyncIterator[Head | bytes]:
        """The head of the answer to the job, then its pieces. Raises Problem; the answer is complete if this ends."""
        while True:
            try:
                # A timeout around the yield would strike the one who asked, not this.
                async with asyncio.timeout_at(self._deadline):
                    kind, payload = await self.receive()
            except TimeoutError:
                raise problems.too_slow(self._timeout, self._query) from None
            except EOFError:
                code = await self.process.wait()
                raise (problems.too_big() if code == -signal.SIGABRT else problems.crashed()) from None
            if kind == DATA:
                yield payload
            elif kind == HEAD:
                yield Head(**json.loads(payload))
            elif kind == WHOLE:
                for piece in self._ended(payload):
                    yield piece
                return
            elif kind == END:
                self.rows = json.loads(payload)
                break
            else:
                self._refuse(kind, payload)
        self.clean = True

    def _refuse(self, kind: bytes, payload: bytes) -> None:
        if kind != ERROR:
            raise problems.crashed()
        told = Told(**json.loads(payload))
        self.clean = told.reason not in ("store", "evaluation")
        raise problems.refused(told)

    def kill(self) -> None:
        with suppress(ProcessLookupError):
            self.process.kill()
        self._transport.abort()


async def process(mode: str, store: Path, memory: int, *told: str, stdin: int, stdout: int) -> Process:
    """Start `kg.serve.worker` with these arguments and descriptors."""
    package = Path(kg.serve.__file__).resolve().parents[2]
    path = os.pathsep.join(filter(None, (str(package), os.environ.get("PYTHONPATH"))))
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-P", "-m", "kg.serve.worker", mode, str(store), str(memory), *told),
        stdin=stdin,
        stdout=stdout,
        stderr=DEVNULL,
        env={"GLIBC_TUNABLES": MALLOC, **os.environ, "PYTHONPATH": path},
        start_new_session=True,  # Ctrl-C is for the server, which then ends its workers
    )


async def start(mode: str, store: Path, memory: int, edition: str) -> Worker:
    """A process that is ready for jobs.

    Raises StoreError where it cannot open the store, Outdated where it is of another edition.
    """
    ours, theirs = socket.socketpair()
    with theirs:
        running = await process(mode, store, memory, stdin=theirs.fileno(), stdout=theirs.fileno())
    loop = asyncio.get_running_loop()
    _, worker = await loop.create_unix_connection(lambda: Worker(running), sock=ours)
    try:
        kind, payload = await worker.receive()
    except EOFError:
        raise StoreError("A worker process ended at its start", where=str(store)) from None
    except asyncio.CancelledError:
        worker.kill()
        await running.wait()
        raise
    told = json.loads(payload)
    if kind == READY and told["edition"] == edition:
        return worker
    worker.kill()
    await running.wait()
    if kind != READY:
        raise StoreError(told["message"])
    raise Outdated("The program was replaced while the server ran", then="Restart the server.")
