"""The graph and what is asked of it first: actors, pairs of actors, questions, networks."""

from __future__ import annotations

import html
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from kg import queries
from kg.errors import UsageError
from kg.networks import Network, Party, Period, build, parties
from kg.networks.reader import PREFIXES, rows
from kg.notebook import ask, tables, things, walks
from kg.notebook.facts import Told, any_of, facts, roles
from kg.notebook.names import find
from kg.notebook.sources import Source
from kg.notebook.table import LEFT, Table
from kg.notebook.things import Agreement, Hop, Meeting, Position, Principle, Statement

Day = str | date | None
CONTACTS = ("held", "ongoing")
"""Statuses that count as a contact, as in the exports; `status="any"` gives planned and cancelled events too."""

_COUNTED = ("articles", "events", "persons", "states", "organizations", "bodies")
_OFFICES = PREFIXES + "SELECT DISTINCT ?office ?of WHERE { ?office bi:officeOf ?of } ORDER BY DESC(?of)"
_COUNTS = (
    PREFIXES
    + """
SELECT ?what (COUNT(DISTINCT ?thing) AS ?number) WHERE {
  { ?thing a bi:Article BIND("articles" AS ?what) }
  UNION { ?thing bi:reportedBy ?report BIND("events" AS ?what) }
  UNION {
    VALUES (?type ?what) {
      (bi:Person "persons") (bi:State "states") (bi:Organization "organizations") (bi:Body "bodies")
    }
    ?thing a ?type ; bi:evidence ?mention .
  }
} GROUP BY ?what"""
)
_SPAN = (
    PREFIXES
    + """
SELECT (MIN(?day) AS ?first) (MAX(?day) AS ?last) WHERE { ?event bi:reportedBy ?report ; bi:startDate ?day }"""
)


class Graph:
    """A graph that was opened for reading. It does not change while it is open."""

    def __init__(self, source: Source) -> None:
        self._source = source

    @cached_property
    def parties(self) -> dict[str, Party]:
        return parties(self._source)

    @cached_property
    def offices(self) -> dict[str, str]:
        """The state or organization that an office belongs to, by IRI."""
        return {row["office"].value: row["of"].value for row in rows(self._source, _OFFICES)}

    def actor(self, name: str) -> Actor:
        """By label, alias, IRI or code. Raises NotFound and Ambiguous, which name the candidates."""
        party = find(name, self.parties)
        country = self.parties.get(party.country or "")
        return Actor(
            iri=party.iri,
            label=party.label,
            type=party.type,
            aliases=party.aliases,
            iso2=party.iso2,
            iso3=party.iso3,
            country=country.label if country else None,
            graph=self,
        )

    def dyad(self, a: str | Actor, b: str | Actor) -> Dyad:
        """Two actors and what is between them."""
        return Dyad(a=self._actor(a), b=self._actor(b), graph=self)

    def sparql(self, text: str, **params: Any) -> Any:
        """The answer to a query: a table of typed values, or a bool for ASK. `a=…` binds ?a, an actor as its IRI.

        Raises QueryError with line and column when the query cannot be read.
        """
        return ask.answered(queries.ask(self._source, ask.bound(text, params)))

    def query(self, name: str, **params: Any) -> Table[dict[str, Any]]:
        """The answer to a question of the catalogue, by its name: `query("meetings-of-a-dyad", a="China", b="BY")`."""
        return ask.catalogued(self._source, name, params)

    def network(self, *, view: str = "actors", since: Day = None, until: Day = None, laid_out: bool = False) -> Network:
        return build(self._source, view=view, since=since, until=until, laid_out=laid_out)

    def to_networkx(self, *, view: str = "actors", since: Day = None, until: Day = None) -> Any:
        """A networkx MultiGraph: nodes are IRIs, edges one for each pair and kind of contact.

        All attributes are str, int or float, so that GraphML, Gephi and ipysigma take them; what is unknown is absent.
        """
        return walks.networkx_graph(self.network(view=view, since=since, until=until, laid_out=True))

    def told(self, kind: str, actor: Actor) -> tuple[Told, ...]:
        return facts(self._source, kind, actor.iri)

    def roles(self, actor: Actor) -> things.Roles:
        return roles(self._source, actor.iri)

    def card(self) -> dict[str, Any]:
        """What the graph holds at a glance."""
        counts = {row["what"]: row["number"] for row in self.sparql(_COUNTS)}
        span = self.sparql(_SPAN)[0]
        years = "–".join(sorted({str(day.year) for day in span.values() if day})) or None
        card = {"graph": self._source.name, "snapshot": self._source.snapshot, "years": years}
        return card | {name: counts.get(name, 0) for name in _COUNTED}

    def __repr__(self) -> str:
        return "\n".join(f"{name:14} {value}" for name, value in self.card().items() if value is not None)

    def _repr_html_(self) -> str:
        return _card(self.card())

    def _actor(self, name: str | Actor) -> Actor:
        return name if isinstance(name, Actor) else self.actor(name)


