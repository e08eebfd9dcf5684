"""A text file is an article: its id the file's stem, its text the file's text, to the last line break.

The lines at the very top, before the first empty one, may say more:

     date 2024-08-23
     outlet demonstration note
     title Premier meets president

They stay in the text, so that offsets count into the file as it stands, but for its byte order mark and line breaks,
which are line feeds. Front matter as in Markdown says the same and is no part of the text, where it has one of the
names that are known there; other lines between `---` are words of the article. What is not UTF-8, or was taken for
something else on the way, is decoded as what it looks like.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from kg.model import Article, SetAside
from kg.sources._decoding import NoText, decode, mended
from kg.sources._front import Broken, named, parted
from kg.sources._records import article
from kg.sources._source import Source

SUFFIXES = (".txt",)
# A date begins with a digit, or "date palms line the road" would be a faulty header.
HEADER = re.compile(r"\s*(?:(date)\s+(\d.*?)|(outlet|title|url|id)\s+(.+?))\s*$")


def read(source: Source) -> Iterator[Article | SetAside]:
    """The one article of `source`, or why it is none. Raises OSError as the file system does."""
    try:
        text = mended(decode(source.bytes()))
    except NoText as error:
        yield SetAside(where=source.where, reason=str(error), id=source.stem)
        return
    record, rest = _front(text, source.columns)
    if record and rest.strip():
        yield article({"id": source.stem, **record, "text": rest}, {}, where=source.where)
        return
    header = _header(text)
    identifier = header.get("id", source.stem)
    day, fault = _day(header.get("date"))
    if not text.strip():
        fault = "an empty file"
    if fault:
        yield SetAside(where=source.where, reason=fault, id=identifier)
        return
    yield Article(
        id=identifier,
        text=text,
        title=header.get("title"),
        date=day,
        outlet=header.get("outlet"),
        url=header.get("url"),
        where=source.where,
    )


def _front(text: str, columns: Mapping[str, str]) -> tuple[dict[str, Any], str]:
    """The fields that front matter has and the text after it; nothing and all of the text where there is none."""
    try:
        front, rest = parted(text)
    except Broken:
        return {}, text
    return named(front, columns), rest


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
