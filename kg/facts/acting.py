"""Who acts in a clause, as a side of a contact: its subject, or the person right before its verb.

subject(text, clause) -> Run | None
governor(clauses, number) -> Clause | None
does_another(text, governor) -> bool
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.facts import envoys, views
from kg.facts.clauses import Clause
from kg.facts.complements import complements
from kg.facts.frames import Run
from kg.facts.rules import listed
from kg.facts.sides import FRONTED
from kg.facts.skeleton import NUMBER, TYPES

_OTHERS = re.compile(rf"(?:{TYPES['state']}{NUMBER}'s?(?:, | and |, and ))+$")
# "The ministers of Norway and Kenya, [Berg and Kamau]": those who are named.
_NAMED_AFTER = re.compile(rf"[^{TYPES['person']}]+, (?P<who>{listed('PERSON')})$")
_BESIDE = re.compile(
    rf"(?<!of )(?<!with )(?<!by )(?<!to )(?<!from )(?<!for )(?P<who>{listed('PERSON')})(?: \([LRC]\))?,? $"
)


def subject(text: str, clause: Clause) -> Run | None:
    """The words of a subject that is a side, those right before the verb where the clause's own are not; else None."""
    own = _from_the_first(text, _meant(text, views.acting(text, clause))) if clause.subject else None
    if own and envoys.is_side(text, own):
        return None if _somebody(text, own) else own
    if own and (named := _NAMED_AFTER.match(text, *own)):
        return named.span("who")
    beside = _BESIDE.search(text, 0, clause.verbs.begin) if clause.kind not in ("infinitive", "participial") else None
    return beside.span("who") if beside else None


def governor(found: Sequence[Clause], number: int) -> Clause | None:
    """The clause on whose verb an infinitive depends: "is expected [to travel] to meet"."""
    same = (c for c in reversed(found[:number]) if c.subject == found[number].subject and c.kind != "infinitive")
    return next(same, None)


def does_another(text: str, governor: Clause) -> bool:
    """Whether an infinitive is what another does, or hangs on a noun: "asked Kamau to meet", "praised his wish to"."""
    told = complements(text, governor.verbs.end, governor.end)[:1]
    on_noun = told and not told[0].preposition and not text.endswith("plans", told[0].begin, told[0].head)
    return bool(
        on_noun
        or told
        and told[0].preposition in ("on", "upon", "for")
        and envoys.side(text, told[0].begin, governor.end)
    )


def _somebody(text: str, own: Run) -> bool:
    """Whether a pronoun stands in a quotation, where it may be anybody."""
    return text[slice(*own)].lower() in ("he", "she", "they", "it") and text.count('"', 0, own[0]) % 2 > 0


def _from_the_first(text: str, own: Run) -> Run:
    """A subject with the states before it: "Sweden's, Finland's and [Norway's ministers]"."""
    others = _OTHERS.search(text, 0, own[0])
    return (others.start(), own[1]) if others else own


def _meant(text: str, own: Run) -> Run:
    """Who "he" and "she" are in their own sentence: "Berg went to Lima, where she met", else the words themselves."""
    if text[slice(*own)] not in ("he", "she") or FRONTED.match(text):
        return own
    before = envoys.PERSON.search(text, 0, own[0])
    return before.span() if before else own
