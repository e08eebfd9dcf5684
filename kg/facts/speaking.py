"""Words of reported speech, over skeletons: what is quoted, who has no name, and what a state's verbs tell of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

from kg.facts.skeleton import NUMBER, TYPES
from kg.facts.speech import lexis
from kg.lexicon.speech import speaks
from kg.triggers import compiled

_ACTOR = f"[{''.join(TYPES[n] for n in ('person', 'group', 'state', 'organization', 'body'))}]{NUMBER}"

# Of a state these tell what it does, not what it says.
AIMS = frozenset(
    (
        "plan to, plans to, seeks to, seeks, wants, looks to, intends to, sees, views, backed, back, offered, "
        "offers, committed, decided, expects, expected, sought, pushed for, supported, recognized, recognised, "
        "thinks, think, found"
    ).split(", ")
)
# What a state holds, as its speaker words it: a stance inside somebody's reported speech.
HELD_BY_STATES = frozenset(
    (
        "adheres to, adhere to, abides by, attaches great importance, cherishes, regards, stands for, believes, "
        "considers, attaches importance"
    ).split(", ")
)
# Speakers without a name: "diplomats said", "said one trader".
UNNAMED = re.compile(
    r"\b(?:diplomat|official|source|analyst|dealer|trader|economist|expert|observer|banker|broker|critic|activist"
    r"|resident|witness|ministers|industrialist|investor|spokes[a-z]+)(?:e?s)?\b[^.;\"]{0,40}? "
    r"(?:said|say|says|told|added|noted|believe)\b"
    r"|\b(?:said|says|added) (?:an?|one|another|the)? ?(?:[a-z]+ ){0,4}(?:diplomat|official|source|analyst|dealer"
    r"|trader|economist|expert|observer|banker|broker|manager|lawyer|lawmaker)"
)
GREETED = re.compile(rf" \ue000{NUMBER}(?:$|[.,]| (?:to|at|when|with|during|upon|on)\b)")
BY_SOMEBODY = re.compile(r"\bby [\ue000-\ue004]")

_MARK = re.compile('"')
# What stands on the outer side of a quotation mark: nothing, a space, another sign that opens or pauses.
_LEFT, _RIGHT = (
    frozenset(("", " ", "\n", "(", "[", "-", "–", "—", ":", "/", "'")),
    frozenset(("", " ", "\n", ")", "]", "-", "–", "—", ".", ",", ";", ":", "'")),
)

# Participles that tell of speech, where no finite verb in a sentence does: "…, calling it illegal".
SAYING = re.compile(
    r"\b(?:say|hop|call|add|stat|tell|express|voic|stress|reaffirm|reiterat|underscor|underlin|emphasi[sz]|highlight|affirm|not"
    r"|insist|argu|claim|assur|promis|vow|pledg|offer|propos|welcom|prais|commend|hail|laud|congratulat|condemn|thank"
    r"|urg|warn|accus|blam|reject|deny|denounc|dismiss|explain|agree|call|describ)ing\b"
)


@cache
def expressions() -> Mapping[str, str]:
    """Patterns by name: `says` stands where somebody may speak, `view` gives whose view something is (`who`)."""
    view = (
        rf"(?:[Ii]n the (?:words|view|opinion|assessment) of (?:the )?(?P<who>{_ACTOR})"
        rf"|\b[Ii]n (?P<owner>{_ACTOR}(?='s? )|his|her)(?:'s?)? (?:own )?"
        r"(?:view|opinion|words|assessment|judgement|judgment))"
    )
    return MappingProxyType(
        {
            "says": f"{lexis().verbs}|{SAYING.pattern}|ccording to|as saying|put it|called|labell?ed|branded|termed"
            "|quick to|the (?:first|last|latest|only one) to",
            "view": view,
        }
    )


def pattern(name: str) -> re.Pattern[str]:
    """One of the patterns, compiled."""
    return compiled(expressions()[name])


@cache
def _reports() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Quotations that begin with the verb of their speaker, and those that begin with somebody who speaks."""
    verbs = rf"{speaks()}|expressed|voiced|called|reaffirmed|stands|supports|opposes|believes|hopes|remains"
    verb = rf"(?:also |strongly |fully |firmly )?(?:{verbs})(?! it\b)\b(?! [\"])"
    return (
        re.compile(rf"[\w\ue100-\uf8ff] \"{verb}"),
        re.compile(rf"\"(?:(?:The|Mr|Mrs|Ms)\.? )?{TYPES['person']}{NUMBER} {verb}"),
    )


def reports_at_its_head(text: str) -> bool:
    """Whether a text begins with a quotation that tells who said what: "“Mr Kamau said he was glad”"."""
    return bool(_reports()[1].match(text))


def masked(text: str, inside: bool, *, reports: bool = False) -> str:
    """The skeleton with quoted words blanked out, so that verbs inside a quotation do not count.

    `inside` says that a quotation is open where the text begins; with `reports` one that itself tells who said what
    counts ("“Mr Kamau said he was glad,” she told"). The length stays.
    """
    out: list[str] = []
    at = 0
    told = False  # the quotation that is open is the report itself
    for mark, opens in quotation_marks(text, inside):
        out.append("~" * (mark - at) if inside and not told else text[at:mark])
        told = (
            opens
            and not inside
            and (
                bool(_reports()[0].match(text, max(0, mark - 2))) or reports and not mark and reports_at_its_head(text)
            )
        )
        out.append(" " if told else '"')
        at, inside = mark + 1, opens
    out.append("~" * (len(text) - at) if inside else text[at:])
    return "".join(out)


def quotation_marks(words: str, inside: bool) -> Iterator[tuple[int, bool]]:
    """Where quotation marks stand, and whether each opens a quotation; one that stands free does what the last did not.

    `inside` says whether a quotation is open where the words begin. A paper opens it anew in each paragraph and
    closes it once: the marks cannot be counted, and the one a paragraph begins with opens.
    """
    opened = inside
    for found in _MARK.finditer(words):
        at = found.start()
        before, after = words[at - 1 : at] in _LEFT, words[at + 1 : at + 2] in _RIGHT
        opened = (not at or not opened) if before == after else before
        yield at, opened


def open_after(words: str, inside: bool) -> bool:
    """Whether a quotation is open where words end; `inside` says whether one is where they begin."""
    for _, opened in quotation_marks(words, inside):
        inside = opened
    return inside
