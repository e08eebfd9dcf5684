"""What may be wrong with a store on disk, and how it is mended: files that a kill left, torn databases, lost graphs.

The journal is what all else can be made again from: its texts are read again where graphs are lost. Of a journal that
is torn itself, the rows that can still be read are kept.
"""

from __future__ import annotations

import itertools
import re
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.errors import StoreError
from kg.store import generations, salvage
from kg.store.journal import Journal, is_new
from kg.store.layout import Layout, require, settings
from kg.store.lock import hold

_COUNTS = "SELECT ?graph (COUNT(*) AS ?quads) { GRAPH ?graph { ?s ?p ?o } } GROUP BY ?graph"
_BROKEN = (sqlite3.DatabaseError, OSError, RuntimeError)
"""What SQLite and Oxigraph raise on a file that is not as they left it."""


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What is wrong, at which place, and what mending does about it."""

    what: str
    where: str
    cure: str


@dataclass(frozen=True)
class _Case:
    """A finding with the deed that mends it."""

    finding: Finding
    mend: Callable[[], object]


def examine(path: Path, *, mend: bool = False, lock_timeout: float = 0.0) -> tuple[Finding, ...]:
    """Look the store at `path` through and, if asked to, mend what is wrong; a build or rebuild must follow then.

    Raises StoreError where there is no store, or another process holds it.
    """
    layout = require(Path(path))
    with hold(layout.lock, timeout=lock_timeout):
        return look_through(layout, mend=mend)


def look_through(layout: Layout, *, mend: bool) -> tuple[Finding, ...]:
    """The same for who holds the store's lock and has nothing of it open."""
    base = settings(layout).base
    found: list[Finding] = []
    for examination in (_leftovers, _journal, _kept_databases, _graphs, _current):
        for case in examination(layout, base):
            found.append(case.finding)
            if mend:
                case.mend()
    return tuple(found)


def _leftovers(layout: Layout, base: str) -> Iterator[_Case]:
    """Files that only a killed process leaves."""
    half = [*layout.primary.glob("bulk-*.sst"), *layout.root.glob("*.new")]
    if layout.generations.is_dir():
        half += [entry for entry in layout.generations.iterdir() if not re.fullmatch(r"\d+", entry.name)]
    for entry in sorted(half):
        finding = Finding(what="left by a process that was killed", where=str(entry), cure="it is deleted")
        yield _Case(finding, lambda entry=entry: _delete(entry))  # type: ignore[misc]


def _journal(layout: Layout, base: str) -> Iterator[_Case]:
    if not _is_there(layout.journal):
        if layout.primary.exists() or generations.numbers(layout):
            yield _Case(no_journal(layout), lambda: None)
    elif not _is_whole(layout.journal):
        yield _Case(
            Finding(what="the journal is torn", where=str(layout.journal),
                    cure="what can be read of it is kept, to be read again; build all your input again after it"),
            lambda: salvage.journal(layout),
        )  # fmt: skip


def no_journal(layout: Layout) -> Finding:
    """The journal is not there, or empty: what it knew is lost with it."""
    return Finding(
        what="the journal is missing, and with it which articles were read, and their texts",
        where=str(layout.journal),
        cure="the next build begins anew: give it all your input",
    )


def _kept_databases(layout: Layout, base: str) -> Iterator[_Case]:
    """Conclusions across articles and full text: both follow from the journal."""
    for path, what in ((layout.ledger, "the ledger of conclusions"), (layout.words, "the full-text index")):
        if path.exists() and not _is_whole(path):
            finding = Finding(what=f"{what} is torn", where=str(path), cure="it is made again from the journal")

            def mend(path: Path = path) -> None:
                _delete_database(path)
                _publish_again(layout)

            yield _Case(finding, mend)


def _graphs(layout: Layout, base: str) -> Iterator[_Case]:
    """The graphs of the articles against the journal's rows."""
    if not _is_there(layout.journal) or not _is_whole(layout.journal):
        return
    journal = Journal(layout.journal, write=False)
    wanted = {row.key: row.quads for row in journal.rows() if row.state == "read"}
    pending = set(journal.pending())
    journal.close()
    if not (wanted or layout.primary.exists()):
        return
    try:
        there = _counted(ox.Store.read_only(str(layout.primary)), f"{base}article/")
    except _BROKEN as error:
        words = str(error).splitlines()[0]
        finding = Finding(
            what=f"the graphs cannot be read ({words})", where=str(layout.primary), cure="all articles are read again"
        )
        yield _Case(finding, lambda: _lose_all(layout))
        return
    wrong = sorted(key for key in there.keys() | wanted.keys() if there.get(key, 0) != wanted.get(key, 0))
    for key in wrong:
        if key not in pending:  # those the next build sees to by itself
            what = _difference(there.get(key, 0), wanted.get(key, 0))
            finding = Finding(what=what, where=f"{base}article/{key}", cure="the graph is dropped and read again")
            yield _Case(finding, lambda key=key: _lose(layout, f"{base}article/{key}", key))  # type: ignore[misc]


