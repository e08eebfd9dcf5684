"""Files and folders -> `Article`, and a `SetAside` for each thing that is none. Texts are never touched.

A format is a module here with `SUFFIXES` (lower case, with the dot) and one verb, `read(path)`; putting the file
into this folder is all it takes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType

from kg.errors import UsageError
from kg.model import Article, SetAside


def read(paths: Sequence[Path]) -> Iterator[Article | SetAside]:
    """The articles of `paths` in the order given; a folder is walked with its sub-folders, sorted by name.

    In a folder, hidden files and papers about it (README, LICENSE, SOURCES, …) are passed over. Everything else
    that cannot be read comes as a `SetAside` with file, line and reason. Raises UsageError for a path that does
    not exist, before anything is read.
    """
    for path in paths:
        if not path.exists():
            raise UsageError(
                "no such file or folder", where=str(path), then="Name a text file, a .jsonl file or a folder of them."
            )
    formats = _formats()
    for path in paths:
        yield from _folder(path, formats) if path.is_dir() else _file(path, formats)


def _formats() -> Mapping[str, ModuleType]:
    """The module for each suffix."""
    modules = (import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__))
    return {suffix: module for module in modules for suffix in module.SUFFIXES}


def _folder(path: Path, formats: Mapping[str, ModuleType]) -> Iterator[Article | SetAside]:
    files = [file for file in sorted(path.rglob("*")) if file.is_file() and not _is_passed_over(file, path)]
    if not files:
        yield SetAside(where=str(path), reason="a folder without articles")
    for file in files:
        yield from _file(file, formats)


def _file(path: Path, formats: Mapping[str, ModuleType]) -> Iterator[Article | SetAside]:
    form = formats.get(path.suffix.lower())
    if form is None:
        kinds = ", ".join(sorted(formats))
        yield SetAside(where=str(path), reason=f"no article: unknown suffix '{path.suffix}' (read are {kinds})")
        return
    try:
        yield from form.read(path)
    except OSError as error:
        yield SetAside(where=str(path), reason=f"cannot be read: {error.strerror or error}")


def _is_passed_over(file: Path, folder: Path) -> bool:
    """Whether `file` is hidden or tells about its folder instead of being an article in it."""
    if any(part.startswith(".") for part in file.relative_to(folder).parts):
        return True
    return file.stem.upper() in {"README", "LICENSE", "COPYING", "NOTICE", "SOURCES", "CITATION", "CHANGELOG"}
