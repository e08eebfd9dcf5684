"""Readable text -> the dates written in it: `find` sees the words, `resolve` reckons the days they mean.

`find` assumes single spaces and plain quotes, promises mentions in order and without overlap, and decides
nothing that needs a calendar day to start from. `resolve` needs one: the dateline's day or the publication's.
"""

from __future__ import annotations

import re
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from kg.mentions import datewords as words
from kg.mentions.dateshapes import SHAPES, DateMention, Unit, shift
from kg.mentions.reckoning import Tense, anniversary, resolve

__all__ = ["DateMention", "Tense", "anniversary", "find", "resolve"]

_ANCHOR = re.compile(r"([Ll]ast|[Tt]his|[Nn]ext) year|(?:[Ii]n|[Aa]s|year)(?: [A-Z][a-z]+)? ((?:1[89]|20)\d\d)")
_YEARS_IN: dict[str, int] = {"year": 1, "decade": 10, "century": 100, "centurie": 100}


def find(view: str) -> tuple[DateMention, ...]:
    """All dates of the view in order, none overlapping another. Linear in the length of the view."""
    triggers, classes = _triggers()
    found: list[DateMention] = []
    floor = 0
    for index, at, _ in triggers.find_matches_as_indexes(view):
        if at < floor or (at and (view[at - 1].isalnum() or view[at - 1] in "_$€£#")):
            continue
        kind = classes[index]
        if kind == "digit" and at > 1 and view[at - 1] in ".,:/-" and view[at - 2].isdigit():
            continue
        mention = _backwards(view, at, floor) if kind == "back" else _forwards(view, at, kind)
        if mention is None and kind == "the":
            mention = _forwards(view, at + len("the "), "digit")
        if mention:
            found.append(mention)
            floor = mention.end
    return tuple(found)


@cache
def _triggers() -> tuple[AhoCorasick, tuple[str, ...]]:
    """Words (or their beginnings) at which a date may stand, and the class of each."""
    months = [name for names in words.MONTH_NAMES for name in names]
    classes = {
        "digit": tuple("0123456789"),
        "month": (*months, *(name.upper() for name in months)),
        "weekday": words.WEEKDAYS,
        "the": ("the day ", *(f"the {digit}" for digit in "123456789")),
        "pointer": words.POINTERS,
        "part": words.PARTS,
        "slice": words.SLICES,
        "told": words.TOLD,
        "back": ("ago", "anniversary", "since", "of diplomatic", "of bilateral"),
    }
    rows = [(word, kind) for kind, listed in classes.items() for word in listed]
    rows += [(word[0].upper() + word[1:], kind) for word, kind in rows if word[0].islower() and kind != "back"]
    automaton = AhoCorasick([word for word, _ in rows], matchkind=MatchKind.LeftmostLongest)
    return automaton, tuple(kind for _, kind in rows)


def _forwards(view: str, at: int, kind: str) -> DateMention | None:
    for pattern, build in SHAPES[kind]:
        match = pattern.match(view, at)
        mention = build(view, match) if match else None
        if mention:
            return mention
    return None


def _backwards(view: str, at: int, floor: int) -> DateMention | None:
    """Dates that are known by the word after a number: "32 years ago", "75th anniversary", "30 years since"."""
    begin = max(floor, at - 48)
    before = view[begin:at]
    if view.startswith("ago", at):
        return None if view[at + 3 : at + 4].isalnum() else _ago(view, before, begin, at)
    named = view.startswith("anniversary", at)
    match = (words.NTH if named else words.YEARS).search(before)
    if match is None or words.APPROXIMATE.search(before, 0, match.start()):
        return None
    count = _ordinal(match) if named else _number(match["count"])
    if not count:
        return None
    start, end = begin + match.start(), at + 11 if named else at - 1
    year, year_shift = _anchor(view, start, end)
    return DateMention(
        begin=start, end=end, kind="anniversary", text=view[start:end], count=count, year=year, year_shift=year_shift
    )


def _ago(view: str, before: str, begin: int, at: int) -> DateMention | None:
    match = words.AGO.search(before)
    count = _number(match["count"]) if match else None
    if match is None or count is None or words.APPROXIMATE.search(before, 0, match.start()):
        return None
    years = _YEARS_IN.get(match["unit"])
    unit: Unit = "year" if years else match["unit"]  # type: ignore[assignment]
    count = years // 2 if years and match["count"] == "half a" else count * (years or 1)
    start = begin + match.start()
    return DateMention(begin=start, end=at + 3, kind="offset", text=view[start : at + 3], unit=unit, count=-count)


def _anchor(view: str, begin: int, end: int) -> tuple[int | None, int | None]:
    """The year in which an anniversary falls, as its own sentence says: a year, or a shift from the base's year."""
    left = view[max(0, begin - 80) : begin]
    left = left[max(left.rfind(". "), left.rfind("\n")) + 1 :]
    matches = [*_ANCHOR.finditer(left), *_ANCHOR.finditer(view[end : end + 9])]
    if not matches:
        return None, None
    return (int(matches[-1][2]), None) if matches[-1][2] else (None, shift(matches[-1][1]))


def _number(word: str) -> int | None:
    word = word.lower()
    if word.isdigit():
        return int(word)
    if word in ("a", "an", "half a"):
        return 1
    if word in words.NUMBERS:
        return words.NUMBERS.index(word)
    tens, _, rest = word.partition("-")
    if tens not in words.ROUND_NUMBERS or (rest and rest not in words.NUMBERS[1:10]):
        return None
    return 20 + 10 * words.ROUND_NUMBERS.index(tens) + (words.NUMBERS.index(rest) if rest else 0)


def _ordinal(match: re.Match[str]) -> int | None:
    if match["count"]:
        return int(match["count"])
    tens, _, rest = match["nth"].lower().partition("-")
    if not rest and tens in words.ORDINALS:
        return words.ORDINALS.index(tens) + 1
    if not rest and tens in words.TENS:
        return 20 + 10 * words.TENS.index(tens)
    whole = _number(tens)
    return whole + words.ORDINALS.index(rest) + 1 if whole and rest in words.ORDINALS else None
