"""Along the edges of a network: partners, paths, surroundings, and the graph that networkx computes with."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from itertools import pairwise
from typing import Any

import networkx as nx

from kg.networks import Edge, Network
from kg.notebook.things import Hop, named

Counted = tuple[int, float, date | None, date | None]


def networkx_graph(network: Network) -> Any:
    """A MultiGraph whose edge keys are unique in the graph, as GraphML asks of the ids of edges."""
    graph = nx.MultiGraph()
    for node in network.nodes:
        graph.add_node(node.party.iri, label=node.party.label, x=node.x, y=node.y, **node.attributes())
    for edge in network.edges:
        graph.add_edge(edge.source, edge.target, key=edge.id, weight=float(edge.count), **edge.attributes())
    return graph


def partners(network: Network, actor: str, *, by: str) -> list[tuple[str, Counted]]:
    """Each neighbour met with its distinct events, their Newman weight, the first day and the last."""
    between: defaultdict[str, list[Edge]] = defaultdict(list)
    for edge in network.edges:
        if edge.of_events and actor in (edge.source, edge.target):
            between[edge.target if edge.source == actor else edge.source].append(edge)
    counted = {
        other: (
            sum(edge.count for edge in edges),
            round(sum(edge.newman for edge in edges), 6),
            min((edge.first for edge in edges if edge.first), default=None),
            max((edge.last for edge in edges if edge.last), default=None),
        )
        for other, edges in between.items()
    }
    return sorted(counted.items(), key=lambda item: (-(item[1][0] if by == "meetings" else item[1][1]), item[0]))


def path(network: Network, source: str, target: str, *, max_hops: int) -> list[Hop]:
    """A shortest chain, the same each time; of several contacts of a pair, the earliest."""
    graph = nx.Graph()
    edges: dict[frozenset[str], Edge] = {}
    met = (edge for edge in network.edges if edge.of_events)
    for edge in sorted(met, key=lambda edge: (edge.first or date.max, edge.id)):
        graph.add_edge(edge.source, edge.target)
        edges.setdefault(frozenset((edge.source, edge.target)), edge)
    if source not in graph or target not in graph or not nx.has_path(graph, source, target):
        return []
    chain = min(nx.all_shortest_paths(graph, source, target))
    if len(chain) - 1 > max_hops:
        return []
    known = {node.party.iri: node.party for node in network.nodes}
    hops = []
    for a, b in pairwise(chain):
        edge = edges[frozenset((a, b))]
        first = edge.contacts[0]
        hops.append(
            Hop(
                source=named(a, known),
                target=named(b, known),
                kind=edge.kind,
                start=first.start,
                quote=first.quote,
                event=first.iri,
            )
        )
    return hops


def ego(graph: Any, actor: str, radius: int) -> Any:
    """The part of the graph around an actor; empty where it is in no contact."""
    return nx.ego_graph(graph, actor, radius=radius) if actor in graph else nx.MultiGraph()
