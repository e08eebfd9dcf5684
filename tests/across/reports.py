"""The reports of `groups.toml` and `apart.toml`, and pairs of them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import combinations
from pathlib import Path

from kg.across import Record, read, record
from kg.model import Article
from kg.readers import extract
from kg.triples import write
from kg.triples.graphs import graphs
from kg.triples.iris import DEFAULT_BASE as BASE
from kg.triples.vocabulary import BI

FOLDER = Path(__file__).parent
Pair = frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Reported:
    """One report: the set that it belongs to, and whether the reports of that set are of one event."""

    about: str
    one_event: bool
    article: Article


@cache
def reports() -> tuple[Reported, ...]:
    found = []
    for file, table, one_event in (("groups.toml", "group", True), ("apart.toml", "apart", False)):
        for number, told in enumerate(tomllib.loads((FOLDER / file).read_text("utf-8"))[table], start=1):
            for nth, (outlet, day, text) in enumerate(told["reports"], start=1):
                article = Article(
                    id=f"{table}-{number}-{nth}", outlet=outlet, date=date.fromisoformat(day), text=text
                )  # fmt: skip
                found.append(Reported(about=told["about"], one_event=one_event, article=article))
    return tuple(found)


@cache
def records() -> tuple[Record, ...]:
    """The record of each report, in their order."""
    return tuple(record_of(told.article) for told in reports())


def record_of(article: Article) -> Record:
    return read(record(article, graphs(write(extract(article), base=BASE)), base=BASE))


def wanted() -> frozenset[Pair]:
    """The pairs of articles that tell of one event."""
    told = [one for one in reports() if one.one_event]
    return frozenset(
        frozenset({a.article.key, b.article.key}) for a, b in combinations(told, 2) if a.about == b.about
    )  # fmt: skip


def joined(lines: str) -> frozenset[Pair]:
    """The pairs of articles of which one derived event is reported, in the lines of a derived graph."""
    events: dict[str, set[str]] = {}
    for line in lines.splitlines():
        subject, term, value, *_ = line.split(" ")
        if term == f"<{BI}reportedBy>":
            events.setdefault(subject, set()).add(value.removeprefix(f"<{BASE}article/").split("/")[0])
    return frozenset(frozenset(pair) for keys in events.values() for pair in combinations(sorted(keys), 2))
