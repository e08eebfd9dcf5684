"""Words that stand for several actors at once: "the two heads of state", "both sides", "the interlocutors"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from types import MappingProxyType

from kg.text import Mention
from kg.triggers import Anchored

_PERSONS = (
    "leaders|presidents|heads of state and government|heads of state|heads of government|prime "
    "ministers|premiers|ministers|foreign ministers|defense ministers|"
    "defence ministers|diplomats|officials|chancellors|secretaries|national security advisors|"
    "national security advisers|interlocutors|participants|counterparts|"
    "foreign secretaries|chairmen|speakers|finance ministers|trade ministers|principals|statesmen|"
    "men|negotiators|co-chairs|heads of delegation|politicians|top diplomats|envoys|representatives|NSAs|FMs|PMs"
)
_IN_FULL = MappingProxyType(
    {"nsas": "national security advisors", "fms": "foreign ministers", "pms": "prime ministers"}
)
_STATES = "sides|parties|countries|nations|states|governments|delegations|peoples|ministries"
_NUMBERS = MappingProxyType(
    {"two": "2", "both": "2", "three": "3", "four": "4", "five": "5", "six": "6", "pair": "2", "duo": "2"}
)
_GROUP = re.compile(
    rf"\b(?:(?:[Tt]he|[Bb]oth|[Tt]hese|[Oo]ur)(?: (?:two|three|four|five|six))?|[Tt]wo|"
    rf"[Ll]eaders(?= agreed| discussed| welcomed| reaffirmed)|(?<=[.!?\n] )(?=(?:Leaders|Ministers"
    r"|Delegations|Presidents) (?:also |further )?(?:agreed|welcomed|reaffirmed|reiterated|underscored|underlined"
    r"|stressed|emphasi[sz]ed|noted|expressed|called|condemned|discussed|exchanged|highlighted|recogni[sz]ed))) ?"
    rf"(?P<adjective>(?:EU|[Ff]oreign|[Tt]op|[Vv]ice|[Dd]eputy) )?(?P<word>(?i:{_PERSONS}|{_STATES}))\b"
    r"|\b(?P<both>[Bb]oth|[Tt]he two|[Tt]he three|[Tt]he pair|[Tt]he duo)"
    r"(?= (?:(?:also|last|first|previously|later|then|now|both|will|would|are to|were to|were due to|are due to) )*"
    r"(?:said|agreed|noted|stressed|met|meet|discussed|expressed|reaffirmed|pledged|welcomed|have|had|spoke|talked|held"
    r"|hold|signed|reviewed|exchanged|shared|vowed|shook|underlined|underscored|emphasi[sz]ed|highlighted|affirmed"
    r"|reiterated|condemned|urged|decided|explored|touched)\b)"
    r"|(?<=[Bb]etween )(?P<them>the (?:two|pair|duo))(?=$|[.,;)]| (?:in|on|at|since|last|this|next|to|is|are|was|were"
    r"|will|would|has|have|had|came|took|about|over|for|earlier|when|as|and|by|via|during|after|before|that|which)\b)"
)
# "the foreign ministers of the two countries" are the ministers, not the countries.
_OF_ALL = re.compile(
    rf" (?:of|from) (?:(?:the|our|these) (?:two|three|four|five|six)|both)(?: neighbou?ring)? (?:{_STATES})\b"
)
# "the countries taking part in the forum": no two or three of the article.
_SOME = re.compile(r" (?:participating|taking part|bordering|involved|concerned|that|which)\b")


@cache
def _group() -> Anchored:
    return Anchored(_GROUP)


@cache
def _number_words() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(_NUMBERS)})\b")


def find(view: str) -> Iterator[Mention]:
    """Group mentions; `name` is the folded noun, `key` the number of members where it is said ("2", "3") or ""."""
    for found in _group().finditer(view):
        noun = (found["word"] or "leaders").lower()
        noun = _IN_FULL.get(noun, noun)
        adjective = (found["adjective"] or "").lower()
        if adjective in ("vice ", "deputy "):
            noun = adjective + noun
        after = view[found.end() : found.end() + 22]
        counted = found[0].lower().startswith(("both", "the two", "the three", "our"))
        whole = _OF_ALL.match(view, found.end())
        if not whole and after.startswith(" of ") and not counted and not after.startswith((" of state", " of govern")):
            continue  # "the leaders of ASEAN" are told by what follows
        if not counted and _SOME.match(after):
            continue
        end = whole.end() if whole else found.end()
        said = _number_words().findall(view[found.start() : end].lower())
        key = next((number for word, number in _NUMBERS.items() if word in said), "")
        own = view.startswith("'", end)
        yield Mention(found.start(), end, "group", name=noun, key=key, possessive=own)
