"""The language of rules: patterns over skeletons, in TOML, each with examples that fire it and that leave it silent.

A pattern is a regular expression of Python (`re`) over the text of a skeleton, in which each mention is two private
characters and adverbials are lifted out, with three abbreviations:

- `{a:ACTOR}` captures, as group `a`, a mention or a list of them of one sort ("X, Y and Z"). PERSON STATE ORG ACTOR
  take lists; GROUP ADJ PLACE take one; ANY takes what ACTOR does, or "he", "she", "they", "it".
- `<class>` is any of the words of `[classes]`; these are regular expressions themselves.
- `...` skips up to 60 characters, as few as it can, with no actor, no stop and no quotation mark in them.

All else is left to `re`: a stop that is meant as one is escaped, and a pattern that needs a type with no abbreviation
writes its private characters (`kg.facts.skeleton.TYPES`). A rule is tried only on sentences that hold what its pattern
cannot match without; that is told from the pattern (`kg.triggers`). What a match means stands in `give`, the rest in
`kg.facts.contacts`: rules are tried in the order of the file, and an earlier one keeps its words.

The rules of agreements (`kg.facts.agreements`) run over the plain text instead, with `<class>` and `<CAP>` only; the
verbs of speech (`kg.facts.speech`) are word lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from kg.errors import LexiconError
from kg.facts.skeleton import NUMBER, TYPES, Skeleton
from kg.lexicon.tables import told
from kg.triggers import Anchored, compiled


def _kind(*names: str) -> str:
    return f"[{''.join(TYPES[n] for n in names)}]{NUMBER}"


_ONE = {
    "PERSON": _kind("person"),
    "STATE": _kind("state"),
    "ORG": _kind("organization", "body"),
    "GROUP": _kind("group"),
    "ACTOR": _kind("person", "group", "state", "organization", "body"),
    "ADJ": _kind("adjective"),
    "PLACE": _kind("place"),
    "ANY": f"(?:{_kind('person', 'group', 'state', 'organization', 'body')}|\\b(?:[Hh]e|[Ss]he|[Tt]hey|[Ii]t)\\b)",
}
_LISTED = frozenset(("PERSON", "STATE", "ORG", "ACTOR", "ANY"))
# In "talks with Kamau, Berg said" the second is not of the list.
_SPEAKS = rf"{TYPES['person']}{NUMBER} (?:said|says|told|added|announced|noted|confirmed|stated|wrote)\b"
# "the Presidents of X, NAME, of Y, NAME": the state of the next holder stands between two names.
OF_NEXT = rf",? (?:and )?of (?:the )?{TYPES['state']}{NUMBER},? "
JOIN = (
    rf"(?:(?:,? who [^,.;{TYPES['person']}]{{3,60}},)?,? "
    r"(?:and(?: with)?|as well as(?: with)?|along with|together with) "
    r"(?:the )?(?:visiting )?"
    rf"|, (?:the )?(?!{_SPEAKS})|/"
    rf"|{OF_NEXT})(?:{TYPES['state']}{NUMBER}'s (?={TYPES['person']}))?"
)
# "Anna Berg of Norway": the nation of a person who bears no title.
_OF_STATE = rf"(?: of (?:the )?{TYPES['state']}{NUMBER})?"
_ACTORS = "".join(TYPES[n] for n in ("person", "group", "state", "organization", "body"))
_CLASS = re.compile(r"(?<!\(\?)(?<!\?P)<([\w-]+)>")
_MENTION = re.compile(f"[{''.join(TYPES.values())}]")
# A pattern's parts: an escaped character, a class of characters, a bracket, or any other character.
_BRACKET = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|.", re.DOTALL)
_FILLED = re.compile(r"\{\w+:(\w+)\}(?![?*{])")
# A subject with a gap behind it.
_LOOSE = re.compile(r"(?:\^\(\?:)?\{a:\w+\}(?:\(\?![^)]*\))?(?:\(\?:)?\[\^")
# A number behind a type, as rows of the lexicon write it.
_NUMBERED = re.compile(r"(?:(?<=[\ue000-\ue008\]])|(?<=\\ue00\d))\[(?:\ue100-\uf8ff|\\ue100-\\uf8ff)\]")
_ITEM = re.compile(r"\{(\w+):(\w+)\}|(?<!\(\?)(?<!\?P)<([\w-]+)>|(?<!\\)(\.{3})")


def listed(kind: str) -> str:
    """One actor or a list of one sort: persons, or states and organizations; "of Norway, Anna Berg" is no list."""
    persons, states, groups = ("person",), ("state", "organization", "body"), ("group",)
    sorts = {"PERSON": (persons,), "STATE": (("state",),), "ORG": (("organization", "body"),)}.get(
        kind, (persons, states, groups)
    )
    items = [_kind(*sort) + (_OF_STATE if sort == persons else "") for sort in sorts]
    lists = [f"{item}(?:{JOIN}{item}){{0,12}}" for item in items]
    if kind not in ("PERSON", "STATE", "ORG"):  # "the Deputy Secretary and the two vice ministers"
        lists[0] += f"(?:,? and (?:the )?{_kind('group')})?"
    if kind == "ANY":
        lists.append(r"\b(?:[Hh]e|[Ss]he|[Tt]hey|[Ii]t)\b")
    return f"(?:{'|'.join(lists)})"


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One rule: `source` is what its pattern stands for, `give` its fixed values ("kind" = "talks").

    `outline` is the same with one actor in place of each list: without the words that it needs `source` does not match
    either, and they are told from it at a fraction of the cost. `slots` are the types, letter by letter, of which each
    slot that must be filled takes one; `loose` is whether it takes for its subject whoever stands somewhere before; the
    examples are kept for the tests.
    """

    id: str
    emit: str
    source: str
    outline: str
    slots: tuple[str, ...]
    give: Mapping[str, str]
    fires: tuple[Mapping[str, object], ...]
    silent: tuple[str, ...]
    loose: bool = False

    @property
    def acting(self) -> str:
        """The slot of who stands before the verb: in the passive the one to whom it is done."""
        return self.give.get("acting", "a")

    @property
    def regex(self) -> re.Pattern[str]:
        return compiled(self.source)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """The matches in the text of a skeleton, as the expression's own `finditer` gives them."""
        return (self._anchored or self.regex).finditer(text)

    @cached_property
    def _anchored(self) -> Anchored | None:
        """Where case is ignored `re` tries a list of words at every character; where it is not, it knows better."""
        return Anchored(self.regex) if self.source.startswith("(?i:") else None


