"""When and where: the slots of a contact from the adjuncts around it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from kg import lexicon
from kg.cast import Cast, Dated, Ref
from kg.facts.skeleton import Adjunct, Skeleton
from kg.facts.told import said

_CLAUSE = re.compile(
    r"; | since | said(?=[.,;]|$)| who (?=took office|became|assumed|was (?:elected|appointed|sworn))"
    r"| (?:we|they|you) (?!are |were |will |would |have |had )"
    r"|, (?:while|after|before|when|ahead of|following|where|and (?:then|later|again))\b| (?:after|before|ahead of"
    r"|following|when|while|during which|saying|said|that(?! (?:had been|was|were|is|are|has been|have been))) "
)

# Where one meets "in Bali", as in a town.
_AS_TOWNS = frozenset(("Bali", "Gibraltar", "Hong Kong", "Jeju", "Macao"))
# "Ahead of the summit in Lima on Friday, Berg …": the adverbials are of what was before or comes after.
AROUND = re.compile(
    r"^(?:In view of|Further to|Ahead of|Before|Prior to|Following|After|Since|In preparation for|On the eve of"
    r"|As part of|Building on|Recalling) [^.;]{2,160}"
)


def segment(skeleton: Skeleton, begin: int, end: int, others: Iterable[tuple[int, int]]) -> tuple[int, int]:
    """The run of the skeleton in which a frame's adjuncts may stand: its own clause, up to the next frame."""
    text = skeleton.text
    stop = min((b for b, _ in others if b >= end), default=len(text) + 1)
    cut = _CLAUSE.search(text, end, stop)
    around = AROUND.fullmatch(text, 0, begin)
    start = max((e for _, e in others if e <= begin), default=0)
    start = max(start, said(text, begin), around.end() if around else 0)
    previous = [m.end() for m in _CLAUSE.finditer(text, start, begin)]
    if previous and start:
        start = previous[-1]
    if start and text[start - 1] == " ":
        start -= 1  # where an adverbial stood right behind: "said that [today] during"
    return start, (cut.start() + 1 if cut else stop)


def dates_in(skeleton: Skeleton, begin: int, end: int) -> list[tuple[int, Dated]]:
    """The dates among the adjuncts at `[begin, end]`, with their places, and those left in the text."""
    found = []
    for adjunct in skeleton.adjuncts:
        if begin <= adjunct.at <= end and adjunct.kind == "date":
            found += [(adjunct.at, item) for n in adjunct.refs if isinstance(item := skeleton.refs[n], Dated)]
    return found


def places_in(skeleton: Skeleton, begin: int, end: int) -> list[tuple[Adjunct, list[Ref]]]:
    """The adverbials of place at `[begin, end]`, each with its references."""
    return [
        (adjunct, [item for n in adjunct.refs if isinstance(item := skeleton.refs[n], Ref)])
        for adjunct in skeleton.adjuncts
        if begin <= adjunct.at <= end
        and adjunct.kind in ("place", "country", "venue", "here")
        and not _is_topic(skeleton, adjunct)
    ]


def town(house: str) -> tuple[str | None, str | None]:
    """City and state of a house or seat of power that the lexicon knows ("the Elysee"), None twice for all others."""
    return _towns().get(house.removeprefix("the "), (None, None))


@cache
def _regions() -> frozenset[str]:
    return frozenset(p.name for p in lexicon.places() if p.kind == "region") - _AS_TOWNS


def is_region(place: str) -> bool:
    """Whether a place is a part of a state or of the world, and no town: "Bavaria", "Europe"."""
    return place in _regions()


@cache
def _towns() -> Mapping[str, tuple[str, str]]:
    cities = {name for p in lexicon.places() if p.kind == "city" for name in (p.name, *p.aliases)}
    seats = {seat: (state.capital, state.code) for state in lexicon.states() if not state.until for seat in state.seats}
    houses = {name: (p.city, p.state) for p in lexicon.places() if p.kind == "venue" for name in (p.name, *p.aliases)}
    return {house: place for house, place in {**seats, **houses}.items() if all(place) and house not in cities}


def bounds(cast: Cast, dated: Dated) -> bool:
    """Whether a date only bounds a time: "the first since 2016", "since a 2016 row", "until June"."""
    return bool(_BOUNDING.search(cast.document.view, max(0, dated.begin - 12), dated.begin))


_BOUNDING = re.compile(r"\b(?:since|until) (?:(?:an?|the|his|her|their) )?$")


def nearest(dates: Sequence[tuple[int, Dated]], at: int) -> Dated | None:
    """The date that stands nearest to a position; a day before a vaguer one at the same distance."""
    ranked = sorted(dates, key=lambda d: (abs(d[0] - at), d[1].begin))
    return ranked[0][1] if ranked else None


_TOPIC = re.compile(
    r"\b(?:situations?|developments?|wars?|conflicts?|crisis|crises|peace|stability|security|issues?|tensions?"
    r"|fighting|ceasefire|hostilities|violence|elections?|cooperation|presence|investments?|interests|role|projects?"
    r"|operations?|influence|process|aggression|events|people|settlement|democracy|unrest|reform|influx|response"
    r"|assistance|aid"
    r"|situation there)$"
)


def _is_topic(skeleton: Skeleton, adjunct: Adjunct) -> bool:
    """Whether a place belongs to what is talked of ("the situation in …"), not to where one talks."""
    return adjunct.kind in ("country", "place") and bool(
        _TOPIC.search(skeleton.text[max(0, adjunct.at - 24) : adjunct.at])
    )
