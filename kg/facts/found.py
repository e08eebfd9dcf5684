"""What a rule of contacts found in a text, whether an expression matched it or a clause was taken apart."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from kg.facts.frames import Run


@dataclass(frozen=True)
class Found:
    """A run of a text with the runs of its slots; it is asked as a match of an expression is."""

    string: str
    whole: Run
    slots: Mapping[str, Run]

    def __getitem__(self, slot: str | int) -> str:
        return self.string[slice(*self.span(slot))]

    def span(self, slot: str | int = 0) -> Run:
        return self.slots[slot] if isinstance(slot, str) else self.whole

    def start(self, slot: str | int = 0) -> int:
        return self.span(slot)[0]

    def end(self, slot: str | int = 0) -> int:
        return self.span(slot)[1]

    def groupdict(self) -> dict[str, str | None]:
        return {slot: self[slot] for slot in self.slots}


Match = re.Match[str] | Found
