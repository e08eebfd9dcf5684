"""Markdown, with or without front matter between lines of `---` (YAML) or `+++` (TOML).

The text is what follows the front matter, as it stands. Known keys: `id`, `title`, `date`, `outlet`, `url`, the usual
names of other programs (slug, published_time, source_url, …) where those are missing, and mapped ones.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from kg.model import Article, SetAside
from kg.sources._decoding import NoText, decode, mended
from kg.sources._records import article
from kg.sources._source import Source

SUFFIXES = (".md", ".markdown")
_FRONT = re.compile(r"\A(---|\+\+\+)[ \t]*\r?\n(.*?\n|)\1[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_HEADING = re.compile(r"\A\s*#[ \t]+(.+?)[ \t]*#*[ \t]*$", re.MULTILINE)
OTHER_NAMES: Mapping[str, tuple[str, ...]] = {
    "id": ("slug",),
    "date": ("published", "published_time", "publishdate", "pubdate"),
    "outlet": ("source", "publisher", "site"),
    "url": ("source_url", "canonical_url", "link", "permalink"),
}


class _Broken(ValueError):
    """Front matter that is none, with the reason."""


def read(source: Source) -> Iterator[Article | SetAside]:
    """The one article of `source`, or why it is none. Raises OSError."""
    try:
        whole = mended(decode(source.bytes()))
        front, text = _parted(whole)
    except (NoText, _Broken) as error:
        yield SetAside(where=source.where, reason=str(error), id=source.stem)
        return
    record: dict[str, Any] = {"id": source.stem, **_named(front, source.columns), "text": text}
    if not text.strip():
        yield SetAside(where=source.where, reason="no text after the front matter" if front else "an empty file")
        return
    if not record.get("title") and (heading := _HEADING.search(text)):
        record["title"] = heading[1]
    yield article(record, {}, where=source.where)


def _parted(whole: str) -> tuple[dict[str, Any], str]:
    """The front matter as a mapping, and the text after it."""
    found = _FRONT.match(whole)
    if not found:
        if re.match(r"---[ \t]*\r?\n(?:[\w-]+:)", whole):
            raise _Broken("front matter: no line '---' ends it")
        return {}, whole
    front = _toml(found[2]) if found[1] == "+++" else _yaml(found[2])
    return front, whole[found.end() :]


def _yaml(words: str) -> dict[str, Any]:
    import yaml

    try:
        front = yaml.safe_load(words)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 2}" if mark else ""
        raise _Broken(
            f"front matter{line}: no YAML ({getattr(error, 'problem', None) or type(error).__name__})"
        ) from None
    except (ValueError, RecursionError) as error:  # a day that the calendar does not have
        raise _Broken(f"front matter: no YAML ({error})") from None
    if front is None:
        return {}
    if not isinstance(front, dict):
        raise _Broken("front matter: no names with values")
    return {str(name): value for name, value in front.items()}


def _toml(words: str) -> dict[str, Any]:
    try:
        return tomllib.loads(words)
    except tomllib.TOMLDecodeError as error:
        raise _Broken(f"front matter: no TOML ({error})") from None


def _named(front: Mapping[str, Any], columns: Mapping[str, str]) -> dict[str, Any]:
    """The fields that the front matter has, under our names. Numbers are names too: an id may be one."""
    lower = {name.lower(): value for name, value in front.items()}
    fields: dict[str, Any] = {}
    for name in ("id", "title", "date", "outlet", "url"):
        names = (columns[name].lower(),) if name in columns else (name, *OTHER_NAMES.get(name, ()))
        value = next((lower[each] for each in names if lower.get(each) not in (None, "")), None)
        if value is not None:
            kept = isinstance(value, str | dict | list) or (name == "date" and isinstance(value, date))
            fields[name] = value if kept else str(value)
    return fields
