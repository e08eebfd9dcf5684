"""The full-text index: the names of actors and places, the titles of articles, and the words that facts rest on.

One SQLite file with FTS5 beside the journal. Each row says from which generation on it holds and, once its article has
gone, up to which; so a reader of a generation finds what that one holds, while builds go on, and nothing is copied
when one is published.
"""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Literal, Protocol

from kg.model import Article, PartName
from kg.store.graph import store_errors
from kg.store.journal import for_reading

Kind = Literal["name", "words"]

_WORDS = 'CREATE VIRTUAL TABLE words USING fts5 (text, tokenize = "unicode61 remove_diacritics 2");'
_SCHEMA = f"""
CREATE TABLE article (key TEXT PRIMARY KEY, digest TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE place (
  id INTEGER PRIMARY KEY, kind TEXT NOT NULL, of TEXT NOT NULL, part TEXT, begin INTEGER, "end" INTEGER,
  since INTEGER NOT NULL, until INTEGER
);
CREATE INDEX place_of ON place (of);
CREATE INDEX place_until ON place (until) WHERE until IS NOT NULL;
CREATE TABLE name (iri TEXT, name TEXT, times INTEGER, place INTEGER, PRIMARY KEY (iri, name)) WITHOUT ROWID;
CREATE TABLE called (article TEXT, iri TEXT, name TEXT, PRIMARY KEY (article, iri, name)) WITHOUT ROWID;
{_WORDS}
"""
_ASKED = re.compile(r'"([^"]*)"|(\S+)')


class Told(Protocol):
    """What an article gives to look for."""

    @property
    def names(self) -> Iterable[tuple[str, str, tuple[str, ...]]]:
        """IRIs (without the data base), each with a name and its other names."""

    @property
    def runs(self) -> Iterable[tuple[PartName, int, int]]:
        """The runs of words that facts rest on: part, begin, end."""


@dataclass(frozen=True, kw_only=True)
class Hit:
    """Something found. Of a name `of` is the IRI without the data base; of words it is the article's key."""

    kind: Kind
    of: str
    text: str
    part: PartName | None = None
    begin: int = 0
    end: int = 0

    @property
    def iri(self) -> str:
        """Of the actor or place, or of the run of words; without the data base."""
        if self.kind == "name":
            return self.of
        return f"article/{self.of}#{'title-' if self.part == 'title' else ''}char={self.begin},{self.end}"


class Words:
    """The index, opened by the one writer of the store."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = NORMAL")
        if not self._db.execute("SELECT 1 FROM sqlite_master").fetchone():
            self._db.executescript(f"BEGIN;{_SCHEMA}COMMIT;")

    def close(self) -> None:
        self._db.close()

    def articles(self) -> dict[str, str]:
        """The articles that it holds, by key, with the digests of their records."""
        return dict(self._db.execute("SELECT key, digest FROM article"))

    def sync(
        self,
        articles: Mapping[str, str],
        tell: Callable[[str], tuple[Article, Told]],
        *,
        generation: int,
        oldest: int,
    ) -> None:
        """Hold just `articles` (digests of records by key) from `generation` on, and forget what ended by `oldest`.

        `tell` gives an article by its key, with what there is to look for.
        """
        known = self.articles()
        gone = [key for key, digest in known.items() if articles.get(key) != digest]
        come = sorted(key for key, digest in articles.items() if known.get(key) != digest)
        ended = self._db.execute("SELECT 1 FROM place WHERE until <= ?", (oldest,)).fetchone()
        if not (gone or come or ended):
            return
        with store_errors(self._path):
            self._db.execute("BEGIN IMMEDIATE")
            for key in gone:
                self._leave(key, generation)
            if gone:
                self._drop_names(generation)
            names: Counter[tuple[str, str]] = Counter()
            for key in come:
                names.update(self._take(key, articles[key], *tell(key), generation))
            self._call(names, generation)
            self._forget(oldest)
            self._db.execute("COMMIT")

    def _take(self, key: str, digest: str, article: Article, told: Told, generation: int) -> set[tuple[str, str]]:
        """Take in an article's words; what it calls whom, by IRI and name."""
        self._db.execute("INSERT INTO article VALUES (?, ?)", (key, digest))
        title: tuple[tuple[PartName, int, int], ...] = (("title", 0, len(article.title or "")),)
        for part, begin, end in _outermost((*title, *told.runs)):
            words = article.part(part)[begin:end]
            self._put(Hit(kind="words", of=key, text=words, part=part, begin=begin, end=end), generation)
        names = {(iri, name) for iri, label, others in told.names for name in (label, *others)}
        self._db.executemany("INSERT INTO called VALUES (?, ?, ?)", ((key, *name) for name in sorted(names)))
        return names

    def _put(self, hit: Hit, generation: int) -> int:
        values = (hit.kind, hit.of, hit.part, hit.begin, hit.end, generation)
        sql = 'INSERT INTO place (kind, of, part, begin, "end", since) VALUES (?, ?, ?, ?, ?, ?)'
        number = self._db.execute(sql, values).lastrowid
        assert number is not None, "SQLite numbers each row that it takes in"
        self._db.execute("INSERT INTO words (rowid, text) VALUES (?, ?)", (number, _plain(hit.text)))
        return number

    def _call(self, names: Mapping[tuple[str, str], int], generation: int) -> None:
        """Note by how many articles more somebody is called so. A name is looked for once, however many use it."""
        for (iri, name), times in names.items():
            sql = "UPDATE name SET times = times + ? WHERE iri = ? AND name = ?"
            if not self._db.execute(sql, (times, iri, name)).rowcount:
                place = self._put(Hit(kind="name", of=iri, text=name), generation)
                self._db.execute("INSERT INTO name VALUES (?, ?, ?, ?)", (iri, name, times, place))

    def _leave(self, key: str, generation: int) -> None:
        self._db.execute("DELETE FROM article WHERE key = ?", (key,))
        self._db.execute("UPDATE place SET until = ? WHERE of = ? AND until IS NULL", (generation, key))
        for iri, name in self._db.execute("SELECT iri, name FROM called WHERE article = ?", (key,)).fetchall():
            self._db.execute("UPDATE name SET times = times - 1 WHERE iri = ? AND name = ?", (iri, name))
        self._db.execute("DELETE FROM called WHERE article = ?", (key,))

    def _drop_names(self, generation: int) -> None:
        """Names that nobody uses end with the generation; they are kept for those that show them, for the same article
        may come back at once. To find them all names are walked, so it is done once for all articles that left."""
        unused = self._db.execute("SELECT place FROM name WHERE times = 0").fetchall()
        self._db.executemany("UPDATE place SET until = ? WHERE id = ?", ((generation, place) for (place,) in unused))
        self._db.execute("DELETE FROM name WHERE times = 0")

    def _forget(self, oldest: int) -> None:
        self._db.execute("DELETE FROM words WHERE rowid IN (SELECT id FROM place WHERE until <= ?)", (oldest,))
        self._db.execute("DELETE FROM place WHERE until <= ?", (oldest,))


