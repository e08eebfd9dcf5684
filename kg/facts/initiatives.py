"""Initiatives that the lexicon knows by name: how texts write them, and who proposed them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from kg import lexicon
from kg.cast import Cast
from kg.facts.sides import state_at
from kg.lexicon import AgreementName
from kg.model import Actor


@cache
def _rows() -> Mapping[str, AgreementName]:
    """Each way to write the name of an initiative; a name in small letters may mean anything."""
    return {
        name: row
        for row in lexicon.agreement_names()
        if row.kind == "initiative"
        for name in (row.name, *row.aliases)
        if name[0].isupper()
    }


@cache
def names() -> tuple[str, ...]:
    """All names as they are written, the longest first."""
    return tuple(sorted(_rows(), key=lambda name: (-len(name), name)))


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names()))})(?!\w)")


def whole_name(label: str) -> str:
    """The name in the lexicon of the initiative that a label names, else the label."""
    row = _known(label)
    return row.name if row else label


def _known(label: str) -> AgreementName | None:
    found = _pattern().search(label)
    return _rows()[found[0]] if found else None


def proposers(cast: Cast, label: str) -> tuple[Actor, ...]:
    """The states that the lexicon gives as the proposers of an initiative."""
    row = _known(label)
    codes = (code for code in (row.parties if row else ()) if code in cast.state_names)
    return tuple(state for code in codes for state in state_at(cast, code))
