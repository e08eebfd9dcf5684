"""Who says what kind of thing: verbs of speech, their acts, and what in the words decides an act."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import zip_longest
from typing import get_args

from kg.errors import LexiconError
from kg.model import Act
from kg.text import lowered

ACTS: tuple[Act, ...] = get_args(Act)
_NEGATED = re.compile(r"\b(?:not|never|no) (?:\w+ )?$")
_DENIABLE: frozenset[Act] = frozenset(("pledge", "support", "appreciate"))
# "reiterated Norway's firm support": what is held again decides.
_AGAIN = frozenset(
    ("reiterated", "reaffirmed", "confirmed", "restated", "renewed", "stated", "underlined", "underscored", "affirmed")
)
_HELD = re.compile(
    r" (?:(?:the )?[\ue000-\ue0ff][\ue100-\uf8ff](?:'s?)? |(?:his|her|its|their|the|our) )?(?:country's )?"
    r"(?:(?:strong|full|firm|continued|unwavering|steadfast|principled|deep) ){0,2}"
    r"(?P<what>support|readiness|willingness|commitment|gratitude|appreciation|opposition|concerns?|solidarity)\b"
)
# "emphasized their shared commitment to X" tells what is held; "reaffirmed their commitment" pledges.
_RECITAL = re.compile(
    r"(?:- *)?(?:Recogni[sz]ing|Recalling|Noting|Acknowledging|Mindful|Understanding|Reflecting|Considering"
    r"|Bearing in mind|Aware"
    r"|Convinced|Believing)\b"
)
_UNDERTAKING = re.compile(
    r"\b(?:will|shall|intends?|commits?|undertakes?)\b|^(?:- *)?(?:Promoting|Supporting|Fostering|Exploring"
    r"|Expanding|Developing"
    r"|Strengthening|Embarking|Committing|Collaborating|Leveraging|Advancing|Deepening|Building|Increasing"
    r"|Establishing|Continuing)\b"
)
_EMPHASIS = ("emphasi", "highlight", "stress", "underscor", "underlin", "note")
_TO_VALUES = re.compile(
    r"[^.;]{0,90}?\bcommitment (?!to (?:continue|work|hold|provide|support|help|make|do|deepen|strengthen)\b)"
)


# What is said of a subject this many characters before a verb is still said of it.
_CLAUSE = 160
_AFTER_WORD = re.compile(r"(?:(?<=\w)|(?<=\w-)|(?<=\w--)) ")
_STOP = re.compile(r"[.;]")
_CONVEY = re.compile(r"\b(?:convey|pass on)\b")
_THAT = re.compile(
    r" (?:that\b|(?:the |[\ue000-\ue0ff][\ue100-\uf8ff]'s )?(?:[\w'-]+ ){0,4}(?:is|are|was|were|remains?|would|will)\b)"
)
_SUPPORT = re.compile(r" [^,.;]{0,40}\bsupport\b")
_WISHES = re.compile(r" (?:his |her |their |deepest |sincere )*(?:congratulations|condolences|sympath)")
_THANKS = re.compile(r"\b(?:gratitude|thanks|appreciation)\b")


@dataclass(frozen=True, kw_only=True)
class Lexis:
    """The verbs as one alternation, the act of each form (None where the words decide it), cues and passives.

    `cues` runs over text in lower case: to fold each letter as it is compared would take five times as long.
    """

    verbs: str
    says: str
    act: dict[str, Act | None]
    objects: dict[str, Act]
    weighed: tuple[str, ...]
    cues: re.Pattern[str]
    passive: re.Pattern[str]
    passive_act: dict[str, Act]


@cache
def lexis() -> Lexis:
    """`kg/lexicon/rules/speech.toml`, compiled."""
    with (files("kg.lexicon") / "rules" / "speech.toml").open("rb") as source:
        table = tomllib.load(source)
    act: dict[str, Act | None] = {
        form: None if name == "say" else _known(name)
        for name, forms in table["verb"].items()
        for form in forms
        if "{" not in form
    }
    forms = sorted(act, key=len, reverse=True)
    expressed = table["expressed"]
    objects = {noun: _known(name) for name, nouns in expressed.items() if name in ACTS for noun in nouns}
    weighed = table["weighed"]
    weight = (
        rf"(?:{'|'.join(weighed['verbs'])})(?: (?:{'|'.join(weighed['fillers'])})){{0,4}} "
        rf"(?:{'|'.join(weighed['nouns'])})"
    )
    compound = (
        rf"{weight}|(?:{'|'.join(expressed['verbs'])})(?: (?:{'|'.join(expressed['fillers'])})){{0,5}} "
        rf"(?:{'|'.join(sorted(objects, key=len, reverse=True))})"
    )
    return Lexis(
        verbs=compound + "|" + "|".join(re.escape(f) for f in forms),
        objects=objects,
        weighed=tuple(weighed["verbs"]),
        says="|".join(re.escape(f) for f in sorted(table["verb"]["say"], key=len, reverse=True)),
        act=act,
        cues=_cues(table["cue"]),
        passive=_passive(table["passive"]["verbs"]),
        passive_act={verb: _known(name) for verb, name in table["passive"]["act"].items()},
    )


def _cues(table: Mapping[str, Sequence[str]]) -> re.Pattern[str]:
    """A pattern whose groups are named after acts; of acts with a cue at one place, the first wins."""
    acts = "|".join(f"(?P<{name}>{'|'.join(map(_folded, words))})" for name, words in table.items())
    return re.compile(rf"\b(?:{acts})")


def _passive(verbs: Sequence[str]) -> re.Pattern[str]:
    return re.compile(
        r" (?:was|were|has been|have been|is|are) (?:also |further |particularly |specifically |once again )?"
        rf"(?P<verb>{'|'.join(map(re.escape, verbs))})\b"
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
def _known(name: str) -> Act:
    for act in ACTS:
        if act == name:
            return act
    raise LexiconError(f"no act '{name}'", where="rules/speech.toml", then=f"Known: {', '.join(ACTS)}.")


def act_by(verb: str) -> Act | None:
    """The act that a verb of the lexicon reports, None where the words decide; "voiced his joy" goes by its noun."""
    words = lexis()
    if verb in words.act:
        return words.act[verb]
    if verb.startswith(words.weighed):
        return "affirm"
    return words.objects.get(verb.split()[-1]) or words.objects.get(" ".join(verb.split()[-2:]))


def act_said(verb: str, content: str) -> Act:
    """The act of a verb, else that of what is said."""
    return act_by(verb) or act_of(content)


def act_told(verb: str, rest: str) -> Act:
    """The act of a verb and what follows it: "offered support", "asked him to convey", "conveyed his gratitude"."""
    fixed = act_by(verb)
    if fixed is None:
        if verb.startswith(_EMPHASIS) and _TO_VALUES.match(rest):
            return "affirm"
        held = _HELD.match(rest) if verb in _AGAIN else None
        return (lexis().objects.get(held["what"]) if held else None) or act_of(rest)
    if verb.startswith("asked") and _CONVEY.search(rest[:60]):
        return "convey"
    if verb in ("conveyed", "conveys") and _THAT.match(rest):
        return act_of(rest)  # a message, not greetings
    if verb == "offered" and _SUPPORT.match(rest):
        return "support"
    if verb == "offered" and _WISHES.match(rest):
        return "convey"
    if verb.startswith(("conveyed", "extended")) and _THANKS.search(rest[:50]):
        return "appreciate"
    return fixed


def act_borne(verb: str, text: str) -> Act:
    """The act of a passive with its agent: its verb's, else that of the whole sentence."""
    return lexis().passive_act.get(verb) or act_by(verb) or act_of(text)


def act_issued(words: str) -> Act:
    """The act of a sentence that states issue together: an undertaking is a pledge, a recital affirms."""
    if _RECITAL.match(words):
        return "affirm"
    act = act_of(words)
    return "pledge" if act == "affirm" and _UNDERTAKING.search(words) else act


def act_of(words: str, default: Act = "affirm") -> Act:
    """The act that the words themselves perform: that of their earliest cue, else `default`."""
    for found in lexis().cues.finditer(lowered(words)):
        act = _known(found.lastgroup or "")
        if act not in _DENIABLE or not _NEGATED.search(words[max(0, found.start() - 40) : found.start()]):
            return act
    return default
