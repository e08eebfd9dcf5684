"""Web pages: the main text by trafilatura; title, day, outlet and URL from the page's metadata.

Known by its canonical URL where the page names one, else by its file's name. A day that only the text mentions is none.
https://trafilatura.readthedocs.io
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from kg.model import Article, SetAside
from kg.sources._decoding import NoText, decode, mended
from kg.sources._pages import BadPage, taken_apart
from kg.sources._records import article
from kg.sources._source import Source

SUFFIXES = (".html", ".htm", ".xhtml")
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
SHORTEST = 40
"""Characters below which what was found is no text of an article, but the word of a link."""
_HEAD = 4096
"""Bytes at the top in which a page says what it is written in. https://html.spec.whatwg.org/#determining-the-character-encoding"""


def read(source: Source) -> Iterator[Article | SetAside]:
    """The one article of `source`, or why it is none. Raises OSError."""
    data = source.bytes()
    yield article_of(data, where=source.where, usual=source.stem, deadline=source.deadline)


def article_of(data: bytes, *, where: str, usual: str, deadline: float, url: str | None = None) -> Article | SetAside:
    """The article of a page that was fetched from `url`; `usual` is its id if it names no URL of its own.

    A page that takes more than `deadline` seconds is set aside.
    """
    declared = _CHARSET.search(data[:_HEAD])
    try:
        page = mended(decode(data, declared[1].decode("ascii", "replace") if declared else None))
    except NoText as error:
        return SetAside(where=where, reason=str(error), id=usual)
    if not page.strip():
        return SetAside(where=where, reason="an empty file", id=usual)
    try:
        found = taken_apart(page, url, deadline)
    except BadPage as error:
        return SetAside(where=where, reason=str(error), id=usual)
    if found is None or len((found["text"] or "").strip()) < SHORTEST:
        return SetAside(where=where, reason="no article: no main text was found in the page", id=usual)
    address = found["url"] if re.match(r"https?://[^/]", found["url"] or "") else url
    record = {
        "id": address or usual,
        "text": found["text"],
        "title": found["title"],
        "date": _day(found["date"]),
        "outlet": found["sitename"] or found["hostname"],
        "url": address,
    }
    return article(record, {}, where=where)


def words(fragment: str) -> str:
    """The text of a piece of HTML, paragraph by paragraph: what feeds hold. Not searched for a main part."""
    from lxml import html

    if "<" not in fragment:
        return fragment.strip()
    tree = html.fragment_fromstring(fragment, create_parent="div")
    for node in tree.iter("script", "style", "noscript", "template"):
        node.text = ""
    for node in tree.iter("p", "div", "br", "li", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "blockquote"):
        node.tail = "\n" + (node.tail or "")
        if node.tag != "br":
            node.text = "\n" + (node.text or "")
    lines = (" ".join(line.split()) for line in tree.text_content().split("\n"))
    return "\n\n".join(line for line in lines if line)


def _day(words: str | None) -> str | None:
    """A whole day only: the library writes the first of January for a year."""
    try:
        return date.fromisoformat(words).isoformat() if words else None
    except ValueError:
        return None
