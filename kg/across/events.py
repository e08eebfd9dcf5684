"""Which reports tell of one contact, and what holds of it after all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache

from kg.across.packing import pack, unpack
from kg.across.people import Who, actor, one_in_a_report
from kg.across.records import Record

SORTS = {
    **dict.fromkeys(("meeting", "talks", "consultation"), "meeting"),
    **dict.fromkeys(("phone-call", "video-call"), "call"),
    **dict.fromkeys(("summit", "conference"), "summit"),
}
"""Kinds that reports of one contact use for each other; any other kind stands by itself."""
HAPPENED = frozenset({"held", "ongoing"})
LONG = frozenset({"visit", "summit"})
"""Sorts that last for days: reports of one may tell of different days of it."""
LONGEST_STAY = 14
LONGEST = 92
"""Days above which an interval is no date to tell a contact by."""
NEAR = timedelta(days=1)
RECENT = 3
"""Days before its publication in which an article that gives no day is taken to have been written of."""

SURE, PART, LIKELY = 3, 2, 1
REASONS = {
    SURE: "same day, same sort of contact, same participants",
    PART: "same day, same sort of contact, participants of one report among those of the other",
    LIKELY: "same participants, and one report's date lies within the other's, or just before a report without any",
}


@dataclass(frozen=True)
class Event:
    """What a report says of a contact, all but which article it stands in: reports that say the same share it."""

    kind: str
    status: str
    start: str
    end: str
    precision: str
    basis: str
    city: str
    country: str
    who: tuple[Who, ...]
    alone: str = ""
    """The IRI of a report that says too little to be one with another, though it say the same words."""
    told_on: str = ""
    """The day of the article where it says no day and no place, but who met: that tells a contact known by its day."""

    @property
    def sort(self) -> str:
        return SORTS.get(self.kind, self.kind)

    @property
    def happened(self) -> bool:
        return self.status in HAPPENED

    @cached_property
    def days(self) -> tuple[date, date]:
        """The first and the last day on which it may have been."""
        if not self.start:
            told = date.fromisoformat(self.told_on)
            return told - RECENT * NEAR, told
        return date.fromisoformat(self.start), date.fromisoformat(self.end)

    @cached_property
    def people(self) -> tuple[Who, ...]:
        return tuple(one for one in self.who if one.is_person)

    @property
    def exact(self) -> bool:
        return self.precision == "day"

    @cached_property
    def sides(self) -> frozenset[str]:
        """The states and organizations in contact; a person stands for the state that he serves."""
        return frozenset(one.state or one.iri for one in self.who if one.state or not one.is_person)


@dataclass(frozen=True)
class Telling:
    """One article's report: its IRI, the day and outlet of its article, venues and larger events as it writes them."""

    iri: str
    published: str
    outlet: str
    venues: tuple[str, ...] = ()
    sidelines_of: tuple[str, ...] = ()

    @property
    def article(self) -> str:
        return "/".join(self.iri.split("/", 2)[:2])


def items(record: Record) -> Iterator[tuple[str, str]]:
    """The contacts of an article, each as the data of an `Event` and of a `Telling`."""
    reports = record.data["reports"]
    met = Counter(frozenset(one for one, *_ in report[9]) for report in reports)
    for iri, kind, status, start, end, precision, basis, city, country, who, venues, *more in reports:
        said = [kind, status, start, end, precision, basis, city, country, who]
        people = tuple(actor(one, state, tuple(offices)) for one, state, offices in who)
        event = Event(kind, status, start, end, precision, basis, city, country, people)
        told_on = alone = ""
        if not _tells(event):
            met_once = met[frozenset(one for one, *_ in who)] == 1
            told_on = record.published if met_once and _is_known_by_people(event) else ""
            alone = "" if told_on else iri
        # Records of earlier programs end in the venues.
        yield (
            pack([*said, alone, told_on]),
            pack([iri, record.published, record.outlet, venues, more[0] if more else []]),
        )


def parse(data: str) -> Event:
    kind, status, start, end, precision, basis, city, country, who, alone, told_on = unpack(data)
    people = tuple(actor(iri, state, tuple(offices)) for iri, state, offices in who)
    return Event(kind, status, start, end, precision, basis, city, country, people, alone, told_on)


def telling(data: str) -> Telling:
    iri, published, outlet, venues, sidelines_of = unpack(data)
    return Telling(iri, published, outlet, tuple(venues), tuple(sidelines_of))


def _tells(event: Event) -> bool:
    """Whether a report says enough to know its contact by: when, and between whom.

    Two who met in May met in May perhaps twice: only a plan for the month, or a place, tells such a contact.
    """
    if not event.start or not event.who or (event.days[1] - event.days[0]).days > LONGEST:
        return False
    both = len(event.who) > 1 or event.sort in LONG
    return both and (event.exact or not event.happened or bool(event.city))


def _is_known_by_people(event: Event) -> bool:
    """Whether it was held, at no time that is told or in a month, between persons of at least two sides."""
    short = not event.start or (event.days[1] - event.days[0]).days <= LONGEST
    return event.happened and short and len({one.state or one.iri for one in event.people}) > 1


