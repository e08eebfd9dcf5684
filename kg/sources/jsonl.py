"""JSON Lines: an article a line, an object with `id` and `text`, and `title`, `date`, `outlet`, `url` where known.

`date` is YYYY-MM-DD, or a moment that begins so. Other keys are passed over. https://jsonlines.org
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from kg.model import Article, SetAside
from kg.sources._records import article
from kg.sources._source import Source

SUFFIXES = (".jsonl", ".ndjson")


def read(source: Source) -> Iterator[Article | SetAside]:
    """The articles of `source` in its order, and a `SetAside` for each line that is none. Raises OSError."""
    found = False
    with source.open() as file:
        for number, raw in enumerate(file, start=1):
            raw = raw.removeprefix(b"\xef\xbb\xbf") if number == 1 else raw
            if raw.strip():
                found = True
                yield _article(raw, source.columns, where=f"{source.where}:{number}")
    if not found:
        yield SetAside(where=source.where, reason="an empty file")


def _article(raw: bytes, columns: Mapping[str, str], *, where: str) -> Article | SetAside:
    try:
        record = json.loads(raw.decode("utf-8").rstrip())
    except UnicodeDecodeError as error:
        return SetAside(where=where, reason=f"no text: byte {error.start} of the line is not UTF-8")
    except json.JSONDecodeError as error:
        return SetAside(where=where, reason=f"broken JSON at column {error.pos + 1}: {error.msg}")
    except (ValueError, RecursionError):
        return SetAside(where=where, reason="broken JSON: a number too long or brackets too deep")
    if not isinstance(record, dict):
        return SetAside(where=where, reason="no article: the line is no JSON object")
    return article(record, columns, where=where)
