"""Answers of the queries article-meetings, article-statements, article-agreements -> what is right in each variant.

A row is a mapping of column to value, unbound columns missing or None. Strict on purpose: a contact too many spoils
the participants, a sentence given to somebody else the speakers, another grade of partnership the partnership.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tests.variants.generate import Contact, Said, Variant

Row = Mapping[str, str | None]
SLOTS = ("participants", "date", "city", "status", "speakers", "partnership")


@dataclass(frozen=True, kw_only=True)
class Failure:
    article: str
    slot: str
    expected: str
    found: str


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """Shares right lie in [0, 1]: a slot's over the variants; `overall` over variants and slots, `whole` of variants
    with all slots right, `second` of the contacts told in passing."""

    slots: Mapping[str, float]
    overall: float
    whole: float
    second: float
    failures: tuple[Failure, ...]


@dataclass(frozen=True, kw_only=True)
class Found:
    """A contact of the graph, put together from its rows."""

    participants: frozenset[str]
    start: str
    city: str
    status: str
    kind: str


def fold(text: str | None) -> str:
    bare = "".join(c for c in unicodedata.normalize("NFKD", text or "") if not unicodedata.combining(c))
    return " ".join(re.findall(r"[a-z0-9]+", bare.casefold()))


def _of(article: str | None, rows: Iterable[Row]) -> list[Row]:
    return [row for row in rows if row.get("article") == article]


def _contacts(rows: Sequence[Row]) -> list[Found]:
    grouped: dict[str, list[Row]] = {}
    for row in rows:
        grouped.setdefault(row.get("meeting") or "", []).append(row)
    return [
        Found(
            participants=frozenset(fold(row.get("participant")) for row in group if row.get("participant")),
            start=group[0].get("start") or "",
            city=fold(group[0].get("city")),
            status=group[0].get("status") or "",
            kind=group[0].get("kind") or "",
        )
        for group in grouped.values()
    ]


def _nearest(wanted: Contact, found: Sequence[Found]) -> Found | None:
    """The contact that shares most with the wanted one; None where none shares a participant, the day or the city."""
    who = frozenset(map(fold, wanted.participants))

    def shared(one: Found) -> tuple[int, int]:
        same = (one.start == wanted.start, one.city == fold(wanted.city), bool(who & one.participants))
        return sum(same), len(who & one.participants) - len(one.participants - who)

    best = max(found, key=shared, default=None)
    return best if best and shared(best)[0] else None


def _same(wanted: Contact, found: Found | None) -> bool:
    if found is None:
        return False
    who = frozenset(map(fold, wanted.participants))
    return (found.participants, found.start, found.city) == (who, wanted.start, fold(wanted.city))


def _said(wanted: Said, rows: Sequence[Row]) -> bool:
    """Whether the words lie in a statement of their speaker, for the right state, and in nobody else's."""
    over = [row for row in rows if fold(wanted.words) in fold(row.get("quote"))]
    return bool(over) and all(
        fold(row.get("speaker")) == fold(wanted.speaker) and row.get("onBehalfOf") == wanted.on_behalf for row in over
    )


def _grade(label: str | None) -> list[str]:
    """The graded words before "partnership": "their strategic partnership" has the grade of "strategic partnership"."""
    before = fold(label).partition("partnership")[0]
    graded = "all weather enhanced comprehensive strategic cooperative special".split()
    return [word for word in before.split() if word in graded]


def _partnership(variant: Variant, rows: Sequence[Row]) -> bool:
    """Whether all partnerships of the article are the one, and its parties the two states."""
    rows = [row for row in rows if row.get("kind") == "partnership"]
    grades = all(_grade(row.get("label")) == _grade(variant.partnership) for row in rows)
    parties = {row.get("party") for row in rows} - {None}
    return bool(rows) and grades and parties == set(variant.parties)


def _judged(variant: Variant, meetings: list[Row], statements: list[Row], agreements: list[Row]) -> list[Failure]:
    contacts = _contacts(meetings)
    main = _nearest(variant.contact, contacts)
    rest = [contact for contact in contacts if contact is not main]
    second = _nearest(variant.second, rest) if variant.second else None
    invented = [contact for contact in rest if contact is not second and contact.kind != "visit"]
    wanted = variant.contact
    unsaid = [said for said in variant.said if not _said(said, statements)]
    who = frozenset(map(fold, wanted.participants))
    right = {
        "participants": main is not None and main.participants == who and not invented,
        "date": main is not None and main.start == wanted.start,
        "city": main is not None and main.city == fold(wanted.city),
        "status": main is not None and main.status == wanted.status,
        "speakers": not unsaid,
        "partnership": _partnership(variant, agreements),
        "second": variant.second is None or _same(variant.second, second),
    }
    told = {
        "speakers": (unsaid, [(row.get("speaker"), row.get("quote")) for row in statements]),
        "partnership": (
            (variant.partnership, variant.parties),
            [(r.get("kind"), r.get("label"), r.get("party")) for r in agreements],
        ),
        "second": (variant.second, second),
    }
    name = variant.article["id"] or ""
    return [
        Failure(article=name, slot=slot, expected=str(pair[0]), found=str(pair[1]))
        for slot, good in right.items()
        if not good
        for pair in [told.get(slot, (wanted, contacts))]
    ]


def judge(
    made: Sequence[Variant], meetings: Sequence[Row], statements: Sequence[Row], agreements: Sequence[Row]
) -> Verdict:
    failures: list[Failure] = []
    for variant in made:
        name = variant.article["id"]
        failures += _judged(variant, _of(name, meetings), _of(name, statements), _of(name, agreements))
    wrong = {slot: sum(failure.slot == slot for failure in failures) for slot in (*SLOTS, "second")}
    spoilt = {failure.article for failure in failures if failure.slot in SLOTS}
    passing = sum(variant.second is not None for variant in made)
    return Verdict(
        slots={slot: 1 - wrong[slot] / len(made) for slot in SLOTS},
        overall=1 - sum(wrong[slot] for slot in SLOTS) / (len(made) * len(SLOTS)),
        whole=1 - len(spoilt) / len(made),
        second=1 - wrong["second"] / passing,
        failures=tuple(failures),
    )
