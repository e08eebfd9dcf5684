"""The classes of verbs that tell of contacts: `kg/lexicon/rules/contact.toml`; its head says what the columns mean."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from kg.facts import words
from kg.facts.rules import Rule


@dataclass(frozen=True, kw_only=True)
class Row:
    """A way in which a class of verbs tells of a contact; `marks` are its columns, also those without values."""

    rule: Rule
    nouns: frozenset[str]
    at: tuple[str, ...]
    other: tuple[str, ...]
    topics: frozenset[str]
    who: str
    marks: frozenset[str]


@cache
def rows() -> tuple[Row, ...]:
    """The rows of `kg/lexicon/rules/contact.toml`, in order."""
    nouns = {name: frozenset(told.split()) for name, told in _table()["nouns"].items()}
    return tuple(_row(row, nouns) for row in _table()["rule"])


@cache
def by_form() -> Mapping[str, tuple[Row, ...]]:
    """The rows for each form of a verb."""
    out: dict[str, tuple[Row, ...]] = {}
    for row, told in zip(rows(), _table()["rule"], strict=True):
        for form in _forms(_table()["verbs"][told["verbs"]]):
            out[form] = (*out.get(form, ()), row)
    return out


@cache
def _table() -> Mapping[str, Any]:
    with (files("kg.lexicon") / "rules" / "contact.toml").open("rb") as source:
        return tomllib.load(source)


def _row(row: Mapping[str, Any], nouns: Mapping[str, frozenset[str]]) -> Row:
    give = {key: str(value) for key, value in row["give"].items()}
    rule = Rule(
        id=row["id"], emit="meeting", source="", outline="", slots=(), give=give,
        fires=tuple(row["fires"]), silent=tuple(row["silent"]),
    )  # fmt: skip
    return Row(
        rule=rule, nouns=nouns.get(row.get("noun", ""), frozenset()), at=tuple(row.get("at", ("", "off", "up"))),
        other=tuple(row.get("other", ())),
        topics=nouns.get(row.get("topic", ""), frozenset()), who=row.get("who", ""), marks=frozenset(row),
    )  # fmt: skip


def _forms(told: str) -> Iterator[str]:
    """The forms of verbs: "meet:met" are irregular ones beside those in -s, -ed and -ing."""
    for verb in told.split():
        bare, *others = verb.split(":")
        yield from (bare, words.third(bare), *(others or (bare + "ed",)), bare + "ing")
