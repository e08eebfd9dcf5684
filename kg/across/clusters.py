"""Things that are pairwise more or less surely one -> groups in which every pair fits.

The outcome depends on the things alone, never on their order, and only on those they are linked with, directly or
over others: so what changes is only where something came or went.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

Links = Mapping[tuple[int, int], int]
"""For pairs (a, b) of numbers, a < b, how surely they are one: a higher tier is surer. Other pairs do not fit."""


def connected(nodes: Iterable[int], links: Iterable[tuple[int, int]]) -> list[list[int]]:
    """The parts of the graph that hang together, each sorted, by their least node."""
    over = {node: node for node in nodes}

    def root(node: int) -> int:
        while over[node] != node:
            over[node] = over[over[node]]
            node = over[node]
        return node

    for a, b in links:
        one, other = root(a), root(b)
        over[max(one, other)] = min(one, other)
    parts: dict[int, list[int]] = defaultdict(list)
    for node in sorted(over):
        parts[root(node)].append(node)
    return list(parts.values())


def groups(nodes: Sequence[int], links: Links) -> list[list[int]]:
    """The groups of one connected part, surest links first.

    Groups join where all their pairs fit. One that fits two others that do not fit each other joins neither of them:
    which of the two it is cannot be known.
    """
    found = [[node] for node in sorted(nodes)]
    for tier in sorted(set(links.values()), reverse=True):
        found = _joined(found, links, tier)
    return found


def _joined(found: list[list[int]], links: Links, tier: int) -> list[list[int]]:
    of = {node: number for number, group in enumerate(found) for node in group}
    linked = {
        (min(of[a], of[b]), max(of[a], of[b])) for (a, b), surely in links.items() if surely >= tier and of[a] != of[b]
    }
    fitting = {pair for pair in linked if _all_fit(found[pair[0]], found[pair[1]], links)}
    beside: dict[int, set[int]] = defaultdict(set)
    for a, b in fitting:
        beside[a].add(b)
        beside[b].add(a)
    torn = {
        group
        for group, others in beside.items()
        if any(not _all_fit(found[a], found[b], links) for a, b in combinations(sorted(others), 2))
    }
    kept = [(a, b) for a, b in fitting if a not in torn and b not in torn]
    joined: list[list[int]] = []
    for part in connected(range(len(found)), kept):
        whole = all(_all_fit(found[a], found[b], links) for a, b in combinations(part, 2))
        joined += [sorted(node for group in part for node in found[group])] if whole else [found[one] for one in part]
    return joined


def _all_fit(one: list[int], other: list[int], links: Links) -> bool:
    return all((min(a, b), max(a, b)) in links for a in one for b in other)
