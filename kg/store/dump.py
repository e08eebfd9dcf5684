"""A store's graph as a file for others: N-Quads or TriG, sorted, with the words of articles or only their digests.

Texts are others' property. A dump without quotes keeps the place of each run of words and the digest of the words, so
who has the articles can see that they say it (`kg.store.verify`).
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from enum import StrEnum

import pyoxigraph as ox

from kg.store.graph import ONTOLOGY, PREFIXES, nquads

SHORT = 40
"""Code points of a short quote."""
CUT = "…"

_EXACT = f"> <{ONTOLOGY}#exact> ".encode()
_DIGEST = f"> <{ONTOLOGY}#exactDigest> ".encode()
_QUOTED = re.compile(rb'"(?:[^"\\]|\\.)*"')


class Quotes(StrEnum):
    """How much of the words of articles a dump holds: all, their beginnings, nothing."""

    full = "full"
    short = "short"
    none = "none"


def quoted(lines: Iterable[bytes], quotes: Quotes) -> Iterator[bytes]:
    """N-Quads lines with the words of evidence as `quotes` has it; lines in the order of their bytes stay so."""
    for line in lines:
        if quotes is Quotes.full or _EXACT not in line:
            yield line
            continue
        subject, rest = line.split(_EXACT, 1)
        found = _QUOTED.match(rest)
        if found is None:  # the predicate stood in a literal
            yield line
            continue
        # Canonical N-Quads escapes a string as JSON does.
        words = str(json.loads(found.group(), strict=False))
        tail = rest[found.end() :]
        if quotes is Quotes.short:
            short = words if len(words) <= SHORT else words[:SHORT] + CUT
            yield subject + _EXACT + str(ox.Literal(short)).encode() + tail
        digest = hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()
        yield subject + _DIGEST + f'"{digest}"'.encode() + tail


def trig(store: ox.Store, quotes: Quotes) -> Iterator[bytes]:
    """The graphs of `store` as TriG, one after the other by name, each with its triples in the order of their bytes."""
    yield _prefixes()
    graphs = sorted(store.named_graphs(), key=str)
    for graph in (ox.DefaultGraph(), *graphs):
        lines = sorted(nquads(store.quads_for_pattern(None, None, None, graph)).splitlines(keepends=True))
        if lines:
            quads = ox.parse(b"".join(quoted(lines, quotes)), format=ox.RdfFormat.N_QUADS)
            whole = ox.serialize(quads, format=ox.RdfFormat.TRIG, prefixes=dict(PREFIXES)) or b""
            yield whole.removeprefix(_prefixes())


def _prefixes() -> bytes:
    """The head that the serializer puts before each graph, and that a file needs once."""
    return ox.serialize([], format=ox.RdfFormat.TRIG, prefixes=dict(PREFIXES)) or b""
