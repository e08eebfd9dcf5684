"""The endpoint under strain: long answers, a crowd of connections, builds beneath a mixed load.

    python -m tests.bench.crowd rows [--rows 1000000]        memory and first byte of a long answer in each form
    python -m tests.bench.crowd connections [--number N]     health checks while N clients hold connections
    python -m tests.bench.crowd joins [--number N]           the same while N cross joins are asked at once
    python -m tests.bench.crowd mixed [--minutes 60]         right answers, failures, memory, generations on disk

All against a server of its own on 127.0.0.1. The graph is that of `tests/bench/endpoint.py`, smaller.
"""

from __future__ import annotations

import argparse
import http.client
import itertools
import resource
import selectors
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx
import pyoxigraph as ox

from kg.serve.limits import Policy
from kg.serve.negotiation import RESULTS
from kg.store import change, make_empty
from tests.bench.endpoint import KINDS, lines, query, request
from tests.served import BASE, serving

TOKEN = "a-token-of-the-benchmark"
GRAPH = "http://bench.example/count"
COUNT = f"DROP SILENT GRAPH <{GRAPH}> ; INSERT DATA {{{{ GRAPH <{GRAPH}> {{{{ <a:n> <a:is> {{}} }}}} }}}}"
COUNTED = f"SELECT ?n {{ GRAPH <{GRAPH}> {{ <a:n> <a:is> ?n }} }}"
ARTICLE = """ id bench-{0}
 date 2024-05-07

Foreign Minister Anna Berg of Sweden met her counterpart from Kenya for round {0} of their consultations.
"""
BUILT = 'ASK {{ GRAPH ?article {{ ?article bi:articleId "bench-{}" . ?meeting a bi:Meeting }} }}'
PAUSE = 15
"""Seconds between two builds."""
THINGS = 2_000
"""Things that are looked up in turn, more than the server remembers."""
SIZES = 6
CROSS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
ROWS = "SELECT * WHERE {{ ?a <http://bench.example/follows> ?b . ?c <http://bench.example/follows> ?d }} LIMIT {}"
SAMPLES = 21
BEGUN = 5_000
"""Rows of the answers whose first byte is waited for: far more than the server holds back."""


@contextmanager
def server(quads: int, folder: Path, timeout: float = 60.0) -> Iterator[tuple[str, Path]]:
    store, file = folder / "kg", folder / "data.nq"
    file.write_text("\n".join(lines(quads)) + "\n", "utf-8")
    make_empty(store, base=BASE, reader="cascade")
    change(store, lambda quads: quads.bulk_load(path=str(file), format=ox.RdfFormat.N_QUADS))
    with serving(store, timeout, policy=Policy(token=TOKEN)) as address:
        yield address, store


def memory(store: Path) -> dict[str, int]:
    """Megabytes that the processes over `store` hold, by kind, the largest of each: a build may be at work as well."""
    found: dict[str, int] = {}
    for folder in Path("/proc").iterdir():
        with suppress(OSError, ValueError):
            command = (folder / "cmdline").read_bytes().decode().split("\0")
            if str(store) not in command:
                continue
            kind = next((kind for kind in ("desk", "build", "kg.serve.worker") if kind in command), "server")
            pages = int((folder / "statm").read_text().split()[1])
            found[kind] = max(found.get(kind, 0), pages * resource.getpagesize() >> 20)
    return found


def rows(number: int, folder: Path) -> None:
    with (
        server(100_000, folder, timeout=300) as (address, store),
        httpx.Client(base_url=address, timeout=300) as client,
    ):
        empty = [_first_byte(client, f"SELECT * {{ ?a <a:{place}> ?b }}", RESULTS[0]) for place in range(SAMPLES)]
        print(f"an empty answer: first byte after {statistics.median(empty) * 1000:.1f} ms; memory {memory(store)} MB")
        for form in RESULTS:
            firsts = [_first_byte(client, ROWS.format(BEGUN + place), form) for place in range(SAMPLES)]
            began, size, most = time.perf_counter(), 0, memory(store)
            with client.stream("GET", "/sparql", params={"query": ROWS.format(number)}, headers=_plain(form)) as answer:
                for place, piece in enumerate(answer.iter_raw(1 << 20)):
                    size += len(piece)
                    if place % 40 == 0:
                        most = {kind: max(most.get(kind, 0), now) for kind, now in memory(store).items()}
            took = time.perf_counter() - began
            first = statistics.median(firsts) * 1000
            print(f"{form:<34} {number:,} rows {size / 1e6:7.1f} MB {took:6.1f} s first byte {first:6.1f} ms {most} MB")


