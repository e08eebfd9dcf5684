"""The requests that are asked in the plainest way, answered in the shortest: from memory or by a look-up.

Whatever differs in any way (another header, a body, a long answer) goes the usual way, which gives the same answer.
So does what a client asks too often.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import NamedTuple

from kg.serve.allowance import Allowance
from kg.serve.answers import fields, lines, whole
from kg.serve.cache import RECENT, ZIPPED, Answers, Kept, tag
from kg.serve.lookups import LookUps
from kg.serve.plain import BEGIN, Plain, PlainRequests
from kg.serve.record import Peer, Record
from kg.serve.workers import Head
from kg.store import Generation

LONGEST = 1 << 15
"""Bytes of an answer that is kept by the bytes of its request."""
_HERE = "DIGEST"
"""Stands in the headers of look-ups, which are otherwise the same for all, in the place of the query's digest."""
Note = Callable[[str, str, Record, float], None]
"""Counts an answer: its path, the client, what is known of it, and how many seconds it took."""


class Answered(NamedTuple):
    """A whole response. `looked_up`: any process that reads the store could have given it.

    `client` is for whom a proxy said that it asked, "" where nobody said that.
    """

    response: bytes
    told: Record
    looked_up: bool
    client: str


class QuickAnswers:
    """Answers to the plainest requests by their bytes, over the current generation.

    `answers` are those of the usual way; `size` is how many bytes of responses are kept at most.
    """

    def __init__(
        self, requests: PlainRequests, lookups: LookUps, answers: Answers[str, Kept], size: int, note: Note,
        allowance: Allowance | None = None,
    ) -> None:  # fmt: skip
        self._requests = requests
        self._lookups = lookups
        self._answers = answers
        self._recent = Answers[bytes, Answered](min(size, RECENT))
        self._note = note
        self._allowance = allowance
        self._generation: Generation | None = None
        self._tag = ""
        self._heads: dict[str, list[bytes]] = {}

    def __call__(self, data: bytes, peer: Peer) -> Answered | Plain | None:
        """The response; or the query, if only a worker can answer it; or None for what goes the usual way."""
        if not data.startswith(BEGIN):
            return None
        began = time.perf_counter()
        generation = self._lookups.generation()
        if generation is None:
            return None
        if generation is not self._generation:
            self._turn_to(generation)
        answered = self._recent.find(data)
        asked = answered or self._requests.read(data)
        if asked is None:
            return None
        client = peer.client(asked.client)
        if self._allowance is not None and self._allowance.wait(client, time.monotonic()):
            return None  # which the usual way says
        if answered is None:
            assert isinstance(asked, Plain)
            answered = self._again(asked) or self._looked_up(asked)
            if answered is None:
                return asked
            if len(answered.response) <= LONGEST:
                self._recent.keep(data, answered, len(data) + len(answered.response))
        self._note("/sparql", client, answered.told, time.perf_counter() - began)
        return answered

    def follow(self) -> None:
        """To be called now and then (`kg.serve.generation.Current.follow`)."""
        self._lookups.follow()

    def _turn_to(self, generation: Generation) -> None:
        self._generation = generation
        self._tag = tag(generation.number, generation.snapshot, "")
        self._recent.turn_to((generation.number, generation.snapshot))
        self._heads.clear()

    def _again(self, asked: Plain) -> Answered | None:
        """An answer that was given to this query before, to whomever and in whichever way."""
        kept = self._answers.find(self._tag + asked.digest + (ZIPPED if asked.gzip else ""))
        if kept is None:
            return None
        told = Record(query=asked.digest, rows=kept.rows, status=200, sent=len(kept.body))
        return Answered(whole(kept.body, lines(kept.headers, "cache")), told, False, asked.client)

    def _looked_up(self, asked: Plain) -> Answered | None:
        body = self._lookups.answer(asked.text, asked.forms.table)
        if body is None:
            return None
        before, after = self._heads.get(asked.forms.table) or self._head(asked.forms.table)
        response = whole(body, before, asked.digest.encode("ascii"), after)
        return Answered(response, Record(query=asked.digest, status=200, sent=len(body)), True, asked.client)

    def _head(self, form: str) -> list[bytes]:
        """What stands in the head of a look-up in this form before and after the digest of the query."""
        made = self._generation
        assert made is not None
        head = Head(generation=made.number, snapshot=made.snapshot, base=made.base, media_type=form)
        self._heads[form] = lines(fields(head, _HERE), "index").split(_HERE.encode("ascii"))
        return self._heads[form]
