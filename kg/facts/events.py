"""Events of several states: whose event it is by its name, and whether those who take part make two sides."""

from __future__ import annotations

import re

from kg.cast import Cast
from kg.facts import sides, slots
from kg.facts.found import Match
from kg.facts.rules import Rule
from kg.facts.skeleton import Skeleton
from kg.model import Actor, EventKind

_SUMMIT = re.compile(r"[Ss]ummit|[Ll]eaders'? [Mm]eeting")
# What is of one state or party and only called like an event of several.
_OWN = re.compile(
    r"Party|National|Federal|Cabinet|Parliament|Economic Council|Security Council of the \ue002|Congress of the"
)
# The nouns by which a name that the lexicon knows is one of an event or of an assembly.
_NAMED = re.compile(r"(?i:\b(?:assembly|council|forum|summit|conference|dialogue|session|meeting)\b)")


def convened(
    cast: Cast, skeleton: Skeleton, rule: Rule, found: Match, actors: tuple[Actor, ...], end: int
) -> tuple[EventKind, tuple[Actor, ...]]:
    """The kind of an event and its participants: those named, those whose event it is, else the host.

    `actors` are those said to attend it; its adverbials stand up to `end`, or right behind its name.
    """
    event, begin = found["event"], found.end()
    if rule.give.get("hosted") == "near":
        begin = end = found.end("event")
        actors = actors if _is_called(cast, skeleton, event) else ()
    kind: EventKind = "summit" if _SUMMIT.search(event) else "consultation" if "onsultation" in event else "conference"
    represented = {served.key for a in actors if (served := cast.served(a))}
    named = [a for r in skeleton.named(event) if r.type in ("state", "adjective", "organization") for a in r.actors]
    owners = [a for a in named if a.kind == "organization" or a.key not in represented]
    if not owners and len(represented) < 2:
        owners = [a for a in _hosts(cast, skeleton, begin, end) if a.key not in represented]
    if not actors or _OWN.search(event):
        owners = []
    return kind, tuple(dict.fromkeys((*actors, *owners)))


def lacking(cast: Cast, rule: Rule, actors: tuple[Actor, ...]) -> str:
    """Why actors make no contact, "" if they do; at an event of an organization one state is enough.

    Where its members meet, the organization stands for them all.
    """
    kinds = {a.kind for a in actors}
    if (
        rule.id.startswith("event.")
        and "organization" in kinds
        and (kinds & {"person", "state"} or "members" in rule.give)
    ):
        return ""
    return sides.lacking(cast, actors)


def _is_called(cast: Cast, skeleton: Skeleton, event: str) -> bool:
    """Whether a name is one of an event: not "told the UN", "addressing the ministry"."""
    (ref, *_) = skeleton.named(event) or (None,)
    return bool(_NAMED.search(event) or ref and _NAMED.search(cast.document.view, ref.begin, ref.end))


def _hosts(cast: Cast, skeleton: Skeleton, begin: int, end: int) -> tuple[Actor, ...]:
    """The state where an event is held, by its nearest adverbial of place."""
    for adjunct, refs in slots.places_in(skeleton, begin, end):
        if adjunct.kind == "here":
            return sides.state_at(cast, cast.here[1] or "")
        for ref in refs:
            if ref.type == "place" and ref.mention.key:
                return sides.state_at(cast, ref.mention.key)
            if ref.type == "state":
                return ref.actors
    return ()
