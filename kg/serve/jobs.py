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
_FRESH = ("NOW", "RAND", "UUID", "BNODE")
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
    told = repr([job.get(name) for name in DECISIVE]).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(told, digest_size=12).hexdigest()


def is_volatile(query: str) -> bool:
    """Whether the query may give another answer over the same graph: it asks for the time, chance or fresh names."""
    upper = query.upper()  # to look for the words alone takes a tenth of the time
    return any(word in upper for word in _FRESH) and _VOLATILE.search(query) is not None
