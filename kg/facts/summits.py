"""Summits of organizations, and conferences of the two sides, that a sentence places in time or space."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.cast import Cast
from kg.facts import happening, outlook, slots
from kg.facts.drafts import Draft, put
from kg.facts.skeleton import TYPES, Skeleton
from kg.model import Actor, EventKind

SUMMIT = re.compile(
    r"(?P<o>\ue003.)(?: \((?:[A-Z0-9]+|\ue003.)\))?(?:'s)? "
    r"(?:(?:leaders'|annual|regular|\w+-day|extraordinary|informal|foreign|defen[cs]e|finance|ministers'?"
    r"|(?:[A-Z][\w'-]*|\ue001.'?)) ){0,4}"
    r"(?P<noun>[Ss]ummit|gathering|[Ss]ummit meeting|Conference|Forum|[Mm]inisterial|Meetings?|Assembly|Session)\b"
    r"|(?P<noun2>[Ss]ummit) of the "
    r"(?P<o2>\ue003.)|\b[Ss]ession of the (?P<o3>\ue003.)"
    r"|\b[Mm]eeting of (?:the )?(?P<o4>\ue003.)(?:'s)? (?:(?:foreign|defen[cs]e|finance|trade) )?"
    r"(?:ministers|leaders|heads of state)\b"
)
_BESIDE = re.compile(
    r"(?:[Oo]n the (?:sidelines|margins|fringes) of|[Ii]n the framework of|[Ww]ithin the framework of"
    r"|[Aa]s part of) [^.;]{0,60}$"
)
# What was done before a summit has days of its own: "discussed on Monday preparations for the … summit".
_BEFORE_IT = re.compile(
    r"\b(?:[Pp]repar(?:ations?|ing|es?|ed)(?: for)?|[Aa]head of|[Pp]rior to|[Bb]efore|[Rr]un-up to|agenda (?:of|for))"
    r"(?: (?:the|an?|this year's|next year's|next week's|upcoming|forthcoming)){0,3} $"
)
# "were meeting [in Lima] for a summit": their meeting is the summit.
_MEET_FOR = re.compile(
    r"\b(?:met|meet|meeting|gather\w*|conven\w*|assembl\w*)(?: [a-z-]+){0,3}? (?:for|at|during) (?:an?|the|their)"
    r"(?: [\w-]+){0,3} $"
)
_SIDELINES = re.compile(r"\b[Oo]n the (?:sidelines|margins|sideline|fringes) of ")
_EVENT = re.compile(
    r"\b(?:[Ss]ummit|[Ff]orum|[Cc]onference|[Ss]ession|[Dd]ialogue|[Cc]ongress|[Mm]inisterial|[Mm]eeting|[Aa]ssembly)\b"
)
# "A security summit", "the Harbour Forum"; "the summit" is one that is told of elsewhere.
_NAMED = re.compile(r"^(?!(?:his|her|their|an?) (?:\w+ )?(?:meeting|session)\b)(?:an? |.*[A-Z])")
_CONVENER = re.compile(r"(?:(?:the|an?) )?(?:[\w'’-]+ ){0,5}?(?P<o>\ue003.)")
_OF_SUMMIT = re.compile(r"[Ss]ummit|gathering|Leaders|leaders|heads of state")
# "the summit that Anna Berg hosted", "the summit, hosted by Anna Berg".
_HOSTED = re.compile(r",? (?:(?:that|which) (?P<who>\ue000.) (?:\w+ )?(?:host|chair|attend|address|open)\w*)")
# "Berg told reporters at a NATO summit": who says so was there.
_SAID_AT = re.compile(
    r"\b(?:told|said|says|speaking|spoke|announced)\b[^.;\"]{0,80} (?:at|during)"
    r" (?:(?:an?|the|this week's|last week's) )?$"
)
# What is looked for from a summit takes nobody there: "expectations from the summit".
_LOOKED_FOR = re.compile(
    r"\b(?:expectations?|hopes?|results?|outcomes?|decisions?|proposals?|significance|importance)"
    r" (?:from|of|for|at|to) (?:(?:the|an?|this|upcoming|forthcoming|next) ){0,3}$"
)
_RUNNING = re.compile(r"\b(?:runs|is being held|continues|under way)\b")
EVENT = re.compile(
    r"(?P<name>(?:\d+\w\w |first |second |third |fourth |fifth |next |inaugural |annual |regular |Additional "
    r"|\w+ round of )?(?:(?:[A-Z][\w'.&-]*|[\ue002\ue003\ue005].)(?: of| on| for| in| and| the|-"
    r"|–)? ?){0,8}"
    r"(?P<noun>Conference|Forum|[Ss]ummit|Congress|Ministerial Meeting|[Cc]onsultations|Ministerial|Dialogue)(?: (?:on"
    r"|of|for|in) (?:(?:[A-Z][\w'-]*|[\ue002\ue003].)(?: and| of| the| in)? ?){1,6})?),? ?(?:which )?"
    r"(?P<verb>(?:will|is to|are to|is set to|is due to|is expected to) (?:be held|take place|open)|(?:is"
    r"|are) scheduled|to be held|took place|was held|were held|held|opens|opened|kicked off)\b"
)


_JOINT = re.compile(
    r"\b(?:[Jj]oint|[Bb]ilateral|[Tt]heir|[Oo]ur|[Ii]nter-?[Gg]overnmental|[Cc]onsultations|[Tt]wo-way)\b"
)
# Where a sentence ends within a turn, which is a whole paragraph: what stands beyond dates no summit of this one.
_STOP = re.compile(r"[.!?] (?=[A-Z\ue000-\uf8ff])")


def summits(cast: Cast, skeleton: Skeleton, number: int, told: Sequence[Draft]) -> Iterator[Draft]:
    """Summits and conferences that a sentence places in time or space; `told` are the contacts it tells of besides."""
    if skeleton.sentence.kind == "title":
        return
    found_here = False
    for found in SUMMIT.finditer(skeleton.text) if skeleton.may["summit"] else ():
        found_here = True
        if not _is_told(cast, skeleton, told, found) and (draft := _summit(cast, skeleton, number, told, found)):
            yield draft
    if not found_here and (draft := _beside(cast, skeleton, told)):
        yield draft
    yield from _events(cast, skeleton, number)


def _is_told(cast: Cast, skeleton: Skeleton, told: Sequence[Draft], found: re.Match[str]) -> bool:
    """Whether those who are said to meet do so at this summit: theirs is it then, and its organization's."""
    if not _MEET_FOR.search(skeleton.text, 0, found.start()):
        return False
    for draft in told:
        if draft.rule.startswith("meet.") and not draft.skipped and len(cast.behalf(draft.actors)) > 2:
            draft.kind = "summit" if _OF_SUMMIT.search(found[0]) else "conference"
            names = found["o"] or found["o2"] or found["o3"] or found["o4"]
            draft.actors = tuple(dict.fromkeys((*draft.actors, *skeleton.named(names)[0].actors)))
            return True
    return False