def search(path: Path, asked: str, *, generation: int, kind: Kind | None = None, limit: int = 20) -> Iterator[Hit]:
    """What holds all the words `asked` in that generation, best first; names before words.

    Words in double quotes stand together, one that ends in * is a beginning. Case and accents do not count.
    """
    query = _query(asked)
    if not query or not path.exists():
        return
    sql = (
        'SELECT kind, of, text, part, begin, "end" FROM words JOIN place ON place.id = words.rowid '
        "WHERE words MATCH ? AND since <= ? AND (until IS NULL OR until > ?) AND (? IS NULL OR kind = ?) "
        "ORDER BY kind, rank, of, begin LIMIT ?"
    )
    with store_errors(path), closing(for_reading(path)) as database:
        rows = database.execute(sql, (query, generation, generation, kind, kind, limit)).fetchall()
    for kind_, of, text, part, begin, end in rows:
        yield Hit(kind=kind_, of=of, text=text, part=part, begin=begin or 0, end=end or 0)


class Trial:
    """Whether single texts hold words, as `search` would find them: an index of one text, in memory."""

    def __init__(self) -> None:
        self._db = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        self._db.execute(_WORDS)
        self._alone = Lock()

    def holds(self, text: str, asked: str) -> bool:
        with self._alone:
            self._db.execute("INSERT OR REPLACE INTO words (rowid, text) VALUES (1, ?)", (_plain(text),))
            return self._db.execute("SELECT 1 FROM words WHERE words MATCH ?", (_query(asked),)).fetchone() is not None


def _plain(text: str) -> str:
    """A text as SQLite takes it, which ends one at NUL and knows no lone surrogates."""
    return text.replace("\0", " ").encode("utf-8", "replace").decode()


def _query(asked: str) -> str:
    """What a user asked, with each word quoted: nothing in it is an operator of FTS5 but the * at an end."""
    told = []
    for match in _ASKED.finditer(_plain(asked)):
        words = match[1] if match[1] is not None else match[2]
        star = "*" if match[1] is None and words.endswith("*") else ""
        if any(letter.isalnum() for letter in words):
            told.append('"' + words.replace('"', " ") + '"' + star)
    return " ".join(told)


def _outermost(runs: Iterable[tuple[PartName, int, int]]) -> Iterator[tuple[PartName, int, int]]:
    """The runs that lie in no other: words are found once."""
    reached: dict[str, int] = {}
    for part, begin, end in sorted(runs, key=lambda run: (run[0], run[1], -run[2])):
        if end > reached.get(part, 0):
            reached[part] = end
            yield part, begin, end
