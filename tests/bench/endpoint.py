"""The endpoint beside others of its kind, over the same generated graph, in one run: medians of pairs.

    python -m tests.bench.endpoint [--quads 1000000] [--rounds 5] [--seconds 1.0] [--peers oxigraph,virtuoso,...]

Peers: `oxigraph` (the server of that name from PyPI, on the path or named by --oxigraph), `virtuoso` (Debian's
virtuoso-opensource), `rdflib` (PyPI's rdflib-endpoint[cli], all in memory, minutes to load), `inprocess` (the engine
without HTTP, one query at a time), `bare` (an ASGI app that answers a constant of the size of a point look-up).

`cold` asks a query that was never asked before, `warm` one that was. Four connections to each server. What another
program does at the time changes all figures; so all servers are asked in turn in each round, and the medians of the
quotients of pairs are told beside those of the figures.
"""

from __future__ import annotations

import argparse
import platform
import random
import selectors
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from itertools import count
from pathlib import Path
from urllib.parse import quote

import pyoxigraph as ox

from kg.store import PREFIXES, change, make_empty, open_reader
from tests.served import BASE, serving

BI, RDFS, XSD = PREFIXES["bi"], PREFIXES["rdfs"], PREFIXES["xsd"]
HERE = "http://bench.example/"
CONNECTIONS = 4
STATES, PERSONS, PLACES, CHAIN = 200, 2000, 300, 50
KINDS = ("point", "join", "group", "text", "path")
WORDS = "talks trade border energy visit summit accord water rail port grain visa debt fishery climate".split()
Ask = Callable[[str], bytes]
"""A query -> the request that asks it."""


