"""What a state is called inside other names: "Russian" in "Russian Foreign Ministry", "Kenya" in "Senate of Kenya"."""

from __future__ import annotations

import re
from functools import cache

from kg import lexicon


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
