"""Stores of hand-made readings, with what is concluded across them; and conclusions that a test dictates."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from kg.across import Ledger, Record, record
from kg.model import Article, Reading
from kg.store import Generation, open_writer
from kg.store.snapshot import line_number
from kg.store.writer import Writer
from kg.triples import own, write
from kg.triples.graphs import graphs
from kg.triples.iris import DEFAULT_BASE as BASE
from kg.triples.ontology import ontology_nquads


def make_store(path: Path, readings: Iterable[Reading]) -> Generation:
    """Put the readings into the store at `path` and publish a generation."""
    with open_writer(path, base=BASE, reader="cascade", version="test") as writer:
        for one in readings:
            put(writer, one.article, write(one, base=BASE))
        return writer.publish(Ledger(writer.ledger, base=BASE), ontology_nquads(base=BASE))


def put(writer: Writer, article: Article, nquads: bytes) -> None:
    """Put what was put down of an article, as `kg.triples.write` gives it."""
    writer.put(article, own(nquads, base=BASE), record(article, graphs(nquads), base=BASE))


class Dictated:
    """Conclusions that are these lines, whatever the articles say; `whole`, or as what has come."""

    def __init__(self, derived: bytes = b"") -> None:
        self._lines = derived.decode().splitlines(keepends=True)

    whole = True

    def sync(self, articles: Mapping[str, str], records: Callable[[Iterable[str]], Iterable[bytes]]) -> None:
        self.articles = dict(articles)

    def read(self, record: bytes) -> Record:
        return Record({"described": [], "states": [], "runs": []})

    def pending(self) -> Dictated:
        raise AssertionError("all is loaded anew")

    gone: tuple[str, ...] = ()
    come: tuple[str, ...] = ()

    def lines(self) -> list[str]:
        return self._lines

    def settle(self) -> None:
        pass

    @property
    def digest(self) -> str:
        return f"{sum(line_number(line.encode()) for line in self._lines) % 2**256:064x}"

    @property
    def count(self) -> int:
        return len(self._lines)
