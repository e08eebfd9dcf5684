"""Cast -> facts: meetings, agreements, statements, principles, relations, positions, each with its words and its rule.

A frame fires only when it is whole; what is left over is `Skipped`, with the reason. Offsets are untouched.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.cast import Cast
from kg.facts import agreements, issuing, meetings, principles, relations, standing, statements, tenures
from kg.facts.principles import Found
from kg.facts.tries import skeletons
from kg.model import Fact, Skipped

__all__ = ["find"]


def find(cast: Cast, concepts: Sequence[Found]) -> Iterator[Fact | Skipped]:
    """All facts of a cast. `concepts` are the principle mentions."""
    built = skeletons(cast)
    found_meetings = list(meetings.find(cast, built))
    found_agreements = list(agreements.find(cast, issuing.issuers(cast, built)))
    heard = list(statements.find(cast, built))
    yield from standing.appearances(cast, cast.every)
    held = tuple(standing.positions(cast, cast.every))
    yield from held
    yield from standing.by_description(cast, held)
    yield from standing.of_counterparts(cast, cast.refs, held)
    yield from tenures.find(cast, held)
    yield from found_meetings
    yield from found_agreements
    yield from (statement for _, _, statement in heard)
    yield from principles.find(cast, heard, concepts)
    yield from relations.find(cast)
