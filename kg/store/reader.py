"""Reading a store: the current generation, which does not change while it is read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Self

import pyoxigraph as ox

from kg.errors import StoreError
from kg.model import Article
from kg.store import generations
from kg.store.dump import Quotes, quoted, trig
from kg.store.generations import Generation, StoreInfo
from kg.store.graph import Answer, GraphName, ask, nquads, query_error, sorted_lines, store_errors
from kg.store.journal import Journal
from kg.store.layout import FORMAT, Layout, require, settings
from kg.store.matching import functions
from kg.store.snapshot import graph_digest
from kg.store.words import Hit, Kind, search

TRIES = 5
"""How often a generation is looked up again when it was swept between being named and being opened."""


class Reader:
    """One generation of a store. Builds that run beside it do not change what it answers."""

    def __init__(self, layout: Layout, quads: ox.Store, generation: Generation) -> None:
        self._layout = layout
        self._quads: ox.Store | None = quads
        self._journal: Journal | None = None
        self.generation = generation
        self._functions = functions(generation.base, lambda words, most: self.search(words, limit=most))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._quads = None
        if self._journal is not None:
            self._journal.close()
            self._journal = None

    @property
    def info(self) -> StoreInfo:
        made = self.generation
        return StoreInfo(
            format=FORMAT,
            base=made.base,
            generation=made.number,
            snapshot=made.snapshot,
            reader=made.reader,
            version=made.version,
            articles=made.articles,
            facts=made.facts,
            quads=made.quads,
            path=self._layout.root,
        )

    def query(
        self,
        sparql: str,
        *,
        default_graph: Sequence[GraphName] | None = None,
        named_graphs: Sequence[ox.NamedNode | ox.BlankNode] | None = None,
        union: bool = True,
    ) -> Answer:
        """Answer `sparql` over the graphs given, else over those of its FROM, else over the union of all.

        Our prefixes need no declaration, and relative IRIs are those of the store's base. Graphs given take the place
        of those that the query names. Without `union` the default graph is the one without a name. Words are looked for
        by the function of `kg.store.matching`.

        Raises QueryError with line and column when the query cannot be parsed.
        """
        try:
            with store_errors(self._layout.root):
                return ask(
                    self._open,
                    sparql,
                    default_graph=default_graph,
                    named_graphs=named_graphs,
                    union=union,
                    base=self.generation.base,
                    functions=self._functions,
                )
        except SyntaxError as error:
            raise query_error(error) from error

    def look_up(self, sparql: str, *, union: bool = True) -> Answer:
        """Answer a query that names no prefix of ours and no dataset: `query` without what these cost.

        Raises SyntaxError and OSError as the engine does.
        """
        return self._open.query(sparql, use_default_graph_as_union=union, base_iri=self.generation.base)

    def has_graph(self, iri: str) -> bool:
        """Whether the store has a graph of this name, be it an empty one."""
        return self._open.contains_named_graph(ox.NamedNode(iri))

    def uses(self, predicate: str, most: int) -> int:
        """How many quads have this property; they are counted up to `most`. Raises ValueError for no absolute IRI."""
        return sum(1 for _ in islice(self._open.quads_for_pattern(None, ox.NamedNode(predicate), None), most))

    def article(self, key: str) -> Article | None:
        """The article with this key, its text as it was read; None if no generation on disk shows it."""
        with store_errors(self._layout.journal):
            return self._opened_journal().article(key)

    def digests(self) -> dict[str, str]:
        """The digest of each article's graph (`kg.store.snapshot.graph_digest`), by the article's key."""
        with store_errors(self._layout.root):
            journal = self._opened_journal()
            found = generations.current(self._layout)
            # While a build goes on, or of an older generation, only the graphs themselves say it.
            if found is not None and found[1] == self.generation and not journal.unpublished:
                return journal.digests()
            prefix = f"{self.generation.base}article/"
            graphs = [graph for graph in self._open.named_graphs() if isinstance(graph, ox.NamedNode)]
            keys = [graph.value.removeprefix(prefix) for graph in graphs if graph.value.startswith(prefix)]
            return {
                key: graph_digest(b"".join(sorted(nquads(self.graph(key)).splitlines(keepends=True)))) for key in keys
            }

    def graph(self, key: str) -> Iterator[ox.Quad]:
        """The quads of the article with this key."""
        return self.named(f"{self.generation.base}article/{key}")

    def described(self, key: str) -> Iterator[ox.Quad]:
        """What the derived graph says of the actors, offices and places that the article with this key names."""
        named = {term for quad in self.graph(key) for term in (quad.subject, quad.object)}
        derived = ox.NamedNode(f"{self.generation.base}derived")
        for thing in named:
            if isinstance(thing, ox.NamedNode):
                yield from self._open.quads_for_pattern(thing, None, None, derived)

    def named(self, graph: str) -> Iterator[ox.Quad]:
        """The quads of the graph with this IRI."""
        return self._open.quads_for_pattern(None, None, None, ox.NamedNode(graph))

    def search(self, words: str, *, kind: Kind | None = None, limit: int = 20) -> Iterator[Hit]:
        """Names, and words that facts rest on, with all of `words` in them, best first; see `kg.store.words`."""
        yield from search(self._layout.words, words, generation=self.generation.number, kind=kind, limit=limit)

    def dump(self, *, quotes: str = "full") -> Iterator[bytes]:
        """All quads, the ontology included, as N-Quads lines in the order of their bytes.

        `quotes` is full, short or none: how much of the words of articles goes in (`kg.store.dump`).
        """
        with store_errors(self._layout.root):
            yield from quoted(sorted_lines(self._open), Quotes(quotes))

    def trig(self, *, quotes: str = "full") -> Iterator[bytes]:
        """The same as TriG, graph by graph."""
        with store_errors(self._layout.root):
            yield from trig(self._open, Quotes(quotes))

    def _opened_journal(self) -> Journal:
        if self._journal is None:
            self._journal = Journal(self._layout.journal, write=False)
        return self._journal

    @property
    def _open(self) -> ox.Store:
        if self._quads is None:
            raise StoreError("The store has been closed", where=str(self._layout.root), then="Open it again.")
        return self._quads


def open_reader(path: Path, generation: int | None = None) -> Reader:
    """Open the current generation of the store at `path`, or one that is kept, by its number.

    Raises StoreError when there is none or it is broken.
    """
    layout = require(Path(path))
    settings(layout)
    for attempt in range(TRIES):
        found = generations.current(layout) if generation is None else generations.kept(layout, generation)
        if found is None:
            break
        folder, made = found
        try:
            with store_errors(layout.root):
                return Reader(layout, ox.Store.read_only(str(generations.quads(folder))), made)
        except StoreError:
            if folder.exists() or attempt == TRIES - 1:
                raise
    raise StoreError(
        "The store has no published generation",
        where=str(layout.root),
        then="Its first build has not ended: run it again.",
    )
