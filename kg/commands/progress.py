"""What a running build says on stderr: a bar on a terminal, plain lines elsewhere, JSON where asked, or nothing."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from kg.model import SetAside
    from kg.pipeline import Listener

LINE_SECONDS = 10.0
"""Between two plain lines: enough to see that it goes on, little in a log."""
JSON_SECONDS = 1.0


class Quiet:
    """Says nothing; what a build ends with is said by its command."""

    def progress(self, done: int, total: int | None, failed: int) -> None: ...

    def stage(self, name: str, seconds: float | None) -> None: ...

    def set_aside(self, item: SetAside) -> None: ...

    def stopping(self) -> None:
        # Not print: the signal may have come in the midst of one.
        os.write(sys.stderr.fileno(), b"Stopping when what is being read is done. Ctrl-C again stops at once.\n")


class Lines(Quiet):
    """A line every ten seconds. `rate` is that of the whole run so far, in articles a second."""

    def __init__(self, words: str, seconds: float = LINE_SECONDS) -> None:
        self._words = words
        self._seconds = seconds
        self._began = self._said = time.monotonic()

    def progress(self, done: int, total: int | None, failed: int) -> None:
        now = time.monotonic()
        if now - self._said >= self._seconds:
            self._said = now
            self._say(done, total, failed, done / (now - self._began))

    def _say(self, done: int, total: int | None, failed: int, rate: float) -> None:
        of = f" of {total:,}" if total else ""
        left = f", {(total - done) / rate:,.0f} s left" if total and rate else ""
        print(f"{self._words}: {done:,}{of}, {failed:,} set aside, {rate:,.0f}/s{left}", file=sys.stderr, flush=True)


class JsonLines(Lines):
    """Each event as a line of JSON, with its time in UTC."""

    def __init__(self, words: str) -> None:
        super().__init__(words, JSON_SECONDS)

    def _say(self, done: int, total: int | None, failed: int, rate: float) -> None:
        say_json("progress", done=done, total=total, set_aside=failed, rate=round(rate, 1))

    def stage(self, name: str, seconds: float | None) -> None:
        say_json("stage", name=name, seconds=seconds)

    def set_aside(self, item: SetAside) -> None:
        say_json("set-aside", **asdict(item))


class Bar(Quiet):
    """A bar with the rate, the time left and what was set aside."""

    def __init__(self, bar: Progress, words: str) -> None:
        self._bar = bar
        self._words = words
        self._task: TaskID = bar.add_task(words, total=None, failed="", rate="")
        self._began = time.monotonic()

    def progress(self, done: int, total: int | None, failed: int) -> None:
        rate = done / max(time.monotonic() - self._began, 0.01)
        told = f"{failed:,} set aside" if failed else ""
        self._bar.update(self._task, completed=done, total=total, failed=told, rate=f"{rate:,.0f}/s")

    def stage(self, name: str, seconds: float | None) -> None:
        self._bar.update(self._task, description=self._words if seconds is not None else name)


def say_json(event: str, **values: Any) -> None:
    told = {"time": datetime.now(UTC).isoformat(timespec="milliseconds"), "event": event, **values}
    print(json.dumps(told, ensure_ascii=False, default=str), file=sys.stderr, flush=True)


@contextmanager
def telling(words: str, *, quiet: bool = False, as_json: bool = False) -> Iterator[Listener]:
    """A listener for a build; `words` say what is being done ("reading")."""
    if quiet or as_json:
        yield JsonLines(words) if as_json else Quiet()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    if not console.is_terminal:
        yield Lines(words)
        return
    told = (TextColumn("{task.fields[rate]}"), TimeRemainingColumn(), TextColumn("{task.fields[failed]}"))
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), *told)
    with Progress(*columns, console=console, transient=True) as bar:
        yield Bar(bar, words)
