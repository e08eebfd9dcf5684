"""Graphs that people add to a store beside those that are built from articles, and which names these may not have."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from kg.store.graph import ONTOLOGY


def is_built(base: str, graph: str) -> bool:
    """Whether a graph of this name belongs to builds: articles, what is derived from them, the ontology."""
    return graph.startswith((base, ONTOLOGY))


def has_built(store: ox.Store, base: str) -> bool:
    """Whether `store` holds any graph of a build."""
    return any(isinstance(graph, ox.NamedNode) and is_built(base, graph.value) for graph in store.named_graphs())


def has_added(store: ox.Store, base: str) -> bool:
    """Whether people added anything to `store`."""
    if any(True for _ in store.quads_for_pattern(None, None, None, ox.DefaultGraph())):
        return True
    return any(not (isinstance(graph, ox.NamedNode) and is_built(base, graph.value)) for graph in store.named_graphs())


def carry(old: ox.Store, new: ox.Store, base: str) -> None:
    """Copy what people added from `old` to `new`: all graphs but the built ones, the default graph included."""
    added = [
        graph for graph in old.named_graphs() if not (isinstance(graph, ox.NamedNode) and is_built(base, graph.value))
    ]
    for graph in added:
        new.add_graph(graph)  # one without quads is kept too
    new.bulk_extend(_quads(old, [*added, ox.DefaultGraph()]))


def _quads(store: ox.Store, graphs: list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph]) -> Iterator[ox.Quad]:
    for graph in graphs:
        yield from store.quads_for_pattern(None, None, None, graph)
