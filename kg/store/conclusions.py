"""The derived graph and the ontology in `primary/`, beside the graphs of the articles.

They are concluded from the articles' records, never from the graph, so they cannot feed on what was concluded before.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import islice
from typing import Protocol

import pyoxigraph as ox

from kg.store.graph import ONTOLOGY, amend
from kg.store.words import Told

CHUNK = 700_000
"""Lines that are loaded at once: bulk loading takes a gigabyte for a million quads, and each load adds files."""


BULK = 2_000
"""Lines from which on bulk loading is quicker than a transaction, which looks for each quad first."""


class Changes(Protocol):
    """Lines of the derived graph that went and that came."""

    @property
    def gone(self) -> Collection[str]: ...
    @property
    def come(self) -> Collection[str]: ...


class Conclusions(Protocol):
    """What keeps the derived graph up; `kg.across.Ledger` is one. Its lines are N-Quads, each with its line feed."""

    def sync(self, articles: Mapping[str, str], records: Callable[[Iterable[str]], Iterable[bytes]]) -> None:
        """Follow the store: `articles` are digests of records by key, `records` gives the records of some keys."""

    def read(self, record: bytes) -> Told:
        """What there is to look for in an article, by its record."""

    @property
    def whole(self) -> bool:
        """Whether the derived graph is to be loaded anew from `lines`, not changed by what is `pending`."""

    def pending(self) -> Changes: ...
    def lines(self) -> Iterable[str]: ...
    def settle(self) -> None:
        """Note that the graph holds `lines`."""

    @property
    def digest(self) -> str: ...
    @property
    def count(self) -> int:
        """How many lines there are."""


def apply(primary: ox.Store, told: Conclusions, graph: ox.NamedNode) -> None:
    """Bring the derived `graph` to what is `told`. Killed half-way, it is done again, with the same outcome."""
    if told.whole:
        primary.remove_graph(graph)
        lines = iter(told.lines())
        while chunk := "".join(islice(lines, CHUNK)):
            primary.bulk_load(chunk, format=ox.RdfFormat.N_QUADS, lenient=True)
    else:
        changes = told.pending()
        for quad in _quads(changes.gone):
            primary.remove(quad)
        if len(changes.come) < BULK:
            primary.extend(_quads(changes.come))
        else:
            primary.bulk_load("".join(changes.come), format=ox.RdfFormat.N_QUADS, lenient=True)
    primary.flush()
    told.settle()


def put_ontology(primary: ox.Store, ontology: bytes) -> None:
    """Bring the ontology's graph to these N-Quads."""
    amend(primary, ox.NamedNode(ONTOLOGY), ontology)
    primary.flush()


def _quads(lines: Collection[str]) -> Iterator[ox.Quad]:
    return ox.parse("".join(lines), format=ox.RdfFormat.N_QUADS)
