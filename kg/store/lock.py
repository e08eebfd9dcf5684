"""One writer at a time: an `fcntl` lock on a file that names its owner.

The kernel lets go of the lock when its owner ends, however it ends, so a lock is never stale. The file stays: to remove
it would let two processes lock two files of one name.
"""

from __future__ import annotations

import fcntl
import json
import os
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from kg.errors import StoreError
from kg.store.graph import store_errors

PAUSE = 0.05
"""Seconds between two tries for a held lock."""


@contextmanager
def hold(path: Path, *, timeout: float = 0.0) -> Iterator[None]:
    """Hold the lock at `path`, waiting up to `timeout` seconds; raises StoreError naming its owner when it is held.

    A lock file that only may be read (a store on a medium that is not written) is locked all the same, without a name.
    """
    with store_errors(path.parent):
        descriptor = _open(path)
    try:
        _acquire(descriptor, path, time.monotonic() + timeout)
        _sign(descriptor)
        yield
    finally:
        os.close(descriptor)


def _open(path: Path) -> int:
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except PermissionError:
        if path.exists():
            return os.open(path, os.O_RDONLY)
        raise


def _acquire(descriptor: int, path: Path, deadline: float) -> None:
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() >= deadline:
                raise StoreError(
                    f"The store is held by {_owner(descriptor)}",
                    where=str(path.parent),
                    then="Wait until it has ended, or give a longer --lock-timeout.",
                ) from None
        time.sleep(PAUSE)


def _sign(descriptor: int) -> None:
    owner = {
        "pid": os.getpid(),
        "host": socket.gethostname(),
        "command": " ".join([Path(sys.argv[0]).name, *sys.argv[1:]])[:500],
        "since": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    if fcntl.fcntl(descriptor, fcntl.F_GETFL) & os.O_ACCMODE == os.O_RDONLY:
        return
    with store_errors(Path("lock")):
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, json.dumps(owner).encode(), 0)


def _owner(descriptor: int) -> str:
    """Who holds the lock. Who has just taken it may not have signed yet, so it is asked a few times."""
    for _ in range(10):
        try:
            owner = json.loads(os.pread(descriptor, 4096, 0))
            return f"process {owner['pid']} on {owner['host']} ({owner['command']}) since {owner['since']}"
        except (ValueError, KeyError, TypeError):
            time.sleep(PAUSE)
    return "another process"
