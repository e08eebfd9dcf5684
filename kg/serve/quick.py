"""The requests that are asked in the plainest way, answered in the shortest: from memory, by a look-up, by a worker.

Whatever differs in any way (another header, a body, a long answer) goes the usual way, which gives the same answer.
"""

from __future__ import annotations

import time
from collections import OrderedDict

from kg.serve.answers import fields
from kg.serve.cache import ZIPPED, Kept, Present, tag
from kg.serve.errands import Done, Errand, Errands
from kg.serve.lookups import LookUps
from kg.serve.plain import Plain, PlainRequests
from kg.serve.record import Record

LONGEST = 1 << 15
"""Bytes of an answer that is kept by the bytes of its request."""
KEPT = 2048
"""How many are."""


class QuickAnswers:
    """Answers to the plainest requests by their bytes, over the current generation."""

    def __init__(self, requests: PlainRequests, lookups: LookUps, present: Present, errands: Errands) -> None:
        self._requests = requests
        self._lookups = lookups
        self._present = present
        self._errands = errands
        self._kept: OrderedDict[bytes, tuple[bytes, Record]] = OrderedDict()
        self._tag = ""

    def __call__(self, data: bytes, client: str, done: Done) -> bytes | Errand | None:
        """The whole response; or an errand, after which `done` is called; or None for what goes the usual way."""
        if not data.startswith(b"GET /sparql?query="):
            return None
        began = time.perf_counter()
        generation = self._present.generation()
        if generation is None:
            return None
        now = tag(generation.number, generation.snapshot, "")
        if now != self._tag:
            self._kept.clear()
            self._tag = now
        answered = self._kept.get(data)
        if answered is None:
            asked = self._requests.read(data)
            if asked is None:
                return None
            answered = self._again(data, asked) or self._looked_up(asked)
            if answered is None:
                return self._errands.begin(asked, client, done)
        self._errands.note("/sparql", client, answered[1], time.perf_counter() - began)
        return answered[0]

    def _again(self, data: bytes, asked: Plain) -> tuple[bytes, Record] | None:
        """An answer that was given to this query before, to whomever and in whichever way."""
        kept = self._errands.answers.find(self._tag + asked.digest + (ZIPPED if asked.gzip else ""))
        if kept is None:
            return None
        told = Record(query=asked.digest, rows=kept.rows, status=200, sent=len(kept.body))
        answered = self._errands.whole(kept.headers, kept.body, "cache"), told
        if len(kept.body) <= LONGEST:
            self._kept[data] = answered
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return answered

    def _looked_up(self, asked: Plain) -> tuple[bytes, Record] | None:
        found = self._lookups.answer(asked.text, asked.table)
        if found is None:
            return None
        head, body = found
        told = fields(head, asked.digest)
        name = tag(head.generation, head.snapshot, asked.digest) + (ZIPPED if asked.gzip else "")
        self._errands.answers.keep(name, Kept(headers=told, body=body, rows=None))
        noted = Record(query=asked.digest, status=200, sent=len(body))
        return self._errands.whole(told, body, "index"), noted
