"""What a worker is given to stream, and the digest that stands for its answer."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from typing import Any

from kg.serve.negotiation import GRAPHS, RESULTS, Forms

DECISIVE = ("query", "default_graphs", "named_graphs", "union", "stored", "table", "graph")
"""What decides the answer to a job."""
_OFFERED = {"tables": ", ".join(RESULTS), "graphs": ", ".join(GRAPHS)}
_VOLATILE = re.compile(r"\b(?:NOW|RAND|(?:STR)?UUID|BNODE)\s*\(", re.IGNORECASE)


def streaming(
    query: str,
    forms: Forms,
    *,
    gzip: bool,
    union: bool,
    default_graphs: Sequence[str] = (),
    named_graphs: Sequence[str] = (),
    stored: str | None = None,
) -> dict[str, Any]:
    """A query over the graphs given, else over those it names; `stored` is a graph that there must be.

    `forms` are told with those that there are, for the one who asks for others.
    """
    return {
        "kind": "stream",
        "query": query,
        "default_graphs": default_graphs,
        "named_graphs": named_graphs,
        "union": union,
        "stored": stored,
        "gzip": gzip,
        "table": forms.table,
        "graph": forms.graph,
        **_OFFERED,
    }


def digest(job: Mapping[str, Any]) -> str:
    """24 hexadecimal digits that stand for all that decides an answer, the generation and its encoding aside."""
    return _digest([job.get(name) for name in DECISIVE])


def plain_digest(query: str, forms: Forms, *, union: bool) -> str:
    """The digest of a job of `streaming` that is given nothing more."""
    return _digest([query, (), (), union, None, forms.table, forms.graph])


def _digest(decisive: Sequence[Any]) -> str:
    return hashlib.blake2b(repr(decisive).encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def is_volatile(query: str) -> bool:
    """Whether the query may give another answer over the same graph: it asks for the time, chance or fresh names."""
    upper = query.upper()  # to look for the words alone takes a tenth of the time
    if "NOW" not in upper and "RAND" not in upper and "UUID" not in upper and "BNODE" not in upper:
        return False
    return _VOLATILE.search(query) is not None
