"""The connections of the server: none may hold its place for nothing, and as many are held as the system allows.

uvicorn waits for the head of a request as long as the client likes. Here it must be whole some seconds after its
first byte, and where all places are taken the connection that has waited longest for its client makes room for the next
one, so that a crowd of slow clients never keeps others out.
"""

from __future__ import annotations

import asyncio
import resource
from collections import OrderedDict
from collections.abc import Callable
from typing import Any, Protocol

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD_SECONDS = 10.0
"""A request's head must be whole so long after its first byte."""
SPARE = 200
"""File descriptors that are not for connections: files of the store, pipes to workers."""
MOST = 20_000
"""Connections, however many the system allows: each takes about 20 KB."""


class Quick(Protocol):
    """What answers the plainest requests at once: the whole response to the bytes of one request, None for others."""

    def __call__(self, data: bytes, client: str) -> bytes | None: ...


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
    """One connection. `crowd` and `quick` are those of its server."""

    def __init__(self, *arguments: Any, crowd: Crowd, quick: Quick | None, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._crowd = crowd
        self._quick = quick
        self._late: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        super().connection_made(transport)
        self._crowd.join(self)
        self._late = self.loop.call_later(HEAD_SECONDS, self._give_up)

    def connection_lost(self, exc: Exception | None) -> None:
        self._crowd.leave(self)
        self._forget_lateness()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self._quick is not None and self._is_between_requests():
            answer = self._quick(data, self.client[0] if self.client else "")
            if answer is not None:
                self._forget_lateness()
                self._unset_keepalive_if_required()
                self.transport.write(answer)
                self._crowd.wait(self)
                self.timeout_keep_alive_task = self.loop.call_later(
                    self.timeout_keep_alive, self.timeout_keep_alive_handler
                )
                return
        super().data_received(data)
        if self.cycle is not None and not self.cycle.response_complete:
            self._forget_lateness()
            if not self.cycle.more_body:
                self._crowd.work(self)
        elif self._late is None and not self.transport.is_closing() and self.conn.their_state is h11.IDLE:
            self._late = self.loop.call_later(HEAD_SECONDS, self._give_up)

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


def connection(quick: Quick | None) -> Callable[..., Connection]:
    """What makes the connections of one server."""
    crowd = Crowd(places())

    def made(*arguments: Any, **named: Any) -> Connection:
        return Connection(*arguments, crowd=crowd, quick=quick, **named)

    return made
