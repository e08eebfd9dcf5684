"""Document + Cast -> meetings: one for each real contact, told once or many times."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.cast import Cast, Ref
from kg.facts import contacts, issuing, margins, merging
from kg.facts.drafts import Draft
from kg.facts.rules import listed
from kg.facts.skeleton import Skeleton
from kg.facts.subjects import Subject, subject_after
from kg.model import Actor, Fact, Meeting, Participation, Skipped

_AT_TABLE = re.compile(r"\b(?:talks|meeting|discussions?|consultations?|call)\b")
# "Berg led the Norwegian delegation, and Kamau led the Kenyan delegation".
_LEADS = (
    r"\ue000.,? (?:led|headed|leads|heads|leading|heading)"
    r" (?:\ue002.|(?:the )?[\ue002\ue005].(?:'s)? (?:delegation|side|team))"
)
ATTENDED = re.compile(
    r"^(?:In particular, |Among others, |On (?:\ue002.|the [\ue002\ue005].(?:'s)? side),? )?"
    r"(?P<a>(?:[\ue000].(?:,? and |, |,? as well as )?)+)"
    r"(?:,? among others,?)? (?:also |were |was |will |will also )?(?:take part in|attend|attended"
    r"|present at|took part in|participated in|joined) (?:the |these )?(?:meeting|talks|activities|event)"
    r"|^\ue002. (?:also )?(?:included|comprised|consisted of|was represented by) (?P<c>.{2,400})"
    r"|(?:[\ue001\ue002].(?: side| delegation)?|[Dd]iscussions|[Cc]onsultations|[Tt]alks|[Mm]eeting)"
    r" (?:were|was) (?:(?:co-)?chaired|headed|led|represented) (?:jointly )?"
    r"(?:(?:on|from|for) (?:the )?\ue002. )?by (?P<d>.{2,400})"
    r"|(?:[Tt]aking part in the (?:meeting|talks) (?:were|was)|delegation included|(?:meeting|talks) (?:was"
    r"|were) attended by|accompanied by) (?P<b>.{2,400})"
    rf"|(?:delegation|\ue002.) (?:that|which) (?:included|comprised|consisted of) (?P<f>{listed('PERSON')})"
    rf"|(?P<e>{_LEADS},? (?:and|while|with) {_LEADS})"
)


def find(cast: Cast, skeletons: Sequence[Skeleton]) -> Iterator[Fact | Skipped]:
    """The meetings of an article, in the order of their first words. Settles `cast.principals` on the way."""
    drafts: list[Draft] = []
    subject = Subject()
    settled = False
    cast.principals, cast.author = _fallback(cast), issuing.signer(cast, skeletons)
    for number, skeleton in enumerate(skeletons):
        if skeleton.sentence.kind in ("label", "placeline"):
            continue
        refs = cast.within(skeleton.sentence.begin, skeleton.sentence.end)
        if skeleton.sentence.turn:
            labelled = cast.labelled(skeleton.sentence.turn)
            subject = Subject(labelled[-1].actors if labelled else (), subject.many)
        for draft in contacts.find(cast, skeleton, number, subject):
            if draft.skipped:
                yield _skipped(cast, draft, draft.skipped)
                continue
            if _settles(cast, draft, settled):
                cast.principals, settled = draft.actors, True
            drafts.append(draft)
            cast.met = True
            if _is_news(cast, draft):
                cast.pairs[skeleton.sentence.begin] = tuple(a for a in draft.actors if a.kind == "person")
        subject = subject_after(cast, _unquoted(cast, skeleton, refs), subject)
    told: list[Draft] = []
    for draft in drafts:
        if merging.told_elsewhere(cast, draft, drafts):
            yield _skipped(cast, draft, "a contact of the same sides is told in words of its own")
        else:
            told.append(draft)
    merged = merging.merge(cast, told)
    _attendance(cast, skeletons, merged)
    margins.name(merged)
    for draft in merged:
        yield _meeting(cast, draft)


def _unquoted(cast: Cast, skeleton: Skeleton, refs: tuple[Ref, ...]) -> tuple[Ref, ...]:
    """The references of a sentence that stand in no quotation: who is named in one is not who speaks on."""
    begin, view = skeleton.sentence.begin, cast.document.view
    if skeleton.sentence.kind == "turn" or '"' not in view[begin : skeleton.sentence.end]:
        return refs
    return tuple(r for r in refs if view.count('"', begin, r.begin) % 2 == 0)


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
    if not draft.took_place or draft.kind == "visit" or draft.rule.startswith(("summit.", "event.")):
        return False
    day = cast.today or cast.published
    recent = draft.when is None or day is None or abs((draft.when.end - day.end).days) <= 3
    return recent and sum(a.kind == "person" for a in draft.actors) > 1


def _fallback(cast: Cast) -> tuple[Actor, ...]:
    """The first two persons of different states, else the first two states, where no contact names a pair."""
    people: list[Actor] = []
    for actor, figure in sorted(cast.figures.items(), key=lambda item: item[1].first):
        if figure.heads and all("spokes" in head for head in figure.heads):
            continue  # who speaks of a contact is none of those who meet
        if actor.country and all(p.country != actor.country for p in people):
            people.append(actor)
    if len(people) >= 2:
        return tuple(people[:2])
    states = [r.actors[0] for r in cast.refs if r.type in ("state", "adjective")]
    return tuple(dict.fromkeys(states))[:2]


def _attendance(cast: Cast, skeletons: Sequence[Skeleton], merged: list[Draft]) -> None:
    """Those who "attended the talks" take part in the article's main contact."""
    own = [d for d in merged if d.kind not in ("visit", "phone-call") and d.status != "cancelled"]
    main = next((d for d in own if d.took_place), own[0] if own else None)
    if main is None:
        return
    for skeleton in skeletons:
        if not skeleton.may["attended"]:
            continue
        for found in ATTENDED.finditer(skeleton.text):
            if "accompanied by" in found[0] and not _AT_TABLE.search(skeleton.text):
                continue  # on the journey, not at the meeting
            people = [
                a
                for ref in skeleton.named(
                    found["a"] or found["b"] or found["c"] or found["d"] or found["e"] or found["f"]
                )
                if ref.type == "person"
                for a in ref.actors
            ]
            served = set(cast.behalf(people))
            stay = [a for a in main.actors if a.kind != "state" or a not in served]
            main.actors = tuple(dict.fromkeys((*stay, *people)))


def _skipped(cast: Cast, draft: Draft, reason: str) -> Skipped:
    return Skipped(span=cast.document.span(draft.begin, draft.end), rule=draft.rule, reason=reason)


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
