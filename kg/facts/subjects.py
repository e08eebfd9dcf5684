"""Whom "he", "she" and "they" stand for, carried from sentence to sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.cast import STATE_WORDS, Cast, Ref
from kg.model import Actor

# "… cooperation between our two nations": they are not who acts in the sentence.
_FRONTED = re.compile(
    r"(?:Before|After|During|In|At|Following|Ahead of|On|Upon|Alongside|Besides|According to|When|While|Since|Meeting"
    r"|Receiving|Hosting|Welcoming|Speaking)\b[^,.;]*$"
)
_GOVERNED = re.compile(
    r"\b(?:of|to|in|for|with|from|against|between|among|on|by|about|over|towards?|into|at|across) (?:the |our |all )?$"
)


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom pronouns stand for: the person last spoken of as subject, and the group last spoken of."""

    one: tuple[Actor, ...] = ()
    many: tuple[Actor, ...] = ()


def subject_after(cast: Cast, refs: tuple[Ref, ...], before: Subject) -> Subject:
    """Who "he" and "they" are after a sentence: its first person (or group), else as before."""
    one, many = before.one, before.many
    people = [ref for ref in refs if ref.type == "person" and not ref.mention.possessive]
    if not people and refs and refs[0].type == "person" and _heads(cast, refs[0]):
        people = [refs[0]]  # "Berg's trip to Lima ended"
    if people:
        one = (_after_the_adverbial(cast, people) or people[0]).actors
    first = refs[0].begin if refs else 0
    for ref in refs:
        if ref.type == "group" and (ref.mention.name not in STATE_WORDS or ref.begin <= first):
            if not _acts(cast, ref):
                continue
            many = cast.members(ref, before.many) or many
            break
    return before if one is before.one and many is before.many else Subject(one, many)


def _heads(cast: Cast, ref: Ref) -> bool:
    """Whether a sentence begins with a reference."""
    sentence = cast.document.sentence_at(ref.begin)
    return sentence is not None and ref.begin <= sentence.begin + 1


def _after_the_adverbial(cast: Cast, people: list[Ref]) -> Ref | None:
    """The subject behind an adverbial that names somebody: "Before meeting with Kamau, Anna Berg …"."""
    view, sentence = cast.document.view, cast.document.sentence_at(people[0].begin)
    if len(people) < 2 or sentence is None or not _FRONTED.match(view, sentence.begin, people[0].begin):
        return None
    second = people[1]
    comma = view[second.begin - 2 : second.begin] == ", "
    listed = view.startswith((",", " and "), second.end)
    return second if comma and not listed else None


def _acts(cast: Cast, ref: Ref) -> bool:
    """Whether a collective word may be a subject: neither a genitive nor behind a preposition."""
    return not ref.mention.possessive and not _GOVERNED.search(cast.document.view, max(0, ref.begin - 16), ref.begin)
