"""Room for the query engine to go down into long queries: where its stack is full, the whole process ends."""

from __future__ import annotations

import resource
from contextlib import suppress

SIZE = 1 << 26
"""Bytes, eight times the usual; with them what `kg.store.tokens.too_deep` lets through is answered."""


def deepen() -> None:
    """Let the stack of this process's main thread grow to `SIZE`, where the system allows; it grows as it is needed."""
    soft, hard = resource.getrlimit(resource.RLIMIT_STACK)
    if soft == resource.RLIM_INFINITY or soft >= SIZE:
        return
    with suppress(ValueError, OSError):  # a lower limit holds all the same
        resource.setrlimit(resource.RLIMIT_STACK, (SIZE if hard == resource.RLIM_INFINITY else min(SIZE, hard), hard))
