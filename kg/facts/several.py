"""Several contacts in one frame, and one contact told in two: what a sentence tells once and what it tells apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.cast import Cast
from kg.facts.drafts import Draft


def only_named(cast: Cast, draft: Draft, told: Sequence[Draft]) -> bool:
    """Whether a draft only names the meeting of another: "X of Norway met Y of Kenya for the Norway-Kenya Dialogue"."""
    sides = set(draft.actors)
    return draft.rule == "event.hyphened" and any(
        other.rule != draft.rule
        and other.kind != "visit"
        and not other.skipped
        and sides == set(cast.behalf(other.actors))
        for other in told
    )


def apart(draft: Draft, found: re.Match[str]) -> list[Draft]:
    """ "held separate talks with A and B", "visits by A and B": one contact each."""
    people = [a for a in draft.actors if a.kind == "person"]
    rest = tuple(a for a in draft.actors if a.kind != "person")
    if draft.kind == "visit" and people and (len(people) > 1 or len(rest) > 1):
        guests = [g for g in people if g.country not in {r.key for r in rest}] or people
        if len(rest) > 1:
            return [replace(draft, actors=(g, to), country=to.key or None) for g in guests for to in rest] or [draft]
        return [replace(draft, actors=(guest, *rest)) for guest in guests] if rest else [draft]
    around = found.string[found.start() : found.end() + 40]
    if ("separate" in around or "bilateral meetings" in found[0]) and len(people) > 2 and not draft.skipped:
        return [replace(draft, actors=(people[0], other)) for other in people[1:]]
    return [draft]
