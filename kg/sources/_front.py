"""Front matter: what a file says of itself at its top, between lines of `---` (YAML) or `+++` (TOML)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from datetime import date
from typing import Any

_FRONT = re.compile(r"\A(---|\+\+\+)[ \t]*\r?\n(.*?\n|)\1[ \t]*(?:\r?\n|\Z)", re.DOTALL)
OTHER_NAMES: Mapping[str, tuple[str, ...]] = {
    "id": ("slug",),
    "date": ("published", "published_time", "publishdate", "pubdate"),
    "outlet": ("source", "publisher", "site"),
    "url": ("source_url", "canonical_url", "link", "permalink"),
}


class Broken(ValueError):
    """Front matter that is none, with the reason."""


def parted(whole: str) -> tuple[dict[str, Any], str]:
    """The front matter as a mapping, empty where there is none, and the text after it. Raises Broken."""
    found = _FRONT.match(whole)
    if not found:
        if re.match(r"---[ \t]*\r?\n(?:[\w-]+:)", whole):
            raise Broken("front matter: no line '---' ends it")
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
        raise Broken(
            f"front matter{line}: no YAML ({getattr(error, 'problem', None) or type(error).__name__})"
        ) from None
    except (ValueError, RecursionError) as error:  # a day that the calendar does not have
        raise Broken(f"front matter: no YAML ({error})") from None
    if front is None:
        return {}
    if not isinstance(front, dict):
        raise Broken("front matter: no names with values")
    return {str(name): value for name, value in front.items()}


def _toml(words: str) -> dict[str, Any]:
    try:
        return tomllib.loads(words)
    except tomllib.TOMLDecodeError as error:
        raise Broken(f"front matter: no TOML ({error})") from None


def named(front: Mapping[str, Any], columns: Mapping[str, str]) -> dict[str, Any]:
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
