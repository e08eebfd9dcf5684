"""How long each question takes: python tests/bench/questions.py [--copies N] [NAME…]

Asks every question of the library (median of five runs, after one that warms up, CPU time) of the small world of the
tests, or with --copies of N worlds beside each other, with persons, articles and days of their own: 480 are about a
million quads. They lie on disk, as a built graph does: in memory the engine goes other ways. Prints machine, date and
commit. A question should take 100 ms on the small world, 1 s on a million.
"""

from __future__ import annotations

import argparse
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pyoxigraph as ox

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from kg.model import Actor, Article, Reading, Span  # noqa: E402
from kg.queries import catalogue, run  # noqa: E402
from tests import world  # noqa: E402
from tests.scene import graph  # noqa: E402
from tests.test_queries import golden, long  # noqa: E402

RUNS = 5
SHARED_BY = 20
"""So many worlds share their persons: names repeat in a real graph, and not everybody is new in each article."""


def worlds(copies: int) -> Iterator[Reading]:
    """The readings of the small world, then copies of them whose articles, persons and days differ."""
    for number in range(copies):
        for reading in world.readings():
            yield _copied(reading, number) if number else reading


def _copied(value: Any, number: int) -> Any:
    """`value` with everything in it moved to another world. Spans stay: the texts are the same."""
    if isinstance(value, Article):
        return replace(value, id=f"{value.id}-{number}", date=_moved(value.date, number))
    if isinstance(value, Actor) and value.kind == "person":
        return replace(value, name=f"{value.name} {number % SHARED_BY}")
    if isinstance(value, date):
        return _moved(value, number)
    if isinstance(value, Span):
        return value
    if isinstance(value, tuple):
        return tuple(_copied(one, number) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: _copied(getattr(value, field.name), number) for field in fields(value)})
    return value


def _moved(day: date | None, number: int) -> date | None:
    return day + timedelta(days=number) if day else None


def seconds(store: ox.Store, name: str, given: dict[str, str]) -> tuple[float, int]:
    """The median CPU time of a question, and the number of its rows."""
    rows = len(run(store, name, given).rows)
    times = []
    for _ in range(RUNS):
        began = time.process_time()
        run(store, name, given)
        times.append(time.process_time() - began)
    return statistics.median(times), rows


def main() -> int:
    ask = argparse.ArgumentParser(description="How long each question takes.")
    ask.add_argument("names", nargs="*")
    ask.add_argument("--copies", type=int, default=1)
    args = ask.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        return _report(on_disk(graph(*worlds(args.copies)), folder), args.names, limit=0.1 if args.copies == 1 else 1.0)


def on_disk(made: ox.Store, folder: str) -> ox.Store:
    """The same quads in a store below `folder`, opened as a built graph is."""
    store = ox.Store(f"{folder}/quads")
    store.bulk_extend(made)
    store.optimize()
    store.flush()
    del store
    return ox.Store.read_only(f"{folder}/quads")


def _report(store: ox.Store, names: list[str], limit: float) -> int:
    """Print a line for each question of these `names`, or of all; 1 where one takes more than `limit` seconds."""
    ids = {reading.article.key: reading.article.id for reading in world.readings()}
    slow = 0
    for query in catalogue():
        if names and query.name not in names:
            continue
        of_all = query.name.startswith("article-")
        given = {} if of_all else {key: long(value, ids) for key, value in golden(query.name).parameters.items()}
        taken, rows = seconds(store, query.name, given)
        slow += taken > limit
        print(f"{query.name:<36}{taken * 1000:9.1f} ms {rows:8,} rows{'   over' if taken > limit else ''}", flush=True)
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True)
    print(f"{len(store):,} quads, {platform.machine()}, Python {platform.python_version()}")
    print(f"{date.today()}, commit {commit.stdout.strip()}")
    print(f"{slow} questions over {limit * 1000:.0f} ms")
    return bool(slow)


if __name__ == "__main__":
    sys.exit(main())
