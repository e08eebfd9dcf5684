"""A worker's pieces -> an HTTP answer whose 200 means that it is complete.

The status line is held back until the first buffer is full or the answer ends. What goes wrong before that is a
problem with its own status; what goes wrong after it drops the connection, so that no short answer looks whole.
"""

from __future__ import annotations

import asyncio
import json
import tempfile
import time
from collections.abc import AsyncIterator, Coroutine, Mapping
from dataclasses import dataclass, field
from typing import Any, BinaryIO, TypeVar, cast

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from kg.serve import problems
from kg.serve.cache import LARGEST, ZIPPED, Answers, Kept, tag
from kg.serve.jobs import digest
from kg.serve.negotiation import suffix
from kg.serve.pool import Place, Pool
from kg.serve.problems import Problem
from kg.serve.record import record
from kg.serve.workers import Head, Worker

T = TypeVar("T")
SLACK = 0.5
"""Seconds that an answer made just before the deadline has to be sent."""
SPOOL = 1 << 20
"""Bytes of an answer kept in memory where it must be whole before it is sent."""
TEXT = ("text/csv", "text/tab-separated-values", "text/turtle", "text/n3")
"""Forms that name their encoding, for those who read them in a browser."""
DESCRIBED = '</.well-known/void>; rel="describedby"'
SAFE = (
    (b"content-security-policy", b"default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
)
"""The headers of every answer, which forbid what the pages never do: scripts, frames, anything from elsewhere."""
_SAFE = b"".join(b"%s: %s\r\n" % pair for pair in SAFE) + b"\r\n"


@dataclass(frozen=True, kw_only=True)
class Ask:
    """A job to be streamed. `headers` are those of its own; `answers`, if any, keep what may be given again.

    `place` is the one that it has already in the queue, or with a worker that was given the job.
    """

    pool: Pool
    job: Mapping[str, Any]
    timeout: float
    answers: Answers[str, Kept] | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    place: Place | None = None


class Streamed(Response):
    """Runs a job and streams its pieces. Raises Problem as long as nothing was sent."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._began = time.perf_counter()
        self.background = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        ask = self._ask
        async with ask.pool.lend(ask.place) as worker:
            self._got = time.perf_counter()
            if ask.place is None or not ask.place.begun:
                worker.send(ask.job, ask.timeout)
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
        pieces = worker.answer()
        head = await anext(pieces)
        assert isinstance(head, Head)
        first = await anext(pieces)
        assert isinstance(first, bytes)
        headers = {**fields(head, self._digest), "Server-Timing": self._timing(), **self._ask.headers}
        if worker.clean:
            self._keep(head, [first], worker.rows)
            record(scope).rows = worker.rows
            await Response(first, headers=headers)(scope, receive, send)
        elif scope["method"] == "HEAD":
            await send({"type": "http.response.start", "status": 200, "headers": _raw(headers)})
            await send({"type": "http.response.body", "body": b""})
        elif scope["http_version"] == "1.0":
            await self._spooled(first, pieces, headers, send)
        else:
            await self._chunked(first, pieces, head, headers, worker, scope, send)

    @property
    def _digest(self) -> str:
        return "" if self._ask.answers is None else digest(self._ask.job)

    def _timing(self) -> str:
        return timing(self._began, self._got, time.perf_counter())

    def _keep(self, head: Head, pieces: list[bytes], rows: int | None) -> None:
        if self._ask.answers is not None:
            # Without the headers of this request: the next may ask for the same otherwise.
            kept = Kept(headers=fields(head, self._digest), body=b"".join(pieces), rows=rows)
            keep(self._ask.answers, head, self._digest, kept, gzip=self._ask.job["gzip"])

    async def _chunked(
        self,
        first: bytes,
        pieces: AsyncIterator[Head | bytes],
        head: Head,
        headers: dict[str, str],
        worker: Worker,
        scope: Scope,
        send: Send,
    ) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": _raw(headers)})
        await send({"type": "http.response.body", "body": first, "more_body": True})
        kept: list[bytes] | None = [first]
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
            self._keep(head, kept, worker.rows)
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _spooled(
        self, first: bytes, pieces: AsyncIterator[Head | bytes], headers: dict[str, str], send: Send
    ) -> None:
        """HTTP/1.0 ends a body by closing, as a dropped connection does: there the answer is sent with its length."""
        with tempfile.SpooledTemporaryFile(max_size=SPOOL) as spool:
            file = cast(BinaryIO, spool)
            file.write(first)
            async for more in pieces:
                file.write(cast(bytes, more))
            headers["Content-Length"] = str(file.tell())
            file.seek(0)
            await send({"type": "http.response.start", "status": 200, "headers": _raw(headers)})
            while piece := file.read(SPOOL):
                await send({"type": "http.response.body", "body": piece, "more_body": True})
            await send({"type": "http.response.body", "body": b"", "more_body": False})


def fields(head: Head, query: str) -> dict[str, str]:
    """The headers of every answer to the query of this digest, "" for one whose answer may be another the next time."""
    found = {
        "Content-Type": f"{head.media_type}; charset=utf-8" if head.media_type in TEXT else head.media_type,
        "Vary": "Accept, Accept-Encoding",
        "X-KG-Generation": str(head.generation),
        "X-KG-Snapshot": head.snapshot,
        "Link": DESCRIBED,
        "Cache-Control": "no-cache" if query else "no-store",
    }
    if query:
        found["ETag"] = f'"{tag(head.generation, head.snapshot, query)}{ZIPPED if head.encoding else ""}"'
    if head.encoding:
        found["Content-Encoding"] = head.encoding
    if head.notes:
        found["X-KG-Note"] = " ".join(head.notes).encode("ascii", "replace").decode("ascii")
    return found


def keep(answers: Answers[str, Kept], head: Head, query: str, kept: Kept, *, gzip: bool) -> None:
    """Keep the answer to the query of this digest, for those who take `gzip` or those who do not."""
    answers.turn_to((head.generation, head.snapshot))
    answers.keep(tag(head.generation, head.snapshot, query) + (ZIPPED if gzip else ""), kept, len(kept.body))


def downloaded(name: str, form: str) -> dict[str, str]:
    """Headers by which a browser saves an answer that was asked for in this form."""
    return {"Content-Disposition": f'attachment; filename="{name}.{suffix(form)}"'}


def timing(began: float, got: float, ended: float) -> str:
    """How long a query waited for its worker, and the worker took, between these moments in seconds."""
    return f"queue;dur={(got - began) * 1000:.1f}, query;dur={(ended - got) * 1000:.1f}"


def lines(headers: Mapping[str, str], timing: str) -> bytes:
    """Headers as they are sent."""
    told = "".join([f"{name.lower()}: {value}\r\n" for name, value in headers.items()])
    return f"server-timing: {timing}\r\n{told}".encode("latin-1")


def whole(body: bytes, *headers: bytes) -> bytes:
    """An answer as it is sent, with these lines of headers and those of every answer."""
    return b"".join((b"HTTP/1.1 200 OK\r\ncontent-length: %d\r\n" % len(body), *headers, _SAFE, body))


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


async def unless_gone(request: Request, work: Coroutine[Any, Any, T]) -> T:
    """What `work` gives; it is given up, and its worker replaced, when the client of the request goes before.

    Raises Problem then, which nobody hears but the log.
    """
    working, gone = asyncio.ensure_future(work), asyncio.ensure_future(_disconnected(request.receive))
    try:
        await asyncio.wait({working, gone}, return_when=asyncio.FIRST_COMPLETED)
        if not working.done():
            raise problems.gone()
        return await working
    finally:
        for task in (working, gone):
            task.cancel()
        await asyncio.gather(working, gone, return_exceptions=True)


async def looked_up(
    pool: Pool, job: Mapping[str, Any], timeout: float | None = None, body: bytes = b""
) -> tuple[Head, Any]:
    """The head and the JSON of a view or a write. Raises Problem."""
    async with pool.lend() as worker:
        worker.send(job, timeout or pool.limits.timeout, body)
        head, data = [piece async for piece in worker.answer()]
        assert isinstance(head, Head)
        assert isinstance(data, bytes)
        return head, json.loads(data.decode("utf-8", "surrogatepass"))
