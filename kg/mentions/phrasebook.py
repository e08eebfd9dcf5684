"""`lexicon/principles.toml` -> the rules that `principles` looks for; a row without its examples is refused."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kg.errors import LexiconError
from kg.mentions.phrases import Phrase, compile_phrase

PATH = Path(__file__).resolve().parent.parent / "lexicon" / "principles.toml"
_FIELDS = frozenset(
    "id concept patterns opposed wished stated held_to also_against named never_before never_after never_within"
    " never_beside fires silent".split()
)


# `{uphold}` in a wording stands for the words of a class, which the file names at its head.
_CLASS = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Wordings of one concept.

    `wished`: the wordings name a thing that may be told of without a wish for it ("peace talks"), and count where the
    sentence wishes for it. `stated`: they are a stance by themselves. `held_to`: they name a rule, which whoever says
    that others break it holds to. `opposed`: the wordings name what the concept is against, and count where words of
    opposition govern them. `named`: they may
    be part of a proper name. `never_before`, `never_after`: the words that, right after or right before the wording,
    or within it (`never_within`) or near it (`never_beside`), make something else of it; they are regular expressions.
    """

    id: str
    concept: str
    phrases: tuple[Phrase, ...]
    fires: tuple[str, ...]
    silent: tuple[str, ...]
    opposed: bool = False
    wished: bool = False
    stated: bool = False
    held_to: bool = False
    also_against: tuple[str, ...] = ()
    named: bool = False
    never_before: str = ""
    never_after: str = ""
    never_within: str = ""
    never_beside: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrasebook:
    """All rules, and the words of opposition and rejection that they share, as regular expressions."""

    rules: tuple[Rule, ...]
    against: str
    rejects: str


@cache
def phrasebook() -> Phrasebook:
    """The phrasebook of the package."""
    return parse(PATH.read_text(encoding="utf-8"), where=PATH.name)


def parse(text: str, *, where: str) -> Phrasebook:
    """The phrasebook written in TOML. Raises LexiconError with the row's id where a row is malformed."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"not TOML: {error}", where=where, then="Mend the file.") from error
    classes = {name: f"( {' | '.join(words)} )" for name, words in data.get("classes", {}).items()}
    rules = tuple(_rule(row, classes, where) for row in data.get("principle", ()))
    ids = [rule.id for rule in rules]
    twice = next((id_ for id_ in ids if ids.count(id_) > 1), None)
    if twice:
        raise LexiconError(f"two rows with the id '{twice}'", where=where, then="Give each row an id of its own.")
    shared = data.get("words", {})
    return Phrasebook(
        rules=rules, against=_any_of(shared.get("against", ())), rejects=_any_of(shared.get("rejects", ()))
    )


def _any_of(patterns: tuple[str, ...]) -> str:
    return "|".join(compile_phrase(pattern).source for pattern in patterns) or r"(?!)"


def _framed(frame: str, words: tuple[str, ...]) -> str:
    return frame.format("|".join(words)) if words else ""


def _written_out(pattern: str, classes: Mapping[str, str]) -> str:
    """The pattern with the words of a class where it names the class: `{uphold}`."""
    unknown = next((name for name in _CLASS.findall(pattern) if name not in classes), None)
    if unknown:
        raise LexiconError(f"no class '{unknown}'", where=pattern, then=f"Known: {', '.join(sorted(classes))}.")
    return _CLASS.sub(lambda named: classes[named[1]], pattern)


def _rule(row: Mapping[str, Any], classes: Mapping[str, str], where: str) -> Rule:
    id_ = row.get("id", "?")
    unknown = sorted(set(row) - _FIELDS)
    missing = [field for field in ("id", "concept", "patterns", "fires", "silent") if not row.get(field)]
    if unknown or missing:
        what = f"row '{id_}' has an unknown field '{unknown[0]}'" if unknown else f"row '{id_}' has no {missing[0]}"
        raise LexiconError(what, where=where, then=f"Known fields: {', '.join(sorted(_FIELDS))}.")
    return Rule(
        id=id_,
        concept=row["concept"],
        phrases=tuple(compile_phrase(_written_out(pattern, classes)) for pattern in row["patterns"]),
        fires=tuple(row["fires"]),
        silent=tuple(row["silent"]),
        opposed=row.get("opposed", False),
        wished=row.get("wished", False),
        stated=row.get("stated", False),
        held_to=row.get("held_to", False),
        also_against=tuple(row.get("also_against", ())),
        named=row.get("named", False),
        never_before=_framed(r"(?:(?:'s?)?[ -])?(?:{})", row.get("never_before", ())),
        never_after=_framed(r"(?<!\w)(?:{})[ -]$", row.get("never_after", ())),
        never_within=_framed(r"(?<!\w)(?:{})(?!\w)", row.get("never_within", ())),
        never_beside=_framed(r"(?<!\w)(?:{})(?!\w)", row.get("never_beside", ())),
    )
