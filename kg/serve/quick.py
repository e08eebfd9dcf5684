"""The requests that are asked in the plainest way, answered in the shortest: from memory or by a look-up.

Whatever differs in any way (another header, a body, a long answer) goes the usual way, which gives the same answer.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from kg.serve.answers import fields, lines, whole
from kg.serve.cache import ZIPPED, Answers, Recent, tag
from kg.serve.lookups import LookUps
from kg.serve.plain import BEGIN, Plain, PlainRequests
from kg.serve.record import Record
from kg.serve.workers import Head
from kg.store import Generation

LONGEST = 1 << 15
"""Bytes of an answer that is kept by the bytes of its request."""
_HERE = "DIGEST"
"""Stands in the headers of look-ups, which are otherwise the same for all, in the place of the query's digest."""
Note = Callable[[str, str, Record, float], None]
"""Counts an answer: its path, the client, what is known of it, and how many seconds it took."""


class QuickAnswers:
    """Answers to the plainest requests by their bytes, over the current generation.

    `answers` are those of the usual way. `safe` are the headers of every answer as they are sent.
    """

    def __init__(
        self, requests: PlainRequests, lookups: LookUps, answers: Answers, recent: Recent, safe: bytes, note: Note
    ) -> None:
        self._requests = requests
        self._lookups = lookups
        self._answers = answers
        self._recent = recent
        self._safe = safe
        self._note = note
        self._generation: Generation | None = None
        self._tag = ""
        self._heads: dict[str, list[bytes]] = {}

    def __call__(self, data: bytes, client: str) -> bytes | Plain | None:
        """The whole response; or the query, if only a worker can answer it; or None for what goes the usual way."""
        if not data.startswith(BEGIN):
            return None
        began = time.perf_counter()
        generation = self._lookups.generation()
        if generation is None:
            return None
        if generation is not self._generation:
            self._turn_to(generation)
        answered = self._recent.find(data)
        if answered is None:
            asked = self._requests.read(data)
            if asked is None:
                return None
            answered = self._again(asked) or self._looked_up(asked)
            if answered is None:
                return asked
            if len(answered[0]) <= LONGEST:
                self._recent.keep(data, *answered)
        self._note("/sparql", client, answered[1], time.perf_counter() - began)
        return answered[0]

    def _turn_to(self, generation: Generation) -> None:
        self._generation = generation
        self._tag = tag(generation.number, generation.snapshot, "")
        self._recent.clear()
        self._heads.clear()

    def _again(self, asked: Plain) -> tuple[bytes, Record] | None:
        """An answer that was given to this query before, to whomever and in whichever way."""
        kept = self._answers.find(self._tag + asked.digest + (ZIPPED if asked.gzip else ""))
        if kept is None:
            return None
        told = Record(query=asked.digest, rows=kept.rows, status=200, sent=len(kept.body))
        return whole(kept.body, lines(kept.headers, "cache"), self._safe), told

    def _looked_up(self, asked: Plain) -> tuple[bytes, Record] | None:
        body = self._lookups.answer(asked.text, asked.forms.table)
        if body is None:
            return None
        before, after = self._heads.get(asked.forms.table) or self._head(asked.forms.table)
        response = whole(body, before, asked.digest.encode("ascii"), after, self._safe)
        return response, Record(query=asked.digest, status=200, sent=len(body))

    def _head(self, form: str) -> list[bytes]:
        """What stands in the head of a look-up in this form before and after the digest of the query."""
        made = self._generation
        assert made is not None
        head = Head(generation=made.number, snapshot=made.snapshot, base=made.base, media_type=form)
        self._heads[form] = lines(fields(head, _HERE), "index").split(_HERE.encode("ascii"))
        return self._heads[form]