def _difference(there: int, wanted: int) -> str:
    if not wanted:
        return "a graph of which the journal knows nothing"
    return f"the graph has {there} quads where the journal has {wanted}"


def _current(layout: Layout, base: str) -> Iterator[_Case]:
    """The generation that readers see, and the other ones that are kept."""
    whole = [number for number in generations.numbers(layout) if _opens(layout.generations / str(number))]
    for number in sorted(set(generations.numbers(layout)) - set(whole)):
        folder = layout.generations / str(number)
        finding = Finding(what="a generation cannot be read", where=str(folder), cure="it is deleted")
        yield _Case(finding, lambda folder=folder: _delete(folder))  # type: ignore[misc]
    named = layout.current.resolve()
    if not (named.parent == layout.generations.resolve() and named.name in map(str, whole)):
        if not whole and not layout.current.is_symlink():
            return  # none was published yet
        cure = f"readers are led to generation {whole[-1]}" if whole else "readers find none until the next build"
        copied = layout.current.is_dir() and not layout.current.is_symlink()  # by a program that follows links
        cure += "; the folder there is kept as current.old" if copied else ""
        finding = Finding(what="the current generation is none that can be read", where=str(layout.current), cure=cure)

        def mend() -> None:
            if copied:
                layout.current.rename(_free(layout.current.with_name("current.old")))
            layout.current.unlink(missing_ok=True)
            if whole:
                generations.point(layout, layout.generations / str(whole[-1]))
            _publish_again(layout)

        yield _Case(finding, mend)


def _free(path: Path) -> Path:
    """`path`, or with a number behind it where something has that name."""
    names = itertools.chain([path], (path.with_name(f"{path.name}.{number}") for number in itertools.count(2)))
    return next(name for name in names if not name.exists())


def _counted(primary: ox.Store, prefix: str) -> dict[str, int]:
    """How many quads the graph of each article has, by key."""
    counts: dict[str, int] = {}
    for row in primary.query(_COUNTS):  # type: ignore[union-attr]
        name, count = row["graph"].value, int(row["quads"].value)
        if name.startswith(prefix):
            counts[name.removeprefix(prefix)] = count
    return counts


def _opens(folder: Path) -> bool:
    try:
        generations.described(folder)
        next(iter(ox.Store.read_only(str(generations.quads(folder)))), None)
    except (StoreError, *_BROKEN):
        return False
    return True


def _is_there(database: Path) -> bool:
    """Whether it holds more than an empty file, which is what a power cut may leave."""
    try:
        return database.exists() and not is_new(database)
    except sqlite3.DatabaseError:
        return True


def _is_whole(database: Path) -> bool:
    try:
        connection = sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)
        try:
            return bool(connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
        finally:
            connection.close()
    except sqlite3.DatabaseError:
        return False


def _delete(entry: Path) -> None:
    if entry.is_dir() and not entry.is_symlink():
        shutil.rmtree(entry, ignore_errors=True)
    else:
        entry.unlink(missing_ok=True)


def _delete_database(path: Path) -> None:
    for file in path.parent.glob(f"{path.name}*"):
        file.unlink()


def _lose(layout: Layout, graph: str, key: str) -> None:
    """Have an article read again, and drop its graph; in this order, for one may be killed in between."""
    with _journal_of(layout) as journal:
        journal.stale(key)
    primary = ox.Store(str(layout.primary))
    primary.remove_graph(ox.NamedNode(graph))
    primary.flush()


def _lose_all(layout: Layout) -> None:
    """Have all articles read again, and drop all graphs, with what is known of the derived one; in this order."""
    with _journal_of(layout) as journal:
        for row in list(journal.rows()):
            journal.stale(row.key)
    _delete_database(layout.ledger)
    shutil.rmtree(layout.primary, ignore_errors=True)


def _publish_again(layout: Layout) -> None:
    with _journal_of(layout):
        pass


@contextmanager
def _journal_of(layout: Layout) -> Iterator[Journal]:
    """The journal within a transaction, after which a generation must be published again."""
    journal = Journal(layout.journal, write=True)
    try:
        with journal.transaction():
            journal.mark_unpublished(True)
            yield journal
    finally:
        journal.close()
