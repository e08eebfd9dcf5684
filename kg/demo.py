"""The demonstration graph: the articles of `seeds/`, built into a store."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import UsageError
from kg.model import Article
from kg.resources import folder

if TYPE_CHECKING:
    from kg.pipeline import Report


def build(store: Path) -> Report:
    """The store `store` with the demonstration articles in it.

    Raises UsageError where it holds others already: demonstration notes must not slip into somebody's own graph.
    """
    from kg.pipeline import build as build_store
    from kg.sources import read
    from kg.store import open_reader

    seeds = folder("seeds")
    if store.exists() and any(store.iterdir()):
        ours = {article.id for article in read([seeds]) if isinstance(article, Article)}
        with open_reader(store) as reader:
            rows = reader.query("SELECT ?id WHERE { ?article bi:articleId ?id }")
            others = sorted({row["id"].value for row in rows} - ours)
        if others:
            raise UsageError(
                f"a graph of your own stands here, with '{others[0]}' and {len(others) - 1} more articles",
                where=str(store),
                then="Give the demonstration a place of its own: kg demo --store demo-graph.",
            )
    return build_store([seeds], store=store)
