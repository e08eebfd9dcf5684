"""A worker's pieces -> an HTTP answer whose 200 means that it is complete.

The status line is held back until the first buffer is full or the answer ends. What goes wrong before that is a
problem with its own status; what goes wrong after it drops the connection, so that no short answer looks whole.
"""

from __future__ import annotations

import asyncio
import json
import tempfile
import time
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from typing import Any, BinaryIO, cast

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from kg.serve.cache import LARGEST, ZIPPED, Answers, Kept, digest, tag
from kg.serve.pool import Head, Pool, Worker
from kg.serve.problems import Problem
from kg.serve.record import record

SLACK = 0.5
"""Seconds that an answer made just before the deadline has to be sent."""
SPOOL = 1 << 20
"""Bytes of an answer kept in memory where it must be whole before it is sent."""
TEXT = ("text/csv", "text/tab-separated-values", "text/turtle", "text/n3")
"""Forms that name their encoding, for those who read them in a browser."""
DESCRIBED = '</.well-known/void>; rel="describedby"'


@dataclass(frozen=True, kw_only=True)
class Ask:
    """A job to be streamed. `headers` are those of its own; `answers`, if any, keep what may be given again."""

    pool: Pool
    job: Mapping[str, Any]
    timeout: float
    answers: Answers | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


class Streamed(Response):
    """Runs a job and streams its pieces. Raises Problem as long as nothing was sent."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._began = time.perf_counter()
        self.background = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        ask = self._ask
        async with ask.pool.lend() as worker:
            self._got = time.perf_counter()
            work = asyncio.ensure_future(self._deliver(worker, scope, receive, send))
            gone = asyncio.ensure_future(_disconnected(receive))
            try:
                # The worker keeps the deadline; a client that reads too slowly meets it here.
                limit = ask.timeout + SLACK
                done, _ = await asyncio.wait({work, gone}, timeout=limit, return_when=asyncio.FIRST_COMPLETED)
                if work in done:
                    await work
                else:
                    record(scope).outcome = "gone" if gone in done else "cut"
            finally:
                # Nobody listens any more: the worker is not clean, and its place goes to a fresh one.
                for task in (work, gone):
                    task.cancel()
                await asyncio.gather(work, gone, return_exceptions=True)

    async def _deliver(self, worker: Worker, scope: Scope, receive: Receive, send: Send) -> None:
        pieces = worker.answer(self._ask.job, self._ask.timeout)
        head = await anext(pieces)
        assert isinstance(head, Head)
        begun = [piece async for piece in _some(pieces, 2)]
        headers = self._fields(head)
        if len(begun) < 2:
            self._keep(head, headers, begun, worker.rows)
            record(scope).rows = worker.rows
            await Response(b"".join(begun), headers=headers)(scope, receive, send)
        elif scope["method"] == "HEAD":
            await send({"type": "http.response.start", "status": 200, "headers": _raw(headers)})
            await send({"type": "http.response.body", "body": b""})
        elif scope["http_version"] == "1.0":
            await self._spooled(begun, pieces, headers, send)
        else:
            await self._chunked(begun, pieces, head, headers, worker, scope, send)

    def _fields(self, head: Head) -> dict[str, str]:
        now = time.perf_counter()
        waited, asked = (self._got - self._began) * 1000, (now - self._got) * 1000
        headers = {
            "Content-Type": f"{head.media_type}; charset=utf-8" if head.media_type in TEXT else head.media_type,
            "Vary": "Accept, Accept-Encoding",
            "X-KG-Generation": str(head.generation),
            "X-KG-Snapshot": head.snapshot,
            "Link": DESCRIBED,
            "Server-Timing": f"queue;dur={waited:.1f}, query;dur={asked:.1f}",
            **self._ask.headers,
        }
        if head.encoding:
            headers["Content-Encoding"] = head.encoding
        if head.notes:
            headers["X-KG-Note"] = " ".join(head.notes).encode("ascii", "replace").decode("ascii")
        if self._ask.answers is None:
            return {**headers, "Cache-Control": "no-store"}
        return {**headers, "Cache-Control": "no-cache", "ETag": f'"{self._tag(head)}{ZIPPED if head.encoding else ""}"'}

    def _tag(self, head: Head) -> str:
        return tag(head.generation, head.snapshot, digest(self._ask.job))

    def _keep(self, head: Head, headers: Mapping[str, str], pieces: list[bytes], rows: int | None) -> None:
        if self._ask.answers is not None:
            kept = {name: value for name, value in headers.items() if name != "Server-Timing"}
            name = self._tag(head) + (ZIPPED if self._ask.job["gzip"] else "")
            self._ask.answers.keep(name, Kept(headers=kept, body=b"".join(pieces), rows=rows))

    async def _chunked(
        self,
        begun: list[bytes],
        pieces: AsyncIterator[Head | bytes],
        head: Head,
        headers: dict[str, str],
        worker: Worker,
        scope: Scope,
        send: Send,
    ) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": _raw(headers)})
        for piece in begun:
            await send({"type": "http.response.body", "body": piece, "more_body": True})
        kept: list[bytes] | None = list(begun)
        try:
            async for more in pieces:
                assert isinstance(more, bytes)
                kept = _longer(kept, more)
                await send({"type": "http.response.body", "body": more, "more_body": True})
        except Problem as problem:
            # Left unfinished, the body has no last chunk, and the server closes the connection.
            record(scope).outcome = problem.title
            return
        record(scope).rows = worker.rows
        if kept is not None:
            self._keep(head, headers, kept, worker.rows)
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _spooled(
        self, begun: list[bytes], pieces: AsyncIterator[Head | bytes], headers: dict[str, str], send: Send
    ) -> None:
        """HTTP/1.0 ends a body by closing, as a dropped connection does: there the answer is sent with its length."""
        with tempfile.SpooledTemporaryFile(max_size=SPOOL) as spool:
            file = cast(BinaryIO, spool)
            file.writelines(begun)
            async for more in pieces:
                file.write(cast(bytes, more))
            headers["Content-Length"] = str(file.tell())
            file.seek(0)
            await send({"type": "http.response.start", "status": 200, "headers": _raw(headers)})
            while piece := file.read(SPOOL):
                await send({"type": "http.response.body", "body": piece, "more_body": True})
            await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _some(pieces: AsyncIterator[Head | bytes], number: int) -> AsyncIterator[bytes]:
    """The next pieces, fewer than `number` only where the answer has ended."""
    for _ in range(number):
        piece = await anext(pieces, None)
        if piece is None:
            return
        assert isinstance(piece, bytes)
        yield piece


def _longer(kept: list[bytes] | None, more: bytes) -> list[bytes] | None:
    """What was sent so far, None once it is too long to keep."""
    if kept is None or sum(map(len, kept)) + len(more) > LARGEST:
        return None
    return [*kept, more]


def _raw(headers: Mapping[str, str]) -> list[tuple[bytes, bytes]]:
    return [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]


async def _disconnected(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def looked_up(
    pool: Pool, job: Mapping[str, Any], timeout: float | None = None, body: bytes = b""
) -> tuple[Head, Any]:
    """The head and the JSON of a view or a write. Raises Problem."""
    async with pool.lend() as worker:
        head: Head | None = None
        data = bytearray()
        async for piece in worker.answer(job, timeout or pool.limits.timeout, body):
            if isinstance(piece, Head):
                head = piece
            else:
                data += piece
        assert head is not None
        return head, json.loads(data.decode("utf-8", "surrogatepass"))
