"""SQLite as the store and the conclusions across articles use it."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any

AT_ONCE = 900
"""Values that one statement names: SQLite before 3.32 takes no more than 999."""


@contextmanager
def transaction(database: sqlite3.Connection) -> Iterator[None]:
    """All that is written inside stands after it, or nothing. `database` was opened with `isolation_level=None`."""
    database.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        database.rollback()
        raise
    database.execute("COMMIT")


def looked_up(database: sqlite3.Connection, sql: str, values: Collection[Any], *before: Any) -> Iterator[Any]:
    """The rows of `sql` for all `values`, which stand in place of its `{}`, some hundred at a time; others `before`."""
    left = sorted(values)
    for at in range(0, len(left), AT_ONCE):
        some = left[at : at + AT_ONCE]
        yield from database.execute(sql.format(", ".join("?" * len(some))), (*before, *some))
