"""Frames of contacts in one sentence: which rule fired, who took part, when, where, and whether it happened."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import get_args

from kg.cast import Cast, Ref
from kg.facts import slots
from kg.facts.rules import Rule, load
from kg.facts.skeleton import Skeleton
from kg.model import Actor, EventKind, Status, When

_KINDS: tuple[tuple[str, EventKind], ...] = (
    ("video", "video-call"), ("virtual", "video-call"), ("summit", "summit"), ("phone", "phone-call"), ("telephon", "phone-call"),
    ("tele-", "phone-call"), ("call", "phone-call"), ("consultation", "consultation"), ("talks", "talks"), ("negotiation", "talks"),
    ("discussion", "talks"), ("conversation", "talks"), ("dialogue", "talks"),
)  # fmt: skip
_REMOTE = re.compile(r"\b(?:by|over the|on the|via) (?:secure )?(?:tele)?phone\b")
_VIDEO = re.compile(r"\b(?:via|by) (?:a )?(?:video(?:[ -]?link|[ -]?conference|conferencing)?|videoconference)\b|\bvirtual(?:ly)?\b")
_VERBAL = ("meet.", "hold.", "speak.", "phone", "receive", "received-by", "courtesy", "visit.pay", "visit.verb", "when-they")
_SIDELINES = re.compile(r"\bon the (?:sidelines|margins|sideline|fringes) of (?P<what>[^.;,]{3,120})")


@dataclass(slots=True)
class Draft:
    """A contact as one sentence tells it."""

    rule: str
    kind: EventKind
    status: Status
    actors: tuple[Actor, ...]
    host: tuple[Actor, ...]
    sentence: int
    begin: int
    end: int
    when: When | None = None
    city: str | None = None
    country: str | None = None
    venues: tuple[str, ...] = ()
    sidelines: str | None = None
    part: str = "body"
    stated: bool = False
    skipped: str = ""
    more: list[Draft] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom pronouns stand for: the person last spoken of as subject, and the group last spoken of."""

    one: tuple[Actor, ...] = ()
    many: tuple[Actor, ...] = ()


def find(cast: Cast, skeleton: Skeleton, number: int, subject: Subject) -> Iterator[Draft]:
    """The contacts that a sentence tells of, in order; those left out carry the reason in `skipped`."""
    frames = _frames(skeleton)
    spans = [(m.start(), m.end()) for _, m in frames]
    told: list[Draft] = []
    for rule, found in frames:
        draft = _draft(cast, skeleton, rule, found, number, subject, [s for s in spans if s != found.span()])
        told += _apart(draft, rule, found)
    yield from told
    yield from summits(cast, skeleton, number, told)


def _apart(draft: Draft, rule: Rule, found: re.Match[str]) -> list[Draft]:
    """"held separate talks with A and B", "visits by A and B": one contact each."""
    if rule.id == "visit.by" or (draft.kind == "visit" and sum(a.kind == "person" for a in draft.actors) > 1):
        guests = [a for a in draft.actors if a.kind == "person"]
        rest = tuple(a for a in draft.actors if a.kind != "person")
        guests = [g for g in guests if g.country not in {r.key for r in rest}] or guests
        return [replace(draft, actors=(guest, *rest)) for guest in guests] or [draft]
    people = [a for a in draft.actors if a.kind == "person"]
    if "separate" in found[0] and len(people) > 2 and not draft.skipped:
        return [replace(draft, actors=(people[0], other)) for other in people[1:]]
    return [draft]


def _frames(skeleton: Skeleton) -> list[tuple[Rule, re.Match[str]]]:
    """The matches of all rules, none overlapping where it matters: earlier rules first, then the shorter reach."""
    kept: list[tuple[Rule, re.Match[str]]] = []
    text = skeleton.text
    for rule in load("meeting"):
        if not any(bit in text for bit in rule.trigger):
            continue
        for found in rule.regex.finditer(skeleton.text):
            core = _core(found)
            if not any(core[0] < _core(k)[1] and _core(k)[0] < core[1] for _, k in kept):
                kept.append((rule, found))
    return sorted(kept, key=lambda frame: frame[1].start())


