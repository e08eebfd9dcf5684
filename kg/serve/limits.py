"""How much one request may cost, how many are served at a time, and what the server allows at all."""

from __future__ import annotations

import os
from dataclasses import dataclass, field

MIB = 1 << 20
GIB = 1 << 30


def _workers() -> int:
    return max(2, os.cpu_count() or 2)


@dataclass(frozen=True, kw_only=True)
class Limits:
    """`timeout` is in seconds a query; `rows` are those of a page's table.

    `memory` is in bytes of address space that a worker may take, or a desk: files that it maps and what its allocator
    sets aside count, so that what a query may use is less. The server itself has no such cap.

    `body` is in bytes a request, `upload` those of a graph or an update; `cache` in bytes of answers kept, 0 for none;
    `rate` in requests a second and client, 0 for no limit; `lock` in seconds that a write waits for another writer.
    """

    timeout: float = 30.0
    workers: int = field(default_factory=_workers)
    queue: int = 32
    memory: int = 4 * GIB
    body: int = MIB
    upload: int = 64 * MIB
    rows: int = 500
    cache: int = 64 * MIB
    rate: int = 0
    lock: float = 10.0


@dataclass(frozen=True, kw_only=True)
class Policy:
    """`union` makes the default graph of queries the union of all graphs. `token` lets its bearer write, "" nobody.

    `address` is where the public reaches the server ("https://kg.example.org"), "" where requests say it; `origins`
    are those whose scripts may read answers ("*" for all); `log` is an access log: "" none, "text" or "json".
    """

    union: bool = True
    token: str = field(default="", repr=False)
    address: str = ""
    origins: tuple[str, ...] = ()
    log: str = ""
