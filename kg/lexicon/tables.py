"""A table of the lexicon -> its rows."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from kg.errors import LexiconError


def rows(name: str, columns: tuple[str, ...]) -> Iterator[list[str]]:
    """The cells of each row of `name`.tsv, in the order of `columns`, which is the order of its header.

    A header that differs, or a row with too few or too many cells, is a LexiconError that names file and line.
    """
    lines = (files("kg.lexicon") / f"{name}.tsv").read_text("utf-8").split("\n")
    if lines[0].split("\t") != list(columns):
        raise LexiconError("the header is not " + " ".join(columns), where=f"kg/lexicon/{name}.tsv, line 1")
    width = len(columns)
    for number, line in enumerate(lines[1:], start=2):
        if not line:
            continue
        cells = line.split("\t")
        if len(cells) != width:
            what = f"{len(cells)} cells where the header has {width}"
            raise LexiconError(what, where=f"kg/lexicon/{name}.tsv, line {number}", then="Cells are parted by one tab.")
        yield cells


@cache
def told(name: str) -> Mapping[str, Any]:
    """What `name`.toml says, read once."""
    with files("kg.lexicon").joinpath(*f"{name}.toml".split("/")).open("rb") as source:
        return tomllib.load(source)


def many(cell: str) -> tuple[str, ...]:
    """The values of a cell that may hold several, parted by `|`."""
    return tuple(cell.split("|")) if cell else ()


def rest_of_file(name: str) -> tuple[str, ...]:
    """The lines of a plain list, `name`.txt, without empty ones and without comments (`#`)."""
    text = (files("kg.lexicon") / f"{name}.txt").read_text("utf-8")
    return tuple(line for line in text.split("\n") if line and not line.startswith("#"))
