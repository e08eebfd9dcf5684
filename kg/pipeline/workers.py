"""Reading in processes of their own: one that hangs, dies or eats memory costs its article, not the build.

A thread stands beside each process: it hands articles over in portions, takes the outcomes one by one, and so knows
which article a silent or dead process was at. Processes are spawned: a fork breaks the store that its parent has open.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import queue
import signal
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess

from kg.errors import KgError, UsageError
from kg.model import Article
from kg.pipeline.guard import Limits, Outcome, memory_cap, read_one

PORTION = 16
"""Articles that a process is given at once: between two portions it waits for this process to come round to it."""
AHEAD = 2_000
"""Articles under way at most: what the processes can go on with while the writer loads a batch."""
AHEAD_CHARACTERS = 16_000_000
GRACE = 5.0
"""Seconds between the deadline that a process keeps itself and its end from outside."""
DIED = "the reading process died on this article, twice"

Done = tuple[Article, Outcome]


@dataclass(frozen=True, kw_only=True)
class Task:
    """What a reading process must know beside the article."""

    reader: str
    base: str
    limits: Limits


def read_all(articles: Iterable[Article], task: Task, workers: int, stop: threading.Event) -> Iterator[Done]:
    """Each article with its outcome, in the order in which they are done; when `stop` is set, those under way only.

    Raises KgError when no reading process can be started.
    """
    desk = _Desk(task)
    threads = [_Keeper(desk) for _ in range(workers)]
    for thread in threads:
        thread.start()
    try:
        for article in articles:
            while desk.is_full and not stop.is_set():
                yield desk.take()
            if stop.is_set():
                break
            desk.give(article)
            while desk.has_done:
                yield desk.take()
        desk.close(drop=stop.is_set())
        while desk.under_way:
            yield desk.take()
            if stop.is_set():
                desk.close(drop=True)
    finally:
        desk.close(drop=True)
        desk.abandoned = True
        for thread in threads:
            thread.kill()
        for thread in threads:
            thread.join()


class _Desk:
    """Where articles wait to be read and outcomes to be taken; used by the building thread, and the keepers."""

    def __init__(self, task: Task) -> None:
        self.task = task
        self.under_way = 0
        self.abandoned = False
        """Nobody waits for outcomes any more."""
        self._characters = 0
        self._closed = False
        self._waiting: queue.SimpleQueue[Article | None] = queue.SimpleQueue()
        self._done: queue.SimpleQueue[Done | KgError] = queue.SimpleQueue()

    @property
    def is_full(self) -> bool:
        return self.under_way >= AHEAD or (self.under_way > 0 and self._characters >= AHEAD_CHARACTERS)

    @property
    def has_done(self) -> bool:
        return not self._done.empty()

    def give(self, article: Article) -> None:
        self.under_way += 1
        self._characters += len(article.text)
        self._waiting.put(article)

    def take(self) -> Done:
        """The next outcome, waited for."""
        done = self._done.get()
        if isinstance(done, KgError):
            raise done
        self._left(done[0])
        return done

    def close(self, *, drop: bool) -> None:
        """No article comes any more; `drop`: those that wait are not read either."""
        while drop:
            try:
                article = self._waiting.get_nowait()
            except queue.Empty:
                break
            if article is not None:
                self._left(article)
        if drop or not self._closed:
            self._waiting.put(None)
        self._closed = True

    def _left(self, article: Article) -> None:
        self.under_way -= 1
        self._characters -= len(article.text)

    def portion(self) -> list[Article]:
        """The next articles for one process, waited for; none when the desk is closed."""
        articles: list[Article] = []
        while len(articles) < PORTION:
            try:
                article = self._waiting.get(block=not articles)
            except queue.Empty:
                break
            if article is None:
                self._waiting.put(None)  # for the next keeper
                break
            articles.append(article)
        return articles

    def put(self, done: Done | KgError) -> None:
        self._done.put(done)


class _Keeper(threading.Thread):
    """Keeps one reading process at work: starts it, starts another when it ends, and ends it when it hangs."""

    def __init__(self, desk: _Desk) -> None:
        super().__init__(daemon=True)
        self._desk = desk
        self._process: SpawnProcess | None = None
        self._connection: Connection | None = None

    def run(self) -> None:
        # Blocked signals are inherited: Ctrl-C is the building process's affair.
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            while articles := self._desk.portion():
                self._serve(articles)
        except KgError as error:
            self._desk.put(error)
        except Exception as error:
            self._desk.put(KgError(f"Reading failed: {type(error).__name__}: {error}"))
        finally:
            self._end()

    def kill(self) -> None:
        """End the process at once, from another thread."""
        process = self._process
        if process is not None:
            process.kill()

    def _serve(self, articles: list[Article]) -> None:
        """Have `articles` read; what is left when the process ends goes to the next one."""
        died_on: Article | None = None
        while articles and not self._desk.abandoned:
            connection = self._connected()
            try:
                connection.send(articles)
            except OSError:  # it ended between two portions
                self._end()
                continue
            while articles:
                outcome = self._outcome(articles[0], connection)
                if outcome is None and died_on is not articles[0]:
                    died_on = articles[0]  # an accident, perhaps: it gets one more try
                    break
                self._desk.put((articles.pop(0), DIED if outcome is None else outcome))
                if self._connection is None:
                    break

    def _outcome(self, article: Article, connection: Connection) -> Outcome | None:
        """What the process says of the article; None when it died over it."""
        if not connection.poll(self._desk.task.limits.wall(article) + GRACE):
            self._end()
            return self._desk.task.limits.too_long(article)
        try:
            answer = connection.recv()
        except (EOFError, OSError):
            self._end()
            return None
        if isinstance(answer, _Fatal):
            raise KgError(answer.words)
        return answer  # type: ignore[no-any-return]

    def _connected(self) -> Connection:
        """The connection to a living process, started now if need be."""
        if self._connection is None:
            context = multiprocessing.get_context("spawn")
            self._connection, theirs = context.Pipe()
            self._process = context.Process(target=serve, args=(theirs, self._desk.task), daemon=True)
            self._process.start()
            theirs.close()
            try:
                self._connection.recv()
            except (EOFError, OSError):
                raise KgError(
                    "A reading process cannot be started",
                    then="See what it said above; a program that calls build() with workers must be importable.",
                ) from None
        return self._connection

    def _end(self) -> None:
        if self._connection is not None:
            self._connection.close()
        if self._process is not None:
            self._process.kill()
            self._process.join()
        self._process = self._connection = None


@dataclass(frozen=True)
class _Fatal:
    """A reading process cannot read at all."""

    words: str


def serve(connection: Connection, task: Task) -> None:
    """What a reading process does: says that it is there, then answers each portion, an outcome an article."""
    stay_with_parent()
    connection.send(None)
    with memory_cap(task.limits.memory):
        while True:
            try:
                articles = connection.recv()
            except EOFError:
                return
            for article in articles:
                try:
                    connection.send(read_one(article, task.reader, task.base, task.limits))
                except UsageError as error:
                    connection.send(_Fatal(str(error)))
            if not gc.get_freeze_count():
                # The lexicon is there now and stays: a collector that walks it ever again takes an eighth of the time.
                gc.collect()
                gc.freeze()


def stay_with_parent() -> None:
    """Begin a worker process: Ctrl-C is its parent's affair, and it ends when its parent was killed."""

    def watch() -> None:
        parent = multiprocessing.parent_process()
        if parent is not None:
            parent.join()
            os._exit(1)

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=watch, daemon=True).start()
