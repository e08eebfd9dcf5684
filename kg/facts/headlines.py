"""Which contact, told before, a headline sums up or a sentence takes for known: "the talks", "their meeting"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kg.cast import Cast
from kg.facts.drafts import NEWS, Draft
from kg.facts.kinds import alike

# These name a contact by a noun that somebody has just spoken of.
_NOUNS = frozenset(("talks.theirs", "noun.own", "noun.whose"))


def told_before(cast: Cast, draft: Draft, kept: Sequence[Draft]) -> Draft | None:
    """The contact told before that a headline sums up, or that a sentence takes for known."""
    if draft.stated or not (draft.again or draft.part == "title"):
        return None
    sides = set(cast.behalf(draft.actors))
    base = cast.today or cast.published
    today = base.end if base else None
    fitting = [
        k for k in kept if _fits(draft, k, today) and sides == set(cast.behalf(k.actors)) and not _apart(draft, k)
    ]
    if draft.part != "title":
        return next(reversed(fitting), None)
    headed = (k for k in (*fitting, *_by_other_means(cast, draft, kept)) if may_head(cast, draft, k))
    return next(headed, None)


def _by_other_means(cast: Cast, title: Draft, kept: Sequence[Draft]) -> list[Draft]:
    """The calls of the article's day that a headline may call talks: "Talks with Kamau", of a videoconference."""
    today, sides = cast.today or cast.published, set(cast.behalf(title.actors))
    return [
        k
        for k in kept
        if title.kind in ("meeting", "talks")
        and k.kind in ("phone-call", "video-call")
        and title.status == k.status
        and (k.when is None or today is None or k.when.end == today.end)
        and sides == set(cast.behalf(k.actors))
        and not _apart(title, k)
    ]


def _fits(draft: Draft, told: Draft, today: date | None) -> bool:
    """Whether a contact may be the one told before by its kind and by whether it took place."""
    spoken = {"meeting", "talks", "consultation", "phone-call", "video-call"}
    kinds = {draft.kind, told.kind}
    fitting = alike(draft.kind, told.kind) or (draft.again and not draft.city and kinds <= spoken)
    states = {draft.status, told.status}
    if draft.again and draft.kind == told.kind == "visit":
        return True  # "his visit comes as …" says nothing of whether it has begun
    # "Berg to visit Kenya" heads the report of a visit that has begun by its days.
    begun = states == {"planned", "ongoing"} and draft.part == "title" and draft.kind == "visit"
    # "Berg to meet Kamau" still heads the report once they have met that day.
    met = states == {"planned", "held"} and draft.part == "title" and told.when and told.when.end == today
    alike_states = len(states) == 1 or states == {"held", "ongoing"} or "cancelled" in states
    return fitting and bool(alike_states or begun or met)


def _apart(a: Draft, b: Draft) -> bool:
    """Whether persons or places of two contacts tell them apart."""
    people = [{x for x in d.actors if x.kind == "person"} for d in (a, b)]
    elsewhere = a.city and b.city and a.city != b.city or a.country and b.country and a.country != b.country
    named = people[0] & people[1] if "title" in (a.part, b.part) else people[0] <= people[1] or people[1] <= people[0]
    return bool(elsewhere or all(people) and not named)


def named_all(title: Draft, kept: Sequence[Draft]) -> bool:
    """Whether the contacts of the text name everybody whom a headline names."""
    return set(title.actors) <= {a for draft in kept for a in draft.actors}


def may_head(cast: Cast, draft: Draft, told: Draft) -> bool:
    """Whether a contact is news on the article's day, where the other one is a headline's without a day."""
    today = cast.today or cast.published
    if draft.part != "title" or draft.stated or told.when is None or today is None:
        return True
    # "The two followed up on their call last week": of that no headline is.
    before = told.rule in _NOUNS and told.when.precision != "day" and told.when.end < today.start
    return not before and abs((told.when.end - today.end).days) < NEWS
