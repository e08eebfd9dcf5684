"""Writing over HTTP: updates and whole graphs, by the bearer of the token alone, each seen by the query after it."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest

from kg.queries.mistakes import KEYWORDS
from kg.serve.limits import Policy
from kg.serve.updates import WrongDataset, iris, operations, with_dataset, without_loads
from kg.store import PREFIXES
from kg.store.lock import hold
from tests.scene import minsk
from tests.served import BASE, make_store, note, serving

TOKEN = "a-token-of-the-tests"
MINE = "http://example.org/mine"
TURTLE = "text/turtle"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_store(tmp_path_factory.mktemp("written") / "graph", minsk())


@pytest.fixture(scope="module")
def site(store: Path) -> Iterator[httpx.Client]:
    bearer = {"Authorization": f"Bearer {TOKEN}"}
    with (
        serving(store, 10.0, policy=Policy(token=TOKEN), lock=0.5) as address,
        httpx.Client(base_url=address, timeout=60, headers=bearer) as client,
    ):
        yield client


def ask(site: httpx.Client, query: str) -> bool:
    answer = site.post("/sparql", data={"query": query})
    assert answer.status_code == 200, answer.text
    told: bool = answer.json()["boolean"]
    return told


def update(site: httpx.Client, text: str, **parameters: str) -> httpx.Response:
    return site.post("/update", params=parameters, data={"update": text})


def refused(answer: httpx.Response, status: int, words: str) -> None:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert words in answer.json()["detail"]


# Who may


@pytest.mark.parametrize("header", [None, "Bearer wrong", f"Basic {TOKEN}", TOKEN, "Bearer", "Bearer é"])
def test_without_the_right_token_nobody_writes(site: httpx.Client, header: str | None) -> None:
    headers = {"Authorization": header.encode() if header else b""}
    for answer in (
        site.post("/update", data={"update": "DROP ALL"}, headers=headers),
        site.put("/store?default", content=b"", headers={**headers, "Content-Type": TURTLE}),
        site.delete(f"/store?graph={MINE}", headers=headers),
    ):
        refused(answer, 401, "token" if header == "Bearer wrong" else "")
        assert answer.headers["www-authenticate"].startswith("Bearer")


def test_a_server_that_takes_no_writes_says_how_its_keeper_could_allow_them(tmp_path: Path) -> None:
    store = make_store(tmp_path / "graph", minsk())
    with serving(store) as address, httpx.Client(base_url=address) as client:
        refused(client.post("/update", data={"update": "DROP ALL"}), 403, "--allow-update")
        refused(client.put("/store?default", content=b""), 403, "--allow-update")


# Updates


def test_each_of_a_hundred_updates_is_seen_by_the_query_after_it(site: httpx.Client) -> None:
    for number in range(100):
        answer = update(site, f"INSERT DATA {{ GRAPH <{MINE}/row> {{ <a:s> <a:number> {number} }} }}")
        assert answer.status_code == 204
        seen = site.get("/sparql", params={"query": f"ASK {{ GRAPH <{MINE}/row> {{ ?s ?p {number} }} }}"})
        assert seen.json()["boolean"] is True
        assert seen.headers["x-kg-generation"] == answer.headers["x-kg-generation"]


def test_an_update_can_come_as_a_form_or_as_the_body(site: httpx.Client) -> None:
    assert update(site, f"INSERT DATA {{ GRAPH <{MINE}/ways> {{ <a:s> <a:p> 1 }} }}").status_code == 204
    direct = f"INSERT DATA {{ GRAPH <{MINE}/ways> {{ <a:s> <a:p> 2 }} }}".encode()
    answer = site.post("/update", content=direct, headers={"Content-Type": "application/sparql-update"})
    assert answer.status_code == 204
    assert ask(site, f"ASK {{ GRAPH <{MINE}/ways> {{ <a:s> <a:p> 1, 2 }} }}")


def test_our_prefixes_are_known_in_updates_and_relative_iris_are_those_of_the_store(site: httpx.Client) -> None:
    assert update(site, f"INSERT DATA {{ GRAPH <{MINE}/base> {{ <x> a bi:State }} }}").status_code == 204
    assert ask(site, f"ASK {{ GRAPH <{MINE}/base> {{ <{BASE}x> a bi:State }} }}")


@pytest.mark.parametrize(
    "text",
    [
        "DROP ALL",
        "CLEAR NAMED",
        "DROP SILENT ALL",
        "DROP GRAPH <https://w3id.org/bilateral>",
        f"INSERT DATA {{ GRAPH <{BASE}article/x> {{ <a:s> <a:p> 1 }} }}",
        f"PREFIX b: <{BASE}> INSERT DATA {{ GRAPH b:derived {{ <a:s> <a:p> 1 }} }}",
        f"BASE <{BASE}article/> DELETE DATA {{ GRAPH <x> {{ <a:s> <a:p> 1 }} }}",
        "DELETE WHERE { GRAPH ?g { ?s ?p ?o } }",
        "DELETE { GRAPH ?g { ?s ?p ?o } } WHERE { GRAPH ?g { ?s ?p ?o } }",
        f"WITH <{BASE}derived> DELETE {{ ?s ?p ?o }} WHERE {{ ?s ?p ?o }}",
        f"INSERT {{ GRAPH <{MINE}> {{ ?s ?p ?o }} GRAPH <{BASE}derived> {{ ?s ?p ?o }} }} WHERE {{ ?s ?p ?o }}",
        f"COPY <{MINE}> TO <{BASE}derived>",
        f"MOVE <{BASE}derived> TO <{MINE}>",
        f"CREATE GRAPH <{BASE}article/x>",
        f"INSERT DATA {{ <a:s> <a:p> 1 }} ; CLEAR GRAPH <{BASE}derived>",
    ],
)
def test_graphs_that_are_built_are_changed_by_builds_alone(site: httpx.Client, text: str) -> None:
    before = site.get(
        "/sparql", params={"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"}, headers={"Accept": "text/csv"}
    )
    refused(update(site, text), 403, "built from articles")
    after = site.get(
        "/sparql", params={"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"}, headers={"Accept": "text/csv"}
    )
    assert before.text == after.text


def test_what_is_built_can_be_read_into_a_graph_of_ones_own(site: httpx.Client) -> None:
    text = f"INSERT {{ GRAPH <{MINE}/copy> {{ ?s a bi:Article }} }} WHERE {{ GRAPH ?g {{ ?s a bi:Article }} }}"
    assert update(site, text).status_code == 204
    assert ask(site, f"ASK {{ GRAPH <{MINE}/copy> {{ ?s a bi:Article }} }}")


def test_an_update_that_would_reach_out_is_403_and_a_silent_load_changes_nothing(site: httpx.Client) -> None:
    refused(update(site, f"LOAD <http://127.0.0.1:9/> INTO GRAPH <{MINE}>"), 403, "/store")
    text = "INSERT { <a:s> <a:p> ?o } WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"
    refused(update(site, text), 403, "another server")
    silent = f"LOAD SILENT <http://127.0.0.1:9/> ; INSERT DATA {{ GRAPH <{MINE}/silent> {{ <a:s> <a:p> 1 }} }}"
    assert update(site, silent).status_code == 204
    assert ask(site, f"ASK {{ GRAPH <{MINE}/silent> {{ ?s ?p ?o }} }}")
    refused(update(site, "LOAD <http://127.0.0.1:9/> ; INSERT DATA { <a:s> }"), 400, "")


def test_a_wrong_update_changes_nothing_and_says_where_it_is_wrong(site: httpx.Client) -> None:
    answer = update(site, f"INSERT DATA {{ GRAPH <{MINE}/half> {{ <a:s> <a:p> 1 }} }} ;\nDROP GRAPH")
    refused(answer, 400, "")
    assert answer.json()["line"] == 2
    assert not ask(site, f"ASK {{ GRAPH <{MINE}/half> {{ ?s ?p ?o }} }}")
    refused(update(site, f"DROP GRAPH <{MINE}/never>"), 409, "does not exist")


def test_the_protocol_can_name_the_graphs_that_an_update_reads(site: httpx.Client) -> None:
    update(site, f"INSERT DATA {{ GRAPH <{MINE}/a> {{ <a:s> <a:p> 1 }} GRAPH <{MINE}/b> {{ <a:s> <a:p> 2 }} }}")
    text = f"INSERT {{ GRAPH <{MINE}/c> {{ ?s ?p ?o }} }} WHERE {{ ?s ?p ?o }}"
    assert update(site, text, **{"using-graph-uri": f"{MINE}/a"}).status_code == 204
    assert ask(site, f"ASK {{ GRAPH <{MINE}/c> {{ <a:s> <a:p> 1 }} MINUS {{ GRAPH <{MINE}/c> {{ <a:s> <a:p> 2 }} }} }}")
    answer = update(site, f"WITH <{MINE}/c> {text}", **{"using-graph-uri": f"{MINE}/a"})
    refused(answer, 400, "using-graph-uri")


def test_queries_and_updates_are_not_taken_at_each_others_address(site: httpx.Client) -> None:
    refused(site.post("/update", data={"query": "ASK {}"}), 400, "/sparql")
    refused(site.post("/sparql", data={"update": "DROP ALL"}), 400, "/update")
    assert site.get("/update", params={"update": "DROP ALL"}).status_code == 405
    assert site.options("/update").headers["allow"] == "POST, OPTIONS"


def test_an_update_beside_a_build_waits_and_then_says_who_holds_the_store(site: httpx.Client, store: Path) -> None:
    with hold(store / "lock"):
        answer = update(site, "INSERT DATA { <a:s> <a:p> 1 }")
    refused(answer, 503, "held by process")
    assert int(answer.headers["retry-after"]) > 0
    assert update(site, "INSERT DATA { <a:s> <a:p> 1 }").status_code == 204


def test_an_endless_update_ends_at_the_deadline_and_changes_nothing(site: httpx.Client) -> None:
    text = (
        f"INSERT {{ GRAPH <{MINE}/endless> {{ ?a ?b ?c }} }} WHERE {{ GRAPH ?g {{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }} }}"
    )
    refused(update(site, text, timeout="1"), 504, "Nothing was changed")
    assert not ask(site, f"ASK {{ GRAPH <{MINE}/endless> {{ ?s ?p ?o }} }}")
    assert update(site, f"INSERT DATA {{ GRAPH <{MINE}/after> {{ <a:s> <a:p> 1 }} }}").status_code == 204


def test_updates_survive_a_build_and_queries_go_on_meanwhile(tmp_path: Path) -> None:
    store = make_store(tmp_path / "graph", minsk())
    headers = {"Authorization": f"Bearer {TOKEN}"}
    with (
        serving(store, policy=Policy(token=TOKEN)) as address,
        httpx.Client(base_url=address, timeout=60, headers=headers) as client,
    ):
        update(client, f"INSERT DATA {{ GRAPH <{MINE}> {{ <a:s> <a:p> 1 }} }}")
        building = threading.Thread(target=lambda: [make_store(store, note()), make_store(store, minsk())])
        building.start()
        while building.is_alive():
            assert ask(client, f"ASK {{ GRAPH <{MINE}> {{ <a:s> <a:p> 1 }} }}")
        building.join()
        assert ask(client, f"ASK {{ GRAPH <{MINE}> {{ <a:s> <a:p> 1 }} ?note bi:outlet 'demonstration note' }}")


# Whole graphs


def test_a_graph_is_put_added_to_read_and_deleted(site: httpx.Client) -> None:
    graph, turtle = f"/store?graph={MINE}/whole", {"Content-Type": TURTLE}
    assert site.put(graph, content=b"<a:s> <a:p> 1 .", headers=turtle).status_code == 201
    assert site.put(graph, content=b"<a:s> <a:p> 2 .", headers=turtle).status_code == 204
    assert site.post(graph, content=b"<a:s> <a:p> 3 .", headers=turtle).status_code == 204
    answer = site.get(graph, headers={"Accept": "application/n-triples"})
    assert sorted(line.split()[2] for line in answer.text.splitlines()) == [
        f'"{number}"^^<http://www.w3.org/2001/XMLSchema#integer>' for number in (2, 3)
    ]
    head = site.head(graph)
    assert (head.status_code, head.content, head.headers["content-type"]) == (200, b"", "text/turtle; charset=utf-8")
    assert site.delete(graph).status_code == 204
    refused(site.get(graph), 404, "no graph")
    refused(site.delete(graph), 404, "no graph")


def test_a_graph_can_have_an_address_of_its_own_below_the_store(site: httpx.Client) -> None:
    assert site.put("/store/people/1", content=b"<> <a:p> 1 .", headers={"Content-Type": TURTLE}).status_code == 201
    address = f"{str(site.base_url).rstrip('/')}/store/people/1"
    assert ask(site, f"ASK {{ GRAPH <{address}> {{ <{address}> <a:p> 1 }} }}")
    made = site.post("/store", content=b"<> <a:p> 2 .", headers={"Content-Type": TURTLE})
    assert made.status_code == 201
    assert site.get(made.headers["location"]).status_code == 200


def test_a_graph_that_is_built_can_be_read_and_not_written(site: httpx.Client) -> None:
    graph = f"/store?graph={BASE}derived"
    assert site.get(graph).status_code == 200
    refused(site.put(graph, content=b"", headers={"Content-Type": TURTLE}), 403, "built from articles")
    refused(site.delete(graph), 403, "built from articles")


def test_what_is_no_graph_is_refused_by_what_it_is(site: httpx.Client) -> None:
    graph = f"/store?graph={MINE}/wrong"
    answer = site.put(graph, content=b"<a:s> <a:p> 1 .\n<a:s> <a:p> .", headers={"Content-Type": TURTLE})
    refused(answer, 400, "cannot be read")
    assert answer.json()["line"] == 2
    refused(site.put(graph, content=b"{}", headers={"Content-Type": "application/pdf"}), 415, "text/turtle")
    squeezed = {"Content-Type": TURTLE, "Content-Encoding": "gzip"}
    refused(site.put(graph, content=b"\x1f\x8b", headers=squeezed), 415, "Content-Encoding")
    refused(site.put("/store", content=b"", headers={"Content-Type": TURTLE}), 400, "?graph=")
    refused(site.put(f"/store?default&graph={MINE}", content=b"", headers={"Content-Type": TURTLE}), 400, "one graph")
    refused(site.put("/store?graph=mine", content=b"", headers={"Content-Type": TURTLE}), 400, "absolute IRI")


def test_blank_nodes_of_two_graphs_that_are_sent_stay_apart(site: httpx.Client) -> None:
    for number in (1, 2):
        data = f"_:x <a:blank> {number} .".encode()
        site.post(f"/store?graph={MINE}/blank", content=data, headers={"Content-Type": TURTLE})
    assert not ask(site, f"ASK {{ GRAPH <{MINE}/blank> {{ ?x <a:blank> 1, 2 }} }}")


def test_a_body_longer_than_allowed_is_refused_before_it_is_read(site: httpx.Client) -> None:
    address = site.base_url
    with socket.create_connection((address.host, address.port or 80), timeout=10) as connection:
        began = time.monotonic()
        head = f"PUT /store?default HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {TOKEN}\r\n"
        connection.sendall(f"{head}Content-Type: text/turtle\r\nContent-Length: 104857600\r\n\r\n".encode())
        assert b" 413 " in connection.recv(4096).split(b"\r\n")[0]
        assert time.monotonic() - began < 5


# The analysis


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("INSERT DATA { <a:s> <a:p> 'GRAPH <a:g>' }", [[]]),
        (
            "INSERT DATA { GRAPH <a:g> { <a:s> <a:p> 1 } } ; DELETE DATA { GRAPH <a:h> { <a:s> <a:p> 1 } }",
            [["<a:g>"], ["<a:h>"]],
        ),
        ("DELETE { ?s ?p ?o } USING <a:g> WHERE { GRAPH ?g { ?s ?p ?o } }", [[]]),
        ("WITH <a:g> DELETE { ?s ?p ?o } INSERT { GRAPH ?h { ?s ?p ?o } } WHERE { }", [["<a:g>", "?h"]]),
        ("DELETE WHERE { GRAPH ?where { ?s ?p ?o } }", [["?where"]]),
        ("# DROP ALL\nCLEAR DEFAULT; DROP SILENT NAMED", [[], ["NAMED"]]),
        ("PREFIX a: <a:> ADD GRAPH a:b TO a:c; MOVE DEFAULT TO GRAPH a:d; COPY a:e TO DEFAULT", [["a:c"], ["a:d"], []]),
        ("", []),
    ],
)
def test_the_graphs_that_an_update_writes_are_known(text: str, written: list[list[str]]) -> None:
    ox.Store().update(text.replace("ADD", "ADD SILENT").replace("MOVE", "MOVE SILENT").replace("COPY", "COPY SILENT"))
    assert [[token.text for token in one.written] for one in operations(text)] == written


def test_names_are_resolved_with_the_prologue_before_their_operation() -> None:
    text = (
        "PREFIX x: <http://one/> CREATE GRAPH x:a ; "
        "PREFIX x: <http://two/> BASE <http://three/> DROP GRAPH x:a ; DROP GRAPH <b>"
    )
    found = [iris(one, one.written, PREFIXES, BASE) for one in operations(text)]
    assert found == [["http://one/a"], ["http://two/a"], ["http://three/b"]]


def test_a_dataset_is_written_into_each_pattern_of_an_update() -> None:
    text = "DELETE WHERE { ?s ?p ?o } ; INSERT { <a:s> <a:p> ?o } WHERE { ?s ?p ?o } ; INSERT DATA { <a:s> <a:p> 1 }"
    changed = with_dataset(text, ["a:g"], ["a:n"])
    assert changed.count("USING <a:g> USING NAMED <a:n> WHERE") == 2
    store = ox.Store()
    store.update("INSERT DATA { <a:s> <a:p> 7 GRAPH <a:g> { <a:s> <a:q> 8 } }")
    store.update(changed)
    left = {quad.object.value for quad in store.quads_for_pattern(None, None, None, ox.DefaultGraph())}
    assert left == {"7", "8", "1"}, "8 is read from <a:g> and written where no graph is named; 7 was never read"
    with pytest.raises(WrongDataset):
        with_dataset("INSERT { <a:s> <a:p> ?o } USING <a:h> WHERE { ?s ?p ?o }", ["a:g"], [])


def test_a_load_is_blanked_out_without_moving_anything() -> None:
    text = "LOAD <a:x> ; INSERT DATA { <a:s> <a:p> 'LOAD <a:y>' } ;\nLOAD SILENT <a:z> INTO GRAPH <a:g>"
    plain, loud = without_loads(text)
    assert loud and len(plain) == len(text)
    assert plain.split() == "INSERT DATA { <a:s> <a:p> 'LOAD <a:y>' } ;".split()
    assert without_loads("LOAD SILENT <a:z>") == (" " * 17, False)
    assert "LOAD" not in KEYWORDS
