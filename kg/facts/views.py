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
from kg.facts.frames import Run
from kg.facts.rules import listed
from kg.facts.skeleton import NUMBER, TYPES, Adjunct, Skeleton
from kg.facts.slots import AROUND

# "a delegation led by Anna Berg": the one who leads acts.
_LEADER = re.compile(
    rf"[^.;]{{0,60}}?\b(?:(?:led|headed|chaired) by (?:the |its |their )?(?P<who>{listed('PERSON')})"
    rf"|representing (?:the )?(?P<whose>{listed('STATE')}))"
)
# An infinitive tells what is to be done.
_UNTOLD = frozenset(("infinitive", "according", "inserted"))
# How far before its subject an adverbial may stand that is a clause's own.
_FRONT = 60
_GOES_ON = frozenset(("when", "where", "as"))
# "will visit Kenya [before heading] to Peru": a further leg of a journey.
ONWARD = re.compile(r"\b(?:[Bb]efore|[Pp]rior to)(?: also| then| later)? $")
_PERSONS = re.compile(f"{TYPES['person']}{NUMBER}")
_WHEN_AND_WHERE = re.compile(
    r"(?:[a-z]+ )*(?:planned|scheduled|due|expected|slated|set|arranged|held|under ?way|takes?|took|begins?|began)$"
    r"|(?:is|are)(?: [a-z]+)?$"
)
# "the Governments of Norway, the United Kingdom and Peru": the states themselves.
_ORGANS = re.compile(
    r"(?:[Tt]he )?(?:[a-z-]+ ){0,2}?(?:[Gg]overnments|[Dd]elegations|[Rr]epresentatives|[Oo]fficials|[Ee]nvoys"
    rf"|[Dd]iplomats|[Nn]egotiators) (?:of|from) (?:the )?(?={TYPES['state']})"
)


class View(NamedTuple):
    """A clause as a skeleton; positions from `begin` on are those of the sentence's skeleton less `shift`.

    `said` is whether the clause is what somebody says, `beside` whether its subject stands right before it.
    """

    skeleton: Skeleton
    begin: int
    shift: int
    said: bool
    beside: bool = False


def views(skeleton: Skeleton) -> Iterator[View]:
    """The clauses whose subject stands apart from their verb, each as a skeleton."""
    found = clauses(skeleton.text)
    for number, clause in enumerate(found):
        if _stands_apart(clause) and not _untold(skeleton.text, clause):
            yield view(skeleton, found, number, acting(skeleton.text, clause), clause.verbs.begin, clause.end)


def view(
    skeleton: Skeleton, found: Sequence[Clause], number: int, subject: Run, begin: int, end: int | None = None
) -> View:
    """A clause as a skeleton: the words of its subject, and all from `begin`, where its verbs begin, to `end`.

    Of the adverbials it has those that stand in the clause.
    """
    clause = found[number]
    owners = [_owner(found, adjunct.at) for adjunct in skeleton.adjuncts]
    words = _without_articles(skeleton.text[slice(*subject)])
    put = len(words) + 1
    shift = begin - put
    telling = {number, *_of_it(skeleton.text, found, number)}
    own = [a for a, owner in zip(skeleton.adjuncts, owners, strict=True) if owner in telling]
    if AROUND.fullmatch(skeleton.text, 0, clause.begin):
        own = [a for a in own if a.at >= subject[0]]
    own = [a for a in own if a.at >= begin or subject[0] - a.at < _FRONT]
    moved = [replace(a, at=max(0, a.at - shift) if a.at >= begin else 0) for a in own]
    taken = _inherited(skeleton, found, owners, number)
    kinds = {a.kind for a in own}
    adjuncts = (*(replace(a, at=0) for a in taken if a.kind not in kinds), *moved)
    text = f"{words} {skeleton.text[begin:end]}"
    said, beside = clause.kind == "complement", subject[1] + 1 == begin
    return View(skeleton._replace(text=text, adjuncts=adjuncts), put, shift, said, beside)


def _of_it(text: str, found: Sequence[Clause], number: int) -> Iterator[int]:
    """The relative clauses in a clause that say when and where it is: "a meeting that was planned for Friday"."""
    for at in range(number + 1, len(found)):
        one = found[at]
        if one.begin >= found[number].end:
            break
        if (
            one.opener == "when"
            or one.kind == "relative"
            and _WHEN_AND_WHERE.match(text, one.verbs.begin, one.verbs.end)
        ):
            yield at


def _without_articles(subject: str) -> str:
    return subject.replace(", the ", ", ").replace(" and the ", " and ")


def _stands_apart(clause: Clause) -> bool:
    """Whether other words stand between a subject and its verb."""
    subject = clause.subject
    return subject is not None and not (subject[1] <= clause.verbs.begin <= subject[1] + 1)


def _untold(text: str, clause: Clause) -> bool:
    """Whether a clause does not tell what its subject does or will do: what is to be done, denied, done to another."""
    done = clause.kind in ("participial", "absolute") and not text.endswith("ing", 0, clause.verbs.end)
    participle = clause.agent is not None and clause.verbs.open and clause.kind in ("coordinate", "relative")
    return clause.kind in _UNTOLD or clause.verbs.negated or done or participle


def acting(text: str, clause: Clause) -> Run:
    """The words of a subject; of a delegation those of whom it is led by, before "who" the last person."""
    assert clause.subject is not None
    begin, end = clause.subject
    if end < clause.verbs.begin and (led := _LEADER.match(text, end, clause.verbs.begin)):
        return led.span(led.lastgroup or 0)
    people = list(_PERSONS.finditer(text, begin, end)) if clause.kind == "relative" else ()
    if people:
        return people[-1].span()
    organs = _ORGANS.match(text, begin, end)
    return (organs.end() if organs else begin), end


def _owner(found: Sequence[Clause], at: int) -> int:
    """The innermost clause in which an adverbial stands; one at the head of the sentence is the main clause's."""
    inside = [n for n, clause in enumerate(found) if clause.begin <= at <= clause.end]
    if inside:
        return max(inside, key=lambda n: found[n].begin)
    return next((n for n, clause in enumerate(found) if clause.kind == "main"), -1)


def _inherited(skeleton: Skeleton, found: Sequence[Clause], owners: Sequence[int], number: int) -> Sequence[Adjunct]:
    """The adverbials of the clause before with the same subject: "arrived in Oslo on Monday and met Kamau".

    Those of the clause around one that goes on: "flew to Lima on Monday, where he met Kamau".
    """
    clause, text = found[number], skeleton.text
    if clause.opener in _GOES_ON:
        before = number - 1
    elif clause.kind in ("coordinate", "infinitive", "participial"):
        before = next((n for n in range(number - 1, -1, -1) if found[n].subject == clause.subject), -1)
        # "met Kamau on Monday and will travel on", "will visit Oslo on Monday before flying on": at another time.
        if (
            clause.verbs.tense == "modal"
            and found[before].verbs.tense == "past"
            or ONWARD.search(text, 0, clause.begin)
        ):
            return ()
    else:
        return ()
    return [a for a, owner in zip(skeleton.adjuncts, owners, strict=True) if before >= 0 and owner == before]
