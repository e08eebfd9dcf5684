"""CSV with a header line: an article a row, columns as in JSON Lines or as mapped. Commas, semicolons or tabs.

Line breaks inside quotes belong to the text. https://www.rfc-editor.org/rfc/rfc4180
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import TextIO

from kg.model import Article, SetAside
from kg.sources._decoding import NoText, decode
from kg.sources._records import article
from kg.sources._source import LARGEST, Source

SUFFIXES = (".csv", ".tsv")
UTF8_PROBE = 2**20
"""Bytes that show whether a file is UTF-8, which is then read row by row, not at once."""


def read(source: Source) -> Iterator[Article | SetAside]:
    """The articles of `source`, and a `SetAside` for each row that is none, with its line. Raises OSError."""
    try:
        with _opened(source) as text:
            yield from _rows(source, text)
    except NoText as error:
        yield SetAside(where=source.where, reason=str(error))
    except UnicodeDecodeError as error:
        yield SetAside(where=source.where, reason=f"no text from here on: {error.reason}; the rows before were read")


def _opened(source: Source) -> TextIO:
    with source.open() as file:
        probe = file.read(UTF8_PROBE)
    try:
        # The last bytes may be half a character.
        probe[:-3].decode("utf-8-sig")
        return io.TextIOWrapper(source.open(), encoding="utf-8-sig", newline="")
    except UnicodeDecodeError:
        return io.StringIO(decode(source.bytes()), newline="")


def _rows(source: Source, text: TextIO) -> Iterator[Article | SetAside]:
    head = text.readline()
    if not head.strip():
        yield SetAside(where=source.where, reason="an empty file")
        return
    delimiter = max("\t" if source.suffix == ".tsv" else ",;\t", key=head.count)
    names = next(csv.reader([head], delimiter=delimiter), [])
    missing = [name for name in ("text",) if source.columns.get(name, name) not in names]
    if missing:
        known = ", ".join(names)[:200]
        wanted = source.columns.get("text", "text")
        yield SetAside(where=f"{source.where}:1", reason=f"no column '{wanted}' (there are {known})")
        return
    csv.field_size_limit(LARGEST)
    rows = csv.reader(text, delimiter=delimiter, strict=True)
    while True:
        line = rows.line_num + 2
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield SetAside(where=f"{source.where}:{line}", reason=f"broken CSV: {error}")
            continue
        if row:
            yield _article(source, names, row, where=f"{source.where}:{line}")


def _article(source: Source, names: list[str], row: list[str], *, where: str) -> Article | SetAside:
    if len(row) != len(names):
        return SetAside(where=where, reason=f"broken CSV: {len(row)} fields where the header has {len(names)}")
    if any("\0" in value for value in row):
        return SetAside(where=where, reason="no text: a field holds zero bytes")
    return article({name: value or None for name, value in zip(names, row, strict=True)}, source.columns, where=where)
