"""How often each rule fires in articles that nobody wrote rules on.

    python tests/eval/firing.py CORPUS... [--about WORDS] [--against ARTICLES.jsonl]

CORPUS is a file or folder that `kg build` reads. `firing.tsv` beside this script gets a row for each rule: kind of
fact, rule, how many facts, in how many articles; its first lines tell of the corpus. With `--against`, articles that
rules were written on, rules that fire there only are marked `there only`; articles set apart (a letter and a number
that 3 divides) are not read. Rules that fire in neither are marked `nowhere`. Rows of kind `pattern` are the
expressions in `kg/facts` that have no rule of their own, counted when they match.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from importlib import import_module
from itertools import chain
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import kg.facts
from kg.facts import nouns, relations, rules, shapes, speaking, verbs
from kg.mentions.phrasebook import phrasebook
from kg.model import Article
from kg.readers import extract
from kg.sources import read

TABLE = Path(__file__).with_name("firing.tsv")
SET_APART = re.compile(r"[a-z](\d+)-")
# Rules that stand in Python: what they are called there.
IN_PYTHON = {
    "Appearance": ("actor.person", "actor.state", "actor.organization", "actor.body"),
    "Position": ("position.title", "position.description", "position.counterpart", "position.tenure"),
    "Meeting": ("summit.organization", "summit.beside", "event.held"),
    "Agreement": ("listed",),
    "Statement": (
        *(
            "say.front",
            "say.inserted",
            "say.inverted",
            "say.according",
            "say.organ",
            "say.relative",
            "say.agent",
            "say.passive",
        ),
        *(
            "say.meeting",
            "say.document",
            "say.continued",
            "quote.open",
            "quote.below",
            "quote.continued",
            "joint-statement",
            "turn",
        ),
        "list.item",
    ),
}

Key = tuple[str, str]


@dataclass(slots=True)
class Counts:
    """How many facts, or matches, each rule gave, and in how many articles."""

    facts: Counter[Key] = field(default_factory=Counter)
    articles: Counter[Key] = field(default_factory=Counter)
    read: int = 0

    def add(self, found: Counter[Key]) -> None:
        self.facts.update(found)
        self.articles.update(found.keys())
        self.read += 1


class Counted:
    """A compiled expression that counts, under `key`, each article's calls that match."""

    def __init__(self, pattern: re.Pattern[str], note: Callable[[], None]) -> None:
        self._expression, self.note = pattern, note

    def __getattr__(self, name: str) -> Any:
        return getattr(self._expression, name)

    def _noted(self, found: re.Match[str] | None) -> re.Match[str] | None:
        if found:
            self.note()
        return found

    def search(self, *where: Any) -> re.Match[str] | None:
        return self._noted(self._expression.search(*where))

    def match(self, *where: Any) -> re.Match[str] | None:
        return self._noted(self._expression.match(*where))

    def fullmatch(self, *where: Any) -> re.Match[str] | None:
        return self._noted(self._expression.fullmatch(*where))

    def findall(self, *where: Any) -> list[Any]:
        return [self._noted(found) and found[0] for found in self._expression.finditer(*where)]

    def split(self, text: str, maxsplit: int = 0) -> list[str]:
        self.search(text)
        return self._expression.split(text, maxsplit)

    def finditer(self, *where: Any) -> Iterator[re.Match[str]]:
        for found in self._expression.finditer(*where):
            self.note()
            yield found


def known() -> list[Key]:
    """Every rule that there is, by kind of fact."""
    keys = [(kind, rule) for kind, names in IN_PYTHON.items() for rule in names]
    keys += [("Meeting", rule.id) for rule in rules.load("meeting")]
    keys += [("Meeting", row.rule.id) for row in (*verbs.rows(), *chain(*nouns.rows().by_noun.values()))]
    keys += [("Agreement", shape.id) for shape in shapes.shapes()]
    keys += [("StatedPrinciple", rule.id) for rule in phrasebook().rules]
    keys += [("Relation", name) for name, _ in relations._PATTERNS]
    return keys


def count_patterns(seen: Counter[Key]) -> list[Key]:
    """Let the expressions of `kg.facts` count their matches in `seen`; their keys."""
    keys = []

    def counted(name: str, pattern: re.Pattern[str]) -> Counted:
        key = ("pattern", name)
        keys.append(key)
        return Counted(pattern, partial(seen.update, (key,)))

    for found in iter_modules(kg.facts.__path__):
        module = import_module(f"kg.facts.{found.name}")
        for name, value in list(vars(module).items()):
            if isinstance(value, re.Pattern) and found.name != "rules":
                setattr(module, name, counted(f"{found.name}.{name}", value))
    of_speech = {name: counted(f"speaking.{name}", speaking.pattern(name)) for name in speaking.expressions()}
    speaking.pattern = of_speech.__getitem__  # type: ignore[assignment]
    return keys


def count(articles: Sequence[Article], seen: Counter[Key]) -> Counts:
    """Read articles; `seen` holds the matches of the one being read."""
    counts = Counts()
    for article in articles:
        seen.clear()
        told = Counter((type(fact).__name__, fact.rule) for fact in extract(article).facts)
        counts.add(told + seen)
    return counts


def articles(paths: Sequence[Path]) -> list[Article]:
    return [one for one in read(paths) if isinstance(one, Article)]


def set_apart(ident: str) -> bool:
    number = SET_APART.match(ident)
    return bool(number) and int(number[1]) % 3 == 0  # type: ignore[index]


def mark(here: int, there: int | None) -> str:
    if here or there is None:
        return ""
    return "there only" if there else "nowhere"


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    ask.add_argument("corpus", nargs="+", type=Path)
    ask.add_argument("--about", default="", help="what the corpus is, for the table's head")
    ask.add_argument("--against", type=Path, help="articles that rules were written on")
    ask.add_argument("--out", type=Path, default=TABLE)
    args = ask.parse_args()
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False).stdout
    seen: Counter[Key] = Counter()
    keys = [*known(), *count_patterns(seen)]
    here = count(articles(args.corpus), seen)
    others = [one for one in articles([args.against]) if not set_apart(one.id)] if args.against else []
    there = count(others, seen)
    about = {"articles": here.read, "corpus": args.about, "commit": commit.strip(), "day": datetime.now(UTC).date()}
    lines = [f"# {name}: {value}" for name, value in about.items() if value]
    lines.append("kind\trule\tfacts\tarticles\tmark")
    for key in sorted({*keys, *here.facts, *there.facts}):
        note = mark(here.facts[key], there.facts[key] if args.against else None)
        lines.append("\t".join((*key, str(here.facts[key]), str(here.articles[key]), note)))
        if note:
            sys.stdout.write(f"{note}: {' '.join(key)} ({there.facts[key]} there)\n")
    args.out.write_text("\n".join(lines) + "\n", "utf-8")
    sys.stdout.write(f"{here.read} articles, {len(keys)} rules and patterns: {args.out}\n")


if __name__ == "__main__":
    main()
