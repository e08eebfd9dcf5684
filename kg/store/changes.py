"""A write by people: the current generation, changed, becomes the next one.

A generation is whole or not there: a write is seen entirely or not at all, and what is answered as done is on disk
and in what the next reader opens. Builds carry the result over (`kg.store.added`).
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from traceback import clear_frames
from typing import TypeVar

import pyoxigraph as ox

from kg.errors import StoreError
from kg.store import generations, snapshot
from kg.store.generations import Generation
from kg.store.graph import store_errors
from kg.store.layout import Settings, prepare, require, settings, settle
from kg.store.lock import hold

T = TypeVar("T")


def change(path: Path, work: Callable[[ox.Store], T], *, lock_timeout: float = 0.0) -> tuple[Generation, T]:
    """Let `work` change a copy of the store's current generation, then publish that; its result comes back too.

    If `work` raises, nothing has changed. Raises StoreError where another writer holds the store for longer than
    `lock_timeout` seconds, or where no generation was published yet.
    """
    layout = require(Path(path))
    settings(layout)
    with hold(layout.lock, timeout=lock_timeout), store_errors(layout.root):
        found = generations.current(layout)
        if found is None:
            raise StoreError("The store has no published generation", where=str(layout.root), then="Run kg build.")
        folder, last = found
        source = ox.Store.read_only(str(generations.quads(folder)))
        number = 1 + max(generations.numbers(layout))
        new = generations.begin(layout, source, number)
        try:
            result = _applied(new, work)
        except BaseException as error:
            clear_frames(error.__traceback__)  # they hold the copy open, which then writes to its folder
            shutil.rmtree(new, ignore_errors=True)
            raise
        made = generations.finish(layout, new, replace(last, number=number, added=True))
        generations.sweep(layout)
        return made, result


def make_empty(path: Path, *, base: str, reader: str, lock_timeout: float = 0.0) -> None:
    """Publish an empty first generation at `path`, for what people write; nothing where one was published already."""
    layout = prepare(Path(path))
    with hold(layout.lock, timeout=lock_timeout), store_errors(layout.root):
        settle(layout, Settings(base=base, reader=reader))
        if generations.current(layout) is not None:
            return
        nothing = ox.Store(str(layout.primary))
        nothing.flush()
        new = generations.begin(layout, nothing, 1)
        del nothing
        shutil.rmtree(layout.primary)  # a build begins with one of its own
        name = snapshot.name({}, f"{0:064x}")
        made = Generation(
            number=1, snapshot=name, base=base, reader=reader, version="", made_by="", articles=0, facts=0, quads=0,
        )  # fmt: skip
        generations.finish(layout, new, made)


def _applied(new: Path, work: Callable[[ox.Store], T]) -> T:
    copy = ox.Store(str(generations.quads(new)))
    result = work(copy)
    copy.flush()
    return result
