"""Where a title begins: the words before its head that belong to it, up to the state or body whose office it is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg import lexicon
from kg.mentions.officewords import institution, words
from kg.text import Mention

_WORD = re.compile(r"([\w'-]+)([ -])$")
_FORMER = frozenset(("ex", "former", "then"))
# With a capital, before a head in small letters: "Managing director".
_OPENS = frozenset(("foreign", "prime", "vice", "deputy", "defense", "defence", "managing", "permanent", "executive"))
_AND = re.compile(r"((?:[\w-]+, )*[\w-]+),? and $")
# "Venezuelan Interim Government Trade Commissioner", "British corporate affairs minister".
_STRANGE = re.compile(r"(?:'s)? ((?:[A-Z][\w'-]+ |(?:and|of|for) (?=[A-Z])){1,6}|(?:[a-z]+ ){1,2})")
_NO_ADJECTIVE = re.compile(
    r"\b(?:and|or|as|by|of|in|on|to|at|for|with|from|that|who|whose|the|a|an|his|her|their|its|is|was|has|had|said|told"
    r"|met|new|then|former|late|ex|acting|visiting|outgoing|incoming|longtime|\w+(?:ed|ing|ly|s(?<!affairs)(?<!relations)))\b"
)


def begin(view: str, head: int, names: Sequence[Mention], at: int, floor: int) -> int:
    """Where the title with its head at `head` begins; nothing before `floor` is taken.

    `names` are the gazetteer's mentions, `at` is the number of those that begin before the head.
    """
    start = _modified(view, head, names, at, floor)
    while at and names[at - 1].begin >= start:
        at -= 1
    own = names[at] if at < len(names) and names[at].begin == start < head else None
    if own and own.type == "body" and view.startswith("European ", start):
        return own.end + 1  # "European Commission President": an office of the Union's organ, not of a state
    before = names[at - 1] if at else None
    if before is None:
        return start
    if before.type == "body" and before.key in lexicon.wholes() and start < before.end < head:
        return before.end + 1  # "African Union Commission Chairperson": an office of an organization's organ
    last = view[start : before.end]  # the last word of a body's name: "U.S. Treasury", "Palestinian Authority"
    ends_it = before.type == "body" and before.begin < start < before.end < head and " " not in last
    if ends_it and last.lower() not in words()["portfolios"]:
        return before.end + 1  # "Palestinian Authority President": the words are the body's own
    owned = before.type == "state" and view.startswith("'s ", before.end)
    owns = before.type in ("adjective", "organization") or owned  # "EU Humanitarian Aid Commissioner"
    if owns and before.end < start and floor <= before.end:
        return _past_strange(view, before.end, start, head)
    return start


def _modified(view: str, head: int, names: Sequence[Mention], at: int, floor: int) -> int:
    """Take the modifiers before a head into the title, up to a known name or a word that is no part of a title."""
    modifiers, institutions = words()["modifiers"], words()["institutions"]
    start = head
    while True:
        word = _WORD.search(view[max(floor, start - 40) : start])
        if not word:
            return start
        first = start - len(word[0])
        if word[1] == "and" and (joined := _portfolio(view, start, head, floor)):
            start = joined
            continue
        while at and names[at - 1].begin >= first:
            at -= 1
        if at and names[at - 1].end > first and names[at - 1].type != "body":
            return start
        lower = word[1].lower()
        charged = word[1][0].isupper() or view.startswith("minister", head)
        charged = charged and lower in institutions
        former, _, own = lower.partition("-")
        if former in _FORMER and own in modifiers:
            return first + len(former) + 1  # "ex-Foreign Secretary"
        if lower not in modifiers and not charged or lower == "international" and start == head:
            return start
        if word[1].isupper() and len(word[1]) > 3 and not view[head : head + 2].isupper():
            return start  # "MINISTER FOR FOREIGN AFFAIRS  Senator Lima": a heading
        if word[0] == "under " and not view.startswith("secretary", start):
            return start  # "the Secretary of Labor under President Lima"
        if (
            start == head
            and word[1][0].isupper()
            and view[head].islower()
            and lower not in _OPENS
            and lower not in institutions
        ):
            return start
        start = first


def _portfolio(view: str, start: int, head: int, floor: int) -> int:
    """Where the first of several portfolios begins: "Law and Human Rights Minister"; 0 where "and" joins another thing.

    The portfolios before the last stand with commas between them: "Trade, Industry and Energy Minister".
    """
    listed = _AND.search(view[max(floor, start - 60) : start])
    if not listed or start == head:
        return 0
    first = 0
    begin = start - len(listed[0]) + len(listed[1])
    for word in reversed(listed[1].split(", ")):
        begin -= len(word)
        if word.lower() not in words()["portfolios"] or word[0].isupper() != view[start].isupper():
            break
        first = begin
        begin -= len(", ")
    return first


def _past_strange(view: str, edge: int, start: int, head: int) -> int:
    """Where a title begins that has words nobody knows between the adjective of its state, at `edge`, and `start`."""
    strange = _STRANGE.fullmatch(view, edge, start)
    if not strange:
        return start
    if strange[1][0].islower() and (start == head or view[head].isupper() or _NO_ADJECTIVE.search(strange[1])):
        return start
    if strange[1][0].isupper() and (view[head].islower() or not _an_institution(strange[1] + view[start:head])):
        return start
    return strange.start(1)


def _an_institution(text: str) -> bool:
    return any(institution(word) for word in text.split())
