"""A process that answers one job at a time over one generation, read-only; or one that writes, a job at a time.

It is started anew (never forked: a fork breaks an open store), has a cap of address space and, where the system allows,
no network, and is killed at the deadline by the server, or by its own alarm should the server be gone. Desks
(`kg.serve.desk`) are started in the same way; they have no deadline.
"""

from __future__ import annotations

import ctypes
import gc
import json
import os
import resource
import select
import signal
import socket
import sys
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from kg.serve.frames import BODY, ERROR, READY, packed, read_frame

CLONE_NEWUSER = 0x10000000
CLONE_NEWNET = 0x40000000
GRACE = 5
"""Seconds after the deadline at which a worker ends itself; the server has killed it long before."""


class Doer(Protocol):
    """What a worker does with a job: writes the frames of its answer, or raises.

    `follow` is called where none comes.
    """

    def follow(self) -> None: ...

    def __call__(self, job: Mapping[str, Any], body: bytes, out: BinaryIO) -> None: ...


def main() -> None:
    """Serve jobs from stdin until it ends; arguments: "read" or "write", the store, bytes of memory.

    With "desk" it is a desk, and its settings follow.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    mode, store, memory = sys.argv[1:4]
    _without_network()
    _cap_memory(int(memory))
    from kg.store import stack

    stack.deepen()
    if mode == "desk":
        from kg.serve.desk import Clerk

        gc.freeze()  # what was loaded until now is not looked through again for what nobody needs any more
        Clerk(socket.socket(fileno=os.dup(0)), Path(store), json.loads(sys.argv[4])).serve()
        return
    # Whatever a library prints must not come between the frames.
    with os.fdopen(os.dup(1), "wb") as out, os.fdopen(os.dup(0), "rb") as jobs:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        _serve(mode, Path(store), jobs, out)


def _without_network() -> None:
    """An empty network for this process: the engine must call nobody, whatever a query says."""
    if not sys.platform.startswith("linux"):
        return
    system = ctypes.CDLL(None, use_errno=True)
    if system.unshare(CLONE_NEWNET) != 0:
        system.unshare(CLONE_NEWUSER | CLONE_NEWNET)


def _cap_memory(size: int) -> None:
    try:
        resource.setrlimit(resource.RLIMIT_AS, (size, size))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (ValueError, OSError):
        # Not every system can cap address space; the deadline holds all the same.
        return


def _serve(mode: str, store: Path, jobs: BinaryIO, out: BinaryIO) -> None:
    from kg.errors import KgError
    from kg.serve.edition import edition

    try:
        doer = _doer(mode, store)
    except KgError as error:
        _send(out, packed(ERROR, {"reason": "store", "message": str(error)}))
        return
    _send(out, packed(READY, {"edition": edition()}))
    while (received := _next(doer, jobs)) is not None:
        job = json.loads(received[1])
        signal.setitimer(signal.ITIMER_REAL, float(job["timeout"]) + GRACE)
        body = read_frame(jobs) if job.get("body") else (BODY, b"")
        if body is None:
            return
        _answer(doer, job, body[1], out)
        signal.setitimer(signal.ITIMER_REAL, 0)


def _next(doer: Doer, jobs: BinaryIO) -> tuple[bytes, bytes] | None:
    """The frame of the next job. None lies in the buffer of `jobs`: the server waits for the answer to the last one."""
    from kg.serve.generation import FOLLOW

    while not select.select([jobs], [], [], FOLLOW)[0]:
        doer.follow()
    return read_frame(jobs)


def _doer(mode: str, store: Path) -> Doer:
    if mode == "write":
        from kg.serve.writing import Writing

        return Writing(store)
    from kg.serve.reading import Reading

    return Reading(store)


def _answer(doer: Doer, job: Mapping[str, Any], body: bytes, out: BinaryIO) -> None:
    from kg.errors import StoreError
    from kg.serve.refusals import Refusal, Told

    try:
        doer(job, body, out)
        out.flush()
        return
    except Refusal as refusal:
        told = refusal.told
    except MemoryError:
        os.kill(os.getpid(), signal.SIGABRT)
        return
    except StoreError as error:
        told = Told(reason="held" if error.what.startswith("The store is held") else "store", message=str(error))
    except (ValueError, RuntimeError, OSError) as error:
        told = Told(reason="evaluation", message=str(error))
    _send(out, packed(ERROR, asdict(told)))


def _send(out: BinaryIO, data: bytes) -> None:
    out.write(data)
    out.flush()


if __name__ == "__main__":
    main()
