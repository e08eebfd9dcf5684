"""Full text in SPARQL: a function that says whether a thing is found by words, over the index of the generation.

It is a test, not a search: the engine asks it about each candidate, so a pattern should name the candidates first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

import pyoxigraph as ox

from kg.model import Passage
from kg.store.graph import PREFIXES
from kg.store.words import Hit, Trial

MATCHES = ox.NamedNode(PREFIXES["bi"] + "matches")
TOLD = (
    "Whether an actor or place is called by all of the words (its name or another one), or a run of words that a fact "
    "rests on holds them all, or an article in its title or in such a run. Words in double quotes stand together, * at "
    "an end makes a beginning, case and accents do not count. At most 100,000 things are found by one text."
)
MOST = 100_000
"""What one text finds at most; the best come first."""
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Function = Callable[..., ox.Literal | None]


@dataclass(frozen=True)
class _Found:
    """What the index finds by some words: IRIs, and the runs of each article, which hold others."""

    words: str
    things: frozenset[str]
    runs: Mapping[str, tuple[Hit, ...]]
    trial: Trial

    def has(self, thing: str) -> bool:
        """Whether it is found itself, or lies in a run that is and holds the words too: the index has the outermost."""
        if thing in self.things:
            return True
        article, _, run = thing.partition("#")
        if not run or article not in self.runs:
            return False
        try:
            inner = Passage.of(thing)
        except ValueError:
            return False
        around = (hit for hit in self.runs[article] if hit.part == inner.part)
        return any(
            self.trial.holds(hit.text[inner.begin - hit.begin : inner.end - hit.begin], self.words)
            for hit in around
            if hit.begin <= inner.begin and inner.end <= hit.end
        )


def functions(base: str, search: Callable[[str, int], Iterable[Hit]]) -> dict[ox.NamedNode, Function]:
    """The functions of a query; `search` looks a text up and takes how much it may find."""
    trial = Trial()

    @lru_cache(maxsize=64)
    def found(words: str) -> _Found:
        things: set[str] = set()
        runs: dict[str, list[Hit]] = defaultdict(list)
        for hit in search(words, MOST):
            things.add(base + hit.iri)
            if hit.kind == "words":
                article = f"{base}article/{hit.of}"
                things.add(article)
                runs[article].append(hit)
        return _Found(words, frozenset(things), {article: tuple(hits) for article, hits in runs.items()}, trial)

    def matches(*given: Term) -> ox.Literal | None:
        """None, which SPARQL takes for an error, where the second is no text."""
        if len(given) != 2 or not isinstance(given[1], ox.Literal):
            return None
        thing = given[0]
        return ox.Literal(isinstance(thing, ox.NamedNode) and found(given[1].value).has(thing.value))

    return {MATCHES: matches}
