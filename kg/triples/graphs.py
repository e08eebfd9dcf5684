"""N-Quads lines -> what each graph says of each subject; terms stay as N-Quads writes them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

Nodes = Mapping[str, Mapping[str, Sequence[str]]]
"""For each subject the values of each predicate."""


def graphs(nquads: bytes) -> dict[str, Nodes]:
    """The nodes of each named graph, by its bare IRI; all in the order of the lines."""
    found: dict[str, dict[str, dict[str, list[str]]]] = {}
    for line in nquads.decode().split("\n"):
        if line:
            subject, predicate, rest = line.split(" ", 2)
            value, graph, _ = rest.rsplit(" ", 2)
            nodes = found.setdefault(graph, {})
            nodes.setdefault(subject, {}).setdefault(predicate, []).append(value)
    return {graph[1:-1]: nodes for graph, nodes in found.items()}
