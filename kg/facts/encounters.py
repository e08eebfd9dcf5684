"""Contacts that a verb tells of: classes of verbs over the clauses of a sentence.

    encounters(skeleton) -> Iterator[Frame]

A clause gives a subject, a verb with all on which it depends ("is expected to meet"), and complements; the rows of
`kg/lexicon/rules/contact.toml` say for a class of verbs where the two sides stand. The frame is told in a view of the
clause (`kg.facts.views`), in which the subject stands right before the verb.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.facts import acting, destinations, envoys, outlook, views, words
from kg.facts.clauses import Clause, clauses
from kg.facts.complements import Complement, complements
from kg.facts.found import Found
from kg.facts.frames import Run, Verbs
from kg.facts.nouns import kinds_before
from kg.facts.rules import Rule
from kg.facts.skeleton import NUMBER, TYPES, Skeleton
from kg.facts.verbs import Row, by_form

_PERSONS = re.compile(
    rf"[{TYPES['person']}{TYPES['adjective']}{TYPES['group']}]|\b(?:{'|'.join(words.vocabulary().offices)})\b"
)
_BY_PHONE = re.compile(r"\b(?:phone|telephone|video|videoconference|link)\b|\bfor [\w -]{1,24}(?:minutes|hours?)\b")
# Behind whom one called by phone.
_BARE = re.compile(r"$|[.,;]| (?:to|on|by|earlier|later|again|and|after|following|over|about|regarding|from|for)\b")
# "agreed [to stay in touch and] to meet": what is decided, neither wished for nor done.
_PLANS = re.compile(
    r"(?:[a-z]+ )*(?:agreed?s?|decided?s?|plan(?:s|ned|ning)?|intend(?:s|ed|ing)?|resolved?|vow(?:s|ed)|pledged?"
    r"|promise[sd]?|undertook|(?<!is )(?<!are )(?<!was )(?<!were )prepar(?:es|ed|ing)"
    r"|arrang(?:es|ed|ing)|expect(?:s|ed))\b[^.;,]*"
    r"|(?:[a-z]+ )*(?:[Ii]s|are|was|were|be|been)"
    r"(?: (?:due|set|scheduled|expected|slated|going|about|still|also|now|both|\w+ly))* "
    r"|.*\bplans "
)
# "flew to Lima to meet": who came there did.
_CAME = frozenset(
    "flew went came arrived travelled traveled gathered returned visited journeyed converged convened assembled".split()
)
# What is done again and again is no one contact.
_OFTEN = re.compile(
    r"\b(?:often|regularly|frequently|from time to time|routinely|usually|repeatedly|never|annually|traditionally"
    r"|(?:each|every) (?:year|month|week)"
    r"|on a regular basis|\w+ times|before(?=[,.]|$)|since(?=[,.]|$))(?!\w)"
    r"|\bregular (?:\w+ )?(?:meetings|talks|consultations|contacts)"
)
_AND_DO = re.compile(r"(?: and|,| or|, and)(?: also| then| later)? (?P<verb>[a-z]+)(?= )")
_AT = re.compile(rf"\b(?:to|for) (?:the )?(?P<p>{TYPES['place']}{NUMBER})(?!['’\w])")
_COUNTED = re.compile(r"\btimes? $")
# Behind "is in Lima": why one came there, or until when.
_STAYS = re.compile(
    r"$|[.,;]| (?:for|on|to|this|next|last|with|after|before|ahead|later|earlier|today|again|and|days"
    r"|weeks)\b"
)
# Nouns on which hangs what is not said to be done: "thanked him for the invitation [to visit Norway]".
_INVITED = re.compile(
    r"\b(?:invit\w+|opportunity|wish|desire|offers?|requests?|refusal|right|chance|need|pressure|calls?|plea|appeal) $"
)
# "When Berg meets Kamau, she will …": what these open in the present tense is to come.
_WHEN = frozenset(("when", "once", "until"))
# Clauses that tell nothing of their own.
_NEVER = frozenset(("according",))
_CONDITIONS = frozenset("if whether unless lest even_if as_if provided_that".split())


@dataclass(frozen=True, slots=True)
class _Scene:
    """A clause that may tell of a contact: its subject, its verb with all on which it depends, its complements."""

    text: str
    clause: Clause
    subject: Run
    begin: int  # where the verbs begin
    ahead: bool  # another verb says that it is to be done
    done: bool  # another verb says that it was
    complements: Sequence[Complement]
    places: frozenset[int]  # where adverbials of place stand

    @property
    def placed(self) -> bool:
        """Whether an adverbial of place stands right behind the verb."""
        return self.clause.verbs.end in self.places


def encounters(skeleton: Skeleton) -> Iterator[tuple[Rule, Found, views.View]]:
    """The contacts that the verbs of a sentence tell of, each with the view of its clause."""
    found = clauses(skeleton.text)
    places = frozenset(a.at for a in skeleton.adjuncts if a.kind in ("place", "country", "here"))
    for number, clause in enumerate(found):
        untold = clause.kind == "main" and not clause.verbs.tense and skeleton.sentence.kind != "title"
        for verbs in () if untold else _verbs(skeleton.text, clause):
            told = by_form()[skeleton.text[verbs.head : verbs.end].lower()]
            if all("stays" in row.marks for row in told) and verbs.end not in places:
                continue
            if scene := _scene(skeleton, found, number, verbs, places):
                for row in told:
                    if spans := _sides(scene, row):
                        yield _told(skeleton, found, number, scene, row, spans)
                        break


def _verbs(text: str, clause: Clause) -> Iterator[Verbs]:
    """The verbs of a clause that may tell of a contact: its own, and bare ones joined to it ("will visit and meet")."""
    if clause.kind in _NEVER or clause.verbs.negated or clause.opener.replace(" ", "_") in _CONDITIONS:
        return
    if clause.kind == "complement" and outlook.denies(text[: clause.begin]):
        return
    if text[clause.verbs.head : clause.verbs.end].lower() in by_form():
        yield clause.verbs
    if clause.verbs.tense == "modal" or clause.kind == "infinitive":
        for also in _AND_DO.finditer(text, clause.verbs.end, clause.end):
            if also["verb"] in by_form():
                yield replace(clause.verbs, head=also.start("verb"), end=also.end("verb"))


def _scene(
    skeleton: Skeleton, found: Sequence[Clause], number: int, verbs: Verbs, places: frozenset[int]
) -> _Scene | None:
    """The clause with its subject and complements; None where its subject is no side."""
    clause, text = replace(found[number], verbs=verbs), skeleton.text
    subject = acting.subject(text, clause)
    if subject is None or _COUNTED.search(text, 0, clause.begin):
        return None
    if _OFTEN.search(text, clause.verbs.begin, clause.end):
        return None
    begin, done = clause.verbs.begin, False
    ahead = clause.opener in _WHEN and clause.verbs.tense == "present"
    if clause.kind == "infinitive":
        governor = acting.governor(found, number)
        if (
            governor is None
            or governor.verbs.negated
            or governor.opener in _CONDITIONS
            or acting.does_another(text, governor)
        ):
            return None
        begin = governor.verbs.begin
        ahead = bool(_PLANS.fullmatch(text, begin, clause.verbs.begin))
        if acting.does_another(text, found[number - 1]):
            return None
        done = text[governor.verbs.head : governor.verbs.end] in _CAME
    elif clause.opener == "before" and clause.verbs.tense == "present":
        ahead = True  # "spoke before she flies on to Lima"
    elif clause.kind == "participial" and views.ONWARD.search(text, 0, clause.begin):
        before = acting.governor(found, number)
        ahead = before is not None and before.verbs.tense != "past"
        done = before is not None and not ahead
    clause = replace(clause, end=_own_end(found, number))
    told = complements(text, clause.verbs.end, clause.end)
    return _Scene(text, clause, subject, begin, ahead, done, told, places)


def _own_end(found: Sequence[Clause], number: int) -> int:
    """Where a clause ends, or another subject comes to act in it: "met Kamau, and [Rojas was in Lima]"."""
    clause = found[number]
    others = (c.begin for c in found[number + 1 :] if c.kind == "coordinate" and c.own and c.begin > clause.verbs.end)
    return min(clause.end, *others, clause.end)


def _sides(scene: _Scene, row: Row) -> Mapping[str, Run] | None:
    """Where the slots of a row stand in a clause; None where one is lacking."""
    passive = scene.clause.verbs.passive or scene.clause.agent is not None
    if passive != ("agent" in row.marks):
        return None
    if "agent" in row.marks:
        return _of_passive(scene)
    if "there" in row.marks or "stays" in row.marks:
        return _journey(scene, row)
    noun = _noun(scene, row) if row.nouns else None
    if row.nouns and noun is None:
        return None
    own = "whose" if scene.text[slice(*scene.subject)] == "I" else "a"
    named = {own: scene.subject} | ({"noun": noun} if noun else {})
    if "ahead" in row.marks and not (scene.ahead or scene.clause.verbs.tense == "modal"):
        return None
    if row.ranked:
        return named if noun and _is_office(scene, noun, row) else None
    other = _other(scene, row)
    return named | {"b": other} if other else None


def _journey(scene: _Scene, row: Row) -> Mapping[str, Run] | None:
    """Who goes where, or is where they came to."""
    speaks = scene.text[slice(*scene.subject)] == "I"
    own = {"whose" if speaks else "a": scene.subject}
    aside = (
        scene.clause.kind == "participial"
        and not (scene.ahead or scene.done)
        or _INVITED.search(scene.text, 0, scene.clause.begin)
    )
    if aside or not destinations.travels(scene.text, scene.subject):
        return None
    if "stays" in row.marks:
        return own if scene.placed and not speaks and _STAYS.match(scene.text, scene.clause.verbs.end) else None
    number = next((n for n, c in enumerate(scene.complements) if c.preposition in row.other), None)
    if number is None:
        return None
    to = scene.complements[number]
    if to.preposition == "on to" and not scene.text.endswith("on to ", 0, to.begin):
        return None  # "went on to say that Norway"
    there = destinations.destination(scene.text, to.begin)
    left = (c for c in scene.complements[:number] if not c.preposition)
    only = all(destinations.destination(scene.text, c.begin) for c in left)
    return own | dict([there]) if there and only else None


def _other(scene: _Scene, row: Row) -> Run | None:
    """Where the other side stands: the first complement behind one of a row's prepositions."""
    told = scene.complements
    if "first" in row.marks:
        told = [c for c in told if not _BY_PHONE.search(scene.text, c.begin, c.end)][:1]
    one = next((c for c in told if c.preposition in row.other), None)
    run = envoys.side(scene.text, one.begin, scene.clause.end) if one else None
    return run if one and run and _fits(scene.text, one, run, row) else None


