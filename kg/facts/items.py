"""Statements told as the items of a list: "The two sides agreed to:", and a line for each thing they agreed to."""

from __future__ import annotations

import re

from kg.facts.acts import act_of
from kg.facts.heard import Heard, told
from kg.facts.skeleton import Skeleton

# "agreed to:", "reaffirmed their commitment to the following points:".
_LEADS_IN = re.compile(r"\b(?:to|on|upon|that|for|as follows|(?<!including )the following(?: [a-z]+){0,2}):$")
_ITEM_ENDS = re.compile(r"[.;,]\Z|[;,] and\Z")
_ITEM = re.compile(
    r"(?P<dash>[-–—•·*])|(?P<number>\(?\d{1,2}[.)] )|(?P<letter>\(?(?:[a-z]|[ivx]{1,4})[.)] )"
    r"|(?P<ordinal>(?:First|Second|Third|Fourth|Fifth|Sixth|Last|Final)(?:ly)?, )|(?P<bare>[a-z])"
)


class Items:
    """The list that is open while sentences are read: `lead` says who does what with its items, all marked alike."""

    def __init__(self, view: str) -> None:
        self.view = view
        self.lead: Heard | None = None
        self.mark: str | None = None

    def begin(self, heard: Heard, text: str) -> bool:
        """Whether a sentence says only who does what with the items of the list below it: "Both sides agreed to:"."""
        if not _LEADS_IN.search(text):
            return False
        self.lead = heard
        return True

    def next(self, skeleton: Skeleton, text: str, *, own: bool) -> Heard | None:
        """An item of the open list, which belongs to its lead's speakers; `own` says that it names its own."""
        found = _ITEM.match(self.view, skeleton.sentence.begin, skeleton.sentence.end)
        mark = found.lastgroup if found else None
        if self.lead is None or mark is None or self.mark not in (None, mark):
            self.lead = self.mark = None
            return None
        self.mark = mark
        if own or not _ITEM_ENDS.search(text):
            return None  # an item that names a speaker of its own, or a mere name
        act = self.lead.act if self.lead.act != "affirm" else act_of(skeleton.text)
        return told(skeleton, self.lead.speakers, act, "list.item")
