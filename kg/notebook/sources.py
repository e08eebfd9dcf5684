"""Where a graph lies: a store, a file, or a SPARQL endpoint. Each answers queries over the union of its graphs."""

from __future__ import annotations

import gzip
import json
import re
import urllib.error
import urllib.request
from collections.abc import Iterator
from os import PathLike
from pathlib import Path
from typing import Protocol

import pyoxigraph as ox

from kg.errors import KgError, QueryError, StoreError
from kg.model import Article
from kg.resources import folder
from kg.store import PREFIXES, Answer, ask, open_reader

SECONDS = 60.0
"""How long an endpoint may take."""

_FORMATS = (
    (".nq", ox.RdfFormat.N_QUADS),
    (".nt", ox.RdfFormat.N_TRIPLES),
    (".trig", ox.RdfFormat.TRIG),
    (".ttl", ox.RdfFormat.TURTLE),
)
_ONTOLOGY = ox.NamedNode("https://w3id.org/bilateral")


class Source(Protocol):
    """`name` is what was opened, without the folders above it; `snapshot` the digest of its graph where it is known."""

    name: str
    snapshot: str | None

    def query(self, sparql: str) -> Answer: ...

    def article(self, key: str) -> Article | None: ...


def source(where: str | PathLike[str]) -> Source:
    """Opens what `where` names. An address is only ever asked because the user wrote it."""
    text = str(where)
    if text.startswith(("http://", "https://")):
        return Endpoint(text)
    path = Path(text)
    if path.is_dir():
        return Folder(path)
    if path.is_file():
        return File(path)
    raise StoreError(
        "there is no graph",
        where=text,
        then="Build one with: kg build INPUT --store DIR, or name a file or an address.",
    )


class Folder:
    """A store as `kg build` makes it, in the generation that was current when it was opened."""

    def __init__(self, path: Path) -> None:
        self.name = path.resolve().name
        self._reader = open_reader(path)
        self.snapshot: str | None = self._reader.info.snapshot

    def query(self, sparql: str) -> Answer:
        return self._reader.query(sparql)

    def article(self, key: str) -> Article | None:
        return self._reader.article(key)


class File:
    """A dump, held in memory. It has the words of the evidence but not the articles around them."""

    def __init__(self, path: Path) -> None:
        self.name = path.name
        self.snapshot: str | None = None
        self._quads = ox.Store()
        name = path.name.removesuffix(".gz")
        format_ = next((format_ for suffix, format_ in _FORMATS if name.endswith(suffix)), None)
        if format_ is None:
            known = ", ".join(suffix for suffix, _ in _FORMATS)
            raise KgError("the file is of no known format", where=str(path), then=f"Known: {known}, each also .gz.")
        try:
            data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
            # Names are looked up by graph: what brings none gets that of its file.
            to_graph = None if format_.supports_datasets else ox.NamedNode(path.resolve().as_uri())
            self._quads.bulk_load(data, format=format_, to_graph=to_graph)
        except (OSError, EOFError, SyntaxError) as error:
            raise KgError(f"the file cannot be read: {error}", where=str(path)) from error
        self._add_ontology()

    def _add_ontology(self) -> None:
        """The names of states and codes, where the file does not bring them."""
        if not any(self._quads.quads_for_pattern(None, None, None, _ONTOLOGY)):
            for path in sorted(folder("ontology").glob("*.ttl")):
                self._quads.bulk_load(path=str(path), format=ox.RdfFormat.TURTLE, to_graph=_ONTOLOGY)

    def query(self, sparql: str) -> Answer:
        return ask(self._quads, sparql)

    def article(self, key: str) -> Article | None:
        return None


class Endpoint:
    """A SPARQL endpoint whose default graph is the union of its graphs, as that of `kg serve` is."""

    def __init__(self, address: str) -> None:
        self.name = address
        self.snapshot: str | None = None

    def query(self, sparql: str) -> Answer:
        """Raises QueryError for an answer of 400, KgError when there is none. Only SELECT and ASK are understood."""
        # On the query's own first line, so that the endpoint's line numbers are the user's.
        text = "".join(f"PREFIX {prefix}: <{iri}> " for prefix, iri in _missing(sparql)) + sparql
        request = urllib.request.Request(
            self.name,
            data=text.encode(),
            headers={"Content-Type": "application/sparql-query", "Accept": "application/sparql-results+json"},
        )
        try:
            with urllib.request.urlopen(request, timeout=SECONDS) as response:
                answer = ox.parse_query_results(response.read(), format=ox.QueryResultsFormat.JSON)
        except urllib.error.HTTPError as error:
            kind = QueryError if error.code == 400 else KgError
            raise kind(f"the endpoint answers {error.code}: {_said(error)}", where=self.name) from error
        except (OSError, SyntaxError, ValueError) as error:
            raise KgError(
                f"the endpoint gives no SPARQL results: {error}", where=self.name, then="See that the address is right."
            ) from error
        return answer

    def article(self, key: str) -> Article | None:
        return None


def _missing(sparql: str) -> Iterator[tuple[str, str]]:
    """Our prefixes that the query uses and does not declare: an endpoint elsewhere does not know them."""
    declared = set(re.findall(r"(?i)\bPREFIX\s+(\w+)\s*:", sparql))
    used = set(re.findall(r"(?<![\w?$])(\w+):", sparql))
    return ((prefix, iri) for prefix, iri in PREFIXES.items() if prefix in used - declared)


def _said(error: urllib.error.HTTPError) -> str:
    """What the endpoint says is wrong: the detail of a problem (RFC 9457) with its line, else the text as it stands."""
    text = error.read(4000).decode("utf-8", "replace").strip()
    try:
        problem = json.loads(text)
        line = f" (line {problem['line']})" if problem.get("line") else ""
        return f"{problem['detail']}{line}"
    except (ValueError, KeyError, TypeError, AttributeError):
        return text or str(error.reason)
