"""Lists as tables: of a query's solutions, or of things that belong together."""

from __future__ import annotations

import csv
import html
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from importlib import import_module
from os import PathLike
from pathlib import Path
from typing import Any, Generic, TypeVar, overload

import pyoxigraph as ox

from kg.errors import KgError

SHOWN = 50
"""Rows that a table shows of itself; `df`, `dicts` and iteration give all."""

_WIDTH = 44
# Jupyter's own style sets all cells to the right, which is for numbers.
LEFT = ' style="text-align: left"'
_XSD = "http://www.w3.org/2001/XMLSchema#"
_INTEGERS = ("integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger", "unsignedInt")

Thing = TypeVar("Thing")


def typed(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None) -> Any:
    """A term as Python has it: IRIs and texts str, dates date, counts int; what does not parse stays text."""
    if not isinstance(term, ox.Literal):
        return None if term is None else getattr(term, "value", str(term))
    datatype = term.datatype.value.removeprefix(_XSD)
    try:
        if datatype in _INTEGERS:
            return int(term.value)
        if datatype in ("decimal", "double", "float"):
            return float(term.value)
        if datatype == "date":
            return date.fromisoformat(term.value)
        if datatype == "dateTime":
            return datetime.fromisoformat(term.value)
    except ValueError:
        return term.value
    return term.value in ("true", "1") if datatype == "boolean" else term.value


@dataclass(frozen=True, kw_only=True, repr=False)
class Table(Generic[Thing]):
    """Rows of typed values under their columns. `things` are the rows as objects: `t[0]` is the first of them."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    things: tuple[Thing, ...]

    @classmethod
    def of(cls, columns: Sequence[str], pairs: Sequence[tuple[Thing, Sequence[Any]]]) -> Table[Thing]:
        """A table from things, each with its cells."""
        return Table(
            columns=tuple(columns),
            rows=tuple(tuple(row) for _, row in pairs),
            things=tuple(thing for thing, _ in pairs),
        )

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Thing]:
        return iter(self.things)

    @overload
    def __getitem__(self, index: int) -> Thing: ...

    @overload
    def __getitem__(self, index: slice) -> Table[Thing]: ...

    def __getitem__(self, index: int | slice) -> Thing | Table[Thing]:
        if isinstance(index, slice):
            return Table(columns=self.columns, rows=self.rows[index], things=self.things[index])
        return self.things[index]

    def dicts(self) -> list[dict[str, Any]]:
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def df(self) -> Any:
        """A pandas DataFrame; columns of days are datetime64, columns of integers with gaps Int64."""
        pandas = _library("pandas", "df")
        frame = pandas.DataFrame(list(self.rows), columns=list(self.columns))
        for place, column in enumerate(self.columns):
            kinds = {type(row[place]) for row in self.rows} - {type(None)}
            if kinds == {date}:
                frame[column] = pandas.to_datetime(frame[column])
            elif kinds == {int}:
                frame[column] = frame[column].astype("Int64" if frame[column].isna().any() else "int64")
        return frame

    def pl(self) -> Any:
        """A polars DataFrame."""
        return _library("polars", "pl").DataFrame(self.dicts(), schema=list(self.columns), infer_schema_length=None)

    def to_csv(self, path: str | PathLike[str]) -> None:
        """Write all rows as CSV in UTF-8, unknown values empty."""
        with Path(path).open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(self.columns)
            writer.writerows(self.rows)

    def __repr__(self) -> str:
        shown = [self.columns, *([_cell(value) for value in row] for row in self.rows[:SHOWN])]
        widths = [min(_WIDTH, max(len(line[i]) for line in shown)) for i in range(len(self.columns))]
        lines = ["  ".join(_cut(cell, w).ljust(w) for cell, w in zip(line, widths, strict=True)) for line in shown]
        return "\n".join([*(line.rstrip() for line in lines), self._count()])

    def _repr_html_(self) -> str:
        head = "".join(f"<th{LEFT}>{html.escape(column)}</th>" for column in self.columns)
        body = "".join("<tr>" + "".join(map(_html, row)) + "</tr>" for row in self.rows[:SHOWN])
        table = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        return f"{table}<p>{html.escape(self._count())}</p>"

    def _count(self) -> str:
        number = len(self)
        if number > SHOWN:
            return f"{SHOWN} of {number} rows"
        return f"{number} row" if number == 1 else f"{number} rows"


def _cell(value: Any) -> str:
    return "" if value is None else str(value)


def _html(value: Any) -> str:
    """A cell; a day is never broken over two lines."""
    style = (
        ' style="white-space: nowrap"' if isinstance(value, date) else "" if isinstance(value, int | float) else LEFT
    )
    return f"<td{style}>{html.escape(_cell(value))}</td>"


def _cut(text: str, width: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= width else f"{line[: width - 1]}…"


def _library(name: str, extra: str) -> Any:
    try:
        return import_module(name)
    except ImportError as error:
        raise KgError(
            f"{name} is not installed", then=f"Install it with: pip install 'bilateral-kg[{extra}]'."
        ) from error
