"""Document + mentions -> Cast: which mentions are one actor, and who a title, a side or a surname stands for."""

from __future__ import annotations

from kg.entities.casting import assemble
from kg.entities.outlets import agency_of, home_of

__all__ = ["agency_of", "assemble", "home_of"]
