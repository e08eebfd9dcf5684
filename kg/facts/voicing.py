"""Words as their speakers would say them: of a Norwegian, "Norway will help" is "we will help"."""

from __future__ import annotations

import re
from collections.abc import Collection

from kg.facts.skeleton import Skeleton
from kg.model import Actor

_NAMED = re.compile("(?P<the>[Tt]he )?(?P<who>[\ue000-\ue005].)(?P<own>'s?)?")
# "Norway and Kenya will": of a Norwegian, "we will".
_WITH_US = re.compile("we(?:,? and|,) (?:the )?[\ue000-\ue005]. |[\ue000-\ue005]. and we ")
# "the government will help": of its minister, "we will".
_OWN_SIDE = re.compile(
    r"\b(?:[Tt]he|[Hh]is|[Hh]er|[Oo]ur|[Ii]ts) (?:government|administration|ministry|country) "
    r"(?=(?:also |fully |always )*(?:will|would|stands?|is ready|is committed|intends?)\b)"
)
_SPEAKER = re.compile(r"\b(?:he|she)\b")
# "it is important" names nobody, "it would" does.
_SPEAKERS = re.compile(
    r"^It(?= will (?:also|continue)\b)"
    r"|^ (?:that )?(?:they\b|it(?= (?:will|would|has|had|stands|plans|intends|supports|opposes|hopes)\b))"
)
# What a person says of "it" is as often said of something else.
_PERSONS = re.compile(r"^ (?:that )?(?:they\b|it(?= (?:stands|plans|intends|supports|opposes|hopes)\b))")


def voiced(skeleton: Skeleton, part: str, own: Collection[Actor], speakers: Collection[Actor] = ()) -> str:
    """A part of a skeleton as its speakers would say it: their own side, and where `speakers` are given they, as "we".

    "Norway thanked Kenya; Norwegian ships will sail" of a Norwegian becomes "we thanked K; our ships will sail".
    """
    mine = {actor.key or actor.name for actor in (*own, *speakers)}

    def put(found: re.Match[str]) -> str:
        refs = skeleton.named(found["who"])
        if not refs or not any((a.key or a.name) in mine for a in refs[-1].actors):
            return found[0]
        return "our" if found["own"] or refs[-1].type == "adjective" else "we"

    said = _OWN_SIDE.sub("we ", _WITH_US.sub("we ", _NAMED.sub(put, part)))
    if not speakers:
        return said
    they = _PERSONS if all(actor.kind == "person" for actor in speakers) else _SPEAKERS
    return they.sub(" we", _SPEAKER.sub("we", said))
