"""The generation that readers see now: opened once, and again when a build has published another."""

from __future__ import annotations

import os
from pathlib import Path

from kg.errors import StoreError
from kg.store import Reader, open_reader
from kg.store.layout import Layout


def link(current: str) -> str:
    """What the link to a store's current generation says, "" if there is none: it changes when one is published."""
    try:
        return os.readlink(current)  # noqa: PTH115  # asked at every request, for which a Path takes long
    except OSError:
        return ""


FOLLOW = 5.0
"""Seconds after which a process that was asked nothing looks whether it holds an old generation."""


class Current:
    """The reader of a store's current generation, in a process that lives longer than a generation."""

    def __init__(self, store: Path) -> None:
        self._store = store
        self._link = str(Layout(root=store).current)
        self._target = ""
        self._reader: Reader | None = None

    def reader(self) -> Reader:
        """The open reader, of a newer generation if there is one.

        Raises StoreError or OSError if none can be opened.
        """
        target = link(self._link)
        if self._reader is None or (target and target != self._target):
            try:
                opened = open_reader(self._store)
            except (StoreError, OSError):
                if self._reader is None:
                    raise
                return self._reader  # the old one goes on answering, and the new one is tried again
            if self._reader is not None:
                self._reader.close()
            self._reader, self._target = opened, target
        return self._reader

    def follow(self) -> None:
        """Open a newer generation if there is one, in a process that is asked nothing: to be called now and then.

        As long as anyone holds its files open, a deleted one takes its place on disk.
        """
        if self._reader is not None:
            self.reader()
