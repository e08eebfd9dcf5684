"""Names of states that are also parts of longer names: "Michael Jordan", "Chad Smith", "Georgia Tech"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from kg import lexicon
from kg.mentions import nameforms, officewords
from kg.text import Mention

_BEFORE = re.compile(r"([A-Z][a-z]+)(?: [A-Z]\.)? $")
_AFTER = re.compile(r" ([A-Z][\w'-]+)")
_LONGER = frozenset("Tech University College Institute Post Times Examiner Street Avenue Airlines Lodge".split())
_SERVANT = re.compile(r"\b(?:Abd(?:el|ul|al|ol)?|Abu|[Bb]in|[Ii]bn)[ -](?:[Ae]l-)?$")
_PLACED = re.compile(r"\b(?:in|of|to|from|between|visit|visits|visited|visiting|across|throughout) (?:the )?$")


def settle(view: str, names: Sequence[Mention]) -> list[Mention]:
    """The names in order without those guarded forms of states that name something else in this text.

    A form is left out after a given name and before the word of an institution. Where the text names the state in no
    other form, and with no preposition of place, it is left out also before a surname, and then everywhere.
    """
    names = [m for m in _without_surnames(view, names) if not (m.type == "body" and _in_a_name(view, m))]
    doubtful = [m for m in names if m.type == "state" and _form(view, m) in _forms()]
    if not doubtful:
        return list(names)
    begins, ends = frozenset(m.begin for m in names), frozenset(m.end for m in names)
    surnames = {m for m in doubtful if _after_given_name(view, m, ends)}
    longer = {m for m in doubtful if (after := _AFTER.match(view, m.end)) and after[1] in _LONGER}
    persons = surnames | {m for m in doubtful if _before_surname(view, m, begins)}
    unsupported = {_form(view, m) for m in persons} - _supported(view, names, persons)
    out = surnames | longer | {m for m in doubtful if _form(view, m) in unsupported}
    return [m for m in names if m not in out]


def _in_a_name(view: str, name: Mention) -> bool:
    """Whether what a movement is called stands inside somebody's name: "Abdel Fatah Lima"."""
    return bool(_SERVANT.search(view, max(0, name.begin - 8), name.begin)) and " " not in view[name.begin : name.end]


def _without_surnames(view: str, names: Sequence[Mention]) -> Sequence[Mention]:
    """The names without guarded adjectives that are surnames ("Pak") where no other form tells of their state."""
    surnames = {m for m in names if m.type == "adjective" and _form(view, m) in _forms() and _is_surname(view, m)}
    plain = {m.key for m in names if m.type in ("state", "adjective") and m not in surnames} if surnames else set()
    return [m for m in names if m not in surnames or m.key in plain]


def _is_surname(view: str, name: Mention) -> bool:
    """Whether a form is a surname, and not said of a title after it: "Pak Ui-chun", but "the Pak Foreign Minister"."""
    after = _AFTER.match(view, name.end)
    return view[name.begin : name.end] in lexicon.family_first() and not (after and officewords.titular(after[1]))


def _form(view: str, name: Mention) -> tuple[str, str]:
    return name.key, view[name.begin : name.end]


def _supported(view: str, names: Sequence[Mention], persons: set[Mention]) -> set[tuple[str, str]]:
    """The guarded forms whose state the text names otherwise too, or after a preposition of place."""
    states = [m for m in names if m.type in ("state", "adjective")]
    plain = {m.key for m in states if m.type == "adjective" or _form(view, m) not in _forms()}
    rest = [m for m in states if m not in persons]
    placed = {_form(view, m) for m in rest if _PLACED.search(view[max(0, m.begin - 18) : m.begin])}
    return {form for form in _forms() if form[0] in plain} | placed


def _after_given_name(view: str, name: Mention, ends: frozenset[int]) -> bool:
    """Whether a given name that belongs to no other known name stands before: "Michael Jordan", "Michael B. Jordan"."""
    before = _BEFORE.search(view[max(0, name.begin - 24) : name.begin])
    if not before or not nameforms.is_given(before[1]) or nameforms.begins_no_name(before[1]):
        return False
    return name.begin - len(before[0]) + before.end(1) - before.start(1) not in ends


def _before_surname(view: str, name: Mention, begins: frozenset[int]) -> bool:
    """Whether the form is a given name too and a capitalised word after it may be a surname: "Chad Smith"."""
    after = _AFTER.match(view, name.end)
    if not after or not nameforms.is_given(view[name.begin : name.end]):
        return False
    word = after[1]
    verb = word.endswith(("s", "ed"))  # a headline: "Jordan Condemns Attack"
    known = after.start(1) in begins
    return not (verb or known or nameforms.begins_no_name(word) or officewords.titular(word))


@cache
def _forms() -> frozenset[tuple[str, str]]:
    return frozenset((state.code, form) for state in lexicon.states() for form in state.guarded)
