"""Which sayings of a kind fit each other, and so which of those that hang together are of one thing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations, pairwise

from kg.across.clusters import Links, groups
from kg.across.kinds import Kind
from kg.across.sayings import Saying

_SAME = 9
"""The link of sayings on one IRI: surer than any other."""


def link(kind: Kind, a: Saying, b: Saying) -> int:
    """How surely two sayings are of one thing, 0 where they may be of two."""
    one = kind.of_one(a.told)
    return _SAME if one and one == kind.of_one(b.told) else kind.fits(a.told, b.told)


def links(kind: Kind, sayings: Mapping[int, Saying]) -> Links:
    """All links between the sayings. Sayings on one IRI are linked in a chain: that is enough to keep them together."""
    standing: dict[int, list[int]] = defaultdict(list)
    of_one: dict[str, list[int]] = defaultdict(list)
    for number, saying in sayings.items():
        for key in saying.stands:
            standing[key].append(number)
        if one := kind.of_one(saying.told):
            of_one[one].append(number)
    found = {pair: _SAME for alike in of_one.values() for pair in pairwise(sorted(alike))}
    for number, saying in sayings.items():
        near = {other for key in saying.seeks if key in standing for other in standing[key]}
        for other in near:
            pair = (min(number, other), max(number, other))
            if number != other and pair not in found and (surely := link(kind, saying, sayings[other])):
                found[pair] = surely
    return found


def grouped(kind: Kind, together: Sequence[int], sayings: Mapping[int, Saying], links: Links) -> list[list[int]]:
    """The groups of one part. Sayings on one IRI count as one there: it fits what any of them fits."""
    if len(together) == 1 or kind.loose:
        return [list(together)]
    unit: dict[str, list[int]] = defaultdict(list)
    for number in together:
        unit[kind.of_one(sayings[number].told) or str(number)].append(number)
    units = list(unit.values())
    if len(units) == 1:
        return units
    pairs = {}
    for a, b in combinations(range(len(units)), 2):
        surely = max(links.get((min(x, y), max(x, y)), 0) for x in units[a] for y in units[b])
        if surely:
            pairs[a, b] = surely
    return [sorted(number for at in group for number in units[at]) for group in groups(range(len(units)), pairs)]
