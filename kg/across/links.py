"""Which sayings of a kind fit each other, and so which of those that hang together are of one thing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from kg.across.clusters import Links, connected, groups
from kg.across.kinds import Kind
from kg.across.sayings import Saying

_SAME = 9
"""The link of sayings on one IRI: surer than any other."""

Pairs = dict[tuple[int, int], int]


def links(kind: Kind, sayings: Mapping[int, Saying]) -> Pairs:
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
            pair = _pair(number, other)
            if number != other and pair not in found and (surely := _link(kind, saying, sayings[other])):
                found[pair] = surely
    return found


def links_over(
    kind: Kind, new: Mapping[int, Saying], known: Iterable[tuple[int, int, Saying, set[int]]]
) -> tuple[Pairs, set[int]]:
    """The links between new sayings and `known` ones, and the parts of these; of `known` are told the number, the
    part, the saying and which of the new ones may fit it.

    Where all that hangs together is one, one link to a part is enough.
    """
    found: Pairs = {}
    reached: set[tuple[int, int]] = set()
    for other, part, saying, seeking in known:
        for number in seeking:
            if kind.loose and (number, part) in reached:
                continue
            if surely := _link(kind, new[number], saying):
                found[_pair(number, other)] = surely
                reached.add((number, part))
    return found, {part for _, part in reached}


def grouped(kind: Kind, together: Sequence[int], links: Links) -> list[list[int]]:
    """The groups of one part, of which `links` are all links. Sayings on one IRI count as one: it fits what any of
    them fits."""
    if len(together) == 1 or kind.loose:
        return [list(together)]
    units = connected(together, [pair for pair, surely in links.items() if surely == _SAME])
    if len(units) == 1:
        return units
    of = {number: at for at, unit in enumerate(units) for number in unit}
    pairs: Pairs = {}
    for (a, b), surely in links.items():
        if of[a] != of[b]:
            pair = _pair(of[a], of[b])
            pairs[pair] = max(surely, pairs.get(pair, 0))
    return [sorted(number for at in group for number in units[at]) for group in groups(range(len(units)), pairs)]


def _link(kind: Kind, a: Saying, b: Saying) -> int:
    """How surely two sayings are of one thing, 0 where they may be of two."""
    one = kind.of_one(a.told)
    return _SAME if one and one == kind.of_one(b.told) else kind.fits(a.told, b.told)


def _pair(a: int, b: int) -> tuple[int, int]:
    return (a, b) if a < b else (b, a)