def _core(found: re.Match[str]) -> tuple[int, int]:
    """The part of a match that may not serve two frames: from its noun or second actor on."""
    groups = found.groupdict()
    begin = found.start("noun") if groups.get("noun") else found.start("b") - 8 if groups.get("b") else found.start()
    return max(begin, found.start()), found.end()


def _draft(
    cast: Cast, skeleton: Skeleton, rule: Rule, found: re.Match[str], number: int, subject: Subject, others: list[tuple[int, int]]
) -> Draft | None:
    a = _actors(cast, skeleton, found, "a", subject)
    b = _actors(cast, skeleton, found, "b", subject)
    if rule.give.get("home") == "a":
        a = _home(cast)
    elif rule.give.get("speaker") == "a" and skeleton.sentence.kind == "turn":
        a = subject.one
    kind = _kind(rule, found, skeleton.text)
    place = None
    if kind == "visit" and not b and found.groupdict().get("p"):
        place = skeleton.named(found["p"])[0]
        b = _state_at(cast, place.mention.key)
    if rule.give.get("guest") == "a" and not b:
        b = tuple(s for s in cast.dyad() if s.kind == "state" and s.key not in {x.country for x in a})[:1]
    if kind == "visit" and not b and rule.id == "visit.on":
        near = [r for _, refs in slots.places_in(skeleton, found.start(), len(skeleton.text)) for r in refs]
        keys = [r.mention.key if r.type == "place" else r.actors[0].key for r in near if r.type in ("place", "state")]
        b = _state_at(cast, keys[0] if keys else cast.here[1] or "" if re.search(r"\bhere\b", cast.document.view[skeleton.sentence.begin : skeleton.sentence.end]) else "")
        b = tuple(s for s in b if s.key not in {x.country for x in a})
    actors = tuple(dict.fromkeys((*a, *b)))
    if kind in ("meeting", "talks", "summit") and sum(x.kind == "state" for x in actors) > 2:
        kind = "conference"
    if kind == "meeting" and re.search(r"\bsigning ceremony\b", skeleton.text[found.start() : found.end() + 40]):
        kind = "signing"
    begin, end = slots.segment(skeleton, found.start(), found.end(), others)
    when = _when(skeleton, found, begin, end)
    verbal = rule.id.startswith(_VERBAL)
    words = _verb_words(found, skeleton.text) if verbal else skeleton.text[begin : found.end()]
    status, reason = slots.status_of(words, when, cast.today or cast.published)
    if verbal and status is not None and slots.status_of(skeleton.text[begin : found.start()], None, None)[0] == "cancelled":
        status = "cancelled"
    if status is not None and (later := slots.taken_back(skeleton.text[found.end() :], when, cast.today or cast.published)):
        status = later
    if kind == "visit" and status == "held" and slots.goes_on(skeleton.text[max(0, found.start() - 12) : found.end()]) and (when is None or when.precision == "day"):
        status, when = "ongoing", when or cast.today or cast.published
    draft = Draft(
        rule=rule.id, kind=kind, status=status or "held", actors=actors, host=a if rule.give.get("host") == "a" else (),
        sentence=number, begin=skeleton.sentence.begin, end=skeleton.sentence.end, when=when, part=skeleton.sentence.kind, stated=when is not None,
    )  # fmt: skip
    draft.skipped = reason or _sides(cast, actors)
    if re.search(r"\b[Ii]f (?:the )?$|\b[Ww]hether (?:the )?$", skeleton.text[: found.start()]):
        draft.skipped = "conditional"
    elif all(x.kind == "state" for x in actors) and _SPORT.search(skeleton.text):
        draft.skipped = "a game"
    if rule.id == "noun.of-subject" and re.search(r"\b(?:present at|attended|took part in|joined|accompanied)\b", found[0]):
        draft.skipped = "attends a meeting of others"
    _place(cast, skeleton, draft, begin, end, found.end())
    if rule.id == "venue.of":
        place = skeleton.named(found["p"])[0]
    elif rule.id == "meet.and" and draft.city is None and (to := _VISIT_TO.search(found[0])):
        place = skeleton.named(to["p"])[0]
    if place is not None and draft.city is None:
        draft.city, draft.country = place.mention.name, place.mention.key or None
    if kind == "visit" and draft.country is None:
        draft.country = next((x.key for x in b if x.kind == "state"), None)
    if side := _SIDELINES.search(skeleton.text):
        draft.sidelines = _plain(skeleton, side["what"])
    return draft


