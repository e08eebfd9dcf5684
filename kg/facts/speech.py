"""Who says what kind of thing: verbs of speech, their acts, and what in the words decides an act."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest
from typing import get_args

from kg.errors import LexiconError
from kg.lexicon import speech
from kg.model import Act
from kg.triggers import Anchored, compiled

ACTS: tuple[Act, ...] = get_args(Act)
# What is said of a subject this many characters before a verb is still said of it.
_CLAUSE = 160
_AFTER_WORD = re.compile(r"(?:(?<=\w)|(?<=\w-)|(?<=\w--)) ")
_STOP = re.compile(r"[.;]")


@dataclass(frozen=True, kw_only=True)
class Lexis:
    """The verbs as one alternation, the act of each form (None where the words decide it), cues and passives.

    `forms` are the verbs by their first word, the longest first, `phrases` those with a noun ("expressed … concern").

    `cues` runs over text in lower case: to fold each letter as it is compared would take five times as long.
    """

    verbs: str
    forms: dict[str, tuple[str, ...]]
    phrases: dict[str, tuple[re.Pattern[str], ...]]
    act: dict[str, Act | None]
    objects: dict[str, Act]
    felt: dict[str, Act | None]
    weighed: tuple[str, ...]
    cues: Anchored
    passive: re.Pattern[str]
    described: tuple[str, ...]
    judged: re.Pattern[str]
    held: re.Pattern[str]
    held_act: dict[str, Act]
    passive_act: dict[str, Act]


@cache
def lexis() -> Lexis:
    """`kg/lexicon/rules/speech.toml`, compiled."""
    table = speech.table()
    act: dict[str, Act | None] = {
        form: None if name == "say" else known(name)
        for name, forms in table["verb"].items()
        for form in forms
        if "{" not in form
    }
    forms = sorted(act, key=len, reverse=True)
    expressed = table["expressed"]
    objects = {noun: known(name) for name, nouns in expressed.items() if name in ACTS for noun in nouns}
    held = objects | {noun: known(name) for name, nouns in table["held"].items() for noun in nouns}
    weighed, feels = table["weighed"], table["felt"]
    felt = {word: None if name == "affirm" else known(name) for name in feels if name in ACTS for word in feels[name]}
    nouns = sorted(objects, key=len, reverse=True)
    compounds = (
        (weighed["verbs"], _phrase(weighed["verbs"], weighed["fillers"], weighed["nouns"], most=4)),
        (expressed["verbs"], _phrase(expressed["verbs"], expressed["fillers"], nouns, most=5)),
        (feels["verbs"], _phrase(feels["verbs"], feels["fillers"], felt, most=2)),
    )
    return Lexis(
        verbs=f"(?:{'|'.join(compound for _, compound in compounds)}|(?:{'|'.join(map(re.escape, forms))}))",
        forms=_by_first_word(forms),
        phrases=_by_verb(compounds),
        objects=objects,
        felt=felt,
        weighed=tuple(weighed["verbs"]),
        act=act,
        cues=_cues(table["cue"]),
        described=tuple(table["described"]["verbs"]),
        judged=_judged(table["described"]),
        held=_held(held),
        held_act=held,
        passive=_passive(table["passive"]["verbs"]),
        passive_act={verb: known(name) for verb, name in table["passive"]["act"].items()},
    )


def _by_first_word(forms: Iterable[str]) -> dict[str, tuple[str, ...]]:
    told: dict[str, list[str]] = {}
    for form in forms:
        told.setdefault(form.split()[0], []).append(form)
    return {word: tuple(several) for word, several in told.items()}


def _by_verb(compounds: Iterable[tuple[Iterable[str], str]]) -> dict[str, tuple[re.Pattern[str], ...]]:
    told: dict[str, tuple[re.Pattern[str], ...]] = {}
    for verbs, expression in compounds:
        for word in {verb.split()[0] for verb in verbs}:
            told[word] = (*told.get(word, ()), compiled(expression))
    return told


def _phrase(verbs: Iterable[str], fillers: Iterable[str], last: Iterable[str], *, most: int) -> str:
    """A pattern for a verb, up to so many filling words, and the word that tells."""
    return rf"(?:{'|'.join(verbs)})(?: (?:{'|'.join(fillers)})){{0,{most}}} (?:{'|'.join(last)})"


def _cues(table: Mapping[str, Sequence[str]]) -> Anchored:
    """An expression whose groups are named after acts; of acts with a cue at one place, the first wins."""
    acts = "|".join(f"(?P<{name}>{'|'.join(map(_folded, words))})" for name, words in table.items())
    return Anchored(re.compile(rf"\b(?:{acts})"))


def _judged(table: Mapping[str, Sequence[str]]) -> re.Pattern[str]:
    """A word of praise or blame; the group that is bound is named after the act."""
    words = (f"(?P<{act}>{'|'.join(table[act])})" for act in ("oppose", "appreciate"))
    return re.compile(rf"(?<!not )\b(?:{'|'.join(words)})\b")


def _held(objects: Mapping[str, Act]) -> re.Pattern[str]:
    """A noun that tells the act of whoever holds it (`what`); `of` is bound where it is somebody else's."""
    nouns = "|".join(sorted(objects, key=len, reverse=True))
    return re.compile(rf"(?P<of>[\ue000-\ue005].'s? (?:[\w-]+ )?)?\b(?P<what>{nouns})\b")


def _passive(verbs: Sequence[str]) -> re.Pattern[str]:
    return re.compile(
        r" (?:was|were|has been|have been|is|are) (?:also |further |particularly |specifically |once again )?"
        rf"(?P<verb>{'|'.join(map(re.escape, verbs))})\b(?! for\b)"
    )


def _folded(pattern: str) -> str:
    """A pattern in lower case, its classes of characters as they are ("\\S")."""
    return re.sub(r"(\\.)|([A-Z]+)", lambda found: found[1] or found[2].lower(), pattern)


def passive_in(text: str) -> re.Match[str] | None:
    """The first passive of speech that words of its clause lead up to ("… the talks were praised").

    Where one word alone stands before it ("It was noted that … were stressed"), the next of the clause goes first.
    """
    found = list(lexis().passive.finditer(text))
    for passive, following in zip_longest(found, found[1:]):
        at = passive.start()
        clause = max(text.rfind(".", 0, at) + 1, text.rfind(";", 0, at) + 1, at - _CLAUSE - 1)
        if _AFTER_WORD.search(text, clause, at):
            return passive
        if _AFTER_WORD.match(text, at):
            if following is None or following.start() > at + _CLAUSE + 1 or _STOP.search(text, at, following.start()):
                return passive
            return following
    return None


@cache
def known(name: str) -> Act:
    for act in ACTS:
        if act == name:
            return act
    raise LexiconError(f"no act '{name}'", where="rules/speech.toml", then=f"Known: {', '.join(ACTS)}.")
