"""What the tables of a graph hold: meetings, agreements, statements, principles, positions, hops."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kg.model import STANCES
from kg.networks import Party
from kg.networks.reader import tail
from kg.notebook.evidence import Evidence, Marked
from kg.notebook.facts import Told


@dataclass(frozen=True, kw_only=True)
class Participant:
    """Who took part; `role` and `office` as the reports give them."""

    iri: str
    label: str
    role: str | None = None
    office: str | None = None

    def __str__(self) -> str:
        return f"{self.label} ({self.office})" if self.office else self.label


@dataclass(frozen=True, kw_only=True)
class Thing:
    """A fact of the graph with the words that say so, in the order of publication and characters."""

    iri: str
    evidence: tuple[Evidence, ...]

    def show(self) -> Marked:
        """The first words that say so, marked in their context."""
        return self.evidence[0].show()

    @property
    def quote(self) -> str:
        return self.evidence[0].quote if self.evidence else ""


@dataclass(frozen=True, kw_only=True)
class Meeting(Thing):
    """A contact as all its reports tell it. `[start, end]` are days, both included; None is unknown.

    `precision` says how exactly the day is known; `reports` counts the reports that were merged.
    """

    kind: str
    status: str
    start: date | None
    end: date | None
    precision: str | None
    participants: tuple[Participant, ...]
    place: str | None
    reports: int


@dataclass(frozen=True, kw_only=True)
class Agreement(Thing):
    labels: tuple[str, ...]
    kind: str
    stage: str
    level: str | None
    parties: tuple[Participant, ...]
    start: date | None
    end: date | None


@dataclass(frozen=True, kw_only=True)
class Statement(Thing):
    act: str
    stance: str
    speakers: tuple[Participant, ...]
    on_behalf_of: tuple[Participant, ...]
    addressees: tuple[Participant, ...]


@dataclass(frozen=True, kw_only=True)
class Principle(Thing):
    """`concept` is the notation of the scheme, `label` its name, `verb` the operative verb as written."""

    concept: str
    label: str
    stance: str
    verb: str | None
    speakers: tuple[Participant, ...]
    on_behalf_of: tuple[Participant, ...]


@dataclass(frozen=True, kw_only=True)
class Position(Thing):
    holder: Participant
    office: str
    of: str | None


@dataclass(frozen=True, kw_only=True)
class Hop:
    """One step of a path: two actors and a contact of theirs, with the first words that tell of it."""

    source: Participant
    target: Participant
    kind: str
    start: date | None
    quote: str
    event: str


Parties = Mapping[str, Party]
Roles = Mapping[tuple[str, str], tuple[str | None, str | None]]


def named(iri: str, parties: Parties, role: str | None = None, office: str | None = None) -> Participant:
    label = parties[iri].label if iri in parties else tail(iri)
    return Participant(iri=iri, label=label, role=role, office=office)


def all_named(told: Told, name: str, parties: Parties) -> tuple[Participant, ...]:
    return tuple(named(iri, parties) for iri in told.values(name))


def meeting(told: Told, parties: Parties, roles: Roles) -> Meeting:
    who = told.values("participant")
    places = tuple(dict.fromkeys(name for name in (told.label("city"), told.label("country")) if name))
    return Meeting(
        iri=told.iri,
        evidence=told.evidence,
        kind=_code(told, "eventType"),
        status=_code(told, "status"),
        start=_day(told, "startDate"),
        end=_day(told, "endDate"),
        precision=_code(told, "datePrecision") or None,
        participants=tuple(named(iri, parties, *roles.get((told.iri, iri), (None, None))) for iri in who),
        place=", ".join(places) or None,
        reports=len(told.values("reportedBy")),
    )


def agreement(told: Told, parties: Parties) -> Agreement:
    return Agreement(
        iri=told.iri,
        evidence=told.evidence,
        labels=told.values("label"),
        kind=_code(told, "agreementType"),
        stage=_code(told, "stage"),
        level=told.first("level"),
        parties=all_named(told, "party", parties),
        start=_day(told, "startDate"),
        end=_day(told, "endDate"),
    )


def statement(told: Told, parties: Parties) -> Statement:
    return Statement(
        iri=told.iri,
        evidence=told.evidence,
        act=_code(told, "speechAct"),
        stance=_code(told, "stance") or _usual(_code(told, "speechAct")),
        speakers=all_named(told, "speaker", parties),
        on_behalf_of=all_named(told, "onBehalfOf", parties),
        addressees=all_named(told, "addressee", parties),
    )


def _usual(act: str) -> str:
    """The stance that goes with an act."""
    return next((stance for known, stance in STANCES.items() if known == act), "neutral")


def principle(told: Told, parties: Parties) -> Principle:
    return Principle(
        iri=told.iri,
        evidence=told.evidence,
        concept=_code(told, "principle"),
        label=told.label("principle") or "",
        stance=_code(told, "stance") or "support",
        verb=told.first("operativeVerb"),
        speakers=all_named(told, "speaker", parties),
        on_behalf_of=all_named(told, "onBehalfOf", parties),
    )


def position(told: Told, parties: Parties, of: Mapping[str, str]) -> Position:
    office = told.first("office") or ""
    owner = of.get(office)
    return Position(
        iri=told.iri,
        evidence=told.evidence,
        holder=named(told.first("holder") or "", parties),
        office=told.label("office") or "",
        of=named(owner, parties).label if owner else None,
    )


def _code(told: Told, name: str) -> str:
    """The notation of a code: the last step of its IRI."""
    return tail(told.first(name) or "")


def _day(told: Told, name: str) -> date | None:
    found = told.first(name)
    return date.fromisoformat(found[:10]) if found else None
