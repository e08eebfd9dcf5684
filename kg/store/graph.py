"""What the store asks of Oxigraph: prefixes, opening, sorted N-Quads, errors in the words of the house."""

from __future__ import annotations

import errno
import heapq
import itertools
import re
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType

import pyoxigraph as ox

from kg.errors import QueryError, StoreError
from kg.store.tokens import names_dataset, position, too_deep

ONTOLOGY = "https://w3id.org/bilateral"
"""The graph of the ontology and its code lists."""

PREFIXES: Mapping[str, str] = MappingProxyType(
    {
        "bi": f"{ONTOLOGY}#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "prov": "http://www.w3.org/ns/prov#",
        "oa": "http://www.w3.org/ns/oa#",
        "schema": "https://schema.org/",
    }
)
"""Known in every query without declaration."""

RUN = 500_000
"""Lines that are sorted in memory at once; more go through temporary files (about 100 MB a run)."""

_POSITION = re.compile(r"error at (\d+):(\d+)")

Answer = ox.QuerySolutions | ox.QueryTriples | ox.QueryBoolean
GraphName = ox.NamedNode | ox.BlankNode | ox.DefaultGraph


class BrokenStore(StoreError):
    """Files of a store are not as they were left; `kg.store.doctor` can mend them."""


@contextmanager
def store_errors(path: Path) -> Iterator[None]:
    """Turn what Oxigraph, SQLite and the file system raise into a StoreError that says what to do."""
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        raise _explained(error, path) from error
    except RuntimeError as error:
        if "Corruption" not in str(error):  # what Oxigraph calls a file that is not as it left it
            raise
        raise _explained(error, path) from error


def _explained(error: Exception, path: Path) -> StoreError:
    text = str(error)
    number = getattr(error, "errno", None)
    full = ("No space left", "File too large", "disk is full", "quota exceeded")
    if number in (errno.ENOSPC, errno.EFBIG, errno.EDQUOT) or any(words in text for words in full):
        what, then = "The store cannot grow: no room is left", "Make room and run the same command again: it goes on."
    elif number in (errno.EACCES, errno.EPERM, errno.EROFS) or "readonly" in text or "Permission denied" in text:
        what, then = "The store may not be written here", "Choose a folder of yours with --store."
    elif number in (errno.EEXIST, errno.ENOTDIR):
        what, then = "There can be no store here: a file is in the way", "Name a folder with --store."
    elif isinstance(error, sqlite3.OperationalError) and "disk I/O" in text:
        what, then = "The journal cannot be written", "See that the disk has room, and run the same command again."
    else:
        told = f"The store is broken ({text.splitlines()[0] if text else type(error).__name__})"
        return BrokenStore(told, where=str(path), then="Look at it with kg doctor, and mend it with kg doctor --mend.")
    return StoreError(f"{what} ({text.splitlines()[0] if text else type(error).__name__})", where=str(path), then=then)


def ask(
    store: ox.Store,
    sparql: str,
    *,
    default_graph: Sequence[GraphName] | None = None,
    named_graphs: Sequence[ox.NamedNode | ox.BlankNode] | None = None,
    union: bool = True,
    base: str | None = None,
    functions: Mapping[ox.NamedNode, Callable[..., ox.Literal | None]] | None = None,
) -> Answer:
    """What `store` answers over the graphs given, else over those that the query names, else over the union of all.

    `base` is what relative IRIs are resolved with. Without `union` the default graph is the one without a name.

    Raises SyntaxError, as the engine worded it, for a query that cannot be parsed; and for one that goes so deep that
    the engine, parsing it, would end with its process.
    """
    if (token := too_deep(sparql)) is not None:
        raise SyntaxError("error at {}:{}: too deep".format(*position(sparql, token.begin)))
    return store.query(
        sparql,
        # To hand over all of them takes as long as a small answer.
        prefixes={prefix: iri for prefix, iri in PREFIXES.items() if f"{prefix}:" in sparql},
        # Over the union the engine would not look at FROM.
        use_default_graph_as_union=union
        and default_graph is None
        and named_graphs is None
        and not names_dataset(sparql),
        base_iri=base,
        custom_functions=dict(functions or {}),
        default_graph=None if default_graph is None else list(default_graph),
        named_graphs=None if named_graphs is None else list(named_graphs),
    )


def query_error(error: SyntaxError) -> QueryError:
    """The parser's complaint, with the line and column that it names."""
    text = str(error)
    found = _POSITION.search(text)
    line, column = (int(found[1]), int(found[2])) if found else (0, 0)
    place = f"line {line}, column {column}" if found else ""
    expected = _POSITION.sub("", text).splitlines()[0].removeprefix(": ")
    return QueryError(f"The query cannot be parsed: {expected[:200]}", where=place, line=line, column=column)


def nquads(quads: Iterable[ox.Quad]) -> bytes:
    return ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b""


def amend(store: ox.Store, graph: ox.NamedNode, nquads: bytes) -> None:
    """Bring a named graph to the quads of `nquads`, writing only what differs. Raises SyntaxError for no N-Quads."""
    there = set(store.quads_for_pattern(None, None, None, graph))
    wanted = set(ox.parse(nquads, format=ox.RdfFormat.N_QUADS))
    for quad in there - wanted:
        store.remove(quad)
    store.extend(wanted - there)


def sorted_lines(store: ox.Store) -> Iterator[bytes]:
    """All quads of `store` as N-Quads lines, each with its line feed, in the order of their bytes."""
    if len(store) <= RUN:
        yield from sorted(nquads(store).splitlines(keepends=True))
        return
    with tempfile.TemporaryDirectory(prefix="kg-") as folder:
        whole = Path(folder, "all")
        with whole.open("wb") as file:
            store.dump(file, format=ox.RdfFormat.N_QUADS)
        with whole.open("rb") as file:
            runs: list[Path] = []
            while lines := sorted(itertools.islice(file, RUN)):
                runs.append(_spilled(Path(folder, str(len(runs))), lines))
        whole.unlink()
        yield from heapq.merge(*(_lines(run) for run in runs))


def _spilled(path: Path, lines: list[bytes]) -> Path:
    with path.open("wb") as file:
        file.writelines(lines)
    return path


def _lines(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        yield from file