def _beside(cast: Cast, skeleton: Skeleton, told: Sequence[Draft]) -> Draft | None:
    """The event of no organization on whose sidelines persons met: "on the sidelines of a security summit in Lima"."""
    beside = _SIDELINES.search(skeleton.text)
    if beside is None:
        return None
    near = [d for d in told if not d.skipped and d.sidelines and d.kind != "visit" and d.status != "cancelled"]
    people = tuple(dict.fromkeys(a for d in near for a in d.actors if a.kind == "person"))
    label = near[0].sidelines if near else None
    if len(people) < 2 or not label or not _EVENT.search(label) or not _NAMED.match(label):
        return None
    convener = _CONVENER.match(skeleton.text, beside.end())
    conveners = [a for r in skeleton.named(convener["o"]) for a in r.actors] if convener else []
    draft = replace(
        near[0], rule="summit.beside", kind="summit" if _OF_SUMMIT.search(label) else "conference",
        actors=(*people, *conveners), host=(), sidelines=None, label=label, venues=(), again=False, besides=False,
        implied=False,
    )  # fmt: skip
    base = cast.today or cast.published
    if draft.stated and draft.status == "held" and base and draft.when and draft.when.start == base.start:
        draft.status = "ongoing"
    return draft


def _summit(cast: Cast, skeleton: Skeleton, number: int, told: Sequence[Draft], found: re.Match[str]) -> Draft | None:
    text = skeleton.text
    organization = skeleton.named(found["o"] or found["o2"] or found["o3"] or found["o4"])[0].actors
    side = bool(_BESIDE.search(text[max(0, found.start() - 80) : found.start()]))
    # Beside a contact the summit is the occasion, so anything in the sentence may date it; else what follows its name.
    begin = 0 if told and not _BEFORE_IT.search(text, max(0, found.start() - 80), found.start()) else found.start()
    end = len(text)
    if skeleton.sentence.kind == "turn":
        begin = max([begin, *(stop.end() for stop in _STOP.finditer(text, 0, found.start()))])
        end = stop.start() if (stop := _STOP.search(text, found.end())) else end
    near = slots.nearest(slots.dates_in(skeleton, begin, end), found.end())
    draft = Draft(
        rule="summit.organization",
        kind="summit" if _OF_SUMMIT.search(found[0]) else "conference",
        status="held",
        actors=organization,
        host=(),
        sentence=number,
        begin=skeleton.sentence.begin,
        end=skeleton.sentence.end,
        part=skeleton.sentence.kind,
        stated=near is not None,
    )
    put(cast, skeleton, draft, begin and found.start() - 30, end, found.end())
    if draft.city is None and draft.country is None and near is None and not side and not found["o3"]:
        return None
    planned = _is_planned(text, found, told if side else None)
    if near:
        when = near.resolve("future" if planned else "none" if _RUNNING.search(text) else "past")
        draft.when = when if side else happening.whole(text, found, when)
    people = _attending(skeleton, told, found, planned)
    draft.actors = tuple(dict.fromkeys((*people, *organization)))
    _settle_status(cast, draft, told, planned, side)
    return draft


