"""Where a journey leads, and who makes one: the words of both in a skeleton.

destination(text, at) -> tuple[str, Run] | None
"""

from __future__ import annotations

import re

from kg.facts.frames import Run
from kg.facts.skeleton import NUMBER, TYPES
from kg.facts.words import vocabulary

_STATE, _PLACE = (TYPES[name] for name in ("state", "place"))
# "the neighbouring [Czech Republic]", "Ukraine's capital [Kyiv]", "its arch rival, [India]".
_THERE = re.compile(
    rf"(?:(?:the|its|his|her|their) )?(?:(?:{TYPES['adjective']}{NUMBER}|[a-z-]+) ){{0,3}}?"
    rf"(?:{_STATE}{NUMBER}['’]s (?:[a-z-]+ ){{0,3}})?(?P<to>[{_STATE}{_PLACE}]{NUMBER})(?!['’\w-])"
    rf"|(?:its|his|her|their) (?:[a-z-]+ ){{0,3}}[a-z-]+, (?P<named>{_STATE}{NUMBER})(?!['’\w-])"
)
# Persons, and those who hold an office.
_PERSONS = re.compile(rf"[{TYPES['person']}{TYPES['group']}]|\b(?:[Hh]e|[Ss]he|I|{'|'.join(vocabulary().offices)})\b")


def destination(text: str, at: int) -> tuple[str, Run] | None:
    """The slot of the destination at a position and where it stands: `b` for a state, `p` for a place."""
    found = _THERE.match(text, at)
    if not found:
        return None
    span = found.span("to") if found["to"] else found.span("named")
    return "b" if text[span[0]] == _STATE else "p", span


def travels(text: str, run: Run) -> bool:
    """Whether those whom some words name may make a journey: no state or organization does."""
    return bool(_PERSONS.search(text, *run))
