"""Words -> the actors, places, agreements, articles and sentences that hold them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pyoxigraph as ox

from kg.serve.views.asking import rows
from kg.serve.views.describing import ARTICLE, article_of, described, nodes
from kg.store import PREFIXES, Reader
from kg.store.words import Hit, Kind

SHOWN = 100
MOST = 1_000
"""Names, and runs of words, that are looked for; the best come first."""
KINDS: tuple[Kind, ...] = ("name", "words")
Found = tuple[str, str, str]
"""The IRI of a class, of a thing of that class, and the words by which it was found."""


def read(reader: Reader, job: Mapping[str, Any]) -> dict[str, Any]:
    """`job` has the `words`. A thing is told once, by the first class and name that match."""
    words, base = job["words"], reader.info.base
    classes: dict[str, dict[str, str]] = {}
    names, runs = (list(reader.search(words, kind=kind, limit=MOST)) for kind in KINDS)
    for class_, iri, label in (*_named(reader, names), *_few(reader, words), *_said(reader, runs)):
        classes.setdefault(class_, {}).setdefault(iri, label)
    groups: list[dict[str, Any]] = [
        {"class": name, "total": len(hits), "hits": [list(hit) for hit in list(hits.items())[:SHOWN]]}
        for name, hits in classes.items()
    ]
    iris = [hit[0] for group in groups for hit in group["hits"]]
    articles = {article for iri in iris if (article := article_of(iri, base))}
    more = MOST in (len(names), len(runs))
    return {"groups": groups, "more": more, **described(reader, [*iris, *articles], base)}


def _named(reader: Reader, hits: Iterable[Hit]) -> Iterator[Found]:
    found: dict[str, str] = {}
    for hit in hits:
        found.setdefault(reader.info.base + hit.iri, hit.text)
    classes: dict[str, str] = {}
    for row in rows(reader, "classes", nodes(found)):
        classes.setdefault(row["x"].value, row["class"].value)
    yield from ((classes[iri], iri, label) for iri, label in found.items() if iri in classes)


def _few(reader: Reader, words: str) -> Iterator[Found]:
    plain = words.replace('"', "").removesuffix("*").strip()
    for row in rows(reader, "few", [ox.Literal(plain)] if plain else []):
        yield row["class"].value, row["x"].value, row["label"].value


def _said(reader: Reader, hits: Iterable[Hit]) -> Iterator[Found]:
    """Articles by their titles, and the sentences of their texts."""
    base = reader.info.base
    for hit in hits:
        if hit.part == "title":
            yield f"{PREFIXES['bi']}Article", f"{base}{ARTICLE}{hit.of}", hit.text
        else:
            yield f"{PREFIXES['bi']}Evidence", base + hit.iri, hit.text
