"""What a build tells: a `Listener` while it runs, a `Report` at its end."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import FrameType
from typing import Protocol

from kg.model import SetAside


@dataclass(frozen=True, kw_only=True)
class Report:
    """What a build did. `changed` counts articles with another text, and those read again by other rules (`reread`).

    `facts` and `quads` count the whole published graph. `stages` are the seconds that passed in load, derive and
    publish; the rest of `seconds` is reading, or waiting for it. `mended` is what was wrong with the store at first.
    """

    new: int
    changed: int
    reread: int
    unchanged: int
    removed: int = 0
    set_aside: tuple[SetAside, ...]
    facts: int
    quads: int
    generation: int
    snapshot: str
    seconds: float
    stages: Mapping[str, float] = field(default_factory=dict)
    mended: tuple[str, ...] = ()


class Listener(Protocol):
    """Hears of a build as it goes."""

    def progress(self, done: int, total: int | None, failed: int) -> None:
        """So many things are done, `failed` of them set aside; `total` is None while they are still being found."""

    def stage(self, name: str, seconds: float | None) -> None:
        """A stage (load, derive, publish) begins (None), or has ended after so many seconds."""

    def set_aside(self, item: SetAside) -> None:
        """Something was not taken."""

    def stopping(self) -> None:
        """The user asked to stop: what is under way is finished. Called from a signal handler."""


class Silence:
    """A listener that says nothing of what it hears."""

    def progress(self, done: int, total: int | None, failed: int) -> None: ...

    def stage(self, name: str, seconds: float | None) -> None: ...

    def set_aside(self, item: SetAside) -> None: ...

    def stopping(self) -> None: ...


class Interrupted(KeyboardInterrupt):
    """The user stopped a build, and it ended in good order."""


@contextmanager
def stoppable(tell: Callable[[], None]) -> Iterator[threading.Event]:
    """An event that Ctrl-C sets, and `tell` is called; a second Ctrl-C interrupts at once.

    In a thread other than the main one, or where the program has a handler of its own, Ctrl-C stays what it was.
    """
    asked = threading.Event()
    here = threading.current_thread() is threading.main_thread()
    if not here or signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        yield asked
        return

    def note(number: int, frame: FrameType | None) -> None:
        asked.set()
        signal.signal(signal.SIGINT, signal.default_int_handler)
        tell()

    signal.signal(signal.SIGINT, note)
    try:
        yield asked
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)
