"""A torn journal: what can still be read of it goes into a new one, to be read again."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kg.store.journal import Journal
from kg.store.layout import Layout

_ARTICLES = "SELECT * FROM article WHERE state <> 'gone' ORDER BY key"


def journal(layout: Layout) -> int:
    """Put a new journal in place of the torn one, which stays as `journal.sqlite.torn`; how many articles it has.

    Graphs and conclusions go: which of them belong to a row that is lost, nobody knows.
    """
    torn = layout.journal.with_name(layout.journal.name + ".torn")
    for ending in ("", "-wal", "-shm"):
        old, kept = (path.with_name(path.name + ending) for path in (layout.journal, torn))
        kept.unlink(missing_ok=True)
        if old.exists():
            old.rename(kept)
    rows = list(_readable(torn))
    for lost in (layout.ledger, layout.words):
        for file in layout.root.glob(f"{lost.name}*"):
            file.unlink()
    shutil.rmtree(layout.primary, ignore_errors=True)
    made = Journal(layout.journal, write=True)
    try:
        return made.salvage(rows)
    finally:
        made.close()


def _readable(torn: Path) -> Iterator[tuple[Any, ...]]:
    """The rows of articles before the first torn page, and those after the last."""
    seen = set()
    for order in ("", " DESC"):
        try:
            connection = sqlite3.connect(torn)
        except sqlite3.DatabaseError:
            return
        try:
            for row in connection.execute(_ARTICLES + order):
                if row[0] not in seen:
                    seen.add(row[0])
                    yield row
        except sqlite3.DatabaseError:
            continue
        finally:
            connection.close()
