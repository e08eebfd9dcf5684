"""Publishers: whose government speaks under an outlet's name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.text import Mention

_MAPPED_OUTLETS = (
    ("kremlin", "RU"),
    ("white house", "US"),
    ("state department", "US"),
    ("department of state", "US"),
    ("mea", "IN"),
    ("mofa", "JP"),
)
_GOVERNMENT = re.compile(
    r"president|ministry|minister|government|cabinet|office|department|mfa|chancell|foreign affairs|"
    r"prime|palace|embassy"
)


def home_of(outlet: str | None, names: Sequence[Mention]) -> str:
    """The code of the state whose government publishes under this outlet; "" for agencies and papers."""
    if not outlet:
        return ""
    lower = outlet.lower()
    for words, code in _MAPPED_OUTLETS:
        if re.search(rf"\b{words}\b", lower):
            return code
    if not _GOVERNMENT.search(lower):
        return ""
    return next((m.key for m in names if m.type in ("state", "adjective")), "")
