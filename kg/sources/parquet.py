"""Parquet: an article a row, columns as in JSON Lines or as mapped. Needs the extra `parquet` (pyarrow).

https://parquet.apache.org/docs/file-format/
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.model import Article, SetAside
from kg.sources._records import FIELDS, article
from kg.sources._source import Source

SUFFIXES = (".parquet",)
ROWS = 1_000
"""Rows that are in memory at once."""


def read(source: Source) -> Iterator[Article | SetAside]:
    """The articles of `source`, and a `SetAside` for each row that is none (rows count from 1). Raises OSError."""
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        yield SetAside(where=source.where, reason="not read: install pyarrow (pip install 'bilateral-kg[parquet]')")
        return
    with source.open() as file:
        try:
            table = parquet.ParquetFile(file if file.seekable() else pyarrow.BufferReader(file.read()))
        except pyarrow.ArrowException as error:
            yield SetAside(where=source.where, reason=f"no Parquet: {str(error).splitlines()[0]}")
            return
        wanted = {name: source.columns.get(name, name) for name in FIELDS}
        names = table.schema_arrow.names
        if wanted["text"] not in names:
            yield SetAside(where=source.where, reason=f"no column '{wanted['text']}' (there are {', '.join(names)})")
            return
        number = 0
        try:
            for batch in table.iter_batches(ROWS, columns=[name for name in wanted.values() if name in names]):
                for row in batch.to_pylist():
                    number += 1
                    yield article(row, source.columns, where=f"{source.where}:row {number}")
        except (pyarrow.ArrowException, OSError, UnicodeDecodeError) as error:
            yield SetAside(
                where=source.where, reason=f"broken Parquet after row {number}: {str(error).splitlines()[0]}"
            )
        if number == 0:
            yield SetAside(where=source.where, reason="a table without rows")
