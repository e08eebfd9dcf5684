"""The clauses of a sentence as sentences of their own: the subject right before its verb, with their own adverbials.

"Berg, who arrived in Oslo on Monday, met with Kamau and thanked him" has the views "Berg met with Kamau" and "Berg
thanked him": the rules of contacts, which begin at a subject, need not know what may stand between it and its verb.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from kg.facts.clauses import Clause, clauses
from kg.facts.rules import listed
from kg.facts.skeleton import NUMBER, TYPES, Adjunct, Skeleton
from kg.facts.slots import AROUND

# "a delegation led by Anna Berg": the one who leads acts.
_LEADER = re.compile(rf"[^.;]{{0,60}}?\b(?:led|headed|chaired) by (?:the |its |their )?(?P<who>{listed('PERSON')})")
# An infinitive tells what is to be done.
_UNTOLD = frozenset(("infinitive", "according", "inserted"))
_PERSONS = re.compile(f"{TYPES['person']}{NUMBER}")
# "the Governments of Norway, the United Kingdom and Peru": the states themselves.
_ORGANS = re.compile(
    r"(?:[Tt]he )?(?:[a-z-]+ ){0,2}?(?:[Gg]overnments|[Dd]elegations|[Rr]epresentatives|[Oo]fficials|[Ee]nvoys"
    rf"|[Dd]iplomats|[Nn]egotiators) (?:of|from) (?:the )?(?={TYPES['state']})"
)


class View(NamedTuple):
    """A clause as a skeleton; positions from `begin` on are those of the sentence's skeleton less `shift`.

    `said` is whether the clause is what somebody says.
    """

    skeleton: Skeleton
    begin: int
    shift: int
    said: bool


def views(skeleton: Skeleton) -> Iterator[View]:
    """The clauses whose subject stands apart from their verb, each as a skeleton."""
    found = clauses(skeleton.text)
    owners = [_owner(found, adjunct.at) for adjunct in skeleton.adjuncts]
    for number, clause in enumerate(found):
        if not _stands_apart(clause) or _untold(skeleton.text, clause):
            continue
        subject = _acting(skeleton.text, clause)
        begin = len(subject) + 1
        shift = clause.verbs.begin - begin
        own = [a for a, owner in zip(skeleton.adjuncts, owners, strict=True) if owner == number]
        if AROUND.fullmatch(skeleton.text, 0, clause.begin):
            own = [a for a in own if a.at >= clause.begin]
        moved = [replace(a, at=max(0, a.at - shift) if a.at >= clause.verbs.begin else 0) for a in own]
        taken = _inherited(skeleton, found, owners, number) if clause.kind == "coordinate" else ()
        kinds = {a.kind for a in own}
        adjuncts = (*(replace(a, at=0) for a in taken if a.kind not in kinds), *moved)
        text = f"{subject} {skeleton.text[clause.verbs.begin : clause.end]}"
        yield View(skeleton._replace(text=text, adjuncts=adjuncts), begin, shift, clause.kind == "complement")


def _stands_apart(clause: Clause) -> bool:
    """Whether other words stand between a subject and its verb."""
    subject = clause.subject
    return subject is not None and not (subject[1] <= clause.verbs.begin <= subject[1] + 1)


def _untold(text: str, clause: Clause) -> bool:
    """Whether a clause does not tell what its subject does or will do: what is to be done, denied, done to another."""
    done = clause.kind in ("participial", "absolute") and not text.endswith("ing", 0, clause.verbs.end)
    participle = clause.agent is not None and clause.verbs.open and clause.kind in ("coordinate", "relative")
    return clause.kind in _UNTOLD or clause.verbs.negated or done or participle


def _acting(text: str, clause: Clause) -> str:
    """The words of a subject; of a delegation those of whom it is led by, before "who" the last person."""
    assert clause.subject is not None
    begin, end = clause.subject
    if end < clause.verbs.begin and (led := _LEADER.match(text, end, clause.verbs.begin)):
        return led["who"]
    words = text[begin:end]
    if clause.kind == "relative" and (people := _PERSONS.findall(words)):
        return str(people[-1])
    organs = _ORGANS.match(words)
    return words[organs.end() :].replace(", the ", ", ").replace(" and the ", " and ") if organs else words


def _owner(found: Sequence[Clause], at: int) -> int:
    """The innermost clause in which an adverbial stands; one at the head of the sentence is the main clause's."""
    inside = [n for n, clause in enumerate(found) if clause.begin <= at <= clause.end]
    if inside:
        return max(inside, key=lambda n: found[n].begin)
    return next((n for n, clause in enumerate(found) if clause.kind == "main"), -1)


def _inherited(skeleton: Skeleton, found: Sequence[Clause], owners: Sequence[int], number: int) -> Sequence[Adjunct]:
    """The adverbials of the clause before with the same subject: "arrived in Oslo on Monday and met Kamau"."""
    same = (n for n in range(number - 1, -1, -1) if found[n].subject == found[number].subject)
    before = next(same, None)
    return [a for a, owner in zip(skeleton.adjuncts, owners, strict=True) if before is not None and owner == before]
