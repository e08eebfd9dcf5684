"""What visits tell of the contacts that their guests had on them, and those of the visits: places, days, status."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.cast import Cast
from kg.facts.drafts import NEWS, Draft
from kg.model import When

# "during his visit", "as part of a visit": not what somebody visited, which may have been any day.
_FRAMES = re.compile(r"visit\.(?:acting|pronoun|on)$")
# As many sentences after a visit tell of whom the guest met on it.
_SAME_VISIT = 4
# "met Kamau before she heads to Lima": not where they met.
_ONWARD = re.compile(
    r"\b(?:before|prior to) (?:(?:[a-z]+ )?[a-z]+ing|(?:he|she|they|[A-Z]\w+) (?:[a-z]+ )?(?:heads?|fl(?:ies|y)|flew"
    r"|travel|goes|leaves?|left|headed|went|visit))\b"
)


def place(cast: Cast, draft: Draft, drafts: Sequence[Draft]) -> tuple[str | None, str | None]:
    """The town and the state that one of those who met was visiting then, by the same sentence.

    By a sentence before too, where somebody of the state visited was met.
    """
    served = {a.key for a in cast.behalf(draft.actors)}
    for visit in reversed(drafts):
        near = visit.sentence == draft.sentence or 0 < draft.sentence - visit.sentence <= _SAME_VISIT
        if visit.kind != "visit" or not near or not {a for a in visit.actors if a.kind == "person"} & set(draft.actors):
            continue
        if visit.sentence == draft.sentence and _ONWARD.search(cast.document.view, draft.begin, draft.end):
            continue
        at_home = visit.sentence == draft.sentence or visit.country in served
        if at_home and visit.took_place == draft.took_place and not _parted(visit.when, draft.when):
            return visit.city, visit.country
    return None, None


def date(cast: Cast, draft: Draft, drafts: Sequence[Draft]) -> None:
    """The days and the state of a visit that was over when the article came out, for the talks held on it."""
    today = cast.today or cast.published
    if draft.when or today is None or draft.kind not in ("meeting", "talks"):
        return
    for visit in drafts:
        days = visit.when if visit.kind == "visit" and visit.status == "held" and visit.stated else None
        guests = [a for a in visit.actors if a.kind == "person"]
        there = draft.country in (None, visit.country) and set(guests) & set(draft.actors)
        if days and days.precision == "day" and days.end < today.start and there:
            if (today.start - days.end).days < NEWS:
                draft.when, draft.country = days, visit.country
            return


def go_on(cast: Cast, kept: Sequence[Draft]) -> None:
    """Give visits that frame what their guests did on the article's day that day: they go on."""
    for visit in kept:
        if visit.kind == "visit" and visit.when is None and visit.status == "held" and _FRAMES.match(visit.rule):
            _goes_on(cast, visit, kept)


def _goes_on(cast: Cast, visit: Draft, kept: Sequence[Draft]) -> None:
    """The day and status of a visit that frames what its guest did there on the article's day: it goes on."""
    today = cast.today or cast.published
    guests = {a for a in visit.actors if a.kind == "person"}
    for draft in kept:
        served = {a.key for a in cast.behalf(draft.actors)}
        at_home = draft.country == visit.country or draft.country is None and visit.country in served
        there = draft.kind not in ("visit", "phone-call", "video-call") and at_home and guests & set(draft.actors)
        if there and today and draft.when and draft.took_place and draft.when.start == today.start:
            visit.when, visit.status = today, "ongoing"
            return


def _parted(a: When | None, b: When | None) -> bool:
    """Whether two runs of days have none in common."""
    return bool(a and b and (a.start > b.end or b.start > a.end))
