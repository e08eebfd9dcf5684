"""Answers that were given, kept as long as their generation is the current one: it never changes, nor do they."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from kg.serve.generation import link
from kg.store import Generation
from kg.store.generations import current
from kg.store.layout import Layout

LARGEST = 1 << 20
"""Bytes of the largest answer that is kept."""
RECENT = 1 << 20
"""Bytes of the responses that are kept by the bytes of their requests.

More of them would be found again more often, but to fill memory that was never used takes a fifth of the time of a
look-up.
"""
AROUND = 1024
"""Bytes that an answer takes beside its own, roughly: its name, headers, record."""
ZIPPED = "-gzip"
"""What a tag ends in where the answer is compressed, and the name by which answers to those who take that are kept."""


Key = TypeVar("Key", bound=Hashable)
Answer = TypeVar("Answer")


@dataclass(frozen=True, kw_only=True)
class Kept:
    """A whole answer; `rows` is None where they are not counted."""

    headers: Mapping[str, str]
    body: bytes
    rows: int | None


class Answers(Generic[Key, Answer]):
    """The answers of one generation that were asked for last, `size` bytes of them at most."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._held = 0
        self._generation: Hashable = None
        self._kept: OrderedDict[Key, tuple[Answer, int]] = OrderedDict()

    def turn_to(self, generation: Hashable) -> None:
        """Let go the answers of any other."""
        if generation != self._generation:
            self._kept.clear()
            self._held, self._generation = 0, generation

    def find(self, key: Key) -> Answer | None:
        found = self._kept.get(key)
        if found is None:
            return None
        self._kept.move_to_end(key)
        return found[0]

    def keep(self, key: Key, answer: Answer, size: int) -> None:
        """`size` is the bytes of the answer, and of the key where that is long."""
        if size > min(LARGEST, self._size):
            return
        weight = size + AROUND
        if (old := self._kept.pop(key, None)) is not None:
            self._held -= old[1]
        self._kept[key] = answer, weight
        self._held += weight
        while self._held > self._size:
            self._held -= self._kept.popitem(last=False)[1][1]


class Present:
    """The current generation as the server sees it, looked up again when another was published."""

    def __init__(self, store: Path) -> None:
        self._store = store
        self._current = str(Layout(root=store).current)
        self._link = ""
        self._found: Generation | None = None

    def generation(self) -> Generation | None:
        now = link(self._current)
        if now != self._link or self._found is None:
            found = current(Layout(root=self._store))
            self._link, self._found = now, found[1] if found else None
        return self._found


def tag(generation: int, snapshot: str, job_digest: str) -> str:
    """The entity tag of an answer, without its quotes."""
    return f"{generation}-{snapshot}-{job_digest}"


def matches(if_none_match: str, tag: str) -> bool:
    """Whether the header names the tag, in whichever encoding. https://www.rfc-editor.org/rfc/rfc9110#name-if-none-match"""
    names = (name.strip().removeprefix("W/") for name in if_none_match.split(","))
    return any(name in (f'"{tag}"', f'"{tag}{ZIPPED}"', "*") for name in names)
