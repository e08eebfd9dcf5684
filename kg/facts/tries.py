"""The skeletons of an article, each with the rules and the patterns that are worth trying on it.

All are looked for in one pass over the article, by the bits of words that their own expressions cannot match without.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType

from kg.cast import Cast
from kg.facts import meetings, rules, skeleton, speaking, speech, summits
from kg.facts.skeleton import Skeleton
from kg.triggers import Triggers, numbers


def skeletons(cast: Cast) -> list[Skeleton]:
    """The skeletons of all sentences but boilerplate and headers, in order."""
    bare = [skeleton.build(cast, s) for s in cast.document.sentences if s.kind not in ("boilerplate", "header")]
    count = len(rules.load("meeting"))
    found = []
    for one, worth in zip(bare, _triggers().over([one.text for one in bare]), strict=True):
        tried = tuple(numbers(worth & ((1 << count) - 1)))
        found.append(one._replace(rules=tried, may=_told(worth >> count)))
    return found


@cache
def named() -> Mapping[str, str]:
    """The expressions over skeletons beside the rules of contacts, by the names that `Skeleton.may` has for them."""
    return {
        "attended": meetings.ATTENDED.pattern, "summit": summits.SUMMIT.pattern, "event": summits.EVENT.pattern,
        "passive": speech.lexis().passive.pattern, "unnamed": speaking.UNNAMED.pattern, **speaking.expressions(),
    }  # fmt: skip


@cache
def _triggers() -> Triggers:
    return Triggers((*(rule.outline for rule in rules.load("meeting")), *named().values()))


@lru_cache(maxsize=4096)
def _told(worth: int) -> Mapping[str, bool]:
    """Each pattern's name with whether its bit is set."""
    return MappingProxyType({name: bool(worth >> number & 1) for number, name in enumerate(named())})
