"""Document + Cast -> meetings: one for each real contact, told once or many times."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.cast import Cast
from kg.facts import contacts
from kg.facts.drafts import Draft
from kg.facts.skeleton import Skeleton
from kg.facts.subjects import Subject, subject_after
from kg.model import Actor, Fact, Meeting, Participation, Skipped, When

_GROUPS = (
    {"meeting", "talks", "consultation", "summit"},
    {"phone-call", "video-call"},
    {"conference", "summit"},
    {"visit"},
    {"signing"},
)
_JOURNEY = re.compile(r"\b(?:trip|visit|journey|tour)\b")
ATTENDED = re.compile(
    r"^(?:In particular, |Among others, )?(?P<a>(?:[\ue000][\ue100-\uf8ff](?:,? and |, |,? as well as )?)+)"
    r"(?:,? among others,?)? (?:also |were |was |will |will also )?(?:take part in|attend|attended"
    r"|present at|took part in|participated in|joined) (?:the |these )?(?:meeting|talks|activities|event)"
    r"|^\ue002[\ue100-\uf8ff] (?:also )?(?:included|comprised|consisted of|was represented by) (?P<c>.{2,400})"
    r"|(?:[\ue001\ue002][\ue100-\uf8ff]|[Dd]iscussions|[Cc]onsultations|[Tt]alks|[Mm]eeting) (?:were|was) "
    r"(?:(?:co-)?chaired|headed|led|represented) (?:jointly )?(?:(?:on|from|for) (?:the )?\ue002[\ue100-\uf8ff] )?"
    r"by (?P<d>.{2,400})"
    r"|(?:[Tt]aking part in the (?:meeting|talks) (?:were|was)|delegation included|(?:meeting|talks) (?:was"
    r"|were) attended by|accompanied by) (?P<b>.{2,400})"
)


def find(cast: Cast, skeletons: Sequence[Skeleton]) -> Iterator[Fact | Skipped]:
    """The meetings of an article, in the order of their first words. Settles `cast.principals` on the way."""
    drafts: list[Draft] = []
    subject = Subject()
    settled = False
    cast.principals = _fallback(cast)
    for number, skeleton in enumerate(skeletons):
        if skeleton.sentence.kind in ("label", "placeline"):
            continue
        refs = cast.within(skeleton.sentence.begin, skeleton.sentence.end)
        if skeleton.sentence.turn:
            labelled = [
                r.actors
                for r in cast.within(skeleton.sentence.turn[0], skeleton.sentence.turn[1] + 1)
                if r.type == "person"
            ]
            subject = Subject(labelled[-1] if labelled else (), subject.many)
        for draft in contacts.find(cast, skeleton, number, subject):
            if draft.skipped:
                span = cast.document.span(draft.begin, draft.end)
                yield Skipped(span=span, rule=draft.rule, reason=draft.skipped)
                continue
            if _settles(cast, draft, settled):
                cast.principals, settled = draft.actors, True
            drafts.append(draft)
            cast.met = True
            if _is_news(cast, draft):
                cast.pairs[skeleton.sentence.begin] = tuple(a for a in draft.actors if a.kind == "person")
        subject = subject_after(cast, refs, subject)
    merged = _merge(cast, drafts)
    _attendance(cast, skeletons, merged)
    for draft in merged:
        yield _meeting(cast, draft)


def _settles(cast: Cast, draft: Draft, settled: bool) -> bool:
    """Whether a contact names the sides of the article: the first of two or more persons or states.

    Where a headline named states, the persons who meet for them in the text take their place.
    """
    persons = [a for a in draft.actors if a.kind == "person"]
    if draft.kind == "visit" or draft.rule.startswith(("summit.", "event.")):
        return False
    if not settled:
        return len(persons) + sum(a.kind == "state" for a in draft.actors) > 1
    named = all(a.kind == "state" for a in cast.principals)
    return named and len(persons) > 1 and set(cast.behalf(persons)) == set(cast.principals)


def _is_news(cast: Cast, draft: Draft) -> bool:
    """Whether a sentence tells that persons met just now, so that "the two" after it are they."""
    if draft.status not in ("held", "ongoing") or draft.kind == "visit" or draft.rule.startswith(("summit.", "event.")):
        return False
    day = cast.today or cast.published
    recent = draft.when is None or day is None or abs((draft.when.end - day.end).days) <= 3
    return recent and sum(a.kind == "person" for a in draft.actors) > 1


def _fallback(cast: Cast) -> tuple[Actor, ...]:
    """The first two persons of different states, else the first two states, where no contact names a pair."""
    people: list[Actor] = []
    for actor, _ in sorted(cast.figures.items(), key=lambda item: item[1].first):
        if actor.country and all(p.country != actor.country for p in people):
            people.append(actor)
    if len(people) >= 2:
        return tuple(people[:2])
    states = [r.actors[0] for r in cast.refs if r.type in ("state", "adjective")]
    return tuple(dict.fromkeys(states))[:2]


def _merge(cast: Cast, drafts: Sequence[Draft]) -> list[Draft]:
    """One draft a contact: the headline's, the caption's and the body's become one."""
    drafts = [draft for draft in drafts if not draft.implied or not _told_elsewhere(cast, draft, drafts)]
    for draft in drafts:
        hosted = next(
            (
                v
                for v in drafts
                if v.kind == "visit" and v.sentence == draft.sentence and set(v.actors) & set(draft.actors)
            ),
            None,
        )
        if hosted is not None and draft.kind in ("meeting", "talks") and draft.country is None and draft.city is None:
            draft.country = hosted.country
    main = next(
        (
            d
            for d in drafts
            if d.kind != "visit"
            and not d.rule.startswith(("summit.", "event."))
            and d.part in ("body", "turn", "attribution")
        ),
        None,
    )
    for draft in drafts:
        draft.when = draft.when or _journey(draft, drafts)
        _default(cast, draft, draft is main)
    for draft in drafts:
        if main and draft.kind == "signing" and not draft.stated and set(draft.actors) & set(main.actors):
            draft.when, draft.city, draft.country = main.when, draft.city or main.city, draft.country or main.country
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: (d.part == "title", d.sentence, d.begin)):
        same = next((k for k in kept if _same(k, draft)), None)
        if same is None:
            kept.append(draft)
        else:
            _join(same, draft)
    for draft in kept:
        _default(cast, draft, draft.part in ("title", "caption"))
    return kept


