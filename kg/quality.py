"""How well facts are read: precision and recall of each kind of fact against gold whose texts no rule was written from.

Rules were tried against its totals, though: of articles that nobody has looked at, expect less. The figures stand in
`ontology/quality.json`, which `tests/eval/gate.py GOLD --publish` writes. They are of English texts, the only ones that
are read.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from kg.resources import folder

LANGUAGES = "English texts only: the graph has no facts of texts in other languages."


_NAMES: Mapping[str, str] = MappingProxyType(
    {"meetings": "contacts", "positions": "offices", "principles": "stated principles"}
)


@dataclass(frozen=True, kw_only=True)
class Measured:
    """Of one kind of fact: `right` of the `found` facts are in the gold, which has `gold` of them."""

    kind: str
    right: int
    found: int
    gold: int

    @property
    def name(self) -> str:
        """What people call the kind, as the pages and the codebook do."""
        return _NAMES.get(self.kind, self.kind)

    @property
    def precision(self) -> float:
        """The share of what was found that the gold has, 0 to 1; 0 where nothing was found."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The share of the gold that was found, 0 to 1; 0 where the gold has none."""
        return self.right / self.gold if self.gold else 0.0


@dataclass(frozen=True, kw_only=True)
class Quality:
    """One measurement. `digest` is that of the gold files (16 hexadecimal digits), `articles` how many were unread."""

    digest: str
    articles: int
    rules: str
    kinds: tuple[Measured, ...]

    def __str__(self) -> str:
        told = f"{self.articles} articles whose texts no rule was written from, though their totals chose between rules"
        return f"{told}, gold {self.digest}, rules {self.rules}"


@cache
def quality() -> Quality:
    """The published measurement."""
    data = json.loads((folder("ontology") / "quality.json").read_text("utf-8"))
    kinds = tuple(Measured(kind=kind, **row) for kind, row in data["kinds"].items())
    return Quality(digest=data["digest"], articles=data["articles"], rules=data["rules"], kinds=kinds)
