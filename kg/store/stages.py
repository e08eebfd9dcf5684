"""How long each stage of writing a store takes."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Stages:
    """Seconds spent in each stage; `tell(name, None)` where one begins, `tell(name, seconds)` where it ends."""

    def __init__(self, tell: Callable[[str, float | None], None] | None = None) -> None:
        self._tell = tell
        self.spent: Counter[str] = Counter()

    @contextmanager
    def during(self, name: str) -> Iterator[None]:
        """Measure what happens inside as the stage `name`. Stages may follow, not contain, each other."""
        if self._tell:
            self._tell(name, None)
        began = time.monotonic()
        yield
        seconds = time.monotonic() - began
        self.spent[name] += seconds  # type: ignore[assignment]
        if self._tell:
            self._tell(name, seconds)
