"""Words -> the actors, places, agreements, articles and sentences that hold them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pyoxigraph as ox

from kg.serve.views.asking import rows
from kg.serve.views.describing import article_of, described
from kg.store import Reader

SHOWN = 100


def read(reader: Reader, job: Mapping[str, Any]) -> dict[str, Any]:
    """`job` has the `words`. A thing is told once, by the first class and name that match."""
    found: dict[str, dict[str, list[str]]] = {}
    for row in rows(reader, "search", [ox.Literal(job["words"])]):
        kind = found.setdefault(row["class"].value, {})
        kind.setdefault(row["x"].value, []).append(row["label"].value)
    base = reader.info.base
    groups: list[dict[str, Any]] = [
        {"class": name, "total": len(hits), "hits": [[iri, words[0]] for iri, words in list(hits.items())[:SHOWN]]}
        for name, hits in found.items()
    ]
    iris = [hit[0] for group in groups for hit in group["hits"]]
    articles = {article for iri in iris if (article := article_of(iri, base))}
    return {"groups": groups, **described(reader, [*iris, *articles], base)}
