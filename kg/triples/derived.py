"""What is concluded across articles: which reports tell of one event, its effective status, names, who met whom.

Reads the article graphs through a function that answers SPARQL and gives back the lines of the derived graph.
The same article graphs give the same bytes, in whatever order the answers come.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations

import pyoxigraph as ox

from kg.triples import iris
from kg.triples.article import event_class
from kg.triples.merging import Event, Report, merge
from kg.triples.ontology import states
from kg.triples.vocabulary import BI, CODES, RDF, SKOS, bi, code
from kg.triples.writer import Lines, iri, text, typed

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Select = Callable[[str], Iterator[Mapping[str, Term]]]

_PREFIXES = f"PREFIX bi: <{BI}>\nPREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n"
_REPORTS = (
    _PREFIXES
    + """PREFIX schema: <https://schema.org/>
SELECT ?report ?kind ?status ?published ?start ?end ?precision ?city ?country WHERE {
  GRAPH ?article {
    ?report bi:reportedStatus ?status ; bi:eventType ?kind .
    OPTIONAL { ?article schema:datePublished ?published }
    OPTIONAL { ?report bi:startDate ?start ; bi:endDate ?end ; bi:datePrecision ?precision }
    OPTIONAL { ?report bi:city ?city }
    OPTIONAL { ?report bi:country ?country }
  }
}"""
)
_MANY = (
    _PREFIXES
    + """SELECT ?report ?term ?value WHERE {
  VALUES ?term { bi:participant bi:venue }
  GRAPH ?article { ?report bi:reportedStatus ?status ; ?term ?value }
}"""
)
_NAMES = (
    _PREFIXES
    + """SELECT ?actor ?label WHERE {
  VALUES ?type { bi:State bi:Person bi:Organization bi:Body bi:Place }
  GRAPH ?article { ?article a bi:Article . ?actor a ?type ; rdfs:label ?label }
}"""
)
_COUNTRIES = (
    _PREFIXES
    + """SELECT DISTINCT ?actor ?country WHERE {
  VALUES ?type { bi:Person bi:Body }
  GRAPH ?article { ?article a bi:Article . ?actor a ?type ; bi:country ?country }
}"""
)
_STATES = (
    _PREFIXES
    + """SELECT DISTINCT ?state WHERE {
  GRAPH ?article { ?article a bi:Article . ?state a bi:State }
}"""
)


def derive(select: Select, *, base: str) -> bytes:
    """The derived graph over all article graphs that `select` answers for, as sorted N-Quads lines.

    `select` takes a SPARQL SELECT and yields solutions by variable; `base` ends in "/".
    """
    lines = Lines(iris.derived_graph(base))
    _names(lines, select, base)
    served = _served(select)
    for event in merge(_reports(select)):
        _event(lines, event, served, base)
    return lines.sorted_bytes()


def _names(lines: Lines, select: Select, base: str) -> None:
    """One preferred name for each actor and place: the one most articles use, then the longest, then by letter.

    A state of the lexicon has its preferred name in the ontology's graph already.
    """
    named = {iris.state(base, row["code"]) for row in states()}
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for row in _rows(select, _NAMES):
        votes[row["actor"]][row["label"]] += 1
    for actor, names in votes.items():
        if actor not in named:
            best = min(names.items(), key=lambda item: (-item[1], -len(item[0]), item[0]))[0]
            lines.add(iri(actor), f"<{SKOS}prefLabel>", text(best))


def _served(select: Select) -> Mapping[str, frozenset[str]]:
    """The states behind each actor: a state stands for itself, a person or body for those it serves."""
    served: dict[str, set[str]] = defaultdict(set)
    for row in _rows(select, _COUNTRIES):
        served[row["actor"]].add(row["country"])
    for row in _rows(select, _STATES):
        served[row["state"]].add(row["state"])
    return {actor: frozenset(of) for actor, of in served.items()}


def _reports(select: Select) -> Iterator[Report]:
    many: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in _rows(select, _MANY):
        many[row["report"], row["term"].removeprefix(BI)].add(row["value"])
    for row in _rows(select, _REPORTS):
        report = row["report"]
        yield Report(
            iri=report,
            kind=_notation(row["kind"]),
            status=_notation(row["status"]),
            published=row.get("published", ""),
            start=row.get("start", ""),
            end=row.get("end", ""),
            precision=_notation(row.get("precision", "")),
            city=row.get("city", ""),
            country=row.get("country", ""),
            participants=frozenset(many[report, "participant"]),
            venues=frozenset(many[report, "venue"]),
        )


def _rows(select: Select, sparql: str) -> Iterator[dict[str, str]]:
    """The solutions as strings: IRIs bare, literals by their lexical form, what is unbound left out."""
    for row in select(sparql):
        yield {name: term.value for name, term in row.items() if term and not isinstance(term, ox.Triple)}


def _notation(code_iri: str) -> str:
    return code_iri.removeprefix(CODES).partition("/")[2]


def _event(lines: Lines, event: Event, served: Mapping[str, frozenset[str]], base: str) -> None:
    involved = sorted({state for actor in event.participants for state in served.get(actor, ())})
    codes = tuple(state.rpartition("/")[2] for state in involved)
    day = event.dates.start[: {"year": 4, "season": 4, "month": 7, "week": 7}.get(event.dates.precision, 10)]
    node = iri(iris.event(base, day or None, codes, event.lead.iri))
    add = lines.add
    for report in event.reports:
        add(node, f"<{RDF}type>", bi(event_class(report.kind)))
        add(node, bi("reportedBy"), iri(report.iri))
        for venue in report.venues:
            add(node, bi("venue"), text(venue))
    add(node, bi("eventType"), code("event-type", event.latest.kind))
    add(node, bi("status"), code("status", event.latest.status))
    add(node, bi("statusFrom"), iri(event.latest.iri))
    if event.dates.start:
        add(node, bi("startDate"), typed(event.dates.start, "date"))
        add(node, bi("endDate"), typed(event.dates.end, "date"))
        add(node, bi("datePrecision"), code("date-precision", event.dates.precision))
    for term, value in (("city", event.place.city), ("country", event.place.country)):
        if value:
            add(node, bi(term), iri(value))
    if len(event.reports) > 1:
        add(node, bi("mergeReason"), text(event.reason))
    for actor in event.participants:
        add(node, bi("participant"), iri(actor))
    for state in involved:
        add(node, bi("involves"), iri(state))
    if event.in_person and event.latest.happened:
        _met(lines, sorted(event.participants), served)


def _met(lines: Lines, participants: Sequence[str], served: Mapping[str, frozenset[str]]) -> None:
    for one, other in combinations(participants, 2):
        a_person = "/person/" in one or "/person/" in other
        if a_person and not served.get(one, frozenset()) & served.get(other, frozenset()):
            lines.add(iri(one), bi("metWith"), iri(other))
            lines.add(iri(other), bi("metWith"), iri(one))
