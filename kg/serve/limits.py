"""How much one request may cost, and how many are served at a time."""

from __future__ import annotations

import os
from dataclasses import dataclass, field

GIB = 1 << 30


def _workers() -> int:
    return max(2, os.cpu_count() or 2)


@dataclass(frozen=True, kw_only=True)
class Limits:
    """`timeout` is in seconds a query; `memory` in bytes a worker; `body` in bytes a request; `rows` a page's table."""

    timeout: float = 30.0
    workers: int = field(default_factory=_workers)
    queue: int = 32
    memory: int = 4 * GIB
    body: int = 1 << 20
    rows: int = 500
