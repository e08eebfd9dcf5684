"""Publishers: governments' own pages, national news agencies and papers, with the state whose they are."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from kg.lexicon.tables import rows

COLUMNS = ("name", "country", "kind")


@dataclass(frozen=True, kw_only=True)
class Outlet:
    """A publisher by words of its name; `kind`: a government's own page, a news agency or a paper."""

    name: str
    country: str
    kind: Literal["government", "agency", "paper"]


@cache
def outlets() -> tuple[Outlet, ...]:
    """All of them, by name."""
    return tuple(
        Outlet(name=name, country=country, kind=cast(Literal["government", "agency", "paper"], kind))
        for name, country, kind in rows("outlets", COLUMNS)
    )
