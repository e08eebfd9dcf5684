"""What is heard in a sentence, and the matches of the patterns of speech in which it is heard."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.facts import speaking
from kg.facts.silence import verb_of
from kg.facts.skeleton import Skeleton
from kg.facts.speech import lexis
from kg.model import Act, Actor


@dataclass(frozen=True, slots=True)
class Heard:
    """What was heard in one sentence: speakers, act, the run of the view, addressees."""

    speakers: tuple[Actor, ...]
    act: Act
    begin: int
    end: int
    rule: str
    addressees: tuple[Actor, ...] = ()


def every(name: str, skeleton: Skeleton, text: str) -> Iterator[re.Match[str]]:
    """The matches of one of the patterns of speech in the text of a skeleton, or in that text masked."""
    return speaking.pattern(name).finditer(text) if skeleton.may[name] else iter(())


def first(name: str, skeleton: Skeleton, text: str) -> re.Match[str] | None:
    """The first of them, None where there is none."""
    return next(every(name, skeleton, text), None)


def phrase(found: re.Match[str], text: str) -> tuple[str, int]:
    """The verb of a match and where it ends, a noun that belongs to it included: "…, expressing [deep concern]"."""
    verb = verb_of(found)
    if not found.groupdict().get("doing"):
        return verb, found.end()
    whole = _verbs().match(verb + text[found.end() :])
    return (whole[0], found.end() + len(whole[0]) - len(verb)) if whole else (verb, found.end())


@cache
def _verbs() -> re.Pattern[str]:
    return re.compile(lexis().verbs)


def told(skeleton: Skeleton, speakers: tuple[Actor, ...], act: Act, rule: str) -> Heard:
    """What speakers say with a whole sentence."""
    return Heard(speakers, act, skeleton.sentence.begin, skeleton.sentence.end, rule)


def trimmed(view: str, end: int) -> int:
    """The end of a clause before a conjunction: without the conjunction, comma and space."""
    tail = re.search(r"(?:[,;]? (?:but|and|while|though))? ?$", view[max(0, end - 12) : end])
    return end - len(tail[0]) if tail else end
