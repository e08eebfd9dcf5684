"""The worker processes: started, lent to one request at a time, killed at the deadline, replaced."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Literal

from kg.errors import StoreError
from kg.serve import problems
from kg.serve.edition import edition
from kg.serve.limits import Limits
from kg.serve.problems import Problem
from kg.serve.workers import Outdated, Worker, start

RETRY = 1.0
"""Seconds before a worker that could not be started is tried again."""


class Place:
    """A place in the queue for a worker, which is then that worker's job.

    `called` is called once the place has its worker, or `problem` says why it gets none. `begun`: the worker was given
    the job; `lent`: whoever runs the job will give the place up.
    """

    def __init__(self, called: Callable[[Place], None]) -> None:
        self.called = called
        self.worker: Worker | None = None
        self.problem: Problem | None = None
        self.begun = False
        self.lent = False


class Pool:
    """`workers` jobs run at once; one process more is kept warm to take the place of a killed one.

    `mode` is "read", or "write" for the one worker that changes the store.
    """

    def __init__(self, store: Path, limits: Limits, mode: Literal["read", "write"] = "read") -> None:
        self._store = store
        self._mode = mode
        self._edition = edition()
        self._workers = limits.workers if mode == "read" else 1
        self.limits = limits
        self._idle: list[Worker] = []
        self._queue: deque[Place] = deque()
        self._busy = 0
        self.replaced = 0
        self._outdated = False
        self._all: set[Worker] = set()
        self._starting: set[asyncio.Task[None]] = set()

    @property
    def busy(self) -> int:
        """How many jobs run now."""
        return self._busy

    @property
    def waiting(self) -> int:
        """How many jobs wait for a worker."""
        return len(self._queue)

    @property
    def ready(self) -> bool:
        return any(worker.alive for worker in self._all)

    async def start(self) -> None:
        """Returns when the first worker is ready. Raises StoreError if the store cannot be opened."""
        self._take_in(await self._spawn())
        for _ in range(self._workers):
            self._replace()

    async def close(self) -> None:
        starting = tuple(self._starting)
        for task in starting:
            task.cancel()
        await asyncio.gather(*starting, return_exceptions=True)
        for worker in self._all:
            worker.kill()
        await asyncio.gather(*(worker.process.wait() for worker in self._all), return_exceptions=True)

    def enter(self, called: Callable[[Place], None]) -> Place:
        """A place, which has its worker already where one is free; else `called` is called when it has.

        Raises Problem 503 when the queue is full, and when no worker can be had any more that is of the program which
        the server runs.
        """
        place = Place(called)
        if not self._queue and (worker := self._free()) is not None:
            self._busy += 1
            place.worker = worker
        elif self._outdated and not self.ready:
            raise problems.outdated()
        elif len(self._queue) >= self.limits.queue + self._workers - self._busy:
            raise problems.busy()
        else:
            self._queue.append(place)
        return place

    def leave(self, place: Place) -> None:
        """Give up a place, whether it has a worker or not; once is enough. A worker that is not clean is replaced."""
        if place.worker is not None:
            worker, place.worker = place.worker, None
            self._busy -= 1
            if worker.clean and worker.alive:
                self._idle.append(worker)
            else:
                self._drop(worker)
            self._call()
        elif self._queue and place in self._queue:
            self._queue.remove(place)

    @asynccontextmanager
    async def lend(self, place: Place | None = None) -> AsyncIterator[Worker]:
        """A worker for one job, the one of `place` if that is given.

        Raises Problem as `enter` does, and 503 when all stay busy.
        """
        place = place or self.enter(lambda place: None)
        place.lent = True
        try:
            yield place.worker or await self._called(place)
        finally:
            self.leave(place)

    async def _called(self, place: Place) -> Worker:
        came = asyncio.Event()
        place.called = lambda place: came.set()
        try:
            async with asyncio.timeout(self.limits.timeout):
                if place.problem is None:
                    await came.wait()
        except TimeoutError:
            raise problems.busy() from None
        if place.problem is not None:
            raise place.problem
        assert place.worker is not None
        return place.worker

    def _call(self) -> None:
        """Give free workers to those who wait."""
        while self._queue and (worker := self._free()) is not None:
            self._busy += 1
            place = self._queue.popleft()
            place.worker = worker
            place.called(place)

    def _free(self) -> Worker | None:
        """The worker that was used last: what it has in its memory is of use to the next job."""
        while self._busy < self._workers and self._idle:
            worker = self._idle.pop()
            if worker.alive:
                return worker
            self._drop(worker)
        return None

    def _drop(self, worker: Worker) -> None:
        worker.kill()
        self.replaced += 1
        self._all.discard(worker)
        self._replace()

    def _replace(self) -> None:
        task = asyncio.create_task(self._start_one())
        self._starting.add(task)
        task.add_done_callback(self._starting.discard)

    async def _start_one(self) -> None:
        while True:
            try:
                self._take_in(await self._spawn())
                return
            except Outdated:
                self._outdated = True
                while self._queue and not self.ready:
                    place = self._queue.popleft()
                    place.problem = problems.outdated()
                    place.called(place)
                return
            except StoreError:
                await asyncio.sleep(RETRY)

    async def _spawn(self) -> Worker:
        return await start(self._mode, self._store, self.limits.memory, self._edition)

    def _take_in(self, worker: Worker) -> None:
        self._all.add(worker)
        self._idle.append(worker)
        self._call()
