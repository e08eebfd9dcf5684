"""Marks of American politics, which say whose official somebody is where no title does: "D-Calif.", "House Speaker"."""

from __future__ import annotations

import re

from kg.text import Mention

_OFFICE = re.compile(
    r"(?i:(?:acting |deputy )?(?:house|senate)(?: [a-z]+){0,5} (?:chair\w*|leader|whip)"
    r"|(?:majority|minority) (?:leader|whip)|representative|congress(?:man|woman))"
)
_PARTY_BEFORE = re.compile(
    r"\b(?:(?:Republican|Democrat|Democratic|GOP|Senate|House)(?: [A-Za-z]+){0,3}|Rep\.|Sen\.) $"
)
_PARTY_AFTER = re.compile(
    r",? (?:\(?[RDI]-[A-Z]|an? (?:[a-z-]+ )?(?:Republican|Democrat)|(?:Republican|Democrat) (?:of|from)\b)"
)


def marked(view: str, mention: Mention) -> bool:
    """Whether a mention of a person bears such an office or a mark of one of the two parties."""
    if any(_OFFICE.fullmatch(office.title) for office in mention.offices):
        return True
    before = _PARTY_BEFORE.search(view, max(0, mention.begin - 60), mention.name_begin)
    return bool(before or _PARTY_AFTER.match(view, mention.name_end))
