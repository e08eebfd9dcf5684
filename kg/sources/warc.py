"""WARC: an article a page that was fetched whole (status 200, HTML), known by its URL. Needs the extra `warc` (warcio).

Pictures, scripts, redirects and requests are no articles and are passed over. ISO 28500
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kg.model import Article, SetAside
from kg.sources._source import Source
from kg.sources.html import article_of

SUFFIXES = (".warc",)
PAGES = ("text/html", "application/xhtml+xml")


def read(source: Source) -> Iterator[Article | SetAside]:
    """The articles of `source`, and a `SetAside` for each page that is none. Raises OSError."""
    try:
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    except ImportError:
        yield SetAside(where=source.where, reason="not read: install warcio (pip install 'bilateral-kg[warc]')")
        return
    number = 0
    with source.open() as file:
        try:
            for number, record in enumerate(ArchiveIterator(file), start=1):
                if _is_page(record):
                    yield _article(record, source, number)
        except (ArchiveLoadFailed, ValueError) as error:
            reason = str(error).strip().splitlines()[0]
            yield SetAside(where=source.where, reason=f"broken WARC after record {number}: {reason}")
            return
    if number == 0:
        yield SetAside(where=source.where, reason="an archive without records")


def _is_page(record: Any) -> bool:
    if record.rec_type != "response" or record.http_headers is None:
        return False
    kind = (record.http_headers.get_header("Content-Type") or "").partition(";")[0].strip().lower()
    return record.http_headers.get_statuscode() == "200" and kind in PAGES


def _article(record: Any, source: Source, number: int) -> Article | SetAside:
    url = record.rec_headers.get_header("WARC-Target-URI")
    data = record.content_stream().read()
    where = f"{source.where}:record {number}"
    declared = int(record.rec_headers.get_header("Content-Length") or 0)
    if declared and not data:
        return SetAside(where=where, reason="no article: an empty page", id=url)
    return article_of(data, where=where, usual=url or where, url=url, deadline=source.deadline)
