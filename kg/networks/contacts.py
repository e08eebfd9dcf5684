"""The contacts of a graph: derived events that were held or go on, and for states the agreements between them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kg.model import Passage
from kg.networks.reader import PREFIXES, WORDS, GraphReader, Term, rows, tail

_EVENTS = (
    PREFIXES
    + """
SELECT DISTINCT ?event ?kind ?start ?end ?precision WHERE {
  VALUES ?status { <https://w3id.org/bilateral/codes/status/held> <https://w3id.org/bilateral/codes/status/ongoing> }
  ?event bi:status ?status ; bi:reportedBy ?report ; bi:eventType ?kind .
  OPTIONAL { ?event bi:startDate ?start }
  OPTIONAL { ?event bi:endDate ?end }
  OPTIONAL { ?event bi:datePrecision ?precision }
}"""
)
_MEMBERS = (
    PREFIXES
    + """
SELECT DISTINCT ?event ?property ?actor WHERE {
  VALUES ?property { bi:participant bi:involves }
  ?event bi:reportedBy ?report ; ?property ?actor .
}"""
)
_SOURCES = (
    PREFIXES
    + """
SELECT DISTINCT ?event ?evidence ?quote WHERE {
  ?event bi:reportedBy ?report .
  ?report bi:evidence ?evidence .
"""
    + WORDS
    + "}"
)
_AGREEMENTS = (
    PREFIXES
    + """
SELECT DISTINCT ?event ?kind ?label ?party ?start ?end ?precision ?evidence ?quote WHERE {
  VALUES ?stage {
    <https://w3id.org/bilateral/codes/agreement-stage/in-force>
    <https://w3id.org/bilateral/codes/agreement-stage/signed>
  }
  ?event a bi:Agreement ; bi:agreementType ?kind ; bi:stage ?stage ; bi:party ?party ; rdfs:label ?label ;
    bi:evidence ?evidence .
"""
    + WORDS
    + """
  OPTIONAL { ?event bi:startDate ?start }
  OPTIONAL { ?event bi:endDate ?end }
  OPTIONAL { ?event bi:datePrecision ?precision }
}"""
)


@dataclass(frozen=True, kw_only=True)
class Contact:
    """One event or agreement. `[start, end]` are days, both included; `sources` are articles, sorted.

    Where it is not `exact` it was on a day, or on some, among these.
    """

    iri: str
    kind: str
    start: date | None
    end: date | None
    actors: tuple[str, ...]
    states: tuple[str, ...]
    sources: tuple[str, ...]
    quote: str
    exact: bool = True


def events(reader: GraphReader) -> Iterator[Contact]:
    """The derived events that were held or are ongoing, by IRI."""
    members: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows(reader, _MEMBERS):
        members[row["event"].value, tail(row["property"].value)].add(row["actor"].value)
    sources: defaultdict[str, set[tuple[str, int, str]]] = defaultdict(set)
    for row in rows(reader, _SOURCES):
        sources[row["event"].value].add(_source(row))
    found: dict[str, tuple[str, date | None, date | None, bool]] = {}
    for row in rows(reader, _EVENTS):
        event = row["event"].value
        candidate = (tail(row["kind"].value), *_days(row))
        found[event] = min(found.get(event, candidate), candidate, key=str)
    for event, (kind, start, end, exact) in sorted(found.items(), key=lambda item: item[0]):
        yield Contact(
            iri=event,
            kind=kind,
            start=start,
            end=end,
            actors=tuple(sorted(members[event, "participant"])),
            states=tuple(sorted(members[event, "involves"])),
            sources=_articles(sources[event]),
            quote=_first_words(sources[event]),
            exact=exact,
        )


def agreements(reader: GraphReader, sides: dict[str, str]) -> Iterator[Contact]:
    """Agreements that are signed or in force, one for each kind, name and set of sides, however often reported."""
    parties: defaultdict[str, set[str]] = defaultdict(set)
    told: dict[str, list[dict[str, Term]]] = defaultdict(list)
    for row in rows(reader, _AGREEMENTS):
        event, party = row["event"].value, row["party"].value
        parties[event].add(sides.get(party, party))
        told[event].append(row)
    merged: defaultdict[tuple[str, str, tuple[str, ...]], list[dict[str, Term]]] = defaultdict(list)
    for event, report in sorted(told.items()):
        name = min(" ".join(row["label"].value.casefold().split()) for row in report)
        merged[tail(report[0]["kind"].value), name, tuple(sorted(parties[event]))] += report
    for (kind, _, between), report in sorted(merged.items(), key=lambda item: item[0]):
        dated = [days for days in map(_days, report) if days[0]]
        start, end, exact = min(dated, key=str) if dated else (None, None, True)
        sources = {_source(row) for row in report}
        yield Contact(
            iri=min(row["event"].value for row in report),
            kind=kind,
            start=start,
            end=end,
            actors=(),
            states=between,
            sources=_articles(sources),
            quote=_first_words(sources),
            exact=exact,
        )


def _source(row: dict[str, Term]) -> tuple[str, int, str]:
    passage = Passage.of(row["evidence"].value)
    return passage.article, passage.begin, row["quote"].value


def _articles(sources: set[tuple[str, int, str]]) -> tuple[str, ...]:
    return tuple(sorted({article for article, _, _ in sources}))


def _first_words(sources: set[tuple[str, int, str]]) -> str:
    return min(sources)[2] if sources else ""


def _days(row: dict[str, Term]) -> tuple[date | None, date | None, bool]:
    """First and last day, and whether they are known to the day."""
    start = date.fromisoformat(row["start"].value[:10]) if "start" in row else None
    exact = "precision" not in row or tail(row["precision"].value) == "day"
    return start, date.fromisoformat(row["end"].value[:10]) if "end" in row else start, exact
