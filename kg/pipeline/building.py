"""Build, rebuild, remove, merge: articles go into a store, or out of it, and a generation is published."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from itertools import chain, islice
from pathlib import Path

from kg import readers, sources
from kg.errors import StoreError, UsageError
from kg.model import Article, Reading, SetAside
from kg.pipeline.filling import Filling, Site
from kg.pipeline.guard import Limits, Outcome, Written, memory_cap, read_one
from kg.pipeline.telling import Listener, Report, Silence
from kg.pipeline.workers import Done, Task, read_all
from kg.store.intake import Again
from kg.store.shard import Shard, open_shard

BASE = "https://w3id.org/bilateral/id/"
POOL_FROM = 200
"""Articles from which on reading processes pay: to start one takes as long as reading some dozens."""


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
    listener: Listener | None = None,
    workers: int = 1,
    limits: Limits | None = None,
    lock_timeout: float = 0.0,
    columns: Mapping[str, str] | None = None,
    format: str | None = None,
) -> Report:
    """Read the articles of `inputs` into the store, made if it is not there, and publish a generation.

    `columns` and `format` say how the input is to be understood (see `kg.sources.read`), `naming` is the policy by
    which states with contested names are called. More than one of `workers` means processes, from some hundred articles
    on: the calling program must then be importable (`if __name__ == "__main__":`). An article whose reader fails or
    goes beyond `limits` is set aside, and not read again before the rules change or `rebuild` is asked to. Killed at
    any moment, the same call finishes the work. Ctrl-C stops it in good order and raises KeyboardInterrupt.
    """
    limits = limits or Limits()
    given = [Path(path) for path in inputs]
    found = sources.read(given, columns=columns, format=format, deadline=limits.seconds)
    items = chain(list(islice(found, 1)), found)  # a path that does not exist fails here, before a store is made
    site = Site(store=Path(store), base=base, reader=reader, naming=naming, lock_timeout=lock_timeout)
    return _read_into(site, items, Again.OUTDATED, listener, workers, limits)


def rebuild(
    *,
    store: Path,
    naming: str = "common",
    again: Again = Again.OUTDATED,
    listener: Listener | None = None,
    workers: int = 1,
    limits: Limits | None = None,
    lock_timeout: float = 0.0,
) -> Report:
    """Read articles of the store again, from the texts that it keeps: those that other rules have read, or more."""
    return _read_into(Site.of(Path(store), naming, lock_timeout), (), again, listener, workers, limits)


def remove(
    articles: Sequence[str],
    *,
    store: Path,
    naming: str = "common",
    listener: Listener | None = None,
    lock_timeout: float = 0.0,
) -> Report:
    """Take articles, named by their id or key, out of the store, with all that was read in them.

    Raises UsageError, and removes nothing, when one of them is not there.
    """
    with Filling(Site.of(Path(store), naming, lock_timeout), listener or Silence()) as filling:
        removed = filling.writer.remove(articles)
        return filling.finish(removed=removed)


def merge(
    stores: Sequence[Path],
    *,
    store: Path,
    naming: str = "common",
    listener: Listener | None = None,
    lock_timeout: float = 0.0,
) -> Report:
    """Join finished stores into the one at `store`: the same graph as one build of all their articles.

    Graphs made by the present rules are taken as they are, others are read again. Raises StoreError when the
    stores differ in base or reader.
    """
    if not stores:
        raise UsageError("No stores to merge", then="Name two or more.")
    with ExitStack() as stack:
        shards = [stack.enter_context(open_shard(Path(path), lock_timeout=lock_timeout)) for path in stores]
        base, reader = _common(shards)
        site = Site(store=Path(store), base=base, reader=reader, naming=naming, lock_timeout=lock_timeout)
        filling = stack.enter_context(Filling(site, listener or Silence()))

        def outcomes(articles: Iterable[Article], stop: threading.Event) -> Iterator[Done]:
            for article in articles:
                yield article, _taken_over(article, shards, site)

        filling.take(chain.from_iterable(shard.articles() for shard in shards), outcomes)
        return filling.finish()


def _read_into(
    site: Site,
    items: Iterable[Article | SetAside],
    again: Again,
    listener: Listener | None,
    workers: int,
    limits: Limits | None,
) -> Report:
    reading = _reading(Task(reader=site.reader, base=site.base, limits=limits or Limits()), workers)
    with Filling(site, listener or Silence()) as filling:
        filling.take(items, reading, again)
        return filling.finish()


def _reading(task: Task, workers: int) -> Callable[[Iterable[Article], threading.Event], Iterator[Done]]:
    """How articles are read: here while they are few or there is one worker, else in processes."""

    def read(articles: Iterable[Article], stop: threading.Event) -> Iterator[Done]:
        stream = iter(articles)
        first = list(islice(stream, POOL_FROM)) if workers > 1 else []
        if len(first) >= POOL_FROM:
            yield from read_all(chain(first, stream), task, workers, stop)
            return
        for article in chain(first, stream):
            if stop.is_set():
                return
            yield article, _read_here(article, task)

    return read


def _read_here(article: Article, task: Task) -> Outcome:
    with memory_cap(task.limits.memory):
        return read_one(article, task.reader, task.base, task.limits)


def _taken_over(article: Article, shards: Sequence[Shard], site: Site) -> Outcome:
    for shard in shards:
        row = shard.row(article)
        if row is not None and row.rules == site.rules:
            return row.error or "" if row.state == "failed" else Written(shard.graph(article), shard.record(article))
    return _read_here(article, Task(reader=site.reader, base=site.base, limits=Limits()))


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
