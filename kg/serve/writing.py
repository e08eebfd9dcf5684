"""The jobs of the worker that writes: an update, or one graph put, added to or deleted; each makes a generation.

Graphs that are built are for builds alone; what belongs to people is theirs to change.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO

import pyoxigraph as ox

from kg.serve import updates
from kg.serve.frames import told, whole
from kg.serve.reading import head, wrong
from kg.serve.refusals import Refusal, forbidden
from kg.store import PREFIXES, change, has_built, is_built, tokens
from kg.store.layout import Layout, settings

GraphName = ox.NamedNode | ox.DefaultGraph


class Writing:
    """Changes the store by one job at a time, holding its lock for the job only."""

    def __init__(self, store: Path) -> None:
        self._store = store
        self._base = settings(Layout(root=store)).base

    def follow(self) -> None:
        """Between jobs it holds nothing open."""

    def __call__(self, job: Mapping[str, Any], body: bytes, out: BinaryIO) -> None:
        work: _Update | _GraphChange
        if job["kind"] == "update":
            work = _Update(base=self._base, text=body.decode("utf-8"), using=job["using"], named=job["named"])
        else:
            work = _GraphChange(base=self._base, kind=job["kind"], graph=job["graph"], parts=job["parts"], body=body)
        made, created = change(self._store, work, lock_timeout=float(job["lock"]))
        out.write(whole(head(made), told({"created": created}), None))


class _Update:
    """A SPARQL update, checked before any lock is taken for it."""

    def __init__(self, *, base: str, text: str, using: list[str], named: list[str]) -> None:
        self._base = base
        self._text = self._checked(text)
        try:
            self._text = updates.with_dataset(self._text, using, named)
        except updates.WrongDataset:
            said = "The update says with USING or WITH which graphs it reads: leave out using-graph-uri."
            raise Refusal("request", said) from None

    def __call__(self, quads: ox.Store) -> bool:
        self._guard(quads)
        try:
            quads.update(self._text, prefixes=dict(PREFIXES), base_iri=self._base)
        except RuntimeError as error:
            raise Refusal("conflict", f"{error}. Nothing was changed.") from error
        return False

    def _checked(self, text: str) -> str:
        """`text` without what is SILENT and may not be done. Raises Refusal for what is wrong or reaches out."""
        if tokens.too_deep(text) is not None:
            raise wrong(text, "", update=True)
        settled = tokens.settled(text)
        unclear = updates.unclear(settled)
        if unclear is not None and "load" in settled.lower():
            raise _unclear(text, settled, unclear)  # to have it parsed may be to have it load
        tame, loads = (settled, False) if unclear is not None else updates.without_loads(settled)
        without = tokens.without_service(tame)
        try:
            ox.Store().update(without or tame, prefixes=dict(PREFIXES), base_iri=self._base)
        except SyntaxError as error:
            raise wrong(text, tokens.moved(text, str(error)), update=True) from error
        except RuntimeError:
            pass  # it is written well, and fails on an empty store
        if unclear is not None:
            raise _unclear(text, settled, unclear)
        if loads:
            raise forbidden("LOAD would fetch a document from elsewhere: fetch it yourself and send it to /store.")
        if without is not None:
            raise forbidden("SERVICE would call another server from here: run that part there and bring the results.")
        return tame

    def _guard(self, quads: ox.Store) -> None:
        """Raises Refusal if the update could touch a graph that is built."""
        for operation in updates.operations(self._text):
            written = operation.written
            named = [token for token in written if token.kind in ("iri", "name")]
            for iri in updates.iris(operation, named, PREFIXES, self._base):
                _allow(self._base, iri)
            if len(named) < len(written) and has_built(quads, self._base):
                told = next(token.text for token in written if token not in named)
                raise forbidden(
                    f"`{told}` could mean graphs that are built from articles, which only builds change: "
                    "name the graph that you write to."
                )


class _GraphChange:
    """PUT, POST or DELETE of one graph; `parts` tells the forms of what was sent, "" is the default graph's name."""

    def __init__(self, *, base: str, kind: str, graph: str, parts: list[dict[str, Any]], body: bytes) -> None:
        if graph:
            _allow(base, graph)
        self._kind = kind
        self._graph: GraphName = ox.NamedNode(graph) if graph else ox.DefaultGraph()
        self._address = graph or base
        self._quads = [quad for part in parts for quad in self._parsed(part, body[part["begin"] : part["end"]])]

    def __call__(self, quads: ox.Store) -> bool:
        """Whether the graph was not there before."""
        there = isinstance(self._graph, ox.DefaultGraph) or quads.contains_named_graph(self._graph)
        if self._kind == "delete" and not there:
            raise Refusal("missing", f"The store has no graph {self._graph}.")
        if self._kind != "post":
            quads.remove_graph(self._graph)
        if self._kind != "delete" and isinstance(self._graph, ox.NamedNode):
            quads.add_graph(self._graph)
        quads.bulk_extend(self._quads)
        return not there

    def _parsed(self, part: Mapping[str, Any], data: bytes) -> list[ox.Quad]:
        form = ox.RdfFormat.from_media_type(part["form"])
        assert form is not None
        try:
            # Blank nodes of what is sent are not those of what is there, whatever they are called.
            found = ox.parse(
                data, format=form, base_iri=self._address, without_named_graphs=True, rename_blank_nodes=True
            )
            return [ox.Quad(quad.subject, quad.predicate, quad.object, self._graph) for quad in found]
        except SyntaxError as error:
            line, column = error.lineno or 0, error.offset or 0
            raise Refusal("request", f"The graph cannot be read: {error.msg}.", line=line, column=column) from error


def _unclear(text: str, settled: str, token: tokens.Token) -> Refusal:
    """`token` is one of the settled text, whose tokens are those of `text` in the same order."""
    before = sum(1 for one in tokens.tokens(settled) if one.begin < token.begin)
    line, column = tokens.position(text, [*tokens.tokens(text)][before].begin)
    said = "What begins here can be read in two ways, or in none: put a space around each keyword and comparison."
    return Refusal("query", said, line=line, column=column)


def _allow(base: str, graph: str) -> None:
    if is_built(base, graph):
        raise forbidden(f"The graph <{graph}> is built from articles, and only builds change it: choose another name.")
