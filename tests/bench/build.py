"""What a build costs: python tests/bench/build.py [NUMBER ...] [--runs N] [--workers N] [--known] [--against MS]

For each NUMBER of generated articles (tests/bench/articles.py): the build from JSON Lines to a published generation, B
(`bulk_load` of the same quads alone, in chunks of 500,000) and R (reading alone, in one process, over a sample), all in
one run; each stage's share, CPU time of the build and of its children, the sum of PSS at its highest. With --known also
the unchanged re-run, and 500 new articles among the known. CPU an article is told against that of the first NUMBER, or
against the MS milliseconds that an earlier run told for 5,000. Prints machine, date and commit, and beside each figure
what it must not pass.

The whole acceptance, once:  python tests/bench/build.py 5000 50000 --known --runs 3
Only its last part again:    python tests/bench/build.py 50000 --known --against 37.5
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

import pyoxigraph as ox  # noqa: E402

from kg import triples  # noqa: E402
from kg.model import Article  # noqa: E402
from kg.pipeline import BASE, extract  # noqa: E402
from kg.sources import read  # noqa: E402
from tests.bench.articles import lines  # noqa: E402

CHUNK = 500_000
SAMPLE = 1_000
"""Articles from which R is reckoned."""


@dataclass(frozen=True, kw_only=True)
class Cost:
    """Seconds of wall clock and of CPU (children included), and the highest sum of PSS in MB."""

    wall: float
    cpu: float
    pss: float
    report: dict[str, object]


def build(source: Path, store: Path, workers: int) -> Cost:
    """One build in a process of its own."""
    command = [sys.executable, "-m", "kg", "build", str(source), "--store", str(store)]
    before, began = os.times(), time.monotonic()
    process = subprocess.Popen(
        [*command, "--workers", str(workers), "--log-json"], stderr=subprocess.PIPE, text=True, cwd=ROOT
    )
    highest = [0.0]
    watcher = threading.Thread(target=watch, args=(process.pid, highest), daemon=True)
    watcher.start()
    assert process.stderr
    events = [json.loads(line) for line in process.stderr if line.startswith("{")]
    process.wait()
    wall, after = time.monotonic() - began, os.times()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    if not events or events[-1]["event"] != "done":
        raise SystemExit(f"the build ended with {process.returncode}")
    return Cost(wall=wall, cpu=cpu, pss=highest[0], report=events[-1])


def watch(pid: int, highest: list[float]) -> None:
    """Keep the highest sum of PSS of a process and its children, in MB, until it ends."""
    while Path(f"/proc/{pid}").exists():
        highest[0] = max(highest[0], sum(map(pss, family(pid))))
        time.sleep(0.5)


def family(pid: int) -> Iterator[int]:
    yield pid
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            for child in task.read_text().split():
                yield from family(int(child))
        except OSError:
            continue


def pss(pid: int) -> float:
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")) / 1024


@dataclass(frozen=True, kw_only=True)
class Load:
    """B: seconds of `bulk_load` alone, by the clock and of CPU, and how many quads that were."""

    wall: float
    cpu: float
    quads: int


def load_alone(store: Path, folder: Path) -> Load:
    """All quads of the store loaded into an empty one, chunk by chunk."""
    source = ox.Store.read_only(str((store / "current" / "quads").resolve()))
    chunks: list[Path] = []
    file, count, total = None, 0, 0
    for quad in source:
        if file is None:
            chunks.append(folder / f"chunk-{len(chunks)}.nq")
            file = chunks[-1].open("wb")
        file.write(f"{quad} .\n".encode())
        count, total = count + 1, total + 1
        if count == CHUNK:
            file.close()
            file, count = None, 0
    if file:
        file.close()
    target = ox.Store(str(folder / "loaded"))
    wall = cpu = 0.0
    for chunk in chunks:
        data = chunk.read_bytes()
        chunk.unlink()
        began, before = time.monotonic(), time.process_time()
        target.bulk_load(data, format=ox.RdfFormat.N_QUADS)
        target.flush()
        wall, cpu = wall + time.monotonic() - began, cpu + time.process_time() - before
    return Load(wall=wall, cpu=cpu, quads=total)


def read_alone(articles: list[Article]) -> float:
    """R: CPU seconds an article, text to N-Quads, in one process."""
    extract(articles[0])
    step = max(1, len(articles) // SAMPLE)
    sample = articles[::step]
    began = time.process_time()
    for article in sample:
        triples.write(extract(article), base=BASE)
    return (time.process_time() - began) / len(sample)


def measured(number: int, runs: int, workers: int, known: bool, against: float | None) -> float:
    """Measure a build of that many lines; its milliseconds of CPU an article."""
    with tempfile.TemporaryDirectory(prefix="kg-bench-") as name:
        folder = Path(name)
        source = folder / "in.jsonl"
        source.write_text("".join(line + "\n" for line in lines(number)), encoding="utf-8")
        articles = [one for one in read([source]) if isinstance(one, Article)]
        each = read_alone(articles)
        costs = [build(source, folder / f"store{run}", workers) for run in range(runs)]
        b = load_alone(folder / "store0", folder)
        cost = sorted(costs, key=lambda one: one.wall)[len(costs) // 2]
        r = each * len(articles)
        base = max(b.wall, (b.wall + r) / 2)
        size = source.stat().st_size / 1e6
        print(f"\n{number:,} lines, {len(articles):,} articles, {size:.1f} MB, {b.quads:,} quads, {workers} workers")
        print(f"B {b.wall:.1f} s (CPU {b.cpu:.1f} s), R {r:.1f} s of CPU ({1e3 * each:.2f} ms an article)")
        print(f"wall {cost.wall:.1f} s = {cost.wall / base:.2f} x max(B, (B+R)/2) = {base:.1f} s (at most 1.5)")
        cpu = 1e3 * cost.cpu / len(articles)
        print(f"CPU {cost.cpu:.1f} s = {cpu:.2f} ms an article, {cost.cpu / (b.cpu + r):.2f} of B + R")
        if against:
            print(f"CPU an article {cpu / against:.2f} x {against:.2f} ms (at 50,000 against 5,000 at most 1.2)")
        print(f"sum of PSS {cost.pss:,.0f} MB (at most 2,048)")
        told(cost.report)
        if known:
            repeated(folder, number, workers, each, b.wall / b.quads)
    return cpu


def told(report: dict[str, object]) -> None:
    stages: dict[str, float] = report["stages"]  # type: ignore[assignment]
    seconds = float(report["seconds"])  # type: ignore[arg-type]
    parts = {"reading, or waiting for it": seconds - sum(stages.values()), **stages}
    for name, spent in parts.items():
        print(f"  {name:<28}{spent:8.1f} s{100 * spent / seconds:7.1f} %")


def repeated(folder: Path, number: int, workers: int, each: float, quad: float) -> None:
    """The same input again, then 500 new articles; to read one takes `each` seconds, to load a quad `quad`."""
    store, before = folder / "store0", contents(folder / "store0")
    cost = build(folder / "in.jsonl", store, workers)
    after = contents(store)
    written = sum(size for path, (size, when) in after.items() if before.get(path) != (size, when))
    print(f"unchanged re-run: {cost.wall:.1f} s wall (at most 4), {cost.cpu:.1f} s CPU, {written:,} bytes written")
    known = int(str(cost.report["quads"]))
    new = folder / "new.jsonl"
    new.write_text("".join(line + "\n" for line in lines(500, seed=2)), encoding="utf-8")
    cost = build(new, store, workers)
    read, load = 500 * each, quad * (int(str(cost.report["quads"])) - known)
    limit = read + 3 * load + 2
    print(
        f"500 new among {number:,}: {cost.wall:.1f} s wall, {cost.cpu:.1f} s CPU; "
        f"at most {limit:.1f} s: reading {read:.1f} s + 3 x {load:.1f} s of loading + 2 s"
    )
    told(cost.report)


def contents(store: Path) -> dict[str, tuple[int, int]]:
    files = (path for path in store.rglob("*") if path.is_file() and path.name != "lock")
    return {str(path): (path.stat().st_size, path.stat().st_mtime_ns) for path in files}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("numbers", nargs="*", type=int, default=[2_000], metavar="NUMBER")
    options.add_argument("--runs", type=int, default=1)
    options.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    options.add_argument("--known", action="store_true")
    options.add_argument("--against", type=float, metavar="MS")
    asked = options.parse_args()
    head = subprocess.run(["git", "describe", "--always", "--dirty"], cwd=ROOT, capture_output=True, text=True)
    print(f"{platform.node()}, {os.cpu_count()} cores, {platform.platform()}, Python {platform.python_version()}")
    print(f"{date.today()}, commit {head.stdout.strip() or 'unknown'}, load {os.getloadavg()[0]:.1f}")
    against = asked.against
    for number in asked.numbers:
        cpu = measured(number, asked.runs, asked.workers, asked.known and number == max(asked.numbers), against)
        against = against or cpu


if __name__ == "__main__":
    main()
