"""A finished store as the source of another one: its articles with their graphs as they are."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox

from kg.errors import StoreError
from kg.model import Article, SetAside
from kg.store import generations
from kg.store.generations import Generation
from kg.store.graph import nquads, store_errors
from kg.store.journal import Journal, Row
from kg.store.layout import require, settings
from kg.store.lock import hold


class Shard:
    """A store that is not written while it is read here. Made by `open_shard`."""

    def __init__(self, path: Path, generation: Generation, quads: ox.Store, journal: Journal) -> None:
        self.path = path
        self.generation = generation
        self._quads = quads
        self._journal = journal
        self.rows = {row.key: row for row in sorted(journal.rows(), key=lambda row: row.id)}

    def articles(self) -> Iterator[Article | SetAside]:
        """The articles by id, those included that their reader failed on, then what was set aside."""
        for key in self.rows:
            article = self._journal.article(key)
            if article is not None:
                yield article
        yield from self._journal.all_set_aside()

    def row(self, article: Article) -> Row | None:
        return self.rows.get(article.key)

    def graph(self, article: Article) -> bytes:
        """The article's graph as sorted N-Quads lines."""
        name = ox.NamedNode(f"{self.generation.base}article/{article.key}")
        with store_errors(self.path):
            lines = nquads(self._quads.quads_for_pattern(None, None, None, name)).splitlines(keepends=True)
        return b"".join(sorted(lines))

    def record(self, article: Article) -> bytes:
        """What conclusions across articles are drawn from, of an article that was read."""
        [record] = self._journal.records([article.key])
        return record


@contextmanager
def open_shard(path: Path, *, lock_timeout: float = 0.0) -> Iterator[Shard]:
    """Open the store at `path` to take its articles over; raises StoreError when its last build did not end."""
    layout = require(Path(path))
    settings(layout)
    with hold(layout.lock, timeout=lock_timeout):
        with store_errors(layout.root):
            found = generations.current(layout)
            journal = Journal(layout.journal, write=False)
            if found is None or journal.unpublished:
                journal.close()
                raise StoreError(
                    "The last build of the store did not end", where=str(layout.root), then="Run it again, then merge."
                )
            folder, generation = found
            shard = Shard(layout.root, generation, ox.Store.read_only(str(generations.quads(folder))), journal)
        try:
            yield shard
        finally:
            journal.close()
