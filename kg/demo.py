"""The demonstration graph: the articles of `seeds/`, built into a store."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import StoreError, UsageError
from kg.model import Article
from kg.resources import folder

if TYPE_CHECKING:
    from kg.pipeline import Report


def build(store: Path) -> Report:
    """The store `store` with the demonstration articles in it.

    Raises UsageError where it holds others already: demonstration notes must not slip into somebody's own graph.
    """
    from kg.pipeline import build as build_store

    seeds = folder("seeds")
    others = sorted(_told_of(store) - _ids(seeds))
    if others:
        raise UsageError(
            f"a graph of your own stands here: '{others[0]}' and {len(others) - 1} more articles",
            where=str(store),
            then="Give the demonstration a place of its own: kg demo --store demo-graph.",
        )
    return build_store([seeds], store=store)


def _ids(seeds: Path) -> set[str]:
    from kg.sources import read

    return {article.id for article in read([seeds]) if isinstance(article, Article)}


def _told_of(store: Path) -> set[str]:
    """The ids of the articles in `store`; none where no build has ended yet."""
    from kg.queries import run
    from kg.store import open_reader

    try:
        with open_reader(store) as reader:
            table = run(reader, "SELECT ?id WHERE { ?article bi:articleId ?id }")
            return {str(value.value) for (value,) in table.rows if isinstance(value, ox.Literal)}
    except StoreError:
        # Missing, or of a build that was killed: the build that follows makes it, or says what is wrong with it.
        return set()
