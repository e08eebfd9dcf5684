"""The graph at a glance: how much of what, of which years, from whom. A generation's glance never changes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kg.serve.views.asking import rows
from kg.serve.views.describing import labels
from kg.store import Reader


def read(reader: Reader, job: Mapping[str, Any]) -> dict[str, Any]:
    """Counts by kind, meetings by year, articles by outlet, the actors named most, and the store's own facts."""
    info = reader.info
    actors = [
        {"iri": row["actor"].value, "kind": row["kind"].value, "number": int(row["number"].value)}
        for row in rows(reader, "actors")
        if "actor" in row
    ]
    return {
        "counts": {row["kind"].value: int(row["number"].value) for row in rows(reader, "counts") if "kind" in row},
        "years": {row["year"].value: int(row["number"].value) for row in rows(reader, "years") if "year" in row},
        "outlets": [
            {"outlet": row["outlet"].value, "number": int(row["number"].value)}
            | {name: row[name].value for name in ("first", "last") if row[name].value.strip("~")}
            for row in rows(reader, "outlets")
            if "outlet" in row
        ],
        "actors": actors,
        "labels": labels(reader, [actor["iri"] for actor in actors]),
        "store": {
            "articles": info.articles,
            "facts": info.facts,
            "quads": info.quads,
            "reader": info.reader,
            "version": info.version,
        },
    }
