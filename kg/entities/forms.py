"""What a state is called inside other names: "Russian" in "Russian Foreign Ministry", "Kenya" in "Senate of Kenya"."""

from __future__ import annotations

import re
from functools import cache

from kg import lexicon
from kg.text import Mention, unmarked


def within(words: str, code: str) -> tuple[int, int] | None:
    """Where a name's words call the state by its name or adjective; None where they do not."""
    pattern = _patterns().get(code)
    found = pattern.search(words) if pattern else None
    return found.span() if found else None


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """The pattern of the forms of each state, the longest first."""
    table = {}
    for state in lexicon.states():
        forms = sorted({state.name, state.official, *state.adjectives, *state.aliases}, key=lambda f: (-len(f), f))
        table[state.code] = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, forms))})(?!\w)")
    return table


# "post-Soviet", "ex-Soviet": what is left of a state.
_LEFT_OF = re.compile(r"\b(?i:post|ex)-$")
_FORMER = re.compile(r"\b[Ff]ormer $")


def is_bygone(view: str, name: Mention) -> bool:
    """Whether a name calls a state only for what it left behind: "ex-Soviet republics", "the former Yugoslavia"."""
    if _LEFT_OF.search(view, max(0, name.begin - 5), name.begin):
        return True
    return name.key in _ended() and bool(_FORMER.search(view, max(0, name.begin - 8), name.begin))


@cache
def _ended() -> frozenset[str]:
    return frozenset(state.code for state in lexicon.states() if state.until)


# "Jon bin Ola Berg": whose son or daughter somebody is.
_FATHER = re.compile(r"[\w'’-]+,? (?:bin|bint|ibn) (?P<father>[A-Z][\w'’-]*)")


def fathered(child: str, name: str) -> bool:
    """Whether a name tells whose child somebody is, and another is the parent's: "Jon bin Ola Berg", "Ola Berg"."""
    found = _FATHER.match(child)
    if found is None or " " not in name:
        return False
    return unmarked(found["father"]).lower() == unmarked(name.split()[0]).lower()


def kin(name: str, other: str) -> bool:
    """Whether one of two names is the parent's of whom the other is."""
    return fathered(name, other) or fathered(other, name)
