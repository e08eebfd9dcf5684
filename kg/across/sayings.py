"""What articles say of one kind of things, and who says it: the tables `said`, `item` and `spot` of a ledger.

A saying is known by its mark, a number that follows from its words alone, so what is said again need not be looked
for. All that is looked up is looked up for many at a time.
"""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property

from kg.across.kinds import KINDS, Kind
from kg.across.records import Record
from kg.databases import looked_up

SCHEMA = """
CREATE TABLE said (id INTEGER PRIMARY KEY, kind TEXT, data TEXT, part INTEGER);
CREATE INDEX said_part ON said (part);
CREATE TABLE item (said INTEGER, data TEXT, article TEXT, PRIMARY KEY (said, data, article)) WITHOUT ROWID;
CREATE INDEX item_article ON item (article);
CREATE TABLE spot (key INTEGER, said INTEGER, PRIMARY KEY (key, said)) WITHOUT ROWID;
"""


class Saying:
    """One saying of a kind, with the keys that it is found by, each worked out once."""

    def __init__(self, kind: Kind, data: str) -> None:
        self.data = data
        self.told = kind.parse(data)
        self._kind = kind

    @cached_property
    def stands(self) -> frozenset[int]:
        """The keys under which it is found."""
        return frozenset(_key(self._kind, key) for key in self._kind.stands(self.told))

    @cached_property
    def seeks(self) -> frozenset[int]:
        """The keys under which those stand that it may fit."""
        return frozenset(_key(self._kind, key) for key in self._kind.seeks(self.told))

    @property
    def spots(self) -> frozenset[int]:
        """`stands`, and a key for each IRI that it uses."""
        return self.stands | {_key(self._kind, f"uses {iri}") for iri in self._kind.uses(self.told)}


class Sayings:
    """The sayings of one kind, for one update."""

    def __init__(self, database: sqlite3.Connection, kind: Kind) -> None:
        self._db = database
        self._kind = kind
        self._part: dict[int, int] = {}

    def hear(self, records: Iterable[Record]) -> dict[int, str]:
        """Write down which articles say what; the sayings by mark, whether or not somebody said them before."""
        heard: dict[int, str] = {}
        items: list[tuple[int, str, str]] = []
        for record in records:
            for data, own in self._kind.items(record):
                number = _mark(self._kind, data)
                heard[number] = data
                items.append((number, own, record.key))
        self._db.executemany("INSERT OR IGNORE INTO item VALUES (?, ?, ?)", items)
        return heard

    def parts(self, numbers: Collection[int]) -> dict[int, int]:
        """The parts of those of these that are sayings of the kind and known."""
        sql = "SELECT id, part FROM said WHERE kind = ? AND id IN ({})"
        return dict(looked_up(self._db, sql, numbers, self._kind.name))

    def of_parts(self, parts: Collection[int]) -> dict[int, Saying]:
        """All sayings of these parts."""
        found: dict[int, Saying] = {}
        for number, part, data in looked_up(self._db, "SELECT id, part, data FROM said WHERE part IN ({})", parts):
            found[number], self._part[number] = Saying(self._kind, data), part
        return found

    def items(self, numbers: Collection[int]) -> dict[int, dict[str, int]]:
        """For each saying that an article still says what is the articles' own, and how many have it so."""
        found: dict[int, dict[str, int]] = defaultdict(dict)
        sql = "SELECT said, data, COUNT(*) FROM item WHERE said IN ({}) GROUP BY said, data"
        for number, own, articles in looked_up(self._db, sql, numbers):
            found[number][own] = articles
        return found

    def using(self, moved: Collection[str]) -> set[int]:
        """The sayings that name one of the IRIs, or stand in one of the articles, that `moved`."""
        articles = [iri.removeprefix("article/") for iri in moved if iri.startswith("article/")]
        named = [_key(self._kind, f"uses {iri}") for iri in moved if not iri.startswith("article/")]
        sql = "SELECT said FROM item JOIN said ON said.id = item.said WHERE kind = ? AND article IN ({})"
        found = {number for (number,) in looked_up(self._db, sql, articles, self._kind.name)}
        return found | {number for (number,) in looked_up(self._db, "SELECT said FROM spot WHERE key IN ({})", named)}

    def beside(self, new: Mapping[int, Saying]) -> Iterator[tuple[int, str, set[int]]]:
        """What may fit one of the `new` sayings: its part, its data, and which of the new ones seek it."""
        seeking: dict[int, list[int]] = defaultdict(list)
        for number, saying in new.items():
            for key in saying.seeks:
                seeking[key].append(number)
        found: dict[int, set[int]] = defaultdict(set)
        for key, number in looked_up(self._db, "SELECT key, said FROM spot WHERE key IN ({})", seeking):
            found[number].update(seeking[key])
        sql = "SELECT id, part, data FROM said WHERE kind = ? AND id IN ({})"
        for number, part, data in looked_up(self._db, sql, found, self._kind.name):
            yield part, data, found[number]

    def keep(self, new: Mapping[int, Saying], part: Mapping[int, int]) -> None:
        """Write down sayings that nobody said before, with what they are found by, and the parts of all."""
        rows = ((number, self._kind.name, saying.data, part[number]) for number, saying in sorted(new.items()))
        self._db.executemany("INSERT INTO said VALUES (?, ?, ?, ?)", rows)
        spots = sorted((key, number) for number, saying in new.items() for key in saying.spots)
        self._db.executemany("INSERT INTO spot VALUES (?, ?)", spots)
        old = ((of, number) for number, of in part.items() if number not in new and of != self._part[number])
        self._db.executemany("UPDATE said SET part = ? WHERE id = ?", old)

    def forget(self, dead: Mapping[int, Saying]) -> None:
        """Sayings that no article says any more go, with what they were found by."""
        self._db.executemany("DELETE FROM said WHERE id = ?", ((number,) for number in dead))
        spots = ((key, number) for number, saying in dead.items() for key in saying.spots)
        self._db.executemany("DELETE FROM spot WHERE key = ? AND said = ?", spots)


def leave(database: sqlite3.Connection, articles: Collection[str]) -> dict[str, set[int]]:
    """Forget what the articles said; the sayings that it touches, by kind."""
    touched: dict[str, set[int]] = {kind.name: set() for kind in KINDS}
    sql = "SELECT kind, said FROM item JOIN said ON said.id = item.said WHERE article IN ({})"
    for kind, number in looked_up(database, sql, articles):
        touched[kind].add(number)
    database.executemany("DELETE FROM item WHERE article = ?", ((key,) for key in articles))
    return touched


def _mark(kind: Kind, data: str) -> int:
    """The number of a saying: 64 bits, of which two of a million sayings share one in a chance of 1 to 10^7."""
    told = hashlib.blake2b(f"{kind.name} {data}".encode(), digest_size=8)
    return int.from_bytes(told.digest(), signed=True)


def _key(kind: Kind, key: str) -> int:
    """A key as a number. Others may share it, so what is found by it is looked at before it is believed."""
    return zlib.crc32(f"{kind.name} {key}".encode())
