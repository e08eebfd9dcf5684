"""A table in the forms that people and programs read."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Literal, get_args

import pyoxigraph as ox

from kg.errors import UsageError
from kg.queries.answers import Table, Term

FormName = Literal["table", "json", "csv", "tsv", "md"]
FORMS: tuple[FormName, ...] = get_args(FormName)


def format(table: Table, form: str = "table") -> str | bytes:
    """The table as `table` (for a screen), `md` (Markdown), or in the W3C forms `json`, `csv` and `tsv`.

    The W3C forms are bytes as Oxigraph writes them. Raises UsageError for another form.
    """
    if form == "json":
        return table.parsed().serialize(format=ox.QueryResultsFormat.JSON) or b""
    if form in ("csv", "tsv"):
        if table.yes is not None:
            return str(table.yes).lower() + "\n"
        return table.body if form == "tsv" else table.parsed().serialize(format=ox.QueryResultsFormat.CSV) or b""
    if form not in FORMS:
        raise UsageError(f"no form '{form}'", then=f"Known: {', '.join(FORMS)}.")
    if table.yes is not None:
        return ("yes" if table.yes else "no") + "\n"
    cells = [[_shown(term) for term in row] for row in table.rows]
    return _markdown(table.columns, cells) if form == "md" else _aligned(table.columns, cells)


def _shown(term: Term | None) -> str:
    """A term for reading: an IRI bare, a literal without its type, each on one line."""
    if term is None:
        return ""
    text = str(term) if isinstance(term, ox.Triple) else term.value
    return " ".join("".join(" " if unicodedata.category(sign) == "Cc" else sign for sign in text).split())


def _markdown(columns: Sequence[str], cells: Sequence[Sequence[str]]) -> str:
    lines = [columns, ["---"] * len(columns), *cells]
    escaped = ([cell.replace("\\", "\\\\").replace("|", "\\|") for cell in line] for line in lines)
    return "".join(f"| {' | '.join(line)} |\n" for line in escaped)


def _aligned(columns: Sequence[str], cells: Sequence[Sequence[str]]) -> str:
    """Columns side by side. Nothing is cut; the last line counts the rows."""
    rows = [list(columns), *map(list, cells)]
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)] if columns else []
    rows.insert(1, ["─" * width for width in widths])
    count = f"{len(cells)} row{'' if len(cells) == 1 else 's'}\n"
    return "".join(_line(row, widths) for row in rows) + count


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    padded = (cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True))
    return "  ".join(padded).rstrip() + "\n"


def _width(text: str) -> int:
    """How many columns of a terminal the text takes: two for a wide letter, none for a combining mark."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text
    )
