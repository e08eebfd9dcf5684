"""An article's key or its source's id -> its text and the facts it tells, each with the runs of text that say so."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pyoxigraph as ox

from kg.serve.views import things
from kg.serve.views.asking import rows
from kg.serve.views.describing import ARTICLE, described, nodes
from kg.store import PREFIXES, Reader


def read(reader: Reader, job: Mapping[str, Any]) -> dict[str, Any]:
    """`job` has the `key`, or an id in its place. Of an article that is not there, `article` is None.

    Text travels as JSON, so its offsets stay those of the article: code points.
    """
    base = reader.info.base
    iri = _article(reader, job["key"])
    article = reader.article(iri.removeprefix(base + ARTICLE)) if iri else None
    if article is None:
        return {"article": None}
    facts = [row["fact"].value for row in rows(reader, "facts", nodes([iri]))]
    told = sorted((thing for thing in things.read(reader, facts) if thing["evidence"]), key=_place)
    holders = things.read(reader, [term[1] for thing in told for term in _participations(thing)])
    return {
        "article": {
            "iri": iri,
            "key": article.key,
            "id": article.id,
            "text": article.text,
            "title": article.title,
            "date": article.date.isoformat() if article.date else None,
            "outlet": article.outlet,
            "url": article.url,
            "digest": article.text_digest,
        },
        "facts": told,
        "parts": holders,
        **described(reader, things.iris_in([*told, *holders]), base),
    }


def _article(reader: Reader, name: str) -> str:
    """The IRI of the article of this key, else of this id; "" if there is none."""
    iri = f"{reader.info.base}{ARTICLE}{name}"
    if things.is_node(iri) and reader.has_graph(iri):
        return iri
    found: list[str] = [row["article"].value for row in rows(reader, "identified", [ox.Literal(name)])]
    return found[0] if found else ""


def _participations(thing: things.Thing) -> list[Any]:
    found: list[Any] = thing["properties"].get(f"{PREFIXES['bi']}hasParticipation", [])
    return found


def _place(thing: things.Thing) -> tuple[Any, ...]:
    first = thing["evidence"][0]
    return (first["part"] != "title", first["begin"], first["end"], thing["iri"])
