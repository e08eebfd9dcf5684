"""A plainly asked query goes to a worker by the short way, and what cannot end there goes on in the usual one."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import socket
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest

from kg.serve.cache import Answers, Kept, Present, tag
from kg.serve.errands import PATIENCE, Errand, Errands
from kg.serve.jobs import digest, is_volatile, plain_digest, streaming
from kg.serve.limits import Limits
from kg.serve.negotiation import forms
from kg.serve.plain import Plain, PlainRequests
from kg.serve.pool import Pool
from kg.serve.problems import Problem
from kg.serve.record import Record
from kg.serve.watching import Tally
from tests.scene import minsk
from tests.served import make_store, serving

NAMES = "SELECT ?state ?code { ?state bi:isoAlpha2 ?code ; a ?kind } ORDER BY ?code"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
LONG = "SELECT * { ?a ?b ?c . ?d a bi:State } LIMIT 5000"
JSON = "application/sparql-results+json"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_store(tmp_path_factory.mktemp("errands") / "graph", minsk())


@pytest.fixture(scope="module")
def site(store: Path) -> Iterator[httpx.Client]:
    """A server that keeps no answers."""
    with serving(store, 3.0, cache=0) as address, httpx.Client(base_url=address, timeout=30) as client:
        yield client


@pytest.mark.parametrize("encoding", ["identity", "gzip"])
@pytest.mark.parametrize(
    ("query", "accept"),
    [
        (NAMES, JSON),
        (NAMES, "text/csv"),
        (NAMES, "text/turtle"),
        (LONG, JSON),
        (LONG, "text/tab-separated-values"),
        ("ASK { ?x a bi:State }", "application/sparql-results+xml"),
        ("SELECT ?x { ?x bi:isoAlpha22 ?y , ?z }", JSON),
        ("SELECT ?x { ?x bi:isoAlpha2 ?y , ?z FILTER(false) }", "*/*"),
        (
            "CONSTRUCT { ?x a bi:Known } WHERE { ?x bi:isoAlpha2 ?code ; a bi:State } ORDER BY ?x",
            "application/n-triples",
        ),
        ("SELECT ?x { ?x foaf:name ?y }", JSON),
        ("SELECT { ?x ?y", JSON),
        ("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", JSON),
        ("SELECT * { ?s ?p ?o } ORDER BY RAND() LIMIT 0", JSON),
        (ENDLESS, JSON),
    ],
)
def test_the_short_way_and_the_usual_one_give_one_answer(
    site: httpx.Client, query: str, accept: str, encoding: str
) -> None:
    address = f"/sparql?query={quote(query)}"
    short = site.get(address, headers={"Accept": accept, "Accept-Encoding": encoding})
    usual = site.get(address, headers={"Accept": accept, "Accept-Encoding": encoding, "X-More": "than is plain"})
    assert (short.status_code, short.content) == (usual.status_code, usual.content)
    once = {"date", "server-timing"}
    assert {name: value for name, value in short.headers.items() if name not in once} == {
        name: value for name, value in usual.headers.items() if name not in once
    }


def test_whatever_clients_do_no_place_is_lost(store: Path) -> None:
    """They send in pieces, send more before they were answered, leave at any moment, come in a crowd."""
    dice = random.Random(7)
    queries = (NAMES, LONG, "SELECT { ?x ?y", "ASK {}", ENDLESS, "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f }")
    with serving(store, 0.5, cache=0, queue=4) as address:
        host, port = address.removeprefix("http://").split(":")
        for _ in range(50):
            with ExitStack() as stack, suppress(ConnectionError):
                crowd = [
                    stack.enter_context(socket.create_connection((host, int(port)), timeout=30))
                    for _ in range(dice.choice((1, 1, 1, 8)))
                ]
                for one in crowd:
                    for _ in range(dice.choice((1, 1, 3))):
                        data = f"GET /sparql?query={quote(dice.choice(queries))} HTTP/1.1\r\nHost: x\r\n\r\n".encode()
                        cut = dice.choice((0, 0, dice.randrange(len(data))))
                        one.sendall(data[:cut])
                        time.sleep(dice.choice((0, 0, 0.002)))
                        one.sendall(data[cut:])
                    if dice.random() < 0.2:
                        one.shutdown(socket.SHUT_WR)
                for one in crowd:
                    if dice.random() < 0.5:
                        assert one.recv(12) in (b"", b"HTTP/1.1 200", b"HTTP/1.1 400", b"HTTP/1.1 503", b"HTTP/1.1 504")
        until = time.monotonic() + 20
        while "kg_workers_busy 0.0" not in (told := httpx.get(f"{address}/metrics").text) and time.monotonic() < until:
            time.sleep(0.2)
        assert "kg_workers_busy 0.0" in told and "kg_queue_waiting 0.0" in told
        assert httpx.get(f"{address}/sparql", params={"query": "ASK {}"}, timeout=30).json()["boolean"]


class Scene:
    """Errands over a pool, with what was noted of them and what came of each."""

    def __init__(self, store: Path, pool: Pool) -> None:
        self.pool = pool
        self.noted: list[Record] = []
        self.answers = Answers[str, Kept](1 << 20)
        self.errands = Errands(pool, self.answers, lambda path, client, found, seconds: self.noted.append(found))
        self.came: dict[str, asyncio.Future[bytes | None]] = {}

    def ask(self, query: str) -> tuple[Errand, Plain]:
        data = f"GET /sparql?query={quote(query, safe='')} HTTP/1.1\r\nHost: x\r\nAccept: {JSON}\r\n\r\n".encode()
        asked = PlainRequests(union=True).read(data)
        assert asked is not None
        came = self.came[query] = asyncio.get_running_loop().create_future()
        errand = self.errands.begin(asked, "", came.set_result)
        assert errand is not None
        return errand, asked


def in_scene(store: Path, use: Callable[[Scene], Awaitable[None]]) -> None:
    async def whole() -> None:
        pool = Pool(store, Limits(workers=1, timeout=20))
        try:
            await pool.start()
            await use(Scene(store, pool))
        finally:
            await pool.close()

    asyncio.run(whole())


def test_an_errand_is_noted_and_its_answer_kept(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # On a machine that is busy with other things even this answer may take longer than an errand has.
    monkeypatch.setattr("kg.serve.errands.PATIENCE", 60.0)

    async def use(scene: Scene) -> None:
        _, asked = scene.ask(NAMES)
        answer = await scene.came[NAMES]
        assert answer is not None
        head, _, body = answer.partition(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 200 OK\r\n") and b"content-length: %d\r\n" % len(body) in head
        [told] = scene.noted
        assert (told.status, told.sent, told.query, told.outcome) == (200, len(body), asked.digest, "answered")
        assert told.rows is not None and told.rows > 0
        generation = Present(store).generation()
        assert generation is not None
        kept = scene.answers.find(tag(generation.number, generation.snapshot, asked.digest))
        assert kept is not None and kept.body == body
        assert (scene.pool.busy, scene.pool.waiting, scene.pool.replaced) == (0, 0, 0)

    in_scene(store, use)


def test_an_errand_that_takes_long_goes_on_in_the_usual_way_with_its_worker(store: Path) -> None:
    async def use(scene: Scene) -> None:
        began = time.monotonic()
        errand, _ = scene.ask(ENDLESS)
        assert await scene.came[ENDLESS] is None
        assert time.monotonic() - began > PATIENCE
        assert errand.place.worker is not None and not errand.place.worker.clean
        errand.end()
        errand.end()
        assert (scene.pool.busy, scene.pool.replaced) == (0, 1)  # nobody waits for it any more

    in_scene(store, use)


def test_an_errand_that_waits_goes_on_with_its_place_in_the_queue(store: Path) -> None:
    async def use(scene: Scene) -> None:
        first, _ = scene.ask(ENDLESS)
        second, _ = scene.ask(NAMES)
        assert scene.pool.waiting == 1
        assert await scene.came[NAMES] is None
        assert second.place.worker is None and scene.pool.waiting == 1
        while len(scene.pool._all) < 2:
            await asyncio.sleep(PATIENCE)
        first.release()
        first.end()  # its place is the second's now, who has not come for it yet
        async with scene.pool.lend(second.place) as worker:
            assert worker.clean and not second.place.begun
        assert (scene.pool.busy, scene.pool.waiting) == (0, 0)

    in_scene(store, use)


def test_an_errand_whose_worker_dies_goes_on_in_the_usual_way_and_gets_500(store: Path) -> None:
    async def use(scene: Scene) -> None:
        errand, _ = scene.ask(ENDLESS)
        worker = errand.place.worker
        assert worker is not None
        os.kill(worker.process.pid, signal.SIGKILL)
        assert await scene.came[ENDLESS] is None
        with pytest.raises(Problem) as caught:
            async with scene.pool.lend(errand.place) as lent:
                assert lent is worker
                [piece async for piece in lent.answer()]
        assert caught.value.status == 500
        scene.ask(NAMES)
        assert await scene.came[NAMES] is not None or scene.pool.waiting == 1  # until the next worker has started

    in_scene(store, use)


def test_a_client_that_leaves_frees_the_worker_soon_and_is_noted(store: Path) -> None:
    async def use(scene: Scene) -> None:
        running, _ = scene.ask(ENDLESS)
        waiting, _ = scene.ask(NAMES)
        running.abandon()
        waiting.abandon()
        assert (scene.pool.busy, scene.pool.waiting) == (1, 0)
        assert [told.outcome for told in scene.noted] == ["gone", "gone"]
        until = time.monotonic() + 5
        while scene.pool.busy and time.monotonic() < until:
            await asyncio.sleep(PATIENCE)
        assert (scene.pool.busy, scene.pool.replaced) == (0, 1)
        assert not any(one.done() for one in scene.came.values())

    in_scene(store, use)


def test_what_is_counted_is_told_as_the_library_would() -> None:
    tally, ours, theirs = Tally(), CollectorRegistry(), CollectorRegistry()
    ours.register(tally)
    number = Counter(
        "kg_requests", "Requests by where they went and how they ended", ["route", "status"], registry=theirs
    )
    seconds = Histogram(
        "kg_request_seconds", "Time from a request to the end of its answer", ["route"], registry=theirs
    )
    for route, status, took in (
        ("/sparql", 200, 0.004),
        ("/sparql", 200, 0.005),
        ("/sparql", 504, 30.0),
        ("/id", 404, 0),
    ):
        tally.count(route, status, took)
        number.labels(route, str(status)).inc()
        seconds.labels(route).observe(took)
    told = generate_latest(theirs).decode().splitlines()
    assert generate_latest(ours).decode().splitlines() == [line for line in told if "_created" not in line]


@pytest.mark.parametrize(
    "query", ["SELECT (now() AS ?n) {}", "SELECT (StrUuid ( ) AS ?n) {}", "ASK { FILTER(RAND() > 1) }"]
)
def test_what_is_another_answer_each_time_goes_the_usual_way(query: str) -> None:
    data = f"GET /sparql?query={quote(query, safe='')} HTTP/1.1\r\nHost: x\r\n\r\n".encode()
    assert PlainRequests(union=True).read(data) is None
    assert is_volatile(query) and not is_volatile("SELECT ?now ?bnode { ?now ?p ?bnode }")


@pytest.mark.parametrize("gzip", [True, False])
@pytest.mark.parametrize("union", [True, False])
@pytest.mark.parametrize("accept", [JSON, "text/csv", "text/turtle"])
def test_a_plain_query_and_the_same_one_asked_otherwise_have_one_digest(accept: str, union: bool, gzip: bool) -> None:
    """Else neither would find the answer to the other; and no other query has it."""
    wanted = forms(accept)
    found = plain_digest(NAMES, wanted, union=union)
    assert found == digest(streaming(NAMES, wanted, gzip=gzip, union=union))
    others = (
        streaming(LONG, wanted, gzip=gzip, union=union),
        streaming(NAMES, wanted, gzip=gzip, union=not union),
        streaming(NAMES, forms("application/rdf+xml"), gzip=gzip, union=union),
        streaming(NAMES, wanted, gzip=gzip, union=union, default_graphs=("a:g",)),
        streaming(NAMES, wanted, gzip=gzip, union=union, named_graphs=("a:g",)),
        streaming(NAMES, wanted, gzip=gzip, union=union, stored="a:g"),
    )
    assert found not in map(digest, others)
    assert len(set(map(digest, others))) == len(others)