def _fits(text: str, one: Complement, run: Run, row: Row) -> bool:
    """Whether a side is one as the row wants it."""
    wanted = {"persons": _PERSONS, "named": envoys.PERSON}.get(row.who)
    if wanted and not wanted.search(text, *run) or "bare" in row.marks and not _BARE.match(text, run[1]):
        return False
    return text[: one.begin].split(" ")[-3:-2] not in [[topic] for topic in row.topics]


def _of_passive(scene: _Scene) -> Mapping[str, Run] | None:
    """Who was received, and by whom. In "Kamau took part in a summit, hosted by Berg" the summit was hosted."""
    verbs = scene.clause.verbs
    if verbs.open and not scene.clause.own and scene.text[verbs.head : verbs.end].lower() == "hosted":
        return None
    agents = (
        [scene.clause.agent[0]] if scene.clause.agent else [c.begin for c in scene.complements if c.preposition == "by"]
    )
    host = envoys.side(scene.text, agents[0], scene.clause.end) if agents else None
    they = scene.text[slice(*scene.subject)].lower() == "they"
    return {"a": host, "b": scene.subject} if host and not they else None


def _is_office(scene: _Scene, noun: Run, row: Row) -> bool:
    """Whether a noun names officials by rank alone, of wherever the adverbial right behind it says."""
    begin = next(c.begin for c in scene.complements if noun[1] in (c.head, c.end))
    before = scene.text[begin : noun[1]].lower().split(" ")[:-1]
    return noun[1] in scene.places and row.ranked.issuperset(before)


