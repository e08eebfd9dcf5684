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
from dataclasses import dataclass
from typing import Any, cast

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from kg.serve.desks import Desk, Desks
from kg.serve.errands import KEY, Errand, Errands
from kg.serve.quick import Answered, QuickAnswers
from kg.serve.record import Peer

HEAD_SECONDS = 10.0
"""A request's head must be whole so long after its first byte."""
REGULAR = 8
"""Look-ups in a row after which a connection is lent to a desk."""
READ = 1 << 14
"""Bytes that are taken from a connection at a time: what they cost, all others wait for."""
HEAD = 1 << 10
"""Bytes at a time of which it does not matter how they are divided."""
CRUMBS = 5
"""Bytes that a line of a chunked body has at least, on average. A body in chunks of one byte costs a hundred times as
much to take in as it costs to send."""
SPARE = 200
"""File descriptors that are not for connections: files of the store, pipes to workers."""
MOST = 20_000
"""Connections, however many the system allows: each takes about 20 KB."""


@dataclass(frozen=True, kw_only=True)
class Ways:
    """The ways that are shorter than the usual one."""

    quick: QuickAnswers
    errands: Errands
    desks: Desks


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
    """One connection. `crowd`, `ways` and the addresses of proxies are those of its server."""

    def __init__(
        self, *arguments: Any, crowd: Crowd, ways: Ways, is_proxy: Callable[[str], bool], **named: Any
    ) -> None:
        super().__init__(*arguments, **named)
        self.peer = Peer("", False)
        self._crowd = crowd
        self._ways = ways
        self._is_proxy = is_proxy
        self._late: asyncio.TimerHandle | None = None
        self._answered = 0.0
        self._data = b""
        self._errand: Errand | None = None  # which is all that this connection does now
        self._taken_over: Errand | None = None  # by the usual way, to which its request went
        self._in_a_row = 0  # look-ups
        self._lent: tuple[Desk, int] | None = None  # to whom, and by which number
        self._ending = False  # as soon as it was given back

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        super().connection_made(transport)
        if hasattr(transport, "max_size"):  # as asyncio's own loops have it
            transport.max_size = READ
        address = self.client[0] if self.client else ""
        self.peer = Peer(address, self._is_proxy(address))
        self._crowd.join(self)
        self._late = self.loop.call_later(HEAD_SECONDS, self._give_up)

    def connection_lost(self, exc: Exception | None) -> None:
        self._crowd.leave(self)
        self._forget_lateness()
        if self._errand is not None:
            self._errand.abandon()
        super().connection_lost(exc)
        self._end_errand()

    def data_received(self, data: bytes) -> None:
        if self._errand is not None:
            self._go_on(data)  # the next request already
        elif not self._is_between_requests():
            self._receive(data)
        else:
            found = self._ways.quick(data, self.peer)
            if isinstance(found, Answered):
                self._answer(found.response)
                # What is answered from memory, a desk would have to give back.
                self._in_a_row = self._in_a_row + 1 if found.looked_up else 0
                if self._in_a_row >= REGULAR:
                    self._lend(self._ways.desks)
                return
            self._in_a_row = 0
            self._errand = (
                self._ways.errands.begin(found, self.peer.client(found.client), self._done) if found else None
            )
            if self._errand is None:
                self._receive(data)
            else:
                self._data = data
                self._forget_lateness()
                self._crowd.work(self)

    def shutdown(self) -> None:
        if self._lent is not None:
            self._ending = True
            desk, number = self._lent
            desk.recall(number)
            return
        if self._errand is not None:
            self._go_on()  # else the connection would be closed as an idle one
        super().shutdown()

    def _lend(self, desks: Desks) -> None:
        self._in_a_row = 0
        if not self.transport.get_write_buffer_size() and not self.transport.is_closing():
            self._lent = desks.lend(self, self.transport.get_extra_info("socket").fileno())
            if self._lent is not None:
                self.transport.pause_reading()
                self._crowd.work(self)

    def returned(self, rest: bytes, data: bytes) -> None:
        self._lent = None
        if self.transport.is_closing():
            return
        self._crowd.wait(self)
        self._answered = self.loop.time()
        self.transport.resume_reading()
        if rest:
            self.transport.write(rest)
        if data:
            self.data_received(data)
        if self._ending:
            self.shutdown()

    def lost(self) -> None:
        self._lent = None
        self.transport.abort()

    def _done(self, answer: bytes | None) -> None:
        if self._errand is None:
            return
        if answer is None:
            self._go_on()
        else:
            self._errand = None
            self._answer(answer)

    def _go_on(self, more: bytes = b"") -> None:
        """The usual way with the request that was an errand, whose place goes with it."""
        assert self._errand is not None
        self._taken_over, self._errand = self._errand, None
        self._taken_over.release()
        self._receive(self._data + more)
        cast(dict[str, Any], self.scope)[KEY] = self._taken_over

    def _end_errand(self) -> None:
        if self._taken_over is not None:
            self._taken_over.end()
            self._taken_over = None

    def _answer(self, whole: bytes) -> None:
        self._forget_lateness()
        self.transport.write(whole)
        self._crowd.wait(self)
        self._answered = self.loop.time()
        if self.timeout_keep_alive_task is None:
            self._keep_alive(self.timeout_keep_alive)

    def timeout_keep_alive_handler(self) -> None:
        """Close what was idle so long. To set a timer anew at each answer would take longer than to look here."""
        left = self._answered + self.timeout_keep_alive - self.loop.time()
        if self._errand is not None or self._lent is not None:
            self._keep_alive(self.timeout_keep_alive)
        elif left > 0:
            self._keep_alive(left)
        else:
            super().timeout_keep_alive_handler()

    def _keep_alive(self, seconds: float) -> None:
        self.timeout_keep_alive_task = self.loop.call_later(seconds, self.timeout_keep_alive_handler)

    def _receive(self, data: bytes) -> None:
        if data.count(b"\r\n") * CRUMBS > max(len(data), HEAD) and self._is_in_chunks:
            self.transport.abort()
            return
        super().data_received(data)
        if self.cycle is not None and not self.cycle.response_complete:
            self._forget_lateness()
            if not self.cycle.more_body:
                self._crowd.work(self)
        elif self._late is None and not self.transport.is_closing() and self.conn.their_state is h11.IDLE:
            self._late = self.loop.call_later(HEAD_SECONDS, self._give_up)

    @property
    def _is_in_chunks(self) -> bool:
        """Whether a body comes in chunks just now."""
        in_body = self.conn.their_state is h11.SEND_BODY
        return in_body and any(name == b"transfer-encoding" for name, _ in self.headers)

    def send_400_response(self, msg: str) -> None:
        """What is no HTTP is answered where an answer has not begun; else the connection is lost.

        The application, which is perhaps about to answer the head of it, is told that nobody listens any more.
        """
        if self.cycle is not None and not self.cycle.response_complete:
            self.cycle.disconnected = True
            self.cycle.message_event.set()
        if self.conn.our_state in (h11.IDLE, h11.SEND_RESPONSE):
            super().send_400_response(msg)
        else:
            self.transport.abort()

    def on_response_complete(self) -> None:
        self._crowd.wait(self)
        self._end_errand()
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


def connection(ways: Ways, is_proxy: Callable[[str], bool]) -> Callable[..., Connection]:
    """What makes the connections of one server; what comes from the address of a proxy says for whom it asks."""
    crowd = Crowd(places())

    def made(*arguments: Any, **named: Any) -> Connection:
        return Connection(*arguments, crowd=crowd, ways=ways, is_proxy=is_proxy, **named)

    return made
