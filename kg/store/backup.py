"""A store copied whole, while nobody writes it: the copy is itself a store. Restoring is the same the other way."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pyoxigraph as ox

from kg.errors import StoreError
from kg.store import generations, snapshot
from kg.store.generations import Generation
from kg.store.graph import sorted_lines, store_errors
from kg.store.journal import Journal
from kg.store.layout import Layout, require, settings
from kg.store.lock import hold


def copy(source: Path, target: Path, *, lock_timeout: float = 0.0) -> Generation:
    """Copy the store at `source` to the new or empty folder `target`, with its current generation alone.

    Where both are on one file system, the quads are shared with hard links and cost no room until one changes. The
    copy is whole or not there. Raises StoreError when the store is held for longer than `lock_timeout` seconds, when
    its last build did not end, or when there is something at `target`.
    """
    layout = require(Path(source))
    settings(layout)
    target = Path(target)
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise StoreError("There is something already", where=str(target), then="Name a new or empty folder.")
    new = Layout(root=target.with_name(target.name + ".new"))
    with hold(layout.lock, timeout=lock_timeout), store_errors(target):
        folder, made = _finished(layout)
        shutil.rmtree(new.root, ignore_errors=True)
        new.generations.mkdir(parents=True)
        _copy_quads(layout, folder, new, made)
        for name in ("journal", "ledger", "words"):
            _copy_database(getattr(layout, name), getattr(new, name))
        shutil.copyfile(layout.settings, new.settings)
        if target.exists():
            target.rmdir()
        new.root.replace(target)
    return made


def check(path: Path) -> str | None:
    """What is wrong with the store at `path`, None if its content bears the name that it has. Reads all of it."""
    layout = require(Path(path))
    folder, made = _finished(layout)
    with store_errors(layout.root):
        found = snapshot.of_lines(sorted_lines(ox.Store.read_only(str(generations.quads(folder)))), made.base)
    return None if found == made.snapshot else f"its content has the snapshot {found}, not {made.snapshot}"


def _finished(layout: Layout) -> tuple[Path, Generation]:
    """The current generation of a store whose last build has ended."""
    found = generations.current(layout)
    with closing(Journal(layout.journal, write=False)) as journal:
        if found is None or journal.unpublished:
            raise StoreError(
                "The last build of the store did not end", where=str(layout.root), then="Run it again, then copy."
            )
    return found


def _copy_quads(layout: Layout, folder: Path, new: Layout, made: Generation) -> None:
    there = new.generations / str(made.number)
    there.mkdir()
    ox.Store.read_only(str(generations.quads(folder))).backup(str(generations.quads(there)))
    shutil.copyfile(folder / "info.json", there / "info.json")
    new.current.symlink_to(Path(new.generations.name, there.name), target_is_directory=True)
    # The generation holds what people added as well, which builds must not take for graphs of articles.
    ox.Store(str(layout.primary)).backup(str(new.primary))


def _copy_database(source: Path, target: Path) -> None:
    if not source.exists():
        return
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)
