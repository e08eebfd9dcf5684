"""Files, folders, patterns, archives and stdin -> `Article`, and a `SetAside` for each thing that is none.

A format is a module here with `SUFFIXES` (lower case, with the dot) and one verb, `read(source)`; putting the file
into this folder is all it takes. Texts of records are never touched; what is decoded or taken out of a page is the
text from then on, to which all offsets count.
"""

from __future__ import annotations

import glob
import io
import itertools
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType

from kg.errors import UsageError
from kg.model import Article, SetAside
from kg.sources._records import check_columns
from kg.sources._source import DEADLINE, FAULTS, Source, unpacked

STDIN = "-"
PACKED = (".gz", ".zip")


def read(
    paths: Sequence[Path],
    *,
    columns: Mapping[str, str] | None = None,
    format: str | None = None,
    deadline: float = DEADLINE,
) -> Iterator[Article | SetAside]:
    """The articles of `paths` in the order given; a folder is walked with its sub-folders, sorted by name.

    A path may be a pattern (`news/**/*.csv.gz`), or `-` for stdin. `columns` says how a source calls our fields
    ({"text": "body"}); `format` names a module here, for files whose name does not say it. In a folder, hidden files
    and papers about it (README, LICENSE, SOURCES, …) are passed over. Everything else that cannot be read comes as a
    `SetAside` with file, line and reason, a page also if it takes more than `deadline` seconds. Raises UsageError for
    a path that does not exist, before anything is read.
    """
    formats = _formats()
    if format is not None and format not in {_name(module) for module in formats.values()}:
        known = ", ".join(sorted({_name(module) for module in formats.values()}))
        raise UsageError(f"no format '{format}'", then=f"Known: {known}.")
    check_columns(columns or {})
    chosen = next((module for module in formats.values() if _name(module) == format), None)
    for path, folder in [found for given in paths for found in _matching(given)]:
        for source in _sources(path, folder):
            if isinstance(source, SetAside):
                yield source
            else:
                yield from _read(replace(source, columns=columns or {}, deadline=deadline), formats, chosen)


def _formats() -> Mapping[str, ModuleType]:
    """The module for each suffix."""
    names = (found.name for found in iter_modules(__path__) if not found.name.startswith("_"))
    modules = (import_module(f"{__name__}.{name}") for name in names)
    return {suffix: module for module in modules for suffix in module.SUFFIXES}


def _name(module: ModuleType) -> str:
    return module.__name__.rpartition(".")[2]


def _matching(given: Path) -> list[tuple[Path, Path | None]]:
    """The paths that a name or a pattern stands for, with the folder below which they are known by their paths.

    Raises UsageError where there are none.
    """
    if given.exists() or str(given) == STDIN:
        return [(given, given if given.is_dir() else None)]
    found = sorted(map(Path, glob.glob(str(given), recursive=True)))  # noqa: PTH207 (Path.glob takes no root of its own)
    if not found:
        raise UsageError(
            "no such file or folder",
            where=str(given),
            then="Name a file, a folder or a pattern such as 'news/*.csv.gz', or - for stdin.",
        )
    folder = Path(*itertools.takewhile(lambda part: not glob.has_magic(part), given.parts))
    return [(path, folder) for path in found]


def _sources(path: Path, folder: Path | None) -> Iterator[Source | SetAside]:
    if str(path) == STDIN:
        yield _stdin()
    elif path.is_dir():
        files = [file for file in sorted(path.rglob("*")) if file.is_file() and not _is_passed_over(file, path)]
        if not files:
            yield SetAside(where=str(path), reason="a folder without articles")
        yield from (Source.of(file, folder) for file in files)
    else:
        yield Source.of(path, folder)


def _stdin() -> Source:
    """JSON Lines, where the first sign is a brace, else a text. Other formats must be named."""
    stream = sys.stdin.buffer
    begin = stream.peek(64)[:64] if isinstance(stream, io.BufferedReader) else b"{"
    name = "stdin.jsonl" if begin.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{") else "stdin.txt"
    return Source(where=STDIN, name=name, opener=lambda: stream)


def _read(source: Source, formats: Mapping[str, ModuleType], chosen: ModuleType | None) -> Iterator[Article | SetAside]:
    """What is in a source, packed or not; a fault of a file system or an archive costs that source."""
    where = source.where
    try:
        for inner in unpacked(source):
            where = inner.where
            module = chosen or formats.get(inner.suffix)
            if module is None:
                kinds = ", ".join(sorted((*formats, *PACKED)))
                reason = f"no article: unknown suffix '{inner.suffix}' (read are {kinds})"
                yield SetAside(where=where, reason=reason)
                continue
            yield from module.read(inner)
    except FAULTS as error:
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        yield SetAside(where=where, reason=f"cannot be read: {reason}")


def _is_passed_over(file: Path, folder: Path) -> bool:
    """Whether `file` is hidden or tells about its folder instead of being an article in it."""
    if any(part.startswith(".") for part in file.relative_to(folder).parts):
        return True
    return file.stem.upper() in {"README", "LICENSE", "COPYING", "NOTICE", "SOURCES", "CITATION", "CHANGELOG"}
