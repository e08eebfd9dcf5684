"""What articles say of actors, offices, places and relations themselves -> what the derived graph says of each, once.

Each article has one voice: how many articles say something is all that is known of it. So nothing of an article is
left when it goes, and the order of articles does not matter.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping

from kg.across.packing import pack, unpack
from kg.across.records import Record
from kg.databases import looked_up
from kg.triples import iris
from kg.triples.vocabulary import RDF, SKOS, bi, code
from kg.triples.writer import Lines, iri, text

SCHEMA = """
CREATE TABLE described (article INTEGER PRIMARY KEY, told BLOB);
CREATE TABLE voice (thing TEXT, term TEXT, value TEXT, times INTEGER, PRIMARY KEY (thing, term, value)) WITHOUT ROWID;
"""
Voices = Mapping[str, Mapping[str, int]]
"""What is said of a thing: for each term its values, with how many articles give them."""

_PREF_LABEL, _ALT_LABEL = f"<{SKOS}prefLabel>", f"<{SKOS}altLabel>"


class Descriptions:
    """The tables `described` and `voice` of a ledger."""

    def __init__(self, database: sqlite3.Connection, base: str) -> None:
        self._db = database
        self._base = base

    def update(self, records: Mapping[int, Record], gone: Collection[int]) -> tuple[set[str], set[str]]:
        """Hear the articles of `records`, by number, and those `gone` no more; the lines that there were of what they
        touch, and that there are."""
        voices: Counter[tuple[str, str, str]] = Counter()
        for (told,) in looked_up(self._db, "SELECT told FROM described WHERE article IN ({})", gone):
            voices.subtract(tuple(each) for each in unpack(zlib.decompress(told).decode()))
        self._db.executemany("DELETE FROM described WHERE article = ?", ((number,) for number in gone))
        rows: list[tuple[int, bytes]] = []
        for number, record in records.items():
            said = list(record.described)
            voices.update(said)
            rows.append((number, zlib.compress(pack(said).encode(), 1)))
        self._db.executemany("INSERT INTO described VALUES (?, ?)", rows)
        changed = [(*said, times) for said, times in voices.items() if times]
        things = sorted({thing for thing, *_ in changed})
        before = {line for thing in things for line in self._lines(thing)}
        sql = "INSERT INTO voice VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET times = times + excluded.times"
        self._db.executemany(sql, changed)
        self._db.execute("DELETE FROM voice WHERE times = 0")
        return before, {line for thing in things for line in self._lines(thing)}

    def lines(self) -> Iterator[str]:
        """All lines, each once."""
        voices: dict[str, dict[str, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
        for thing, term, value, times in self._db.execute("SELECT * FROM voice"):
            voices[thing][term][value] = times
        for thing, told in voices.items():
            yield from description(thing, told, self._base)

    def _lines(self, thing: str) -> Iterator[str]:
        voices: dict[str, dict[str, int]] = defaultdict(dict)
        sql = "SELECT term, value, times FROM voice WHERE thing = ?"
        for term, value, times in self._db.execute(sql, (thing,)):
            voices[term][value] = times
        return description(thing, voices, self._base)


def description(thing: str, voices: Voices, base: str) -> Iterator[str]:
    """The lines on one thing, given by its IRI below the base.

    It is called as most articles call it, then by the longest name, then by letter; all its other names are beside
    that. The state that it serves is told where all articles that name it tell the same.
    """
    lines, node = Lines(iris.derived_graph(base)), iri(base + thing)
    for kind in voices.get("type", ()):
        lines.add(node, f"<{RDF}type>", bi(kind))
    names = voices.get("prefLabel", {})
    name = min(names, key=lambda one: (-names[one], -len(one), one), default="")
    if name:
        lines.add(node, _PREF_LABEL, text(name))
    for other in {*names, *voices.get("altLabel", ())} - {name}:
        lines.add(node, _ALT_LABEL, text(other))
    for term in ("officeOf", "between"):
        for value in voices.get(term, ()):
            lines.add(node, bi(term), iri(base + value))
    for rank in _ranks(thing, voices.get("rank", {})):
        lines.add(node, bi("rank"), code("rank", rank))
    if (state := _agreed(voices.get("country", {}), sum(voices.get("type", {}).values()))) is not None:
        lines.add(node, bi("country"), iri(base + state))
    yield from lines


def _ranks(thing: str, ranks: Mapping[str, int]) -> list[str]:
    """The rank that most articles give an office by its title; all that they give a person."""
    found = sorted(ranks, key=lambda one: (-ranks[one], one))
    return found[:1] if thing.startswith("office/") else found


def _agreed(values: Mapping[str, int], articles: int) -> str | None:
    """The value that all articles give, None where one gives another, or none."""
    [value, *others] = values or [None]
    return value if value is not None and not others and values[value] == articles else None
