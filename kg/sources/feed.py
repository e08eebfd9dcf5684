"""RSS and Atom: an article an entry, known by its guid or id, else its link; the text is the longest that it has.

Feeds often hold summaries only: they are read as they are. https://www.rssboard.org/rss-specification, RFC 4287
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from email.utils import parsedate_to_datetime
from typing import Any

from kg.model import Article, SetAside
from kg.sources._records import article, day
from kg.sources._source import Source
from kg.sources.html import words

SUFFIXES = (".rss", ".atom", ".xml")


def read(source: Source) -> Iterator[Article | SetAside]:
    """The articles of `source`, and a `SetAside` for each entry that is none. Raises OSError."""
    data = source.bytes()
    if not data.strip():
        yield SetAside(where=source.where, reason="an empty file")
        return
    import feedparser

    feed = feedparser.parse(data, sanitize_html=False)
    if not feed.version:
        yield SetAside(where=source.where, reason=f"no feed: {_reason(feed, 'neither RSS nor Atom')}")
        return
    for number, entry in enumerate(feed.entries, start=1):
        yield _article(entry, feed.feed.get("title"), where=f"{source.where}:entry {number}")
    if feed.bozo and _breaks(feed):
        yield SetAside(
            where=source.where, reason=f"broken feed: {_reason(feed, '')}; {len(feed.entries)} entries were read"
        )
    elif not feed.entries:
        yield SetAside(where=source.where, reason="a feed without entries")


def _breaks(feed: Any) -> bool:
    """Whether the parser stopped, not only minded a wrong header."""
    return type(feed.bozo_exception).__name__ == "SAXParseException"


def _reason(feed: Any, usual: str) -> str:
    error = feed.get("bozo_exception")
    if error is None:
        return usual
    line = getattr(error, "getLineNumber", lambda: None)()
    message = getattr(error, "getMessage", lambda: str(error))()
    return f"{message} (line {line})" if line else str(message)


def _article(entry: Any, outlet: str | None, *, where: str) -> Article | SetAside:
    texts = [content.get("value", "") for content in entry.get("content", ())] + [entry.get("summary", "")]
    text = max((words(text) for text in texts if text), key=len, default="")
    if not text:
        return SetAside(where=where, reason="no article: an entry without text", id=entry.get("id"))
    record = {
        "id": entry.get("id") or entry.get("link"),
        "text": text,
        "title": words(entry.get("title", "")) or None,
        "date": _day(entry),
        "outlet": outlet,
        "url": entry.get("link"),
    }
    return article(record, {}, where=where)


def _day(entry: Any) -> date | None:
    """The day on which the publisher says that it was published: in the publisher's own time, not in UTC."""
    written = str(entry.get("published") or entry.get("updated") or "")
    for parse in (day, lambda words: parsedate_to_datetime(words).date()):
        try:
            return parse(written)
        except (ValueError, IndexError):
            continue
    return None
