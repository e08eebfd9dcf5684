"""Cast -> whether a text is of diplomacy: of dealings between states and organizations, not of the affairs of one.

A paper's report of a home affair or of business may name a principle or a treaty as any other does; there it is mostly
told of, and nobody's position.
"""

from __future__ import annotations

from typing import Literal

from kg.cast import Cast
from kg.model import Actor

# A text that a government or an organization publishes; a report of what several sides do with each other; another.
Concern = Literal["release", "dealings", "other"]
# So great a part (0 to 1) of a report's sentences names two sides where it is of their dealings.
_SHARE = 0.2
# A text of fewer sentences is too short to tell.
_FEW = 4
_NAMING = frozenset(("person", "state", "organization", "adjective", "group"))


def concern(cast: Cast) -> Concern:
    """What an article is of. Dealings: where sides met, its title names two, or many of its sentences do.

    A text too short to tell counts as one of them.
    """
    if cast.home or cast.publisher:
        return "release"
    title = (s for s in cast.document.sentences if s.kind == "title")
    if cast.met or any(len(sides(cast, s.begin, s.end)) > 1 for s in title):
        return "dealings"
    body = [s for s in cast.document.sentences if s.kind in ("body", "turn")]
    if len(body) < _FEW:
        return "dealings"
    both = sum(len(sides(cast, s.begin, s.end)) > 1 for s in body)
    return "dealings" if both >= _SHARE * len(body) > 0 else "other"


def sides(cast: Cast, begin: int, end: int) -> set[Actor]:
    """The states and organizations that a run of the view names, by their officials too."""
    return {side for ref in cast.within(begin, end) if ref.type in _NAMING for side in cast.behalf(ref.actors)}
