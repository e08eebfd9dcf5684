"""Titles of office in text: "Vice Foreign Minister", "Premier of the State Council of China", "National Security Advisor"."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files

from kg.text import Mention, Office

_OF = re.compile(r",? (?:of|for|to|at|on|from) (?:the |a |an )?|(?<=[Mm]inister) (?=of )")
_CAPITALS = r"(?:[A-Z\u00c0-\u00de][\w'’.-]*)"
_CAP_RUN = re.compile(_CAPITALS + r"(?:(?:,? and (?:the )?|, | of (?:the )?| for |[ -])" + _CAPITALS + r"){0,14}")
_LOWER_RUN = re.compile(r"(?:[a-z-]+ ){0,3}[a-z-]+")
_FORMER = re.compile(r"(?:\b(?:former|ex|late|then|outgoing|one-time|ousted|longtime|Former|Ex|Late|Then|Outgoing)[ -])$")
_GAP = re.compile(r"(?: and |, and |, |,|/| & )(?:the )?")


@cache
def _words() -> dict[str, frozenset[str]]:
    with (files("kg.lexicon") / "office_words.toml").open("rb") as source:
        return {name: frozenset(values) for name, values in tomllib.load(source).items()}


@cache
def _heads() -> re.Pattern[str]:
    heads = sorted(_words()["heads"], key=len, reverse=True)
    either = "|".join(f"{re.escape(h)}" for h in heads)
    return re.compile(rf"(?<![\w'-])(?i:{either})(?:s(?![\w'-]))?(?:[ -](?:[Gg]eneral|[Ee]lect|[Dd]esignate)(?!\w))?(?![\w])(?!-\w)")


def official(word: str) -> bool:
    """Whether a word is of the kind that titles and institutions are made of."""
    return institution(word) or word.lower() in _words()["modifiers"]


def institution(word: str) -> bool:
    return word.lower() in _words()["institutions"]


def find(view: str, names: Sequence[Mention]) -> list[Office]:
    """All titles in the view in order, none overlapping. `names` are the gazetteer's mentions, in order."""
    starts = [m.begin for m in names]
    found: list[Office] = []
    for head in _heads().finditer(view):
        if found and head.start() < found[-1].end:
            continue
        if head[0].isupper() and len(head[0]) > 4 and view[max(0, head.start() - 3) : head.start()].isupper():
            continue  # a headline in capitals
        at = bisect_left(starts, head.start())
        if at and names[at - 1].end > head.start() and names[at - 1].type != "adjective":
            continue  # inside a known name: "Secretary of State's office", "General Assembly"
        if head[0][0].islower() and head[0].lower().rstrip("s") in ("general", "leader", "chair", "member", "executive", "head", "chief", "deputy", "justice") and _is_common_word(view, head):
            continue
        begin = _left(view, head.start(), names, at, found[-1].end if found else 0)
        found.append(_right(view, begin, head.start(), head.end(), names, starts))
    return _share(view, found)


def _is_common_word(view: str, head: re.Match[str]) -> bool:
    """"heads of state", "in general", "chair the meeting", "two leaders": the word is no title here."""
    after = view[head.end() : head.end() + 5]
    before = view[max(0, head.start() - 8) : head.start()]
    if head[0].lower() == "head":
        return not after.startswith(" of ") or bool(re.search(r"(?:both|two) $", before))
    return head[0].lower() in ("general", "chair", "leader", "executive", "deputy", "justice") and not re.search(r"['’]s $|[A-Z]\w+ $", before) and not after.startswith(" of ")


def _left(view: str, begin: int, names: Sequence[Mention], at: int, floor: int) -> int:
    """Take the modifiers before a head into the title, up to a known name or a word that is no part of a title."""
    modifiers, institutions = _words()["modifiers"], _words()["institutions"]
    start = begin
    while True:
        word = re.search(r"([\w'-]+)([ -])$", view[max(floor, start - 40) : start])
        if not word:
            return start
        first = start - len(word[0])
        while at and names[at - 1].begin >= first:
            at -= 1
        if at and names[at - 1].end > first and names[at - 1].type not in ("body",):
            return start
        lower = word[1].lower()
        if lower not in modifiers and not (word[1][0].isupper() and lower in institutions):
            return start
        if word[1][0].isupper() and view[begin].islower() and start == begin and lower not in ("foreign", "prime", "vice", "deputy", "defense", "defence"):
            if lower not in institutions:
                return start
        start = first