def stands(event: Event) -> list[str]:
    """The keys under which a report is found: its time, and between whom."""
    if event.alone:
        return []
    spots = _spots(event)
    if event.exact:
        spots = (*spots, f"exactly in {event.start[:7]}")
    sides = event.sides
    tables = [_between(sides), *(f"any {side}" for side in sides)]
    if _is_open(event):
        tables += (f"open {side}" for side in sides)
    return _keys(event, spots, tables)


def seeks(event: Event) -> list[str]:
    """The keys under which the reports stand that may fit this one."""
    if event.alone:
        return []
    spots = _spots(event)
    if event.exact:
        # A report with no day but that of its publication may tell of the day before, see `_published_after`.
        beside = event.days[0] + (-NEAR if event.basis == "publication" else NEAR)
        spots = (*spots, beside.isoformat(), f"some time in {event.start[:7]}")
    else:
        spots = (*spots, *(spot.replace("some time in", "exactly in") for spot in spots))
    sides = event.sides
    tables = [_between(sides), *(f"open {side}" for side in sides)]
    if _is_open(event):
        tables += (f"any {side}" for side in sides)
    return _keys(event, spots, tables)


def _between(sides: Iterable[str]) -> str:
    return f"between {' '.join(sorted(sides))}"


def _keys(event: Event, spots: Iterable[str], tables: Sequence[str]) -> list[str]:
    sort = event.sort
    return [f"{sort} {spot} {table}" for spot in spots for table in tables]


def _is_open(event: Event) -> bool:
    """Whether somebody takes part for whom no state is known: he may be of any side."""
    return any(one.is_person and not one.state for one in event.who)


def _spots(event: Event) -> tuple[str, ...]:
    """The days of a report that has one, else its months."""
    if event.exact:
        return _days(event.start, event.end) if event.sort in LONG else (event.start,)
    first, last = event.days
    return _months(first.isoformat(), last.isoformat())


@lru_cache(maxsize=10_000)
def _days(start: str, end: str) -> tuple[str, ...]:
    first = date.fromisoformat(start)
    length = min((date.fromisoformat(end) - first).days, LONGEST_STAY)
    return tuple((first + n * NEAR).isoformat() for n in range(length + 1))


@lru_cache(maxsize=10_000)
def _months(start: str, end: str) -> tuple[str, ...]:
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    months = {(first + n * NEAR).isoformat()[:7] for n in range((last - first).days + 1)}
    return tuple(f"some time in {month}" for month in sorted(months))


def uses(event: Event) -> Iterator[str]:
    """The IRIs of persons that a report names."""
    return (one.iri for one in event.who if one.is_person)


def fits(a: Event, b: Event) -> int:
    """How surely two reports are of one contact: SURE, PART, LIKELY; 0 where they may be of two."""
    if a.sort != b.sort or a.alone or b.alone or _elsewhere(a, b):
        return 0
    at_one_time = _at_one_time(a, b)
    if not at_one_time:
        return 0
    who = _who(a, b)
    return min(at_one_time, who) if who and (at_one_time == SURE or who == SURE) else 0


def _elsewhere(a: Event, b: Event) -> bool:
    return bool(a.city and b.city and a.city != b.city) or bool(a.country and b.country and a.country != b.country)


def _at_one_time(a: Event, b: Event) -> int:
    """SURE for one day, LIKELY where one date may be the other told less exactly."""
    (a_first, a_last), (b_first, b_last) = a.days, b.days
    if a.exact and b.exact:
        if a_first == b_first or (a.sort in LONG and a_first <= b_last and b_first <= a_last):
            return SURE
        return LIKELY if _published_after(a, b) or _published_after(b, a) else 0
    if a.exact or b.exact:
        exact, vague = (a, b) if a.exact else (b, a)
        within = vague.days[0] <= exact.days[0] <= vague.days[1]
        known = not vague.happened or (vague.city and vague.city == exact.city) or _is_told_after(vague, exact)
        return LIKELY if within and known else 0
    if not a.start and not b.start:
        return LIKELY if abs(a.days[1] - b.days[1]) <= RECENT * NEAR else 0
    return LIKELY if a.days == b.days and a.city == b.city and a.start == b.start else 0


def _is_told_after(vague: Event, exact: Event) -> bool:
    """Whether an article that names no day was written when the contact had been held."""
    return bool(vague.told_on) and exact.happened and vague.told_on >= exact.start


def _published_after(told: Event, dated: Event) -> bool:
    """Whether `told` has no day but that of its publication, and that is the day after `dated`."""
    return told.basis == "publication" != dated.basis and told.days[0] - dated.days[0] == NEAR


def _who(a: Event, b: Event) -> int:
    """SURE for the same participants, PART where those of one are among the other's, 0 else."""
    fewer, more = sorted((a, b), key=lambda event: (len(event.people), len(event.who)))
    if len(a.who) == len(b.who) and _among(a.who, b.who):
        return SURE
    # Two of three who met may have met apart as well: only more people of the same sides are no other meeting.
    of_same_sides = len(fewer.people) >= 2 and fewer.sides == more.sides
    return PART if of_same_sides and _among(fewer.people, more.people) else 0


def _among(some: Sequence[Who], all_: Sequence[Who]) -> bool:
    """Whether each of `some` is another of `all_`."""
    left = list(all_)
    for one in some:
        found = next((other for other in left if one.iri == other.iri), None) or next(
            (other for other in left if one_in_a_report(one, other)), None
        )
        if found is None:
            return False
        left.remove(found)
    return True
