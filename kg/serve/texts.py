"""Searches for a piece of text in the values of one property: `?x rdfs:label ?l FILTER(CONTAINS(?l, "grain"))`.

The engine reads each value from its files at each search; those of a property that is searched again are held instead.
"""

from __future__ import annotations

import json
import re
from array import array
from bisect import bisect_right
from collections import Counter, OrderedDict
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import IO, Any, NamedTuple

import pyoxigraph as ox

from kg.store import PREFIXES, Reader

SEARCHED = 2
"""Searches of a property that the engine answers before its values are held."""
VALUES = 1 << 18
"""Values of a property that are held at most, which takes about a second to read."""
LETTERS = 1 << 23
"""Letters of all of them together."""
PROPERTIES = 4
"""Properties that are held, each in some 100 MB at most, and twice that while they are read."""
TIME = 5.0
"""Seconds that a query is to have for values to be read for it."""
_PIECE = 1 << 15
_FORM = "application/sparql-results+json"
_END = "\0"
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_STRING = '"(?P<text>[^"\\\\\\n\\r\\0]+)"'
_SEARCH = re.compile(
    rf"""\s*SELECT\s+(?:\*|\?(?P<first>\w+)(?:\s+\?(?P<second>\w+))?)\s*(?:WHERE\s*)?\{{
    \s*\?(?P<thing>\w+)\s+(?:<(?P<iri>[^<>"{{}}|^`\\\x00-\x20]+)>|(?P<prefix>[a-z]+):(?P<local>\w+))\s+\?(?P<value>\w+)
    \s*\.?\s*FILTER\s*\(\s*CONTAINS\s*\(\s*(?:\?(?P<plain>\w+)|LCASE\s*\(\s*\?(?P<lower>\w+)\s*\))\s*,\s*{_STRING}\s*\)
    \s*\)\s*\.?\s*\}}\s*(?:LIMIT\s+(?P<limit>\d{{1,9}})\s*)?""",
    re.IGNORECASE | re.ASCII | re.VERBOSE,
)


class Search(NamedTuple):
    """For `text` in the values of `property`, an absolute IRI. `things` and `values` are the names of the variables.

    `wanted` are those of the answer in their order, `most` how many rows it has at most.
    """

    property: str
    text: str
    lower: bool
    things: str
    values: str
    wanted: tuple[str, ...]
    most: int | None


def search(query: str) -> Search | None:
    """The search that a query is, if it is one."""
    if "CONTAINS" not in query.upper() or (found := _SEARCH.fullmatch(query)) is None:
        return None
    things, values = found["thing"], found["value"]
    wanted = tuple(name for name in (found["first"], found["second"]) if name) or tuple(sorted((things, values)))
    prefix, tried = found["prefix"], found["plain"] or found["lower"]
    if things == values or tried != values or not set(wanted) <= {things, values} or len(set(wanted)) < len(wanted):
        return None
    if prefix is not None and prefix not in PREFIXES:
        return None
    name = found["iri"] or PREFIXES[prefix] + found["local"]
    limit = found["limit"]
    most = None if limit is None else int(limit)
    return Search(name, found["text"], found["lower"] is not None, things, values, wanted, most)


