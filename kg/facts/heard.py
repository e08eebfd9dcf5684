"""What is heard in a sentence: who speaks, what they do by speaking, and where the words stand."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.facts.skeleton import Skeleton
from kg.model import Act, Actor


@dataclass(frozen=True, slots=True)
class Heard:
    """What was heard in one sentence: speakers, act, the run of the view, addressees.

    `behalf` is for whom a sentence says that they speak, () where they speak for whom they serve. `by` tells what the
    speakers said, () where they say it themselves.
    """

    speakers: tuple[Actor, ...]
    act: Act
    begin: int
    end: int
    rule: str
    addressees: tuple[Actor, ...] = ()
    behalf: tuple[Actor, ...] = ()
    by: tuple[Actor, ...] = ()


def alone(speakers: tuple[Actor, ...]) -> bool:
    """Whether one person or state speaks, who cannot agree with nobody."""
    return len(speakers) == 1 and speakers[0].kind in ("person", "state")


def told(skeleton: Skeleton, speakers: tuple[Actor, ...], act: Act, rule: str) -> Heard:
    """What speakers say with a whole sentence."""
    return Heard(speakers, act, skeleton.sentence.begin, skeleton.sentence.end, rule)


def trimmed(view: str, end: int) -> int:
    """The end of a clause before a conjunction: without the conjunction, comma and space."""
    tail = re.search(r"(?:[,;]? (?:but|and|while|though))? ?$", view[max(0, end - 12) : end])
    return end - len(tail[0]) if tail else end
