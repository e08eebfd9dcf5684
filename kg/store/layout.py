"""Where the parts of a store lie, and `kg.json`, which says what kind of store it is."""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import StoreError
from kg.store.graph import store_errors

FORMAT = 4


@dataclass(frozen=True, kw_only=True)
class Layout:
    """The paths of the store in the folder `root`."""

    root: Path

    @property
    def settings(self) -> Path:
        return self.root / "kg.json"

    @property
    def lock(self) -> Path:
        return self.root / "lock"

    @property
    def primary(self) -> Path:
        return self.root / "primary"

    @property
    def journal(self) -> Path:
        return self.root / "journal.sqlite"

    @property
    def ledger(self) -> Path:
        """What is concluded across articles, kept by `kg.across`."""
        return self.root / "across.sqlite"

    @property
    def words(self) -> Path:
        """The full-text index."""
        return self.root / "words.sqlite"

    @property
    def generations(self) -> Path:
        return self.root / "generations"

    @property
    def current(self) -> Path:
        return self.root / "current"


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What does not change in the life of a store: its IRIs, and who reads for it."""

    base: str
    reader: str


def prepare(root: Path) -> Layout:
    """Make the folder of a store; refuses one that holds anything else than a store."""
    layout = Layout(root=root)
    with store_errors(root):
        root.mkdir(parents=True, exist_ok=True)
        strange = sorted({entry.name for entry in root.iterdir()} - {"kg.json.new", "lock"})
    if strange and not layout.settings.exists():
        raise StoreError(
            f"The folder is no store and not empty (it holds {strange[0]})",
            where=str(root),
            then="Name a new or empty folder with --store.",
        )
    return layout


def require(root: Path) -> Layout:
    """The layout of a store that must be there already."""
    layout = Layout(root=root)
    if not layout.settings.exists():
        raise StoreError("There is no store", where=str(root), then="Make one: kg build ARTICLES… --store " + str(root))
    return layout


def settle(layout: Layout, wanted: Settings) -> Settings:
    """The settings of the store, written first if it is new; raises StoreError where `wanted` differs from them."""
    if not layout.settings.exists():
        write_json(layout.settings, {"format": FORMAT, "base": wanted.base, "reader": wanted.reader})
    found = settings(layout)
    for name, is_, should in (("base", found.base, wanted.base), ("reader", found.reader, wanted.reader)):
        if is_ != should:
            raise StoreError(
                f"The store has the {name} {is_}, not {should}",
                where=str(layout.root),
                then=f"A store has one {name}: build into another one with --store, or give --{name} {is_}.",
            )
    return found


def clean(layout: Layout, *, journal_is_new: bool) -> None:
    """Delete what a killed process left half-written and, where no journal knows them, graphs and conclusions."""
    if journal_is_new:
        shutil.rmtree(layout.primary, ignore_errors=True)
        for kept in (layout.ledger, layout.words):
            for file in layout.root.glob(f"{kept.name}*"):
                file.unlink()
    for orphan in layout.primary.glob("bulk-*.sst"):
        orphan.unlink()
    for half in layout.root.glob("*.new"):
        half.unlink()


def settings(layout: Layout) -> Settings:
    """Read `kg.json`; raises StoreError when it is broken or of another format."""
    with store_errors(layout.root):
        text = layout.settings.read_text(encoding="utf-8")
    try:
        data = json.loads(text)
        number, base, reader = data["format"], str(data["base"]), str(data["reader"])
    except (ValueError, KeyError, TypeError):
        raise StoreError(
            "The store is broken: kg.json cannot be read",
            where=str(layout.settings),
            then="Move the store away and build again from the articles.",
        ) from None
    if number != FORMAT:
        raise StoreError(
            f"The store has format {number}, this version of kg reads format {FORMAT}",
            where=str(layout.settings),
            then="Use the version of kg that made it, or build again from the articles into a new folder.",
        )
    return Settings(base=base, reader=reader)


def write_json(path: Path, data: dict[str, Any]) -> None:
    """Write `path` whole or not at all."""
    new = path.with_name(path.name + ".new")
    with new.open("w", encoding="utf-8") as file:
        json.dump(data, file, indent=1, ensure_ascii=False)
        file.write("\n")
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)
