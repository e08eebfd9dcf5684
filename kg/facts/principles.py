"""Statements + principle mentions -> stated principles: who states which, in which words."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Protocol

from kg.cast import Cast
from kg.facts.clauses import clauses
from kg.facts.diplomacy import Concern, concern, sides
from kg.facts.words import vocabulary
from kg.model import Span, StatedPrinciple, Statement


class Found(Protocol):
    """A principle mention as `kg.mentions.principles` finds it, in positions of the view."""

    @property
    def begin(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def concept(self) -> str: ...
    @property
    def rule(self) -> str: ...
    @property
    def stance(self) -> str: ...
    @property
    def bare(self) -> bool: ...
    @property
    def urged(self) -> bool: ...


# What is done in words with a principle that they only name speaks up for it all the same.
_ACTS = frozenset(("pledge", "support", "urge", "agree", "appreciate"))
_SPEAKING = frozenset(("person", "state", "organization"))
# Principles of dealings between states and sides at war by what they are, whatever else a text is of.
_BETWEEN_STATES = frozenset(
    (
        *("ceasefire-and-peace", "peaceful-settlement", "two-state-solution", "non-proliferation", "non-use-of-force"),
        *("one-china", "one-china-principle", "one-china-policy", "china-reunification", "un-charter"),
        *("un-centrality", "freedom-of-navigation", "unclos", "collective-defence", "asean-centrality"),
        *("free-and-open-indo-pacific", "multipolarity", "multilateralism", "non-interference"),
        *("no-unilateral-sanctions", "rules-based-order", "anti-hegemonism"),
    )
)
# Where a principle is stated again and again, its first places are enough to check it.
_PLACES = 3


# What somebody stands for by the nouns of a text that nobody says: "Kenya's commitment to X", "the US demand for X".
_CLAIM = re.compile(
    r"(?:'s? (?:(?!(?:and|or|to)\b)[a-z-]+ ){0,3}?| (?:(?!(?:and|or|to)\b)[a-z-]+ )??)"
    r"(?:commitment|dedication|adherence|support|opposition|calls?|appeals?|demands?|push|pledge|insistence|backing"
    r"|condemnation|rejection) (?:to|for|of) (?:(?!(?:that|which|who|by|from|and)\b)[\w'\"-]+ ){0,6}\"?$"
)
_OWN = frozenset(("person", "state", "organization", "adjective"))
# Claims that are doubted, given up or refused.
_NOT_SO = re.compile(
    r"\b(?:doubts?|doubt\w+|question\w*|lack\w*|abandon\w*|reject\w*|refus\w+|despite|ignor\w+|critici\w+"
    r"|oppos\w+|no|not|without|if|whether|uncertain\w*|rebuff\w*|dismiss\w*|defied|defying|away from)\b[^.;]*$"
)


def find(
    cast: Cast, statements: Sequence[tuple[int, int, Statement]], mentions: Sequence[Found]
) -> Iterator[StatedPrinciple]:
    """One fact for each concept and its speakers, with the clauses that state it.

    What is rejected is not stated.
    """
    stated: dict[tuple[str, tuple[str, ...]], tuple[Found, Statement, list[Span]]] = {}
    claimed: dict[tuple[str, tuple[str, ...]], StatedPrinciple] = {}
    ordered = sorted(statements, key=lambda told: told[0])
    of_what = concern(cast)
    for mention in mentions:
        if not (mention.stance == "support" or mention.bare) or _in_a_title(cast, mention):
            continue
        at = bisect_right(ordered, mention.begin, key=lambda told: told[0]) - 1
        if at < 0 or mention.end > ordered[at][1]:
            if claim := _claimed(cast, mention, of_what):
                claimed.setdefault((claim.concept, tuple(a.name for a in claim.speakers)), claim)
            continue
        begin, end, statement = ordered[at]
        if mention.bare and statement.act not in _ACTS:
            continue  # nobody speaks up for it
        if not _states(cast, mention, ordered[at], of_what) or _told_by_others(cast, mention, ordered[at]):
            continue
        key = (mention.concept, tuple(a.name for a in statement.speakers))
        places = stated.setdefault(key, (mention, statement, []))[2]
        place = cast.document.span(*_clause(cast, mention, begin, end))
        if len(places) < _PLACES and place not in places:
            places.append(place)
    for mention, statement, places in stated.values():
        yield StatedPrinciple(
            evidence=tuple(places), rule=mention.rule, concept=mention.concept, speakers=statement.speakers,
            on_behalf=statement.on_behalf,
        )  # fmt: skip
    yield from (claim for key, claim in claimed.items() if key not in stated)


def _claimed(cast: Cast, mention: Found, of_what: Concern) -> StatedPrinciple | None:
    """The principle of whom a sentence in which nobody speaks gives a commitment, a call or a demand for it."""
    at = bisect_right(cast.document.sentences, mention.begin, key=lambda s: s.begin) - 1
    sentence = cast.document.sentences[at]
    if at < 0 or sentence.kind != "body" or mention.end > sentence.end:
        return None
    view = cast.document.view
    for ref in reversed(cast.within(sentence.begin, mention.begin)):
        if ref.type not in _OWN or not ref.actors or not _CLAIM.match(view[ref.end : mention.begin]):
            continue
        behalf = cast.behalf(ref.actors)
        if not behalf or of_what == "other" or _NOT_SO.search(view[sentence.begin : ref.begin]):
            return None
        return StatedPrinciple(
            evidence=(cast.document.span(*_clause(cast, mention, sentence.begin, sentence.end)),), rule=mention.rule,
            concept=mention.concept, speakers=ref.actors, on_behalf=behalf,
        )  # fmt: skip
    return None


def _states(cast: Cast, mention: Found, told: tuple[int, int, Statement], of_what: Concern) -> bool:
    """Whether what is said is the position of a state or an organization on matters between several.

    Whoever serves none states none, and papers tell of principles that nobody speaks up for; a national agency's report
    of a meeting has what its sides stand for. In a text of home affairs it takes another side in the sentence, or an
    organization that speaks.
    """
    begin, end, statement = told
    if of_what == "release":
        return True
    urged = mention.urged or statement.act in _ACTS
    if not statement.on_behalf or not urged and not (cast.met and cast.agency):
        return False
    others = (
        any(a.kind == "organization" for a in statement.on_behalf)
        or len({*statement.on_behalf, *sides(cast, begin, end)}) > 1
    )
    return of_what == "dealings" or urged and (others or mention.concept in _BETWEEN_STATES)


def _told_by_others(cast: Cast, mention: Found, told: tuple[int, int, Statement]) -> bool:
    """Whether others say it, by the words of whoever speaks: "a law that Kenya says breaches human rights"."""
    begin, end, statement = told
    view = cast.document.view
    own = {*statement.speakers, *statement.on_behalf}
    for clause in clauses(view[begin:end]):
        verb = view[begin + clause.verbs.head : begin + clause.verbs.end].lower()
        governs = clause.verbs.end <= mention.begin - begin < clause.end
        if not governs or not clause.own or clause.subject is None or verb not in vocabulary().telling:
            continue
        named = [r for r in cast.within(begin + clause.subject[0], begin + clause.subject[1]) if r.type in _SPEAKING]
        if named and not any(own & {*ref.actors, *cast.behalf(ref.actors)} for ref in named):
            return True
    return False


def _in_a_title(cast: Cast, mention: Found) -> bool:
    """Whether the words are of somebody's title: "Under Secretary for Democracy and Human Rights"."""
    near = cast.within(mention.begin - 160, mention.end + 120)
    return any(r.type == "person" and r.begin <= mention.begin and mention.end <= r.end for r in near)


def _clause(cast: Cast, mention: Found, begin: int, end: int) -> tuple[int, int]:
    """The clause of a statement that holds a mention: from comma to comma, a semicolon or a stop."""
    view = cast.document.view
    left = max(
        (
            view.rfind(mark, begin, mention.begin) + len(mark)
            for mark in (", ", "; ", ". ", ": ")
            if mark in view[begin : mention.begin]
        ),
        default=begin,
    )
    right = min((at for mark in (", ", ";", ". ", '"') if (at := view.find(mark, mention.end, end)) >= 0), default=end)
    while right > mention.end and view[right - 1] in ' ."':
        right -= 1
    while left < mention.begin and view[left] in ' "':
        left += 1
    return left, right
