"""Who tells what somebody else said: spokespersons, states and offices, and ministers of those whom they serve."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.cast import Cast
from kg.facts import speaking
from kg.facts.sayings import Saying, sayings
from kg.facts.silence import all_states, speaks_not_inside
from kg.facts.skeleton import NUMBER, TYPES, Skeleton
from kg.facts.speakers import Speaking
from kg.model import Actor

_HEADS = frozenset(("president", "premier", "king", "queen", "emir", "sultan", "supreme leader"))
_SERVE = ("minister", "secretary", "adviser", "advisor", "ambassador", "envoy", "aide", "chief of staff")
_HIS_OFFICE = re.compile(
    rf"(?P<who>{TYPES['person']}{NUMBER})'s? (?:[a-z]+ ){{0,2}}"
    r"(?:[Oo]ffice|[Ss]pokes\w+|press (?:service|office|secretary))"
)


def relays(cast: Cast, told_by: Speaking) -> bool:
    """Whether a spokesperson or a state speaks, who as often tells what others said."""
    if told_by.relays or all_states(told_by.actors):
        return True
    figure = cast.figures.get(told_by.actors[0]) if len(told_by.actors) == 1 else None
    return bool(figure and figure.is_spokesperson)


def of_the_head(cast: Cast, by: Speaking, speakers: Sequence[tuple[Actor, ...]], *, quoted: bool) -> bool:
    """Whether a minister or an aide tells what the head of the own state or government said.

    So it is in words that are `quoted`, or together with others: "Berg said the King expressed hope" is as often
    Berg's own word.
    """
    figure = cast.figures.get(by.actors[0]) if len(by.actors) == 1 else None
    if figure is None or figure.heads & _HEADS or not any(head.endswith(_SERVE) for head in figure.heads):
        return False
    own = figure.actor.country
    heads = {a for a, one in cast.figures.items() if one.heads & _HEADS and a.country == own}
    found = bool(own and speakers) and all(heads.intersection(one) for one in speakers)
    return found and (quoted or all(len(one) > 1 for one in speakers))


def is_told_on(one: Saying, relay: Saying) -> bool:
    """Whether a clause stands in what a spokesperson or a ministry tells."""
    own = one.kind in ("complement", "main", "coordinate", "subordinate")
    return own and (one.kind == "complement" or relay.clause.kind in ("inserted", "according"))


def quoted(text: str) -> tuple[Saying, ...]:
    """What a quotation reports at its head, and who is quoted with it: ""Mr Kamau said …," she told"; else nothing."""
    if not speaking.reports_at_its_head(text):
        return ()
    said, ends = sayings(speaking.masked(text, False, reports=True)), text.rfind('"')
    after = [one for one in said if min(one.begin, one.at) > ends]
    return (said[0], after[0]) if after and said[0].begin < ends else ()


def owner(skeleton: Skeleton, relay: Saying) -> tuple[Actor, ...]:
    """The person for whom an office or a spokesperson speaks: "Berg's office said she …"."""
    found = _HIS_OFFICE.fullmatch(relay.who)
    return skeleton.named(found["who"])[0].actors if found else ()


def may_be_inside(one: Saying, whose: tuple[Actor, ...]) -> bool:
    """Whether a clause inside a report reports speech; a pronoun is `whose` office tells it, if anybody's."""
    return not speaks_not_inside(one) or bool(whose) and one.who.lower() in ("he", "she")