@dataclass(frozen=True, kw_only=True)
class Actor:
    """A person, state, organization or body. The codes are those of the state, or of the state served."""

    iri: str
    label: str
    type: str
    aliases: tuple[str, ...] = ()
    iso2: str | None = None
    iso3: str | None = None
    country: str | None = None
    graph: Graph = field(repr=False, compare=False)

    def meetings(
        self, *, with_: str | Actor | None = None, since: Day = None, until: Day = None, status: str | None = None
    ) -> Table[Meeting]:
        """Meetings, talks, calls and visits; of a state, those of its persons too. Those held or ongoing, by default.

        `with_` keeps those with another actor or its state's persons, `status` those of one status, or "any".
        """
        other = None if with_ is None else self.graph._actor(with_)
        period, known, part = Period.of(since, until), self.graph.parties, self.graph.roles(self)
        found = [
            things.meeting(told, known, part)
            for told in self.graph.told("meeting", self)
            if other is None or any_of(told, ("participant", "involves"), [other.iri])
        ]
        wanted = CONTACTS if status is None else (status,)
        return tables.meetings(
            m for m in found if (status == "any" or m.status in wanted) and period.holds(m.start, m.end)
        )

    def agreements(self, *, with_: str | Actor | None = None, since: Day = None, until: Day = None) -> Table[Agreement]:
        """Agreements, treaties, partnerships to which the actor, or a body of the state, is a party, by report."""
        period, found = Period.of(since, until), self.graph.told("agreement", self)
        if with_ is not None:
            other = {told.iri for told in self.graph.told("agreement", self.graph._actor(with_))}
            found = tuple(told for told in found if told.iri in other)
        made = (things.agreement(told, self.graph.parties) for told in found)
        return tables.agreements(a for a in made if period.holds(a.start, a.end))

    def statements(self) -> Table[Statement]:
        """What the actor said, or what was said on its behalf; of a state, what its persons said too."""
        return tables.statements(
            things.statement(told, self.graph.parties) for told in self.graph.told("statement", self)
        )

    def principles(self) -> Table[Principle]:
        """The principles that the actor states, or that are stated on its behalf."""
        return tables.principles(
            things.principle(told, self.graph.parties) for told in self.graph.told("principle", self)
        )

    def positions(self) -> Table[Position]:
        """The offices that a person holds, or that persons hold in a state or organization, by report."""
        known, offices = self.graph.parties, self.graph.offices
        return tables.positions(things.position(told, known, offices) for told in self.graph.told("position", self))

    def partners(self, *, by: str = "meetings", since: Day = None, until: Day = None) -> Table[Actor]:
        """Those the actor was in contact with, most contacts first. `by` is "meetings" or "newman"."""
        if by not in ("meetings", "newman"):
            raise UsageError(f"no way to count partners by {by!r}", then="Known: meetings, newman.")
        found = walks.partners(self.graph.network(view=self._view, since=since, until=until), self.iri, by=by)
        return Table.of(
            ("actor", "type", "country", "meetings", "newman", "first", "last"),
            [((a := self.graph.actor(iri)), (a.label, a.type, a.country, *numbers)) for iri, numbers in found],
        )

    def path_to(self, other: str | Actor, *, max_hops: int = 3) -> Table[Hop]:
        """A shortest chain of contacts, a row for each hop; no rows where there is none of at most `max_hops`."""
        target = self.graph._actor(other)
        view = "actors" if "person" in (self.type, target.type) else self._view
        return tables.hops(walks.path(self.graph.network(view=view), self.iri, target.iri, max_hops=max_hops))

    def ego(self, *, radius: int = 1, since: Day = None, until: Day = None) -> Any:
        """The networkx graph of those within `radius` contacts."""
        network = self.graph.network(view=self._view, since=since, until=until, laid_out=True)
        return walks.ego(walks.networkx_graph(network), self.iri, radius)

    @property
    def _view(self) -> str:
        """A state is in contact through its persons, which only the view of states shows."""
        return "states" if self.type == "state" else "actors"

    def _repr_html_(self) -> str:
        named = {"actor": self.label, "type": self.type, "country": self.country, "iso": self.iso3 or self.iso2}
        return _card(named | {"also": ", ".join(self.aliases) or None, "IRI": self.iri})


