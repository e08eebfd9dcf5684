"""Writing a store: one process, in batches that a kill leaves either done or known as pending."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import pyoxigraph as ox

from kg.errors import StoreError, UsageError
from kg.model import Article, SetAside
from kg.store import generations, publishing, snapshot
from kg.store.conclusions import Conclusions
from kg.store.doctor import Finding, no_journal
from kg.store.generations import Generation
from kg.store.graph import BrokenStore, amend, store_errors
from kg.store.journal import Journal, Row
from kg.store.layout import Layout, Settings, clean
from kg.store.stages import Stages

BATCH_QUADS = 700_000
"""`bulk_load` takes about 0.9 GB for a million quads, so a batch stays below. Each batch adds a file to each index, and
each second one has Oxigraph write the index anew: fewer batches cost less of that."""
BATCH_ARTICLES = 5_000
BATCH_SECONDS = 30.0
"""A batch is written after this time at the latest: what a killed build has to read again."""

_RULE = b"<https://w3id.org/bilateral#rule>"


@dataclass(frozen=True, kw_only=True, slots=True)
class _Put:
    article: Article
    row: Row
    nquads: bytes
    record: bytes


class Writer:
    """The one writer of a store. Made by `open_writer`, which holds the lock for it."""

    def __init__(self, layout: Layout, settings: Settings, version: str, rules: str, stages: Stages) -> None:
        self._layout = layout
        self._settings = settings
        self._version = version
        self.rules = rules
        self._stages = stages
        self._journal = Journal(layout.journal, write=True)
        self._primary: ox.Store | None = None
        self._batch: dict[str, _Put] = {}
        self._drops: dict[str, str] = {}
        self._batch_quads = 0
        self._batch_began = time.monotonic()
        self.to_conclude = 0
        """Articles that were written since conclusions were drawn last."""
        lost = self._journal.new and self.generation is not None and self.generation.articles
        self.mended: tuple[Finding, ...] = (no_journal(layout),) if lost else ()
        """What was wrong with the store when it was opened, and was mended."""
        self._recover()
        self._known = {row.id: row for row in self._journal.rows()}
        if not layout.primary.exists() and any(row.state == "read" for row in self._known.values()):
            raise BrokenStore("The store is broken: its graphs are missing", where=str(layout.primary))
        self._set_aside = set(self._journal.all_set_aside())
        self._notes: list[SetAside] = []

    @property
    def known(self) -> Mapping[str, Row]:
        """What the store knows, by the source's id, this session's articles included."""
        return MappingProxyType(self._known)

    @property
    def generation(self) -> Generation | None:
        """The current generation."""
        found = generations.current(self._layout)
        return found[1] if found else None

    def is_current(self, made_by: str = "") -> bool:
        """Whether the current generation holds all that was put, made by the same version and `made_by`."""
        last = self.generation
        if last is None or self._batch or self._drops or self._journal.unpublished:
            return False
        return (last.version, last.made_by) == (self._version, made_by)

    def article(self, key: str) -> Article | None:
        """An article that was read before, with its text."""
        return self._journal.article(key)

    def graph(self, article: Article) -> str:
        """The IRI of the article and of its named graph."""
        return f"{self._settings.base}article/{article.key}"

    def put(self, article: Article, nquads: bytes, record: bytes = b"") -> None:
        """Take the article's graph in, in place of any other of the same id.

        `nquads` are sorted lines of that graph only; `record` is what conclusions across articles are drawn from.
        """
        lines = nquads.count(b"\n")
        if nquads.count(f" <{self.graph(article)}> .\n".encode()) != lines:
            raise StoreError("Quads outside the article's graph", where=article.where or article.id)
        row = Row(
            id=article.id, key=article.key, date=article.date, state="read", rules=self.rules,
            facts=sum(line.split(b" ", 2)[1] == _RULE for line in nquads.splitlines()), quads=lines,
        )  # fmt: skip
        self._take(_Put(article=article, row=row, nquads=nquads, record=record))

    def fail(self, article: Article, error: str) -> None:
        """Note that the article could not be read, and drop what the store held of its id."""
        row = Row(id=article.id, key=article.key, date=article.date, state="failed", rules=self.rules, error=error)
        if self._known.get(article.id) == row:
            return
        self._take(_Put(article=article, row=row, nquads=b"", record=b""))

    def set_aside(self, where: str, reason: str, id: str | None = None) -> None:
        """Note input that is no article or was not taken. What the store holds of `id` stays."""
        item = SetAside(where=where, reason=reason, id=id)
        if item not in self._set_aside:
            self._set_aside.add(item)
            self._notes.append(item)

    def remove(self, articles: Iterable[str]) -> int:
        """Take articles, each named by its id or key, out of the store; says how many there were.

        Raises UsageError, and removes nothing, where one is not there, unless a killed run has just taken it out.
        """
        by_key = {row.key: row.id for row in self._known.values()}
        ids = {name: name if name in self._known else by_key.get(name) for name in articles}
        just_gone = self._journal.gone() if self._journal.unpublished else set()
        if missing := [name for name, id_ in ids.items() if id_ is None and name not in just_gone]:
            raise UsageError(
                f"no article '{missing[0]}' in the store", where=str(self._layout.root),
                then="Name an article by its id or its key, as kg query article-actors prints them.",
            )  # fmt: skip
        self.commit()
        gone = {id_ for id_ in ids.values() if id_ is not None}
        for id_ in gone:
            self._drops[self._known.pop(id_).key] = id_
        return len(gone)

    def conclude(self, told: Conclusions) -> None:
        """Write the batch, and have conclusions and full text follow it, so that publishing finds little left to do."""
        self.commit()
        with store_errors(self._layout.root):
            publishing.follow(self._layout, self._journal, told, self._next_number, self._stages)
        self.to_conclude = 0

    @property
    def waiting(self) -> int:
        """Articles of the batch, which are still to be written."""
        return len(self._batch)

    @property
    def ledger(self) -> Path:
        """Where what is concluded across articles is kept."""
        return self._layout.ledger

    def publish(self, told: Conclusions, ontology: bytes, *, made_by: str = "", final: bool = True) -> Generation:
        """Make all that was put, with what is concluded from it and the ontology, the current generation.

        Unless it is the `final` one of a build, the store is left as it came (`kg.store.generations.publish`).

        Where nothing has changed since the current one, that one is returned and nothing is written.
        """
        self.commit()
        last = self.generation
        if last and self.is_current(made_by):
            return last
        rows = [row for row in self._known.values() if row.state == "read"]
        about = Generation(
            number=self._next_number, snapshot="", base=self._settings.base,
            reader=self._settings.reader, version=self._version, made_by=made_by, articles=len(rows),
            facts=sum(row.facts for row in rows), quads=sum(row.quads for row in rows),
        )  # fmt: skip
        self.to_conclude = 0
        with store_errors(self._layout.root):
            return publishing.publish(
                self._layout, self._journal, self._open(), told, ontology, about, self._stages, final=final
            )

    def commit(self) -> None:
        """Write the batch: to the journal what is about to change, then the graphs, then the journal's rows."""
        if self._notes:
            with store_errors(self._layout.journal), self._journal.transaction():
                for item in self._notes:
                    self._journal.set_aside(item)
            self._notes.clear()
        if not self._batch and not self._drops:
            return
        with self._stages.during("load"), store_errors(self._layout.root):
            keys = {put.row.key for put in self._batch.values()} | set(self._drops)
            with self._journal.transaction():
                self._journal.pend(sorted(keys))
                self._journal.mark_unpublished(True)
            self._store_graphs()
            with self._journal.transaction():
                self._store_rows()
        self.to_conclude += len(self._batch)
        self._batch.clear()
        self._drops.clear()
        self._batch_quads = 0
        self._batch_began = time.monotonic()

    def close(self) -> None:
        self._primary = None
        self._journal.close()

    def _take(self, put: _Put) -> None:
        old = self._known.get(put.row.id)
        if old is not None and put.row.id not in self._batch:
            self._drops[old.key] = old.id
        self._known[put.row.id] = put.row
        self._batch[put.row.id] = put
        self._batch_quads += put.row.quads
        late = time.monotonic() - self._batch_began > BATCH_SECONDS
        if late or self._batch_quads >= BATCH_QUADS or len(self._batch) >= BATCH_ARTICLES:
            self.commit()

    def _store_graphs(self) -> None:
        """New graphs are loaded at once; of a graph that is there already only what differs is written.

        IRIs are not looked at again: they were minted from a good base. That is a tenth of the loading.
        """
        primary = self._open()
        known = {put.row.key: put for put in self._batch.values() if put.row.key in self._drops}
        for key in sorted(self._drops.keys() - known.keys()):
            primary.remove_graph(self._node(key))
        data = b"".join(put.nquads for put in self._batch.values() if put.row.key not in known)
        try:
            if data:
                primary.bulk_load(data, format=ox.RdfFormat.N_QUADS, lenient=True)
            for key, put in known.items():
                amend(primary, self._node(key), put.nquads)
        except SyntaxError as error:
            raise StoreError(f"The graph of an article is no N-Quads: {error}", where=self._culprit()) from error
        primary.flush()

    def _culprit(self) -> str:
        for put in self._batch.values():
            try:
                list(ox.parse(put.nquads, format=ox.RdfFormat.N_QUADS, lenient=True))
            except SyntaxError:
                return put.article.where or put.article.id
        return str(self._layout.root)

    def _store_rows(self) -> None:
        generation = self.generation
        gone_in = generation.number + 1 if generation else 0
        for key in sorted(self._drops):
            self._journal.retire(key, gone_in)
        for put in self._batch.values():
            self._journal.write(put.article, put.row, reader=self._settings.reader, version=self._version)
            if put.row.state == "read":
                self._journal.tell(put.row.key, snapshot.graph_digest(put.nquads), put.record)
        self._journal.settle()

    def _recover(self) -> None:
        """Undo what a killed process left half-done: graphs that may be half there go, and are to be read again."""
        clean(self._layout, journal_is_new=self._journal.new)
        pending = self._journal.pending()
        if not pending:
            return
        primary = self._open()
        for key in pending:
            primary.remove_graph(self._node(key))
        primary.flush()
        with self._journal.transaction():
            for key in pending:
                self._journal.stale(key)
            self._journal.settle()

    @property
    def _next_number(self) -> int:
        return 1 + max([0, *generations.numbers(self._layout)])

    def _node(self, key: str) -> ox.NamedNode:
        return ox.NamedNode(f"{self._settings.base}article/{key}")

    def _open(self) -> ox.Store:
        """Opened when first needed: opening alone writes files, and an unchanged build writes none."""
        if self._primary is None:
            self._primary = ox.Store(str(self._layout.primary))
        return self._primary
