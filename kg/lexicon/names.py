"""Names of places and the parts that names of persons are made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Literal, cast

from kg.lexicon.tables import many, rest_of_file, rows

PlaceKind = Literal["city", "region", "venue"]


@dataclass(frozen=True, kw_only=True)
class Place:
    """A city, a region or sea, or a venue. `state` is the alpha-2 code of the state it lies in, "" if in none or many.

    `city` is the city of a venue. `guarded`: the name is also a word, a given name or a surname, and counts only
    after "in", "at", "to" and the like, or before the name of its state.
    """

    name: str
    aliases: tuple[str, ...]
    state: str
    kind: PlaceKind
    city: str
    guarded: bool


@dataclass(frozen=True, kw_only=True)
class Word:
    """A form of address before a name. `gender` is "m", "f" or ""; `office` the canonical office it tells, or ""."""

    text: str
    gender: str
    office: str


@cache
def places() -> tuple[Place, ...]:
    """All places, by name. Two places never share a name or an alias."""
    return tuple(
        Place(
            name=name,
            aliases=many(aliases),
            state=state,
            kind=cast(PlaceKind, kind),
            city=city,
            guarded=guarded == "guarded",
        )
        for name, aliases, state, kind, city, guarded in rows(
            "places", ("name", "aliases", "state", "kind", "city", "guarded")
        )
    )


@cache
def given_names() -> Mapping[str, str]:
    """Given names of many cultures -> "m", "f", or "" where both bear it."""
    return MappingProxyType({row[0]: row[1] for row in rows("given_names", ("name", "gender"))})


@cache
def family_first() -> frozenset[str]:
    """Family names of cultures that write them first: Chinese, Korean, Vietnamese and others."""
    return frozenset(rest_of_file("family_first"))


@cache
def particles() -> frozenset[str]:
    """Words in lower case that stand inside a name: van, de, bin, al, …"""
    return frozenset(rest_of_file("particles"))


@cache
def not_names() -> frozenset[str]:
    """Words that are capitalised at the head of a sentence, in headlines or in titles of things, and begin no name."""
    return frozenset(rest_of_file("not_names"))


@cache
def courtesy() -> tuple[Word, ...]:
    """Forms of address, ranks and honorifics that stand before a name and are no office of state."""
    return tuple(
        Word(text=text, gender=gender, office=office)
        for text, gender, office in rows("courtesy", ("text", "gender", "office"))
    )