@dataclass(frozen=True, kw_only=True)
class Dyad:
    """Two actors and what is between them."""

    a: Actor
    b: Actor
    graph: Graph = field(repr=False, compare=False)

    def meetings(self, *, since: Day = None, until: Day = None, status: str | None = None) -> Table[Meeting]:
        return self.a.meetings(with_=self.b, since=since, until=until, status=status)

    def agreements(self, *, since: Day = None, until: Day = None) -> Table[Agreement]:
        return self.a.agreements(with_=self.b, since=since, until=until)

    def principles(self) -> Table[Principle]:
        """The principles that either states in an article that tells of the other too."""
        pairs = [(who.principles(), {e.article for e in self._touching(other)}) for who, other in self._both()]
        found = {
            p.iri: p for table, articles in pairs for p in table if p.evidence and p.evidence[0].article in articles
        }
        return tables.principles(found.values())

    def counts(self, *, freq: str = "Y", since: Day = None, until: Day = None) -> Table[dict[str, Any]]:
        """Meetings by year ("Y"), month ("M") or day ("D") and kind; those without a date are left out."""
        width = {"Y": 4, "M": 7, "D": 10}.get(freq)
        if width is None:
            raise UsageError(f"no frequency {freq!r}", then="Known: Y, M, D.")
        held = [m for m in self.meetings(since=since, until=until) if m.start]
        counted = Counter((str(m.start)[:width], m.kind) for m in held)
        return ask.tabled(("period", "kind", "meetings"), tuple((*key, n) for key, n in sorted(counted.items())))

    def timeline(self) -> Table[Meeting | Agreement]:
        """Dated meetings and agreements in the order of days."""
        found: list[Meeting | Agreement] = [*self.meetings(status="any"), *self.agreements()]
        dated = sorted(((t.start, t.iri, t) for t in found if t.start), key=lambda item: item[:2])
        return Table.of(
            ("start", "what", "kind", "quote"), [(t, (day, _what(t), t.kind, t.quote)) for day, _, t in dated]
        )

    def _both(self) -> tuple[tuple[Actor, Actor], tuple[Actor, Actor]]:
        return (self.a, self.b), (self.b, self.a)

    def _touching(self, actor: Actor) -> list[Any]:
        kinds = ("meeting", "agreement", "statement")
        return [evidence for kind in kinds for told in self.graph.told(kind, actor) for evidence in told.evidence]


def _what(thing: Meeting | Agreement) -> str:
    if isinstance(thing, Meeting):
        return ", ".join(p.label for p in thing.participants)
    return " / ".join(thing.labels)


def _card(values: dict[str, Any]) -> str:
    shown = {name: value for name, value in values.items() if value is not None}
    rows_ = "".join(f"<tr><th>{html.escape(n)}</th><td{LEFT}>{html.escape(str(v))}</td></tr>" for n, v in shown.items())
    return f"<table>{rows_}</table>"
