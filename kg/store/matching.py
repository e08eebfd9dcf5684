"""Full text in SPARQL: a function that says whether a thing is found by words, over the index of the generation.

It is a test, not a search: the engine asks it about each candidate, so a pattern should name the candidates first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache

import pyoxigraph as ox

from kg.store.graph import PREFIXES
from kg.store.words import Hit

MATCHES = ox.NamedNode(PREFIXES["bi"] + "matches")
TOLD = (
    "Whether an actor or place is called by all of the words (its name or another one), or a run of words that a fact "
    "rests on holds them all, or an article in its title or in such a run. Words in double quotes stand together, * at "
    "an end makes a beginning, case and accents do not count. At most 10,000 things are found by one text."
)
MOST = 10_000
"""What one text finds at most; the best come first."""
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Function = Callable[..., ox.Literal | None]


def functions(base: str, search: Callable[[str, int], Iterable[Hit]]) -> dict[ox.NamedNode, Function]:
    """The functions of a query; `search` looks a text up and takes how much it may find."""

    @lru_cache(maxsize=64)
    def found(words: str) -> frozenset[str]:
        return frozenset(iri for hit in search(words, MOST) for iri in _iris(hit, base))

    def matches(*given: Term) -> ox.Literal | None:
        """None, which SPARQL takes for an error, where the second is no text."""
        if len(given) != 2 or not isinstance(given[1], ox.Literal):
            return None
        thing = given[0]
        return ox.Literal(isinstance(thing, ox.NamedNode) and thing.value in found(given[1].value))

    return {MATCHES: matches}


def _iris(hit: Hit, base: str) -> tuple[str, ...]:
    """What a hit is about: the actor or place; or the run of words, and its article."""
    if hit.kind == "name":
        return (base + hit.of,)
    return f"{base}article/{hit.of}", base + hit.iri
