"""Generations: immutable copies of the graph that readers open, published by one swap of a link.

    generations/N/quads/       Oxigraph: hard links into `primary/`, and the graphs that people added
    generations/N/info.json    what the generation holds
    current -> generations/N

To publish costs the same for a small store and for a big one, unless most of a store is new at the end of a build: then
it is put in order, which writes it anew.
"""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import pyoxigraph as ox

from kg.errors import StoreError
from kg.store.added import carry, has_added
from kg.store.graph import BrokenStore, store_errors
from kg.store.layout import Layout, write_json

KEPT = 3
"""Generations that stay: the current one and those that queries may still run on."""


@dataclass(frozen=True, kw_only=True)
class Generation:
    """A published state of the store. `made_by` stands for the code and ontology that went into it beside the articles.

    `snapshot` names the content of the article graphs and the derived graph (`kg.store.snapshot`): the same content
    has the same snapshot, wherever and however it was built. `facts` counts fact nodes of
    the articles, `quads` all quads that were built, the ontology included. What people added is in none of these;
    `added` tells whether they may have added anything (None: not noted): to find out takes a walk over all graphs.
    `ordered` is how many quads there were when the store was last put in order.
    """

    number: int
    snapshot: str
    base: str
    reader: str
    version: str
    made_by: str
    articles: int
    facts: int
    quads: int
    added: bool | None = None
    ordered: int = 0


@dataclass(frozen=True, kw_only=True)
class StoreInfo:
    """What a reader of the store is told about it."""

    format: int
    base: str
    generation: int
    snapshot: str
    reader: str
    version: str
    articles: int
    facts: int
    quads: int
    path: Path


def current(layout: Layout) -> tuple[Path, Generation] | None:
    """The folder and description of the generation that readers see; None before the first was published."""
    return _read(layout.current)


def kept(layout: Layout, number: int) -> tuple[Path, Generation]:
    """The same for a generation by number. Raises StoreError where it is not kept any more, or not yet there."""
    found = _read(layout.generations / str(number))
    if found is None:
        there = ", ".join(map(str, numbers(layout))) or "none"
        raise StoreError(f"There is no generation {number}", where=str(layout.root), then=f"Kept are: {there}.")
    return found


def described(folder: Path) -> Generation:
    """What the generation in `folder` says of itself. Raises BrokenStore, FileNotFoundError where it says nothing."""
    try:
        return Generation(**json.loads((folder / "info.json").read_text(encoding="utf-8")))
    except (ValueError, TypeError):
        raise BrokenStore(
            "The store is broken: a generation cannot be read",
            where=str(folder),
            then="Look at it with kg doctor, and mend it with kg doctor --mend.",
        ) from None


def _read(place: Path) -> tuple[Path, Generation] | None:
    try:
        folder = place.resolve(strict=True)
        return folder, described(folder)
    except FileNotFoundError:
        return None


def quads(folder: Path) -> Path:
    return folder / "quads"


def numbers(layout: Layout) -> list[int]:
    """The generations on disk, oldest first, without those that were left half-made."""
    if not layout.generations.is_dir():
        return []
    return sorted(int(entry.name) for entry in layout.generations.iterdir() if entry.name.isdecimal())


def publish(layout: Layout, primary: ox.Store, made: Generation, *, final: bool) -> Generation:
    """Copy `primary`, add what people added to the generation before, and make it the current generation.

    If it is the `final` one of a build, and most of it is new, it is first put in order: what came in batches lies in
    many files, and a question over everything takes up to twice as long as over one.
    """
    primary.flush()
    last = current(layout)
    ordered = last[1].ordered if last is not None else 0
    if final and 2 * ordered < made.quads:
        primary.optimize()
        ordered = made.quads
    new = begin(layout, primary, made.number)
    added = last is not None and last[1].added is not False and _carry(last[0], new, made.base)
    return finish(layout, new, replace(made, added=added, ordered=ordered))


def _carry(last: Path, new: Path, base: str) -> bool:
    """Copy what people added to one generation to the next; whether there was anything."""
    old = ox.Store.read_only(str(quads(last)))
    if not has_added(old, base):
        return False
    copy = ox.Store(str(quads(new)))
    carry(old, copy, base)
    copy.flush()
    return True  # and close it: Oxigraph has no other way than to let it go


def begin(layout: Layout, source: ox.Store, number: int) -> Path:
    """The folder of a generation that is to come, with a copy of `source`, under a name that no reader looks for."""
    new = layout.generations / f"{number}.new"
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(parents=True)
    source.backup(str(quads(new)))
    return new


def finish(layout: Layout, new: Path, made: Generation) -> Generation:
    """Make the closed copy in `new` the current generation. It is renamed when it is whole, so none is ever half."""
    write_json(new / "info.json", asdict(made))
    folder = layout.generations / str(made.number)
    new.replace(folder)
    point(layout, folder)
    return made


def sweep(layout: Layout) -> int:
    """Delete generations that nobody needs, and half-made ones; the number of the oldest that stays (0: none).

    Processes that read from a deleted one go on: they hold its files open.
    """
    found = current(layout)
    newest = found[1].number if found else 0
    kept = [number for number in numbers(layout) if number <= newest][-KEPT:]
    if layout.generations.is_dir():
        for entry in layout.generations.iterdir():
            if not (entry.name.isdecimal() and int(entry.name) in kept):
                shutil.rmtree(entry, ignore_errors=True)
    return kept[0] if kept else 0


def point(layout: Layout, folder: Path) -> None:
    """Lead readers to the generation in `folder`."""
    link = layout.current.with_name("current.new")
    with store_errors(layout.root):
        link.unlink(missing_ok=True)
        link.symlink_to(Path(layout.generations.name, folder.name), target_is_directory=True)
        link.replace(layout.current)
        # The journal is told next that all is published: after a power cut the link must not be an older one.
        for changed in (layout.generations, layout.root):
            _sync(changed)


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
