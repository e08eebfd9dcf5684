"""The two sides of a contact: the actors that a frame names, and whether they make two."""

from __future__ import annotations

import re

from kg.cast import Cast
from kg.facts.skeleton import Skeleton
from kg.facts.subjects import Subject, subject_after
from kg.model import Actor

_HEADS_AT_HOME = frozenset(("president", "premier", "chancellor", "king"))


def named_in(cast: Cast, skeleton: Skeleton, words: str | None, subject: Subject) -> tuple[Actor, ...]:
    """The actors that a captured run of the skeleton stands for, pronouns settled; empty for an empty slot."""
    if not words:
        return ()
    out: list[Actor] = []
    for ref in skeleton.named(words):
        out += cast.members(ref, subject.many)
    if re.search(r"\b[Tt]hey\b", words):
        own: tuple[Actor, ...] = ()
        if "they" in words:
            refs = cast.within(skeleton.sentence.begin, skeleton.sentence.end)
            own = subject_after(cast, refs, Subject()).many
        out += own or subject.many or cast.principals
    elif re.search(r"\b(?:[Hh]e|[Ss]he)\b", words):
        out += subject.one
    return tuple(out)


def at_home(cast: Cast) -> tuple[Actor, ...]:
    """The head of the government that publishes the page, where the article names one."""
    ranked = sorted(cast.figures.items(), key=lambda item: item[1].first)
    return tuple(a for a, figure in ranked if a.country == cast.home and figure.heads & _HEADS_AT_HOME)[:1]


def state_at(cast: Cast, code: str) -> tuple[Actor, ...]:
    """The state of a place, as the article's actor; empty where the code is."""
    if not code:
        return ()
    name = cast.state_names.get(code, code)
    return (cast.states.get(code) or Actor(kind="state", name=name, key=code, country=code),)


def lacking(cast: Cast, actors: tuple[Actor, ...]) -> str:
    """Why actors make no contact of two sides; "" if they do."""
    if len(actors) < 2:
        return "fewer than two actors"
    served = {a: s.key or s.name for a in actors if (s := cast.served(a))}
    sides = {served.get(a) or f"{a.kind}:{a.key or a.name}" for a in actors if a.kind != "body"}
    if len(sides) < 2:
        return "one side only"
    if all(a.kind == "organization" for a in actors):
        return "organizations only"
    if len(set(served.values())) > 1 or any(a.kind == "organization" for a in actors):
        return ""
    # A head of state or government whose state the article leaves open is a side all the same.
    stateless_head = any(a.kind == "person" and not a.country and cast.figures[a].heads for a in actors)
    return "" if stateless_head else "one side only"