def _journey(draft: Draft, drafts: Sequence[Draft]) -> When | None:
    """The day of an implied contact on which one of the sides came before: "X came on Tuesday. They reviewed …"."""
    if not draft.implied:
        return None
    return next(
        (
            v.when
            for v in reversed(drafts)
            if v.kind == "visit" and v.sentence < draft.sentence and v.status == "held" and v.when
            if v.when.precision == "day" and v.when.start == v.when.end and set(v.actors) & set(draft.actors)
        ),
        None,
    )


def _told_elsewhere(cast: Cast, implied: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether a contact that others only imply is told of in its own words: one of the same sides that took place."""
    sides = set(cast.behalf(implied.actors))
    return any(
        draft is not implied
        and draft.kind != "visit"
        and draft.status in ("held", "ongoing")
        and (not draft.implied or draft.begin < implied.begin)
        and (draft.stated or draft.city or any(a.kind == "person" for a in draft.actors))
        and sides <= set(cast.behalf(draft.actors))
        for draft in drafts
    )


def _default(cast: Cast, draft: Draft, main: bool) -> None:
    """The day and place of the article's own contact, where its sentence gives none."""
    if not main or draft.status not in ("held", "ongoing"):
        return
    if draft.when is None:
        draft.when = cast.today or cast.published
    if draft.kind in ("phone-call", "video-call", "visit"):
        return
    if draft.city is None and (draft.country is None or draft.country == cast.here[1]) and not _elsewhere(draft):
        draft.city, draft.country = cast.here


def _elsewhere(draft: Draft) -> bool:
    return draft.stated and draft.when is not None and draft.when.precision != "day"


def _same(a: Draft, b: Draft) -> bool:
    if not any(a.kind in group and b.kind in group for group in _GROUPS):
        return False
    x, y = set(a.actors), set(b.actors)
    bodies = [{m for m in actors if m.kind == "organization"} for actors in (x, y)]
    if a.rule.startswith("summit.") or b.rule.startswith("summit."):
        named = "summit.named" in (a.rule, b.rule) and a.rule != b.rule  # "the summit": the one told of by its name
        if named and a.when and b.when and x & y:
            return a.when.start <= b.when.end and b.when.start <= a.when.end
        if bodies[0] != bodies[1] or not bodies[0] or a.city and b.city and a.city != b.city:
            return False
        return not (
            a.when
            and b.when
            and abs((a.when.start - b.when.start).days) > 3
            and (a.when.start > b.when.end or b.when.start > a.when.end)
        )
    small, large = sorted((x, y), key=len)
    if small < large and a.sentence != b.sentence and (a.bilateral if len(x) < len(y) else b.bilateral):
        return False  # two of those who met as three or more had a meeting of their own
    if not (small <= large or len(x & y) >= 2) or (a.kind == "visit" and x != y):
        return False
    if a.city and b.city and a.city != b.city:
        return False
    if a.when and b.when:
        if a.when.start > b.when.end or b.when.start > a.when.end:
            return False
    elif b.stated or (b.city and a.city is None) or (a.stated and a.when is None and b.when is not None):
        return False
    return a.status == b.status or {a.status, b.status} == {"held", "ongoing"} or "cancelled" in (a.status, b.status)


def _join(kept: Draft, other: Draft) -> None:
    kept.more.append(other)
    kept.actors = tuple(dict.fromkeys((*kept.actors, *other.actors)))
    kept.host = kept.host or other.host
    if (
        kept.rule.startswith("summit.")
        and kept.when
        and other.when
        and kept.when.precision == other.when.precision == "day"
    ):
        kept.when = replace(
            kept.when, start=min(kept.when.start, other.when.start), end=max(kept.when.end, other.when.end)
        )
    if kept.when is None or (
        other.when and other.stated and other.when.precision == "day" and kept.when.precision != "day"
    ):
        kept.when = other.when or kept.when
    if kept.city is None and other.city:
        kept.city, kept.country = other.city, other.country
    kept.country = kept.country or other.country
    kept.venues = tuple(dict.fromkeys((*kept.venues, *other.venues)))
    kept.sidelines = kept.sidelines or other.sidelines
    if other.status == "cancelled":
        kept.status = "cancelled"
    if kept.kind == "meeting" and other.kind in ("talks", "summit") and other.part != "title":
        kept.kind = other.kind


def _attendance(cast: Cast, skeletons: Sequence[Skeleton], merged: list[Draft]) -> None:
    """Those who "attended the talks" take part in the article's main contact."""
    own = [d for d in merged if d.kind not in ("visit", "phone-call") and d.status != "cancelled"]
    main = next((d for d in own if d.status in ("held", "ongoing")), own[0] if own else None)
    if main is None:
        return
    for skeleton in skeletons:
        if not skeleton.may["attended"]:
            continue
        for found in ATTENDED.finditer(skeleton.text):
            if "accompanied by" in found[0] and _JOURNEY.search(skeleton.text):
                continue  # on the journey, not at the meeting
            people = [
                a
                for ref in skeleton.named(found["a"] or found["b"] or found["c"] or found["d"])
                if ref.type == "person"
                for a in ref.actors
            ]
            served = set(cast.behalf(people))
            stay = [a for a in main.actors if a.kind != "state" or a not in served]
            main.actors = tuple(dict.fromkeys((*stay, *people)))


def _meeting(cast: Cast, draft: Draft) -> Meeting:
    evidence = {cast.document.span(d.begin, d.end): None for d in (draft, *draft.more)}
    spans = sorted(evidence, key=lambda s: (s.part != "text", s.begin))[:4]
    roles = [
        Participation(
            actor=a, role="host" if a in draft.host else "guest" if draft.host and a.kind == "person" else "participant"
        )
        for a in draft.actors
    ]
    return Meeting(
        evidence=tuple(spans), rule=draft.rule, kind=draft.kind, status=draft.status, participants=tuple(roles),
        when=draft.when, city=draft.city, country=draft.country, venues=draft.venues, sidelines_of=draft.sidelines,
    )  # fmt: skip
