"""What strangers may try: each costs them their own request, and the next one is answered as before."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.queries.slowness import likely
from kg.serve.allowance import Allowance
from kg.serve.connections import HEAD_SECONDS
from kg.serve.limits import Policy
from kg.serve.negotiation import ENTRIES, ranges
from tests.scene import minsk
from tests.served import BASE, HOSTILE_NAME, SERVER, hostile, make_store, serving

TOKEN = "a-token-of-the-tests"
CROSS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
JSON = "application/sparql-results+json"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_store(tmp_path_factory.mktemp("attacked") / "graph", minsk(), hostile())


@pytest.fixture(scope="module")
def address(store: Path) -> Iterator[str]:
    with serving(store, 2.0, policy=Policy(token=TOKEN), workers=2, queue=4, memory=1 << 30) as found:
        yield found


@pytest.fixture
def client(address: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=address, timeout=60) as found:
        yield found


@pytest.fixture(autouse=True)
def well_afterwards(client: httpx.Client) -> Iterator[None]:
    """Whatever was tried, health is told, a query is answered, and nothing was written.

    How soon health is told is measured in `tests/bench/crowd.py`.
    """
    before = count(client)
    yield
    assert client.get("/healthz").text == "ok\n"
    assert count(client) == before


def count(client: httpx.Client) -> str:
    for _ in range(100):
        answer = client.get("/sparql", params={"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"})
        if answer.status_code != 503:
            break
        time.sleep(0.2)
    assert answer.status_code == 200, answer.text
    number: str = answer.json()["results"]["bindings"][0]["n"]["value"]
    return number


def raw(address: str, data: bytes, *, leave: bool = False) -> bytes:
    """What comes back for these bytes until the server closes; `leave` tells it that no more will come."""
    host, port = address.removeprefix("http://").split(":")
    received = b""
    with socket.create_connection((host, int(port)), timeout=20) as connection, suppress(OSError):
        connection.sendall(data)
        if leave:
            connection.shutdown(socket.SHUT_WR)
        while piece := connection.recv(65536):
            received += piece
    return received


def test_a_crowd_of_endless_queries_gets_504_or_503_and_health_is_told_all_the_while(address: str) -> None:
    # One client for all: to make one takes longer than the server needs to refuse a query.
    many = httpx.Client(base_url=address, timeout=60, limits=httpx.Limits(max_connections=None))
    with many, ThreadPoolExecutor(200) as crowd:
        asked = [crowd.submit(many.get, "/sparql", params={"query": f"{CROSS} # {number}"}) for number in range(200)]
        while not all(one.done() for one in asked):
            assert many.get("/healthz").text == "ok\n"
            time.sleep(0.05)
    found = {one.result().status_code for one in asked}
    assert found <= {503, 504} and 504 in found


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a ?i",
        'SELECT (REPLACE("a", "(a*)*(b*)*", "$1") AS ?x) { ?s ?p ?o . ?a ?b ?c . ?d ?e ?f } ORDER BY ?x',
    ],
)
def test_a_query_that_eats_time_or_memory_ends_with_its_status(client: httpx.Client, query: str) -> None:
    answer = client.get("/sparql", params={"query": query})
    assert answer.status_code in (504, 507)
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_pattern_that_would_take_for_ever_elsewhere_is_tried_in_linear_time(client: httpx.Client) -> None:
    query = f'SELECT (REGEX("{"x" * 5000}", "^(x+x+)+y$") AS ?found) {{}}'
    answer = client.get("/sparql", params={"query": query})
    assert answer.json()["results"]["bindings"][0]["found"]["value"] == "false"


DEEP = [("{ OPTIONAL ", "{}", "}"), ("FILTER EXISTS {", "", "}"), ("IF(1, ", "1", ", 2)")]
"""What opens, what stands in the middle, what closes."""


def nested(begin: str, middle: str, end: str, depth: int) -> str:
    inside = begin * depth + middle + end * depth
    return f"SELECT ({inside} AS ?x) {{}}" if "IF" in begin else f"SELECT * {{ {inside} }}"


@pytest.mark.parametrize("form", DEEP)
def test_brackets_in_brackets_are_answered_and_a_heap_of_them_refused(
    client: httpx.Client, form: tuple[str, str, str]
) -> None:
    assert client.post("/sparql", data={"query": nested(*form, 490)}).status_code == 200
    for depth in (600, 20_000):
        told = client.post("/sparql", data={"query": nested(*form, depth)}).json()
        assert told["status"] == 400 and "too deep" in told["detail"] and told["line"] == 1
    update = f"INSERT {{ <a:s> <a:p> 1 }} WHERE {nested(*form, 600).partition('{')[2].join('{}')}"
    headers = {"Authorization": f"Bearer {TOKEN}"}
    assert client.post("/update", data={"update": update}, headers=headers).status_code == 400


@pytest.mark.parametrize("form", ["FILTER({}true)", "FILTER(1 IN ({}1))", "{}{{}}", "VALUES ?x {{ {} }}"])
@pytest.mark.parametrize("piece", ["!", "1+", "1,", "{}UNION", "1 "])
def test_long_chains_end_no_worker(client: httpx.Client, form: str, piece: str) -> None:
    for length in (2_000, 60_000):
        query = f"ASK {{ {form.format(piece * length)} }}"
        assert client.post("/sparql", data={"query": query}).status_code in (200, 400, 504), query[:80]


def test_a_huge_body_is_refused_whether_its_length_is_told_or_not(address: str, client: httpx.Client) -> None:
    head = b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\n"
    received = raw(address, head + b"Content-Length: 104857600\r\n\r\n" + b"#" * 1000, leave=True)
    assert received == b"" or b" 413 " in received.split(b"\r\n")[0]

    def endless() -> Iterator[bytes]:
        for _ in range(1600):
            yield b"#" * 65536

    headers = {"Content-Type": "application/sparql-query"}
    with suppress(httpx.WriteError, httpx.RemoteProtocolError):
        assert client.post("/sparql", content=endless(), headers=headers).status_code == 413
        # or it was refused and the connection closed before all was sent


def test_a_gzip_bomb_is_not_unpacked(client: httpx.Client) -> None:
    headers = {"Content-Type": "application/sparql-query", "Content-Encoding": "gzip"}
    assert client.post("/sparql", content=b"\x1f\x8b" + b"\0" * 1000, headers=headers).status_code == 415


@pytest.mark.parametrize(
    "data",
    [
        b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: x\r\n"
        + b"".join(b"X-%d: y\r\n" % n for n in range(20000))
        + b"\r\n",
        b"GET /" + b"a" * 200_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
        b"POST /sparql HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\nx",
        b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
        b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(range(256)),
        b"GET / HTTP/1.1\r\n\r\n",
    ],
)
def test_what_is_no_http_is_refused(address: str, data: bytes) -> None:
    line = raw(address, data, leave=b"chunked" in data).split(b"\r\n")[0]
    assert line == b"" or line.split()[1] in (b"400", b"415", b"431")


def test_a_broken_chunked_body_changes_nothing(address: str) -> None:
    head = f"PUT /store?graph=http://x/y HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {TOKEN}\r\n"
    body = b"Content-Type: text/turtle\r\nTransfer-Encoding: chunked\r\n\r\n10\r\n<a:s> <a:p> 1 .\n\r\n"
    received = raw(address, head.encode() + body, leave=True)
    assert b" 201 " not in received and b" 204 " not in received


def chunked(*pieces: bytes) -> bytes:
    return b"".join(b"%x\r\n%b\r\n" % (len(piece), piece) for piece in pieces)


def test_a_body_in_crumbs_is_not_taken_in(address: str) -> None:
    """A hundred thousand chunks of one byte would keep all others waiting for a second, and cost half a megabyte."""
    head = b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\n"
    body = chunked(*[b"#"] * 200_000) + chunked(b"\nASK {}") + b"0\r\n\r\n"
    assert raw(address, head + b"Transfer-Encoding: chunked\r\n\r\n" + body) == b""


def test_a_body_in_many_small_chunks_or_short_lines_is_taken_in(address: str, client: httpx.Client) -> None:
    headers = {"Content-Type": "application/sparql-query"}
    for piece in (b"# twenty bytes line\n", b"# a line\r\n" * 3):
        assert client.post("/sparql", content=iter([*[piece] * 5000, b"ASK {}"]), headers=headers).status_code == 200


def test_of_a_flood_of_forms_a_few_are_looked_at(client: httpx.Client) -> None:
    assert len(ranges(",".join(["a/b"] * 10_000))) == ENTRIES
    flood = ",".join(["text/csv"] + [f"a/{number}" for number in range(5000)])
    answer = client.get("/sparql", params={"query": "ASK {}"}, headers={"Accept": flood})
    assert answer.status_code == 200 and answer.headers["content-type"].startswith("text/csv")


def test_clients_that_leave_or_break_their_body_fill_no_log(store: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", SERVER, str(store), "{}", "{}"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None and process.stderr is not None
        address = process.stdout.readline().strip().rstrip("/")
        head = b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\n"
        for _ in range(5):
            raw(address, head + b"Content-Length: 1000\r\n\r\nASK", leave=True)
            raw(address, head + b"Transfer-Encoding: chunked\r\n\r\n-1\r\nx")
            raw(address, b"POST /sparql HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1;" + b"a" * 200_000)
        assert httpx.get(f"{address}/healthz").text == "ok\n"
        process.terminate()
        assert process.stderr.read() == ""
    finally:
        process.kill()
        process.wait()


@pytest.mark.parametrize("accept", ["text/html", JSON])
def test_a_query_whose_client_has_gone_is_given_up(store: Path, accept: str) -> None:
    def until_busy(number: int) -> None:
        ends = time.monotonic() + 20
        while f"kg_workers_busy {number}.0" not in httpx.get(f"{address}/metrics").text:
            assert time.monotonic() < ends
            time.sleep(0.05)

    with serving(store, 60.0) as address:
        host, port = address.removeprefix("http://").split(":")
        with socket.create_connection((host, int(port))) as link:
            head = f"GET /sparql?query={quote(CROSS)} HTTP/1.1\r\nHost: x\r\nAccept: {accept}\r\n\r\n"
            link.sendall(head.encode())
            until_busy(1)
        until_busy(0)


def test_to_say_why_a_long_query_was_slow_keeps_nobody_waiting() -> None:
    began = time.process_time()
    assert likely("SELECT * { ?a ?b ?c . ?d ?e ?f FILTER(?a IN (" + "<a," * 300_000 + "1)) }")
    assert time.process_time() - began < 1


def test_a_head_that_never_ends_loses_its_connection_in_time(address: str) -> None:
    host, port = address.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=HEAD_SECONDS * 4) as connection:
        began = time.monotonic()
        connection.sendall(b"GET / HTTP/1.1\r\nHost:")
        with suppress(ConnectionResetError):
            assert connection.recv(100) == b""
        assert time.monotonic() - began > HEAD_SECONDS * 0.9


@pytest.mark.parametrize(
    "path",
    [
        "/id/../../etc/passwd",
        "/id/..%2f..%2fetc/passwd",
        "/id/%2e%2e/%2e%2e/etc/passwd",
        "/article/..%5c..",
        "/id/%00",
        "/style.css/../app.py",
        "//etc/passwd",
    ],
)
def test_no_path_leads_out_of_the_graph(address: str, path: str) -> None:
    received = raw(address, f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
    assert received.split()[1] in (b"400", b"404") and b"root:" not in received


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:%d/> { ?s ?p ?o } }",
        "SELECT * { SERVICE SILENT <http://127.0.0.1:%d/> { ?s ?p ?o } }",
        "SELECT * FROM <http://127.0.0.1:%d/> { ?s ?p ?o }",
        "SELECT * FROM NAMED <http://127.0.0.1:%d/> { GRAPH ?g { ?s ?p ?o } }",
        "LOAD <http://127.0.0.1:%d/>",
    ],
)
def test_nothing_makes_the_server_call_another(client: httpx.Client, query: str) -> None:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        listening.settimeout(0.5)
        text = query % listening.getsockname()[1]
        for answer in (
            client.get("/sparql", params={"query": text}),
            client.get(
                "/sparql",
                params={"query": "ASK {}", "default-graph-uri": f"http://127.0.0.1:{listening.getsockname()[1]}/"},
            ),
            client.post("/update", data={"update": text}, headers={"Authorization": f"Bearer {TOKEN}"}),
        ):
            assert answer.status_code in (200, 400, 403)
        with pytest.raises(TimeoutError):
            listening.accept()


def test_a_hostile_label_stays_text_in_every_form(client: httpx.Client) -> None:
    query = "SELECT ?label WHERE { ?x skos:prefLabel ?label FILTER(STRSTARTS(?label, 'Mal<')) }"
    for accept in (JSON, "application/sparql-results+xml", "text/csv", "text/tab-separated-values"):
        answer = client.get("/sparql", params={"query": query}, headers={"Accept": accept})
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["content-type"].split(";")[0] == accept
    rows = client.get("/sparql", params={"query": query}, headers={"Accept": JSON}).json()["results"]["bindings"]
    assert {row["label"]["value"] for row in rows} == {HOSTILE_NAME}
    page = client.get("/sparql", params={"query": query}, headers={"Accept": "text/html"}).text
    assert "<script>alert" not in page


def test_line_breaks_in_a_parameter_make_no_header(address: str, client: httpx.Client) -> None:
    for parameters in ({"format": "csv\r\nX-Evil: 1"}, {"timeout": "1\r\nX-Evil: 1"}, {"default-graph-uri": "a:\r\nb"}):
        answer = client.get("/sparql", params={"query": "ASK {}", **parameters})
        assert answer.status_code == 400 and "x-evil" not in answer.headers
    received = raw(
        address, b'GET /sparql HTTP/1.1\r\nHost: evil"<x>\r\nAccept: text/turtle\r\nConnection: close\r\n\r\n'
    )
    assert received.split()[1] == b"400"


def test_a_client_that_asks_too_often_is_told_when_to_come_back(store: Path) -> None:
    with serving(store, rate=2) as address, httpx.Client(base_url=address) as client:
        found = [client.get("/sparql", params={"query": "ASK {}"}) for _ in range(40)]
        refused = [one for one in found if one.status_code == 429]
        assert refused and all(int(one.headers["retry-after"]) >= 1 for one in refused)
        assert [one.status_code for one in found[:20]] == [200] * 20
        assert client.get("/healthz").status_code == 200


def test_an_allowance_is_for_each_client_and_grows_back() -> None:
    allowance = Allowance(2)
    assert [allowance.wait("a", 0.0) for _ in range(20)] == [0.0] * 20
    assert allowance.wait("a", 0.0) == 0.5
    assert allowance.wait("b", 0.0) == 0.0
    assert allowance.wait("a", 0.5) == 0.0
    assert allowance.wait("a", 0.5) > 0


def test_a_client_that_asks_a_little_too_often_is_answered_as_often_as_it_may_ask() -> None:
    allowance = Allowance(2)
    answered = [allowance.wait("a", number / 3) == 0 for number in range(300)]  # three a second
    assert 2 * 100 - 5 <= sum(answered) <= 2 * 100 + 20


def test_asked_to_end_the_server_lets_a_running_query_come_to_its_end(store: Path) -> None:
    told = ['{"timeout": 3}', "{}"]
    process = subprocess.Popen([sys.executable, "-c", SERVER, str(store), *told], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        address = process.stdout.readline().strip()
        with ThreadPoolExecutor(1) as crowd:
            asked = crowd.submit(httpx.get, f"{address}sparql", params={"query": CROSS}, timeout=30)
            time.sleep(1)
            process.terminate()
            assert asked.result().status_code == 504
        process.wait(timeout=30)
    finally:
        process.kill()
        process.wait()


# Any request at all

TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=40)
PATH = st.sampled_from(
    [
        "/",
        "/sparql",
        "/update",
        "/store",
        "/store/x",
        "/id/state/CN",
        "/article/x",
        "/q/who-met-whom",
        "/search",
        "/.well-known/void",
        "/healthz",
        "/metrics",
        "/id",
    ]
) | TEXT.map(lambda text: "/" + quote(text))
NAME = st.sampled_from(
    [
        "query",
        "update",
        "format",
        "timeout",
        "default-graph-uri",
        "named-graph-uri",
        "using-graph-uri",
        "graph",
        "default",
        "q",
        "iri",
        "fact",
        "span",
        "a",
        "since",
    ]
)
VALUE = TEXT | st.sampled_from(
    [
        "ASK {}",
        "SELECT * { ?s ?p ?o } LIMIT 3",
        "CONSTRUCT WHERE { ?s ?p ?o }",
        "DROP ALL",
        f"{BASE}derived",
        "csv",
        "ttl",
        "html",
        "1",
        "nan",
        "-1",
    ]
)
ACCEPT = st.sampled_from(["", "*/*", "text/html", "text/turtle", JSON, "text/csv;q=x", "a/b;q=2,,", ";;;"]) | TEXT.map(
    quote
)
KINDS = st.sampled_from(
    [
        "",
        "application/x-www-form-urlencoded",
        "application/sparql-query",
        "application/sparql-update",
        "text/turtle",
        "multipart/form-data; boundary=x",
        "application/n-quads",
        ";",
    ]
)
KNOWN = {200, 201, 204, 303, 304, 307, 400, 401, 403, 404, 405, 406, 409, 413, 415, 503, 504, 507}


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    method=st.sampled_from(["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"]),
    path=PATH,
    parameters=st.lists(st.tuples(NAME, VALUE), max_size=4),
    accept=ACCEPT,
    kind=KINDS,
    body=st.binary(max_size=60) | VALUE.map(lambda text: text.encode()),
)
def test_any_request_gets_an_answer_of_a_known_kind(
    client: httpx.Client, method: str, path: str, parameters: list[tuple[str, str]], accept: str, kind: str, body: bytes
) -> None:
    headers = {"Accept": accept, "Content-Type": kind}
    answer = client.request(method, path, params=parameters, headers=headers, content=body)
    assert answer.status_code in KNOWN
    if answer.status_code >= 400 and method != "HEAD":
        form = answer.headers["content-type"]
        assert form == "application/problem+json" or form.startswith("text/html")
        if form == "application/problem+json":
            told = json.loads(answer.text)
            assert told["status"] == answer.status_code and told["title"] and told["detail"]
