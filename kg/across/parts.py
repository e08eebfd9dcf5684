"""Sayings that hang together -> what they come to, worked out again where one came or went."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import combinations
from typing import Any

from kg.across.clusters import connected, groups
from kg.across.kinds import KINDS, Kind
from kg.across.records import Record
from kg.across.telling import Told

_SAME = 9
"""The link of sayings on one IRI: surer than any other."""


class Parts:
    """The tables `said`, `item`, `spot`, `part` and `one` of a ledger, for one update.

    `old` and `new` are the lines that the parts touched came to before and come to now, `counts` the difference in
    their tallies.
    """

    def __init__(self, database: sqlite3.Connection, base: str) -> None:
        self._db = database
        self._base = base
        self.old: set[str] = set()
        self.new: set[str] = set()
        self.counts: Counter[str] = Counter()
        self._one = dict(database.execute("SELECT member, name FROM one"))

    def lines(self) -> Iterator[str]:
        for (told,) in self._db.execute("SELECT told FROM part"):
            yield from _unpacked(told).lines

    def leave(self, articles: Collection[str]) -> dict[str, set[int]]:
        """Forget what the articles said; the sayings that it touches, by kind."""
        touched: dict[str, set[int]] = {kind.name: set() for kind in KINDS}
        for key in articles:
            for number, kind in self._db.execute(
                "SELECT said, kind FROM item JOIN said ON said.id = item.said WHERE article = ?", (key,)
            ):
                touched[kind].add(number)
            self._db.execute("DELETE FROM item WHERE article = ?", (key,))
        return touched

    def update(self, kind: Kind, records: Iterable[Record], touched: set[int], moved: Collection[str]) -> set[str]:
        """Work out again what `records`, the sayings `touched` and the IRIs `moved` change; the IRIs that move."""
        new = self._take(kind, records, touched)
        touched |= self._using(kind, moved)
        dead = {number for number in touched if not self._items(number)}
        parsed = {number: self._parsed(kind, number) for number in touched}
        dirty = {part for number in touched - new if (part := self._part(number)) is not None}
        dirty |= self._beside(kind, new, parsed)
        for part in dirty:
            for number, data in self._db.execute("SELECT id, data FROM said WHERE part = ?", (part,)):
                parsed.setdefault(number, kind.parse(data))
        for number in dead:
            del parsed[number]
            self._db.execute("DELETE FROM said WHERE id = ?", (number,))
            self._db.execute("DELETE FROM spot WHERE said = ?", (number,))
        before = self._drop(dirty)
        return self._make(kind, parsed, before)

    def _take(self, kind: Kind, records: Iterable[Record], touched: set[int]) -> set[int]:
        """Write down what `records` say, adding the sayings to `touched`; those that nobody said before."""
        new: set[int] = set()
        for record in records:
            for data, own in kind.items(record):
                sql = "SELECT id FROM said WHERE kind = ? AND data = ?"
                found = self._db.execute(sql, (kind.name, data)).fetchone()
                number = int(found[0]) if found else self._add(kind, data)
                if not found:
                    new.add(number)
                touched.add(number)
                self._db.execute("INSERT OR IGNORE INTO item VALUES (?, ?, ?)", (number, record.key, own))
        return new

    def _add(self, kind: Kind, data: str) -> int:
        """Write down a saying that is new, with what it is found by."""
        number = self._insert("INSERT INTO said (kind, data) VALUES (?, ?)", (kind.name, data))
        said = kind.parse(data)
        keys = {f"{kind.name} {key}" for key in kind.stands(said)} | {f"uses {iri}" for iri in kind.uses(said)}
        self._db.executemany("INSERT INTO spot VALUES (?, ?)", ((key, number) for key in keys))
        return number

    def _insert(self, sql: str, values: tuple[object, ...]) -> int:
        number = self._db.execute(sql, values).lastrowid
        assert number is not None, "SQLite numbers each row that it takes in"
        return number

    def _using(self, kind: Kind, moved: Collection[str]) -> set[int]:
        """The sayings of a kind that name one of the IRIs, or stand in one of the articles."""
        found: set[int] = set()
        for iri in moved:
            key = iri.removeprefix("article/")
            sql = "SELECT said FROM spot WHERE key = ?" if key == iri else "SELECT said FROM item WHERE article = ?"
            value = f"uses {iri}" if key == iri else key
            found |= {number for (number,) in self._db.execute(sql, (value,))}
        sql = "SELECT 1 FROM said WHERE id = ? AND kind = ?"
        return {number for number in found if self._db.execute(sql, (number, kind.name)).fetchone()}

    def _beside(self, kind: Kind, new: set[int], parsed: dict[int, Any]) -> set[int]:
        """The parts with a saying that one of the new ones fits."""
        if not self._db.execute("SELECT 1 FROM said WHERE kind = ? AND part IS NOT NULL", (kind.name,)).fetchone():
            return set()  # a first build: all is new
        known: dict[int, Any] = {}
        parts: set[int] = set()
        sql = (
            "SELECT said.id, said.part, said.data FROM spot JOIN said ON said.id = spot.said "
            "WHERE spot.key = ? AND said.part IS NOT NULL"
        )
        for number in new:
            for key in set(kind.seeks(parsed[number])):
                for other, part, data in self._db.execute(sql, (f"{kind.name} {key}",)):
                    if part in parts:
                        continue
                    if other not in known:
                        known[other] = kind.parse(data)
                    if _link(kind, parsed[number], known[other]):
                        parts.add(part)
        return parts

    def _drop(self, dirty: Collection[int]) -> dict[str, str]:
        """Forget parts; the identities that they stated."""
        before: dict[str, str] = {}
        for part in dirty:
            [(packed,)] = self._db.execute("SELECT told FROM part WHERE id = ?", (part,)).fetchall()
            told = _unpacked(packed)
            self.old |= told.lines
            self.counts.subtract(told.tallies)
            before.update(told.one)
            self._db.execute("DELETE FROM part WHERE id = ?", (part,))
        return before

    def _make(self, kind: Kind, parsed: dict[int, Any], before: dict[str, str]) -> set[str]:
        """Put sayings together into parts; the IRIs that are one with another than before."""
        links = _links(kind, parsed)
        after: dict[str, str] = {}
        for together in connected(parsed, links):
            told = [self._told(kind, group, parsed) for group in _groups(kind, together, parsed, links)]
            lines = frozenset(line for one in told for line in one.lines)
            counted = tuple(tally for one in told for tally in one.tallies)
            identities = {member: name for one in told for member, name in one.one.items()}
            packed = _packed(Told(lines=lines, tallies=counted, one=identities))
            part = self._insert("INSERT INTO part (told) VALUES (?)", (packed,))
            self._db.executemany("UPDATE said SET part = ? WHERE id = ?", ((part, number) for number in together))
            self.new |= lines
            self.counts.update(counted)
            after.update(identities)
        return self._identify(before, after)

    def _identify(self, before: dict[str, str], after: dict[str, str]) -> set[str]:
        self._db.executemany("DELETE FROM one WHERE member = ?", ((member,) for member in before))
        self._db.executemany("REPLACE INTO one VALUES (?, ?)", after.items())
        for member in before:
            self._one.pop(member, None)
        self._one.update(after)
        return {member for member in before.keys() | after.keys() if before.get(member) != after.get(member)}

    def _told(self, kind: Kind, group: Sequence[int], parsed: dict[int, Any]) -> Told:
        return kind.express([(parsed[number], self._items(number)) for number in group], self._one, self._base)

    def _items(self, number: int) -> list[str]:
        return [data for (data,) in self._db.execute("SELECT data FROM item WHERE said = ?", (number,))]

    def _part(self, number: int) -> int | None:
        part: int | None = self._db.execute("SELECT part FROM said WHERE id = ?", (number,)).fetchone()[0]
        return part

    def _parsed(self, kind: Kind, number: int) -> Any:
        return kind.parse(self._db.execute("SELECT data FROM said WHERE id = ?", (number,)).fetchone()[0])


def _link(kind: Kind, a: Any, b: Any) -> int:
    one = kind.of_one(a)
    return _SAME if one and one == kind.of_one(b) else kind.fits(a, b)


def _links(kind: Kind, parsed: dict[int, Any]) -> dict[tuple[int, int], int]:
    """All links between the sayings. Sayings on one IRI are linked in a chain: that is enough to keep them together."""
    standing: dict[str, list[int]] = defaultdict(list)
    of_one: dict[str, list[int]] = defaultdict(list)
    for number, said in parsed.items():
        for key in kind.stands(said):
            standing[key].append(number)
        if one := kind.of_one(said):
            of_one[one].append(number)
    links = {pair: _SAME for alike in of_one.values() for pair in zip(sorted(alike), sorted(alike)[1:], strict=False)}
    seen: set[tuple[int, int]] = set()
    for number, said in parsed.items():
        for key in kind.seeks(said):
            for other in standing.get(key, ()):
                pair = (min(number, other), max(number, other))
                if number == other or pair in seen:
                    continue
                seen.add(pair)
                if surely := _link(kind, said, parsed[other]):
                    links[pair] = surely
    return links


def _groups(
    kind: Kind, together: Sequence[int], parsed: dict[int, Any], links: dict[tuple[int, int], int]
) -> list[list[int]]:
    """The groups of one part. Sayings on one IRI count as one there: it fits what any of them fits."""
    if len(together) == 1:
        return [list(together)]
    if kind.loose:
        return [list(together)]
    unit: dict[str, list[int]] = defaultdict(list)
    for number in together:
        unit[kind.of_one(parsed[number]) or str(number)].append(number)
    units = list(unit.values())
    if len(units) == 1:
        return units
    pairs = {}
    for a, b in combinations(range(len(units)), 2):
        surely = max(links.get((min(x, y), max(x, y)), 0) for x in units[a] for y in units[b])
        if surely:
            pairs[a, b] = surely
    return [sorted(number for at in group for number in units[at]) for group in groups(range(len(units)), pairs)]


def _packed(told: Told) -> bytes:
    data = [sorted(told.lines), sorted(told.tallies), dict(sorted(told.one.items()))]
    return zlib.compress(json.dumps(data, ensure_ascii=False).encode(), 1)


def _unpacked(packed: bytes) -> Told:
    lines, counted, one = json.loads(zlib.decompress(packed))
    return Told(lines=frozenset(lines), tallies=tuple(counted), one=one)
