"""Sayings that hang together -> what they come to, worked out again where one came or went."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.across.clusters import Links, connected
from kg.across.kinds import Kind
from kg.across.links import Pairs, grouped, links, links_over
from kg.across.packing import pack, unpack
from kg.across.records import Record
from kg.across.sayings import Saying, Sayings
from kg.databases import looked_up
from kg.triples.iris import derived_graph
from kg.triples.vocabulary import BI

SCHEMA = """
CREATE TABLE part (id INTEGER PRIMARY KEY, links TEXT);
CREATE TABLE thing (id INTEGER PRIMARY KEY, part INTEGER, sayings TEXT, lines TEXT, told TEXT);
CREATE INDEX thing_part ON thing (part);
CREATE TABLE one (member TEXT PRIMARY KEY, name TEXT) WITHOUT ROWID;
"""
Group = tuple[int, ...]
"""The numbers of the sayings of one thing, sorted."""


@dataclass(frozen=True)
class _Put:
    """Sayings put together: the groups, each with its part, and the links of the parts, as the ledger keeps them."""

    groups: Mapping[Group, int]
    links: Mapping[int, str]

    @property
    def parts(self) -> dict[int, int]:
        """The part of each saying."""
        return {number: part for group, part in self.groups.items() for number in group}


class Parts:
    """The tables `part`, `thing` and `one` of a ledger, for one update.

    A part is what hangs together, a thing what of it is one. A part is known by the least number of its sayings, and
    its links are kept: what is known is compared with what is new, never again with what is known. `counts` are the
    difference in the tallies of the things touched.
    """

    def __init__(self, database: sqlite3.Connection, base: str) -> None:
        self._db = database
        self._base = base
        self._old: set[str] = set()
        self._new: set[str] = set()
        self.counts: Counter[str] = Counter()
        self._one = dict(database.execute("SELECT member, name FROM one"))
        self._shared = ((f" <{derived_graph(base)}> .\n", "\n"), (f"<{base}", "\1"), (f"<{BI}", "\2"))

    @property
    def gone(self) -> Iterator[str]:
        """The lines that the things touched came to before and do not now."""
        return self._long(self._old - self._new)

    @property
    def come(self) -> Iterator[str]:
        """The lines that the things touched come to now and did not before."""
        return self._long(self._new - self._old)

    def lines(self) -> Iterator[str]:
        for (short,) in self._db.execute("SELECT lines FROM thing"):
            yield from self._long(_split(short))

    def update(self, kind: Kind, records: Mapping[int, Record], touched: set[int], moved: Collection[str]) -> set[str]:
        """Work out again what `records`, the sayings `touched` and the IRIs `moved` change; the IRIs that move."""
        sayings = Sayings(self._db, kind)
        new, again = sayings.hear(records)
        changed = again | touched | sayings.using(moved)
        dead = sayings.silent(touched)
        torn = sayings.parts(dead)  # what held such a part together may be gone
        sayings.forget(sayings.read(dead))
        fresh = new | sayings.read(sayings.of_parts(torn).keys())
        over, beside = links_over(kind, new, sayings.beside(new))
        dirty = torn | beside | sayings.parts(changed)
        before = sayings.of_parts(dirty)
        kept = dict(looked_up(self._db, "SELECT id, links FROM part WHERE id IN ({})", dirty))
        found = links(kind, fresh) | over
        for part, packed in kept.items():
            if part not in torn:
                found.update(_unpacked(packed))
        put = _put(kind, before.keys() | new.keys(), found)
        after = put.parts
        sayings.keep(new, after)
        sayings.move((number, after[number]) for number, part in before.items() if after[number] != part)
        self._keep_links(kept, put.links)
        return self._work_out(kind, put.groups, dirty, changed | new.keys(), sayings, fresh)

    def _keep_links(self, before: Mapping[int, str], after: Mapping[int, str]) -> None:
        self._db.executemany("DELETE FROM part WHERE id = ?", ((part,) for part in before.keys() - after.keys()))
        differ = ((part, packed) for part, packed in after.items() if before.get(part) != packed)
        self._db.executemany("REPLACE INTO part VALUES (?, ?)", differ)

    def _work_out(
        self, kind: Kind, groups: Mapping[Group, int], dirty: Collection[int], changed: set[int], sayings: Sayings,
        read: Mapping[int, Saying],
    ) -> set[str]:  # fmt: skip
        """What the groups come to in place of the things of the `dirty` parts; the IRIs that move with that."""
        sql = "SELECT id, part, sayings FROM thing WHERE part IN ({})"
        there = {tuple(unpack(group)): (number, part) for number, part, group in looked_up(self._db, sql, dirty)}
        stay = {group for group in groups.keys() & there.keys() if changed.isdisjoint(group)}
        before = self._drop([number for group, (number, _) in there.items() if group not in stay])
        moved = ((groups[group], there[group][0]) for group in stay if groups[group] != there[group][1])
        self._db.executemany("UPDATE thing SET part = ? WHERE id = ?", moved)
        after = self._make(kind, {group: part for group, part in groups.items() if group not in stay}, sayings, read)
        return self._identify(before, after)

    def _drop(self, things: Collection[int]) -> dict[str, str]:
        """Forget things; the identities that they stated."""
        before: dict[str, str] = {}
        for short, told in looked_up(self._db, "SELECT lines, told FROM thing WHERE id IN ({})", things):
            self._old.update(_split(short))
            if told:
                counted, identities = unpack(told)
                self.counts.subtract(counted)
                before.update(identities)
        self._db.executemany("DELETE FROM thing WHERE id = ?", ((number,) for number in things))
        return before

    def _make(
        self, kind: Kind, groups: Mapping[Group, int], sayings: Sayings, read: Mapping[int, Saying]
    ) -> dict[str, str]:
        """Work out what the groups, each of a part, come to; the identities that they state."""
        after: dict[str, str] = {}
        numbers = [number for group in groups for number in group]
        items = sayings.items(numbers)
        told_by = {**read, **sayings.read([number for number in numbers if number not in read])}
        made: list[tuple[int, str, str, str]] = []
        for group, part in groups.items():
            told = kind.express([(told_by[number].told, items[number]) for number in group], self._one, self._base)
            short = self._short(told.lines)
            rest = pack([told.tallies, dict(told.one)]) if told.tallies or told.one else ""
            made.append((part, pack(group), short, rest))
            self._new.update(_split(short))
            self.counts.update(told.tallies)
            after.update(told.one)
        self._db.executemany("INSERT INTO thing VALUES (NULL, ?, ?, ?, ?)", made)
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

    def _long(self, short: Iterable[str]) -> Iterator[str]:
        told = "".join(f"{line}\n" for line in short)
        for long, sign in reversed(self._shared):
            told = told.replace(sign, long)
        return (f"{line}\n" for line in _split(told))


def _put(kind: Kind, sayings: Collection[int], found: Pairs) -> _Put:
    """The sayings put together, by all links between them."""
    together = connected(sayings, found)
    part = {number: one[0] for one in together if len(one) > 1 for number in one}
    own: dict[int, Pairs] = defaultdict(dict)
    for pair, surely in found.items():
        own[part[pair[0]]][pair] = surely
    groups = {tuple(group): one[0] for one in together for group in grouped(kind, one, own.get(one[0], {}))}
    return _Put(groups, {number: _packed(pairs) for number, pairs in own.items()})


def _packed(links: Links) -> str:
    return pack([number for (a, b), surely in sorted(links.items()) for number in (a, b, surely)])


def _unpacked(packed: str) -> Pairs:
    numbers = unpack(packed)
    return {(a, b): surely for a, b, surely in zip(numbers[::3], numbers[1::3], numbers[2::3], strict=True)}


def _split(lines: str) -> list[str]:
    """The lines without their line feeds. A literal may hold other characters at which Python parts lines."""
    return lines.split("\n")[:-1]
