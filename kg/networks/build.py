"""Contacts -> Network, in one of two views."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from kg.errors import UsageError
from kg.networks.contacts import Contact, agreements, events
from kg.networks.layout import place
from kg.networks.parties import Party, parties
from kg.networks.period import Period
from kg.networks.reader import GraphReader

VIEWS = ("actors", "states")
_SHOWN = {"actors": ("person", "state", "organization"), "states": ("state", "organization")}


# `actor_type` and `contact`, not `type` and `kind`: drawing programs take a `type` for the name of a shape, and
# networkx has no place of its own for the kind of an edge.
NODE_COLUMNS = (
    ("actor_type", "string"),
    ("iso2", "string"),
    ("iso3", "string"),
    ("count", "integer"),
    ("partners", "integer"),
    ("first_date", "string"),
    ("last_date", "string"),
    ("aliases", "string"),
)
EDGE_COLUMNS = (
    ("contact", "string"),
    ("count", "integer"),
    ("undated", "integer"),
    ("inexact", "integer"),
    ("weight_newman", "double"),
    ("first_date", "string"),
    ("last_date", "string"),
    ("sources", "integer"),
    ("evidence", "string"),
)
Value = str | int | float


@dataclass(frozen=True, kw_only=True)
class Node:
    """An actor with at least one contact. `partners` counts neighbours, `count` distinct contacts; x and y a place."""

    party: Party
    count: int
    partners: int
    first: date | None
    last: date | None
    x: float
    y: float

    def attributes(self) -> dict[str, Value]:
        """What is known of the node, by column; what is unknown has no key."""
        return _known(
            actor_type=self.party.type,
            iso2=self.party.iso2,
            iso3=self.party.iso3,
            count=self.count,
            partners=self.partners,
            first_date=self.first,
            last_date=self.last,
            aliases=" | ".join(self.party.aliases),
        )


@dataclass(frozen=True, kw_only=True)
class Edge:
    """All contacts of one kind between two actors, `source < target`.

    `newman` is the sum of 1/(k-1) over the contacts, k the actors of each, so that summits do not drown the rest.
    `spells` are the days of the dated contacts, `[start, end]` with both included, in order; contacts that overlap
    share one, because Gephi refuses overlapping times of an edge. `undated` counts the contacts without a date.
    """

    source: str
    target: str
    kind: str
    contacts: tuple[Contact, ...]
    newman: float

    @property
    def id(self) -> str:
        """Stands for the two ends and the kind, in every network they are in."""
        identity = "\n".join((self.source, self.target, self.kind)).encode()
        return f"e{hashlib.sha256(identity).hexdigest()[:16]}"

    @property
    def count(self) -> int:
        return len(self.contacts)

    @property
    def spells(self) -> tuple[tuple[date, date], ...]:
        spells: list[tuple[date, date]] = []
        for start, end in sorted((c.start, c.end) for c in self.contacts if c.start and c.end):
            if spells and start <= spells[-1][1]:
                start, end = spells[-1][0], max(spells.pop()[1], end)
            spells.append((start, end))
        return tuple(spells)

    @property
    def first(self) -> date | None:
        return min((start for start, _ in self.spells), default=None)

    @property
    def last(self) -> date | None:
        return max((end for _, end in self.spells), default=None)

    @property
    def of_events(self) -> bool:
        """Whether the contacts are events; the kinds of agreements are others, so that no edge holds both."""
        return bool(self.contacts[0].actors)

    @property
    def undated(self) -> int:
        return sum(contact.start is None for contact in self.contacts)

    @property
    def inexact(self) -> int:
        """The contacts of which no more is known than a week, month, season or year: they fill all of it as a spell."""
        return sum(contact.start is not None and not contact.exact for contact in self.contacts)

    @property
    def sources(self) -> int:
        return len({article for contact in self.contacts for article in contact.sources})

    def attributes(self) -> dict[str, Value]:
        """What is known of the edge, by column; what is unknown has no key."""
        return _known(
            contact=self.kind,
            count=self.count,
            undated=self.undated,
            inexact=self.inexact,
            weight_newman=self.newman,
            first_date=self.first,
            last_date=self.last,
            sources=self.sources,
            evidence=self.contacts[0].quote,
        )


@dataclass(frozen=True, kw_only=True)
class Network:
    """`left_out` counts the contacts without a date, where a period was asked for: they may lie outside of it."""

    view: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    left_out: int = 0


def build(
    reader: GraphReader,
    *,
    view: str = "actors",
    since: str | date | None = None,
    until: str | date | None = None,
    laid_out: bool = True,
) -> Network:
    """The network of a view, of contacts that touch the period; who only walks along it needs no places for its nodes.

    Raises UsageError for an unknown view or day.
    """
    if view not in VIEWS:
        raise UsageError(f"no view {view!r}", where="view", then=f"Known: {', '.join(VIEWS)}.")
    period = Period.of(since, until)
    known = parties(reader)
    shown = {iri: party for iri, party in known.items() if party.type in _SHOWN[view]}
    groups: defaultdict[tuple[str, str, str], list[tuple[Contact, int]]] = defaultdict(list)
    left_out = 0
    for contact, members in _members(reader, view, known, shown):
        held = period.holds(contact.start, contact.end)
        left_out += not held and contact.start is None and len(members) > 1
        if held:
            for a, b in combinations(members, 2):
                if shown[a].side != shown[b].side:
                    groups[a, b, contact.kind].append((contact, len(members)))
    edges = tuple(_edge(ends, group) for ends, group in sorted(groups.items(), key=lambda item: item[0]))
    return Network(view=view, nodes=_nodes(edges, shown, laid_out), edges=edges, left_out=left_out)


def _members(
    reader: GraphReader, view: str, known: Mapping[str, Party], shown: Mapping[str, Party]
) -> Iterator[tuple[Contact, tuple[str, ...]]]:
    """Each contact with those who take part in it, as the view shows them."""
    for contact in events(reader):
        taking_part = contact.actors if view == "actors" else contact.actors + contact.states
        yield contact, tuple(sorted({actor for actor in taking_part if actor in shown}))
    if view == "states":
        for contact in agreements(reader, {iri: party.side for iri, party in known.items()}):
            yield contact, tuple(sorted(actor for actor in contact.states if actor in shown))


def _edge(ends: tuple[str, str, str], group: Iterable[tuple[Contact, int]]) -> Edge:
    ordered = sorted(group, key=lambda item: (item[0].start or date.max, item[0].iri))
    return Edge(
        source=ends[0],
        target=ends[1],
        kind=ends[2],
        contacts=tuple(contact for contact, _ in ordered),
        newman=round(sum(1 / (size - 1) for _, size in ordered), 6),
    )


def _nodes(edges: Iterable[Edge], shown: Mapping[str, Party], laid_out: bool) -> tuple[Node, ...]:
    partners: defaultdict[str, set[str]] = defaultdict(set)
    contacts: defaultdict[str, dict[str, Contact]] = defaultdict(dict)
    for edge in edges:
        for actor, other in ((edge.source, edge.target), (edge.target, edge.source)):
            partners[actor].add(other)
            contacts[actor].update((contact.iri, contact) for contact in edge.contacts)
    places = place(partners) if laid_out else dict.fromkeys(partners, (0.0, 0.0))
    return tuple(
        Node(
            party=shown[actor],
            count=len(contacts[actor]),
            partners=len(partners[actor]),
            first=min((c.start for c in contacts[actor].values() if c.start), default=None),
            last=max((c.end for c in contacts[actor].values() if c.end), default=None),
            x=places[actor][0],
            y=places[actor][1],
        )
        for actor in sorted(partners)
    )


def _known(**values: Value | date | None) -> dict[str, Value]:
    """Days as text: neither GEXF nor GraphML has a type for them."""
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in values.items()
        if value is not None and value != ""
    }