def _noun(scene: _Scene, row: Row) -> Run | None:
    """An object that names a contact: "a second day of [talks]", "a [phone call]"."""
    for one in scene.complements:
        for end in (one.head, one.end) if one.preposition in row.at else ():
            *before, last = scene.text[one.begin : end].split(" ")
            named = before and before[-1][0].isupper() and last[0].isupper()  # "the Trade Dialogue"
            if last.lower() in row.nouns and not named:
                return kinds_before(scene.text, one.begin, end), end
    return None


def _told(
    skeleton: Skeleton, found: Sequence[Clause], number: int, scene: _Scene, row: Row, spans: Mapping[str, Run]
) -> tuple[Rule, Found, views.View]:
    view = views.view(skeleton, found, number, scene.subject, scene.begin)
    length = view.begin - 1
    moved = {
        name: (0, length) if run == scene.subject else (run[0] - view.shift, run[1] - view.shift)
        for name, run in spans.items()
    }
    if came := _AT.search(scene.text, scene.begin, scene.clause.verbs.begin):
        moved["p"] = (came.start("p") - view.shift, came.end("p") - view.shift)
    if scene.ahead or scene.done:
        moved["ahead" if scene.ahead else "done"] = (view.begin, scene.clause.verbs.end - view.shift)
    moved |= {name: envoys.named(view.skeleton.text, run) for name, run in moved.items() if name in "ab"}
    last = max(end for _, end in (*moved.values(), (0, scene.clause.verbs.end - view.shift)))
    return row.rule, Found(view.skeleton.text, (0, last), moved), view
