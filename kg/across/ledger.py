"""The derived graph, kept up as articles come and go: only what they touch is worked out again.

A SQLite file beside the journal holds what was said, by whom, and which of it hangs together. All in it follows from
the records of the articles, so a ledger that is lost or of another version is made again from them. The same articles
give the same graph on every way to them.

    said     what an article may say of a thing; articles that say the same share it
    item     which article says it, and what is the article's own; `says` the other way about
    spot     the keys under which it is found, and under the IRIs that it uses
    part     what hangs together: which of it may be one
    thing    what of it is one, and all that it comes to
    voice    what is said of things themselves, and how many articles say it
    one      IRIs that are one with another, of persons and of articles with one text
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kg.across import descriptions, parts, sayings, tallies
from kg.across.descriptions import Descriptions
from kg.across.kinds import KINDS
from kg.across.parts import Parts
from kg.across.records import Record, read
from kg.databases import looked_up, transaction

_SCHEMA = """
CREATE TABLE note (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE article (id INTEGER PRIMARY KEY, key TEXT, digest TEXT);
CREATE UNIQUE INDEX article_key ON article (key, digest);
CREATE TABLE tally (key TEXT PRIMARY KEY, times INTEGER) WITHOUT ROWID;
CREATE TABLE change (line TEXT PRIMARY KEY, came INTEGER) WITHOUT ROWID;
"""
_WHOLE = 2**256
_CACHE = 65_536
"""Kilobytes of the ledger that are kept in memory: keys are spread over all of it."""
AT_ONCE = 6_000
"""Articles that are taken in at once where a whole store is: a thousand of them take about 60 MB."""
_BULK = 0.3
"""Share of lines that changed from which on the whole graph is loaded again: bulk loading is that much quicker."""


@dataclass(kw_only=True)
class Changes:
    """The lines of the derived graph that went and that came."""

    gone: set[str] = field(default_factory=set)
    come: set[str] = field(default_factory=set)

    def swap(self, old: Iterable[str], new: Iterable[str]) -> None:
        """Note that `new` lines stand in place of `old` ones."""
        before, after = set(old), set(new)
        went, came = before - after, after - before
        self.gone |= went - self.come
        self.come -= went
        self.come |= came - self.gone
        self.gone -= came


class Ledger:
    """What is known across articles. `path` is a file or ":memory:"; `base` is the data base, ending in "/".

    `version` stands for the code that draws the conclusions: a ledger of another one begins anew.
    """

    def __init__(self, path: Path | str, *, base: str, version: str = "") -> None:
        self._base = base
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = NORMAL")
        self._db.execute(f"PRAGMA cache_size = -{_CACHE}")
        with transaction(self._db):
            self._prepare(version)

    def close(self) -> None:
        self._db.close()

    def articles(self) -> dict[str, str]:
        """The articles that it knows, by key, with the digests of their records."""
        return dict(self._db.execute("SELECT key, digest FROM article"))

    def sync(self, articles: Mapping[str, str], records: Callable[[Iterable[str]], Iterable[bytes]]) -> None:
        """Know just `articles`, digests of records by key; `records` gives the records of articles by their keys."""
        known = self.articles()
        gone = [key for key, digest in known.items() if articles.get(key) != digest]
        come = sorted(key for key, digest in articles.items() if known.get(key) != digest)
        if gone or come:
            self.update(map(read, records(come[:AT_ONCE])), gone)
        for at in range(AT_ONCE, len(come), AT_ONCE):
            self.update(map(read, records(come[at : at + AT_ONCE])))

    @staticmethod
    def read(record: bytes) -> Record:
        """A record as the store keeps it."""
        return read(record)

    def update(self, records: Iterable[Record], gone: Collection[str] = ()) -> None:
        """Take in `records` of articles that it does not know, and let go of the articles with the keys `gone`."""
        with transaction(self._db):
            changes, together = Changes(), Parts(self._db, self._base)
            left = self._dismiss(gone)
            new = self._admit(records)
            changes.swap(*Descriptions(self._db, self._base).update(new, left))
            touched = sayings.leave(self._db, left)
            moved: set[str] = set()
            for kind in KINDS:
                moved |= together.update(kind, new, touched[kind.name], moved)
            changes.swap(together.gone, together.come)
            self._count(together.counts, changes)
            self._note_changes(changes)

    @property
    def digest(self) -> str:
        """64 hexadecimal digits for the lines of the derived graph, in whatever order: the sum of their SHA-256."""
        return f"{int(self._noted('sum', '0'), 16):064x}"

    @property
    def count(self) -> int:
        """How many lines the derived graph has."""
        return int(self._noted("count", "0"))

    @property
    def whole(self) -> bool:
        """Whether the derived graph of the store is to be loaded anew, for too much of it has changed."""
        return self._noted("whole") == "yes"

    def pending(self) -> Changes:
        """What `update` changed since `settle` was called last; it may be applied to the graph more than once."""
        changes = Changes()
        for line, came in self._db.execute("SELECT line, came FROM change"):
            (changes.come if came else changes.gone).add(line)
        return changes

    def settle(self) -> None:
        """Note that the graph of the store is as `lines` has it."""
        with transaction(self._db):
            self._db.execute("DELETE FROM change")
            self._note("whole", "")

    def lines(self) -> Iterator[str]:
        """All lines of the derived graph, each once, in no order."""
        yield from Parts(self._db, self._base).lines()
        for key, times in self._db.execute("SELECT key, times FROM tally"):
            yield from tallies.lines(key, times, self._base)
        yield from Descriptions(self._db, self._base).lines()

    def _prepare(self, version: str) -> None:
        if self._db.execute("SELECT 1 FROM sqlite_master WHERE name = 'note'").fetchone():
            if self._noted("version", "") == version and self._noted("base", "") == self._base:
                return
            for (name,) in self._db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
                self._db.execute(f"DROP TABLE {name}")
        for statement in filter(str.strip, (_SCHEMA + descriptions.SCHEMA + sayings.SCHEMA + parts.SCHEMA).split(";")):
            self._db.execute(statement)
        self._note("version", version)
        self._note("base", self._base)
        self._note("whole", "yes")

    def _dismiss(self, gone: Collection[str]) -> list[int]:
        """Forget the articles with these keys; their numbers."""
        left = [number for (number,) in looked_up(self._db, "SELECT id FROM article WHERE key IN ({})", gone)]
        self._db.executemany("DELETE FROM article WHERE id = ?", ((number,) for number in left))
        return left

    def _admit(self, records: Iterable[Record]) -> dict[int, Record]:
        """Number articles."""
        free = 1 + self._db.execute("SELECT COALESCE(MAX(id), 0) FROM article").fetchone()[0]
        new = dict(enumerate(records, start=free))
        rows = ((number, record.key, record.digest) for number, record in new.items())
        self._db.executemany("INSERT INTO article VALUES (?, ?, ?)", rows)
        return new

    def _count(self, counts: Counter[str], changes: Changes) -> None:
        for key, times in counts.items():
            if times:
                found = self._db.execute("SELECT times FROM tally WHERE key = ?", (key,)).fetchone()
                before = found[0] if found else 0
                changes.swap(
                    tallies.lines(key, before, self._base), tallies.lines(key, before + times, self._base)
                )  # fmt: skip
                self._db.execute("REPLACE INTO tally VALUES (?, ?)", (key, before + times))
        self._db.execute("DELETE FROM tally WHERE times = 0")

    def _note_changes(self, changes: Changes) -> None:
        total = int(self._noted("sum", "0"), 16)
        total += sum(map(_digest, changes.come)) - sum(map(_digest, changes.gone))
        self._note("sum", f"{total % _WHOLE:x}")
        self._note("count", str(self.count + len(changes.come) - len(changes.gone)))
        waiting = int(self._db.execute("SELECT COUNT(*) FROM change").fetchone()[0])
        if self.whole or waiting + len(changes.gone) + len(changes.come) > _BULK * self.count:
            self._note("whole", "yes")
            self._db.execute("DELETE FROM change")
            return
        for lines, came in ((changes.gone, 0), (changes.come, 1)):
            self._db.executemany("REPLACE INTO change VALUES (?, ?)", ((line, came) for line in sorted(lines)))

    def _noted(self, name: str, default: str = "") -> str:
        found = self._db.execute("SELECT value FROM note WHERE name = ?", (name,)).fetchone()
        return str(found[0]) if found else default

    def _note(self, name: str, value: str) -> None:
        self._db.execute("REPLACE INTO note VALUES (?, ?)", (name, value))


def _digest(line: str) -> int:
    return int.from_bytes(hashlib.sha256(line.encode()).digest())


def derive(records: Iterable[Record], *, base: str) -> bytes:
    """The derived graph over all `records`, as sorted N-Quads lines: what a ledger of them comes to."""
    ledger = Ledger(":memory:", base=base)
    ledger.update(records)
    return "".join(sorted(ledger.lines())).encode()
