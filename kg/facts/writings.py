"""Statements that speak themselves: "a statement issued by the ministry said" has the ministry for its speaker."""

from __future__ import annotations

import re

from kg.facts.frames import noun_at, words_of
from kg.facts.sayings import Saying
from kg.facts.skeleton import NUMBER, TYPES, Skeleton

_O = f"{TYPES['organization']}{NUMBER}"
_WRITING = (
    r"(?i:(?:an?|the|this|its|their|another) )?(?:(?!of\b|by\b|in\b)[a-z-]+ ){0,2}?"
    r"(?i:statement|communiqu[eé]|declaration|readout|release|note|dispatch|message|letter|notice|bulletin|report)s?"
)
_ISSUED = r"(?:issued|released|published|put out|made|posted|signed|adopted|circulated|carried|sent|distributed|read)"
_CALLED = re.compile(_WRITING)
# "A statement issued on Monday by", "a statement from".
_BY = re.compile(rf"{_WRITING}(?:,? {_ISSUED}\b[^.;:\"]{{0,50}}?)?,? (?:by|from|of|on behalf of) ")
# "A communique issued at the end of the African Union summit".
_AT_ITS_MEETING = re.compile(
    rf"{_WRITING} {_ISSUED} (?:at|after|following|by) [^.;:\"]{{0,40}}?(?P<who>{_O})(?:'s?)? "
    r"(?:[a-z-]+ ){0,2}(?:summit|meeting|session|conference|gathering|talks)\b"
)


def is_writing(who: str) -> bool:
    """Whether the words for a speaker are those for a text: "the letter", "a joint statement"."""
    return bool(_CALLED.match(who))


def author(skeleton: Skeleton, saying: Saying) -> tuple[str, int] | None:
    """The words for whoever issued the text that speaks, and where they begin; None where the words tell of none."""
    text = skeleton.text
    end = saying.at if saying.at > saying.begin else len(text)
    if met := _AT_ITS_MEETING.match(text, saying.begin, end):
        return met["who"], met.start("who")
    by = _BY.match(text, saying.begin, end)
    run = noun_at(words_of(text), by.end()) if by else None
    if run is None or run[1] > end:
        return None
    return text[slice(*run)], run[0]
