"""Kills builds at moments drawn over their whole run, runs them again, and compares the graphs."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from kg.pipeline import build
from kg.store import open_reader

ROOT = Path(__file__).parents[1]
CHILD = str(ROOT / "tests" / "kill_child.py")
STAGES = ("read", "load", "derive", "index", "publish")


@dataclass(kw_only=True)
class Tally:
    """How many builds were killed in each stage, and which of them did not end in the same graph."""

    killed: Counter[str] = field(default_factory=Counter)
    unequal: list[str] = field(default_factory=list)
    too_late: int = 0


def dump(store: Path) -> bytes:
    with open_reader(store) as reader:
        return b"".join(reader.dump())


def started(store: Path, source: Path, reader: str) -> subprocess.Popen[str]:
    command = [sys.executable, CHILD, str(store), str(source), reader]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment, cwd=ROOT)


def moments(store: Path, source: Path, reader: str) -> list[tuple[str, float]]:
    """The stages of an undisturbed build in their order, with how long each took."""
    passed: list[tuple[str, float]] = []
    with started(store, source, reader) as child:
        assert child.stdout
        name, began = "", time.monotonic()
        for line in child.stdout:
            now = time.monotonic()
            if name:
                passed.append((name, now - began))
            name, began = line.strip(), now
    assert child.returncode == 0 and name == "done"
    return passed


def kill(store: Path, source: Path, reader: str, number: int, seconds: float) -> str:
    """Kill a build so long after its stage `number` began; the stage in which it died, "done" if it had ended."""
    with started(store, source, reader) as child:
        assert child.stdout
        last = ""
        for _ in range(number + 1):
            last = child.stdout.readline().strip() or last
        time.sleep(seconds)
        child.kill()
        rest = child.stdout.read().split()
    return rest[-1] if rest else last


def kill_many(
    folder: Path, old: Path | None, source: Path, reader: str, *, times: int, seed: int = 1,
    tell: Callable[[str], None] = lambda line: None,
) -> Tally:  # fmt: skip
    """Kill `times` builds of `source`, on top of a store of `old` if that is given, stage by stage in turn.

    `tell` is given a line for each kill.
    """
    base = folder / "base"
    if old is not None:
        build([old], store=base, reader=reader)
    undisturbed = copied(base, folder / "undisturbed")
    stages = moments(undisturbed, source, reader)
    whole = dump(undisturbed)
    draw, tally = random.Random(seed), Tally()
    while sum(tally.killed.values()) < times:
        wanted = STAGES[sum(tally.killed.values()) % len(STAGES)]
        number, (_, took) = draw.choice([(n, stage) for n, stage in enumerate(stages) if stage[0] == wanted])
        store, after = copied(base, folder / "killed"), draw.random() * took
        died = kill(store, source, reader, number, after)
        if died == "done":
            tally.too_late += 1
            assert tally.too_late <= 3 * times, "the builds end before they can be killed"
            continue
        tally.killed[died] += 1
        build([source], store=store, reader=reader)
        line = f"killed in {died}, {after:.2f} s after stage {number} of {len(stages)} ({wanted}) began"
        equal = dump(store) == whole
        if not equal:
            tally.unequal.append(line)
        tell(f"{sum(tally.killed.values())} of {times}: {line}: {'equal' if equal else 'UNEQUAL'}")
    return tally


def copied(store: Path, to: Path) -> Path:
    shutil.rmtree(to, ignore_errors=True)
    if store.exists():
        shutil.copytree(store, to, symlinks=True)
    return to