def bare(row: Mapping[str, Any]) -> Rule:
    """The rule of a contact of a row without a pattern: its columns say where the sides stand."""
    return Rule(
        id=row["id"], emit="meeting", source="", outline="", slots=(),
        give={key: str(value) for key, value in row["give"].items()},
        fires=tuple(row["fires"]), silent=tuple(row["silent"]),
    )  # fmt: skip


@cache
def load(emit: str) -> tuple[Rule, ...]:
    """The rules of `kg/lexicon/rules/<emit>.toml`, in order. `LexiconError` for a row without examples."""
    table = told(f"rules/{emit}")
    classes: dict[str, str] = {}
    for name, words in table.get("classes", {}).items():  # a class may use those above it
        classes[name] = _CLASS.sub(lambda use: f"(?:{classes[use[1]]})", "|".join(words))
    return tuple(_rule(row, emit, classes) for row in table["rule"])


def candidates(skeleton: Skeleton) -> Iterator[Rule]:
    """The rules of contacts worth trying on a skeleton for whose slots it has mentions, in order."""
    present = _MENTION.findall(skeleton.text) if skeleton.rules else ()
    actors, types = sum(map(_ACTORS.__contains__, present)), set(present)
    known = load("meeting")
    for number in skeleton.rules:
        slots = known[number].slots
        if len(slots) <= actors and not any(map(types.isdisjoint, slots)):
            yield known[number]


def _slots(pattern: str) -> tuple[str, ...]:
    """The types of each actor without which a pattern never matches: of the slots outside of all brackets."""
    outside, depth = "", 0
    for part in _BRACKET.findall(pattern):
        depth += {"(": 1, ")": -1}.get(part, 0)
        outside += part if not depth else ""
    if "|" in outside:
        return ()
    kinds = [kind for kind in _FILLED.findall(outside) if kind in _LISTED and kind != "ANY"]
    return tuple(_ONE[kind].removesuffix(NUMBER).strip("[]") for kind in kinds)


def _rule(row: Mapping[str, Any], emit: str, classes: Mapping[str, str]) -> Rule:
    ident = str(row.get("id", "?"))
    fires, silent = row.get("fires"), row.get("silent")
    if not isinstance(fires, list) or not fires or not isinstance(silent, list) or not silent:
        raise LexiconError(
            f"rule {ident} lacks examples", where=f"rules/{emit}.toml", then="Give it `fires` and `silent`."
        )
    if "trigger" in row:
        raise LexiconError(
            f"rule {ident} has a list of triggers", where=f"rules/{emit}.toml",
            then="Delete the line: what has to stand in a sentence is told from the pattern.",
        )  # fmt: skip
    given = row.get("give", {})
    assert isinstance(given, Mapping)
    try:
        source, outline = (translate(str(row["pattern"]), classes, lists=lists) for lists in (True, False))
    except KeyError as error:
        raise LexiconError(f"rule {ident}: there is no {error}", where=f"rules/{emit}.toml") from None
    return Rule(
        id=ident,
        emit=emit,
        source=source,
        outline=outline,
        slots=_slots(str(row["pattern"])),
        give={k: str(v) for k, v in given.items()},
        fires=tuple(fires),
        silent=tuple(silent),
        loose=bool(_LOOSE.match(str(row["pattern"]))),
    )


def translate(pattern: str, classes: Mapping[str, str], *, lists: bool = True) -> str:
    """The regular expression that a pattern stands for; without `lists` each slot takes one actor."""
    out: list[str] = []
    at = 0
    for found in _ITEM.finditer(pattern):
        out.append(pattern[at : found.start()])
        at = found.end()
        slot, kind, name, dots = found.groups()
        if slot:
            out.append(f"(?P<{slot}>{listed(kind) if lists and kind in _LISTED else _ONE[kind]})")
        elif name:
            out.append(f"(?:{classes[name]})")
        elif dots:
            out.append(f'[^.;:"{_ACTORS}]{{0,60}}?')
    out.append(pattern[at:])
    return _NUMBERED.sub(NUMBER, "".join(out))
