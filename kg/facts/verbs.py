"""The classes of verbs that tell of contacts: `kg/lexicon/rules/contact.toml`; its head says what the columns mean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.facts import words
from kg.facts.rules import Rule, bare
from kg.lexicon.tables import told


@dataclass(frozen=True, kw_only=True)
class Row:
    """A way in which a class of verbs tells of a contact; `marks` are its columns, also those without values."""

    rule: Rule
    nouns: frozenset[str]
    at: tuple[str, ...]
    other: tuple[str, ...]
    topics: frozenset[str]
    ranked: frozenset[str]
    who: str
    marks: frozenset[str]


@cache
def rows() -> tuple[Row, ...]:
    """The rows of `kg/lexicon/rules/contact.toml`, in order."""
    nouns = {name: frozenset(words.split()) for name, words in told("rules/contact")["nouns"].items()}
    return tuple(_row(row, nouns) for row in told("rules/contact")["rule"])


@cache
def by_form() -> Mapping[str, tuple[Row, ...]]:
    """The rows for each form of a verb."""
    out: dict[str, tuple[Row, ...]] = {}
    for row, columns in zip(rows(), told("rules/contact")["rule"], strict=True):
        for form in _forms(told("rules/contact")["verbs"][columns["verbs"]]):
            out[form] = (*out.get(form, ()), row)
    return out


def _row(row: Mapping[str, Any], nouns: Mapping[str, frozenset[str]]) -> Row:
    return Row(
        rule=bare(row), nouns=nouns.get(row.get("noun", ""), frozenset()), at=tuple(row.get("at", ("", "off", "up"))),
        other=tuple(row.get("other", ())),
        topics=nouns.get(row.get("topic", ""), frozenset()),
        ranked=nouns.get(row.get("ranked", ""), frozenset()), who=row.get("who", ""), marks=frozenset(row),
    )  # fmt: skip


def _forms(verbs: str) -> Iterator[str]:
    """The forms of verbs: "meet:met" are irregular ones beside those in -s, -ed and -ing."""
    for verb in verbs.split():
        bare, *others = verb.split(":")
        yield from (bare, words.third(bare), *(others or (bare + "ed",)), bare + "ing")
