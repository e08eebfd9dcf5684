"""The connections of the server: none may hold its place for nothing, and as many are held as the system allows.

uvicorn waits for the head of a request as long as the client likes. Here it must be whole some seconds after its
first byte, and where all places are taken the connection that has waited longest for its client makes room for the next
one, so that a crowd of slow clients never keeps others out.
"""

from __future__ import annotations

import asyncio
import resource
import time
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any, Protocol

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from kg.serve.quick import Asked, Found

HEAD_SECONDS = 10.0
"""A request's head must be whole so long after its first byte."""
SPARE = 200
"""File descriptors that are not for connections: files of the store, pipes to workers."""
MOST = 20_000
"""Connections, however many the system allows: each takes about 20 KB."""


class Quick(Protocol):
    """What answers the plainest requests at once, as `kg.serve.quick` does."""

    def begin(self, data: bytes, client: str) -> bytes | Asked | None: ...
    def find(self, asked: Asked) -> Found | None: ...
    def end(self, data: bytes, client: str, found: Found, seconds: float) -> bytes: ...


class Crowd:
    """All connections, those that wait for their client in the order in which they began to."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._all: set[Connection] = set()
        self._waiting: OrderedDict[Connection, None] = OrderedDict()

    def __len__(self) -> int:
        return len(self._all)

    def join(self, one: Connection) -> None:
        """Take one in; where there is no place, the one that has waited longest goes, else the new one itself."""
        self._all.add(one)
        self.wait(one)
        if len(self._all) > self._most:
            next(iter(self._waiting)).transport.abort()

    def leave(self, one: Connection) -> None:
        self._all.discard(one)
        self._waiting.pop(one, None)

    def wait(self, one: Connection) -> None:
        self._waiting[one] = None
        self._waiting.move_to_end(one)

    def work(self, one: Connection) -> None:
        self._waiting.pop(one, None)


class Connection(H11Protocol):
    """One connection. `crowd`, `quick` and the `threads` that look up what it asks for are those of its server."""

    def __init__(
        self, *arguments: Any, crowd: Crowd, quick: Quick | None, threads: ThreadPoolExecutor, **named: Any
    ) -> None:
        super().__init__(*arguments, **named)
        self._crowd = crowd
        self._quick = quick
        self._threads = threads
        self._late: asyncio.TimerHandle | None = None
        self._looking = False
        """Whether a thread looks up the answer; what arrives meanwhile is `_early`."""
        self._early = b""
        self._ending = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        super().connection_made(transport)
        self._crowd.join(self)
        self._late = self.loop.call_later(HEAD_SECONDS, self._give_up)

    def connection_lost(self, exc: Exception | None) -> None:
        self._crowd.leave(self)
        self._forget_lateness()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self._looking:
            self._early += data
            self.transport.pause_reading()
            return
        if self._quick is not None and self._is_between_requests():
            found = self._quick.begin(data, self._name())
            if isinstance(found, bytes):
                self._give(found)
                return
            if found is not None:
                self._look_up(data, found)
                return
        self._receive(data)

    def shutdown(self) -> None:
        """Called when the server ends: what is looked up is given before."""
        if self._looking:
            self._ending = True
        else:
            super().shutdown()

    def _look_up(self, data: bytes, asked: Asked) -> None:
        self._looking = True
        self._forget_lateness()
        self._unset_keepalive_if_required()
        self._crowd.work(self)
        self._threads.submit(self._found, data, asked, time.perf_counter())

    def _found(self, data: bytes, asked: Asked, began: float) -> None:
        """In a thread: look up, and tell it to the server's own."""
        assert self._quick is not None
        found = self._quick.find(asked)
        with suppress(RuntimeError):  # of a loop that has ended
            self.loop.call_soon_threadsafe(self._go_on, data, found, began)

    def _go_on(self, data: bytes, found: Found | None, began: float) -> None:
        self._looking = False
        if self.transport.is_closing():
            return
        if found is None:
            self._receive(data)
        else:
            assert self._quick is not None
            self._give(self._quick.end(data, self._name(), found, time.perf_counter() - began))
        if self._ending:
            super().shutdown()
        elif self._early:
            early, self._early = self._early, b""
            self.transport.resume_reading()
            self.data_received(early)

    def _give(self, answer: bytes) -> None:
        self._forget_lateness()
        self._unset_keepalive_if_required()
        self.transport.write(answer)
        self._crowd.wait(self)
        self.timeout_keep_alive_task = self.loop.call_later(self.timeout_keep_alive, self.timeout_keep_alive_handler)

    def _receive(self, data: bytes) -> None:
        """Go the usual way."""
        super().data_received(data)
        if self.cycle is not None and not self.cycle.response_complete:
            self._forget_lateness()
            if not self.cycle.more_body:
                self._crowd.work(self)
        elif self._late is None and not self.transport.is_closing() and self.conn.their_state is h11.IDLE:
            self._late = self.loop.call_later(HEAD_SECONDS, self._give_up)

    def _name(self) -> str:
        return self.client[0] if self.client else ""

    def on_response_complete(self) -> None:
        self._crowd.wait(self)
        super().on_response_complete()

    def _is_between_requests(self) -> bool:
        conn = self.conn
        return (
            conn.our_state is h11.IDLE
            and conn.their_state is h11.IDLE
            and not conn.trailing_data[0]
            and not self.flow.write_paused
            and not self.transport.is_closing()
        )

    def _give_up(self) -> None:
        self._late = None
        if not self.transport.is_closing():
            self.transport.abort()

    def _forget_lateness(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None


def places() -> int:
    """How many connections the system allows this process, whose limit is raised as far as it may be."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard == resource.RLIM_INFINITY:
        hard = max(soft, MOST + SPARE)
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    except (ValueError, OSError):
        hard = soft
    return max(64, min(MOST, hard - SPARE))


def connection(quick: Quick | None, threads: int) -> Callable[..., Connection]:
    """What makes the connections of one server, for which so many threads look up at once."""
    crowd, pool = Crowd(places()), ThreadPoolExecutor(threads, "look-up")

    def made(*arguments: Any, **named: Any) -> Connection:
        return Connection(*arguments, crowd=crowd, quick=quick, threads=pool, **named)

    return made
