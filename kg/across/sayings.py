"""What articles say of one kind of things, and who says it: tables of a ledger.

Sayings are numbered as they come. What is said again is found by its mark, a number that follows from its words, and
the words are compared. All that is looked up is looked up for many at a time.
"""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import count

from kg.across.kinds import KINDS, Kind
from kg.across.packing import pack, unpack
from kg.across.records import Record
from kg.databases import looked_up

SCHEMA = """
CREATE TABLE said (id INTEGER PRIMARY KEY, kind TEXT, data TEXT, part INTEGER, mark INTEGER);
CREATE INDEX said_mark ON said (mark);
CREATE INDEX said_part ON said (part);
CREATE TABLE item (
  said INTEGER, article INTEGER, data TEXT, PRIMARY KEY (said, article, data)
) WITHOUT ROWID;
CREATE TABLE says (article INTEGER, kind TEXT, said TEXT, PRIMARY KEY (article, kind)) WITHOUT ROWID;
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
        return self._keys(self._kind.stands(self.told))

    @cached_property
    def seeks(self) -> frozenset[int]:
        """The keys under which those stand that it may fit."""
        return self._keys(self._kind.seeks(self.told))

    @property
    def spots(self) -> frozenset[int]:
        """`stands`, and a key for each IRI that it uses."""
        return self.stands | self._keys(f"uses {iri}" for iri in self._kind.uses(self.told))

    def _keys(self, keys: Iterable[str]) -> frozenset[int]:
        begin = zlib.crc32(f"{self._kind.name} ".encode())
        return frozenset(_key(begin, key) for key in keys)


class Sayings:
    """The sayings of one kind, for one update."""

    def __init__(self, database: sqlite3.Connection, kind: Kind) -> None:
        self._db = database
        self._kind = kind

    def hear(self, records: Mapping[int, Record]) -> tuple[dict[int, Saying], set[int]]:
        """Write down which articles, by number, say what: the sayings that nobody said before, and which of the
        others are said again."""
        items = [(article, data, own) for article, record in records.items() for data, own in self._kind.items(record)]
        known = self._known({data for _, data, _ in items})
        free = count(1 + self._db.execute("SELECT COALESCE(MAX(id), 0) FROM said").fetchone()[0])
        new: dict[str, int] = {}
        said: dict[int, set[int]] = defaultdict(set)
        rows: list[tuple[int, int, str]] = []
        for article, data, own in items:
            number = known.get(data) or new.get(data)
            if number is None:
                number = new[data] = next(free)
            said[article].add(number)
            rows.append((number, article, own))
        rows.sort()
        self._db.executemany("INSERT OR IGNORE INTO item VALUES (?, ?, ?)", rows)
        told = ((article, self._kind.name, pack(sorted(numbers))) for article, numbers in said.items())
        self._db.executemany("INSERT INTO says VALUES (?, ?, ?)", told)
        return {number: Saying(self._kind, data) for data, number in new.items()}, set(known.values())

    def _known(self, sayings: Collection[str]) -> dict[str, int]:
        """The numbers of those of these that somebody said before. Others may share a mark: the words decide."""
        marks = [_mark(self._kind, data) for data in sayings]
        sql = "SELECT data, id FROM said WHERE kind = ? AND mark IN ({})"
        return {data: number for data, number in looked_up(self._db, sql, marks, self._kind.name) if data in sayings}

    def parts(self, numbers: Collection[int]) -> set[int]:
        """The parts of these sayings."""
        return {part for (part,) in looked_up(self._db, "SELECT part FROM said WHERE id IN ({})", numbers)}

    def of_parts(self, parts: Collection[int]) -> dict[int, int]:
        """All sayings of these parts, each with its part."""
        return dict(looked_up(self._db, "SELECT id, part FROM said WHERE part IN ({})", parts))

    def read(self, numbers: Collection[int]) -> dict[int, Saying]:
        """These sayings by number."""
        sql = "SELECT id, data FROM said WHERE id IN ({})"
        return {number: Saying(self._kind, data) for number, data in looked_up(self._db, sql, numbers)}

    def items(self, numbers: Collection[int]) -> dict[int, dict[str, int]]:
        """For each saying what is the articles' own, and how many have it so."""
        found: dict[int, dict[str, int]] = defaultdict(dict)
        sql = "SELECT said, data, COUNT(*) FROM item WHERE said IN ({}) GROUP BY said, data"
        for number, own, articles in looked_up(self._db, sql, numbers):
            found[number][own] = articles
        return found

    def silent(self, numbers: Collection[int]) -> set[int]:
        """Those of these that no article says any more."""
        sql = "SELECT DISTINCT said FROM item WHERE said IN ({})"
        return set(numbers) - {number for (number,) in looked_up(self._db, sql, numbers)}

    def using(self, moved: Collection[str]) -> set[int]:
        """The sayings that name one of the IRIs, or stand in one of the articles, that `moved`."""
        articles = [iri.removeprefix("article/") for iri in moved if iri.startswith("article/")]
        sql = "SELECT said FROM says JOIN article ON id = article WHERE kind = ? AND key IN ({})"
        found = {
            number for (said,) in looked_up(self._db, sql, articles, self._kind.name) for number in unpack(said)
        }  # fmt: skip
        begin = zlib.crc32(f"{self._kind.name} ".encode())
        named = [_key(begin, f"uses {iri}") for iri in moved if not iri.startswith("article/")]
        keyed = {number for (number,) in looked_up(self._db, "SELECT said FROM spot WHERE key IN ({})", named)}
        sql = "SELECT id FROM said WHERE kind = ? AND id IN ({})"
        return found | {number for (number,) in looked_up(self._db, sql, keyed, self._kind.name)}

    def beside(self, new: Mapping[int, Saying]) -> Iterator[tuple[int, int, Saying, set[int]]]:
        """What may fit one of the `new` sayings: its number and part, itself, and which of the new ones seek it."""
        seeking: dict[int, list[int]] = defaultdict(list)
        for number, saying in new.items():
            for key in saying.seeks:
                seeking[key].append(number)
        found: dict[int, set[int]] = defaultdict(set)
        for key, number in looked_up(self._db, "SELECT key, said FROM spot WHERE key IN ({})", seeking):
            found[number].update(seeking[key])
        sql = "SELECT id, part, data FROM said WHERE kind = ? AND id IN ({})"
        for number, part, data in looked_up(self._db, sql, found, self._kind.name):
            yield number, part, Saying(self._kind, data), found[number]

    def keep(self, new: Mapping[int, Saying], part: Mapping[int, int]) -> None:
        """Write down sayings that nobody said before, each with its part, and what they are found by."""
        rows = (
            (number, self._kind.name, saying.data, part[number], _mark(self._kind, saying.data))
            for number, saying in new.items()
        )
        self._db.executemany("INSERT INTO said VALUES (?, ?, ?, ?, ?)", rows)
        spots = sorted((key, number) for number, saying in new.items() for key in saying.spots)
        self._db.executemany("INSERT INTO spot VALUES (?, ?)", spots)

    def move(self, parts: Iterable[tuple[int, int]]) -> None:
        """Note for sayings by number that they are of another part now."""
        self._db.executemany("UPDATE said SET part = ? WHERE id = ?", ((part, number) for number, part in parts))

    def forget(self, dead: Mapping[int, Saying]) -> None:
        """Sayings that no article says any more go, with what they were found by."""
        self._db.executemany("DELETE FROM said WHERE id = ?", ((number,) for number in dead))
        spots = ((key, number) for number, saying in dead.items() for key in saying.spots)
        self._db.executemany("DELETE FROM spot WHERE key = ? AND said = ?", spots)


def leave(database: sqlite3.Connection, articles: Collection[int]) -> dict[str, set[int]]:
    """Forget what the articles, by number, said; the sayings that it touches, by kind."""
    touched: dict[str, set[int]] = {kind.name: set() for kind in KINDS}
    sql = "SELECT article, kind, said FROM says WHERE article IN ({})"
    for article, kind, said in list(looked_up(database, sql, articles)):
        numbers = unpack(said)
        touched[kind].update(numbers)
        pairs = ((number, article) for number in numbers)
        database.executemany("DELETE FROM item WHERE said = ? AND article = ?", pairs)
    database.executemany("DELETE FROM says WHERE article = ?", ((article,) for article in articles))
    return touched


def _mark(kind: Kind, data: str) -> int:
    """The mark of a saying: 64 bits of its words."""
    told = hashlib.blake2b(f"{kind.name} {data}".encode(), digest_size=8)
    return int.from_bytes(told.digest(), signed=True)


def _key(begin: int, key: str) -> int:
    """A key as a number that goes on from `begin`. Others may share it: what is found is looked at, then believed."""
    return zlib.crc32(key.encode(), begin)
