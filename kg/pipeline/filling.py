"""One filling of a store: what comes in is read and put, generations are published at intervals and at the end."""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from types import ModuleType, TracebackType
from typing import Self

import pyoxigraph as ox

from kg import across, readers, triples
from kg.across import Ledger
from kg.errors import UsageError
from kg.model import Article, SetAside
from kg.pipeline.guard import Outcome, Written
from kg.pipeline.telling import Interrupted, Listener, Report, stoppable
from kg.store import Generation, open_writer
from kg.store.graph import store_errors
from kg.store.intake import Again, Intake
from kg.store.layout import require, settings
from kg.store.stages import Stages
from kg.triples.ontology import ontology_nquads

PUBLISH_SECONDS = 600.0
"""A long build publishes what it has at such intervals, and so that publishing takes a tenth of its time at most."""
PUBLISH_SHARE = 0.1
CONCLUDE_ARTICLES, CONCLUDE_AT_MOST = 2_000, 6_000
"""Written articles from which on conclusions are drawn: while others are read, not at the end when nobody reads. A big
store waits for more, as each time much that is known is drawn again; a thousand articles take about 60 MB."""
CONCLUDE_SHARE = 0.125
"""Share of the articles of a store that it waits for."""
CONCLUDE_LAST, CONCLUDE_LAST_SHARE = 500, 0.3
"""When no more articles come, conclusions are drawn of so many and more while such a share of them is still to be
read: what is left for the end is little, and the processes that read are not idle meanwhile."""

_RECORDS = files(across) / "records.py"

Outcomes = Callable[[Iterable[Article], threading.Event], Iterator[tuple[Article, Outcome]]]


@dataclass(frozen=True, kw_only=True)
class Site:
    """Where a store is filled, with which IRIs, by which reader, and how states with contested names are called."""

    store: Path
    base: str
    reader: str
    naming: str
    lock_timeout: float = 0.0

    @classmethod
    def of(cls, store: Path, naming: str, lock_timeout: float) -> Self:
        """A store that is there already. Raises StoreError where there is none."""
        found = settings(require(store))
        return cls(store=store, base=found.base, reader=found.reader, naming=naming, lock_timeout=lock_timeout)

    @cached_property
    def rules(self) -> str:
        """A name for all that makes graph and record from a text: reader, its version, the code that writes them."""
        if fault := _fault(self.base):
            raise UsageError(f"The base IRI {self.base} {fault}", then="For instance https://example.org/id/")
        name = "\n".join((self.reader, readers.version(self.reader), self.base)).encode()
        return hashlib.sha256(name + _code(triples) + _RECORDS.read_bytes()).hexdigest()[:16]


