"""A text file is an article: its id the file's stem, its text the file's text, to the last line break.

The lines at the very top, before the first empty one, may say more:

     date 2024-08-23
     outlet demonstration note
     title Premier meets president

They stay in the text, so that offsets count into the file as it stands. UTF-8, with or without a byte order mark;
a mark is no part of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from kg.model import Article, SetAside

SUFFIXES = (".txt",)
# A date begins with a digit, or "date palms line the road" would be a faulty header.
HEADER = re.compile(r"\s*(?:(date)\s+(\d.*?)|(outlet|title|url|id)\s+(.+?))\s*$")


def read(path: Path) -> Iterator[Article | SetAside]:
    """The one article of `path`, or why it is none. Raises OSError as the file system does."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        yield SetAside(where=str(path), reason=f"no text: byte {error.start} is not UTF-8", id=path.stem)
        return
    header = _header(text)
    identifier = header.get("id", path.stem)
    day, fault = _day(header.get("date"))
    if "\0" in text:
        fault = "no text: a binary file (it holds zero bytes)"
    elif not text.strip():
        fault = "an empty file"
    if fault:
        yield SetAside(where=str(path), reason=fault, id=identifier)
        return
    yield Article(
        id=identifier,
        text=text,
        title=header.get("title"),
        date=day,
        outlet=header.get("outlet"),
        url=header.get("url"),
        where=str(path),
    )


def _header(text: str) -> dict[str, str]:
    """The words of the run of header lines at the top; of two lines alike the first counts."""
    header: dict[str, str] = {}
    # 4 KB hold any header; a book of one line must not be split for it.
    for line in text[:4096].split("\n"):
        found = HEADER.match(line)
        if not found:
            break
        header.setdefault(found[1] or found[3], found[2] or found[4])
    return header


def _day(words: str | None) -> tuple[date | None, str]:
    """The header's day, and what is wrong with it ("" if nothing)."""
    if words is None:
        return None, ""
    try:
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", words):
            raise ValueError
        return date.fromisoformat(words), ""
    except ValueError:
        return None, f"header: '{words}' is no date (wanted is YYYY-MM-DD)"