_VISIT_TO = re.compile(r"\bvisit to (?:the )?(?P<p>\ue006[\ue100-\uf8ff])")


_SPORT = re.compile(r"\b(?:final|semi-?final|quarter-?final|friendly|World Cup|tournament|league|qualifiers?|goals?|striker|coach|match|squad|midfielder)\b")


def _state_at(cast: Cast, code: str) -> tuple[Actor, ...]:
    """The state of a place, as the article's actor."""
    if not code:
        return ()
    return (cast.states.get(code) or Actor(kind="state", name=cast.state_names.get(code, code), key=code, country=code),)


def _plain(skeleton: Skeleton, typed: str) -> str:
    """The words behind a run of a skeleton."""
    names = iter(skeleton.named(typed))
    text = re.sub(r"[\ue000-\ue0ff][\ue100-\uf8ff]", lambda _: (ref := next(names)).mention.name or (ref.actors[0].name if ref.actors else ""), typed)
    return re.sub(r"^the ", "", text).strip()


def _verb_words(found: re.Match[str], text: str) -> str:
    """The words between the first actor and the second: the verb group."""
    groups = found.groupdict()
    begin = found.end("a") if groups.get("a") else found.start()
    end = found.start("b") if groups.get("b") else found.end()
    return text[begin:end] if begin < end else text[found.end("b") : found.start("a")]


def _actors(cast: Cast, skeleton: Skeleton, found: re.Match[str], slot: str, subject: Subject) -> tuple[Actor, ...]:
    text = found.groupdict().get(slot)
    if not text:
        return ()
    out: list[Actor] = []
    for ref in skeleton.named(text):
        out += cast.members(ref, subject.many)
    if re.search(r"\b[Tt]hey\b", text):
        own = refs_subject(cast, cast.within(skeleton.sentence.begin, skeleton.sentence.end), Subject()).many if "they" in text else ()
        out += own or subject.many or cast.principals
    elif re.search(r"\b(?:[Hh]e|[Ss]he)\b", text):
        out += subject.one
    return tuple(out)


def _home(cast: Cast) -> tuple[Actor, ...]:
    """The head of the government that publishes the page, where the article names one."""
    ranked = [a for a, f in sorted(cast.figures.items(), key=lambda x: x[1].first) if a.country == cast.home and f.heads & {"president", "premier", "chancellor", "king"}]
    return tuple(ranked[:1])


def _kind(rule: Rule, found: re.Match[str], text: str) -> EventKind:
    fixed = rule.give.get("kind")
    noun = (found.groupdict().get("noun") or "").lower()
    words = found[0].lower()
    if fixed == "visit":
        return "visit"
    if _VIDEO.search(words) or _VIDEO.search(text[found.end() : found.end() + 40]):
        return "video-call"
    if _REMOTE.search(words) or (fixed == "meeting" and _REMOTE.search(text[found.end() : found.end() + 30])):
        return "phone-call"
    for part, kind in _KINDS:
        if part in noun:
            return kind if not (part == "conversation" and "telephone" in words) else "phone-call"
    return fixed if fixed in get_args(EventKind) else "meeting"  # type: ignore[return-value]


def _when(skeleton: Skeleton, found: re.Match[str], begin: int, end: int) -> When | None:
    dates = [d for d in slots.dates_in(skeleton, begin, end) if d[1].kind not in ("anniversary", "ago-relations")]
    after = not found.groupdict().get("a") or slots.cancels(skeleton.text[: found.end()])
    chosen = slots.nearest(dates, found.end() if after else found.end("a"))
    if chosen is None:
        return None
    tense = "future" if slots.looks_ahead(skeleton.text[found.start() : found.end() + 60]) else "past"
    when = chosen.resolve(tense)
    return when


