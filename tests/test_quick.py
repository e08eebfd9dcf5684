"""The short way for the plainest questions gives what the long way gives, and takes nothing else."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from urllib.parse import quote, quote_plus, unquote_plus

import httpx
import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.serve.cache import Answers
from kg.serve.lookups import TERMS, LookUps
from kg.serve.plain import PlainRequests, decoded
from kg.serve.quick import Answered, Note, QuickAnswers
from kg.serve.record import Peer, Record
from kg.serve.walks import RARE
from kg.store import change, open_reader
from tests.scene import minsk
from tests.served import BASE, make_store, note, serving

CN = f"<{BASE}state/CN>"
POINTS = [
    f"SELECT ?p ?o WHERE {{ {CN} ?p ?o }}",
    f"SELECT * {{ {CN} bi:isoAlpha2 ?code . }}",
    f"select ?type where {{ {CN} a ?type }} limit 1",
    'SELECT ?x { ?x bi:isoAlpha2 "CN" }',
    'SELECT ?x { ?x rdfs:label "_=20 50% + Côte\t&  " }',
    'SELECT ?x\n{ ?x bi:isoAlpha2 \r\n "CN" } ',
    "SELECT ?x { ?x a bi:Article } LIMIT 3",
    f"SELECT ?nothing WHERE {{ {CN} ?p ?o }}",
    "SELECT ?p ?o WHERE { <http://nowhere/> ?p ?o }",
    "SELECT ?wider { <https://w3id.org/bilateral/codes/event-type/state-visit> skos:broader+ ?wider }",
    "SELECT ?wider WHERE { <https://w3id.org/bilateral/codes/event-type/state-visit> skos:broader* ?wider } LIMIT 5",
    "SELECT ?below { ?below rdfs:subClassOf+ bi:DiplomaticEvent }",
    "SELECT * { bi:DiplomaticEvent ^rdfs:subClassOf+ ?below }",
]
OTHERS = [
    "SELECT * { ?s ?p ?o }",
    f"SELECT ?p {{ {CN} ?p ?p }}",
    f"SELECT (COUNT(*) AS ?n) {{ {CN} ?p ?o }}",
    f"SELECT DISTINCT ?p {{ {CN} ?p ?o }}",
    f"SELECT ?p {{ {CN} ?p ?o FILTER(?p = ?o) }}",
    f"SELECT ?p {{ {CN} ?p ?o . ?o ?q ?r }}",
    f"SELECT ?p {{ {CN} ?p ?o }} ORDER BY ?p",
    f"SELECT ?p {{ {CN} ?p+ ?o }}",
    "SELECT * { ?below rdfs:subClassOf+ ?above }",
    "SELECT ?x { bi:Meeting (rdfs:subClassOf|a)+ ?x }",
    "SELECT ?x { bi:Meeting !rdfs:subClassOf+ ?x }",
    "SELECT ?x { <a:s> <relative>+ ?x }",
    f"SELECT ?p FROM <a:g> {{ {CN} ?p ?o }}",
    f"ASK {{ {CN} ?p ?o }}",
    f"SELECT ?p {{ {CN} ?p }}",
    "SELECT ?x { ?x foaf:name ?y }",
]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_store(tmp_path_factory.mktemp("quick") / "graph", minsk())


class Alone:
    """What the server itself gives, where nothing was answered before."""

    def __init__(self, store: Path, note: Note = lambda path, client, found, seconds: None) -> None:
        requests, lookups = PlainRequests(union=True), LookUps(store, union=True)
        self._quick = QuickAnswers(requests, lookups, Answers(1 << 20), 1 << 20, note)

    def __call__(self, data: bytes, client: str = "", *, proxy: bool = False) -> bytes | None:
        found = self._quick(data, Peer(client, proxy))
        return found.response if isinstance(found, Answered) else None


@pytest.fixture
def quick(store: Path) -> Alone:
    return Alone(store)


@pytest.fixture(scope="module")
def site(store: Path) -> Iterator[httpx.Client]:
    with serving(store) as address, httpx.Client(base_url=address, timeout=30) as client:
        yield client


def request(query: str, head: str = "Host: x\r\nAccept: */*\r\n") -> bytes:
    return f"GET /sparql?query={quote_plus(query)} HTTP/1.1\r\n{head}\r\n".encode()


def rows(body: bytes) -> set[str]:
    found = ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON)
    assert isinstance(found, ox.QuerySolutions)
    return {str([row[name.value] for name in found.variables]) for row in found}


@pytest.mark.parametrize("query", POINTS)
def test_both_ways_give_one_answer_with_the_same_headers(quick: Alone, site: httpx.Client, query: str) -> None:
    answer = quick(request(query))
    assert answer is not None
    head, _, body = answer.partition(b"\r\n\r\n")
    told = dict(line.split(": ", 1) for line in head.decode().split("\r\n")[1:])
    usual = site.get("/sparql", params={"query": query, "format": ""}, headers={"Accept-Encoding": "identity"})
    assert rows(body) == rows(usual.content)
    assert int(told["content-length"]) == len(body)
    once = {"date", "server-timing", "content-length"}
    assert {name: told.get(name) for name in usual.headers if name not in once} == {
        name: value for name, value in usual.headers.items() if name not in once
    }


@pytest.mark.parametrize("query", POINTS)
def test_over_http_a_point_look_up_is_answered_and_its_tag_is_honoured(site: httpx.Client, query: str) -> None:
    address = f"/sparql?query={quote(query, safe='')}"
    headers = {"Accept-Encoding": "identity"}
    first, second = (site.get(address, headers=headers) for _ in range(2))
    assert (first.status_code, second.status_code, first.content) == (200, 200, second.content)
    again = site.get(address, headers={**headers, "If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("query", OTHERS)
def test_what_could_be_long_or_wrong_goes_the_usual_way(quick: Alone, query: str) -> None:
    assert quick(request(query)) is None


@pytest.mark.parametrize(
    "data",
    [
        request(POINTS[0], ""),
        request(POINTS[0], "Host: x\r\nHost: y\r\n"),
        request(POINTS[0], "Host: x\r\nContent-Length: 5\r\n"),
        request(POINTS[0], "Host: x\r\nTransfer-Encoding: chunked\r\n"),
        request(POINTS[0], "Host: x\r\nIf-None-Match: *\r\n"),
        request(POINTS[0], "Host: x\r\nOrigin: http://y\r\n"),
        request(POINTS[0], "Host: x\r\nConnection: close\r\n"),
        request(POINTS[0], "Host: x\r\nAccept: text/html\r\n"),
        request(POINTS[0], "Host: x\r\nAccept: application/pdf\r\n"),
        request(POINTS[0], "Host: x\r\n Folded: y\r\n"),
        request(POINTS[0]) + request(POINTS[0]),
        request(POINTS[0])[:-1],
        request(POINTS[0]).replace(b"HTTP/1.1", b"HTTP/1.0"),
        request(POINTS[0]).replace(b"?query=", b"?timeout=1&query="),
        request(POINTS[0]).replace(b" HTTP", b"&timeout=1 HTTP"),
        request(POINTS[0]).replace(b"GET", b"POST"),
        request("SELECT ?x { ?x a bi:Article } LIMIT 1 #" + "x" * 5000),
    ],
)
def test_a_request_that_says_anything_more_goes_the_usual_way(quick: Alone, data: bytes) -> None:
    assert quick(data) is None


@given(st.text(min_size=1), st.booleans())
def test_percent_encoding_is_decoded_as_the_library_of_addresses_does(text: str, plus: bool) -> None:
    encoded = quote_plus(text) if plus else quote(text, safe="")
    assert decoded(encoded.encode()) == text == unquote_plus(encoded)


def test_an_answer_that_grows_is_given_up(tmp_path: Path) -> None:
    store = make_store(tmp_path / "graph", minsk())
    quick = Alone(store)
    many = " ".join(f"<a:s> <a:p> '{'x' * 100} {number}' ." for number in range(1000))
    change(store, lambda quads: quads.update(f"INSERT DATA {{ {many} }}"))
    assert quick(request("SELECT ?o { <a:s> <a:p> ?o }")) is None
    assert quick(request("SELECT ?o { <a:s> <a:p> ?o } LIMIT 3")) is not None


def test_an_answer_is_the_engines_to_the_byte_or_none(tmp_path: Path) -> None:
    store = make_store(tmp_path / "graph", minsk())
    quick = Alone(store)
    signs = ('"type":"', '\\"type\\":\\"', "\n\t\u0000\u2028", "❤️", "x" * 3000, "")

    def said(quads: ox.Store) -> None:
        subjects = [(f"a:{many}", many) for many in (1, 5, TERMS // 2, TERMS // 2 + 1, TERMS + 1)]
        quads.extend(
            ox.Quad(ox.NamedNode(name), ox.NamedNode("a:p"), ox.Literal(signs[n] if n < len(signs) else str(n)))
            for name, many in subjects
            for n in range(many)
        )

    change(store, said)
    given = []
    with open_reader(store) as reader:
        for subject, end, what in product((0, 1, 5, TERMS // 2, TERMS // 2 + 1, TERMS + 1), ("", "LIMIT 700"), "*on"):
            query = f"SELECT {what if what == '*' else '?' + what} {{ <a:{subject}> ?p ?o }} {end}"
            whole = reader.look_up(query)
            assert isinstance(whole, ox.QuerySolutions)
            body = whole.serialize(format=ox.QueryResultsFormat.JSON)
            answer = quick(request(query))
            given.append(answer is not None)
            assert answer is None or answer.partition(b"\r\n\r\n")[2] == body
    assert any(given) and not all(given)


def test_requests_that_are_sent_before_the_answer_to_the_last_are_answered_in_their_order(site: httpx.Client) -> None:
    queries = [POINTS[0], "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", POINTS[3], POINTS[1]]
    host, port = str(site.base_url).removeprefix("http://").rstrip("/").split(":")
    with socket.create_connection((host, int(port)), timeout=30) as one:
        for query in queries:
            one.sendall(request(query + " ", "Host: x\r\nAccept: text/csv\r\n"))
            time.sleep(0.001)
        got = one.makefile("rb")
        for query in queries:
            head = b"".join(iter(got.readline, b"\r\n")).lower()
            length = int(head.partition(b"content-length: ")[2].split(b"\r\n")[0])
            alone = site.get("/sparql", params={"query": query}, headers={"Accept": "text/csv"})
            assert sorted(got.read(length).splitlines()) == sorted(alone.content.splitlines())


def test_each_answer_is_told_to_the_log(store: Path) -> None:
    told: list[tuple[str, str, int, int]] = []

    def note_it(path: str, client: str, found: Record, seconds: float) -> None:
        told.append((path, client, found.status, found.sent))

    quick = Alone(store, note_it)
    for _ in range(2):
        answer = quick(request(POINTS[0]), "127.0.0.1")
        assert answer is not None
    body = answer.partition(b"\r\n\r\n")[2]
    assert told == [("/sparql", "127.0.0.1", 200, len(body))] * 2


def test_a_new_generation_is_answered_from_at_once(tmp_path: Path) -> None:
    store = make_store(tmp_path / "graph", minsk())
    query = request("SELECT ?x { ?x a bi:Article }")
    quick = Alone(store)
    before = quick(query)
    make_store(store, note())
    after = quick(query)
    assert before is not None and after is not None
    assert len(rows(after.partition(b"\r\n\r\n")[2])) == len(rows(before.partition(b"\r\n\r\n")[2])) + 1


def test_what_the_usual_way_answered_is_given_again_at_once(site: httpx.Client) -> None:
    address = "/sparql?query=" + quote("SELECT (COUNT(*) AS ?n) { ?s ?p ?o FILTER(ISIRI(?o)) }", safe="")
    for accept in ("text/csv", "application/sparql-results+json"):
        answers = [site.get(address, headers={"Accept": accept}) for _ in range(3)]
        assert [one.headers["server-timing"] == "cache" for one in answers] == [False, True, True]
        assert len({(one.text, one.headers["etag"], one.headers["content-type"]) for one in answers}) == 1


@pytest.mark.parametrize("union", [True, False])
def test_walks_in_memory_reach_what_the_engine_reaches(tmp_path: Path, union: bool) -> None:
    """Through a ring, a fork, a loop of one, to literals and blank nodes, in two graphs and in none."""
    store = make_store(tmp_path / "graph", minsk())
    ends = "<a:1> <a:p> <a:2>, <a:3> . <a:3> <a:p> <a:1>, <a:3>, 7, '\"\\n\\u00e9'@en, _:b . _:b <a:p> <a:4> ."
    more = f"{ends} <a:9> <a:q> <a:8>"
    change(store, lambda quads: quads.update(f"INSERT DATA {{ {more} GRAPH <a:g> {{ <a:1> <a:p> <a:2>, <a:5> }} }}"))
    lookups, given = LookUps(store, union=union), 0
    assert lookups.generation() is not None
    with open_reader(store) as reader:
        for start, turned, times, way in product("123459", ("", "^"), "+*", (True, False)):
            steps = f"{turned}<a:p>{times}"
            query = f"SELECT * {{ {f'<a:{start}> {steps} ?x' if way else f'?x {steps} <a:{start}>'} }}"
            whole = reader.look_up(query, union=union)
            assert isinstance(whole, ox.QuerySolutions)
            body = whole.serialize(format=ox.QueryResultsFormat.JSON)
            found = lookups.answer(query, "application/sparql-results+json")
            assert body is not None and (found is None or rows(found) == rows(body))
            given += found is not None
    assert given == 8 * (5 if union else 4)  # the graph knows <a:9>, and <a:5> in a graph with a name; neither by <a:p>


def test_one_walks_only_along_a_property_that_is_rare(tmp_path: Path) -> None:
    store = make_store(tmp_path / "graph", minsk())
    quick = Alone(store)

    def chain(name: str, length: int) -> str:
        return " ".join(f"<a:{number}> <a:{name}> <a:{number + 1}> ." for number in range(length))

    change(store, lambda quads: quads.update(f"INSERT DATA {{ {chain('rare', RARE - 1)} {chain('common', RARE)} }}"))
    answer = quick(request("SELECT ?x { <a:0> <a:rare>+ ?x } LIMIT 9"))
    assert answer is not None
    assert len(rows(answer.partition(b"\r\n\r\n")[2])) == 9
    assert quick(request("SELECT ?x { <a:0> <a:common>+ ?x } LIMIT 9")) is None


FORWARDED = "Host: x\r\nX-Forwarded-For: %s\r\nX-Forwarded-Proto: https\r\nX-Real-IP: %s\r\n"


@pytest.mark.parametrize("named", ["203.0.113.9", "2001:db8::9"])
def test_behind_a_proxy_the_short_way_is_open_and_counts_for_whom_the_proxy_asks(store: Path, named: str) -> None:
    told: list[str] = []
    quick = Alone(store, lambda path, client, found, seconds: told.append(client))
    data = request(POINTS[0], FORWARDED % (named, named))
    for _ in range(2):  # the second from memory
        assert quick(data, "127.0.0.1", proxy=True) is not None
        assert quick(data, "198.51.100.7") is not None  # who is no proxy may name whom they like
    assert told == [named, "198.51.100.7"] * 2


@pytest.mark.parametrize("named", ["203.0.113.9, 198.51.100.1", "203.0.113.9:80", "unknown", "<b>"])
def test_a_client_that_is_named_in_a_longer_way_is_made_out_in_the_usual_one(quick: Alone, named: str) -> None:
    assert quick(request(POINTS[0], FORWARDED % (named, "x")), "127.0.0.1", proxy=True) is None


def test_where_clients_are_counted_each_has_its_allowance_on_every_way_together(store: Path) -> None:
    """The short way, the way to a worker and the usual one, behind a proxy."""
    queries = (POINTS[0], "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", POINTS[1])
    with serving(store, rate=1, cache=0) as address, httpx.Client(base_url=address, timeout=30) as client:
        for named in ("203.0.113.1", "203.0.113.2"):
            headers = {"Accept-Encoding": "identity", "X-Forwarded-For": named}
            odd = ({}, {}, {"X-Odd": "1"})
            found = [
                client.get(f"/sparql?query={quote(queries[place % 3])}", headers={**headers, **odd[place % 3]})
                for place in range(20)
            ]
            assert [one.status_code for one in found[:10]] == [200] * 10
            assert found[0].headers["server-timing"] == "index"
            assert [one.status_code for one in found].count(429) >= 8
