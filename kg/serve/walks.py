"""Walks along a property that is rare: `<a> skos:broader+ ?x`, answered from its statements in memory.

The engine reads an index at each step; of a property that few quads have, all can be held instead.
"""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Mapping
from itertools import islice
from typing import Any, NamedTuple

import pyoxigraph as ox

from kg.store import Reader

RARE = 2048
"""Quads of a property along which is walked here."""
PROPERTIES = 64
"""Properties that are remembered, about 2 MB each at most."""
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Walk(NamedTuple):
    """From `start` along the property, or against it; to all that is reached, and to the start itself if `stays`.

    `start` and `along` are absolute IRIs. `end` is the name of the variable, `most` how many rows are wanted at most.
    """

    start: str
    along: str
    end: str
    against: bool
    stays: bool
    most: int | None


class _Statements:
    """Those of one property: what follows upon each end, ends being written as in an answer in JSON."""

    def __init__(self, rows: list[Mapping[str, Any]]) -> None:
        self.after: dict[str, list[str]] = {}
        self.before: dict[str, list[str]] = {}
        for row in rows:
            one, other = _JSON(row["one"]), _JSON(row["other"])
            self.after.setdefault(one, []).append(other)
            self.before.setdefault(other, []).append(one)


class Walks:
    """Walks in one generation of a store."""

    def __init__(self, reader: Reader, *, union: bool) -> None:
        self._reader = reader
        self._union = union
        self._held: OrderedDict[str, _Statements | None] = OrderedDict()

    def answer(self, walk: Walk) -> bytes | None:
        """The answer in JSON, its rows in no order; None where the property is not rare, or does not touch the start.

        Raises ValueError for a property that is no absolute IRI, and OSError as the engine does.
        """
        held = self._statements(walk.along)
        if held is None:
            return None
        next_to = held.before if walk.against else held.after
        start = _JSON({"type": "uri", "value": walk.start})
        if start not in held.before and start not in held.after:
            return None  # whether the graph knows it at all, and it is so reached by no step, only the engine can say
        reached = dict.fromkeys(next_to.get(start, ()))
        to_do = list(reached)
        while to_do:
            new = [node for node in next_to.get(to_do.pop(), ()) if node not in reached]
            reached.update(dict.fromkeys(new))
            to_do += new
        if walk.stays:
            reached[start] = None
        rows = ",".join([f'{{"{walk.end}":{node}}}' for node in islice(reached, walk.most)])
        return f'{{"head":{{"vars":["{walk.end}"]}},"results":{{"bindings":[{rows}]}}}}'.encode()

    def _statements(self, along: str) -> _Statements | None:
        if along in self._held:
            self._held.move_to_end(along)
            return self._held[along]
        found = self._held[along] = self._read(along) if self._reader.uses(along, RARE) < RARE else None
        if len(self._held) > PROPERTIES:
            self._held.popitem(last=False)
        return found

    def _read(self, along: str) -> _Statements:
        results = self._reader.look_up(f"SELECT ?one ?other {{ ?one <{along}> ?other }}", union=self._union)
        assert isinstance(results, ox.QuerySolutions)
        written = results.serialize(format=ox.QueryResultsFormat.JSON)
        return _Statements(json.loads(written or b"")["results"]["bindings"])
