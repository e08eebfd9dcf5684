"""A process that answers one job at a time over one generation, read-only.

It is started anew (never forked: a fork breaks an open store), has a memory cap and, where the system allows, no
network, and is killed at the deadline by the server, or by its own alarm should the server be gone.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import signal
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, BinaryIO, cast

from kg.serve.frames import DATA, END, ERROR, HEAD, READY, FrameWriter, json_frame, read_frame

if TYPE_CHECKING:
    from kg.store import Reader

CLONE_NEWUSER = 0x10000000
CLONE_NEWNET = 0x40000000
GRACE = 5
"""Seconds after the deadline at which a worker ends itself; the server has killed it long before."""


def main() -> None:
    """Serve jobs from stdin until it ends; arguments: the store's folder, the memory cap in bytes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    _without_network()
    _cap_memory(int(sys.argv[2]))
    # Whatever a library prints must not come between the frames.
    with os.fdopen(os.dup(1), "wb") as out, os.fdopen(os.dup(0), "rb") as jobs:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        _serve(Path(sys.argv[1]), jobs, out)


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


def _serve(store: Path, jobs: BinaryIO, out: BinaryIO) -> None:
    from kg.errors import KgError
    from kg.serve.generation import Current

    try:
        current = Current(store)
        current.reader()
    except KgError as error:
        _send(out, json_frame(ERROR, {"reason": "store", "message": str(error)}))
        return
    _send(out, json_frame(READY, {}))
    while (received := read_frame(jobs)) is not None:
        job = json.loads(received[1])
        signal.setitimer(signal.ITIMER_REAL, float(job["timeout"]) + GRACE)
        _answer(job, current.reader(), out)
        signal.setitimer(signal.ITIMER_REAL, 0)


def _answer(job: Mapping[str, Any], reader: Reader, out: BinaryIO) -> None:
    from kg.errors import QueryError
    from kg.serve.views.asking import Forbidden

    try:
        info = reader.info
        head = {"generation": info.generation, "snapshot": info.snapshot, "base": info.base}
        # The frame before the first row: the server holds the status line back until rows fill a buffer.
        _send(out, json_frame(HEAD, head))
        if job["kind"] == "stream":
            _stream(job, reader, out)
        else:
            _send(out, json_frame(DATA, _views()[job["kind"]](reader, job)))
        _send(out, json_frame(END, {}))
    except QueryError as error:
        _send(out, json_frame(ERROR, {"reason": "query", "message": str(error.__context__ or error)}))
    except SyntaxError as error:
        _send(out, json_frame(ERROR, {"reason": "query", "message": str(error)}))
    except Forbidden as error:
        _send(out, json_frame(ERROR, {"reason": "forbidden", "message": str(error)}))
    except MemoryError:
        os.kill(os.getpid(), signal.SIGABRT)
    except (ValueError, RuntimeError, OSError) as error:
        _send(out, json_frame(ERROR, {"reason": "evaluation", "message": str(error)}))


def _send(out: BinaryIO, data: bytes) -> None:
    out.write(data)
    out.flush()


def _views() -> Mapping[str, Callable[[Reader, Mapping[str, Any]], Any]]:
    from kg.serve.views import article, entity, glance, search, table

    return {
        "table": table.read,
        "entity": entity.read,
        "article": article.read,
        "glance": glance.read,
        "search": search.read,
    }


def _stream(job: Mapping[str, Any], reader: Reader, out: BinaryIO) -> None:
    import pyoxigraph as ox

    from kg.serve.views.asking import ask

    results = ask(reader, job)
    writer = FrameWriter(out)
    if isinstance(results, ox.QueryTriples):
        # A CONSTRUCT template may make one triple from several rows; every form accepts that.
        results.serialize(cast(IO[bytes], writer), format=ox.RdfFormat.from_media_type(job["format"]))
    else:
        results.serialize(cast(IO[bytes], writer), format=ox.QueryResultsFormat.from_media_type(job["format"]))
    writer.flush_frame()


if __name__ == "__main__":
    main()
