"""Sayings that hang together -> what they come to, worked out again where one came or went."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.across.clusters import connected
from kg.across.kinds import Kind
from kg.across.links import grouped, link, links
from kg.across.records import Record
from kg.across.sayings import Saying, Sayings
from kg.databases import looked_up
from kg.triples.iris import derived_graph
from kg.triples.vocabulary import BI

SCHEMA = """
CREATE TABLE thing (id INTEGER PRIMARY KEY, part INTEGER, sayings TEXT, lines TEXT, told TEXT);
CREATE INDEX thing_part ON thing (part);
CREATE TABLE one (member TEXT PRIMARY KEY, name TEXT) WITHOUT ROWID;
"""
Group = tuple[int, ...]
"""The marks of the sayings of one thing, sorted."""


@dataclass(frozen=True)
class _Thing:
    """What one thing comes to, as the ledger keeps it: see `Told`."""

    part: int
    short: str
    told: str


class Parts:
    """The tables `thing` and `one` of a ledger, for one update.

    A part is what hangs together, a thing what of it is one; each is known by the least mark of its sayings. `old` and
    `new` are the lines that the things touched came to before and come to now, `counts` the difference in their
    tallies.
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
        for (short,) in self._db.execute("SELECT lines FROM thing"):
            yield from self._long(short)

    def update(self, kind: Kind, records: Iterable[Record], touched: set[int], moved: Collection[str]) -> set[str]:
        """Work out again what `records`, the sayings `touched` and the IRIs `moved` change; the IRIs that move."""
        sayings = Sayings(self._db, kind)
        heard = sayings.hear(records)
        known = sayings.parts(heard.keys() | touched | sayings.using(moved))
        new = {number: Saying(kind, data) for number, data in heard.items() if number not in known}
        dirty = set(known.values()) | _beside(kind, sayings, new)
        living = sayings.of_parts(dirty) | new
        changed = known.keys() | new.keys()
        said = sayings.items(changed).keys()
        sayings.forget({number: living.pop(number) for number in changed - said})
        groups = {group: part for part, group in _groups(kind, living)}
        there = self._there(dirty)
        stay = {group for group in groups.keys() & there.keys() if changed.isdisjoint(group)}
        before = self._drop({group: thing for group, thing in there.items() if group not in stay})
        self._move((groups[group], group[0]) for group in stay if groups[group] != there[group].part)
        after = self._make(kind, {group: part for group, part in groups.items() if group not in stay}, living, sayings)
        sayings.keep(new, {number: part for group, part in groups.items() for number in group})
        return self._identify(before, after)

    def _there(self, parts: Collection[int]) -> dict[Group, _Thing]:
        """The things of these parts, as they were."""
        sql = "SELECT sayings, part, lines, told FROM thing WHERE part IN ({})"
        return {tuple(json.loads(group)): _Thing(*rest) for group, *rest in looked_up(self._db, sql, parts)}

    def _drop(self, things: Mapping[Group, _Thing]) -> dict[str, str]:
        """Forget things; the identities that they stated."""
        before: dict[str, str] = {}
        for thing in things.values():
            self.old.update(self._long(thing.short))
            counted, identities = json.loads(thing.told)
            self.counts.subtract(counted)
            before.update(identities)
        self._db.executemany("DELETE FROM thing WHERE id = ?", ((group[0],) for group in things))
        return before

    def _move(self, things: Iterable[tuple[int, int]]) -> None:
        """Note that things, which are as they were, hang together with others now."""
        self._db.executemany("UPDATE thing SET part = ? WHERE id = ?", things)

    def _make(
        self, kind: Kind, groups: Mapping[Group, int], living: Mapping[int, Saying], sayings: Sayings
    ) -> dict[str, str]:
        """Work out what the groups, each of a part, come to; the identities that they state."""
        after: dict[str, str] = {}
        items = sayings.items([number for group in groups for number in group])
        made: list[tuple[int, int, str, str, str]] = []
        for group, part in groups.items():
            told = kind.express([(living[number].told, items[number]) for number in group], self._one, self._base)
            rest = json.dumps([told.tallies, dict(told.one)], ensure_ascii=False)
            made.append((group[0], part, json.dumps(group), self._short(told.lines), rest))
            self.new |= told.lines
            self.counts.update(told.tallies)
            after.update(told.one)
        self._db.executemany("INSERT INTO thing VALUES (?, ?, ?, ?, ?)", made)
        return after

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


def _groups(kind: Kind, sayings: Mapping[int, Saying]) -> Iterator[tuple[int, Group]]:
    """The sayings put together into things, each with its part."""
    found = links(kind, sayings)
    for together in connected(sayings, found):
        for group in grouped(kind, together, sayings, found):
            yield together[0], tuple(group)


def _beside(kind: Kind, sayings: Sayings, new: Mapping[int, Saying]) -> set[int]:
    """The parts with a saying that one of the new ones fits."""
    parts: set[int] = set()
    for part, data, seeking in sayings.beside(new):
        if part not in parts:
            other = Saying(kind, data)
            if any(link(kind, new[number], other) for number in seeking):
                parts.add(part)
    return parts