def _place(cast: Cast, skeleton: Skeleton, draft: Draft, begin: int, end: int, pivot: int = 0) -> None:
    """City, country and venue from the adverbials of place of the frame's clause, the one nearest to `pivot` first."""
    for adjunct, refs in sorted(slots.places_in(skeleton, begin, end), key=lambda found: abs(found[0].at - pivot)):
        if adjunct.kind == "here":
            draft.city, draft.country = draft.city or cast.here[0], draft.country or cast.here[1]
        for ref in refs:
            if ref.type == "place" and draft.city is None:
                draft.city, draft.country = _city(cast.document.view[ref.begin : ref.end]), ref.mention.key or None
            elif ref.type == "venue" and ref.mention.name not in draft.venues:
                draft.venues = (*draft.venues, cast.document.view[ref.begin : ref.end])
            elif ref.type == "state" and draft.country is None:
                draft.country = ref.actors[0].key
    if draft.kind in ("phone-call", "video-call"):
        draft.city, draft.country, draft.venues = None, None, ()


def _city(words: str) -> str:
    return re.sub(r",? D\.? ?C\.?$", "", words)


_SUMMIT = re.compile(r"(?P<o>\ue003[\ue100-\uf8ff])(?: \([A-Z0-9]+\))?(?:'s)? (?:(?:leaders'|annual|regular|\w+-day|extraordinary|informal) )?(?P<noun>[Ss]ummit|gathering|[Ss]ummit meeting)\b|(?P<noun2>[Ss]ummit) of the (?P<o2>\ue003[\ue100-\uf8ff])|\bsession of the (?P<o3>\ue003[\ue100-\uf8ff])")


def summits(cast: Cast, skeleton: Skeleton, number: int, told: list[Draft]) -> Iterator[Draft]:
    """Summits of organizations that a sentence places in time or space, with those who met there."""
    if skeleton.sentence.kind == "title":
        return
    for found in _SUMMIT.finditer(skeleton.text):
        organization = skeleton.named(found["o"] or found["o2"] or found["o3"])[0].actors
        side = bool(re.search(r"on the (?:sidelines|margins|fringes) of [^.;]{0,40}$", skeleton.text[: found.start()]))
        # what follows the name, or anything in its sentence where contacts are told there
        dates = slots.dates_in(skeleton, 0 if told else found.start(), len(skeleton.text))
        near = slots.nearest(dates, found.end())
        draft = Draft(
            rule="summit.organization", kind="conference" if found["o3"] else "summit", status="held", actors=organization, host=(), sentence=number,
            begin=skeleton.sentence.begin, end=skeleton.sentence.end, part=skeleton.sentence.kind, stated=near is not None,
        )  # fmt: skip
        _place(cast, skeleton, draft, 0 if told else found.start() - 30, len(skeleton.text), found.end())
        if draft.city is None and near is None and not side and not found["o3"]:
            continue
        before = skeleton.text[: found.end() + 40]
        planned = bool(re.search(r"\b(?:will|upcoming|forthcoming|opens|planned|expectations?|look(?:s|ed|ing)? forward|due to|scheduled|ahead of|to attend|next)\b", before))
        draft.when = near.resolve("future" if planned else "none" if re.search(r"\b(?:runs|is being held|continues|under way)\b", skeleton.text) else "past") if near else None
        base = cast.today or cast.published
        people = [a for d in told if not d.skipped for a in d.actors if a.kind == "person"]
        if not people:
            near_by = [r for r in skeleton.named(skeleton.text[: found.start()]) if r.type == "person" and not r.mention.possessive]
            people = [a for r in near_by for a in r.actors] if len(near_by) < 5 and planned else []
        draft.actors = tuple(dict.fromkeys((*people, *organization)))
        if draft.when and base and draft.when.start > base.end or planned and not draft.when:
            draft.status = "planned"
        elif side and told and told[0].status == "held" and (told[0].when is None or (base and told[0].when.start == base.start)):
            draft.status = "ongoing"
            draft.when = draft.when or base
            if draft.city is None and draft.country in (None, cast.here[1]):
                draft.city, draft.country = cast.here
        yield draft
    yield from _events(cast, skeleton, number)


