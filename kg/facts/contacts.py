"""Frames of contacts in one sentence: which rule fired, who took part, when, where, and whether it happened."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg import lexicon
from kg.cast import Cast, Ref
from kg.facts import choosing, events, happening, margins, slots, told
from kg.facts.choosing import WHO_IS, Frame
from kg.facts.drafts import Draft, put
from kg.facts.found import Found, Match
from kg.facts.kinds import kind_in
from kg.facts.refusals import left_out
from kg.facts.rules import Rule
from kg.facts.series import series
from kg.facts.several import apart, by_adverbials, journey, only_named, stops_from
from kg.facts.sides import acting, at_home, led, named_in, present, pronoun, represented, state_at, whose_heads
from kg.facts.skeleton import TYPES, Skeleton
from kg.facts.subjects import Subject, may_be
from kg.facts.summits import summits
from kg.model import Actor, EventKind, When

_CEREMONY = re.compile(r"\bsigning ceremony\b")
_OF_TWO = re.compile(r"\b(?:[Bb]ilateral|[Ss]eparate(?:ly)?|one-on-one|tête-à-tête|tete-a-tete)\b")
_AGREED = re.compile(r"\bagreed (?:to|on)\b")
_UPCOMING = re.compile(r"\b(?:upcoming|forthcoming|next|planned)\b")
_TO_PLACE = re.compile(
    r"\b(?:visit to|flew to|fly to|travel\w* to|leaves? for|left for|heads? to|headed to) (?:the )?"
    r"(?P<p>\ue006.)"
)
# Whose capitals are seats of organizations as much.
_OF_MANY = frozenset(("BE", "AT", "ET"))
# In the first sentences of a report what somebody said "in a speech at" an event is its news.
_LEAD = 4
# Reasons to leave out a frame whose words may tell more when another rule reads them.
_LONE = frozenset(("fewer than two actors", "one side only", "organizations only"))


@dataclass(frozen=True, slots=True)
class _Scene:
    """A sentence in its article, and whom its pronouns stand for; `skeleton` may be a view of `whole`."""

    cast: Cast
    whole: Skeleton
    skeleton: Skeleton
    number: int
    subject: Subject

    @property
    def today(self) -> When | None:
        return self.cast.today or self.cast.published


def find(cast: Cast, skeleton: Skeleton, number: int, subject: Subject) -> Iterator[Draft]:
    """The contacts that a sentence tells of, in order; those left out carry the reason in `skipped`."""
    scene = _Scene(cast, skeleton, skeleton, number, subject)
    matches = choosing.frames(skeleton)
    drafts = _drafts(scene, choosing.chosen(matches, ()))
    lone: list[Frame] = []
    # What names one side only does not keep its words from other rules.
    while (more := [f for f, d in drafts if d.skipped in _LONE and f not in lone]) and len(matches) > len(drafts):
        lone += more
        drafts = _drafts(scene, choosing.by_place([*choosing.chosen(matches, lone), *lone]))
    each_one: list[Draft] = []
    for frame, draft in drafts:
        each_one += _each(cast, frame, draft)
    yield from (draft for draft in each_one if not only_named(cast, draft, each_one))
    yield from summits(cast, skeleton, number, each_one)


def _each(cast: Cast, frame: Frame, draft: Draft) -> list[Draft]:
    """The contacts that one frame tells of: of each guest, at each place, on each leg of a journey."""
    each = apart(frame.skeleton, draft, frame.found)
    if len(each) == 1 and len(each := by_adverbials(cast, frame.skeleton, frame.found, draft)) == 1:
        each = series(cast, frame.skeleton, frame.found.end(), draft)
    return (
        each
        if draft.kind != "visit" or len(each) > 1
        else journey(cast, frame.skeleton, stops_from(frame.found), draft)
    )


def _drafts(scene: _Scene, frames: Sequence[Frame]) -> list[tuple[Frame, Draft]]:
    spans = [frame.found.span() for frame in frames if frame.view is None]
    drafts = []
    for frame in frames:
        others = [span for span in spans if span != frame.found.span()] if frame.view is None else []
        draft = _draft(replace(scene, skeleton=frame.skeleton), frame.rule, frame.found, others)
        if view := frame.view:
            draft.reported |= view.said or told.is_long_ago(scene.skeleton.text, view.begin + view.shift)
        drafts.append((frame, draft))
    return drafts


def _draft(scene: _Scene, rule: Rule, found: Match, others: Sequence[tuple[int, int]]) -> Draft:
    skeleton = scene.skeleton
    kind = kind_in(rule, found, skeleton)
    a, b, place = _two_sides(scene, rule, found, kind)
    there = present(skeleton, found.end()) if "members" in rule.give else ()
    actors = _told_of(scene, found, kind, led(scene.cast, skeleton, found, tuple(dict.fromkeys((*a, *b, *there)))))
    kind = _by_sides(kind, actors, skeleton.text[found.start() : found.end() + 40])
    begin, end = slots.segment(skeleton, found.start(), found.end(), others)
    begin, end = told.adverbials(rule, found, begin, end)
    if found.groupdict().get("event"):
        if _AGREED.search(found[0]):  # those who agree on an event do not thereby take part in it
            actors = scene.cast.behalf(actors)
        kind, actors = events.convened(scene.cast, skeleton, rule, found, actors, end)
    when = happening.date(scene.cast, rule, skeleton, found, begin, end)
    status, reason = happening.status(scene.cast, skeleton, rule, found, begin, when)
    around = skeleton.text[max(0, found.start() - 12) : found.end()]
    if happening.under_way(kind, status, when, scene.today, around):
        status, when = "ongoing", when or scene.today
    draft = Draft(
        rule=rule.id,
        kind=kind,
        status=status or "held",
        actors=actors,
        host=a if rule.give.get("host") == "a" else (),
        sentence=scene.number,
        begin=skeleton.sentence.begin,
        end=skeleton.sentence.end,
        when=when,
        part=skeleton.sentence.kind,
        stated=when is not None,
        implied="fallback" in rule.give,
        bilateral=bool(_OF_TWO.search(found[0])),
        again=when is None and (rule.id == "visit.possessive" or told.known(found) or told.unnamed(rule, b)),
        reported=told.reported(skeleton.text, found),
        besides=told.besides(skeleton.text, found),
        skipped=left_out(rule, found, skeleton.text, actors) or reason or events.lacking(scene.cast, rule, actors),
    )
    put(scene.cast, skeleton, draft, begin, end, found.end(), _visited(kind, b))
    _put_by_rule(scene, rule, draft, found, place, a if rule.give.get("at") == "a" else b)
    return _refused(scene, draft, rule, around, b)


def _visited(kind: EventKind, other: tuple[Actor, ...]) -> str:
    """The code of the state that is visited; "" where nobody is."""
    return next((x.key for x in other if x.kind == "state"), "") if kind == "visit" else ""


def _pictured(scene: _Scene, draft: Draft) -> None:
    """The day and place of a picture, which end its caption whatever else it shows."""
    caption = scene.whole
    if caption.sentence.kind != "caption" or draft.stated or draft.status != "held":
        return
    last = len(caption.text.rstrip(". "))
    dates = [dated for _, dated in slots.dates_in(caption, last, len(caption.text))]
    draft.when = dates[-1].resolve("past") if dates else None
    draft.stated = draft.when is not None
    if draft.stated and draft.city is None:
        put(scene.cast, caption, draft, last, len(caption.text), last)


def _told_of(scene: _Scene, found: Match, kind: EventKind, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """The actors of a frame; where a clause tells of it, without the states for which a person of theirs is named."""
    return represented(scene.cast, actors) if isinstance(found, Found) and kind != "visit" else actors


def _refused(scene: _Scene, draft: Draft, rule: Rule, around: str, other: tuple[Actor, ...]) -> Draft:
    """A draft, left out where its rule asks for a day or a place and none is told.

    Some rules ask for them only where one talks with states or bodies, which may be for years.
    """
    if rule.give.get("placed") == "news" and scene.number <= _LEAD and draft.status == "held":
        draft.when = draft.when or scene.today
        return draft
    placed = bool(draft.stated or draft.city or draft.country or _UPCOMING.search(around))
    if rule.give.get("nameless") == "placed" and all(x.kind != "person" for x in other):
        placed = bool(draft.city or draft.stated and draft.when and draft.when.precision == "day")
    elif not rule.give.get("placed"):
        return draft
    if not placed and not draft.skipped:
        draft.skipped = "neither a day nor a place is told"
    return draft


def _by_sides(kind: EventKind, actors: tuple[Actor, ...], words: str) -> EventKind:
    """The kind of a contact as its sides and the words around make it."""
    if kind in ("meeting", "talks") and sum(x.kind == "state" for x in actors) > 2:
        return "conference"
    return "signing" if kind == "meeting" and _CEREMONY.search(words) else kind


def _two_sides(
    scene: _Scene, rule: Rule, found: Match, kind: EventKind
) -> tuple[tuple[Actor, ...], tuple[Actor, ...], Ref | None]:
    """The actors on each side, and the place that stands for the second ("a visit to Oslo")."""
    cast, skeleton = scene.cast, scene.skeleton
    groups = found.groupdict()
    a = named_in(cast, skeleton, acting(skeleton, found), pronoun(skeleton, found, scene.subject))
    b = named_in(cast, skeleton, groups.get("b"), scene.subject)
    b = whose_heads(cast, skeleton, found, "b", b) or b
    a = whose_heads(cast, skeleton, found, "a", a) or a
    place = None
    a = _first_side(scene, rule, found, a)
    if isinstance(found, Found) and not a:
        b = ()  # whom somebody met whom the article does not name
    if kind == "visit" and WHO_IS.search(found[0]):
        a = a[-1:]
    if rule.give.get("states"):
        a = cast.behalf(a)
    own = {x.country for x in a}
    if kind == "visit" and not b and (places := skeleton.named(groups.get("p") or "")):
        place = places[0]
        b = state_at(cast, place.mention.key)
    if rule.give.get("guest") == "a" and not b and (beside := _led_to(cast, skeleton, found.end())):
        b = state_at(cast, beside)
    if there := rule.give.get("there"):
        b = state_at(cast, _led_to(cast, skeleton, found.end(), seat=there == "seat"))
    if rule.give.get("guest") == "a" and not b:
        b = tuple(s for s in cast.dyad() if s.kind == "state" and s.key not in own)[:1]
    if kind == "visit" and not b and rule.give.get("beside"):
        b = tuple(s for s in state_at(cast, _state_beside(cast, skeleton, found.start())) if s.key not in own)
    return a, b, place


def _first_side(scene: _Scene, rule: Rule, found: Match, named: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Who stands on the first side where a rule does not take it from the words alone; else those `named`."""
    cast, groups, give = scene.cast, found.groupdict(), rule.give
    if give.get("principals") == "states" and TYPES["organization"] not in (groups["event"] or ""):
        return cast.dyad()
    if give.get("principals"):
        return tuple(x for x in cast.principals if x.kind == "person") or cast.principals
    if give.get("sides") == "states":
        return cast.behalf(named)
    if give.get("subject") and not named:
        return scene.subject.one
    if whose := groups.get("whose"):
        return _owner(scene, whose.lower(), found.start())
    if give.get("home") == "a":
        return at_home(cast)
    return _owner(scene, "i", found.start()) if give.get("speaker") == "a" and not named else named


