"""Article -> Reading: a pure function, by a reader that is chosen by name. Every fact is checked against the article.

A reader is a module here, or any importable one, with `VERSION: str` (names its rules and lexicon) and one verb,
`extract(article) -> Iterable[Fact | Skipped]`.
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType

from kg.errors import FactError, UsageError
from kg.model import Article, Fact, Reading, Skipped
from kg.readers._conformance import check

__all__ = ["check", "extract", "load", "names", "version"]


def extract(article: Article, reader: str = "cascade") -> Reading:
    """Read `article`. Raises FactError, naming reader, article and span, for a fact that the article does not bear
    out, UsageError when there is no such reader, and whatever the reader itself raises.
    """
    module = load(reader)
    facts: list[Fact] = []
    skipped: list[Skipped] = []
    for item in module.extract(article):
        if isinstance(item, Fact):
            facts.append(item)
        elif isinstance(item, Skipped):
            skipped.append(item)
        else:
            raise FactError(
                f"The reader {reader} yields a {type(item).__name__}",
                where=f"article {article.id}",
                then="A reader yields facts of kg.model, and Skipped.",
            )
    found = Reading(article=article, reader=reader, version=module.VERSION, facts=tuple(facts), skipped=tuple(skipped))
    return check(found)


def version(reader: str) -> str:
    """The version of the reader's rules and lexicon."""
    return str(load(reader).VERSION)


def names() -> tuple[str, ...]:
    """The readers that come with the package: what else stands beside them has no VERSION."""
    found = (module.name for module in iter_modules(__path__) if not module.name.startswith("_"))
    return tuple(sorted(name for name in found if hasattr(import_module(f"{__name__}.{name}"), "VERSION")))


def load(reader: str) -> ModuleType:
    """The reader's module: one of ours, or one that can be imported (also from the working directory).

    Raises UsageError when there is none or it is no reader.
    """
    if not all(part.isidentifier() for part in reader.split(".")):
        raise UsageError(f"'{reader}' is no name of a reader", then=_choices())
    ours = None if reader.startswith("_") else _imported(f"{__name__}.{reader}")
    module = ours or _imported(reader) or _imported_here(reader)
    if module is None:
        raise UsageError(f"There is no reader '{reader}'", then=_choices())
    if not isinstance(getattr(module, "VERSION", None), str) or not callable(getattr(module, "extract", None)):
        raise UsageError(
            f"The module {reader} is no reader", then="A reader has VERSION, a text, and extract(article) -> facts."
        )
    return module


def _choices() -> str:
    return f"Known: {', '.join(names())}; or the dotted name of a module of yours."


def _imported(name: str) -> ModuleType | None:
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        if error.name is not None and (name == error.name or name.startswith(error.name + ".")):
            return None
        raise  # the reader is there; something that it imports is not


def _imported_here(name: str) -> ModuleType | None:
    """A console script does not look for modules in the working directory, where a user's own reader lies."""
    here = str(Path.cwd())
    sys.path.insert(0, here)
    try:
        return _imported(name)
    finally:
        sys.path.remove(here)
