"""Whom "he", "she" and "they" stand for, carried from sentence to sentence."""

from __future__ import annotations

from dataclasses import dataclass

from kg.cast import STATE_WORDS, Cast, Ref
from kg.model import Actor


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom pronouns stand for: the person last spoken of as subject, and the group last spoken of."""

    one: tuple[Actor, ...] = ()
    many: tuple[Actor, ...] = ()


def subject_after(cast: Cast, refs: tuple[Ref, ...], before: Subject) -> Subject:
    """Who "he" and "they" are after a sentence: its first person (or group), else as before."""
    one, many = before.one, before.many
    for ref in refs:
        if ref.type == "person" and not ref.mention.possessive:
            one = ref.actors
            break
    first = refs[0].begin if refs else 0
    for ref in refs:
        # "… cooperation between our two nations" makes no subject of the nations.
        if ref.type == "group" and (ref.mention.name not in STATE_WORDS or ref.begin <= first):
            many = cast.members(ref, before.many) or many
            break
    return before if one is before.one and many is before.many else Subject(one, many)
