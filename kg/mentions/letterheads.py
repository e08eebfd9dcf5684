"""Titles in capitals that fill a line at the head of a release: "MINISTER FOR FOREIGN AFFAIRS", by a name."""

from __future__ import annotations

import re

from kg.mentions.nameforms import is_given
from kg.mentions.officewords import titular
from kg.text import Office

# How far down a letterhead reaches, in characters.
_HEAD = 600
_LINE = re.compile(
    r"^(?:[^\n]*\bM\.?P\.?,? |(?:MEDIA|PRESS|NEWS) RELEASE )?(?:[A-Z]{3,}(?:AN|ISH|ESE|CH|I) )?"
    r"((?:(?:ACTING|DEPUTY|ASSISTANT|SHADOW|PRIME|FOREIGN|TRADE|DEFEN[CS]E|SECOND|SENIOR|CABINET) )*"
    r"(?:MINISTER|SECRETARY)\b(?: [A-Z ,&-]+)?) *$",
    re.MULTILINE,
)
_JOINS = frozenset(("FOR", "OF", "THE", "AND", "TO"))


def find(view: str) -> list[Office]:
    """The titles of a view's letterhead, in order; each begins with its nation, which is no part of `title`."""
    found = []
    for line in _LINE.finditer(view, 0, min(len(view), _HEAD)):
        title = _before_name(line[1].strip())
        words = re.findall(r"[A-Z-]+", title)
        if len(words) > 1 and all(word in _JOINS or titular(word) for word in words) and words[-1] not in _JOINS:
            begin = line.start(1)
            nation = re.search(r"[A-Z]{5,} $", view[line.start() : begin])
            nation = None if nation and nation[0] == "RELEASE " else nation
            found.append(Office(begin - (len(nation[0]) if nation else 0), begin + len(title), title))
    return found


def _before_name(line: str) -> str:
    """A line up to the name of who holds the office: "MINISTER FOR TRADE ANA LIMA"."""
    words = line.split(" ")
    given = next((n for n, word in enumerate(words) if n and is_given(word.capitalize()) and not titular(word)), None)
    named = given is not None and 2 <= len(words) - given <= 3 and words[given - 1] not in _JOINS
    return " ".join(words[:given]) if named else line
