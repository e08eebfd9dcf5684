"""Who says what kind of thing: verbs of speech, their acts, and what in the words decides an act."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import get_args

from kg.model import Act

ACTS: tuple[Act, ...] = get_args(Act)


@dataclass(frozen=True, kw_only=True)
class Lexis:
    """The verbs as one alternation, the act of each form ("" for those that leave it to the words), cues and passives."""

    verbs: str
    says: str
    act: dict[str, str]
    objects: dict[str, str]
    cues: re.Pattern[str]
    cue_acts: tuple[Act, ...]
    passive: re.Pattern[str]
    passive_act: dict[str, str]


@cache
def lexis() -> Lexis:
    """`kg/lexicon/rules/speech.toml`, compiled."""
    with (files("kg.lexicon") / "rules" / "speech.toml").open("rb") as source:
        table = tomllib.load(source)
    act = {form: ("" if name == "say" else name) for name, forms in table["verb"].items() for form in forms if "{" not in form}
    forms = sorted(act, key=len, reverse=True)
    cues = "|".join(f"(?P<{name}>\\b(?:{'|'.join(words)}))" for name, words in table["cue"].items())
    expressed = table["expressed"]
    objects = {noun: name for name, nouns in expressed.items() if name in ACTS for noun in nouns}
    compound = (
        rf"(?:{'|'.join(expressed['verbs'])})(?: (?:{'|'.join(expressed['fillers'])})){{0,5}} (?:{'|'.join(sorted(objects, key=len, reverse=True))})"
    )
    passive = "|".join(re.escape(v) for v in table["passive"]["verbs"])
    return Lexis(
        verbs=compound + "|" + "|".join(re.escape(f) for f in forms),
        objects=objects,
        says="|".join(re.escape(f) for f in sorted(table["verb"]["say"], key=len, reverse=True)),
        act=act,
        cues=re.compile(cues, re.IGNORECASE),
        cue_acts=tuple(a for a in ACTS if a in table["cue"]),
        passive=re.compile(
            rf"\b(?:[Ii]t|[Tt]hey|[\w-]+)(?: [^.;]{{0,160}}?)? (?:was|were|has been|have been|is|are) (?:also |further |particularly |specifically |once again )?(?P<verb>{passive})\b"
        ),
        passive_act=dict(table["passive"]["act"]),
    )


def act_by(verb: str) -> str:
    """The act that a verb of the lexicon reports, "" where the words decide; "voiced his appreciation" goes by its noun."""
    words = lexis()
    if verb in words.act:
        return words.act[verb]
    return words.objects.get(verb.split()[-1], words.objects.get(" ".join(verb.split()[-2:]), ""))


_NEGATED = re.compile(r"\b(?:not|never|no) (?:\w+ )?$")


def act_of(words: str, default: Act = "affirm") -> Act:
    """The act that the words themselves perform: that of their earliest cue, else `default`."""
    for found in lexis().cues.finditer(words):
        name = found.lastgroup
        if name in ACTS and not (name in ("pledge", "support", "appreciate") and _NEGATED.search(words[: found.start()])):
            return name  # type: ignore[return-value]
    return default
