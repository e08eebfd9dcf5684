"""Agreements and initiatives that the lexicon knows by name: how texts write them, and whose they are."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import cache

from kg import lexicon
from kg.cast import Cast
from kg.facts.sides import state_at
from kg.lexicon import AgreementName
from kg.model import Actor, AgreementKind

# As few letters may stand for anything: "TAP", "COC".
_FEW = 3
_CODE = 2  # letters of a state, and of the organizations that set themselves goals: UN, EU, AU
_DEFINITE = re.compile(r"\b(?:[Tt]h(?:e|is|at)|(?:19|20)\d\d) (?:[a-z-]+ ){0,2}$")
_FAR = 30
# What leads from a name to those who made it, and how far off they stand.
_LED = re.compile(r" (?:with|between|among|by)\b")
_BESIDE = 40


@cache
def _rows() -> Mapping[str, AgreementName]:
    """Each way to write a name; one in small letters may mean anything."""
    return {
        name: row
        for row in lexicon.agreement_names()
        for name in (row.name, *row.aliases)
        if any(letter.isupper() for letter in name)
    }


@cache
def initiatives() -> tuple[str, ...]:
    """The names of initiatives as they are written, the longest first."""
    names = (name for name, row in _rows().items() if row.kind == "initiative" and name[0].isupper())
    return tuple(sorted(names, key=lambda name: (-len(name), name)))


@cache
def others() -> tuple[str, ...]:
    """The names of treaties, agreements, mechanisms and plans, the longest first; none of two or three letters."""
    rows = ((name, row) for name, row in _rows().items() if row.kind not in ("initiative", "project"))
    rows = ((name, row) for name, row in rows if row.kind != "plan" or _is_shared(row))
    names = (name for name, _ in rows if name[0].isupper() and not (name.isupper() and len(name) <= _FEW))
    return tuple(sorted(names, key=lambda name: (-len(name), name)))


def _is_shared(row: AgreementName) -> bool:
    """Whether a plan is of several, or of an organization; what the UN, the EU and the AU set as goals is none."""
    return len(row.parties) > 1 or any(len(party) > _CODE for party in row.parties)


@cache
def _pattern() -> re.Pattern[str]:
    names = sorted(_rows(), key=lambda name: (-len(name), name))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)")


def row(label: str) -> AgreementName | None:
    """What the lexicon knows of the agreement that a label names, by the name that begins first in it."""
    found = _pattern().search(label)
    return _rows()[found[0]] if found else None


@cache
def _short() -> Mapping[str, tuple[tuple[str, AgreementName], ...]]:
    """How a text goes on to call what it has named: the last words of a name in small letters, after what led them."""
    ends: dict[str, list[tuple[str, AgreementName]]] = {}
    for name, row in _rows().items():
        words = name.split(" ")
        for at in range(1, len(words) - 1):
            if (end := " ".join(words[at:])).islower():
                ends.setdefault(end, []).append((" ".join(words[:at]), row))
    return {end: tuple(found) for end, found in ends.items()}


def meant(cast: Cast, begin: int, end: int) -> AgreementName | None:
    """What the lexicon knows of the agreement that a run of the view names, be it by the last words of its name.

    "The nuclear deal" is Iran's in an article that tells of Iran, unless others are said to have made it.
    """
    view = cast.document.view
    if found := row(view[begin:end]):
        return found if _may_be_meant(cast, found) else None
    ends = _short().get(view[begin:end], ())
    if not ends or not _DEFINITE.search(view, max(0, begin - _FAR), begin):
        return None
    told = {known for lead, known in ends if re.search(rf"\b{re.escape(lead)}", view) and _may_be_meant(cast, known)}
    partners = (
        r for r in cast.within(end, end + _BESIDE) if r.type in ("state", "organization") and _LED.match(view, end)
    )
    if len(told) != 1 or not {a.key for r in partners for a in r.actors} <= set((known := told.pop()).parties):
        return None
    return known


def _may_be_meant(cast: Cast, known: AgreementName) -> bool:
    """Whether something was made by the year of the article: the Paris Accord of 1987 is not that of 2015."""
    today = cast.today or cast.published
    return not (today and known.since > str(today.start.year))


def is_name(label: str) -> bool:
    """Whether a label is a name that the lexicon knows, or the end of one, and nothing more."""
    return label in _rows() or label in _short()


def whole_name(label: str) -> str:
    """The name in the lexicon of what a label names, else the label."""
    known = row(label)
    return known.name if known else label


@cache
def _spelt(whole: str) -> frozenset[str]:
    return frozenset(
        word.lower() for name, row in _rows().items() if row.name == whole for word in re.findall(r"\w+", name)
    )


def is_called(whole: str, words: Collection[str]) -> bool:
    """Whether words are all found in the names of what the lexicon knows by its whole name."""
    return bool(words) and _spelt(whole).issuperset(words)


def kind(label: str) -> AgreementKind | None:
    """The kind of what a label names, where it is a name that the lexicon knows and nothing more."""
    known = _rows().get(label)
    return known.kind if known else None


def proposers(cast: Cast, label: str) -> tuple[Actor, ...]:
    """The states that the lexicon gives as the proposers of an initiative."""
    known = row(label)
    codes = known.parties if known and known.kind == "initiative" else ()
    return tuple(state for code in codes if code in cast.state_names for state in state_at(cast, code))


def told_of(cast: Cast, row: AgreementName) -> tuple[Actor, ...]:
    """The parties of an agreement whom an article tells of elsewhere; none where it tells of one alone."""
    actors = dict.fromkeys(
        a for ref in cast.refs if ref.type in ("state", "adjective", "organization") for a in ref.actors
    )
    found = tuple(a for a in actors if a.key in row.parties)
    return found if len(found) > 1 or len(row.parties) == 1 else ()


def stands(cast: Cast, known: AgreementName | None) -> bool:
    """Whether the lexicon knows that something was made before the year of the article, if it has one."""
    today = cast.today or cast.published
    return bool(known and known.since and (not today or known.since < str(today.start.year)))


def is_of_many(known: AgreementName | None) -> bool:
    """Whether more than two states or organizations have made something; a treaty of none is one of all."""
    return known is not None and (len(known.parties) > 2 or not known.parties and known.kind == "treaty")
