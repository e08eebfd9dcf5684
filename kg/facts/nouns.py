"""The nouns that name contacts: `kg/lexicon/rules/occasion.toml`; its head says what the columns mean."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from kg.facts.rules import Rule

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
    table = _table()
    out: dict[str, tuple[Row, ...]] = {}
    for told in table["rule"]:
        row = _row(told)
        for noun in table["nouns"][told["noun"]].split():
            out[noun] = (*out.get(noun, ()), row)
    return Rows(by_noun=out, trigger=re.compile(rf"\b(?:{'|'.join(sorted(out))})\b"))


def kinds_before(text: str, begin: int, end: int) -> int:
    """Where a noun begins with the word before it that says its kind."""
    found = _KINDS.search(text, begin, end)
    return found.start() if found else begin


@cache
def _table() -> Mapping[str, Any]:
    with (files("kg.lexicon") / "rules" / "occasion.toml").open("rb") as source:
        return tomllib.load(source)


def _row(told: Mapping[str, Any]) -> Row:
    rule = Rule(
        id=told["id"], emit="meeting", source="", outline="", slots=(),
        give={key: str(value) for key, value in told["give"].items()},
        fires=tuple(told["fires"]), silent=tuple(told["silent"]),
    )  # fmt: skip
    return Row(
        rule=rule,
        links=frozenset(told.get("links", ())),
        near=frozenset(told.get("near", ())),
        all="all" in told,
        journey=told["noun"] == "journey",
        together="together" in told,
    )
