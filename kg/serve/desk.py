"""A process that answers look-ups over connections that the server lends it, and gives back whatever else they bring.

It waits for nobody: what a client has not sent whole, or does not take whole, is the server's again. So it needs no
deadline; and were it to end, the connections that it has would be all that is lost.
"""

from __future__ import annotations

import json
import select
import socket
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kg.serve.cache import Answers
from kg.serve.edition import edition
from kg.serve.generation import FOLLOW
from kg.serve.lending import LENT, NOTES, PACKET, READ, RECALL, STARTED, given_back, taken
from kg.serve.lookups import LookUps
from kg.serve.plain import PlainRequests
from kg.serve.quick import Answered, QuickAnswers
from kg.serve.record import Peer, Record

IDLE = 1.0
"""Seconds after which a connection over which nothing was asked is given back."""
TURNS = 4096
"""Answers after which it is given back as well, for another desk to have it perhaps."""
PROMPT = 0.05
"""Seconds after which it is told what was answered, `MANY` answers at a time at most."""
MANY = 64


class _Connection:
    """One that is lent, which the server knows by its `number`. `asked`: when something was asked over it last.

    `turns` is how many answers more it gets here.
    """

    def __init__(self, number: int, peer: Peer, link: socket.socket) -> None:
        self.number = number
        self.peer = peer
        self.link = link
        self.asked = time.monotonic()
        self.turns = TURNS


class Clerk:
    """The connections that are lent, and the `server` at the other end of a socket that keeps messages apart."""

    def __init__(self, server: socket.socket, store: Path, told: Mapping[str, Any]) -> None:
        self._server = server
        self._lent: dict[int, _Connection] = {}
        self._notes: list[tuple[str, str, int, float]] = []
        self._noted = 0.0  # the first of them
        self._looked = 0.0  # for connections over which nothing was asked
        self._ready = select.epoll()
        union = bool(told["union"])
        requests, lookups = PlainRequests(union=union), LookUps(store, union=union)
        self._quick = QuickAnswers(requests, lookups, Answers(0), told["cache"], self._note)

    def serve(self) -> None:
        """Returns when the server has gone."""
        self._ready.register(self._server, select.EPOLLIN)
        self._server.send(STARTED + edition().encode("ascii"))
        while True:
            for place, _ in self._ready.poll(PROMPT if self._notes else IDLE / 2 if self._lent else FOLLOW):
                if place in self._lent:  # it may have been recalled just now
                    self._answer(self._lent[place])
                elif place == self._server.fileno() and not self._take():
                    return
            now = time.monotonic()
            if self._notes and (len(self._notes) >= MANY or now - self._noted >= PROMPT):
                self._tell()
            if now - self._looked >= IDLE / 2:
                self._looked = now
                for one in [one for one in self._lent.values() if now - one.asked >= IDLE]:
                    self._give_back(one)
                self._quick.follow()

    def _take(self) -> bool:
        """What the server has for this process; False if it has gone."""
        message, descriptors, _, _ = socket.recv_fds(self._server, PACKET, 1)
        if message[:1] == LENT:
            number, peer = taken(message)
            if descriptors:
                one = _Connection(number, peer, socket.socket(fileno=descriptors[0]))
                self._lent[one.link.fileno()] = one
                self._ready.register(one.link, select.EPOLLIN)
            else:  # this process has no room for another; the server still holds the connection
                self._server.send(given_back(number, b"", b""))
        elif message[:1] == RECALL:
            number = int.from_bytes(message[1:5])
            for one in [one for one in self._lent.values() if one.number == number]:
                self._give_back(one)
        return bool(message)

    def _answer(self, one: _Connection) -> None:
        try:
            data = one.link.recv(READ)
        except BlockingIOError:
            return  # what was ready is another that had this descriptor before
        except OSError:
            data = b""  # the server will meet it as well
        answered = self._quick(data, one.peer)
        if not isinstance(answered, Answered):
            self._give_back(one, data=data)
            return
        response = answered.response
        one.asked = time.monotonic()
        try:
            sent = one.link.send(response)
        except OSError:
            sent = 0
        one.turns -= 1
        if sent < len(response) or not one.turns:
            self._give_back(one, rest=response[sent:])

    def _give_back(self, one: _Connection, *, rest: bytes = b"", data: bytes = b"") -> None:
        """`rest` is what is to be sent yet, `data` what was received and not answered."""
        self._tell()
        self._ready.unregister(one.link)
        del self._lent[one.link.fileno()]
        one.link.close()  # before the server reads it again
        self._server.send(given_back(one.number, rest, data))

    def _note(self, path: str, client: str, found: Record, seconds: float) -> None:
        if not self._notes:
            self._noted = time.monotonic()
        self._notes.append((client, found.query, found.sent, seconds))

    def _tell(self) -> None:
        if self._notes:
            self._server.send(NOTES + json.dumps(self._notes).encode("ascii"))
            self._notes.clear()
