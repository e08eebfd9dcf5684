"""Answers that were given, kept as long as their generation is the current one: it never changes, nor do they."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.serve.generation import link
from kg.serve.record import Record
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


@dataclass(frozen=True, kw_only=True)
class Kept:
    """A whole answer; `rows` is None where they are not counted."""

    headers: Mapping[str, str]
    body: bytes
    rows: int | None


class Answers:
    """The answers of the current generation that were asked for last, `size` bytes of them at most."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._held = 0
        self._generation = ""
        self._kept: OrderedDict[str, Kept] = OrderedDict()

    def find(self, tag: str) -> Kept | None:
        kept = self._kept.get(tag)
        if kept is not None:
            self._kept.move_to_end(tag)
        return kept

    def keep(self, tag: str, kept: Kept) -> None:
        """Answers of another generation than the last one kept are let go."""
        if len(kept.body) > min(LARGEST, self._size):
            return
        generation = tag.removesuffix(ZIPPED).rpartition("-")[0]
        if generation != self._generation:
            self._kept.clear()
            self._held, self._generation = 0, generation
        if (old := self._kept.pop(tag, None)) is not None:
            self._held -= _weight(old)
        self._kept[tag] = kept
        self._held += _weight(kept)
        while self._held > self._size:
            self._held -= _weight(self._kept.popitem(last=False)[1])


class Recent:
    """Whole responses by the bytes of their requests, the last ones: `size` bytes of them, and `RECENT`, at most."""

    def __init__(self, size: int) -> None:
        self._size = min(size, RECENT)
        self._held = 0
        self._kept: OrderedDict[bytes, tuple[bytes, Record]] = OrderedDict()

    def clear(self) -> None:
        self._kept.clear()
        self._held = 0

    def find(self, request: bytes) -> tuple[bytes, Record] | None:
        return self._kept.get(request)

    def keep(self, request: bytes, response: bytes, told: Record) -> None:
        """`request` is one that is not kept."""
        self._kept[request] = response, told
        self._held += len(request) + len(response) + AROUND
        while self._held > self._size:
            request, (response, _) = self._kept.popitem(last=False)
            self._held -= len(request) + len(response) + AROUND


def _weight(kept: Kept) -> int:
    return len(kept.body) + AROUND


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
