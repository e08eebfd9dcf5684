"""Whom "the court", "the paper" and "the party" mean: what was named before, by its name or its sort."""

from __future__ import annotations

import re

from kg.cast import Cast
from kg.facts.organs import Organs
from kg.model import Actor

# How far back "the paper" was named, in characters.
_NEAR = 1500
_PAPERS = frozenset("newspaper paper daily magazine".split())
_BODIES = _PAPERS | frozenset("party company bank firm group movement militia command".split())
_ANY_ORGANIZATION = frozenset(("organization", "organisation", "bloc", "alliance"))
# What no paper is called.
_NO_PAPER = re.compile(
    r"[A-Z]{2,6}|.*\b(?:Party|Front|Movement|Army|Forces?|Union|Brigades?|Group|Company|Bank|Institute|Association|Council)"
)


def institution(cast: Cast, organs: Organs, noun: str, at: int) -> tuple[Actor, ...]:
    """The organization or body named last before `at` of the view that a noun means, by its name or its sort."""
    if noun in _BODIES:
        spoken = (r for r in reversed(cast.every) if r.type == "body" and 0 < at - r.begin < _NEAR)
        own = (r.actors for r in spoken if organs.owner(r) == r.actors[0])
        return next((a for a in own if noun not in _PAPERS or not _NO_PAPER.fullmatch(a[0].name)), ())
    named = [ref for ref in cast.every if ref.type == "organization" and ref.begin < at and ref.actors]
    of_name = [ref for ref in named if noun in ref.actors[0].name.lower().split()]
    sort = named if noun in _ANY_ORGANIZATION else []
    return next((ref.actors for ref in reversed(of_name or sort)), ())
