"""The names that gold articles hold, and where they stand in code, rules and tables of the reader.

Articles set apart (a letter and a number that 3 divides) are searched like the others, but of what is found there
only the place in our own files is told.
"""

from __future__ import annotations

import ast
import io
import json
import re
import tokenize
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from ahocorasick_rs import AhoCorasick

from kg import lexicon

# Shorter surnames are words of too many other things.
SHORTEST = 4
_SET_APART = re.compile(r"[a-z](\d+)-")
# What a regular expression leaves open: "(?:a|b)", "[sz]", "e?".
_OPEN = re.compile(
    r"\((?:\?(?:i?:|P<\w+>))?(?P<choice>[^()|]*(?:\|[^()|]*)+)\)\??|\[(?P<any>\w{2,4})\]|(?P<maybe>\w)\?"
)
_AROUND, _DEPTH = 60, 3


@dataclass(frozen=True, kw_only=True)
class Name:
    """A name of the gold; `article` is one that holds it, "" if only articles set apart do.

    The text stays out of `repr`, so that a failure does not show names of articles set apart.
    """

    text: str = field(repr=False)
    article: str

    def told(self, place: str) -> str:
        """Where the name stands, and which it is if that may be said."""
        return f"{place}: {self.text!r}, a name of {self.article}" if self.article else f"{place}: a name of the gold"


def set_apart(ident: str) -> bool:
    number = _SET_APART.match(ident)
    return bool(number) and int(number[1]) % 3 == 0  # type: ignore[index]


@cache
def _titles() -> frozenset[str]:
    """Words that give no name: of offices, courtesy, states and their adjectives."""
    phrases = [*(o.title for o in lexicon.offices()), *(w.text for w in lexicon.courtesy()), "the"]
    phrases += [form for s in lexicon.states() for form in (s.name, *s.adjectives, *s.aliases) if " " not in form]
    return frozenset(word.lower() for phrase in phrases for word in re.findall(r"\w+", phrase))


def _persons(gold: Mapping[str, Any]) -> Iterator[str]:
    """Whole names, other ways to write them, and surnames; no mere office ("the President")."""
    first = {name.lower() for name in lexicon.family_first()}
    words = {word.lower() for word in lexicon.not_names()}
    for actor in gold.get("actors", ()):
        if actor["type"] != "person":
            continue
        yield from (n for n in (actor["name"], *actor.get("aliases", ())) if not _only(n, _titles()))
        parts = actor["name"].split()
        surname = parts[0] if parts[0].lower() in first else parts[-1]
        if surname.lower() not in words | _titles():
            yield surname


def _places(gold: Mapping[str, Any]) -> Iterator[str]:
    for meeting in gold.get("meetings", ()):
        yield from (place for place in (meeting.get("city"), *(meeting.get("venue") or ())) if place)


def _only(name: str, words: frozenset[str]) -> bool:
    """Whether a name is made of these words alone, in one number or the other."""
    return all(not {word, word.removesuffix("s")}.isdisjoint(words) for word in re.findall(r"\w+", name.lower()))


def _labels(gold: Mapping[str, Any]) -> Iterator[str]:
    for agreement in gold.get("agreements", ()):
        yield from agreement["label"]


def names(folder: Path, ontology: Path) -> tuple[Name, ...]:
    """Persons, cities, venues and agreements of the gold in a folder, sorted; names without a capital are none.

    Left out: what is a state's name, and labels made of words that the ontology or the gold write small: "Action Plan".
    """
    golds = [json.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.json"))]
    lists = [(ontology / f"{name}.ttl").read_text("utf-8") for name in ("codes", "partnerships")]
    wordings = [*lists, *(label for g in golds for label in _labels(g))]
    small = frozenset(word for text in wordings for word in re.findall(r"\b[a-z]+\b", text))
    states = {form for s in lexicon.states() for form in (s.name, *s.aliases)}
    held: dict[str, str] = {}
    for gold in golds:
        found = (*_persons(gold), *_places(gold), *(n for n in _labels(gold) if not _only(n, small)))
        for name in found:
            if len(name) >= SHORTEST and name not in states and any(map(str.isupper, name)):
                held[name] = held.get(name) or ("" if set_apart(gold["id"]) else gold["id"])
    return tuple(Name(text=text, article=held[text]) for text in sorted(held))


def pieces(path: Path) -> Iterator[tuple[int, str]]:
    """What a file says, with its lines: of Python the strings, docstrings and comments, of all else every line."""
    text = path.read_text("utf-8")
    if path.suffix != ".py":
        yield from enumerate(text.splitlines(), 1)
        return
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value
        elif isinstance(node, ast.JoinedStr):
            parts = (p.value if isinstance(p, ast.Constant) else "\0" for p in node.values)
            yield node.lineno, "".join(map(str, parts))


def spellings(text: str, depth: int = _DEPTH) -> Iterator[str]:
    """A text, and the words near each open place of it taken as a regular expression, with each choice made."""
    yield text
    for found in _OPEN.finditer(text) if depth else ():
        before, after = text[max(0, found.start() - _AROUND) : found.start()], text[found.end() :][:_AROUND]
        choices = found["choice"].split("|") if found["choice"] is not None else found["any"] or (found["maybe"], "")
        for choice in choices:
            yield from spellings(before + choice + after, depth - 1 if depth < _DEPTH else 1)


def without(names: Iterable[Name], texts: Container[str]) -> list[Name]:
    """The names that are not among `texts`."""
    return [name for name in names if name.text not in texts]


def standing(paths: Iterable[Path], sought: Iterable[Name], allowed: Iterable[str]) -> dict[tuple[Path, int], Name]:
    """Where names stand in files, whole words in their own case or all small, but not inside an allowed name."""
    by_text = {name.text: name for name in sought}
    # Wordings of principles stand in small letters; a single word in small letters is no name.
    by_text |= {name.text.lower(): name for name in sought if " " in name.text}
    if not by_text:
        return {}
    longest_first = sorted({*by_text, *allowed}, key=lambda name: (-len(name), name))
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
    any_of = AhoCorasick(by_text)  # of a million spellings few hold a name at all
    return {
        (path, line): by_text[found[0]]
        for path in paths
        for line, text in pieces(path)
        for spelt in spellings(text.replace(r"\b", " ").replace(r"\s+", " "))
        if any_of.find_matches_as_indexes(spelt)
        for found in pattern.finditer(spelt)
        if found[0] in by_text
    }
