"""bilateral-kg: articles in, an RDF graph of diplomacy out, with the words that say so.

The road, a room each; the output of one is the input of the next:

    sources -> documents -> mentions -> entities -> facts -> triples -> store -> queries -> serve / export / notebook

The public names, each imported when it is first used, so that `import kg` costs nothing:

    open      a store for reading, as a graph to walk                  kg.notebook
    build     articles into a store                                    kg.pipeline
    merge     stores that were built apart into one                    kg.pipeline
    extract   the facts of one article, without a store                kg.pipeline
    read      files and folders as articles                            kg.sources
    Article, Reading, SetAside                                         kg.model
    KgError                                                            kg.errors
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.errors import KgError
    from kg.model import Article, Reading, SetAside
    from kg.notebook import open
    from kg.pipeline import build, extract, merge
    from kg.sources import read

__version__ = "0.1.0"

__all__ = ["Article", "KgError", "Reading", "SetAside", "build", "extract", "merge", "open", "read"]


def __getattr__(name: str) -> Any:
    """The public name, from the room that has it."""
    from importlib import import_module

    rooms = {
        "kg.errors": ("KgError",),
        "kg.model": ("Article", "Reading", "SetAside"),
        "kg.notebook": ("open",),
        "kg.pipeline": ("build", "extract", "merge"),
        "kg.sources": ("read",),
    }
    for room, names in rooms.items():
        if name in names:
            return getattr(import_module(room), name)
    raise AttributeError(f"module 'kg' has no attribute {name!r}. Public names: {', '.join(__all__)}")


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