class Filling:
    """A store that is open for writing, between the first article and the generation that is published at the end."""

    def __init__(self, site: Site, listener: Listener) -> None:
        self._site = site
        self._listener = listener
        self._began = time.monotonic()
        self._stages = Stages(listener.stage)
        self._context = ExitStack()
        self._done = 0
        self._all_found = False
        self._ontology = b""
        self._made_by = ""

    def __enter__(self) -> Self:
        site = self._site
        version, rules = readers.version(site.reader), site.rules
        self._ontology = ontology_nquads(base=site.base, names=site.naming)
        self._made_by = hashlib.sha256(_code(triples, across) + self._ontology).hexdigest()[:16]
        opened = open_writer(
            site.store, base=site.base, reader=site.reader, version=version, rules=rules,
            lock_timeout=site.lock_timeout, stages=self._stages,
        )  # fmt: skip
        with ExitStack() as context:
            self._stop = context.enter_context(stoppable(self._listener.stopping))
            self.writer = context.enter_context(opened)
            self._intake = Intake(self.writer, self._listener.set_aside)
            self._context = context.pop_all()
        self._publish_at = time.monotonic() + PUBLISH_SECONDS
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._context.__exit__(kind, error, trace)

    def take(self, items: Iterable[Article | SetAside], outcomes: Outcomes, again: Again = Again.OUTDATED) -> None:
        """Take `items` in, and what the store has to read `again`. Raises Interrupted when the user stops it."""
        wanted = self._intake.to_read(self._watched(items), again, self._tell)
        for article, outcome in outcomes(wanted, self._stop):
            if self._intake.is_wanted(article):
                self._put(article, outcome)
            if time.monotonic() >= self._publish_at:
                self._publish(final=False)
            elif self._is_time_to_conclude():
                with closing(self._ledger()) as ledger:
                    self.writer.conclude(ledger)
        if self._stop.is_set():
            self.writer.commit()
            raise Interrupted("What was read is kept. Run the same command again: it goes on with what is left.")

    def finish(self, *, removed: int = 0) -> Report:
        """Publish what was not yet, and tell what was done."""
        generation = self.writer.generation
        if generation is None or not self.writer.is_current(self._made_by):
            generation = self._publish(final=True)
        counts = self._intake.counts()
        return Report(
            new=counts["new"],
            changed=counts["changed"] + counts["reread"],
            reread=counts["reread"],
            unchanged=counts["unchanged"],
            removed=removed,
            set_aside=tuple(self._intake.set_aside),
            facts=generation.facts,
            quads=generation.quads,
            generation=generation.number,
            snapshot=generation.snapshot,
            seconds=time.monotonic() - self._began,
            stages=dict(self._stages.spent),
            mended=tuple(finding.what for finding in self.writer.mended),
        )

    def _is_time_to_conclude(self) -> bool:
        """Whether much was written since the last time, or nearly all was."""
        known, written = len(self.writer.known), self.writer.to_conclude
        if written >= max(CONCLUDE_ARTICLES, min(CONCLUDE_AT_MOST, int(CONCLUDE_SHARE * known))):
            return True
        left, put = self._intake.items - self._done, written + self.writer.waiting
        return self._all_found and put >= CONCLUDE_LAST and 0 < left <= CONCLUDE_LAST_SHARE * put

    def _watched(self, items: Iterable[Article | SetAside]) -> Iterator[Article | SetAside]:
        """`items`, until the user asks to stop."""
        for item in items:
            if self._stop.is_set():
                return
            yield item
        self._all_found = True

    def _put(self, article: Article, outcome: Outcome) -> None:
        if isinstance(outcome, Written):
            self.writer.put(article, outcome.nquads, outcome.record)
            self._intake.took(article)
        else:
            self.writer.fail(article, outcome)
            self._intake.failed(article, outcome)
        self._tell(1)

    def _tell(self, number: int) -> None:
        self._done += number
        if number:
            total = self._intake.items if self._all_found else None
            self._listener.progress(self._done, total, len(self._intake.set_aside))

    def _ledger(self) -> Ledger:
        """What is concluded across articles; opened when it is needed, for opening alone writes files."""
        with store_errors(self.writer.ledger):
            return Ledger(self.writer.ledger, base=self._site.base, version=self._made_by)

    def _publish(self, *, final: bool) -> Generation:
        began = time.monotonic()
        with closing(self._ledger()) as ledger:
            generation = self.writer.publish(ledger, self._ontology, made_by=self._made_by, final=final)
        ended = time.monotonic()
        self._publish_at = ended + max(PUBLISH_SECONDS, (ended - began) / PUBLISH_SHARE)
        return generation


def _fault(base: str) -> str:
    """What is wrong with a base IRI, "" where nothing is. All other IRIs go by it, so it alone is looked at closely."""
    try:
        ox.NamedNode(base)
    except ValueError as error:
        return f"is none: {error}"
    return "" if base.endswith(("/", "#")) else "does not end in / or #"


def _code(*rooms: ModuleType) -> bytes:
    """The text of rooms: who changes one need not remember to raise a version."""
    found = [item for room in rooms for item in files(room).iterdir() if item.name.endswith(".py")]
    return b"".join(module.read_bytes() for module in sorted(found, key=str))
