"""Noun phrases of a skeleton that stand for those who act for a state: "Kenya's president", "senior Kenyan officials".

    side(text, begin, end) -> Run | None

A phrase names persons, states, organizations, or whoever holds an office of one; it may be a list of such. A choir, a
company or a people of a state does not act for it, so that no contact rests on them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from kg.facts.frames import Run
from kg.facts.rules import JOIN, OF_NEXT
from kg.facts.skeleton import NUMBER, TYPES
from kg.facts.words import vocabulary

# A person, and nothing of theirs.
PERSON = re.compile(rf"{TYPES['person']}{NUMBER}(?!['’])")
_P, _G, _S, _A = (TYPES[name] + NUMBER for name in ("person", "group", "state", "adjective"))
_O = f"[{TYPES['organization']}{TYPES['body']}]{NUMBER}"
_N = f"[{TYPES['state']}{TYPES['adjective']}{TYPES['organization']}{TYPES['body']}]{NUMBER}"
# What may stand before an office: "newly elected", "foreign", "the visiting".
_MOST = 5
_AND = "(?:, and |, | and )"
_AS_WELL = (
    re.compile(r"(?:,? and|,? as well as|,? along with|,? together with) (?:with )?|,? with (?=(?:his|her|their) )"),
)
_JOIN = re.compile(JOIN), re.compile(OF_NEXT)
# After a state or an organization that is named alone: nothing that makes it a mere adjective ("UN staff").
_ALONE = (
    r"(?!['’\w])(?! (?!(?:in|at|on|to|for|with|and|or|by|from|over|via|during|after|before|as|about|who|which|that"
    r"|when|while|where|amid|ahead|following|under|again|last|next|here|there|later|earlier|today|of|but|concerning"
    r"|regarding|because|until|since|against|through|said|says|headed|led|including|is|are|was|were|will|would|has|have|had|also|both"
    r"|kick(?:ed|s) off|took place|takes? place|began|begins?|opened|opens?|started|starts?|ended|ends?|concluded"
    r"|resumed?|resumes|failed|collapsed|wrapped up|broke down|got under ?way)\b"
    r"|\w+ly\b)[a-z])"
)
_ASIDE = re.compile(r", who [^,]{3,70},(?= and )")
_REST = re.compile(r"[ ,]*(?:first|last|next|both|all|each)?[ ,]*")
_PRONOUN = re.compile(r"(?:[Hh]e|[Ss]he|[Tt]hey|[Ii]t|I)\b")


_OFFICE_OF = re.compile(
    rf"[^{TYPES['person']}{TYPES['state']},]*\b(?:of|from) (?:the )?(?=[{TYPES['state']}{TYPES['adjective']}])"
)


def side(text: str, begin: int, end: int) -> Run | None:
    """The phrase at `begin` that stands for a side, and ends by `end`; None where there is none."""
    stop = _sides(text, begin, end)
    return (begin, stop) if stop > begin else None


def is_side(text: str, run: Run) -> bool:
    """Whether a subject is a side, pronouns included."""
    subject = _ASIDE.sub("", text[slice(*run)])
    stop = _sides(subject, 0, len(subject))
    if not stop and (pronoun := _PRONOUN.match(subject)):
        stop = pronoun.end()
    return stop > 0 and _REST.fullmatch(subject, stop) is not None


def named(text: str, run: Run) -> Run:
    """Who is meant in a slot: "Kamau's [foreign minister]", "the ministers of [Norway and Kenya]"."""
    of_person = text[run[0]] == TYPES["person"] and run[1] > run[0] + 5
    if of_person and text.startswith(("'s ", "’s "), run[0] + 2):
        return run[0] + 5, run[1]
    found = _OFFICE_OF.match(text, *run)
    if not found:
        return run
    return found.end(), found.end() + 2 if text[found.end()] == TYPES["adjective"] else run[1]


def _sides(text: str, begin: int, end: int) -> int:
    """Where the list of sides at `begin` ends, `begin` where there is none."""
    person, other = _side()
    if found := person.match(text, begin, end):
        stop = _more(person, _JOIN, 12, text, found.end(), end)
        return _more(other, _AS_WELL, 2, text, stop, end)
    found = other.match(text, begin, end)
    stop = found.end() if found else begin
    for _ in range(3 if found else 0):
        # After a comma alone a state is said of the person before it: "Anna Berg, Norway's …".
        last, stop = stop, _more(other, _JOIN, 12, text, stop, end)
        stop = stop if stop > last else _more(person, _AS_WELL, 1, text, stop, end)
    return stop


def _more(one: re.Pattern[str], links: Sequence[re.Pattern[str]], most: int, text: str, stop: int, end: int) -> int:
    """Where a list that has come to `stop` ends, with `most` more of a kind, each after one of the links."""
    for _ in range(most):
        joined = (link.match(text, stop, end) for link in links)
        found = next((m for link in joined if link and (m := one.match(text, link.end(), end))), None)
        if found is None:
            break
        stop = found.end()
    return stop


@cache
def _side() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What names one person with an office, and what names any other side. Apart: each holds all words and offices."""
    offices = "|".join(vocabulary().offices)
    stops = "|".join(sorted(vocabulary().functional - vocabulary().fields))
    word = rf"(?:(?!(?:{stops})\b)[A-Za-z][\w-]*(?<!..ed)\.?(?:'s?)?|{'|'.join(sorted(vocabulary().described))}) "
    article = r"(?:(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|[Mm]y|[Oo]ur|[Yy]our) )?"
    members = r"(?:(?:[a-z]+ )?(?:members|representatives) of (?=an? |the ))?"
    words, few = rf"{members}{article}(?:{word}){{0,{_MOST}}}?", rf"(?:{word}){{0,3}}?"
    office = rf"(?:{offices})(?!['’\w]| (?:{offices})\b)"
    states = rf"{_S}(?:{_AND}(?:the )?{_S})*"
    states = rf"(?:{states}|(?:{_A} )?{_O}|{_A} {few}{office}|{_G})"
    led = rf"(?:{article}(?:{word}){{0,3}}?delegation,? (?:led|headed) by (?:the |its )?)?"
    # "Kenya's foreign minister, [John Kamau]", but not "with Kenyan officials, Berg said"
    called = rf"(?:{office}(?<!officials), (?:the )?{few})?"
    person = rf"{led}(?:{_S}'s |{_P}'s |{_A} )?{words}{called}{_P}(?: of (?:the )?{_S})?(?!['’\w])"
    others = (
        rf"{words}{_A}(?:{_AND}(?:the )?{_A})*{_AND}(?:the )?{_S}(?!')",
        rf"{words}{_N}(?:'s?)?(?:{_AND}(?:the )?{_N}(?:'s?)?)* {few}{office}",
        rf"{words}{office} (?:of (?!the {_S})(?:{word}){{1,4}}?)?(?:of|from|representing) (?:the )?{states}",
        rf"{words}{_G}(?:'s? {few}{office})?(?!')",
        rf"{words}(?:{_S}|{_O}){_ALONE}",
    )
    return re.compile(person), re.compile("|".join(others))
