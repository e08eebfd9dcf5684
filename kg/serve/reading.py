"""The jobs of a worker that reads: queries whose answers are streamed, and the views of pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import IO, Any, BinaryIO, cast

import pyoxigraph as ox

from kg.errors import QueryError
from kg.queries import notes
from kg.queries.mistakes import explain
from kg.serve.expressible import Inexpressible, checked
from kg.serve.frames import FrameWriter, told, whole
from kg.serve.generation import Current
from kg.serve.refusals import Refusal, forbidden
from kg.serve.texts import Found, Texts
from kg.serve.views import article, entity, glance, search, table, void
from kg.serve.views.asking import Forbidden, ask
from kg.store import Answer, Generation, Reader, tokens

VIEWS: Mapping[str, Callable[[Reader, Mapping[str, Any]], Any]] = MappingProxyType(
    {
        "table": table.read,
        "entity": entity.read,
        "article": article.read,
        "glance": glance.read,
        "search": search.read,
        "void": void.read,
    }
)
MARKS: Mapping[str, bytes] = MappingProxyType(
    {
        # Quotes inside a string are escaped, so this stands only between two solutions.
        "application/sparql-results+json": b'"}},{"',
        "application/sparql-results+xml": b"<result>",
        "text/csv": b"\r\n",
        "text/tab-separated-values": b"\n",
        "application/n-triples": b"\n",
        "application/n-quads": b"\n",
    }
)
"""What tells the rows of an answer, by its form."""


class Reading:
    """Answers over the current generation, which is opened again when another was published."""

    def __init__(self, store: Path) -> None:
        self._current = Current(store)
        self._texts = Texts(self._current.reader())

    def follow(self) -> None:
        self._current.follow()

    def __call__(self, job: Mapping[str, Any], body: bytes, out: BinaryIO) -> None:
        reader = self._current.reader()
        if reader is not self._texts.reader:
            self._texts = Texts(reader)
        try:
            if job["kind"] == "stream":
                _streamed(reader, job, out, self._texts)
            else:
                _viewed(reader, job, out)
        except Forbidden as error:
            raise forbidden(str(error)) from error
        except (QueryError, SyntaxError) as error:
            raise wrong(job["query"], str(error.__cause__ or error)) from error


def wrong(text: str, message: str, *, update: bool = False) -> Refusal:
    """What the engine refused with `message`, told at its place."""
    if not update and tokens.is_load(text):
        return forbidden("LOAD would fetch a document from elsewhere, and queries change nothing.")
    found = explain(text, message, updates=update)
    return Refusal("query", found.sentence, line=found.line, column=found.column, suggestion=found.suggestion)


def head(made: Generation, media_type: str = "", encoding: str = "", notes: Sequence[str] = ()) -> dict[str, Any]:
    """What is told of an answer before all else (`kg.serve.workers.Head`)."""
    found = {"generation": made.number, "snapshot": made.snapshot, "base": made.base}
    return {**found, "media_type": media_type, "encoding": encoding, "notes": notes}


def _viewed(reader: Reader, job: Mapping[str, Any], out: BinaryIO) -> None:
    view = VIEWS[job["kind"]](reader, job)
    rows = view.get("total") if job["kind"] == "table" else None
    out.write(whole(head(reader.generation), told(view), rows))


def _streamed(reader: Reader, job: Mapping[str, Any], out: BinaryIO, texts: Texts) -> None:
    """Write the answer in the form for its kind: `table` or `graph` of the job."""
    graph = job.get("stored")
    if graph is not None and not reader.has_graph(graph):
        raise Refusal("missing", f"The store has no graph <{graph}>.")
    results = texts.found(job) or ask(reader, job)
    is_graph = isinstance(results, ox.QueryTriples)
    media_type = job["graph"] if is_graph else job["table"]
    if not media_type:
        raise Refusal("form", job["graphs"] if is_graph else job["tables"])
    found = notes(reader, job["query"])
    mark = MARKS.get(media_type, b"") if not isinstance(results, ox.QueryBoolean) else b""
    made = reader.generation
    writer = FrameWriter(
        out, lambda encoding: head(made, media_type, encoding, found), gzip=bool(job.get("gzip")), mark=mark
    )
    _write(results, checked(cast(IO[bytes], writer), media_type), media_type)
    if isinstance(results, ox.QueryBoolean):
        writer.end(lambda written: 1)
    else:
        writer.end(lambda written: _rows(media_type, written) if mark else None)


def _write(results: Answer | Found, file: IO[bytes], media_type: str) -> None:
    if not isinstance(results, ox.QueryTriples):
        results.serialize(file, format=ox.QueryResultsFormat.from_media_type(media_type))
        return
    try:
        # A CONSTRUCT template may make one triple from several rows; every form accepts that.
        results.serialize(file, format=ox.RdfFormat.from_media_type(media_type))
    except OSError as error:
        if "does not support RDF 1.2" not in str(error):
            raise
        told = "A triple in the answer stands for a term, which JSON-LD cannot hold"
        raise Inexpressible(told, "text/turtle") from error


def _rows(media_type: str, written: FrameWriter) -> int:
    """CSV and TSV begin with a line of names; in JSON the mark stands between rows."""
    if media_type in ("text/csv", "text/tab-separated-values"):
        return written.marks - 1
    if media_type.endswith("results+json"):
        return 0 if written.tail.endswith(b"[]}}") else written.marks + 1
    return written.marks
