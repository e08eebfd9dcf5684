"""IRIs -> their labels, and the article and outlet that each fact among them comes from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pyoxigraph as ox

from kg.serve.views.asking import rows
from kg.store import Reader

ARTICLE = "article/"


def article_of(iri: str, base: str) -> str | None:
    """The IRI of the article that a fact or evidence IRI belongs to; None for an article itself and all else."""
    start = f"{base}{ARTICLE}"
    if not iri.startswith(start):
        return None
    key = iri[len(start) :].split("/")[0].split("#")[0]
    article = f"{start}{key}"
    return article if article != iri else None


def labels(reader: Reader, iris: Iterable[str]) -> dict[str, str]:
    """A label an IRI: the preferred one, else the article's; among several English first, then by alphabet."""
    best: dict[str, tuple[int, int, str]] = {}
    for row in rows(reader, "labels", nodes(iris)):
        label = row["label"]
        if not isinstance(label, ox.Literal):
            continue
        rank = (int(row["rank"].value), 0 if label.language in (None, "en") else 1, label.value)
        name = row["x"].value
        best[name] = min(best.get(name, rank), rank)
    return {iri: label for iri, (_, _, label) in best.items()}


def facts_behind(reader: Reader, iris: Iterable[str], base: str) -> dict[str, str]:
    """The fact or evidence to show for each IRI that rests on one; for an event, the report that gives its status."""
    shown = {}
    concluded = []
    for iri in sorted(set(iris)):
        if article_of(iri, base) is not None:
            shown[iri] = iri
        elif iri.startswith(f"{base}meeting/"):
            concluded.append(iri)
    reports: dict[str, tuple[bool, str]] = {}
    for row in rows(reader, "reports", nodes(concluded)):
        event, rank = row["x"].value, (row["decisive"].value != "true", row["report"].value)
        reports[event] = min(reports.get(event, rank), rank)
    return shown | {event: report for event, (_, report) in reports.items()}


def sources(reader: Reader, articles: Iterable[str]) -> dict[str, dict[str, str]]:
    """Headline, date, outlet and id of articles, as far as they have them."""
    found: dict[str, dict[str, str]] = {}
    for row in rows(reader, "sources", nodes(articles)):
        found[row["article"].value] = {name: term.value for name, term in row.items() if name != "article"}
    return found


def described(reader: Reader, iris: Iterable[str], base: str) -> dict[str, Any]:
    """What a table needs beside its rows: labels, the fact behind an IRI, where the facts come from."""
    wanted = sorted(set(iris))
    behind = facts_behind(reader, wanted, base)
    articles = {article for fact in behind.values() if (article := article_of(fact, base))}
    articles |= {iri for iri in wanted if iri.startswith(f"{base}{ARTICLE}")} - set(behind)
    return {
        "labels": labels(reader, wanted),
        "behind": behind,
        "sources": sources(reader, articles),
    }


def nodes(iris: Iterable[str]) -> list[ox.NamedNode]:
    return [ox.NamedNode(iri) for iri in iris]