_EVENT = re.compile(
    r"(?P<name>(?:\d+\w\w |first |second |third |fourth |fifth |next |inaugural |annual |regular |Additional |\w+ round of )?(?:(?:[A-Z][\w'.&-]*|[\ue002\ue003\ue005][\ue100-\uf8ff])(?: of| on| for| in| and| the|-|–)? ?){0,8}"
    r"(?P<noun>Conference|Forum|[Ss]ummit|Congress|Ministerial Meeting|[Cc]onsultations|Ministerial|Dialogue)(?: (?:on|of|for|in) (?:(?:[A-Z][\w'-]*|[\ue002\ue003][\ue100-\uf8ff])(?: and| of| the| in)? ?){1,6})?),? ?(?:which )?"
    r"(?P<verb>(?:will|is to|are to|is set to|is due to|is expected to) (?:be held|take place|open)|(?:is|are) scheduled|to be held|took place|was held|were held|held|opens|opened|kicked off)\b"
)


_EVENT_CUE = re.compile(r"\b(?:held|take place|took place|open|opens|opened|kicked off|scheduled)\b")


def _events(cast: Cast, skeleton: Skeleton, number: int) -> Iterator[Draft]:
    """Conferences and consultations that the two sides hold or will hold, where a day or a city is said."""
    sides = tuple(a for a in cast.dyad() if a.kind == "state")
    if len(sides) < 2 or skeleton.sentence.kind == "title":
        return
    if not _EVENT_CUE.search(skeleton.text):
        return
    for found in _EVENT.finditer(skeleton.text):
        if "\ue003" in found["name"] and found["noun"].lower() == "summit":
            continue
        date = slots.nearest(slots.dates_in(skeleton, found.start(), min(len(skeleton.text), found.end() + 40)), found.end())
        planned = not re.match(r"took|was|were|held|opened|kicked", found["verb"])
        kind: EventKind = "summit" if found["noun"].lower() == "summit" else "consultation" if "onsult" in found["noun"] else "conference"
        draft = Draft(
            rule="event.held", kind=kind, status="planned" if planned else "held", actors=sides, host=(), sentence=number,
            begin=skeleton.sentence.begin, end=skeleton.sentence.end, part=skeleton.sentence.kind, stated=date is not None,
            when=date.resolve("future" if planned else "past") if date else None,
        )  # fmt: skip
        _place(cast, skeleton, draft, found.start(), min(len(skeleton.text), found.end() + 40), found.end())
        if draft.when is not None or draft.city is not None:
            yield draft


def _sides(cast: Cast, actors: tuple[Actor, ...]) -> str:
    """Why actors make no contact of two sides; "" if they do."""
    if len(actors) < 2:
        return "fewer than two actors"
    served = {a: s.key or s.name for a in actors if (s := cast.served(a))}
    sides = {served.get(a) or f"{a.kind}:{a.key or a.name}" for a in actors if a.kind != "body"}
    known = set(served.values())
    if len(sides) < 2:
        return "one side only"
    if all(a.kind == "organization" for a in actors):
        return "organizations only"
    return "" if len(known) > 1 or any(a.kind == "organization" for a in actors) or any(a.kind == "person" and not a.country and cast.figures[a].heads for a in actors) else "one side only"


def refs_subject(cast: Cast, refs: tuple[Ref, ...], before: Subject) -> Subject:
    """Who "he" and "they" are after a sentence: its first person (or group), else as before."""
    one, many = before.one, before.many
    for ref in refs:
        if ref.type == "person" and not ref.mention.possessive:
            one = ref.actors
            break
    for ref in refs:
        if ref.type == "group":
            many = cast.members(ref, before.many) or many
            break
    return Subject(one, many)
