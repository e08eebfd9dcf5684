"""Whose a contact is that a noun names: by its own words, else who acts in the clause in which the noun stands.

holder(words, at, other) -> Mapping[str, Run] | None
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from kg.facts import acting
from kg.facts.clauses import Clause, clauses
from kg.facts.frames import Run, Words
from kg.facts.skeleton import NUMBER, TYPES

_POSSESSOR = re.compile(
    rf"(?P<who>(?:{TYPES['person']}{NUMBER}(?:, | and |, and ))*[{TYPES['person']}{TYPES['state']}{TYPES['group']}"
    rf"{TYPES['organization']}]{NUMBER})['’]s? "
)
_PERSON = re.compile(rf"{TYPES['person']}|[Hh]e\b|[Ss]he\b")
_HIS = re.compile(r"(?i:(his|her|my)) ")
# Behind these groups of words a noun is no subject.
_GOVERNS = frozenset("QVTIU")
# Behind these it is what one speaks of: "an article [on] talks with", "the pace [of] talks with".
_TOPICS = frozenset("on about regarding concerning over against".split())
_ABOUT = frozenset("pace future prospect prospects possibility idea resumption goal importance need progress".split())
# Behind these at whose time something takes place.
_AT_IT = frozenset("in at during after following".split())
_DOWN = frozenset(("for", "down for"))
# "Berg thanked Kamau after [his] talks with Rojas": whom somebody thanks is meant.
_ON_OTHERS = re.compile(
    rf"(?:[a-z]+ly |also )?(?:thank|prais|congratulat|commend|hail|laud|criticiz|criticis|prais)(?:e?d|es|ing)? "
    rf"(?:[a-z-]+ )*{TYPES['person']}"
)
# "My conversations with him are confidential": no one of them.
_MANY = re.compile(r"(?<!talk)s$")
_PLURAL = re.compile(rf"{TYPES['group']}|\b(?:and|[Tt]hey)\b|, ")
_STATE = f"[{TYPES['adjective']}{TYPES['state']}]{NUMBER}(?:'s?)?"
_SEVERAL = re.compile(
    rf"{TYPES['person']}{NUMBER}(?: of {TYPES['state']}{NUMBER})?(?:,| and) "
    rf"|(?:[a-z-]+ )?{_STATE}(?:, {_STATE})*,? and {_STATE} [a-z]"
)
# Who does so came to a contact "for" which they did: "sat down [for] talks".
_CAME = re.compile(r"\b(?:sit|sat|sitting|met|meet|gather\w*|return\w*|arriv\w*|came|come)\b")


def holder(words: Words, at: int, other: Run) -> Mapping[str, Run] | None:
    """The first side of a contact that group `at` of the words names, where the second stands at `other`.

    `a` is that side; `does` the words from its verb on, which say whether the contact took place.
    """
    if owner := _whose(words, at):
        return owner
    own = _somebodys(words, at)
    if _acts(words, at, other) or is_topic(words, at) and not own:
        return own
    found = _acting(words, at, other)
    if own and words.text[slice(*own["whose"])] == "my" and not _MANY.search(words.low(words.groups[at])):
        return own
    if own and found and _ON_OTHERS.match(words.text, found.get("does", (0, 0))[0]):
        return own
    # Who tells of "his talks" tells of their own.
    return found if found and (not own or _PERSON.match(words.text, *found.get("a", (0, 0)))) else own


def traveller(words: Words, at: int, there: Run) -> Mapping[str, Run] | None:
    """Who makes the journey that group `at` of the words names; its destination stands in `there`."""
    if owner := _whose(words, at):
        return owner
    known = words.low(words.groups[at]).startswith("the ") and (not at or words.groups[at - 1].kind not in "QU")
    return None if known or _acts(words, at, there) else _acting(words, at, there)


def owners(words: Words, at: int) -> Mapping[str, Run] | None:
    """The sides whose contact it is: "[Berg and Kamau]'s talks"."""
    found = _whose(words, at)
    return found if found and " and " in words.text[slice(*found["a"])] else None


def several(words: Words, at: int) -> Mapping[str, Run] | None:
    """All sides of a contact at whose time somebody does something together: "Berg and Kamau agreed [in talks]"."""
    own, first = words.run(words.groups[at]), at
    while first and words.groups[first - 1].kind == "N":
        first -= 1  # "at [UN]-mediated talks"
    before = words.low(words.groups[first - 1]) if first else ""
    if before not in _AT_IT | _DOWN or TYPES["organization"] in words.text[slice(*own)]:
        return None
    found = _acting(words, at, own)
    if before in _DOWN and found and not _CAME.search(words.text, *found["does"]):
        return None
    return found if found and "a" in found and _SEVERAL.match(words.text, found["a"][0]) and _did(words, at) else None


def _did(words: Words, at: int) -> bool:
    """Whether somebody did or plans something where a noun stands: nothing is done to them, they are not able to."""
    found = clauses(words.text)
    number = _clause(words, found, at)
    if number is None:
        return False
    first = next(n for n in range(number, -1, -1) if found[n].kind != "infinitive" or n == 0)
    verbs = found[first].verbs
    return not (verbs.passive or verbs.negated or verbs.tense == "modal")


def _whose(words: Words, at: int) -> Mapping[str, Run] | None:
    """Whose a contact is by its own words: "[Berg]'s talks with"."""
    begin, end = words.run(words.groups[at])
    if found := _POSSESSOR.search(words.text, max(0, begin - 40), end):
        return {"a": found.span("who")} if found.end() > begin else None
    return None


def _somebodys(words: Words, at: int) -> Mapping[str, Run] | None:
    """The pronoun before a noun, where nobody acts in its clause: "debt was on the agenda of [his] talks with"."""
    begin, end = words.run(words.groups[at])
    found = _HIS.match(words.text, begin, end)
    return {"whose": found.span(1)} if found else None


def _acts(words: Words, at: int, side: Run) -> bool:
    """Whether a noun is itself a subject: "Berg smiled, and [talks with Kamau] went on"."""
    after = next((group for group in words.groups[at:] if words.run(group)[0] >= side[1]), None)
    before = words.groups[at - 1].kind if at else ""
    return after is not None and after.kind == "V" and before not in _GOVERNS


def is_topic(words: Words, at: int) -> bool:
    """Whether a noun is only what is spoken of: "a statement on the meeting", "the pace of talks"."""
    before = words.groups[max(0, at - 2) : at]
    if not before or before[-1].kind != "Q":
        return False
    low = words.low(before[-1])
    return low in _TOPICS or low == "of" and len(before) > 1 and words.low(before[0], last=True) in _ABOUT


def _acting(words: Words, at: int, other: Run) -> Mapping[str, Run] | None:
    """Who acts where a noun stands."""
    text, (begin, end) = words.text, words.run(words.groups[at])
    found = clauses(text)
    number = _clause(words, found, at)
    clause = found[number] if number is not None else None
    if clause is None or clause.subject and clause.subject[0] <= begin < clause.subject[1]:
        return None
    if clause.kind == "infinitive" and number:  # "urged Rojas [to call off a visit]"
        led = acting.governor(found, number)
        if led is None or acting.does_another(text, led):
            return None
    subject = acting.subject(text, clause)
    if not subject or other[0] <= subject[0] < other[1]:
        return None
    if text[begin:end].lower().startswith("their ") and not _PLURAL.search(text, *subject):
        return None
    does = _verbs_before(found, number, begin) if number is not None else begin
    return {"whose" if text[slice(*subject)] == "I" else "a": subject, "does": (does, begin)}


def _clause(words: Words, found: Sequence[Clause], at: int) -> int | None:
    """The innermost clause in which a noun stands; at the head of a sentence the main clause."""
    begin = words.run(words.groups[at])[0]
    inside = [number for number, clause in enumerate(found) if clause.begin <= begin < clause.end]
    if not inside:
        return next((n for n, clause in enumerate(found) if clause.kind == "main" and clause.begin > begin), None)
    number = max(inside, key=lambda n: found[n].begin)
    # "Berg said [that] Kenya had agreed, [after] talks with": a comma leads back to who says it.
    kinds = "".join(group.kind for group in words.groups[max(0, at - 2) : at])
    if found[number].kind == "complement" and kinds in ("PQ", "PU") and number:
        return number - 1
    return number


def _verbs_before(found: Sequence[Clause], number: int, begin: int) -> int:
    """Where the verbs begin that say what becomes of a noun at `begin`: "[hopes to hold] talks"."""
    clause = found[number]
    while clause.kind == "infinitive" and number and found[number - 1].subject == clause.subject:
        number -= 1
        clause = found[number]
    return min(clause.verbs.begin, begin)
