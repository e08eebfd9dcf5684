"""A plainly asked query on its way to a worker and back, without all that stands between other requests and a worker.

Only an answer that comes soon and in one piece is given here. Any other (a long one, a slow one, a refusal, a worker
that died) goes on in the usual way, with the place in the queue or the worker that it has.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

from starlette.types import Scope

from kg.serve.answers import fields, keep, lines, timing, whole
from kg.serve.cache import Answers, Kept
from kg.serve.plain import Plain
from kg.serve.pool import Place, Pool
from kg.serve.problems import Problem
from kg.serve.quick import Note
from kg.serve.record import Record

KEY = "kg.errand"
"""Under which a request that goes on in the usual way has its errand."""
PATIENCE = 0.05
"""Seconds after which an errand goes on in the usual way, twice that at most."""

Done = Callable[[bytes | None], None]
"""Takes the answer as it is sent, or None: the request goes on in the usual way."""


class Errand:
    """One query. `began` is the moment at which it was asked, `place` its place in the queue, then with its worker."""

    def __init__(self, ways: Errands, asked: Plain, client: str, done: Done) -> None:
        self.began = time.perf_counter()
        self.place: Place
        self._got = self.began
        self._ways = ways
        self._asked = asked
        self._client = client
        self._done: Done | None = done

    def begin(self, place: Place) -> None:
        """Give the query to the worker of its place, which it has now unless there are no more workers."""
        if place.worker is None:
            self.over()
            return
        self._got = time.perf_counter()
        place.begun = True
        place.worker.heard = self._heard
        place.worker.send(self._asked.job, self._ways.pool.limits.timeout)

    def abandon(self) -> None:
        """The client has gone. A worker that has begun may end what it does, if it does so soon."""
        self._done = None
        told = Record(query=self._asked.digest, outcome="gone")
        self._ways.note("/sparql", self._client, told, time.perf_counter() - self.began)
        if self.place.worker is None:
            self._ways.forget(self)
            self.end()

    def release(self) -> None:
        """Leave it to others to hear the worker, or to be called to one."""
        self._ways.forget(self)
        self.place.called = _nobody
        if self.place.worker is not None:
            self.place.worker.heard = None

    def end(self) -> None:
        """Give the place up, unless others do; once is enough."""
        if not self.place.lent:
            self._ways.pool.leave(self.place)

    def over(self) -> None:
        """It goes on in the usual way, or ends here if nobody waits for it."""
        self.release()
        if self._done is None:
            self.end()
        else:
            self._done(None)

    def _heard(self) -> None:
        worker = self.place.worker
        assert worker is not None
        found = worker.whole()
        if found is None:
            self.over()
            return
        rows = worker.rows
        self.release()
        self.end()  # before the answer is sent: another query waits perhaps
        head, body = found
        told = fields(head, self._asked.digest)
        kept = Kept(headers=told, body=body, rows=rows)
        keep(self._ways.answers, head, self._asked.digest, kept, gzip=self._asked.gzip)
        if self._done is not None:
            ended = time.perf_counter()
            self._done(whole(body, lines(told, timing(self.began, self._got, ended))))
            noted = Record(query=self._asked.digest, rows=rows, status=200, sent=len(body))
            self._ways.note("/sparql", self._client, noted, ended - self.began)


def _nobody(place: Place) -> None:
    """Who is called to a place later looks there."""


def errand(scope: Scope) -> Errand | None:
    """The errand that the request was until now."""
    found = scope.get(KEY)
    return found if isinstance(found, Errand) else None


class Errands:
    """All errands of a server, in the order in which they began."""

    def __init__(self, pool: Pool, answers: Answers[str, Kept], note: Note) -> None:
        self.pool = pool
        self.answers = answers
        self.note = note
        self._all: dict[Errand, None] = {}
        self._watch: asyncio.TimerHandle | None = None

    def begin(self, asked: Plain, client: str, done: Done) -> Errand | None:
        """None where there is no place, which the usual way says."""
        errand = Errand(self, asked, client, done)
        try:
            errand.place = self.pool.enter(errand.begin)
        except Problem:
            return None
        self._all[errand] = None
        if self._watch is None:
            self._watch = asyncio.get_running_loop().call_later(PATIENCE, self._look)
        if errand.place.worker is not None:
            errand.begin(errand.place)
        return errand

    def forget(self, errand: Errand) -> None:
        self._all.pop(errand, None)

    def _look(self) -> None:
        self._watch = None
        late = time.perf_counter() - PATIENCE
        for errand in [one for one in self._all if one.began < late]:
            errand.over()
        if self._all:
            self._watch = asyncio.get_running_loop().call_later(PATIENCE, self._look)