def _right(view: str, begin: int, head: int, end: int, names: Sequence[Mention], starts: list[int]) -> Office:
    """Follow the "of" phrases of a title to the state, organization or body that it belongs to."""
    plural = view[end - 1] == "s" and view[head:end].lower().rstrip("s") in _words()["heads"]
    stop, title_end, of, kind = end, end, "", ""
    if extra := re.compile(r" Extraordinary and Plenipotentiary").match(view, stop):
        stop = title_end = extra.end()
    while link := _OF.match(view, stop):
        at = bisect_left(starts, link.end())
        name = names[at] if at < len(names) and names[at].begin == link.end() else None
        if name and name.type in ("state", "organization", "body", "place") and link[0].strip(", ").split()[0] in ("of", "for", "to", "at", "from"):
            if name.type == "place" and link[0].strip().split()[0] != "of":
                break
            if name.type == "state":
                of, kind = (name.key, "state") if not (of and kind == "state") else (of, kind)
                if link[0].startswith(" to") and of == name.key:
                    of, kind = "", ""
                stop = name.end
                if link[0].startswith(" of") and view.startswith(" to ", stop):
                    continue
                if (own := re.compile(r"'s? (?=[A-Z])").match(view, stop)) and (length := _institution_run(view, own.end(), names)):
                    stop = own.end() + length
                break
            of, kind = view[name.begin : name.end], name.type
            if name.type == "place":
                of, kind = "", ""
            stop = name.end
            if short := re.compile(r" \([A-Z]{2,8}\)").match(view, stop):
                stop = short.end()
            if view.startswith((" Central Committee", " Politburo"), stop):
                stop += len(" Central Committee") if view.startswith(" Central", stop) else len(" Politburo")
            continue
        length = _institution_run(view, link.end(), names)
        if not length:
            break
        stop = title_end = link.end() + length
    former = bool(_FORMER.search(view[max(0, begin - 12) : begin]))
    if kind != "state" and not of:
        of, kind = _possessor(view, begin, names, starts)
    return Office(begin, stop, view[begin:title_end], of, kind, former, plural)


def _institution_run(view: str, begin: int, names: Sequence[Mention]) -> int:
    """How many characters from `begin` name an institution ("the State Council", "Foreign Affairs")."""
    if view.startswith("State", begin):
        word = "State"
        if not view.startswith("State ", begin) or not institution(view[begin + 6 : begin + 40].split(" ")[0]):
            return len(word)
    national = re.match(r"(?:national|central|regional|state) (?=[A-Z])", view[begin : begin + 12])
    run = _CAP_RUN.match(view, begin + (national.end() if national else 0))
    if run and national:
        inner = _institution_run(view, begin + national.end(), names)
        return national.end() + inner if inner else 0
    if not run:
        words = _LOWER_RUN.match(view, begin)
        first = words[0].split() if words else []
        keep = 0
        for number, word in enumerate(first, 1):
            if institution(word):
                keep = number
        return len(" ".join(first[:keep]))
    limit = name_after - begin if (name_after := _next_name(names, begin)) else len(run[0])
    last = unknown = 0
    comma = False
    for word in re.finditer(r"[\w'’-]+|,", run[0][:limit]):
        if word[0] == ",":
            comma = True
        elif official(word[0]):
            if comma and unknown:
                break
            last, unknown, comma = (
                (word.end() if institution(word[0]) or institution(word[0].split("-")[-1]) else last),
                0,
                False,
            )
        elif word[0] not in ("and", "of", "the", "for"):
            unknown += 1
            if unknown > 2 or comma:
                break
    return last


def _next_name(names: Sequence[Mention], begin: int) -> int:
    """Where the next state or organization that the lexicon knows begins, 0 if none is near."""
    at = bisect_left(names, begin, key=lambda m: m.begin)
    return (
        names[at].begin
        if at < len(names)
        and names[at].begin < begin + 120
        and names[at].type in ("state", "adjective", "organization")
        else 0
    )


def _possessor(view: str, begin: int, names: Sequence[Mention], starts: list[int]) -> tuple[str, str]:
    """The state or organization just before a title: "Chinese Premier", "Zimbabwe's President", "EU foreign policy chief"."""
    before = re.search(r"(?:(?:'s|') |[ -])?(?:(?:former|then|acting|late|outgoing|new|newly elected|visiting|longtime|incumbent|current|top|Former|late|ex)[ -])*$", view[max(0, begin - 40) : begin])
    edge = begin - len(before[0]) if before else begin
    at = bisect_left(starts, edge) - 1
    if at < 0 or names[at].end != edge or names[at].type not in ("state", "adjective", "organization", "body"):
        return "", ""
    name = names[at]
    if name.type in ("state", "adjective"):
        return name.key, "state"
    if name.type == "body" and at and names[at - 1].type in ("state", "adjective") and name.begin - names[at - 1].end <= 3:
        return names[at - 1].key, "state"
    return view[name.begin : name.end], name.type


def _share(view: str, found: list[Office]) -> list[Office]:
    """Offices of one person in a row share what they belong to: "State Councilor and Foreign Minister of China"."""
    for index in range(len(found) - 1, 0, -1):
        left, right = found[index - 1], found[index]
        joined = _GAP.fullmatch(view[left.end : right.begin])
        if joined and not left.of and right.of and right.of_kind == "state" and not right.plural:
            found[index - 1] = replace(left, of=right.of, of_kind=right.of_kind)
    for index in range(1, len(found)):
        left, right = found[index - 1], found[index]
        if re.fullmatch(r" and (?:the )?|/|,", view[left.end : right.begin]) and not right.of and left.of_kind == "state" and not left.plural:
            found[index] = replace(right, of=left.of, of_kind=left.of_kind)
    return found
