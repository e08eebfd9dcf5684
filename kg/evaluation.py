"""A store and gold facts -> figures of the scorer, and the rules whose facts the gold does not have.

The scorer is a program of its own, kept as its authors wrote it; it is run for the figures and asked, article by
article, for the rest. A fact is extra if without it fewer are wrong and none that was right is lost.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Literal

from kg.queries import run
from kg.resources import scorer
from kg.store import Reader, open_reader

Part = Literal["all", "read", "unread"]
Row = dict[str, str]
Key = tuple[str, ...]
# A kind of fact as the scorer calls it -> the column that tells one fact of its answers from another. An actor has no
# node of its own facts; the rule that finds it is called by its type.
_FACT: Mapping[str, tuple[str, ...]] = {
    "actors": ("type", "name"), "positions": ("fact",), "meetings": ("meeting",), "agreements": ("agreement",),
    "principles": ("fact", "speaker"), "statements": ("fact",), "relations": ("fact",),
}  # fmt: skip
_RULES = "SELECT ?fact ?rule WHERE { GRAPH ?g { ?fact bi:rule ?rule } }"


@dataclass(frozen=True, kw_only=True)
class Blame:
    """Of one kind of fact: how many the gold has and the store has not, and how many extra ones each rule gave."""

    kind: str
    missed: int
    extra: Mapping[str, int]


def score(store: Path, gold: Path, *, only: str = "", misses: int = 0, part: Part = "all") -> int:
    """Run the scorer, which prints its table; its exit code. Raises `KgError` where the scorer is missing."""
    program = scorer()
    with tempfile.TemporaryDirectory() as folder:
        articles = Path(folder) / "articles.jsonl"
        with open_reader(store) as reader:
            articles.write_bytes(b"".join(json.dumps(one).encode("ascii") + b"\n" for one in _articles(reader)))
        command = [sys.executable, str(program), "--kg", f'"{sys.executable}" -m kg', "--gold", str(gold)]
        command += ["--articles", str(articles), "--store", str(store), "--only", only, "--misses", str(misses)]
        command += [] if part == "all" else [f"--{part}"]
        return subprocess.run(command, check=False).returncode


def blame(store: Path, gold: Path, *, only: str = "", part: Part = "all") -> tuple[Blame, ...]:
    """What is missed, and what is extra by rule, kind by kind, over the articles that the gold has."""
    judge = _Judge(_loaded(scorer()))
    with open_reader(store) as reader:
        rules = {_plain(fact): _plain(rule) for fact, rule in run(reader, _RULES).rows}
        articles = {one["id"]: one for one in _articles(reader)}
        answers = {query: _by_article(reader, query) for query in judge.module.QUERIES}
    missed: Counter[str] = Counter()
    extra: dict[str, Counter[str]] = {kind: Counter() for kind in _FACT}
    for one in judge.module.read_gold(gold):
        ident = one["id"]
        left_out = part != "all" and judge.module.set_apart(ident) != (part == "unread")
        if left_out or ident not in articles or not re.search(only, ident):
            continue
        found = {query: rows[ident] for query, rows in answers.items()}
        for kind in _FACT:
            fewer, wrong = judge.of(kind, one, found, articles[ident])
            missed[kind] += fewer
            extra[kind].update(_rule(kind, fact, rules) for fact in wrong)
    return tuple(Blame(kind=kind, missed=missed[kind], extra=dict(extra[kind].most_common())) for kind in _FACT)


class _Judge:
    """The scorer's view of one article, with some of the facts left out."""

    def __init__(self, module: ModuleType) -> None:
        self.module = module

    def of(self, kind: str, gold: object, found: dict[str, list[Row]], article: Row) -> tuple[int, list[Key]]:
        """How many facts of a kind are missed, and which are extra."""
        right, wrong, missed = self._counts(kind, gold, found, article)
        facts = list(dict.fromkeys(tuple(row.get(c, "") for c in _FACT[kind]) for row in found[kind]))
        extra: list[Key] = []
        # From the last on: of two facts that tell of one thing the later is the extra one.
        for fact in reversed(facts):
            if not wrong:
                break
            rest = [row for row in found[kind] if tuple(row.get(c, "") for c in _FACT[kind]) != fact]
            now_right, now_wrong, _ = self._counts(kind, gold, {**found, kind: rest}, article)
            if now_wrong < wrong and now_right >= right:
                extra.append(fact)
                found, wrong = {**found, kind: rest}, now_wrong
        return missed, extra

    def _counts(self, kind: str, gold: object, found: dict[str, list[Row]], article: Row) -> tuple[int, int, int]:
        tallies = {row: self.module.Tally() for row in self.module.ROWS}
        self.module.score_article(gold, found, article, tallies)
        return tallies[kind].tp, tallies[kind].fp, tallies[kind].fn


def _rule(kind: str, fact: Sequence[str], rules: Mapping[str, str]) -> str:
    return f"actor.{fact[0]}" if kind == "actors" else rules.get(fact[0], "no rule")


def _by_article(reader: Reader, query: str) -> dict[str, list[Row]]:
    """The rows of one of the scorer's queries, by the article's id."""
    out: dict[str, list[Row]] = defaultdict(list)
    table = run(reader, f"article-{query}")
    for terms in table.rows:
        row = {name: _plain(term) for name, term in zip(table.columns, terms, strict=True) if term is not None}
        out[row["article"]].append(row)
    return out


def _articles(reader: Reader) -> Iterator[Row]:
    """The articles of a store with what the scorer looks at."""
    for (iri,) in run(reader, "SELECT ?article WHERE { ?article a bi:Article } ORDER BY ?article").rows:
        article = reader.article(_plain(iri).rsplit("/", 1)[-1])
        if article is not None:
            yield {"id": article.id, "title": article.title or "", "text": article.text}


def _plain(term: object) -> str:
    return str(getattr(term, "value", term))


def _loaded(path: Path) -> ModuleType:
    """The scorer as a module; nothing of it runs but its definitions."""
    spec = spec_from_file_location("kg_score", path)
    assert spec is not None and spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
