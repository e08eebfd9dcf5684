"""JSON Lines: an article a line, an object with `id` and `text`, and `title`, `date`, `outlet`, `url` where known.

`date` is YYYY-MM-DD. Other keys are passed over. https://jsonlines.org
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from kg.model import Article, SetAside

SUFFIXES = (".jsonl", ".ndjson")


def read(path: Path) -> Iterator[Article | SetAside]:
    """The articles of `path` in its order, and a `SetAside` for each line that is none. Raises OSError."""
    found = False
    with path.open("rb") as file:
        for number, raw in enumerate(file, start=1):
            raw = raw.removeprefix(b"\xef\xbb\xbf") if number == 1 else raw
            if raw.strip():
                found = True
                yield _article(raw, where=f"{path}:{number}")
    if not found:
        yield SetAside(where=str(path), reason="an empty file")


def _article(raw: bytes, *, where: str) -> Article | SetAside:
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
    fault, day = _fault(record)
    identifier = record.get("id")
    if fault:
        return SetAside(where=where, reason=fault, id=identifier if isinstance(identifier, str) else None)
    return Article(
        id=record["id"],
        text=record["text"],
        title=record.get("title") or None,
        date=day,
        outlet=record.get("outlet") or None,
        url=record.get("url") or None,
        where=where,
    )


def _fault(record: dict[str, Any]) -> tuple[str, date | None]:
    """What is wrong with `record` ("" if nothing), and its day."""
    for name in ("id", "text"):
        value = record.get(name)
        if value is None:
            return f"no article: '{name}' is missing", None
        if isinstance(value, str) and not value.strip():
            return f"'{name}' is empty", None
    for name in ("id", "text", "title", "date", "outlet", "url"):
        value = record.get(name)
        if value is not None and not isinstance(value, str):
            return f"'{name}' must be a string, not {json.dumps(value)[:60]}", None
        # JSON can write half of a surrogate pair ("\\ud83d"); no UTF-8 file, and so no graph, can hold it.
        if half := re.search("[\ud800-\udfff]", value or ""):
            return f"'{name}' holds half a surrogate pair at character {half.start()}", None
    words = record.get("date") or None
    try:
        if words is not None and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", words):
            raise ValueError
        return "", date.fromisoformat(words) if words else None
    except ValueError:
        return f"'{words}' is no date (wanted is YYYY-MM-DD)", None