def _owner(scene: _Scene, whose: str, begin: int) -> tuple[Actor, ...]:
    """Who "his", "your", "my" or "I" is: the person named last before it, the hearer, the speaker or the author."""
    if whose in ("my", "i"):
        quoted = scene.skeleton.text.count('"', 0, begin) % 2 > 0
        if quoted or scene.skeleton.sentence.kind == "turn":
            return scene.subject.one
        return scene.cast.author or (scene.subject.one if whose == "my" else ())
    if whose == "your":
        return tuple(a for a in scene.cast.principals if a.kind == "person" and a not in scene.subject.one)[:1]
    people = [r for r in scene.skeleton.named(scene.skeleton.text[:begin]) if r.type == "person"]
    if not people and begin < 40:  # "In the course of her visit to Kenya, Anna Berg …"
        people = [r for r in scene.skeleton.named(scene.skeleton.text[begin:]) if r.type == "person"][:1]
    fitting = [r for r in people if may_be(whose, r.actors[0].name)] or people
    return fitting[-1].actors if fitting else scene.subject.one


def _state_beside(cast: Cast, skeleton: Skeleton, begin: int) -> str:
    """The code of the first state or place after a position, else that of "here", else ""."""
    near = [ref for _, refs in slots.places_in(skeleton, begin, len(skeleton.text)) for ref in refs]
    for ref in near:
        if ref.type in ("place", "state"):
            return ref.mention.key if ref.type == "place" else ref.actors[0].key
    words = cast.document.view[skeleton.sentence.begin : skeleton.sentence.end]
    return (cast.here[1] or "") if re.search(r"\bhere\b", words) else ""


