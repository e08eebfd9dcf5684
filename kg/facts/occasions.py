"""Contacts that a noun names, wherever it stands: "his talks with Kamau", "a meeting between Norway and Kenya".

    occasions(skeleton) -> Iterator[tuple[Rule, Found]]

The noun is the last word of a noun phrase of the sentence (`kg.facts.frames`); the rows of
`kg/lexicon/rules/occasion.toml` say by which word the sides hang on it. Behind "between" and "of" stand all of them,
behind "with" the other one: the first is whose the contact is by its own words, else who acts in the clause in which it
stands, whatever the verb.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg.facts import destinations, envoys, holders
from kg.facts.found import Found
from kg.facts.frames import Run, Words, words_of
from kg.facts.nouns import Row, kinds_before, rows
from kg.facts.rules import Rule
from kg.facts.skeleton import NUMBER, TYPES, Skeleton

_BY = re.compile(
    rf"(?:(?:, and |, | and )(?:to )?(?:the )?[{TYPES['state']}{TYPES['place']}]{NUMBER})*"
    r"(?: last \w+| this \w+| next \w+| in (?:more than |over |nearly |almost )?\w+ (?:years|months|decades))?"
    r" (?:by|of) (?:the )?"
)
_TO = re.compile(r",? to ")
_NAMED = f"[{''.join(TYPES[n] for n in ('person', 'group', 'organization', 'body'))}]"
# What may stand between a noun and the word that joins a side to it: "talks [on trade held here] with".
_BETWEEN = frozenset("NQAB")
_HELD = frozenset(("held", "scheduled", "planned", "due", "set", "expected"))
# "talks [are to be held] in Lima between", "a call [took place] between".
_PASSES = frozenset(
    "will would is are was were to be being been has have had held due planned scheduled expected set taking take takes"
    " took place under way underway also now currently conducted that which began begin begins opened opens"
    " resumed resumes resume started starts start concluded ended".split()
)
# Behind all whom "of" names: "the meeting of Berg [with] Kamau".
_WITH = re.compile(r",? with ")
# Before the word by which a side hangs on a noun: "several meetings, [including] with Kamau".
_AMONG = re.compile(r"(?:including|notably|among others|above all|especially) ")
# "Berg's [Kenya] trip", "her [Lima] visit": whither, before the noun.
_THITHER = re.compile(
    rf"[{TYPES['state']}{TYPES['place']}]{NUMBER} "
    r"(?=(?:(?:state|official|recent|upcoming|planned) )*(?:visit|trip|tour)s?$)"
)
_FAR = 90
# "[Lima] will host a first round of talks between": the town in which they are.
_HOST = re.compile(
    rf"(?P<p>{TYPES['place']}{NUMBER}) (?:(?:[a-z]+ ){{0,3}}(?:hosted|hosts|hosting|host)"
    rf"|(?:is|was|will be|became) the (?:venue|scene|setting|site) (?:of|for)) (?:[a-z-]+ ){{1,5}}?$"
)


@dataclass(frozen=True, slots=True)
class _Noun:
    """A noun that names a contact: its phrase `[begin, end)`, and the groups of words that follow it."""

    words: Words
    at: int  # the number of its group

    @property
    def run(self) -> Run:
        return self.words.run(self.words.groups[self.at])

    @property
    def head(self) -> Run:
        """The noun itself with what says its kind: "[phone call]"."""
        begin, end = self.run
        return kinds_before(self.words.text, begin, end), end


def occasions(skeleton: Skeleton) -> Iterator[tuple[Rule, Found]]:
    """The contacts that the nouns of a sentence name, those with `give.fallback` only in passing."""
    text = skeleton.text
    if not rows().trigger.search(text.lower()):
        return
    words = words_of(text)
    for number, group in enumerate(words.groups):
        if group.kind == "N" and (fitting := rows().by_noun.get(words.low(group, last=True))):
            noun = _Noun(words, number)
            for row in fitting:
                if spans := _journey(noun) if row.journey else _sides(noun, row):
                    yield _told(noun, row, spans)
                    break


def _sides(noun: _Noun, row: Row) -> Mapping[str, Run] | None:
    """Where the slots of a row stand; None where one is lacking."""
    link, text = _link(noun, row), noun.words.text
    if row.together:
        return None if link else holders.owners(noun.words, noun.at) or holders.several(noun.words, noun.at)
    if link is None:
        return None
    side = envoys.side(text, link, len(text))
    if side is None:
        return None
    if row.all:
        return None if holders.is_topic(noun.words, noun.at) else {"a": side, **_joined(text, side)}
    first = holders.holder(noun.words, noun.at, side)
    return {**first, "b": side} if first else None


def _joined(text: str, side: Run) -> Mapping[str, Run]:
    """Who stands behind "with" after those of whom a contact is: "the meeting of Berg [with Kamau]"."""
    found = _WITH.match(text, side[1])
    other = envoys.side(text, found.end(), len(text)) if found else None
    return {"b": other} if other else {}


def _journey(noun: _Noun) -> Mapping[str, Run] | None:
    """Who goes where on the journey that a noun names: "a visit [to Lima] [by Norwegian officials]"."""
    text, at = noun.words.text, noun.run[1]
    told: dict[str, Run] = {}
    while found := _BY.match(text, at) or _TO.match(text, at):
        if found.re is _TO:
            there = destinations.destination(text, found.end())
            if there is None or there[0] in told:
                break
            told[there[0]], at = there[1], there[1][1]
        elif side := envoys.side(text, found.end(), len(text)):
            told["a"], at = side, side[1]
        else:
            return None
    if not {"b", "p"} & told.keys():
        thither = _THITHER.search(text, *noun.run)
        if thither is None:
            return None
        told["b" if thither[0][0] == TYPES["state"] else "p"] = thither.start(), thither.start() + 2
    if "a" in told:
        return told
    first = holders.traveller(noun.words, noun.at, (noun.run[0], at))
    return {**told, **first} if first and destinations.travels(text, first.get("a") or first["whose"]) else None


def _link(noun: _Noun, row: Row) -> int | None:
    """Where the side begins that hangs on a noun by one of a row's words."""
    words, begin, held = noun.words, noun.run[1], False
    for number in range(noun.at + 1, len(words.groups)):
        group = words.groups[number]
        first, last = words.run(group)
        low = _AMONG.sub("", words.low(group))
        if group.kind == "Q" and low in row.links:
            return last + 1 if low not in row.near or number == noun.at + 1 else None
        if group.kind == "P" and low == "," and _next(words, number) in row.links:
            continue  # "talks in Lima, with Kamau"
        held = held or row.all and group.kind not in _BETWEEN and _is_held(low)
        if first - begin > _FAR or group.kind not in _BETWEEN and not held and low not in _HELD:
            return None
        if held and not _is_held(low):
            return None  # "at the meeting [that cooperation] between"
        if group.kind == "N" and re.search(_NAMED, words.text[first:last]):
            return None
    return None


def _next(words: Words, number: int) -> str:
    """The words of the group that follows, in small letters."""
    following = words.groups[number + 1 : number + 2]
    return _AMONG.sub("", words.low(following[0])) if following else ""


def _is_held(low: str) -> bool:
    return _PASSES.issuperset(low.split())


def _told(noun: _Noun, row: Row, spans: Mapping[str, Run]) -> tuple[Rule, Found]:
    text = noun.words.text
    spans = {slot: envoys.named(text, run) if slot in ("a", "b") else run for slot, run in spans.items()}
    if row.all and (town := _HOST.search(text, max(0, noun.head[0] - _FAR), noun.head[0])):
        spans["p"] = town.span("p")
    runs = [*spans.values(), noun.run]
    whole = min(begin for begin, _ in runs), max(end for _, end in runs)
    return row.rule, Found(text, whole, {**spans, "noun": noun.head})
