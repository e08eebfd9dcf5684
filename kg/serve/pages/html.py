"""HTML made of elements: whatever is not an element itself is escaped, in content and in attributes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from typing import Self

ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
VOID = frozenset({"br", "hr", "img", "input", "link", "meta"})


class Html(str):
    """Text that is markup already. Only `tag` and `join` make it."""

    __slots__ = ()

    def __new__(cls, text: str) -> Self:
        return super().__new__(cls, text)


Content = str | None
Attribute = str | int | bool | None


def text(value: str) -> Html:
    """`value` as it reads; characters that no HTML document may hold become U+FFFD."""
    return Html(escape(ILLEGAL.sub("\ufffd", value), quote=True))


def tag(name: str, /, *content: Content, **attributes: Attribute) -> Html:
    """The element `name`. A trailing "_" of an attribute falls off and "_" reads "-"; False and None leave it out."""
    opened = "".join(_attribute(key, value) for key, value in attributes.items())
    if name in VOID:
        return Html(f"<{name}{opened}>")
    return Html(f"<{name}{opened}>{join(content)}</{name}>")


def join(content: Iterable[Content], between: str = "") -> Html:
    """The pieces one after the other; None is nothing."""
    pieces = [piece if isinstance(piece, Html) else text(piece) for piece in content if piece is not None]
    return Html(text(between).join(pieces))


def sentence(words: str) -> Html:
    """Words of a message; what stands between backticks is code."""
    pieces = words.split("`")
    if len(pieces) % 2 == 0:  # one that has no partner is a sign of the query itself
        return text(words)
    return join([tag("code", piece) if place % 2 else piece for place, piece in enumerate(pieces)])


def _attribute(key: str, value: Attribute) -> str:
    name = key.rstrip("_").replace("_", "-")
    if value is None or value is False:
        return ""
    return f" {name}" if value is True else f' {name}="{text(str(value))}"'
