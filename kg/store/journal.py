"""The journal: a row for each article, with its text, and for each piece of input that was set aside.

The journal, not the graph, says what has been read. Before a batch touches a graph, the keys of all graphs it will
touch are written down as pending; after it, the rows are written and the keys forgotten in one transaction. So what a
killed process left half-done is known when the store is opened again.
"""

from __future__ import annotations

import hashlib
import os
import re
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal, overload

from kg.databases import transaction
from kg.model import Article, SetAside

_NO_SQL_TEXT = re.compile("[\0\ud800-\udfff]")

State = Literal["read", "failed", "stale", "gone"]
"""`failed`: its reader raised, it has no graph. `stale`: its graph was lost half-way and is to be read again from the
text kept here. `gone`: replaced or dropped, kept while a generation shows it."""

SCHEMA = """
CREATE TABLE article (
  key TEXT PRIMARY KEY, id TEXT NOT NULL, place TEXT NOT NULL, date TEXT, title TEXT, outlet TEXT, url TEXT,
  text TEXT NOT NULL, state TEXT NOT NULL, reader TEXT NOT NULL, version TEXT NOT NULL, rules TEXT NOT NULL,
  facts INTEGER NOT NULL, quads INTEGER NOT NULL, error TEXT, gone_in INTEGER
) WITHOUT ROWID;
CREATE UNIQUE INDEX article_live ON article (id) WHERE state <> 'gone';
CREATE INDEX article_state ON article (state, key, id, date, rules, facts, quads, error);
CREATE INDEX article_gone ON article (gone_in) WHERE state = 'gone';
CREATE TABLE told (
  key TEXT PRIMARY KEY, digest TEXT NOT NULL, record BLOB NOT NULL, record_digest TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE set_aside (place TEXT, reason TEXT, id TEXT, PRIMARY KEY (place, reason)) WITHOUT ROWID;
CREATE TABLE pending (key TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE note (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
PRAGMA user_version = 1;
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """What the journal knows of an article. `rules` stands for all that made its graph from its text."""

    id: str
    key: str
    date: date | None
    state: State
    rules: str
    facts: int = 0
    quads: int = 0
    error: str | None = None


class Journal:
    """`journal.sqlite`, opened for writing (under the store's lock) or for reading beside a writer."""

    def __init__(self, path: Path, *, write: bool) -> None:
        self.path = path
        self._db = _for_writing(path) if write else for_reading(path)
        self.new = write and self._db.execute("PRAGMA user_version").fetchone()[0] == 0
        if self.new:
            self._db.executescript(f"BEGIN;{SCHEMA}COMMIT;")

    def close(self) -> None:
        self._db.close()

    def transaction(self) -> AbstractContextManager[None]:
        """All that is written inside stands after it, or nothing."""
        return transaction(self._db)

    def rows(self) -> Iterator[Row]:
        """The rows of all articles that are in the store or failed, in no order; read from an index, without texts."""
        columns = "id, key, date, state, rules, facts, quads, error"
        for id_, key, day, state, rules, facts, quads, error in self._db.execute(
            f"SELECT {columns} FROM article WHERE state IN ('read', 'failed', 'stale')"
        ):
            when = date.fromisoformat(day) if day else None
            known = {"rules": rules, "facts": facts, "quads": quads}
            yield Row(id=_decoded(id_), key=key, date=when, state=state, error=_decoded(error), **known)

    def article(self, key: str) -> Article | None:
        """The article with this key, also one that only an older generation shows."""
        columns = "id, text, title, date, outlet, url, place"
        found = self._db.execute(f"SELECT {columns} FROM article WHERE key = ?", (key,)).fetchone()
        if found is None:
            return None
        id_, text, title, day, outlet, url, place = found
        when = date.fromisoformat(day) if day else None
        return Article(
            id=_decoded(id_),
            text=_decoded(text),
            title=_decoded(title),
            date=when,
            outlet=_decoded(outlet),
            url=_decoded(url),
            where=_decoded(place),
        )

    def write(self, article: Article, row: Row, *, reader: str, version: str) -> None:
        day = article.date.isoformat() if article.date else None
        values = (
            row.key, _encoded(article.id), _encoded(article.where), day, _encoded(article.title),
            _encoded(article.outlet), _encoded(article.url), _encoded(article.text),
            row.state, reader, version, row.rules, row.facts, row.quads, _encoded(row.error),
        )  # fmt: skip
        self._db.execute(f"REPLACE INTO article VALUES ({'?, ' * len(values)}NULL)", values)
        self._db.execute("DELETE FROM set_aside WHERE place = ?", (_encoded(article.where),))

    def tell(self, key: str, digest: str, record: bytes) -> None:
        """Keep the digest of an article's graph, and the record that conclusions across articles are drawn from."""
        values = (key, digest, zlib.compress(record, 1), hashlib.sha256(record).hexdigest())
        self._db.execute("REPLACE INTO told VALUES (?, ?, ?, ?)", values)

    def digests(self) -> dict[str, str]:
        """The digest of the graph of each article in the store, by key."""
        sql = "SELECT key, digest FROM told JOIN article USING (key) WHERE state = 'read'"
        return dict(self._db.execute(sql))

    def record_digests(self) -> dict[str, str]:
        """64 hexadecimal digits for the record of each article in the store, by key."""
        sql = "SELECT key, record_digest FROM told JOIN article USING (key) WHERE state = 'read'"
        return dict(self._db.execute(sql))

    def records(self, keys: Iterable[str]) -> Iterator[bytes]:
        """The records of the articles with these keys."""
        for key in keys:
            [(packed,)] = self._db.execute("SELECT record FROM told WHERE key = ?", (key,)).fetchall()
            yield zlib.decompress(packed)

    def retire(self, key: str, gone_in: int) -> None:
        """The article is no longer in the store from generation `gone_in` on."""
        self._db.execute("DELETE FROM told WHERE key = ?", (key,))
        self._db.execute("UPDATE article SET state = 'gone', gone_in = ? WHERE key = ?", (gone_in, key))

    def gone(self) -> set[str]:
        """The ids and keys of articles that are no longer in the store, though a generation may show them."""
        rows = self._db.execute("SELECT id, key FROM article WHERE state = 'gone'")
        return {name for id_, key in rows for name in (_decoded(id_), key)}

    def forget(self, oldest: int) -> None:
        """Delete articles that no generation from `oldest` on shows."""
        self._db.execute("DELETE FROM article WHERE state = 'gone' AND gone_in <= ?", (oldest,))

    def stale(self, key: str) -> None:
        self._db.execute("UPDATE article SET state = 'stale' WHERE key = ? AND state = 'read'", (key,))

    def salvage(self, rows: Iterable[tuple[Any, ...]]) -> int:
        """Take over rows of a torn journal as articles that are to be read again, if they are whole; how many."""
        number = 0
        with self.transaction():
            for row in rows:
                state = "stale" if row[8] == "read" else row[8]
                marks = ", ".join("?" * len(row))
                self._db.execute(f"INSERT OR REPLACE INTO article VALUES ({marks})", (*row[:8], state, *row[9:]))
                article = self.article(row[0])
                if article is None or article.key != row[0]:  # the key is a digest of all that must be right
                    self._db.execute("DELETE FROM article WHERE key = ?", (row[0],))
                else:
                    number += 1
            self.mark_unpublished(True)
        return number

    def pend(self, keys: Iterable[str]) -> None:
        self._db.executemany("INSERT OR IGNORE INTO pending VALUES (?)", ((key,) for key in keys))

    def pending(self) -> list[str]:
        return [key for (key,) in self._db.execute("SELECT key FROM pending ORDER BY key")]

    def settle(self) -> None:
        """Nothing is pending any more."""
        self._db.execute("DELETE FROM pending")

    def set_aside(self, item: SetAside) -> None:
        told = map(_encoded, (item.where, item.reason, item.id))
        self._db.execute("REPLACE INTO set_aside VALUES (?, ?, ?)", tuple(told))

    def all_set_aside(self) -> Iterator[SetAside]:
        for place, reason, id_ in self._db.execute("SELECT place, reason, id FROM set_aside ORDER BY place, reason"):
            yield SetAside(where=_decoded(place), reason=_decoded(reason), id=_decoded(id_))

    @property
    def unpublished(self) -> bool:
        """Something was written since the last generation."""
        return self._db.execute("SELECT 1 FROM note WHERE name = 'unpublished'").fetchone() is not None

    def mark_unpublished(self, value: bool) -> None:
        if value:
            self._db.execute("INSERT OR IGNORE INTO note VALUES ('unpublished', '')")
        else:
            self._db.execute("DELETE FROM note WHERE name = 'unpublished'")


def is_new(path: Path) -> bool:
    """Whether the file holds no journal yet: none was made, or a power cut left it empty."""
    with closing(for_reading(path)) as database:
        return bool(database.execute("PRAGMA user_version").fetchone()[0] == 0)


def _encoded(text: str | None) -> str | bytes | None:
    """SQLite takes no lone surrogates, and cuts at NUL in some of its functions: such a text is kept as bytes."""
    if text is None:
        return None
    if _NO_SQL_TEXT.search(text):
        return text.encode("utf-8", "surrogatepass")
    return text


@overload
def _decoded(value: str | bytes) -> str: ...
@overload
def _decoded(value: None) -> None: ...
def _decoded(value: str | bytes | None) -> str | None:
    return value.decode("utf-8", "surrogatepass") if isinstance(value, bytes) else value


def _for_writing(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(path, isolation_level=None, timeout=30)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = FULL")
    return database


def for_reading(path: Path) -> sqlite3.Connection:
    """Beside a writer, or on a medium that cannot be written, where SQLite must be told that nobody else writes."""
    address = path.resolve().as_uri() + "?mode=ro"
    if not os.access(path.parent, os.W_OK, effective_ids=True) and not path.with_name(path.name + "-wal").exists():
        address += "&immutable=1"
    return sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False)
