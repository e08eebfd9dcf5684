"""Whether what is named like an agreement is none: of one state alone, of home affairs, or said not to be there."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.facts import labels, pacts
from kg.facts.implied import PEACE, Name, Whose
from kg.facts.pacts import Told
from kg.facts.shapes import Shape
from kg.lexicon import AgreementName
from kg.model import Actor

# What there is not, or not yet.
_LACKING = re.compile(
    r"\b(?:without|never|fail\w*(?! to (?:keep|hono|live|abide|implement|compl|respect|observ|fulfil|stick))|no|unable"
    r"|short of|(?:do|does|did|has|have|had|was|were|could|would|is|are)(?: not|n't)|lack of|absence of)"
    r"(?: [a-z]+){0,4} $|\bany (?:[a-z-]+ ){0,3}$"
)
_WITH_ANOTHER = re.compile(r" (?:with|between|among)\b")
_OWN = re.compile(r"\b(?!Minister)[A-Z][\w.]+['’]s $")
_NEAR = 30
_ORGAN = re.compile(
    r"\b(?:Supreme|National|State|Security|Guardian|Judicial) (?:\w+ ){0,2}(?:Council|Committee|Commission)"
)
_AT_HOME = re.compile(
    r"\b(?:[Ss]enators|[Cc]ongress(?:men|women)|[Ll]awmakers|MPs|[Gg]overnors|[Mm]ayors|[Pp]arties|[Uu]nions|[Aa]ctivists"
    r"|[Cc]ompanies|[Ff]amilies|[Ll]awyers|[Bb]ishops|[Cc]hurches|[Cc]ampaigners|[Aa]cademics|[Jj]ournalists)\b"
)
# Of these one side alone has mostly made one with rebels, who are no state.
_TRUCE = re.compile(r"(?i:cease-?fire|truce|hostage|prisoner|hostilities)")


def is_anothers(told: Told, shape: Shape, name: Name, whose: Whose, row: AgreementName | None) -> bool:
    """Whether what is named is of one state alone, of home affairs, or is said not to be there."""
    if shape.kind == "joint-statement" and _of_one(whose.actors) or _at_home_only(told, shape, row, whose):
        return True
    view = told.cast.document.view
    if row is None and _in_a_headline(told, shape, whose):
        return True
    if row is None and len(whose.actors) == 1 and _TRUCE.search(view, name.begin, name.end):
        return True
    if shape.kind == "joint-statement" and not whose.actors and _AT_HOME.search(view, name.sentence.begin, name.begin):
        return told.of_what != "release"
    if shape.kind == "mechanism" and _is_organ(told, name, whose) and not _WITH_ANOTHER.match(view, name.end):
        return True
    if shape.kind == "mechanism" and _OWN.search(view, max(name.sentence.begin, name.begin - _NEAR), name.begin):
        return not _WITH_ANOTHER.match(view, name.end) and whose.within < 2  # "Kenya's Supreme Council"
    alone = shape.kind in pacts.BY_NAME and len(whose.actors) == 1 and _at_home(view, name.begin, name.end)
    return shape.needs in ("held", "made", "two") and (alone or _missed(told, name.begin))


def _is_organ(told: Told, name: Name, whose: Whose) -> bool:
    """Whether a council is an organ of the one state that its name tells of: "Kenyan Supreme National Council"."""
    own = _of_one(whose.actors) or sum(r.type == "adjective" for r in told.cast.within(name.begin, name.end)) == 1
    return own and whose.within < 2 and bool(_ORGAN.search(told.cast.document.view, name.begin, name.end))


def _in_a_headline(told: Told, shape: Shape, whose: Whose) -> bool:
    """Whether the title of a report names a text of one side, or of sides that stand apart from it: "Yemen agreement".

    What it stands for, the report tells below.
    """
    if told.sentence.kind != "title" or told.of_what == "release" or shape.kind not in pacts.BY_NAME:
        return False
    return not (whose.named and len(whose.actors) > 1)


def _at_home_only(told: Told, shape: Shape, row: AgreementName | None, whose: Whose) -> bool:
    """Whether a report names something that no states or organizations make with each other.

    In reports a plant or a road is a place where nobody builds it, and what is called an initiative, a pact or a
    commission in home news is one of home affairs, where no two parties stand beside it and no table knows its name.
    """
    if told.of_what == "release" or row:
        return False
    if shape.kind == "project":
        return not labels.is_built(told.text, 0, len(told.text))
    return told.of_what == "other" and not (whose.named and len(whose.actors) > 1)


def _of_one(parties: Sequence[Actor]) -> bool:
    """Whether parties are one state alone: two of its ministers may issue a joint statement too."""
    return len(parties) == 1 and parties[0].kind == "state"


def _missed(told: Told, first: int) -> bool:
    """Whether a sentence says that there is no such agreement: "without reaching an agreement on fish"."""
    return bool(_LACKING.search(told.text, 0, first - told.sentence.begin))


def _at_home(view: str, first: int, last: int) -> bool:
    """Whether nobody stands beside the one state whose an agreement is said to be, nor is it a peace within it."""
    return not _WITH_ANOTHER.search(view[first : last + 9]) and not PEACE.search(view, first, last)
