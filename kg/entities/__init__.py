"""Document + mentions -> Cast: which mentions are one actor, and who a title, a side or a surname stands for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from kg.entities import catalogue
from kg.entities.casting import Gathered, assemble
from kg.entities.outlets import agency_of, home_of, organization_of
from kg.text import Mention

__all__ = ["Gathered", "agency_of", "assemble", "home_of", "organization_of", "surnames"]


def surnames(names: Iterable[Mention], day: date | None) -> frozenset[str]:
    """The surnames of those who lead the states that are named, by the catalogue; none without a day."""
    states = {m.key for m in names if m.type in ("state", "adjective")}
    return catalogue.surnames(states, day) if day else frozenset()
