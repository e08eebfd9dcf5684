"""Which reports tell of one event. Reports that do not surely fit together stay apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

SAME_KIND = (
    frozenset({"meeting", "talks", "consultation"}),
    frozenset({"phone-call", "video-call"}),
    frozenset({"summit", "conference"}),
    frozenset({"visit"}),
    frozenset({"signing"}),
)
_NOT_IN_PERSON = frozenset({"phone-call", "video-call", "visit"})
_SAME_PARTICIPANTS = "same day, same sort of contact, same participants"
_WITHIN = "same day, same sort of contact, persons of one report among those of the other"


@dataclass(frozen=True, kw_only=True)
class Report:
    """One article's node of an event. All values are IRIs or notations; "" where the article does not say."""

    iri: str
    kind: str
    status: str
    published: str
    start: str
    end: str
    precision: str
    city: str
    country: str
    participants: frozenset[str]
    venues: frozenset[str]

    @property
    def persons(self) -> frozenset[str]:
        return frozenset(actor for actor in self.participants if "/person/" in actor)

    @property
    def happened(self) -> bool:
        return self.status in ("held", "ongoing")

    @property
    def rank(self) -> tuple[str, str]:
        """Reports in the order of publication, ties by IRI; one of unknown date comes before all others."""
        return self.published, self.iri


@dataclass(frozen=True, kw_only=True)
class Event:
    """The reports of one event by publication, and what holds after all of them: the latest word wins."""

    reports: tuple[Report, ...]
    reason: str = ""

    @property
    def lead(self) -> Report:
        """The report that came first and so keeps the event's IRI when others join."""
        return self.reports[0]

    @property
    def latest(self) -> Report:
        return self.reports[-1]

    @property
    def participants(self) -> frozenset[str]:
        """Who took part, or is to. Of a contact that was held, only reports that say so count: plans change."""
        told = [report for report in self.reports if report.happened == self.latest.happened]
        return frozenset(actor for report in told for actor in report.participants)

    @property
    def dates(self) -> Report:
        """The report whose dates hold: all of an event's have one start day, the latest knows the end best."""
        return self.latest

    @property
    def place(self) -> Report:
        """The latest of the reports that say most about the place."""
        return max(reversed(self.reports), key=lambda report: bool(report.city) + bool(report.country))

    @property
    def in_person(self) -> bool:
        return self.latest.kind not in _NOT_IN_PERSON


def merge(reports: Iterable[Report]) -> Iterator[Event]:
    """Each report in exactly one event.

    Reports are of one event when they are of one sort of contact, start on one known day, name no two countries,
    and have the same participants, or the persons of one, at least two, are among those of the other. A report
    that fits several events that do not fit each other stays alone.
    """
    alone, by_day = [], defaultdict(list)
    for report in reports:
        if report.precision == "day" and report.participants:
            by_day[report.start, _sort(report.kind)].append(report)
        else:
            alone.append(report)
    for report in alone:
        yield Event(reports=(report,))
    for together in by_day.values():
        yield from _events(together)


def _sort(kind: str) -> int:
    """Which sort of contact a kind belongs to; -1 for one that stands by itself."""
    return next((number for number, kinds in enumerate(SAME_KIND) if kind in kinds), -1)


def _events(reports: list[Report]) -> Iterator[Event]:
    """Reports of one day and sort: those that name most come first, each further one joins where it fits."""
    groups: list[list[Report]] = []
    for report in sorted(reports, key=lambda one: (-len(one.persons), -len(one.participants), one.iri)):
        fitting = [group for group in groups if all(_one_event(report, other) for other in group)]
        same = [group for group in fitting if any(report.participants == other.participants for other in group)]
        if len(same) == 1:
            same[0].append(report)
        elif len(fitting) == 1:
            fitting[0].append(report)
        else:
            groups.append([report])
    for group in groups:
        equal = len({report.participants for report in group}) == 1
        yield Event(
            reports=tuple(sorted(group, key=lambda report: report.rank)),
            reason=_SAME_PARTICIPANTS if equal else _WITHIN,
        )


def _one_event(a: Report, b: Report) -> bool:
    if a.country and b.country and a.country != b.country:
        return False
    if a.participants == b.participants:
        return True
    fewer, more = sorted((a.persons, b.persons), key=len)
    return len(fewer) >= 2 and fewer <= more
