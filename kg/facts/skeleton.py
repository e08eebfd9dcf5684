"""A sentence as the rules see it: each mention two private characters (its type and its number), adverbials lifted out.

"Chinese Premier Li Qiang met here Thursday with Belarusian President Alexander Lukashenko at the Independence Palace"
becomes "P0 met with P1", with "here", "Thursday" and the palace kept aside as adjuncts at their places.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from kg.cast import Cast, Dated, Ref
from kg.text import Sentence

TYPES = {
    "person": "\ue000", "group": "\ue001", "state": "\ue002", "organization": "\ue003", "body": "\ue004",
    "adjective": "\ue005", "place": "\ue006", "venue": "\ue007", "date": "\ue008",
}  # fmt: skip
LETTER = {char: name for name, char in TYPES.items()}
_INDEX = "\ue100"
# What stands behind a type: its number. As nothing else can stand there, no expression says which characters these are;
# a class of 6,000 takes `re` longer to compile than all the rest of a rule.
NUMBER = "."
_D, _L, _V, _S = (f"{TYPES[n]}{NUMBER}" for n in ("date", "place", "venue", "state"))
_A = f"{TYPES['adjective']}{NUMBER}"
_ADJUNCT = re.compile(
    r"(?P<date>,? ?\(?(?:\b(?i:on|in|by|during|late on|early on|earlier on|later on|since|as of|until"
    r"|on the (?:morning|afternoon|evening|night) of|in the (?:morning|afternoon|evening) of|back in|also on|for|from"
    rf"|before) )?(?:the )?{_D}(?!'s)(?: (?:to|through|until|till) {_D})?"
    rf"(?: (?:local time|afternoon|morning|evening|night))?(?: \(local time\))?\)?)"
    rf"|(?P<place>(?:,? ?\b(?:[Ii]n|[Aa]t|[Ff]rom|[Oo]utside|[Nn]ear)|(?<={TYPES['person']}{NUMBER}) to) (?:the )?(?:"
    rf"(?:{_A}|[a-z-]+) )?(?:city of |capital(?: city)? of |capital,? |town of |resort of |port city of "
    rf"|resort city of )?{_L}(?:, (?:the )?(?:capital of )?(?:the )?(?:{_S}|{_L}|{_A} capital)"
    r"(?! (?:said|says|announced|confirmed|reported|added)\b))*(?= |$|[.,;:)\"])"
    rf"|(?<=\({_D}), {_L}(?:, {_S})?\)| \({_L}(?:, {_S})?(?=, {_D}\)))"
    rf"|(?P<country>,? ?\b[Ii]n the {_A} capital\b|,? ?\b[Ii]n (?:the )?{_S}(?= |$|[.,;:)\"])(?! and (?:the )?{_S}))"
    rf"|(?P<venue>,? ?\b(?:[Aa]t|[Ii]n|inside|on the grounds of) (?:the )?{_V}(?:,? (?:and |in )?(?:the )?{_V})*)"
    r"|(?P<here> \bhere\b)"
)
# Each adverbial holds one of these, and before it words that stand in the pattern, but one (any adjective) and what the
# first of them is joined to: the pattern is tried only from there.
_CORE = re.compile(
    rf"[{TYPES['date']}{TYPES['place']}{TYPES['venue']}]|{TYPES['state']}(?:(?<=\b[Ii]n .)|(?<=\b[Ii]n the .))"
    rf"|{TYPES['adjective']}(?<=\b[Ii]n the .)(?={NUMBER} capital\b)|\bhere\b"
)
_LEADS = frozenset(re.findall("[a-z]+", re.sub(r"\[(\w)\w\]", r"\1", _ADJUNCT.pattern.lower())))


@dataclass(frozen=True, slots=True)
class Adjunct:
    """An adverbial that was lifted out at `at` (a position of the skeleton)."""

    at: int
    kind: str
    refs: tuple[int, ...]


class Skeleton(NamedTuple):
    """`text` is what rules match; `refs[i]` is what the number i in it stands for.

    `marks` pair positions of the text before anything was lifted out of it with positions of the view, `runs` the
    beginnings of what is left of it with positions of `text`. `rules` are the numbers of the rules of contacts that are
    worth trying on it, `may` tells by name whether another pattern is; only `kg.facts.tries` gives both.
    """

    sentence: Sentence
    text: str
    refs: tuple[Ref | Dated, ...]
    adjuncts: tuple[Adjunct, ...]
    marks: Sequence[tuple[int, int]]
    runs: Sequence[tuple[int, int]]
    rules: tuple[int, ...] = ()
    may: Mapping[str, bool] = MappingProxyType({})

    def origin(self, at: int) -> int:
        """The position in the view of a position in the skeleton (of the first word at or after it)."""
        places: set[tuple[int, int]] = set()
        for mark, origin in self.marks:
            begin, put = self.runs[bisect_right(self.runs, mark, key=lambda run: run[0]) - 1]
            places.add((mark - begin + put, origin))
        before = [place for place in sorted(places) if place[0] <= at]
        return before[-1][1] + at - before[-1][0] if before else min(places)[1]

    def named(self, found: str) -> list[Ref]:
        """The references in a matched run, in order."""
        refs = [self.behind(found[i : i + 2]) for i, char in enumerate(found[:-1]) if char in LETTER]
        return [r for r in refs if isinstance(r, Ref)]

    def behind(self, mention: str) -> Ref | Dated:
        """What the two characters of a mention stand for."""
        return self.refs[ord(mention[1]) - ord(_INDEX)]


def build(cast: Cast, sentence: Sentence) -> Skeleton:
    """The skeleton of a sentence."""
    view = cast.document.view
    items: list[Ref | Dated] = [*cast.within(sentence.begin, sentence.end)]
    spans = [(i.begin, i.end) for i in items]
    for dated in cast.dated(sentence.begin, sentence.end):
        if not any(b < dated.end and dated.begin < e for b, e in spans):
            items.append(dated)
    items.sort(key=lambda item: item.begin)
    pieces: list[str] = []
    marks: list[tuple[int, int]] = []  # (position in the typed string, position in the view)
    at, length = sentence.begin, 0
    for number, item in enumerate(items):
        kind = item.type if isinstance(item, Ref) else "date"
        begin = item.begin
        if item.begin < at:
            continue
        if view[at:begin]:
            marks.append((length, at))
            pieces.append(view[at:begin])
            length += begin - at
        marks.append((length, begin))
        pieces.append(TYPES.get(kind, TYPES["body"]) + chr(ord(_INDEX) + number))
        length += 2
        at = item.end
    if at < sentence.end:
        marks.append((length, at))
        pieces.append(view[at : sentence.end])
    return _lift("".join(pieces), sentence, tuple(items), marks)


def _lift(typed: str, sentence: Sentence, refs: tuple[Ref | Dated, ...], marks: list[tuple[int, int]]) -> Skeleton:
    """Take the adverbials out of a typed string, remembering where each stood."""
    pieces: list[str] = []
    adjuncts: list[Adjunct] = []
    runs: list[tuple[int, int]] = []
    at = length = 0
    for found in _adverbials(typed):
        words = found[0]
        numbers = tuple(ord(words[i + 1]) - ord(_INDEX) for i, c in enumerate(words[:-1]) if c in LETTER)
        begin = found.start()
        runs.append((at, length))
        pieces.append(typed[at:begin])
        length += begin - at
        adjuncts.append(Adjunct(length, found.lastgroup or "", numbers))
        at = found.end()
    runs.append((at, length))
    pieces.append(typed[at:])
    return Skeleton(
        sentence=sentence, text="".join(pieces), refs=refs, adjuncts=tuple(adjuncts), marks=marks, runs=runs
    )


def _adverbials(typed: str) -> Iterator[re.Match[str]]:
    """The matches of `_ADJUNCT` from left to right, none overlapping."""
    at = 0
    while core := _CORE.search(typed, at):
        found = _ADJUNCT.search(typed, _lead(typed, at, core.start()))
        if not found:
            break
        yield found
        at = found.end()


def _lead(typed: str, floor: int, core: int) -> int:
    """Where in `[floor, core]` an adverbial may begin that has its core there."""
    begin, others = core, 0
    while begin > floor and others < 2:
        end = begin - 1 if typed[begin - 1] == " " else begin
        begin = typed.rfind(" ", floor, end) + 1 or floor
        others += typed[begin:end].lower().strip(",(") not in _LEADS
    return max(begin - 2, floor)