class Found:
    """An answer in JSON, which writes itself as the engine's answers do."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    def serialize(self, out: IO[bytes], format: ox.QueryResultsFormat | None) -> None:  # as the engine
        for begin in range(0, len(self.data), _PIECE):
            out.write(self.data[begin : begin + _PIECE])


class _Values:
    """The texts that are values of one property, each with what has it; in lower case if that is asked for."""

    def __init__(self, rows: list[tuple[str, str, str]]) -> None:
        self.things = [thing for thing, _, _ in rows]
        self.languages = [language for _, _, language in rows]
        self._texts = _END.join([text for _, text, _ in rows]) + _END
        self._begins = _begins([text for _, text, _ in rows])
        self._lower: tuple[str, array[int]] | None = None

    def text(self, place: int) -> str:
        return self._texts[self._begins[place] : self._begins[place + 1] - 1]

    def find(self, text: str, *, lower: bool) -> Iterator[int]:
        """The places of those that hold `text`."""
        if lower and self._lower is None:
            lowered = [one.lower() for one in self._texts.split(_END)[:-1]]
            self._lower = _END.join(lowered) + _END, _begins(lowered)
        texts, begins = self._lower if lower and self._lower is not None else (self._texts, self._begins)
        at = texts.find(text)
        while at >= 0:
            place = bisect_right(begins, at) - 1
            yield place
            at = texts.find(text, begins[place + 1])


def _begins(texts: list[str]) -> array[int]:
    """Where each begins, and one more would, if each is followed by one sign."""
    begins = array("L", [0])
    for text in texts:
        begins.append(begins[-1] + len(text) + 1)
    return begins


class Texts:
    """The values of properties of one generation that are searched."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self._searched: Counter[tuple[str, bool]] = Counter()
        self._held: OrderedDict[tuple[str, bool], _Values | None] = OrderedDict()

    def found(self, job: Mapping[str, Any]) -> Found | None:
        """What the job is to answer, None where the engine is to be asked."""
        plain = job["table"] == _FORM and not (job["default_graphs"] or job["named_graphs"] or job["stored"])
        wanted = search(job["query"]) if plain else None
        return None if wanted is None else self.answer(wanted, union=job["union"], seconds=float(job["timeout"]))

    def answer(self, wanted: Search, *, union: bool, seconds: float) -> Found | None:
        """The rows in no order; None where the engine is to be asked."""
        values = self._values(wanted.property, union=union, seconds=seconds)
        if values is None:
            return None
        found = islice(values.find(wanted.text, lower=wanted.lower), wanted.most)
        rows = ",".join([_row(wanted, values, place) for place in found])
        names = ",".join([f'"{name}"' for name in wanted.wanted])
        return Found(f'{{"head":{{"vars":[{names}]}},"results":{{"bindings":[{rows}]}}}}'.encode())

    def _values(self, name: str, *, union: bool, seconds: float) -> _Values | None:
        key = name, union
        if key in self._held:
            self._held.move_to_end(key)
            return self._held[key]
        self._searched[key] += 1
        if self._searched[key] <= SEARCHED or seconds < TIME:
            return None
        held = self._held[key] = self._read(name, union=union)
        if len(self._held) > PROPERTIES:
            self._held.popitem(last=False)
        return held

    def _read(self, name: str, *, union: bool) -> _Values | None:
        """None where there are too many, or one of them cannot be held."""
        query = f"SELECT ?one ?other {{ ?one <{name}> ?other }} LIMIT {VALUES + 1}"
        results = self.reader.look_up(query, union=union)
        assert isinstance(results, ox.QuerySolutions)
        rows: list[tuple[str, str, str]] = []
        letters = 0
        for number, (one, other) in enumerate(results):
            if isinstance(other, ox.Literal) and other.datatype.value in (_IS_STRING, _HAS_LANGUAGE):
                rows.append((_term(one), other.value, other.language or ""))
                letters += len(other.value)
            if number >= VALUES or letters > LETTERS or (rows and _END in rows[-1][1]):
                return None
        return _Values(rows)


_IS_STRING, _HAS_LANGUAGE = f"{PREFIXES['xsd']}string", f"{PREFIXES['rdf']}langString"


def _term(one: Any) -> str:
    return _JSON({"type": "uri" if isinstance(one, ox.NamedNode) else "bnode", "value": one.value})


def _row(wanted: Search, values: _Values, place: int) -> str:
    told = []
    for name in wanted.wanted:
        if name == wanted.things:
            told.append(f'"{name}":{values.things[place]}')
        else:
            value: Mapping[str, str] = {"type": "literal", "value": values.text(place)}
            language = values.languages[place]
            told.append(f'"{name}":{_JSON({**value, "xml:lang": language} if language else value)}')
    return f"{{{','.join(told)}}}"
