"""The only corridor between the rooms: sources -> readers -> triples -> store. Wiring, without opinion on content."""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack
from dataclasses import dataclass
from importlib.resources import files
from itertools import chain, islice
from pathlib import Path

from kg import readers, sources, triples
from kg.errors import KgError, StoreError, UsageError
from kg.model import Article, Reading, SetAside
from kg.store import Writer, open_writer
from kg.store.intake import Intake
from kg.store.shard import Shard, open_shard
from kg.triples.derived import derive
from kg.triples.ontology import ontology_nquads

BASE = "https://w3id.org/bilateral/id/"
POOL_FROM = 200
"""Articles from which on worker processes pay: to start one takes as long as reading some dozens."""
PORTION = 16
"""Articles a worker is given at once."""

Progress = Callable[[int, int | None], None]
Outcome = bytes | str
"""The N-Quads of an article, or why it could not be read."""


@dataclass(frozen=True, kw_only=True)
class Report:
    """What a build did. `changed` counts articles with another text, and those read again by other rules (`reread`).

    `facts` and `quads` count the whole published graph.
    """

    new: int
    changed: int
    reread: int
    unchanged: int
    set_aside: tuple[SetAside, ...]
    facts: int
    quads: int
    generation: int
    snapshot: str
    seconds: float


def extract(article: Article, reader: str = "cascade") -> Reading:
    """Read one article, without a store. Raises FactError for a fact that the article does not bear out."""
    return readers.extract(article, reader)


def build(
    inputs: Sequence[Path],
    *,
    store: Path,
    base: str = BASE,
    reader: str = "cascade",
    naming: str = "common",
    on_progress: Progress | None = None,
    workers: int = 1,
    lock_timeout: float = 0.0,
) -> Report:
    """Read the articles of `inputs` into the store, made if it is not there, and publish a generation.

    `naming` is the policy by which states with contested names are called.
    `on_progress(done, total)` is called as articles are done; `total` is None while they are still being found.
    More than one of `workers` means processes, from some hundred articles on: the calling program must then be
    importable (`if __name__ == "__main__":`). Killed at any moment, the same call finishes the work.
    """
    began = time.monotonic()
    found = sources.read([Path(path) for path in inputs])
    items = chain(list(islice(found, 1)), found)  # a path that does not exist fails here, before a store is made

    def outcomes(articles: Iterable[Article]) -> Iterator[tuple[Article, Outcome]]:
        return _read_all(articles, reader, base, workers)

    rules = _rules(reader, base)
    with open_writer(
        store, base=base, reader=reader, version=readers.version(reader), rules=rules, lock_timeout=lock_timeout
    ) as writer:
        return _fill(writer, items, outcomes, ontology_nquads(base=base, names=naming), base, on_progress, began)


def merge(
    stores: Sequence[Path],
    *,
    store: Path,
    naming: str = "common",
    on_progress: Progress | None = None,
    lock_timeout: float = 0.0,
) -> Report:
    """Join finished stores into the one at `store`: the same graph as one build of all their articles.

    Graphs made by the present rules are taken as they are, others are read again. Raises StoreError when the
    stores differ in base or reader.
    """
    began = time.monotonic()
    if not stores:
        raise UsageError("No stores to merge", then="Name two or more.")
    with ExitStack() as stack:
        shards = [stack.enter_context(open_shard(Path(path), lock_timeout=lock_timeout)) for path in stores]
        base, reader = _common(shards)
        rules = _rules(reader, base)

        def outcomes(articles: Iterable[Article]) -> Iterator[tuple[Article, Outcome]]:
            return ((article, _taken_over(article, shards, rules, reader, base)) for article in articles)

        version = readers.version(reader)
        target = open_writer(store, base=base, reader=reader, version=version, rules=rules, lock_timeout=lock_timeout)
        writer = stack.enter_context(target)
        items = chain.from_iterable(shard.articles() for shard in shards)
        return _fill(writer, items, outcomes, ontology_nquads(base=base, names=naming), base, on_progress, began)


