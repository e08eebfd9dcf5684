"""Titles of office, and who held which office when."""

from __future__ import annotations

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
