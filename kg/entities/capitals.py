"""Capitals: a city where somebody stands, or the government that sits in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from kg import lexicon
from kg.lexicon.speech import speech_verbs
from kg.text import Mention, MentionType

_METONYM_BEFORE = re.compile(
    r"(?:\b(?:between|and|with|told|urged|accused|against|blamed|by|from|of|that|said|asked) )$"
)
_METONYM_AFTER = re.compile(
    r"(?:'s? (?!(?:[a-z-]+ )?(?:airport|streets?|port|suburbs?|district|mayor|university|hotel|"
    r"stadium|cathedral|outskirts|embassy|central))| (?:and [A-Z]\w+ )?(?:has|have|had|was|is|"
    r"says|said|will|would|opposes|supports|denies|denied|rejects|rejected|accuses|accused|wants|"
    r"also|itself|announced|welcomed|condemned|should|must|can|could|may|did|does|agreed|seeks|hopes|"
    r"insists|appreciates|stands|attaches|reiterated|firmly|considers|called|calls|urged|urges|demanded|"
    r"suspended|summoned|expelled|postponed|cancelled|canceled|imposed|backed|backs|sent|offered|proposed|pledged|"
    r"vowed|warned|warns|expects|expressed|responded|described|views|sees|maintains|plans|remains|confirmed|signed)\b)"
)
# "Lima, in turn, accused".
_ASIDE = re.compile(r", (?:in turn|for its part|on its part|too|meanwhile|however|though|in response),(?= )")
# "to Lima, Quito and": what comes next is a place as well.
_COORDINATED = re.compile(
    r"\b(?:in|at|to|for|visit(?:ed|s"
    r"|ing)?) (?:[A-Z][\w'-]+(?: [A-Z][\w'-]+)?, ){0,3}[A-Z][\w'-]+(?: [A-Z][\w'-]+)?,? and $"
)
_PLACE_BEFORE = re.compile(
    r"\b(?:in|at|to|near|via|through|outside|around|visited|visit|left|reached|into|leaving|toward|towards"
    r"|(?:left|leaves?|leaving|depart(?:s|ed)?|head(?:s|ed|ing)?|bound) for|capital|city of|capital of|capital,"
    r"|Embassy in|based in|from|of) (?:the )?$"
)


def acts(view: str, place: Mention) -> bool:
    """Whether a place is a capital that stands for its government: "Minsk welcomed", "talks between Minsk and …"."""
    if (
        (place.key, place.name) not in _capitals()
        or view.startswith("-based", place.end)
        or follows_place_word(view, place.begin)
    ):
        return False
    before = view[max(0, place.begin - 10) : place.begin]
    if _COORDINATED.search(view, max(0, place.begin - 60), place.begin):
        return False
    aside = _ASIDE.match(view, place.end)
    end = aside.end() if aside else place.end
    governs = _METONYM_AFTER.match(view, end) or _speaks().match(view, end)
    return bool(governs or _METONYM_BEFORE.search(before))


_PAST = frozenset(("said", "told", "swore", "thought", "undertook", "wrote"))
_OBJECT = r" (?:(?:that|the|its|an?|to)\b|(?!\w+day\b)[A-Z])"


@cache
def _speaks() -> re.Pattern[str]:
    """A verb of speech behind a capital: "Lima again urged".

    The present may be a noun ("Lima protests turned violent") and is a verb only with an object or what is said.
    """
    past = "|".join(v for v in speech_verbs() if v.endswith("ed") or v in _PAST)
    present = "|".join(v for v in speech_verbs() if not v.endswith("ed"))
    return re.compile(rf" (?:(?:again|then|later|twice|once|[a-z]+ly) )?(?:(?:{past})\b|(?:{present}){_OBJECT})")


def of_the_union(place: Mention, names: Sequence[Mention]) -> bool:
    """Whether Brussels, where it acts, is the European Union: a text names the Union, and Belgium nowhere."""
    if place.key != "BE":
        return False
    told = {m.key for m in names if m.type in ("organization", "state", "adjective")}
    return "EU" in told and "BE" not in told


def is_city(view: str, state: Mention) -> bool:
    """Whether words for a state mean its capital as a place: "in Nairobi", "arrived at Singapore"."""
    capital = lexicon.capitals().get(state.key, "")
    named = bool(capital) and view[state.begin : state.end].startswith(capital)
    return named and follows_place_word(view, state.begin)


# Before a house or its quarter: "at the Elysee", "inside Downing Street".
_HOUSED = re.compile(r"\b(?:at|inside|outside|in front of) (?:the )?$")


def seat_as(view: str, state: Mention) -> MentionType:
    """What a seat of power is where it stands: "in Kiev" a place, "at the Elysee" a venue, else its state."""
    words = view[state.begin : state.end]
    if words in _cities() and view.startswith("-based", state.end):
        return "place"
    if words not in _seats() or not follows_place_word(view, state.begin):
        return "state"
    if _HOUSED.search(view, max(0, state.begin - 16), state.begin):
        return "venue"
    before = view[max(0, state.begin - 10) : state.begin]
    if before.endswith((" of ", " of the ", " from ")):
        return "state"
    return "place" if words in _cities() else "venue" if before.lower().endswith(("in the ", " in ")) else "state"


@cache
def _seats() -> frozenset[str]:
    return frozenset(seat for state in lexicon.states() for seat in state.seats)


@cache
def _cities() -> frozenset[str]:
    return frozenset(n for p in lexicon.places() if p.kind == "city" for n in (p.name, *p.aliases))


def follows_place_word(view: str, begin: int) -> bool:
    """Whether a preposition of place or a verb of travel stands before a position."""
    return bool(_PLACE_BEFORE.search(view[max(0, begin - 18) : begin]))


@cache
def _capitals() -> frozenset[tuple[str, str]]:
    return frozenset(lexicon.capitals().items())
