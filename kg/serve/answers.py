"""A worker's pieces -> an HTTP answer whose 200 means that it is complete.

The status line is held back until the first buffer is full or the answer ends. What goes wrong before that is a
problem with its own status; what goes wrong after it drops the connection, so that no short answer looks whole.
"""

from __future__ import annotations

import asyncio
import json
import tempfile
from collections.abc import AsyncIterator, Mapping
from typing import Any, BinaryIO, cast

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from kg.serve.pool import Head, Pool
from kg.serve.problems import Problem

SLACK = 0.5
"""Seconds that an answer made just before the deadline has to be sent."""
SPOOL = 1 << 20
"""Bytes of an answer kept in memory where it must be whole before it is sent."""


class Streamed(Response):
    """Runs `job` and streams its pieces. Raises Problem as long as nothing was sent."""

    def __init__(self, pool: Pool, job: Mapping[str, Any], headers: Mapping[str, str]) -> None:
        self._pool = pool
        self._job = job
        self._own = dict(headers)
        self.background = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async with self._pool.lend() as worker:
            pieces = worker.answer(self._job, self._pool.limits)
            work = asyncio.ensure_future(self._deliver(pieces, scope, receive, send))
            gone = asyncio.ensure_future(_disconnected(receive))
            try:
                # The worker keeps the deadline; a client that reads too slowly meets it here.
                limit = self._pool.limits.timeout + SLACK
                await asyncio.wait({work, gone}, timeout=limit, return_when=asyncio.FIRST_COMPLETED)
                if work.done():
                    await work
            finally:
                # Nobody listens any more: the worker is not clean, and its place goes to a fresh one.
                for task in (work, gone):
                    task.cancel()
                await asyncio.gather(work, gone, return_exceptions=True)

    async def _deliver(self, pieces: AsyncIterator[Head | bytes], scope: Scope, receive: Receive, send: Send) -> None:
        head = await anext(pieces)
        assert isinstance(head, Head)
        first = await anext(pieces, None)
        second = None if first is None else await anext(pieces, None)
        headers = {**self._own, "X-KG-Generation": str(head.generation), "X-KG-Snapshot": head.snapshot}
        if second is None:
            whole = first if isinstance(first, bytes) else b""
            await Response(whole, headers=headers)(scope, receive, send)
            return
        assert isinstance(first, bytes)
        assert isinstance(second, bytes)
        if scope["http_version"] == "1.0":
            await self._spooled([first, second], pieces, headers, scope, receive, send)
            return
        await self._chunked([first, second], pieces, headers, send)

    async def _chunked(
        self, begun: list[bytes], pieces: AsyncIterator[Head | bytes], headers: dict[str, str], send: Send
    ) -> None:
        raw = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]
        await send({"type": "http.response.start", "status": 200, "headers": raw})
        for piece in begun:
            await send({"type": "http.response.body", "body": piece, "more_body": True})
        try:
            async for more in pieces:
                await send({"type": "http.response.body", "body": more, "more_body": True})
        except Problem:
            # Left unfinished, the body has no last chunk, and the server closes the connection.
            return
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _spooled(
        self,
        begun: list[bytes],
        pieces: AsyncIterator[Head | bytes],
        headers: dict[str, str],
        scope: Scope,
        receive: Receive,
        send: Send,
    ) -> None:
        """HTTP/1.0 ends a body by closing, as a dropped connection does: there the answer is sent with its length."""
        with tempfile.SpooledTemporaryFile(max_size=SPOOL) as spool:
            file = cast(BinaryIO, spool)
            file.writelines(begun)
            async for more in pieces:
                file.write(cast(bytes, more))
            size = file.tell()
            file.seek(0)
            raw = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]
            raw.append((b"content-length", str(size).encode()))
            await send({"type": "http.response.start", "status": 200, "headers": raw})
            while piece := file.read(SPOOL):
                await send({"type": "http.response.body", "body": piece, "more_body": True})
            await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _disconnected(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def looked_up(pool: Pool, job: Mapping[str, Any]) -> tuple[Head, Any]:
    """The head and the JSON of a view. Raises Problem."""
    async with pool.lend() as worker:
        head: Head | None = None
        data = bytearray()
        async for piece in worker.answer(job, pool.limits):
            if isinstance(piece, Head):
                head = piece
            else:
                data += piece
        assert head is not None
        return head, json.loads(data.decode("utf-8", "surrogatepass"))
