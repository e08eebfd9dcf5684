"""Several contacts in one frame, and one contact told in two: what a sentence tells once and what it tells apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.cast import Cast
from kg.facts.drafts import Draft, put
from kg.facts.found import Match
from kg.facts.sides import state_at
from kg.facts.skeleton import Skeleton
from kg.facts.slots import dates_in
from kg.model import Actor

# Words by which one verb tells of as many contacts as it has guests.
_SEVERALLY = re.compile(r"\b(?:separate(?:ly)?|respectively|in turn|also|bilateral meetings|one after the other)\b")
_TOGETHER = re.compile(r"\b(?:(?:tri|quadri|multi)lateral(?:ly)?|(?:three|four)-way|jointly|together|alongside)\b")
_AND_WITH = re.compile(r",? (?:and|as well as) with ")
_ONE_BY_ONE = ("meet.", "hold.", "receive", "courtesy-call", "speak.", "noun.of-subject", "occasion.with", "travel.")


def only_named(cast: Cast, draft: Draft, told: Sequence[Draft]) -> bool:
    """Whether a draft only names the meeting of another: "X of Norway met Y of Kenya for the Norway-Kenya Dialogue"."""
    sides = set(draft.actors)
    return draft.rule == "event.hyphened" and any(
        other.rule != draft.rule
        and other.kind != "visit"
        and not other.skipped
        and sides == set(cast.behalf(other.actors))
        for other in told
    )


def apart(skeleton: Skeleton, draft: Draft, found: Match) -> list[Draft]:
    """ "held separate talks with A and B", "visits by A and B": one contact each."""
    people = [a for a in draft.actors if a.kind == "person"]
    rest = tuple(a for a in draft.actors if a.kind != "person")
    if draft.kind == "visit" and people and (len(people) > 1 or len(rest) > 1):
        guests = [g for g in people if g.country not in {r.key for r in rest}] or people
        if len(rest) > 1:
            return [replace(draft, actors=(g, to), country=to.key or None) for g in guests for to in rest] or [draft]
        return [replace(draft, actors=(guest, *rest)) for guest in guests] if rest else [draft]
    if draft.kind == "visit" and not people and len(rest) > 2:  # "a Kenyan delegation toured Norway and Peru"
        return [replace(draft, actors=(rest[0], to), country=to.key or None) for to in rest[1:]]
    if len(rows := _rows(skeleton, draft, found)) > 1:
        return rows
    around = found.string[found.start() : found.end() + 40]
    if draft.rule.startswith(_ONE_BY_ONE) and _SEVERALLY.search(around) and not _TOGETHER.search(around):
        return [replace(draft, actors=(people[0], *guests)) for guests in _guests(draft, people)] or [draft]
    return [draft]


def _rows(skeleton: Skeleton, draft: Draft, found: Match) -> list[Draft]:
    """ "held talks with A, as well as with B": one contact each."""
    rows = _AND_WITH.split(found.groupdict().get("b") or "")
    guests = [tuple(a for r in skeleton.named(row) for a in r.actors if a in draft.actors) for row in rows]
    if len(rows) < 2 or not all(guests) or _TOGETHER.search(found[0]):
        return []
    hosts = tuple(a for a in draft.actors if not any(a in row for row in guests))
    return [replace(draft, actors=(*hosts, *row)) for row in guests]


def _guests(draft: Draft, people: Sequence[Actor]) -> list[tuple[Actor, ...]]:
    """Whom somebody met one after the other, those of each state apart; empty where the first is not alone."""
    if len(people) < 3 or draft.skipped or len(people) < len(draft.actors):
        return []
    sides: dict[str, list[Actor]] = {}
    for actor in people[1:]:
        sides.setdefault(actor.country or actor.name, []).append(actor)
    return [] if people[0].country in sides or len(sides) < 2 else [tuple(guests) for guests in sides.values()]


# The adverbials that tell those whom somebody met one after the other from each other.
_PARTS = ("place", "date", "country", "venue")


def by_adverbials(cast: Cast, skeleton: Skeleton, found: Match, draft: Draft) -> list[Draft]:
    """ "met A in Lima on Monday and B in Quito on Tuesday": one contact a row of guests with its own place or day.

    The draft alone, as it was read, where no adverbial parts the guests from each other.
    """
    called = "a" if draft.rule == "courtesy-call" else "b"
    if draft.skipped or draft.kind == "visit" or not found.groupdict().get(called):
        return [draft]
    begin, end = found.span(called)
    cuts = sorted({a.at for a in skeleton.adjuncts if begin < a.at <= end and a.kind in _PARTS})
    if not any(cut < end for cut in cuts):
        return [draft]
    hosts = tuple(a for a in draft.actors if a not in _named(skeleton, begin, end))
    told, dated = [], any(dates_in(skeleton, cut, cut) for cut in cuts)
    for first, last in zip((begin, *cuts), (*cuts, end), strict=False):
        guests = tuple(a for a in _named(skeleton, first, last) if a in draft.actors)
        if guests:
            dates = dates_in(skeleton, last, last)
            when = draft.when if not dated else None
            when = dates[0][1].resolve("past" if draft.status == "held" else "future") if dates else when
            one = replace(
                draft, actors=(*hosts, *guests), city=None, country=None, venues=(), when=when, stated=when is not None
            )
            put(cast, skeleton, one, last, last, last)
            told.append(one)
    return told if len(told) > 1 else [draft]


_AND_ON = re.compile(
    r"(?:,? (?:and |then |later )+|, |(?P<then>,? before (?:also |then )?visiting ))(?:to |on to )?(?:the )?"
    r"(?P<where>[\ue002\ue006].)(?!'|\w)"
)


def journey(cast: Cast, skeleton: Skeleton, end: int, draft: Draft) -> list[Draft]:
    """A visit and the further ones of the same journey: "will travel to Lima, Quito and Nairobi"."""
    told = [draft]
    while not draft.skipped and (found := _AND_ON.match(skeleton.text, end)):
        ref = skeleton.named(found["where"])[0]
        state = state_at(cast, ref.mention.key) if ref.type == "place" else ref.actors
        guests = tuple(a for a in draft.actors if a.kind == "person")
        if not state or not guests or state[0].key in {a.country for a in guests}:
            break
        city = cast.document.view[ref.begin : ref.end] if ref.type == "place" else None
        one = replace(told[-1], actors=(*guests, *state), city=city, country=state[0].key)
        told.append(replace(one, when=None, stated=False) if found["then"] else one)
        end = found.end()
    return told


def stops_from(found: Match) -> int:
    """Where the destination of a journey ends, behind which further ones stand: "a visit to Lima[, Quito] by Berg"."""
    groups = found.groupdict()
    there = max((found.end(slot) for slot in ("b", "p") if groups.get(slot)), default=found.end())
    return there if groups.get("a") and there <= found.start("a") else found.end()


def _named(skeleton: Skeleton, begin: int, end: int) -> list[Actor]:
    return [a for r in skeleton.named(skeleton.text[begin:end]) for a in r.actors]
