"""Reading -> the N-Quads of its article's graph. A pure function: the same reading gives the same bytes.

Offsets and quotes go through untouched. What is concluded across articles is in `derived`, the check in `shacl`.
"""

from __future__ import annotations

from kg.errors import KgError
from kg.model import Reading
from kg.triples.article import lines

__all__ = ["write"]


def write(reading: Reading, *, base: str) -> bytes:
    """All quads of the reading's graph as sorted, unique N-Quads lines in UTF-8.

    `base` ends in "/". Raises FactError, naming reader and article, when a fact cannot be written: a code that
    is in no list, a character that text may not hold.
    """
    try:
        return lines(reading, base).sorted_bytes()
    except KgError as error:
        error.where = ", ".join(filter(None, (f"reader {reading.reader}, article {reading.article.id}", error.where)))
        raise
