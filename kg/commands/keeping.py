"""`kg dump`, `verify`, `backup`, `restore`, `diff`: a graph is handed on, and kept."""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.commands.options import LockOption, StoreOption, say, say_set_aside
from kg.errors import EXIT_FAILED, StoreError

if TYPE_CHECKING:
    from kg.store import Reader


class DumpFormat(StrEnum):
    nq = "nq"
    trig = "trig"


class Quotes(StrEnum):
    full = "full"
    short = "short"
    none = "none"


def dump(
    store: StoreOption = None,
    format: Annotated[DumpFormat, typer.Option("--format", help="N-Quads, or TriG.")] = DumpFormat.nq,
    quotes: Annotated[
        Quotes, typer.Option("--quotes", help="The words of articles: all, 40 letters, or digests alone.")
    ] = Quotes.full,
    gz: Annotated[bool, typer.Option("--gz", help="Compressed with gzip.")] = False,
) -> None:
    """Write the graph as sorted N-Quads.

    The same articles give the same bytes. Without quotes, kg verify still holds a dump against the articles.
    """
    from kg.config import load
    from kg.store import open_reader

    with open_reader(store or load().store) as reader:
        parts = reader.dump(quotes=quotes.value) if format is DumpFormat.nq else reader.trig(quotes=quotes.value)
        _write(parts, gz=gz)


def verify(
    dump: Annotated[Path, typer.Argument(metavar="DUMP", help="A file .nq or .trig, or such with .gz.")],
    articles: Annotated[list[Path], typer.Option("--articles", metavar="INPUT", help="The articles; repeatable.")],
) -> None:
    """Hold a dump against its articles.

    Each run of words must stand where the dump has it. What does not goes to stdout; the exit code is then 1.
    """
    from kg.model import Article, SetAside
    from kg.sources import read
    from kg.store.verify import verify as compare

    found = list(read(articles))
    told = compare(dump, (each for each in found if isinstance(each, Article)))
    for fault in told.faults:
        print(f"{fault.article} {fault.part} {fault.begin}-{fault.end}: the article has other words there")
    for digest in told.unknown:
        print(f"no article with the digest {digest}")
    say(
        f"{told.runs:,} runs of words in {told.articles:,} articles compared, {len(told.faults)} differ, "
        f"{len(told.unknown)} articles not given"
    )
    if told.faults or told.unknown or not told.runs:
        raise typer.Exit(EXIT_FAILED)
    say_set_aside(each for each in found if isinstance(each, SetAside))


def backup(
    target: Annotated[Path, typer.Argument(metavar="DIR", help="A new or empty folder.")],
    store: StoreOption = None,
    lock_timeout: LockOption = 0.0,
) -> None:
    """Copy a store whole.

    The copy is a store itself; a build that runs is waited for up to --lock-timeout.
    """
    from kg.config import load
    from kg.store.backup import copy

    made = copy(store or load().store, target, lock_timeout=lock_timeout)
    say(f"Generation {made.number}, snapshot {made.snapshot}, is kept in {target}.   Back: kg restore {target}")


def restore(
    source: Annotated[Path, typer.Argument(metavar="DIR", help="What kg backup made.")],
    store: StoreOption = None,
    lock_timeout: LockOption = 0.0,
) -> None:
    """Make a store from a backup.

    Its content is read whole and must bear its snapshot. A store that is there is left alone.
    """
    from kg.config import load
    from kg.store.backup import check, copy

    if not source.is_dir():
        raise StoreError("There is no backup", where=str(source), then="Make one: kg backup DIR.")
    if wrong := check(source):
        raise StoreError(f"The backup is broken: {wrong}", where=str(source), then="Take another, or build again.")
    target = store or load().store
    made = copy(source, target, lock_timeout=lock_timeout)
    say(f"Generation {made.number}, snapshot {made.snapshot}, stands in {target}.")


def diff(
    a: Annotated[str, typer.Argument(metavar="A", help="A store, or STORE@NUMBER for a generation that is kept.")],
    b: Annotated[str, typer.Argument(metavar="B", help="The other.")],
    as_json: Annotated[bool, typer.Option("--json", help="As JSON Lines.")] = False,
) -> None:
    """Tell what differs between two stores.

    Each fact added, removed or changed, by digest of its text, kind and place of its words, and why.
    """
    from kg.store.differences import differences

    counts: Counter[str] = Counter()
    with _opened(a) as one, _opened(b) as other:
        for found in differences(one, other):
            counts[found.change] += 1
            print(json.dumps(asdict(found), ensure_ascii=False) if as_json else found)
    say(f"{counts['added']:,} facts added, {counts['removed']:,} removed, {counts['changed']:,} changed")


def _opened(name: str) -> Reader:
    """A store by its folder; `graph@3` is its third generation, unless there is a folder of that name."""
    from kg.store import open_reader

    path, at, number = name.rpartition("@")
    if at and number.isdecimal() and not Path(name).exists():
        return open_reader(Path(path), int(number))
    return open_reader(Path(name))


def _write(parts: Iterable[bytes], *, gz: bool) -> None:
    """To stdout. The same content gives the same bytes when compressed: no name and no time goes in."""
    if not gz:
        for part in parts:
            sys.stdout.buffer.write(part)
    else:
        with gzip.GzipFile(filename="", mode="wb", fileobj=sys.stdout.buffer, mtime=0) as file:
            for part in parts:
                file.write(part)
    sys.stdout.buffer.flush()
