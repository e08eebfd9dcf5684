"""Titles that several bear: "presidents Lima and Lie", "the Kenyan and Latvian counterparts", "the premiers of …"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from kg.text import Mention, Office

# The states after the first of a row, and states that are not named.
_AND = re.compile(r",? and (?:the )?|, (?:the )?")
# Between two in a row, each perhaps with a state in brackets: "Jo Lima (Kenya), Ola Lie (Norway) and …".
_NEXT = re.compile(r"(?: \([A-Z][^()\n]{2,30}|(?<=[\w.]))\)?(?:,? and |, )")
_OF_BOTH = re.compile(
    r" (?:of|from) (?:(?:the|our|these) (?:two|three|four|five)|both) (?:countries|states|nations|sides)"
)
# The plural of the head, which what the title is charged with does not lose: "Ministers of Foreign Affairs".
_PLURAL = re.compile(r"(?<=\w)(?<!ffair)(?<!orce)s\b")


class Plurals:
    """The titles in the plural of one view. `names` are the known names in order, `starts` their begins."""

    def __init__(self, view: str, names: Sequence[Mention], starts: Sequence[int]) -> None:
        self.view, self.names, self.starts = view, names, starts

    def shared(self, begin: int, found: Sequence[Mention]) -> tuple[Office, ...]:
        """The title that a list shares: "presidents Lima and Lie", "the Presidents of X, NAME, of Y, NAME"."""
        former = found[-1] if found else None
        if former is None or not former.offices or not former.offices[-1].plural:
            return ()
        office = former.offices[-1]
        at = bisect_left(self.starts, begin) - 1
        state = self.names[at] if at >= 0 and self.names[at].type == "state" else None
        between = self.view[former.end : state.begin] if state else ""
        if state and self.view[state.end : begin] == ", " and re.fullmatch(r",? (?:and )?of (?:the )?", between):
            return (replace(office, of=state.key, of_kind="state"),)
        if state and state.end == begin - 1 and _AND.fullmatch(between):
            return (replace(office, of=state.key, of_kind="state"),)  # "of Kenya Jo Lima and Norway Ola Lie"
        if not _NEXT.fullmatch(self.view, former.end, begin):
            return ()
        bearers = sum(any(o.begin == office.begin for o in m.offices) for m in found)
        nations = self._nations(office)
        of = nations[bearers] if bearers < len(nations) else ""
        return (replace(office, of=of, of_kind="state" if of else ""),)

    def first(self, office: Office) -> Office:
        """A title as the first bears it, where several states have one each: "his Kenyan and Latvian counterparts"."""
        nations = self._nations(office)
        return replace(office, of=nations[0], of_kind="state") if len(nations) > 1 else office

    def end(self, office: Office) -> int:
        """Where a title ends with all the states of a plural one; the end of any other."""
        if not office.plural:
            return office.end
        if both := _OF_BOTH.match(self.view, office.end):
            return both.end()
        row = self._states_of(office)
        return row[-1].end if len(row) > 1 else office.end

    def _nations(self, office: Office) -> list[str]:
        """The states of whom a plural speaks, in order: "the Kenyan and Latvian counterparts", "presidents of …"."""
        if not office.plural:
            return []
        if len(after := self._states_of(office)) > 1:
            return [name.key for name in after]
        edge, nations = office.begin - 1, list[str]()
        at = bisect_left(self.starts, office.begin)
        for name in reversed(self.names[max(0, at - 12) : at]):
            if name.type != "adjective" or self.view[name.end : edge] not in ("", ", ", " and ", ", and "):
                break
            nations.insert(0, name.key)
            edge = name.begin
        return nations

    def _states_of(self, office: Office) -> list[Mention]:
        """The states in a row at the end of a plural title: "the presidents of Kenya, Norway and Peru"."""
        at = bisect_left(self.starts, office.begin)
        row: list[Mention] = []
        for name in self.names[at : at + 12]:
            own = name.end == office.end if not row else bool(_AND.fullmatch(self.view, row[-1].end, name.begin))
            if name.type == "state" and own:
                row.append(name)
            elif row:
                break
        return row


def one_of(office: Office) -> Office:
    """A plural title as each of its holders bears it: "Presidents" -> "President"; it stays marked as plural."""
    if not office.plural or office.title.lower().startswith("heads"):
        return office
    return replace(office, title=_PLURAL.sub("", office.title, count=1))
