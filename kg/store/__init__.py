"""N-Quads of articles -> an Oxigraph store in immutable generations, and a reader of the current one.

A store is written by one process, under a lock that names its owner, and read by any number. Killed at any moment, it
is whole when it is opened again, and the same build run again ends in the same graph.
"""

from kg.store.added import has_built, is_built
from kg.store.changes import change, make_empty
from kg.store.generations import Generation, StoreInfo
from kg.store.graph import PREFIXES, Answer, ask
from kg.store.journal import Row
from kg.store.opening import open_writer
from kg.store.reader import Reader, open_reader
from kg.store.writer import Writer

__all__ = [
    "PREFIXES",
    "Answer",
    "Generation",
    "Reader",
    "Row",
    "StoreInfo",
    "Writer",
    "ask",
    "change",
    "has_built",
    "is_built",
    "make_empty",
    "open_reader",
    "open_writer",
]
