"""Titles of office, and who held which office when."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from kg.lexicon.tables import many, rows

Rank = Literal[
    "head-of-state", "head-of-government", "foreign-minister", "minister", "deputy", "envoy", "organization-head",
    "parliament", "royal", "party", "military", "spokesperson", "regional", "other",
]  # fmt: skip
OfficeKind = Literal["state", "organization", "either"]


@dataclass(frozen=True, kw_only=True)
class Office:
    """A title as it is written, in lower case, and the office it names. `canonical` is in title case.

    `kind` tells whose office it is: a state's (or one of its bodies'), an organization's, or either.
    """

    title: str
    canonical: str
    rank: Rank
    kind: OfficeKind


@dataclass(frozen=True, kw_only=True)
class Holder:
    """`person` held `office` (canonical) of `state` or `organization` from `since` to before `until`.

    `state` is an alpha-2 code, `organization` a key of organizations.tsv; one of the two is "". Dates are as precise
    as known; `until` is "" where no end was known when the row was written. `surname` is what short references use.
    """

    person: str
    aliases: tuple[str, ...]
    surname: str
    office: str
    state: str
    organization: str
    since: str
    until: str
    gender: str
    source: str


@cache
def offices() -> tuple[Office, ...]:
    """All titles, by title."""
    return tuple(
        Office(title=title, canonical=canonical, rank=cast(Rank, rank), kind=cast(OfficeKind, kind))
        for title, canonical, rank, kind in rows("offices", ("title", "canonical", "rank", "kind"))
    )


def office(title: str, owner: str = "") -> tuple[str, Rank]:
    """The office that a title names, by the table's name or, where it has none, the title itself; and its rank.

    `owner` is the kind of actor that the office is of, "" where it is unknown: the president of a bank is no head of
    state.
    """
    known = _by_title().get(" ".join(title.lower().replace("’", "'").split()))
    named, rank = (known.canonical, known.rank) if known else (title, _rank(title))
    if owner in ("organization", "body") and rank in ("head-of-state", "head-of-government"):
        rank = "organization-head"
    elif owner == "organization" and named == "Representative":
        rank = "envoy"
    elif owner == "organization" and rank in ("party", "other") and _HEADS.match(title):
        rank = "organization-head"
    return named, rank


@cache
def _by_title() -> Mapping[str, Office]:
    return {one.title.replace("’", "'"): one for one in offices()}


_HEADS = re.compile(r"(?i:president|chair|head|director|leader|executive|secretary-general|chief)")
# What titles that are not in the table are, by their words; the first that fits counts.
_RANKS: tuple[tuple[re.Pattern[str], Rank], ...] = (
    (re.compile(r"(?i:spokes|press (?:secretary|service|officer)|information and press)"), "spokesperson"),
    (
        re.compile(
            r"(?i)^(?:(?:first|principal|senior|parliamentary|acting|executive) )*"
            r"(?:deputy|vice|assistant(?! professor)|under)\b"
        ),
        "deputy",
    ),
    (re.compile(r"(?i)second (?:\w+ )?minister|minister of state\b|permanent (?:under-?)?secretary"), "deputy"),
    (
        re.compile(
            r"(?i)\b(?:ambassador|envoy|representative|negotiator|mediator|charg[eé]|consul|attach[eé]|emissary|nuncio"
            r"|embassy|high commissioner|observer)\b"
        ),
        "envoy",
    ),
    (
        re.compile(r"(?i)minister\b.*\b(?:foreign|external) (?:affairs|relations)|foreign .*minister"),
        "foreign-minister",
    ),
    (re.compile(r"(?i)\b(?:general secretary|party|politburo|political bureau)\b"), "party"),
    (re.compile(r"(?i)parliament|\bsenat|\bassembly\b|\bduma\b|congress|\bhouse\b|speaker|legislat"), "parliament"),
    (re.compile(r"(?i)commander|\barmy\b|\bnavy\b|air force|\bmilitary\b|admiral|marshal|general staff"), "military"),
    (re.compile(r"(?i)\bminister\b|\bsecretary\b|advis[eo]r|chief of staff|attorney.general"), "minister"),
    (re.compile(r"(?i)governor|mayor|prefect"), "regional"),
)


def _rank(title: str) -> Rank:
    return next((rank for words, rank in _RANKS if words.search(title)), "other")


@cache
def holders() -> tuple[Holder, ...]:
    """All holdings of office, by state or organization, office and first day."""
    return tuple(
        Holder(
            person=person,
            aliases=many(aliases),
            surname=surname,
            office=office,
            state=state,
            organization=organization,
            since=since,
            until=until,
            gender=gender,
            source=source,
        )
        for state, organization, office, since, until, person, surname, aliases, gender, source in rows(
            "holders", tuple("state organization office since until person surname aliases gender source".split())
        )
    )
