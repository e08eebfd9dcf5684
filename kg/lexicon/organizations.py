"""Intergovernmental organizations, blocs and forums; ministries, parliaments, parties and armed groups."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from kg.lexicon.tables import many, rows

COLUMNS = ("key", "name", "aliases", "kind", "country", "note")

_ORGAN_OF = "organ of the "
# What notes say of bodies that speak for themselves and of those that every state has one of.
_PARTY, _GENERIC = "a party or group of its own", "of the state named beside it"


@dataclass(frozen=True, kw_only=True)
class Organization:
    """An organization (`kind` "organization") or an organ, ministry, party or group ("body").

    `key` stands in IRIs and never changes. `country` is the alpha-2 code of the state whose body it is, "" if none.
    """

    key: str
    name: str
    aliases: tuple[str, ...]
    kind: Literal["organization", "body"]
    country: str
    note: str


@cache
def organizations() -> tuple[Organization, ...]:
    """All of them, by key."""
    return tuple(
        Organization(
            key=key,
            name=name,
            aliases=many(aliases),
            kind=cast(Literal["organization", "body"], kind),
            country=country,
            note=note,
        )
        for key, name, aliases, kind, country, note in rows("organizations", COLUMNS)
    )


@cache
def owners() -> dict[str, str]:
    """The state of each organ of a government, by its key."""
    return {o.key: o.country for o in organizations() if o.country and o.note != _PARTY}


@cache
def homes() -> dict[str, str]:
    """The state of each body that has one, by its key: of an organ of a government, of a party, of an armed group."""
    return {o.key: o.country for o in organizations() if o.country}


@cache
def generic() -> frozenset[str]:
    """The keys of the bodies of which every state has one: "parliament", "central bank"."""
    return frozenset(o.key for o in organizations() if o.note == _GENERIC)


@cache
def wholes() -> dict[str, str]:
    """The organization of which each of its organs is one, key by key: the EU of the European Commission."""
    return {o.key: o.note.removeprefix(_ORGAN_OF) for o in organizations() if o.note.startswith(_ORGAN_OF)}
