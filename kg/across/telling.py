"""A thing across articles as lines of the derived graph, and what it adds to the counts over all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from kg.across.clusters import connected
from kg.across.events import HAPPENED, REASONS, SURE, Event, Telling, fits
from kg.triples import iris
from kg.triples.article import event_class
from kg.triples.vocabulary import RDF, bi, code
from kg.triples.writer import Lines, integer, iri, text, typed

_NOT_IN_PERSON = frozenset({"phone-call", "video-call", "visit"})
_LENGTH = {"year": 4, "season": 4, "month": 7, "week": 7}


@dataclass(frozen=True, kw_only=True)
class Told:
    """What a group comes to: lines of its own, tallies that each count one, and IRIs that are one with another."""

    lines: frozenset[str]
    tallies: tuple[str, ...] = ()
    one: Mapping[str, str] = field(default_factory=dict)


Report = tuple[Event, Telling]


def event(reports: Sequence[Report], one: Mapping[str, str], base: str) -> Told:
    """The derived event of a group of reports; `one` leads from an IRI to that of the person or text it is one with."""
    told = sorted(reports, key=_rank)
    settled, telling = _settling(told)
    when = _dated(told, settled)
    states = {one.get(who.iri, who.iri): who.state for said, _ in told for who in said.who if _counts(said, settled)}
    involved = sorted(set(filter(None, states.values())))
    node = _node(told[0], when, involved, base)
    lines = Lines(iris.derived_graph(base))

    def add(term: str, value: str) -> None:
        lines.add(node, term, value)

    for said, by in told:
        add(f"<{RDF}type>", bi(event_class(said.kind)))
        add(bi("reportedBy"), iri(base + by.iri))
        for venue in by.venues:
            add(bi("venue"), text(venue))
        for larger in by.sidelines_of:
            add(bi("sidelinesOf"), text(larger))
    add(bi("eventType"), code("event-type", settled.kind))
    add(bi("status"), code("status", settled.status))
    add(bi("statusFrom"), iri(base + telling.iri))
    add(bi("sources"), integer(sources([by for _, by in told], one)))
    _dates_and_place(lines, node, told, when, base)
    if len(told) > 1:
        add(bi("mergeReason"), text(_reason({said for said, _ in told})))
    for actor in states:
        add(bi("participant"), iri(base + actor))
    for state in involved:
        add(bi("involves"), iri(base + state))
    return Told(lines=frozenset(lines), tallies=tuple(_tallies(settled, when, states, involved)))


def sources(tellings: Iterable[Telling], one: Mapping[str, str]) -> int:
    """How many told it independently: copies of one text are one source, and so are the articles of one outlet.

    Articles without an outlet may all be of one, so they count as one.
    """
    names = {(f"outlet {by.outlet}", f"text {one.get(by.article, by.article)}") for by in tellings}
    if len(names) == 1:
        return 1
    number = {name: at for at, name in enumerate(sorted({name for pair in names for name in pair}))}
    return len(connected(number.values(), [(number[a], number[b]) for a, b in names]))


def _rank(report: Report) -> tuple[str, str]:
    """By the day of publication, ties by IRI; one of unknown day comes before all others."""
    return report[1].published, report[1].iri


def _settling(told: Sequence[Report]) -> Report:
    """The report whose status holds: the latest, but a contact that was held is not planned any more."""
    if any(said.status in HAPPENED for said, _ in told):
        told = [report for report in told if report[0].status in HAPPENED | {"cancelled"}]
    return told[-1]


def _dated(told: Sequence[Report], settled: Event) -> Event:
    """The report whose dates hold: the one that settled the status, unless another knows the day better."""
    ranked = [(said.exact, said.basis != "publication", said is settled, number) for number, (said, _) in
              enumerate(told) if said.start]  # fmt: skip
    return told[max(ranked)[-1]][0] if ranked else settled


def _node(lead: Report, when: Event, involved: Sequence[str], base: str) -> str:
    day = when.start[: _LENGTH.get(when.precision, 10)]
    codes = tuple(state.rpartition("/")[2] for state in involved)
    return iri(iris.event(base, day or None, codes, base + lead[1].iri))


def _counts(said: Event, settled: Event) -> bool:
    """Of a contact that was held, only reports that say so tell who came: plans change."""
    return (said.status in HAPPENED) == (settled.status in HAPPENED)


def _dates_and_place(lines: Lines, node: str, told: Sequence[Report], when: Event, base: str) -> None:
    if when.start:
        lines.add(node, bi("startDate"), typed(when.start, "date"))
        lines.add(node, bi("endDate"), typed(when.end, "date"))
        lines.add(node, bi("datePrecision"), code("date-precision", when.precision))
    place = max(reversed(told), key=lambda report: bool(report[0].city) + bool(report[0].country))[0]
    for term, value in (("city", place.city), ("country", place.country)):
        if value:
            lines.add(node, bi(term), iri(base + value))


def _reason(said: set[Event]) -> str:
    """Why the reports are one, for the least sure of their pairs."""
    return REASONS[min((fits(a, b) for a, b in combinations(said, 2)), default=SURE)]


def _tallies(settled: Event, when: Event, states: Mapping[str, str], involved: Sequence[str]) -> Iterator[str]:
    """`met A B` for each two who met, `count A B YEAR KIND` for each two states in contact."""
    if settled.status not in HAPPENED:
        return
    if when.start:
        for a, b in combinations(involved, 2):
            yield f"count {a} {b} {when.start[:4]} {settled.kind}"
    if settled.kind in _NOT_IN_PERSON:
        return
    for a, b in combinations(sorted(states), 2):
        if "person/" in f"{a} {b}" and (not states[a] or states[a] != states[b]):
            yield f"met {a} {b}"