def _fill(
    writer: Writer,
    items: Iterable[Article | SetAside],
    outcomes: Callable[[Iterable[Article]], Iterator[tuple[Article, Outcome]]],
    ontology: bytes,
    base: str,
    on_progress: Progress | None,
    began: float,
) -> Report:
    """Take `items` into the store, derive what stands across articles, publish."""
    done = _Count(on_progress)
    intake = Intake(writer, done.add)
    for article, outcome in outcomes(intake.to_read(done.watch(items, intake))):
        if isinstance(outcome, bytes):
            writer.put(article, outcome)
            intake.took(article)
        else:
            writer.fail(article, outcome)
            intake.failed(article, outcome)
        done.add(1)
    made_by = hashlib.sha256(_code() + ontology).hexdigest()[:16]
    generation = writer.generation
    if generation is None or not writer.is_current(made_by):
        generation = writer.publish(derive(writer.select, base=base), ontology, made_by=made_by)
    counts = intake.counts()
    return Report(
        new=counts["new"],
        changed=counts["changed"] + counts["reread"],
        reread=counts["reread"],
        unchanged=counts["unchanged"],
        set_aside=tuple(intake.set_aside),
        facts=generation.facts,
        quads=generation.quads,
        generation=generation.number,
        snapshot=generation.snapshot,
        seconds=time.monotonic() - began,
    )


class _Count:
    """Articles done, told to the caller; the total is known when the last has been found."""

    def __init__(self, tell: Progress | None) -> None:
        self._tell = tell
        self._done = 0
        self._intake: Intake | None = None

    def watch(self, items: Iterable[Article | SetAside], intake: Intake) -> Iterator[Article | SetAside]:
        yield from items
        self._intake = intake

    def add(self, number: int) -> None:
        self._done += number
        if self._tell and number:
            self._tell(self._done, self._intake.items if self._intake else None)


def stay_with_parent() -> None:
    """Begin a worker process: Ctrl-C is its parent's affair, and it ends when its parent was killed."""

    def watch() -> None:
        parent = multiprocessing.parent_process()
        if parent is not None:
            parent.join()
            os._exit(1)

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=watch, daemon=True).start()


def read_portion(articles: Sequence[Article], reader: str, base: str) -> list[Outcome]:
    """What a worker process does: a pure function of the articles."""
    return [_read(article, reader, base) for article in articles]


def _read(article: Article, reader: str, base: str) -> Outcome:
    try:
        return triples.write(readers.extract(article, reader), base=base)
    except UsageError:
        raise
    except KgError as error:
        return str(error)
    except Exception as error:
        return f"the reader {reader} failed on article {article.id}: {type(error).__name__}: {error}"


def _read_all(articles: Iterable[Article], reader: str, base: str, workers: int) -> Iterator[tuple[Article, Outcome]]:
    """The outcome of each article, in their order."""
    stream = iter(articles)
    first = list(islice(stream, POOL_FROM)) if workers > 1 else []
    if len(first) < POOL_FROM:
        for article in chain(first, stream):
            yield article, _read(article, reader, base)
        return
    waiting: deque[tuple[list[Article], Future[list[Outcome]]]] = deque()
    rest = chain(first, stream)
    # Spawned, not forked: a fork breaks the store that its parent has open.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context, initializer=stay_with_parent) as pool:
        try:
            while (portion := list(islice(rest, PORTION))) or waiting:
                if portion:
                    waiting.append((portion, pool.submit(read_portion, portion, reader, base)))
                if len(waiting) > 2 * workers or not portion:
                    given, future = waiting.popleft()
                    yield from zip(given, future.result(), strict=True)
        except BrokenProcessPool:
            raise KgError(
                "A reading process died, most likely for lack of memory",
                then="Run the same command again: it goes on with what is left.",
            ) from None
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _taken_over(article: Article, shards: Sequence[Shard], rules: str, reader: str, base: str) -> Outcome:
    for shard in shards:
        row = shard.row(article)
        if row is not None and row.rules == rules:
            return row.error or "" if row.state == "failed" else shard.graph(article)
    return _read(article, reader, base)


def _common(shards: Sequence[Shard]) -> tuple[str, str]:
    """The base and the reader that all stores share."""
    first = shards[0].generation
    for shard in shards[1:]:
        other = shard.generation
        if (other.base, other.reader) != (first.base, first.reader):
            raise StoreError(
                f"The stores differ: base {first.base} and reader {first.reader} in {shards[0].path}, "
                f"base {other.base} and reader {other.reader} in {shard.path}",
                where=str(shard.path),
                then="Only stores of one base and one reader can be merged.",
            )
    return first.base, first.reader


def _rules(reader: str, base: str) -> str:
    """A name for all that makes a graph from a text: reader, its version, the code that writes triples."""
    if not base.endswith(("/", "#")):
        raise UsageError(f"The base IRI {base} does not end in / or #", then=f"The usual one is {BASE}")
    name = "\n".join((reader, readers.version(reader), base)).encode()
    return hashlib.sha256(name + _code()).hexdigest()[:16]


def _code() -> bytes:
    """The text of `kg.triples`: who changes it need not remember to raise a version."""
    modules = sorted((item for item in files(triples).iterdir() if item.name.endswith(".py")), key=lambda m: m.name)
    return b"".join(module.read_bytes() for module in modules)