def _plain(form: str) -> dict[str, str]:
    return {"Accept": form, "Accept-Encoding": "identity"}


def _first_byte(client: httpx.Client, text: str, form: str) -> float:
    """Seconds until an answer begins. It is read to its end: a worker whose client has gone is killed, and the next
    question would wait for a new one."""
    began = time.perf_counter()
    with client.stream("GET", "/sparql", params={"query": text}, headers=_plain(form)) as answer:
        pieces = answer.iter_raw()
        next(pieces, b"")
        took = time.perf_counter() - began
        for _ in pieces:
            pass
        return took


def connections(number: int, folder: Path) -> None:
    """Hold `number` connections, a part of them with half a request, and ask for health beside them."""
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    with server(10_000, folder, timeout=5) as (address, store):
        host, port = address.removeprefix("http://").split(":")
        held, times, lost = [], [], 0
        for place in range(number):
            with suppress(OSError):
                one = socket.create_connection((host, int(port)), timeout=5)
                one.sendall((b"", b"GET / HTTP/1.1\r\nHost:", b"POST /sparql HTTP/1.1\r\nHost: x\r\n")[place % 3])
                held.append(one)
            if place % (number // 100) == 0:
                took = _health(host, int(port))
                times.extend([took] if took is not None else [])
                lost += took is None
        print(f"{len(held):,} connections held, {_healthy(times, lost)}, {memory(store)} MB")
        for one in held:
            one.close()


def joins(number: int, folder: Path, rounds: int = 5) -> None:
    """Ask `number` cross joins at once, and for health all the while."""
    with server(10_000, folder, timeout=5) as (address, store):
        host, port = address.removeprefix("http://").split(":")
        times: list[float] = []
        found, lost = Counter[str](), 0
        for turn in range(rounds):
            with selectors.DefaultSelector() as watched:
                for place in range(number):
                    one = socket.create_connection((host, int(port)), timeout=5)
                    one.sendall(request("/sparql")(f"{CROSS} # {turn} {place}"))
                    watched.register(one, selectors.EVENT_READ)
                while watched.get_map():
                    for key, _ in watched.select(0.01):
                        assert isinstance(key.fileobj, socket.socket)
                        found[key.fileobj.recv(1 << 16)[9:12].decode()] += 1
                        watched.unregister(key.fileobj)
                        key.fileobj.close()
                    took = _health(host, int(port))
                    times.extend([took] if took is not None else [])
                    lost += took is None
        print(f"{rounds} times {number} cross joins: {dict(found)}, {_healthy(times, lost)}, {memory(store)} MB")


def _health(host: str, port: int) -> float | None:
    """Seconds until health was told over a connection of its own; None where it was not."""
    began = time.perf_counter()
    try:
        asked = http.client.HTTPConnection(host, port, timeout=10)
        asked.request("GET", "/healthz")
        assert asked.getresponse().read() == b"ok\n"
        asked.close()
        return time.perf_counter() - began
    except (OSError, http.client.HTTPException, AssertionError):
        return None


def _healthy(times: list[float], lost: int) -> str:
    times.sort()
    half, most = (times[int(len(times) * part)] * 1000 for part in (0.5, 0.99))
    return f"{len(times)} health checks, {lost} lost, p50 {half:.0f} ms, p99 {most:.0f} ms"


def mixed(minutes: float, folder: Path) -> Counter[str]:
    """Clients that ask, one that writes, and `kg build` beside them, each seen by the next question.

    Returns how often each thing came to pass: `answered`, `looked up`, `failed with STATUS`, `writes seen`, `builds
    seen`, `writes failed`, `builds failed`, `wrong answers`, `N generations on disk`, and `writes told to wait` for a
    build (503).
    """
    until, found, lock = time.monotonic() + minutes * 60, Counter[str](), threading.Lock()
    with server(100_000, folder, timeout=10) as (address, store):
        sizes = [memory(store)]

        def note(what: str) -> None:
            with lock:
                found[what] += 1

        def reads(offset: int) -> None:
            with httpx.Client(base_url=address, timeout=30) as client:
                for number in itertools.count(offset):
                    if time.monotonic() > until:
                        return
                    answer = client.get("/sparql", params={"query": query(KINDS[number % 5], number)})
                    note("answered" if answer.status_code == 200 else f"failed with {answer.status_code}")

        def looks_up() -> None:
            """Over one connection, which is lent to a desk; the graph has the same answer each time."""
            known: dict[int, list[bytes]] = {}
            with httpx.Client(base_url=address, timeout=30, headers={"Accept": "text/csv"}) as client:
                for number in itertools.cycle(range(1, THINGS)):
                    if time.monotonic() > until:
                        return
                    answer = client.get("/sparql", params={"query": query("point", number)})
                    rows = sorted(answer.content.splitlines())
                    if answer.status_code != 200:
                        note(f"failed with {answer.status_code}")
                    else:
                        note(
                            "looked up" if len(rows) > 1 and rows == known.setdefault(number, rows) else "wrong answers"
                        )

        def writes() -> None:
            headers = {"Authorization": f"Bearer {TOKEN}"}
            with httpx.Client(base_url=address, timeout=30, headers=headers) as client:
                for number in itertools.count(1):
                    if time.monotonic() > until:
                        return
                    told = client.post("/update", data={"update": COUNT.format(number)})
                    if told.status_code != 204:
                        note("writes told to wait" if "Retry-After" in told.headers else "writes failed")
                        continue
                    seen = client.get("/sparql", params={"query": COUNTED})
                    values = [row["n"]["value"] for row in seen.json()["results"]["bindings"]]
                    note("writes seen" if values == [str(number)] else "wrong answers")
                    note(f"{len(list((store / 'generations').glob('[0-9]*')))} generations on disk")

        def builds() -> None:
            with httpx.Client(base_url=address, timeout=30) as client:
                for number in itertools.count(1):
                    if time.monotonic() > until:
                        return
                    article = folder / f"{number}.txt"
                    article.write_text(ARTICLE.format(number), "utf-8")
                    command = (sys.executable, "-m", "kg", "build", str(article), "--store", str(store), "--quiet")
                    built = subprocess.run([*command, "--lock-timeout", "60"], check=False)
                    if built.returncode:
                        note("builds failed")
                        continue
                    seen = client.get("/sparql", params={"query": BUILT.format(number)}).json()
                    note("builds seen" if seen["boolean"] else "wrong answers")
                    time.sleep(min(PAUSE, max(0, until - time.monotonic())))

        threads = [threading.Thread(target=reads, args=(1 + place * 100_000,)) for place in range(3)]
        threads += [threading.Thread(target=what) for what in (looks_up, writes, builds)]
        for thread in threads:
            thread.start()
        for _ in range(SIZES):
            time.sleep(minutes * 60 / SIZES)
            sizes.append(memory(store))
        for thread in threads:
            thread.join()
        size = subprocess.run(["du", "-sm", str(store)], capture_output=True, text=True, check=True).stdout.split()[0]
        print(f"{minutes:g} minutes: {dict(sorted(found.items()))}")
        print(f"MB at {SIZES + 1} moments, evenly: {sizes}; store {size} MB")
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("rows", "connections", "joins", "mixed"))
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--number", type=int, help="of connections (5,000) or of cross joins (200)")
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--folder", type=Path, help="where the store is made")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=given.folder) as name:
        if given.what == "rows":
            rows(given.rows, Path(name))
        elif given.what == "connections":
            connections(given.number or 5_000, Path(name))
        elif given.what == "joins":
            joins(given.number or 200, Path(name))
        else:
            mixed(given.minutes, Path(name))


if __name__ == "__main__":
    main()
