"""The nouns that name contacts: `kg/lexicon/rules/occasion.toml`; its head says what the columns mean."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.facts.rules import Rule, bare
from kg.lexicon.tables import told

# These say with a noun what kind of contact it is: "a phone call", "summit talks".
_KINDS = re.compile(r"(?i:(?:phone|telephone|telephonic|video|virtual|summit|working|tele) )?\S+$")


@dataclass(frozen=True, kw_only=True)
class Row:
    """A way in which the sides of a contact hang on its noun.

    `links` are the words that join them to it, those of them in `near` only right behind it; `all` says that both
    sides stand there. `journey` marks nouns of journeys, on which whoever travels and whereto hang, `together`
    that both sides act at the time of a contact on which none hangs.
    """

    rule: Rule
    links: frozenset[str]
    near: frozenset[str]
    all: bool
    journey: bool
    together: bool


@dataclass(frozen=True, kw_only=True)
class Rows:
    """The rows for each noun, and what the small letters of a sentence hold that has one of the nouns."""

    by_noun: Mapping[str, tuple[Row, ...]]
    trigger: re.Pattern[str]


@cache
def rows() -> Rows:
    """The rows of `kg/lexicon/rules/occasion.toml`, in order."""
    table = told("rules/occasion")
    out: dict[str, tuple[Row, ...]] = {}
    for columns in table["rule"]:
        row = _row(columns)
        for noun in table["nouns"][columns["noun"]].split():
            out[noun] = (*out.get(noun, ()), row)
    return Rows(by_noun=out, trigger=re.compile(rf"\b(?:{'|'.join(sorted(out))})\b"))


def kinds_before(text: str, begin: int, end: int) -> int:
    """Where a noun begins with the word before it that says its kind."""
    found = _KINDS.search(text, begin, end)
    return found.start() if found else begin


def _row(columns: Mapping[str, Any]) -> Row:
    return Row(
        rule=bare(columns),
        links=frozenset(columns.get("links", ())),
        near=frozenset(columns.get("near", ())),
        all="all" in columns,
        journey=columns["noun"] == "journey",
        together="together" in columns,
    )
