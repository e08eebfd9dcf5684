"""Whose an agreement is where no word beside its name says so: of those who issue the text, or of its contact.

Where anything speaks against it the parties stay empty: a guess from the two sides of an article is wrong as often as
the article tells of others too.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from kg.cast import Cast
from kg.facts import known, labels
from kg.facts.sides import state_at
from kg.model import Actor, AgreementKind
from kg.text import Sentence

_TOGETHER = re.compile(r"(?i:\bjoint\b|\bbetween\b|\bsign(?:s|ed)?\b)")
# Words that make an agreement that is but mentioned one of the two sides of the article.
_OURS = re.compile(
    r"\b(?:[Oo]ur|[Bb]ilateral|[Tt]he two (?:countries|sides|nations|states|leaders)|[Bb]oth (?:countries|sides"
    r"|nations|leaders)|[Tt]heir|[Jj]oint(?:ly)?)\b"
)
# A name of these words alone may be of any two states; one with other words has its own, known to whoever reads it.
_COMMON = frozenset(
    "accord action additional agenda agreement agreements air alliance amity and arrangement assistance association"
    " bilateral border charter combined commerce common communique compact comprehensive consular consultations"
    " convention cooperation coordination cultural culture customs declaration defence defense delimitation"
    " development dialogue double economic education energy enhanced exchange extradition fisheries for foreign"
    " framework free friendship general global good implementation in incentive income information interim investment"
    " joint judicial labour legal maritime measures medium memorandum military mobility mutual navigation neighborly"
    " neighbourliness new nuclear of on pact partnership peace peaceful plan political preferential program programme"
    " promotion propulsion protection protocol readmission reciprocal relations road roadmap science scientific"
    " security services social special statement status strategic strategy taxation technical technology term the"
    " tourism trade transit transport treaty understanding uses vision visa water work".split()
)
_NEAR = 70
# As many sentences, the last of them its own, tell who "both sides" are.
_BACK = 4
_BY_US = re.compile(r"\b[Oo]ur (?:(?!the\b|under\b|of\b|in\b|to\b|with\b|from\b|at\b)[a-z-]+ ){0,2}$")
# Two of those who share one of these may speak of it as theirs.
OF_SOME = ("project", "mechanism", "partnership")
# Whoever speaks of a peace between others is no party to it, nor who mediates one: "Sudan's peace agreements", "the
# 2016 Peace Accord", "the hostage deal".
PEACE = re.compile(r"(?i:\b(?:peace|cease-?fire|truce|armistice|hostages?|nuclear deal|normali[sz]ation)\b)")
_TWO = "2"
_MEET = re.compile(
    r"(?:['’]s?)? (?:(?:foreign|finance|trade|defen[cs]e) )?(?:leaders|ministers|chiefs|nations|allies|countries)\b"
)
# Who helped to bring an agreement about is no party to it: "a UN-brokered truce".
BROUGHT = re.compile(r"-(?:brokered|mediated|led|backed|sponsored|supported|proposed|facilitated|drafted|hosted|run)\b")
_THEY = re.compile(r"\b[Tt]hey\b")
# The part of a sentence that tells of one thing.
_PART = re.compile(r"[;:]|, (?:while|whereas|but|which|where|as well as)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """The name of an agreement at `[begin, end)` of the view, in `sentence`.

    `fresh` tells whether its sentence makes or plans it, `ended` whether it ends it; else it mentions what there is.
    `met` tells whether the sides of the article met or signed something, `report` that it is no government's own text:
    its contact is one of many things that it tells of. `issuers` are those who issue the article
    itself as a joint text, where it is one.
    """

    sentence: Sentence
    begin: int
    end: int
    kind: AgreementKind
    fresh: bool
    ended: bool = False
    met: bool = False
    report: bool = False
    issuers: tuple[Actor, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Whose:
    """The parties of an agreement, how many its name itself holds, and whether its sentence tells them."""

    actors: tuple[Actor, ...]
    within: int = 0
    named: bool = True


def of_the_article(cast: Cast, name: Name) -> Whose:
    """The sides of the article's contact, where an agreement without a party beside it can only be theirs.

    Where nobody met, the first two states of the text are not the parties of whatever it names; and what is only
    mentioned by a name of its own ("the Lake Treaty"), or beside other states, may be anybody's.
    """
    view, sentence = cast.document.view, name.sentence
    near = view[max(sentence.begin, name.begin - _NEAR) : min(sentence.end, name.end + _NEAR)]
    ours = bool(_OURS.search(near)) or name.kind == "project" and labels.is_built(view, name.begin, name.end)
    if name.issuers and (name.kind == "joint-statement" or name.fresh or ours):
        return Whose(actors=cast.behalf(name.issuers))
    if us := _speakers(cast, name):
        return Whose(actors=us)
    there = _states_in(cast, sentence.begin, sentence.end) if name.kind == "project" else ()
    if len(there) == 2:
        return Whose(actors=there, named=False)
    if name.kind == "joint-statement" and name.report and (forum := _forum(cast, sentence)):
        return Whose(actors=forum)
    group = any(r.type == "group" for r in cast.within(sentence.begin, sentence.end))
    they = bool(group or _THEY.search(view, sentence.begin, name.begin))
    sides = cast.dyad()
    told = name.met or they or bool(_TOGETHER.search(cast.document.article.title or ""))
    theirs = told and len(sides) > 1 and _may_be_theirs(name, view[name.begin : name.end], ours, sides)
    # Three who meet speak of what two of them, or others, have made.
    told_of = not (name.fresh or they)
    both = set(sides_in(cast, sentence)) == set(sides) and len(sides) == 2
    loose = (
        not both
        and told_of
        and (len(sides) > 2 and name.kind != "partnership" or name.kind == "agreement" and not ours)
        or name.report
        and name.kind not in OF_SOME
        and not (name.kind == "joint-statement" and name.fresh)
        and not two_are_told(cast, sentence, sides)
    )
    return Whose(actors=sides if theirs and not loose and not _of_others(cast, name, sides) else (), named=they)


def _forum(cast: Cast, sentence: Sentence) -> tuple[Actor, ...]:
    """The organization whose leaders or ministers speak together, by a sentence or by the title of an article."""
    title = next((s for s in cast.document.sentences if s.kind == "title"), sentence)
    refs = (r for told in (sentence, title) for r in cast.within(told.begin, told.end))
    return next((r.actors for r in refs if r.type == "organization" and _MEET.match(cast.document.view, r.end)), ())


def is_settled(cast: Cast, sentence: Sentence) -> bool:
    """Whether "both sides" in a sentence of a report are known: its two met, its title names them, or it has none.

    Where the sentence and those before it tell of others, and not of both of the two, "both sides" are those others.
    """
    title = next((s for s in cast.document.sentences if s.kind == "title"), None)
    named = set(sides_in(cast, title)) if title else set()
    if not (cast.met or title is None or len(named) > 1 and named >= set(cast.dyad())):
        return False
    at = bisect_right(cast.document.sentences, sentence.begin, key=lambda one: one.begin)
    told = cast.document.sentences[max(0, at - _BACK) : at]
    near = {side for one in told for side in sides_in(cast, one)}
    return near >= set(cast.dyad()) or near <= set(cast.dyad())


def two_are_told(cast: Cast, sentence: Sentence, sides: tuple[Actor, ...]) -> bool:
    """Whether a sentence tells of two sides: by their names, or as "the two countries", "both sides"."""
    counted = is_settled(cast, sentence) and any(
        r.type == "group" and r.mention.key == _TWO for r in cast.within(sentence.begin, sentence.end)
    )
    return len(sides) == int(_TWO) and (counted or set(sides_in(cast, sentence)) == set(sides))


def _speakers(cast: Cast, name: Name) -> tuple[Actor, ...]:
    """The state whose government publishes its own words and the one that it speaks of: "our partnership … Kenya"."""
    home = state_at(cast, cast.home)
    if not home or not _BY_US.search(cast.document.view, name.sentence.begin, name.begin):
        return ()
    others = [s for s in _states_in(cast, name.sentence.begin, name.sentence.end) if s not in home]
    return (*home, *others) if len(others) == 1 else ()


def _states_in(cast: Cast, begin: int, end: int) -> tuple[Actor, ...]:
    refs = (r for r in cast.within(begin, end) if r.type in ("state", "adjective"))
    return tuple(dict.fromkeys(a for r in refs for a in r.actors))


def sides_in(cast: Cast, sentence: Sentence) -> tuple[Actor, ...]:
    """The states and organizations that a sentence names, by their officials too; not who only helped them."""
    view = cast.document.view
    refs = [r for r in cast.within(sentence.begin, sentence.end) if not BROUGHT.match(view, r.end)]
    return cast.behalf(a for r in refs if r.type in ("person", "state", "adjective", "organization") for a in r.actors)


def _of_others(cast: Cast, name: Name, sides: tuple[Actor, ...]) -> bool:
    """Whether the part of the sentence that names an agreement tells of a state that is none of the sides."""
    view, sentence = cast.document.view, name.sentence
    begin = max((m.end() for m in _PART.finditer(view, sentence.begin, name.begin)), default=sentence.begin)
    after = _PART.search(view, name.end, sentence.end)
    return not set(_states_in(cast, begin, after.start() if after else sentence.end)) <= set(sides)


def _may_be_theirs(name: Name, label: str, ours: bool, sides: tuple[Actor, ...]) -> bool:
    """Whether an agreement may be of the two sides: a treaty with a name of its own is mostly one of many."""
    if row := known.row(label):
        keys = {state.key for state in sides}
        return keys == set(row.parties) or (row.kind in OF_SOME and keys <= set(row.parties))
    if PEACE.search(label) and (name.report or not name.fresh):
        return False
    if name.fresh:
        return True
    if name.ended:
        return False
    if name.kind == "project":
        return ours
    if ours or name.kind != "treaty" and not (name.kind == "agreement" and name.report):
        return True
    words = re.findall(r"[A-Z][\w-]+", label)
    return all(part.lower() in _COMMON for word in words for part in word.split("-"))
