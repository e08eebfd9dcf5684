"""Markdown, with or without front matter between lines of `---` (YAML) or `+++` (TOML).

The text is what follows the front matter, as it stands. Known keys: `id`, `title`, `date`, `outlet`, `url`, the usual
names of other programs (slug, published_time, source_url, …) where those are missing, and mapped ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from kg.model import Article, SetAside
from kg.sources._decoding import NoText, decode, mended
from kg.sources._front import Broken, named, parted
from kg.sources._records import article
from kg.sources._source import Source

SUFFIXES = (".md", ".markdown")
_HEADING = re.compile(r"\A\s*#[ \t]+(.+?)[ \t]*#*[ \t]*$", re.MULTILINE)


def read(source: Source) -> Iterator[Article | SetAside]:
    """The one article of `source`, or why it is none. Raises OSError."""
    try:
        whole = mended(decode(source.bytes()))
        front, text = parted(whole)
    except (NoText, Broken) as error:
        yield SetAside(where=source.where, reason=str(error), id=source.stem)
        return
    record: dict[str, Any] = {"id": source.stem, **named(front, source.columns), "text": text}
    if not text.strip():
        yield SetAside(where=source.where, reason="no text after the front matter" if front else "an empty file")
        return
    if not record.get("title") and (heading := _HEADING.search(text)):
        record["title"] = heading[1]
    yield article(record, {}, where=source.where)