def _is_planned(text: str, found: re.Match[str], beside: Sequence[Draft] | None) -> bool:
    """Whether a summit is to come: that on whose sidelines somebody met is when they met."""
    if beside is not None:
        return beside[0].status == "planned" if beside else outlook.looks_ahead(text[: found.start()])
    before = text[max(0, found.start() - 160) : found.start()].rpartition('"')[2]
    return outlook.announces(before + found[0], text[found.end() :])


def _attending(skeleton: Skeleton, told: Sequence[Draft], found: re.Match[str], planned: bool) -> list[Actor]:
    """Those who met at a summit; of a planned one, those named before it."""
    people = [a for d in told if not d.skipped for a in d.actors if a.kind == "person"]
    if not people and (hosted := _HOSTED.match(skeleton.text, found.end())):
        people = [a for r in skeleton.named(hosted["who"]) for a in r.actors]
    before = skeleton.named(skeleton.text[: found.start()])
    if not people and _SAID_AT.search(skeleton.text, 0, found.start()):
        people = [a for r in before if r.type == "person" and not r.mention.possessive for a in r.actors]
        return people if len(people) == 1 else []
    if people or not planned or _LOOKED_FOR.search(skeleton.text, 0, found.start()):
        return people
    near = [r for r in before if r.type == "person" and not r.mention.possessive]
    return [a for r in near for a in r.actors] if len(near) < 5 else []


def _settle_status(cast: Cast, draft: Draft, told: Sequence[Draft], planned: bool, side: bool) -> None:
    base = cast.today or cast.published
    if (draft.when and base and draft.when.start > base.end) or (planned and not draft.when):
        draft.status = "planned"
    elif (
        side
        and told
        and told[0].status == "held"
        and (told[0].when is None or (base and told[0].when.start == base.start))
    ):
        draft.status = "ongoing"
        draft.when = draft.when or base
        if draft.city is None and draft.country in (None, cast.here[1]):
            draft.city, draft.country = cast.here


def _whose(cast: Cast, skeleton: Skeleton, found: re.Match[str]) -> tuple[Actor, ...]:
    """The states whose event it is: those in its name, else the two sides where they speak of it, or it is joint."""
    named = skeleton.named(skeleton.text[found.start() : found.start("verb")])
    states = tuple(dict.fromkeys(a for r in named if r.type in ("state", "adjective") for a in r.actors))
    theirs = len(cast.author) > 1 or TYPES["group"] in skeleton.text or _JOINT.search(skeleton.text)
    if len(states) > 1 or not theirs:
        return states
    return tuple(a for a in cast.dyad() if a.kind == "state")


def _events(cast: Cast, skeleton: Skeleton, number: int) -> Iterator[Draft]:
    """Conferences and consultations that the two sides hold or will hold, where a day or a city is said."""
    if not skeleton.may["event"]:
        return
    for found in EVENT.finditer(skeleton.text):
        noun = found["noun"].lower()
        sides = _whose(cast, skeleton, found)
        if len(sides) < 2 or "\ue003" in found["name"] and noun == "summit":
            continue
        stop = min(len(skeleton.text), found.end() + 40)
        date = slots.nearest(slots.dates_in(skeleton, found.start(), stop), found.end())
        planned = not re.match(r"took|was|were|held|opened|kicked", found["verb"])
        kind: EventKind = "summit" if noun == "summit" else "consultation" if "onsult" in noun else "conference"
        draft = Draft(
            rule="event.held",
            kind=kind,
            status="planned" if planned else "held",
            actors=sides,
            host=(),
            sentence=number,
            begin=skeleton.sentence.begin,
            end=skeleton.sentence.end,
            part=skeleton.sentence.kind,
            stated=date is not None,
            when=date.resolve("future" if planned else "past") if date else None,
        )
        put(cast, skeleton, draft, found.start(), stop, found.end())
        if draft.when is not None or draft.city is not None:
            yield draft
