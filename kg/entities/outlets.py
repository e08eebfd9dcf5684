"""Publishers: whose government speaks under an outlet's name, and which state's news agency reports."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from kg import lexicon
from kg.text import Mention

_GOVERNMENT = re.compile(
    r"presiden[tc]|royal court|assembly|congress|ministry|minister|government|cabinet|office|department|mfa"
    r"|chancell|foreign affairs|prime|palace|embassy|parliament|senate"
)

_ARTICLE = len("The ")


def home_of(outlet: str | None, names: Sequence[Mention]) -> str:
    """The code of the state whose government publishes under this outlet; "" for agencies and papers."""
    if not outlet:
        return ""
    if known := _known(outlet, "government"):
        return known
    if not _GOVERNMENT.search(outlet.lower()):
        return ""
    # "Ministry of Foreign Affairs of Kenya" is one name, of an organ of the state.
    held = (
        m.key if m.type in ("state", "adjective") else lexicon.owners().get(m.key, "")
        for m in names
        if m.type != "place"
    )
    return next((code for code in held if code), "")


def organization_of(names: Sequence[Mention]) -> str:
    """The key of the organization that an outlet's name begins with, for an organ of it the whole's; "" for none."""
    if not names or names[0].begin > _ARTICLE:
        return ""
    key = names[0].key
    return lexicon.wholes().get(key, key if names[0].type == "organization" else "")


def agency_of(outlet: str | None) -> str:
    """The code of the state whose agency or paper an outlet is, which writes for it first; "" for others."""
    return _known(outlet, "agency") or _known(outlet, "paper") if outlet else ""


def _known(outlet: str, kind: str) -> str:
    found = _pattern(kind).search(outlet)
    return _countries(kind)[found[0]] if found else ""


@cache
def _countries(kind: str) -> dict[str, str]:
    return {o.name: o.country for o in lexicon.outlets() if o.kind == kind}


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    names = sorted(_countries(kind), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)")
