"""Web pages are taken apart in a process of their own: one that hangs or eats memory costs its page, not the build.

Run as a program it is that process: a line of JSON for each page on stdin, a line for what was found on stdout. The
kernel ends it when a page takes too long, also within a library that looks at no signals.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
from functools import cache
from typing import Any

MEMORY = 2 * 2**30
"""Bytes that the process may hold."""
_FIELDS = ("text", "title", "date", "sitename", "hostname", "url")


class BadPage(ValueError):
    """A page that could not be taken apart, with the reason."""


def taken_apart(page: str, url: str | None, seconds: float) -> dict[str, str | None] | None:
    """What trafilatura finds in a page: text, title, date, sitename, hostname, url. None where it finds nothing.

    Raises BadPage where that takes longer than `seconds`, or ends the process that does it.
    """
    return _helper().ask({"page": page, "url": url, "seconds": seconds})


class _Helper:
    """The process, started when it is first needed and again after it has ended. It ends with its parent."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def ask(self, asked: dict[str, Any]) -> dict[str, str | None] | None:
        process = self._process = self._process or _started()
        assert process.stdin and process.stdout
        try:
            process.stdin.write(json.dumps(asked).encode() + b"\n")
            process.stdin.flush()
            answer = process.stdout.readline()
        except BrokenPipeError:
            answer = b""
        if answer.endswith(b"\n"):
            return json.loads(answer)  # type: ignore[no-any-return]
        self._process = None
        with process:
            code = process.wait()
        if code == -signal.SIGALRM:
            raise BadPage(f"reading the page took more than {asked['seconds']:.3g} s and was stopped")
        raise BadPage(f"reading the page ended its process (exit code {code})")


@cache
def _helper() -> _Helper:
    return _Helper()


def _started() -> subprocess.Popen[bytes]:
    known = os.pathsep.join(filter(None, sys.path))
    return subprocess.Popen(
        [sys.executable, "-m", __name__], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": known}, start_new_session=True,
    )  # fmt: skip


def _serve() -> None:
    answers, sys.stdout = sys.stdout.buffer, sys.stderr  # what a library prints is no answer
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))
    for line in sys.stdin.buffer:
        asked = json.loads(line)
        signal.setitimer(signal.ITIMER_REAL, asked["seconds"])
        found = _extracted(asked["page"], asked["url"])
        signal.setitimer(signal.ITIMER_REAL, 0)
        told = None if found is None else {name: getattr(found, name) for name in _FIELDS}
        answers.write(json.dumps(told).encode() + b"\n")
        answers.flush()


def _extracted(page: str, url: str | None) -> Any:
    # Its guess from dates in the text would be a day that the page does not give.
    metadata_only = {"extensive_search": False, "original_date": True}
    try:
        return _trafilatura()(
            page, url=url, with_metadata=True, include_comments=False, fast=True, date_extraction_params=metadata_only
        )
    except (ValueError, RecursionError):  # lxml on broken markup
        return None


@cache
def _trafilatura() -> Any:
    import logging

    from trafilatura import bare_extraction

    # It reports each page without a text, which we do ourselves.
    for name in ("trafilatura", "htmldate"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    return bare_extraction


if __name__ == "__main__":
    _serve()
