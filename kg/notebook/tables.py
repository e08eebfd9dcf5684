"""Things -> tables, one column for each question a reader asks first."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from kg.notebook.table import Table
from kg.notebook.things import Agreement, Hop, Meeting, Participant, Position, Principle, Statement


def meetings(things: Iterable[Meeting]) -> Table[Meeting]:
    """The earliest first, those without a date last."""
    columns = ("start", "end", "precision", "kind", "status", "participants", "place", "reports", "quote")
    ordered = sorted(things, key=lambda m: (m.start or date.max, m.iri))
    return Table.of(
        columns,
        [
            (m, (m.start, m.end, m.precision, m.kind, m.status, _names(m.participants), m.place, m.reports, m.quote))
            for m in ordered
        ],
    )


def agreements(things: Iterable[Agreement]) -> Table[Agreement]:
    columns = ("label", "kind", "stage", "level", "parties", "start", "quote")
    ordered = sorted(things, key=lambda a: (a.start or date.max, a.labels, a.iri))
    return Table.of(
        columns,
        [(a, (" / ".join(a.labels), a.kind, a.stage, a.level, _names(a.parties), a.start, a.quote)) for a in ordered],
    )


def statements(things: Iterable[Statement]) -> Table[Statement]:
    columns = ("published", "speakers", "on_behalf_of", "act", "stance", "addressees", "quote")
    return Table.of(
        columns,
        [
            (
                s,
                (
                    _published(s),
                    _names(s.speakers),
                    _names(s.on_behalf_of),
                    s.act,
                    s.stance,
                    _names(s.addressees),
                    s.quote,
                ),
            )
            for s in sorted(things, key=_told)
        ],
    )


def principles(things: Iterable[Principle]) -> Table[Principle]:
    columns = ("published", "principle", "speakers", "on_behalf_of", "verb", "stance", "quote")
    return Table.of(
        columns,
        [
            (p, (_published(p), p.label, _names(p.speakers), _names(p.on_behalf_of), p.verb, p.stance, p.quote))
            for p in sorted(things, key=_told)
        ],
    )


def positions(things: Iterable[Position]) -> Table[Position]:
    columns = ("holder", "office", "of", "published", "quote")
    ordered = sorted(things, key=lambda p: (p.holder.label, p.office, p.iri))
    return Table.of(columns, [(p, (p.holder.label, p.office, p.of, _published(p), p.quote)) for p in ordered])


def hops(things: Iterable[Hop]) -> Table[Hop]:
    columns = ("source", "target", "kind", "start", "quote")
    return Table.of(columns, [(h, (h.source.label, h.target.label, h.kind, h.start, h.quote)) for h in things])


def _names(participants: Iterable[Participant]) -> str:
    return ", ".join(map(str, participants))


def _published(thing: Statement | Principle | Position) -> date | None:
    return thing.evidence[0].published if thing.evidence else None


def _told(thing: Statement | Principle) -> tuple[date, str, int, str]:
    """In the order of telling: day of the article, article, place in it."""
    first = thing.evidence[0] if thing.evidence else None
    return (_published(thing) or date.max, first.article if first else "", first.begin if first else 0, thing.iri)