def _led_to(cast: Cast, skeleton: Skeleton, end: int, *, seat: bool = False) -> str:
    """The code of the place or state whose adverbial stands right after a frame: "a trip by X to Oslo".

    As a `seat` of a government only a capital counts, and none where an organization has its own.
    """
    near = slots.places_in(skeleton, end, end)
    if any(adjunct.kind == "here" for adjunct, _ in near):
        return cast.here[1] or ""
    places = (ref for adjunct, refs in near if adjunct.kind in ("place", "country") for ref in refs)
    if seat:
        places = (ref for ref in places if ref.type != "place" or _is_capital(ref))
    return next((ref.mention.key for ref in places if ref.type in ("place", "state")), "")


def _is_capital(ref: Ref) -> bool:
    """Whether a place is the capital of a state, and no seat of organizations as much."""
    state = ref.mention.key
    return state not in _OF_MANY and lexicon.capitals().get(state) == ref.mention.name


def _put_by_rule(
    scene: _Scene, rule: Rule, draft: Draft, found: Match, place: Ref | None, at: tuple[Actor, ...]
) -> None:
    """The place that the frame itself names, where its adverbials give none; what it stands beside."""
    if draft.kind != "visit" and found.groupdict().get("p"):
        place = scene.skeleton.named(found["p"])[0]
    elif rule.give.get("journey") and draft.city is None and (to := _TO_PLACE.search(found[0])):
        place = scene.skeleton.named(to["p"])[0]
    if place is not None and draft.city is None:
        draft.city, draft.country = scene.cast.document.view[place.begin : place.end], place.mention.key or None
    if (draft.kind == "visit" or rule.give.get("at")) and draft.country is None:
        draft.country = next((x.key for x in at if x.kind == "state"), None)
    draft.sidelines = margins.beside(scene.cast, scene.whole, scene.skeleton, found.end(), draft.kind)
    _pictured(scene, draft)
