"""Reading -> N-Quads. A pure function: the same reading gives the same bytes.

Offsets and quotes go through untouched. The article's graph has what is the article's own; what the reading says of
actors, places and offices themselves has the derived graph's name, where `kg.across` puts it together for all
articles. The check is in `shacl`.
"""

from __future__ import annotations

from kg.errors import KgError
from kg.model import Reading
from kg.triples import iris
from kg.triples.article import put_down

__all__ = ["own", "write"]


def write(reading: Reading, *, base: str) -> bytes:
    """All that is put down of the reading as sorted, unique N-Quads lines in UTF-8.

    `base` ends in "/". Raises FactError, naming reader and article, when a fact cannot be written: a code that
    is in no list, a character that text may not hold.
    """
    try:
        return put_down(reading, base).sorted_bytes()
    except KgError as error:
        error.where = ", ".join(filter(None, (f"reader {reading.reader}, article {reading.article.id}", error.where)))
        raise


def own(nquads: bytes, *, base: str) -> bytes:
    """Of the lines that `write` gave those of the article's graph."""
    shared = f" <{iris.derived_graph(base)}> .\n".encode()
    return b"".join(line for line in nquads.splitlines(keepends=True) if not line.endswith(shared))
