"""Sayings that hang together -> what they come to, worked out again where one came or went."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping

from kg.across.clusters import connected
from kg.across.kinds import Kind
from kg.across.links import grouped, link, links
from kg.across.records import Record
from kg.across.sayings import Saying, Sayings
from kg.databases import looked_up
from kg.triples.iris import derived_graph
from kg.triples.vocabulary import BI

SCHEMA = """
CREATE TABLE part (id INTEGER PRIMARY KEY, lines TEXT, told TEXT);
CREATE TABLE one (member TEXT PRIMARY KEY, name TEXT) WITHOUT ROWID;
"""
Items = Mapping[int, Mapping[str, int]]
"""For each saying what is its articles' own, and how many have it so."""


class Parts:
    """The tables `part` and `one` of a ledger, for one update. A part is known by the least mark of its sayings.

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
        self._shared = ((f" <{derived_graph(base)}> .\n", "\n"), (f"<{base}", "\1"), (f"<{BI}", "\2"))

    def lines(self) -> Iterator[str]:
        for (short,) in self._db.execute("SELECT lines FROM part"):
            yield from self._long(short)

    def update(self, kind: Kind, records: Iterable[Record], touched: set[int], moved: Collection[str]) -> set[str]:
        """Work out again what `records`, the sayings `touched` and the IRIs `moved` change; the IRIs that move."""
        sayings = Sayings(self._db, kind)
        heard = sayings.hear(records)
        known = sayings.parts(heard.keys() | touched | sayings.using(moved))
        new = {number: Saying(kind, data) for number, data in heard.items() if number not in known}
        dirty = set(known.values()) | _beside(kind, sayings, new)
        old = sayings.of_parts(dirty)
        items = sayings.items(old.keys() | new.keys())
        sayings.forget({number: saying for number, saying in old.items() if number not in items})
        before = self._drop(dirty)
        living = {number: saying for number, saying in (old | new).items() if number in items}
        part, after = self._make(kind, living, items)
        sayings.keep(new, part)
        return self._identify(before, after)

    def _drop(self, dirty: Collection[int]) -> dict[str, str]:
        """Forget parts; the identities that they stated."""
        before: dict[str, str] = {}
        for short, told in looked_up(self._db, "SELECT lines, told FROM part WHERE id IN ({})", dirty):
            self.old.update(self._long(short))
            counted, identities = json.loads(told)
            self.counts.subtract(counted)
            before.update(identities)
        self._db.executemany("DELETE FROM part WHERE id = ?", ((part,) for part in dirty))
        return before

    def _make(self, kind: Kind, sayings: Mapping[int, Saying], items: Items) -> tuple[dict[int, int], dict[str, str]]:
        """Put sayings together into parts; the part of each, and the identities that the parts state."""
        found = links(kind, sayings)
        part: dict[int, int] = {}
        after: dict[str, str] = {}
        made: list[tuple[int, str, str]] = []
        for together in connected(sayings, found):
            told = [
                kind.express([(sayings[number].told, items[number]) for number in group], self._one, self._base)
                for group in grouped(kind, together, sayings, found)
            ]
            lines = {line for each in told for line in each.lines}
            counted = [tally for each in told for tally in each.tallies]
            identities = {member: name for each in told for member, name in each.one.items()}
            made.append((together[0], self._short(lines), json.dumps([counted, identities], ensure_ascii=False)))
            part.update(dict.fromkeys(together, together[0]))
            self.new |= lines
            self.counts.update(counted)
            after.update(identities)
        self._db.executemany("INSERT INTO part VALUES (?, ?, ?)", made)
        return part, after

    def _identify(self, before: dict[str, str], after: dict[str, str]) -> set[str]:
        """Note which IRIs are one with others now; those for which that has changed."""
        self._db.executemany("DELETE FROM one WHERE member = ?", ((member,) for member in before))
        self._db.executemany("REPLACE INTO one VALUES (?, ?)", after.items())
        for member in before:
            self._one.pop(member, None)
        self._one.update(after)
        return {member for member in before.keys() | after.keys() if before.get(member) != after.get(member)}

    def _short(self, lines: Collection[str]) -> str:
        """Lines without what all have in common. Their literals hold no control character that could stand for it."""
        told = "".join(sorted(lines))
        for long, sign in self._shared:
            told = told.replace(long, sign)
        return told

    def _long(self, short: str) -> list[str]:
        for long, sign in reversed(self._shared):
            short = short.replace(sign, long)
        return short.splitlines(keepends=True)


def _beside(kind: Kind, sayings: Sayings, new: Mapping[int, Saying]) -> set[int]:
    """The parts with a saying that one of the new ones fits."""
    parts: set[int] = set()
    for part, data, seeking in sayings.beside(new):
        if part not in parts:
            other = Saying(kind, data)
            if any(link(kind, new[number], other) for number in seeking):
                parts.add(part)
    return parts
