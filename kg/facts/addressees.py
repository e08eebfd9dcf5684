"""To whom a statement is made: the actors right after a verb that takes its hearer, or after "conveyed … to"."""

from __future__ import annotations

import re

from kg.facts.rules import listed
from kg.facts.skeleton import Skeleton
from kg.model import Actor

_TELLING = re.compile(
    r"\b(?:t(?:old|ells?)|ask(?:ed|s)?|urg(?:ed?|es|ing)|thank(?:ed|s)?|congratulate[ds]?|felicitate[ds]"
    r"|inform(?:ed|s)?"
    r"|assure[ds]?|invite[ds]?|wish(?:ed|es)|call(?:ed|s|ing)? (?:up)?on|brief(?:ed|s)?|welcome[ds]?|invitation to)$"
)
_CONVEYING = re.compile(r"^(?:convey(?:ed|s)?|relayed|passed|sent|extended|offered|expressed)\b")
_ARTICLE = r"(?:(?:the|his|her|their|visiting) ){0,2}"
_HEARER = re.compile(rf" {_ARTICLE}(?P<who>{listed('ACTOR')})")
# A person may stand further off; a state there is as often the aim of a journey ("thanks for the trip to Norway").
_RECEIVER = re.compile(
    rf"[^.;:\"]{{0,80}}? to {_ARTICLE}(?P<who>{listed('PERSON')})"
    rf"|(?: [a-z]+){{0,2}} to {_ARTICLE}(?P<whom>{listed('ACTOR')})"
)
# A state or an organization before another noun qualifies it: "welcomed the EU strategy".
_ENDS = re.compile(
    r"$|[.,;:\"]| (?:to|for|on|over|about|against|at|in|during|as|and|not|that|how|why|what|when|whether)\b"
)
_SPOKEN_TO = frozenset(("person", "state", "organization"))


def addressees(skeleton: Skeleton, verb: str, rest: str, *, conveys: bool) -> tuple[Actor, ...]:
    """The actors to whom somebody speaks; `rest` is the skeleton after the verb. At most two, none where none is named.

    `conveys` says that greetings, thanks or the like are conveyed: their receiver stands after "to". Whose greetings or
    efforts they are ("conveyed Berg's greetings", "welcomed Norway's efforts") is no addressee.
    """
    found = _HEARER.match(rest) if _TELLING.search(verb) else None
    if found is None and conveys and _CONVEYING.search(verb):
        found = _RECEIVER.match(rest)
    if found is None or rest.startswith("'", found.end()):
        return ()
    groups = found.groupdict()
    refs = skeleton.named(groups["who"] or groups.get("whom") or "")
    if not refs or (refs[-1].type != "person" and not _ENDS.match(rest, found.end())):
        return ()
    spoken_to = [r for r in refs if r.type in _SPOKEN_TO and not r.mention.possessive]
    return tuple(actor for ref in spoken_to for actor in ref.actors)[:2]
