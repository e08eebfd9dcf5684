"""Whom "he", "she" and "they" stand for, carried from sentence to sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import MappingProxyType

from kg import lexicon
from kg.cast import STATE_WORDS, Cast, Ref
from kg.facts.clauses import clauses
from kg.facts.skeleton import NUMBER, TYPES, Skeleton
from kg.facts.speaking import masked
from kg.model import Actor

# "… cooperation between our two nations": they are not who acts in the sentence.
_FRONTED = re.compile(
    r"(?:Before|After|During|In|At|Following|Ahead of|On|Upon|Alongside|Besides|According to|When|While|Since|Meeting"
    r"|Speaking|[A-Z][a-z]+ing)\b[^,.;]*$"
)
_GOVERNED = re.compile(
    r"\b(?:of|to|in|for|with|from|against|between|among|on|by|about|over|towards?|into|at|across) (?:the |our |all )?$"
)


_PERSON = re.compile(rf"(?:[A-Z][a-z]+ ){{0,2}}{TYPES['person']}{NUMBER}")
# "when President Berg took the floor, he …"
_ACTING = re.compile(
    r"\b(?:when|as|after|before|while|where|since|until|because) \ue000. "
    r"(?:[a-z]+ly |has |had |was |is )?(?!and|or|in|at|on|to|of|for|with|from)[a-z]+"
)
_GENDER = MappingProxyType({"he": "m", "him": "m", "his": "m", "she": "f", "her": "f"})


def may_be(pronoun: str, name: str) -> bool:
    """Whether a pronoun may mean a person of a name, as far as the given name tells; any other word may."""
    first = name.split()[0]
    told = "" if first in lexicon.family_first() else lexicon.given_names().get(first, "")
    return pronoun not in _GENDER or told in ("", _GENDER[pronoun])


def nearer(skeleton: Skeleton, at: int, pronoun: str) -> tuple[Actor, ...]:
    """The one person who is the subject of a clause before a pronoun in its sentence: "Berg came, but she said".

    Of a clause within another where no other is named before the pronoun.
    """
    before = skeleton.text[:at]
    people = {ref.actors for ref in skeleton.named(before) if ref.type == "person"}
    if pronoun in ("his", "her") and len(people) == 1:
        return people.pop()
    for clause in reversed(clauses(masked(skeleton.text, False))):
        whole = clause.kind in ("main", "coordinate") and clause.own and clause.verbs.begin < at
        if whole and clause.subject and _PERSON.fullmatch(skeleton.text, *clause.subject):
            found = skeleton.named(skeleton.text[slice(*clause.subject)])[0].actors
            if len(found) == 1 and may_be(pronoun, found[0].name):
                return found
    return people.pop() if _ACTING.search(before) and len(people) == 1 else ()


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
    comma = view[second.begin - 2 : second.begin] in (", ", "— ", "– ")
    listed = view.startswith((",", " and "), second.end)
    return second if comma and not listed else None


def _acts(cast: Cast, ref: Ref) -> bool:
    """Whether a collective word may be a subject: neither a genitive nor behind a preposition."""
    return not ref.mention.possessive and not _GOVERNED.search(cast.document.view, max(0, ref.begin - 16), ref.begin)
