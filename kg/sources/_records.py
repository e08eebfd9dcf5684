"""A record with named fields -> `Article`: the same checks for each format that has records."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from kg.errors import UsageError
from kg.model import Article, SetAside

FIELDS = ("id", "text", "title", "date", "outlet", "url")


def article(record: Mapping[str, Any], columns: Mapping[str, str], *, where: str) -> Article | SetAside:
    """The article that `record` holds, by our names of its fields or those that `columns` gives them.

    A record without an id that has a URL is known by that.
    """
    fields: dict[str, Any] = {name: record.get(columns.get(name, name)) for name in FIELDS}
    fields["date"] = _plain(fields["date"])
    if fields["id"] is None and isinstance(fields["url"], str) and fields["url"].strip():
        fields["id"] = fields["url"]
    fault, day = _fault(fields, columns)
    if fault:
        identifier = fields["id"]
        return SetAside(where=where, reason=fault, id=identifier if isinstance(identifier, str) else None)
    return Article(
        id=fields["id"],
        text=fields["text"],
        title=fields["title"] or None,
        date=day,
        outlet=fields["outlet"] or None,
        url=fields["url"] or None,
        where=where,
    )


def check_columns(columns: Mapping[str, str]) -> None:
    """Raises UsageError for a name that is none of ours."""
    strange = sorted(columns.keys() - set(FIELDS))
    if strange:
        raise UsageError(f"no field '{strange[0]}' of an article", then=f"Known: {', '.join(FIELDS)}.")


def _plain(value: Any) -> Any:
    """Days as YYYY-MM-DD, a moment by its day as written; all else as it is."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else value


def _fault(fields: Mapping[str, Any], columns: Mapping[str, str]) -> tuple[str, date | None]:
    """What is wrong with the fields ("" if nothing), and the day."""
    for name in ("id", "text"):
        value = fields[name]
        if value is None:
            return f"no article: '{columns.get(name, name)}' is missing", None
        if isinstance(value, str) and not value.strip():
            return f"'{columns.get(name, name)}' is empty", None
    for name in FIELDS:
        value = fields[name]
        if value is not None and not isinstance(value, str):
            return f"'{name}' must be a string, not {json.dumps(value, default=str)[:60]}", None
        if not value or value.isascii():
            continue
        # JSON can write half of a surrogate pair ("\\ud83d"); no UTF-8 file, and so no graph, can hold it.
        try:
            value.encode()
        except UnicodeEncodeError as error:
            return f"'{name}' holds half a surrogate pair at character {error.start}", None
    words = fields["date"] or None
    try:
        return "", day(words) if words else None
    except ValueError:
        return f"'{words}' is no date (wanted is YYYY-MM-DD)", None


@lru_cache(maxsize=4096)  # the days of news come again and again
def day(words: str) -> date:
    """The day of YYYY-MM-DD, or of a moment that begins so (2024-08-23T09:00:00Z). Raises ValueError."""
    found = re.fullmatch(r"(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:\d{2}.*)?", words.strip())
    if not found:
        raise ValueError(words)
    return date.fromisoformat(found[1])