def lines(quads: int) -> Iterator[str]:
    """N-Quads of persons, each following another in office, and of meetings, ten quads each in a graph of its own."""
    dice = random.Random(7)
    for name in ("Meeting", "startDate", "place", "involves", "participant", "rule", "begin"):
        # As in every store of ours: to a query with terms that none declares, the answer would have to say so.
        yield f"<{BI}{name}> <{PREFIXES['rdf']}type> <{RDFS}Resource> <{BI.rstrip('#')}> ."
    for number in range(PERSONS):
        person = f"<{HERE}person/{number}>"
        yield f'{person} <{RDFS}label> "Person {number}" <{HERE}persons> .'
        if number % CHAIN:
            yield f"{person} <{HERE}follows> <{HERE}person/{number - 1}> <{HERE}persons> ."
    for number in range((quads - 2 * PERSONS) // 10):
        meeting, graph = f"<{HERE}meeting/{number}>", f"<{HERE}article/{number}>"
        one, other = dice.sample(range(STATES), 2)
        day = f"{2000 + dice.randrange(25)}-{1 + dice.randrange(12):02}-{1 + dice.randrange(28):02}"
        told = " ".join(dice.choices(WORDS, k=6))
        yield f"{meeting} <{PREFIXES['rdf']}type> <{BI}Meeting> {graph} ."
        yield f'{meeting} <{BI}startDate> "{day}"^^<{XSD}date> {graph} .'
        yield f'{meeting} <{RDFS}label> "{told} {number}" {graph} .'
        yield f"{meeting} <{BI}place> <{HERE}place/{dice.randrange(PLACES)}> {graph} ."
        yield f"{meeting} <{BI}involves> <{HERE}state/{one}> {graph} ."
        yield f"{meeting} <{BI}involves> <{HERE}state/{other}> {graph} ."
        yield f"{meeting} <{BI}participant> <{HERE}person/{dice.randrange(PERSONS)}> {graph} ."
        yield f"{meeting} <{BI}participant> <{HERE}person/{dice.randrange(PERSONS)}> {graph} ."
        yield f'{meeting} <{BI}rule> "r.{number % 97}" {graph} .'
        yield f'{meeting} <{BI}begin> "{dice.randrange(5000)}"^^<{XSD}integer> {graph} .'


def query(kind: str, number: int) -> str:
    """The query of this kind with this number; another number asks of something else."""
    if kind == "point":
        return f"SELECT ?p ?o WHERE {{ <{HERE}meeting/{number}> ?p ?o }}"
    if kind == "join":
        one, other = number % STATES, (number // STATES * 7 + number + 1) % STATES
        both = f"<{BI}involves> <{HERE}state/{one}>, <{HERE}state/{other}>"
        rest = f"<{BI}startDate> ?day ; <{BI}participant> ?who . ?who <{RDFS}label> ?name"
        return f"SELECT ?m ?day ?name WHERE {{ ?m {both} ; {rest} }} LIMIT {1000 + number}"
    if kind == "group":
        where = f"?m <{BI}place> <{HERE}place/{number % PLACES}> ; <{BI}involves> ?state"
        return f"SELECT ?state (COUNT(?m) AS ?n) WHERE {{ {where} }} GROUP BY ?state LIMIT {1000 + number}"
    if kind == "text":
        return f'SELECT ?x WHERE {{ ?x <{RDFS}label> ?l FILTER(CONTAINS(?l, "grain {number}")) }}'
    person = f"<{HERE}person/{number % PERSONS}>"
    return f"SELECT ?x WHERE {{ {person} <{HERE}follows>+ ?x }} LIMIT {1000 + number}"


def request(path: str) -> Ask:
    def made(text: str) -> bytes:
        head = "HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/sparql-results+json\r\n\r\n"
        return f"GET {path}?query={quote(text, safe='')} {head}".encode()

    return made


def load(port: int, requests: Iterator[bytes], seconds: float) -> float:
    """Answers a second over four connections. Raises RuntimeError for an answer that is not 200."""
    watched, began, done = selectors.DefaultSelector(), time.perf_counter(), 0
    held: dict[socket.socket, bytes] = {}
    for _ in range(CONNECTIONS):
        connection = socket.create_connection(("127.0.0.1", port))
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        watched.register(connection, selectors.EVENT_READ)
        held[connection] = b""
        connection.sendall(next(requests))
    while held:
        for key, _ in watched.select(60):
            connection = key.fileobj
            assert isinstance(connection, socket.socket)
            held[connection] += connection.recv(1 << 20)
            if not _whole(held[connection]):
                continue
            done += 1
            if time.perf_counter() - began < seconds:
                held[connection] = b""
                connection.sendall(next(requests))
            else:
                watched.unregister(connection)
                connection.close()
                del held[connection]
    return done / (time.perf_counter() - began)


def _whole(answer: bytes) -> bool:
    head, sign, body = answer.partition(b"\r\n\r\n")
    if not sign:
        return False
    if b" 200 " not in head.split(b"\r\n")[0]:
        raise RuntimeError(answer[:500].decode("utf-8", "replace"))
    told = head.lower().partition(b"content-length:")[2].split(b"\r\n")[0]
    return len(body) >= int(told) if told else body.endswith(b"0\r\n\r\n")


Measure = Callable[[Iterator[str], float], float]
"""Queries and seconds -> answers a second."""


def over_http(port: int, path: str) -> Measure:
    ask = request(path)
    return lambda queries, seconds: load(port, map(ask, queries), seconds)


@contextmanager
def kg(file: Path, folder: Path) -> Iterator[Measure]:
    make_empty(folder / "kg", base=BASE, reader="cascade")
    change(folder / "kg", lambda store: store.bulk_load(path=str(file), format=ox.RdfFormat.N_QUADS))
    with serving(folder / "kg", 30.0) as address:
        yield over_http(int(address.rpartition(":")[2]), "/sparql")


@contextmanager
def inprocess(file: Path, folder: Path) -> Iterator[Measure]:
    with open_reader(folder / "kg") as reader:

        def measure(queries: Iterator[str], seconds: float) -> float:
            began, done = time.perf_counter(), 0
            while time.perf_counter() - began < seconds:
                found = reader.look_up(next(queries))
                assert isinstance(found, ox.QuerySolutions)
                found.serialize(format=ox.QueryResultsFormat.JSON)
                done += 1
            return done / (time.perf_counter() - began)

        yield measure


@contextmanager
def oxigraph(file: Path, folder: Path, binary: str = "oxigraph") -> Iterator[Measure]:
    port, place = _free_port(), str(folder / "oxigraph")
    subprocess.run([binary, "load", "--location", place, "--file", str(file)], check=True, capture_output=True)
    address = f"127.0.0.1:{port}"
    with _running([binary, "serve-read-only", "--location", place, "--bind", address, "--union-default-graph"], port):
        yield over_http(port, "/query")


BARE = """
import sys, uvicorn
size = int(sys.argv[2])
async def app(scope, receive, send):
    if scope["type"] == "http":
        head = [(b"content-type", b"application/sparql-results+json"), (b"content-length", str(size).encode())]
        await send({"type": "http.response.start", "status": 200, "headers": head})
        await send({"type": "http.response.body", "body": b"x" * size})
uvicorn.run(app, port=int(sys.argv[1]), http="h11", log_config=None, access_log=False)
"""


@contextmanager
def bare(file: Path, folder: Path) -> Iterator[Measure]:
    with open_reader(folder / "kg") as reader:
        found = reader.look_up(query("point", 1))
        assert isinstance(found, ox.QuerySolutions)
        size = len(found.serialize(format=ox.QueryResultsFormat.JSON) or b"")
    port = _free_port()
    with _running([sys.executable, "-c", BARE, str(port), str(size)], port):
        yield over_http(port, "/")


@contextmanager
def rdflib(file: Path, folder: Path) -> Iterator[Measure]:
    port = _free_port()
    with _running(["rdflib-endpoint", "serve", str(file), "--port", str(port)], port, patience=1800):
        yield over_http(port, "/")


VIRTUOSO = """[Database]
DatabaseFile = {place}/v.db
ErrorLogFile = {place}/v.log
LockFile = {place}/v.lck
TransactionFile = {place}/v.trx
xa_persistent_file = {place}/v.pxa
[TempDatabase]
DatabaseFile = {place}/t.db
TransactionFile = {place}/t.trx
[Parameters]
ServerPort = {sql}
DirsAllowed = {place}
NumberOfBuffers = 85000
[HTTPServer]
ServerPort = {port}
[SPARQL]
ResultSetMaxRows = 1000000
"""


@contextmanager
def virtuoso(file: Path, folder: Path) -> Iterator[Measure]:
    place, port, sql = folder / "virtuoso", _free_port(), _free_port()
    place.mkdir()
    (place / "v.ini").write_text(VIRTUOSO.format(place=place, port=port, sql=sql))
    shutil.copy(file, place / "data.nq")
    with _running(["virtuoso-t", "-f", "-c", str(place / "v.ini")], port, patience=120):
        loading = f"ld_dir('{place}', 'data.nq', '{HERE}default'); rdf_loader_run(); checkpoint;"
        isql = shutil.which("isql-vt") or shutil.which("isql") or "isql-vt"
        subprocess.run([isql, str(sql), "dba", "dba", f"exec={loading}"], check=True, capture_output=True)
        yield over_http(port, "/sparql")


PEERS: Mapping[str, Callable[..., object]] = {
    "kg": kg, "inprocess": inprocess, "bare": bare, "oxigraph": oxigraph, "virtuoso": virtuoso, "rdflib": rdflib
}  # fmt: skip


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port: int = listening.getsockname()[1]
        return port


@contextmanager
def _running(command: list[str], port: int, patience: float = 60) -> Iterator[None]:
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        until = time.monotonic() + patience
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                if process.poll() is not None or time.monotonic() > until:
                    raise RuntimeError(f"{command[0]} did not start") from None
                time.sleep(0.2)
        yield
    finally:
        process.terminate()
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quads", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=1.0, help="of each measurement")
    parser.add_argument("--peers", default="inprocess,bare,oxigraph")
    parser.add_argument("--oxigraph", default="oxigraph", help="the binary of Oxigraph's server")
    parser.add_argument("--folder", type=Path, help="where the stores are made")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=given.folder) as name, ExitStack() as stack:
        folder, file = Path(name), Path(name, "data.nq")
        file.write_text("\n".join(lines(given.quads)) + "\n", "utf-8")
        measures: dict[str, Measure] = {}
        for peer in ("kg", *given.peers.split(",")):
            further = (given.oxigraph,) if peer == "oxigraph" else ()
            measures[peer] = stack.enter_context(PEERS[peer](file, folder, *further))  # type: ignore[arg-type]
        print(
            f"{platform.node()} {platform.processor() or platform.machine()} {time.strftime('%F')} "
            f"{given.quads:,} quads, {given.rounds} rounds of {given.seconds} s, {CONNECTIONS} connections"
        )
        report(measured(measures, given.rounds, given.seconds))


def measured(measures: Mapping[str, Measure], rounds: int, seconds: float) -> dict[tuple[str, str, str], list[float]]:
    """Answers a second by kind, "cold" or "warm", and peer, a figure a round."""
    found: dict[tuple[str, str, str], list[float]] = {}
    numbers = {peer: {kind: count(1) for kind in KINDS} for peer in measures}
    for _ in range(rounds):
        for kind in KINDS:
            for peer, measure in measures.items():
                fresh = (query(kind, number) for number in numbers[peer][kind])
                found.setdefault((kind, "cold", peer), []).append(measure(fresh, seconds))
                again = query(kind, 1)
                found.setdefault((kind, "warm", peer), []).append(
                    measure(iter(lambda again=again: again, None), seconds)
                )
    return found


def report(found: Mapping[tuple[str, str, str], list[float]]) -> None:
    """A line each: the median of kg, of the peer, and of the quotients of the rounds."""
    print(f"{'kind':<6} {'':<5} {'peer':<10} {'kg/s':>10} {'peer/s':>10} {'kg/peer':>8}")
    for (kind, when, peer), figures in found.items():
        if peer != "kg":
            ours = found[kind, when, "kg"]
            quotient = statistics.median(mine / other for mine, other in zip(ours, figures, strict=True))
            told = (statistics.median(ours), statistics.median(figures))
            print(f"{kind:<6} {when:<5} {peer:<10} {told[0]:>10,.1f} {told[1]:>10,.1f} {quotient:>8.2f}")


if __name__ == "__main__":
    main()
