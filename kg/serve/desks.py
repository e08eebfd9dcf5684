"""Connections over which one look-up after the other is asked, lent to processes that answer those beside the server.

The server stays what holds a connection: it reads it again as soon as anything else comes over it, or nothing.
"""

from __future__ import annotations

import asyncio
import json
import select
import socket
from asyncio.subprocess import DEVNULL, Process
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from itertools import count
from pathlib import Path
from typing import Protocol

from kg.serve.edition import edition
from kg.serve.lending import BACK, NOTES, PACKET, RECALL, STARTED, lent, taken_back
from kg.serve.limits import Limits
from kg.serve.quick import Note
from kg.serve.record import Peer, Record
from kg.serve.workers import process

MOST = 256
"""Connections that one desk has at a time."""
PAUSE = 1.0
"""Seconds after the start of a desk until another may be started, be it beside it or in its place.

They double with each that ends before `LONGEST_PAUSE`, up to that.
"""
LONGEST_PAUSE = 60.0
LOOK = 1.0
"""Seconds between two looks at the desks."""
SILENT = 5
"""Looks at which nothing was heard of a desk that has connections, after which it is ended: it hangs.

Of each connection it tells after a second, at the latest that nothing was asked over it.
"""
STARTING = 30
"""Looks after which a desk that is not ready yet is ended."""


class Lendable(Protocol):
    """A connection as it is lent, whose client is `peer`."""

    peer: Peer

    def returned(self, rest: bytes, data: bytes) -> None:
        """It is read here again; `rest` is to be sent over it yet, `data` was received over it."""

    def lost(self) -> None:
        """It ended with the desk that had it."""


class Desk:
    """One process, and what it has. `gone` is called once when it has ended.

    `outdated`: it is not of this edition of the program, which was replaced on disk.
    """

    def __init__(
        self, running: Process, link: socket.socket, edition: str, note: Note, gone: Callable[[Desk], None]
    ) -> None:
        self.process = running
        self.ready = False
        self.outdated = False
        self._link = link
        self._note = note
        self._gone = gone
        self._edition = edition
        self._lent: dict[int, Lendable] = {}
        self._numbers = count()
        self._silent = 0  # looks since it was heard
        loop = asyncio.get_running_loop()
        self._began = loop.time()
        loop.add_reader(link, self._heard)

    def __len__(self) -> int:
        return len(self._lent)

    @property
    def lived(self) -> float:
        """Seconds since it was started."""
        return asyncio.get_running_loop().time() - self._began

    def look(self) -> None:
        """End it if it hangs. Looks are counted, not seconds: with the server it may have been stopped itself."""
        self._silent = self._silent + 1 if self._lent or not self.ready else 0
        if self._silent >= (SILENT if self.ready else STARTING):
            self.end()

    def lend(self, one: Lendable, connection: int) -> int | None:
        """Lend it by its descriptor; the number by which it can be recalled, None where that cannot be done now."""
        number = next(self._numbers)
        try:
            socket.send_fds(self._link, [lent(number, one.peer)], [connection], socket.MSG_DONTWAIT)
        except OSError:
            return None
        self._lent[number] = one
        return number

    def recall(self, number: int) -> None:
        """Have it given back."""
        try:
            self._link.send(RECALL + number.to_bytes(4), socket.MSG_DONTWAIT)
        except OSError:
            self.end()

    def end(self) -> None:
        """End the process. What it has is lost."""
        if self._link.fileno() >= 0:
            with suppress(ProcessLookupError):
                self.process.kill()
            self._ended()

    def _ended(self) -> None:
        asyncio.get_running_loop().remove_reader(self._link)
        self._link.close()
        self._gone(self)
        for one in self._lent.values():
            one.lost()
        self._lent.clear()

    def _heard(self) -> None:
        try:
            message = self._link.recv(PACKET, socket.MSG_DONTWAIT)
        except BlockingIOError:
            return
        except OSError:
            message = b""
        self._silent = 0
        kind = message[:1]
        if kind == BACK:
            number, rest, data = taken_back(message)
            self._lent.pop(number).returned(rest, data)
        elif kind == NOTES:
            for client, query, sent, seconds in json.loads(message[1:]):
                self._note("/sparql", client, Record(query=query, status=200, sent=sent), seconds)
        elif kind == STARTED and message[1:].decode("ascii") == self._edition:
            self.ready = True
        elif kind == STARTED:
            self.outdated = True
            self.end()
        else:
            self._ended()  # by itself: to kill it yet would take its end from whoever waits for that


class Desks:
    """As many as there are workers at most, none where clients are counted; each is started when there is use for it.

    `len` is the number of those that are ready.
    """

    def __init__(self, store: Path, limits: Limits, *, union: bool, note: Note) -> None:
        self._most = limits.workers if hasattr(select, "epoll") and not limits.rate else 0
        told = {"union": union, "cache": limits.cache}
        self._start = partial(process, "desk", store, limits.memory, json.dumps(told))
        self._edition = edition()
        self._note = note
        self._all: list[Desk] = []
        self._pause = PAUSE
        self._starting: asyncio.Task[None] | None = None
        self._looking: asyncio.TimerHandle | None = None

    def __len__(self) -> int:
        return sum(desk.ready for desk in self._all)

    @property
    def lent(self) -> int:
        """How many connections desks have now."""
        return sum(map(len, self._all))

    def lend(self, one: Lendable, connection: int) -> tuple[Desk, int] | None:
        """The desk that it is lent to, and the number by which it can be recalled there; None where none takes it."""
        starting = self._starting is not None and not self._starting.done()
        if not starting and len(self._all) < self._most and all(len(desk) for desk in self._all):
            self._starting = asyncio.create_task(self._begin())
        free = [desk for desk in self._all if desk.ready and len(desk) < MOST]
        if not free:
            return None
        desk = min(free, key=len)
        number = desk.lend(one, connection)
        return None if number is None else (desk, number)

    async def _begin(self) -> None:
        try:
            self._all.append(await self._open())
        except OSError:  # without room for another process the server answers all itself
            self._slow_down()
        if self._looking is None:
            self._look()
        await asyncio.sleep(self._pause)

    async def _open(self) -> Desk:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        try:
            with theirs:
                running = await self._start(stdin=theirs.fileno(), stdout=DEVNULL)
        except BaseException:
            ours.close()
            raise
        return Desk(running, ours, self._edition, self._note, self._ended)

    def _look(self) -> None:
        for desk in tuple(self._all):
            desk.look()
        self._looking = asyncio.get_running_loop().call_later(LOOK, self._look) if self._all else None

    def _ended(self, desk: Desk) -> None:
        self._all.remove(desk)
        if desk.outdated:
            self._most = 0
        elif desk.lived < LONGEST_PAUSE:
            self._slow_down()
        else:
            self._pause = PAUSE

    def _slow_down(self) -> None:
        self._pause = min(2 * self._pause, LONGEST_PAUSE)

    async def close(self) -> None:
        if self._starting is not None:
            self._starting.cancel()
            await asyncio.gather(self._starting, return_exceptions=True)
        if self._looking is not None:
            self._looking.cancel()
        ended = [desk.process for desk in self._all]
        for desk in tuple(self._all):
            desk.end()
        await asyncio.gather(*(one.wait() for one in ended))
