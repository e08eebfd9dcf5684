"""Programs of others that speak SPARQL get what they ask for, without a word of ours to help them."""

from __future__ import annotations

import io
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pandas as pd
import pyoxigraph as ox
import pytest
import rdflib
from SPARQLWrapper import CSV, JSON, TURTLE, XML, SPARQLWrapper

from kg.serve.limits import Policy
from kg.store import PREFIXES
from tests.scene import MINSK, minsk
from tests.served import BASE, make_store, serving

TOKEN = "a-token-of-the-tests"
BI = PREFIXES["bi"]
ORIGIN = "https://yasgui.example"
STATES = (
    f"GRAPH <{BASE}article/{MINSK.key}> {{ ?x <{BI}evidence> ?mention }} "
    f"GRAPH <https://w3id.org/bilateral> {{ ?x a <{BI}State> ; <{PREFIXES['skos']}prefLabel> ?name }}"
)
NAMES = f"SELECT DISTINCT ?x ?name WHERE {{ {STATES} }} ORDER BY ?name"
CALLED = ["Belarus", "China"]
"""The states of the one article."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    store = make_store(tmp_path_factory.mktemp("clients") / "graph", minsk())
    with serving(store, policy=Policy(token=TOKEN, origins=(ORIGIN,))) as found:
        yield found


def test_rdflib_asks_it_as_a_service(address: str) -> None:
    # It takes all up to the last "> {" for the address, so the pattern has no GRAPH.
    query = f"SELECT DISTINCT ?x WHERE {{ SERVICE <{address}/sparql> {{ ?x a <{BI}Article> }} }}"
    assert [str(row[0]) for row in rdflib.Graph().query(query)] == [f"{BASE}article/{MINSK.key}"]  # type: ignore[index]


def test_rdflib_reads_and_writes_it_as_a_store(address: str) -> None:
    from rdflib.plugins.stores.sparqlstore import SPARQLUpdateStore

    headers = {"Authorization": f"Bearer {TOKEN}"}
    store = SPARQLUpdateStore(f"{address}/sparql", f"{address}/update", headers=headers, method="POST_FORM")
    graph = rdflib.Graph(store, identifier=rdflib.URIRef("http://example.org/of-rdflib"))
    graph.add((rdflib.URIRef("a:s"), rdflib.URIRef("a:p"), rdflib.Literal("written by rdflib")))
    answer = httpx.get(
        f"{address}/sparql",
        params={"query": "ASK { GRAPH <http://example.org/of-rdflib> { ?s ?p 'written by rdflib' } }"},
    )
    assert answer.json()["boolean"] is True


def test_the_engine_of_oxigraph_asks_it_as_a_service(address: str) -> None:
    query = f"SELECT DISTINCT ?name WHERE {{ SERVICE <{address}/sparql> {{ {STATES} }} }} ORDER BY ?name"
    found = ox.Store().query(query)
    assert isinstance(found, ox.QuerySolutions)
    assert [row["name"].value for row in found] == CALLED


def test_a_server_of_oxigraph_asks_it_as_a_service(address: str, tmp_path: Path) -> None:
    binary = shutil.which("oxigraph") or shutil.which("oxigraph", path=str(Path(sys.executable).parent))
    if binary is None:
        pytest.skip("the server of Oxigraph is not installed (PyPI: oxigraph)")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [binary, "serve", "--location", str(tmp_path / "other"), "--bind", f"127.0.0.1:{port}"]
    query = f"SELECT DISTINCT ?name WHERE {{ SERVICE <{address}/sparql> {{ {STATES} }} }} ORDER BY ?name"
    other = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        with httpx.Client(transport=httpx.HTTPTransport(retries=8)) as client:
            answer = client.get(f"http://127.0.0.1:{port}/query", params={"query": query}, timeout=30)
        assert [row["name"]["value"] for row in answer.json()["results"]["bindings"]] == CALLED
    finally:
        other.kill()
        other.wait()


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_sparqlwrapper_gets_each_of_its_forms(address: str, method: str) -> None:
    wrapper = SPARQLWrapper(f"{address}/sparql")
    wrapper.setMethod(method)
    wrapper.setQuery(NAMES)
    wrapper.setReturnFormat(JSON)
    found = wrapper.queryAndConvert()
    assert [row["name"]["value"] for row in found["results"]["bindings"]] == CALLED
    wrapper.setReturnFormat(XML)
    assert "Belarus" in wrapper.queryAndConvert().toxml()
    wrapper.setReturnFormat(CSV)
    assert wrapper.queryAndConvert().decode().splitlines()[0] == "x,name"
    wrapper.setQuery(f"CONSTRUCT {{ ?x a ?name }} WHERE {{ {STATES} }}")
    wrapper.setReturnFormat(TURTLE)
    assert len(rdflib.Graph().parse(data=wrapper.queryAndConvert(), format="turtle")) == len(CALLED)


def test_pandas_reads_csv_from_the_address(address: str) -> None:
    url = httpx.URL(f"{address}/sparql", params={"query": NAMES, "format": "csv"})
    assert list(pd.read_csv(str(url))["name"]) == CALLED
    body = httpx.get(f"{address}/sparql", params={"query": NAMES}, headers={"Accept": "text/tab-separated-values"}).text
    assert list(pd.read_csv(io.StringIO(body), sep="\t")["?name"].str.strip('"')) == CALLED


def test_the_form_that_yasgui_sends_is_answered_to_its_origin(address: str) -> None:
    headers = {"Accept": "application/sparql-results+json,*/*;q=0.9", "Origin": ORIGIN}
    answer = httpx.post(f"{address}/sparql", data={"query": NAMES}, headers=headers)
    assert len(answer.json()["results"]["bindings"]) == len(CALLED)
    assert answer.headers["access-control-allow-origin"] == ORIGIN
    asking = {
        "Origin": ORIGIN,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "content-type",
    }
    assert httpx.options(f"{address}/sparql", headers=asking).status_code == 200
    stranger = httpx.post(f"{address}/sparql", data={"query": NAMES}, headers={**headers, "Origin": "https://other"})
    assert "access-control-allow-origin" not in stranger.headers


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_curl_asks_writes_and_unpacks(address: str, tmp_path: Path) -> None:
    def curl(*words: str) -> str:
        return subprocess.run(["curl", "-sS", *words], capture_output=True, text=True, check=True, timeout=30).stdout

    table = curl("--compressed", "-H", "Accept: text/csv", "--data-urlencode", f"query={NAMES}", f"{address}/sparql")
    assert [line.split(",")[1] for line in table.splitlines()[1:]] == CALLED
    file = tmp_path / "mine.ttl"
    file.write_text("<a:s> <a:p> 'written by curl' .")
    told = curl(
        *("-T", str(file), "-H", f"Authorization: Bearer {TOKEN}", "-H", "Content-Type: text/turtle"),
        *("-o", str(tmp_path / "out"), "-w", "%{http_code}", f"{address}/store?graph=http://example.org/of-curl"),
    )
    assert told == "201"
    assert "written by curl" in curl(f"{address}/store?graph=http://example.org/of-curl")


def test_an_answer_that_has_not_changed_is_not_sent_again(address: str) -> None:
    asked = {"query": "SELECT (COUNT(*) AS ?n) { ?s a bi:Article }"}
    first = httpx.get(f"{address}/sparql", params=asked)
    second = httpx.get(f"{address}/sparql", params=asked, headers={"If-None-Match": first.headers["etag"]})
    assert (second.status_code, second.content, second.headers["etag"]) == (304, b"", first.headers["etag"])
    assert httpx.get(f"{address}/sparql", params=asked).headers["server-timing"] == "cache"
    headers = {"Authorization": f"Bearer {TOKEN}"}
    httpx.post(f"{address}/update", data={"update": "INSERT DATA { <a:s> a bi:Article }"}, headers=headers)
    third = httpx.get(f"{address}/sparql", params=asked, headers={"If-None-Match": first.headers["etag"]})
    assert third.status_code == 200 and third.headers["etag"] != first.headers["etag"]


def test_what_may_differ_each_time_is_not_kept(address: str) -> None:
    asked = {"query": "SELECT (STRUUID() AS ?x) {}"}
    first, second = (httpx.get(f"{address}/sparql", params=asked) for _ in range(2))
    assert first.text != second.text and "etag" not in first.headers


def test_a_long_answer_is_the_same_packed_and_not(address: str) -> None:
    asked = {"query": "SELECT * { ?s ?p ?o } ORDER BY ?s ?p ?o"}
    plain = httpx.get(f"{address}/sparql", params=asked, headers={"Accept-Encoding": "identity"})
    packed = httpx.get(f"{address}/sparql", params=asked, headers={"Accept-Encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip" and "content-encoding" not in plain.headers
    assert packed.text == plain.text and packed.headers["etag"] != plain.headers["etag"]
    head = httpx.head(f"{address}/sparql", params=asked, headers={"Accept-Encoding": "identity"})
    assert (head.status_code, head.content, head.headers["etag"]) == (200, b"", plain.headers["etag"])


def test_the_service_and_the_graph_describe_themselves(address: str) -> None:
    service = rdflib.Graph().parse(data=httpx.get(f"{address}/sparql", headers={"Accept": "text/turtle"}).text)
    sd = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
    assert list(service.objects(None, sd.endpoint)) == [rdflib.URIRef(f"{address}/sparql")]
    assert rdflib.URIRef(f"{BI}matches") in service.objects(None, sd.extensionFunction)
    void = rdflib.Graph().parse(data=httpx.get(f"{address}/.well-known/void", headers={"Accept": "text/turtle"}).text)
    ns = rdflib.Namespace("http://rdfs.org/ns/void#")
    [part] = void.subjects(ns["class"], rdflib.URIRef(f"{BI}State"))
    asked = {"query": "SELECT (COUNT(DISTINCT ?x) AS ?n) { ?x a bi:State }"}
    counted = httpx.get(f"{address}/sparql", params=asked).json()["results"]["bindings"][0]["n"]["value"]
    assert str(void.value(part, ns.entities)) == counted


def test_the_address_of_the_settings_is_the_one_that_is_told(tmp_path: Path) -> None:
    store = make_store(tmp_path / "graph", minsk())
    with serving(store, policy=Policy(address="https://kg.example.org/")) as address:
        answer = httpx.get(f"{address}/sparql", headers={"Accept": "text/turtle", "Host": "elsewhere.example"})
    assert "<https://kg.example.org/sparql>" in answer.text and "elsewhere.example" not in answer.text


def test_a_shorter_time_can_be_asked_for_and_not_a_longer_one(address: str) -> None:
    query = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    answer = httpx.get(f"{address}/sparql", params={"query": query, "timeout": "0.5"}, timeout=20)
    assert answer.status_code == 504 and "0.5 seconds" in answer.json()["detail"]
    assert httpx.get(f"{address}/sparql", params={"query": "ASK {}", "timeout": "soon"}).status_code == 400


def test_metrics_tell_what_was_asked(address: str) -> None:
    told = httpx.get(f"{address}/metrics").text
    assert 'kg_requests_total{route="/sparql",status="200"}' in told
    for name in ("kg_workers_busy", "kg_queue_waiting", "kg_generation", "kg_request_seconds_bucket"):
        assert name in told
