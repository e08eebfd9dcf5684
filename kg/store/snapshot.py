"""The name of a store's content, 16 hexadecimal digits: the same content has the same, wherever it was built.

It is the SHA-256 of one line for each article, in the order of the keys, `KEY DIGEST`, where DIGEST is the SHA-256 of
the article's graph as N-Quads lines in the order of their bytes, and of a last line `derived SUM`, where SUM is the sum
of the SHA-256 of each line of the derived graph, as numbers, modulo 2^256. Neither asks for all lines at once, so it
is as quick to keep up as what has changed; a dump holds all that is needed to work it out again. The ontology and the
graphs that people added do not enter.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

_WHOLE = 2**256


def name(articles: Mapping[str, str], derived: str) -> str:
    """The snapshot of articles by key with the digests of their graphs, and the sum of the derived graph's lines."""
    digest = hashlib.sha256()
    for key in sorted(articles):
        digest.update(f"{key} {articles[key]}\n".encode())
    digest.update(f"derived {derived}\n".encode())
    return digest.hexdigest()[:16]


def of_lines(lines: Iterable[bytes], base: str) -> str:
    """The snapshot of N-Quads `lines` that come in the order of their bytes, each with its line feed."""
    articles: dict[str, hashlib._Hash] = {}
    total = 0
    prefix, derived = f"{base}article/".encode(), f"{base}derived".encode()
    for line in lines:
        graph = line[line.rindex(b" <") + 2 : -4]
        if graph == derived:
            total += line_number(line)
        elif graph.startswith(prefix):
            key = graph.removeprefix(prefix).decode()
            articles.setdefault(key, hashlib.sha256()).update(line)
    return name({key: digest.hexdigest() for key, digest in articles.items()}, f"{total % _WHOLE:064x}")


def line_number(line: bytes) -> int:
    """What a line of the derived graph adds to the sum."""
    return int.from_bytes(hashlib.sha256(line).digest())


def graph_digest(nquads: bytes) -> str:
    """64 hexadecimal digits for the sorted lines of an article's graph."""
    return hashlib.sha256(nquads).hexdigest()
