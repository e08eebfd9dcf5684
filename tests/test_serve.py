"""The endpoint and its pages, over a store of hand-made readings and one hostile article."""

from __future__ import annotations

import asyncio
import html
import io
import json
import os
import re
import signal
import socket
import statistics
import time
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import get_args
from urllib.parse import quote, urlsplit

import httpx
import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import KgError, StoreError
from kg.model import CountryBasis
from kg.queries import catalogue
from kg.serve import run
from kg.serve.expressible import Inexpressible, checked
from kg.serve.limits import Limits
from kg.serve.negotiation import ALIASES, GRAPH_ALIASES, GRAPHS, HTML, RESULTS, choose
from kg.serve.pages import article as article_page
from kg.serve.pages import facts
from kg.serve.pages.html import sentence
from kg.serve.pages.html import tag as element
from kg.serve.pages.marks import Run, mark
from kg.serve.pages.scene import Scene
from kg.serve.pool import Pool
from kg.serve.problems import Problem
from kg.serve.views import entity, glance
from kg.store import PREFIXES, open_reader
from kg.store.tokens import form, is_load, without_service
from tests import world
from tests.scene import MINSK, SANTIAGO, minsk
from tests.served import BASE, HOSTILE, HOSTILE_NAME, NOTE, make_store, note, serving

JSON, XML, CSV, TSV = RESULTS
BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
NAMES = "SELECT DISTINCT ?name WHERE { <https://w3id.org/bilateral/id/state/CN> bi:isoAlpha2 ?name }"
FOREVER = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
ENDLESS = "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
TIMEOUT = 2.0


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    store = make_store(tmp_path_factory.mktemp("served") / "graph")
    with serving(store, TIMEOUT) as address, httpx.Client(base_url=address, timeout=30) as client:
        yield client


def ask(site: httpx.Client, query: str, **headers: str) -> httpx.Response:
    return site.get("/sparql", params={"query": query}, headers=headers)


def rows(answer: httpx.Response) -> list[dict[str, str]]:
    assert answer.status_code == 200, answer.text
    return [{name: cell["value"] for name, cell in row.items()} for row in answer.json()["results"]["bindings"]]


def problem(answer: httpx.Response, status: int) -> dict[str, str]:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    told: dict[str, str] = answer.json()
    assert told["detail"].endswith((".", "?"))
    return told


# The protocol


def test_a_query_can_come_in_three_ways(site: httpx.Client) -> None:
    form_post = site.post("/sparql", data={"query": NAMES})
    direct = site.post("/sparql", content=NAMES.encode(), headers={"Content-Type": "application/sparql-query"})
    for answer in (ask(site, NAMES), form_post, direct):
        assert rows(answer) == [{"name": "CN"}]
        assert answer.headers["content-type"] == JSON
        assert answer.headers["x-kg-generation"] == "1"
        assert "access-control-allow-origin" not in answer.headers


def test_percent_encoding_is_decoded_once(site: httpx.Client) -> None:
    assert rows(ask(site, 'SELECT ("a%20b+c%252F" AS ?x) {}')) == [{"x": "a%20b+c%252F"}]
    assert rows(site.get("/sparql?query=SELECT+(%22a+%2B%20b%22+AS+%3Fx)+%7B%7D")) == [{"x": "a + b"}]


def test_the_default_graph_is_the_union_unless_the_request_names_graphs(site: httpx.Client) -> None:
    query = "SELECT (COUNT(DISTINCT ?a) AS ?n) WHERE { ?a a bi:Article }"
    one = f"{BASE}article/{MINSK.key}"
    assert rows(ask(site, query)) == [{"n": "6"}]
    assert rows(site.get("/sparql", params={"query": query, "default-graph-uri": one})) == [{"n": "1"}]
    assert rows(site.get("/sparql", params={"query": query, "named-graph-uri": one})) == [{"n": "0"}]
    assert rows(ask(site, query.replace("WHERE", f"FROM <{one}> WHERE"))) == [{"n": "1"}]
    named = "SELECT (COUNT(DISTINCT ?g) AS ?n) WHERE { GRAPH ?g { ?a a bi:Article } }"
    assert rows(site.get("/sparql", params={"query": named, "named-graph-uri": one})) == [{"n": "1"}]


@pytest.mark.parametrize(
    ("accept", "given"),
    [
        ("", JSON),
        ("*/*", JSON),
        ("application/json", JSON),
        (XML, XML),
        ("application/xml", XML),
        (CSV, CSV),
        (TSV, TSV),
        ("text/csv;q=0.4, application/sparql-results+xml;q=0.5", XML),
        ("text/*", CSV),
        ("text/csv;q=0, */*;q=0.1", JSON),
        ("application/sparql-results+json;q=0.2, */*;q=0.9, application/sparql-results+xml;q=0", CSV),
        (BROWSER["Accept"], HTML),
        ("text/html;q=0.1, text/csv;q=0.2", CSV),
        ("application/pdf, text/csv;q=0.01", CSV),
        ("TEXT/CSV", CSV),
    ],
)
def test_the_form_is_the_one_that_the_client_wants_most(accept: str, given: str) -> None:
    assert choose(accept, (*RESULTS, HTML), ALIASES) == given


def test_a_form_that_there_is_not_is_406_and_names_those_there_are(site: httpx.Client) -> None:
    told = problem(ask(site, NAMES, Accept="application/pdf"), 406)
    assert "text/csv" in told["detail"]
    with pytest.raises(Problem):
        choose("text/turtle;q=0", ("text/turtle",), GRAPH_ALIASES)


def test_each_form_of_an_answer_can_be_read_again(site: httpx.Client) -> None:
    for media_type in RESULTS:
        answer = ask(site, NAMES, Accept=media_type)
        assert answer.headers["content-type"].split(";")[0] == media_type
        assert b"CN" in answer.content
    query = f"CONSTRUCT WHERE {{ <{BASE}state/CN> bi:isoAlpha2 ?code }}"
    for media_type in GRAPHS:
        answer = ask(site, query, Accept=media_type)
        assert answer.headers["content-type"].split(";")[0] == media_type
        parsed = list(ox.parse(answer.content, format=ox.RdfFormat.from_media_type(media_type)))
        assert [quad.object.value for quad in parsed] == ["CN"]
    assert ask(site, "ASK { ?s ?p ?o }").json()["boolean"] is True


@pytest.mark.parametrize(
    ("query", "line", "column", "words"),
    [
        ("SELECT * WHERE {\n  ?s foaf:name ?o }", 2, 6, "`foaf:` is unknown: add `PREFIX foaf: <http://xmlns.com"),
        ("SELEC ?x { ?x ?y ?z }", 1, 1, "did you mean `SELECT`?"),
        ("SELECT ?x {\n ?x ?y ?z .", 2, 12, "`{` of line 1, column 11 is never closed"),
        ("SELECT ?x { ?x ?y ?z } }", 1, 24, "closes nothing"),
        ("SELECT ?x { ?x ?y ?z FILTR(?z > 1) }", 1, 22, "`FILTER`"),
        ("SELECT ?x { ?x ?y ?z FILTER(containz(?z, 'a')) }", 1, 29, "`CONTAINS`"),
        ("SELECT ?x { ?x ?y 'open }", 1, 19, "no end on its line"),
        ("SELECT ?x (COUNT(*) AS ?n) { ?x ?y ?z } GROUP BY ?y", 1, 52, "neither in GROUP BY"),
        ("INSERT DATA { <a:b> <a:c> 1 }", 1, 1, "begins an update"),
        ("SELECT ?x { ?x ?y }", 1, 19, "`}` comes too early"),
        ("# nothing", 1, 10, "The query is empty"),
    ],
)
def test_a_mistake_is_told_at_its_place(site: httpx.Client, query: str, line: int, column: int, words: str) -> None:
    told = problem(ask(site, query), 400)
    assert (told["line"], told["column"]) == (line, column)
    assert words in told["detail"]


def test_a_mistake_is_shown_in_its_line_above_the_query_to_mend(site: httpx.Client) -> None:
    answer = site.get("/sparql", params={"query": "SELECT * WHERE {\n  ?s foaf:name ?o }"}, headers=BROWSER)
    assert answer.status_code == 400
    assert "Line 2, column 6" in answer.text
    assert "?s <mark>f</mark>oaf:name" in answer.text
    assert "<textarea" in answer.text
    assert "?s foaf:name ?o }</textarea>" in answer.text


@pytest.mark.parametrize(
    "answer",
    [
        lambda site: site.post("/sparql", data={"other": "1"}),
        lambda site: site.get("/sparql?query=ASK+%7B%7D&query=ASK+%7B%7D"),
        lambda site: site.get("/sparql?query=%FF"),
        lambda site: site.get("/sparql?query=ASK+%7B%7D&default-graph-uri=not+an+iri"),
        lambda site: site.post("/sparql", data={"update": "DROP ALL"}),
        lambda site: site.post("/sparql", content=b"\xff", headers={"Content-Type": "application/sparql-query"}),
        lambda site: site.get("/sparql?query=ASK+%7B%7D&format=docx"),
    ],
)
def test_a_request_that_breaks_the_protocol_is_400(site: httpx.Client, answer) -> None:  # type: ignore[no-untyped-def]
    problem(answer(site), 400)


def test_other_bodies_are_refused_by_what_they_are(site: httpx.Client) -> None:
    problem(site.post("/sparql", content=b"ASK {}", headers={"Content-Type": "text/plain"}), 415)
    problem(site.post("/sparql", content=b"DROP ALL", headers={"Content-Type": "application/sparql-update"}), 415)
    problem(site.post("/sparql", data={"query": "#" * (2 << 20)}), 413)
    problem(site.put("/sparql", content=b""), 405)
    problem(site.get("/nowhere"), 404)


# What a query may not do


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "ASK { ?s ?p ?o . service silent ?s { ?s ?p ?o } }",
        "SELECT * { { SELECT * { ?s ?p <a:b>.SERVICE<http://127.0.0.1:9/>{ ?s ?p ?o } } } }",
        "SELECT * { ?s ?p '#' . # \"\n SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "LOAD <http://127.0.0.1:9/data.ttl>",
        "LOAD SILENT <http://127.0.0.1:9/data.ttl> INTO GRAPH <a:b>",
    ],
)
def test_a_query_that_would_reach_out_is_403(site: httpx.Client, query: str) -> None:
    problem(ask(site, query), 403)


def test_a_wrong_query_with_service_is_wrong_first(site: httpx.Client) -> None:
    told = problem(ask(site, "SELECT * {\n SERVICE <http://127.0.0.1:9/> { ?s ?p }\n}"), 400)
    assert (told["line"], told["column"]) == (2, 40)
    problem(ask(site, "LOAD nonsense"), 400)


def test_the_word_service_is_no_service_in_strings_names_iris_and_comments(site: httpx.Client) -> None:
    query = """PREFIX service: <http://service/> # SERVICE <http://x/> {}
    SELECT ("SERVICE <http://x/> {}" AS ?service) ('''it's "SERVICE"''' AS ?b) (<http://SERVICE/> AS ?c) {
      FILTER(1 < 2 && 3 > 2) OPTIONAL { ?s service:SERVICE ?o } }"""
    assert rows(ask(site, query))[0]["service"] == "SERVICE <http://x/> {}"


def test_the_tokenizer_knows_forms_and_calls() -> None:
    assert form("BASE <a:> PREFIX ask: <b:> # ASK\n construct { ?s ?p ?o } {}") == "CONSTRUCT"
    assert form("INSERT DATA {}") is None
    assert without_service("ASK { ?service <SERVICE> 'SERVICE' }") is None
    assert without_service("ASK { SERVICE SILENT ?x {} }") == "ASK { GRAPH" + " " * 10 + "?x {} }"
    assert is_load("LOAD <a:b> ;") and not is_load("LOAD")


# Deadlines, crashes, crowds


def test_a_query_that_takes_too_long_is_504_and_the_next_one_is_answered(site: httpx.Client) -> None:
    for _ in range(3):
        assert "Nothing joins `?a` with `?d`" in problem(ask(site, FOREVER), 504)["detail"]
    assert rows(ask(site, NAMES)) == [{"name": "CN"}]
    assert site.get("/readyz").json() == {"ready": True}


def test_an_answer_cut_at_the_deadline_does_not_look_whole(site: httpx.Client) -> None:
    for media_type in RESULTS:
        with pytest.raises(httpx.RemoteProtocolError):
            ask(site, ENDLESS, Accept=media_type)


def test_http_1_0_gets_504_where_a_cut_answer_would_look_whole(site: httpx.Client) -> None:
    address = urlsplit(str(site.base_url))
    with socket.create_connection((address.hostname, address.port), timeout=30) as connection:
        line = f"GET /sparql?query={quote(ENDLESS)} HTTP/1.0\r\nAccept: text/csv\r\n\r\n"
        connection.sendall(line.encode())
        received = b"".join(iter(lambda: connection.recv(65536), b""))
    assert b" 504 " in received.split(b"\r\n")[0]


def test_a_long_answer_arrives_whole(site: httpx.Client) -> None:
    lines = ask(site, "SELECT * { ?a ?b ?c . ?d a bi:State } LIMIT 20000", Accept=TSV).text.splitlines()
    assert len(lines) == 1 + 20_000
    assert all(line.count("\t") == 3 for line in lines)


async def answer_of(pool: Pool, query: str) -> bytes:
    async with pool.lend() as worker:
        worker.send(streaming(query), pool.limits.timeout)
        return b"".join([piece async for piece in worker.answer() if isinstance(piece, bytes)])


def streaming(query: str) -> dict[str, str]:
    return {"kind": "stream", "query": query, "table": CSV, "graph": "", "tables": "", "graphs": ""}


def in_pool(store: Path, limits: Limits, use) -> None:  # type: ignore[no-untyped-def]
    async def whole() -> None:
        pool = Pool(store, limits)
        try:
            await pool.start()
            await use(pool)
        finally:
            await pool.close()

    asyncio.run(whole())


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_store(tmp_path_factory.mktemp("pool") / "graph")


def test_a_worker_that_dies_costs_one_query(store: Path) -> None:
    async def use(pool: Pool) -> None:
        async with pool.lend() as worker:
            asyncio.get_running_loop().call_later(0.3, os.kill, worker.process.pid, signal.SIGKILL)
            worker.send(streaming(FOREVER), pool.limits.timeout)
            with pytest.raises(Problem) as caught:
                [piece async for piece in worker.answer()]
        assert caught.value.status == 500
        assert b"CN" in await answer_of(pool, NAMES)

    in_pool(store, Limits(workers=1, timeout=20), use)


def test_a_query_over_the_memory_cap_is_507_and_the_next_one_is_answered(store: Path) -> None:
    async def use(pool: Pool) -> None:
        with pytest.raises(Problem) as caught:
            await answer_of(pool, "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a ?i")
        assert caught.value.status == 507
        assert b"CN" in await answer_of(pool, NAMES)

    in_pool(store, Limits(workers=1, timeout=60, memory=1 << 30), use)


def test_when_all_are_busy_and_the_queue_is_full_it_is_503_with_a_time_to_come_back(store: Path) -> None:
    async def use(pool: Pool) -> None:
        async with pool.lend():
            with pytest.raises(Problem) as caught:
                await answer_of(pool, NAMES)
        assert caught.value.status == 503
        assert int(caught.value.response().headers["Retry-After"]) > 0
        assert b"CN" in await answer_of(pool, NAMES)

    in_pool(store, Limits(workers=1, queue=0), use)


def test_an_article_without_a_day_leaves_the_days_of_its_outlet(tmp_path: Path) -> None:
    dated, undated, alone = note(), replace(NOTE, id="note-2", date=None), replace(NOTE, id="b", date=None, outlet="B")
    store = make_store(tmp_path / "graph", dated, *(replace(dated, article=each) for each in (undated, alone)))
    with open_reader(store) as reader:
        outlets = glance.read(reader, {})["outlets"]
    assert outlets == [
        {"outlet": "demonstration note", "number": 2, "first": "2023-05-06", "last": "2023-05-06"},
        {"outlet": "B", "number": 1},
    ]


def test_a_contact_of_others_on_the_ground_of_a_state_is_none_of_its_own(tmp_path: Path) -> None:
    store = make_store(tmp_path / "graph", *world.readings())
    ghana = f"{BASE}state/GH"
    hosted = "SELECT DISTINCT ?e { ?e bi:reportedBy ?r ; bi:country <%s> FILTER NOT EXISTS { ?e bi:involves <%s> } }"
    own = "SELECT DISTINCT ?e { ?e bi:reportedBy ?r ; bi:involves <%s> }"
    with open_reader(store) as reader:
        sections = {one["name"]: one for one in entity.read(reader, {"iri": ghana})["sections"]}
        for name, question in (("Contacts", own % ghana), ("Contacts of others there", hosted % (ghana, ghana))):
            told = {row["e"].value for row in reader.query(question)}  # type: ignore[union-attr]
            assert {thing["iri"] for thing in sections[name]["things"]} == told, name
            assert sections[name]["total"] == len(told) > 0
        city = next(row["c"].value for row in reader.query("SELECT ?c { ?e bi:reportedBy ?r ; bi:city ?c }"))  # type: ignore[union-attr]
        assert [one["name"] for one in entity.read(reader, {"iri": city})["sections"]][-1] == "Contacts there"


def test_an_event_is_called_by_its_day_and_its_states_where_it_has_any() -> None:
    scene = Scene(base=BASE, labels={}, behind={}, sources={})
    assert scene.label(f"{BASE}meeting/2024-08-22/BY-CN/ef4af0a7") == "meeting 2024-08-22 BY-CN"
    assert scene.label(f"{BASE}meeting/undated/x/4d575ccf") == "meeting undated"


def test_a_new_generation_is_picked_up_without_a_restart(tmp_path: Path) -> None:
    store = make_store(tmp_path / "graph", minsk())
    query = "SELECT (COUNT(?a) AS ?n) { ?a a bi:Article }"
    with serving(store) as address, httpx.Client(base_url=address, timeout=30) as client:
        assert rows(ask(client, query)) == [{"n": "1"}]
        assert "generation 1" in client.get("/").text
        make_store(store, note())
        answer = ask(client, query)
        assert (rows(answer), answer.headers["x-kg-generation"]) == ([{"n": "2"}], "2")
        assert "generation 2" in client.get("/").text


def test_a_server_whose_program_was_replaced_says_that_it_is_to_be_restarted(store: Path) -> None:
    async def asked() -> Problem:
        pool = Pool(store, Limits(workers=1, timeout=20))
        await pool.start()
        try:
            pool._edition = "that of a program since replaced"
            while pool.ready:
                for worker in tuple(pool._all):
                    worker.kill()
                    await worker.process.wait()
            with pytest.raises(Problem) as told:
                async with pool.lend():
                    pass
            return told.value
        finally:
            await pool.close()

    problem = asyncio.run(asked())
    assert (problem.status, problem.headers["Retry-After"]) == (503, "60")
    assert "Restart the server" in problem.detail


def test_a_store_that_is_not_there_and_a_port_that_is_taken_are_said(tmp_path: Path, store: Path) -> None:
    with pytest.raises(StoreError):
        run(tmp_path / "none", port=0)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(KgError, match="--port"):
            run(store, port=taken.getsockname()[1])


# The pages


class Page(HTMLParser):
    """The tags with their attributes, and the text inside each `mark`."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.marks: list[str] = []
        self.text = ""
        self._inside = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag == "mark":
            self._inside = True
            self.marks.append("")

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag != "mark"

    def handle_data(self, data: str) -> None:
        self.text += data
        if self._inside:
            self.marks[-1] += data

    def links(self) -> list[str]:
        return [attributes.get("href") or "" for tag, attributes in self.tags if tag == "a"]


def look(site: httpx.Client, address: str, status: int = 200) -> Page:
    answer = site.get(address, headers=BROWSER, follow_redirects=True)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-security-policy"].startswith("default-src 'self'")
    return Page(answer.text)


def pages(site: httpx.Client) -> list[str]:
    """An address of each kind of page, those with hostile words among them."""
    everything = quote("SELECT * WHERE { ?s ?p ?o }")
    labels = quote("SELECT ?x ?label WHERE { ?x skos:prefLabel ?label }")
    found = rows(ask(site, f"SELECT ?x WHERE {{ ?x skos:prefLabel {ox.Literal(HOSTILE_NAME)} }}"))
    person = found[0]["x"].removeprefix(BASE)
    return [
        "/",
        "/sparql",
        f"/sparql?query={everything}",
        f"/sparql?query={labels}",
        "/sparql?query=" + quote("<script>alert(1)</script> \"'><img src=x onerror=alert(1)>"),
        "/q/meetings-of-a-dyad?a=China&b=Belarus",
        "/q/article-statements",
        "/q/meetings-of-a-dyad?a=" + quote('"><script>alert(1)</script>'),
        "/search?q=li",
        "/search?q=" + quote("<script>"),
        f"/id/{quote(person)}",
        "/id/state/CN",
        f"/article/{HOSTILE.key}",
        f"/article/{HOSTILE.key}?fact=" + quote('"><script>alert(1)</script>'),
        f"/article/{MINSK.key}",
    ]


def test_no_page_holds_a_script_a_handler_a_style_or_anything_from_elsewhere(site: httpx.Client) -> None:
    for address in pages(site):
        page = look(site, address, status=400 if "/sparql?query=%3Cscript" in address else 200)
        for tag, attributes in page.tags:
            assert tag not in ("script", "img", "iframe", "object", "style", "b", "u", "i"), (address, tag)
            for name, value in attributes.items():
                assert not name.startswith("on") and name != "style", (address, tag, name)
                assert not re.match(r"\s*(javascript|data|vbscript):", value or "", re.IGNORECASE), (address, value)
            source = attributes.get("href") if tag == "link" else attributes.get("src") or attributes.get("action")
            assert source is None or source.startswith("/"), (address, tag)


def test_every_page_has_one_heading_a_title_a_language_and_labels_for_its_fields(site: httpx.Client) -> None:
    for address in pages(site):
        page = look(site, address, status=400 if "/sparql?query=%3Cscript" in address else 200)
        assert [tag for tag, _ in page.tags].count("h1") == 1, address
        assert dict(page.tags)["html"] == {"lang": "en"}
        labelled = {attributes.get("for") for tag, attributes in page.tags if tag == "label"}
        fields = [a for tag, a in page.tags if tag in ("input", "textarea") and a.get("type") != "hidden"]
        assert all(field.get("id") in labelled for field in fields), address
        ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
        assert len(ids) == len(set(ids)), address


def test_a_hostile_name_reads_as_it_was_written(site: httpx.Client) -> None:
    page = look(site, f"/article/{HOSTILE.key}")
    assert HOSTILE.text in page.text
    assert HOSTILE.id in page.text
    assert "javascript:alert(4)" in page.text
    assert not any(link.startswith("javascript") for link in page.links())


def test_every_link_of_a_page_leads_somewhere(site: httpx.Client) -> None:
    for address in ("/", "/id/state/CN", f"/article/{MINSK.key}", "/q/who-met-whom", f"/article/{HOSTILE.key}"):
        for link in {link for link in look(site, address).links() if link.startswith("/")}:
            answer = site.get(link, headers=BROWSER, follow_redirects=True)
            assert answer.status_code == 200, (address, link, answer.text)


def test_from_a_row_with_a_fact_it_is_one_click_to_its_words_and_to_nothing_else(site: httpx.Client) -> None:
    query = "SELECT ?fact WHERE { ?fact bi:rule ?rule } ORDER BY ?fact"
    words: dict[str, set[str]] = {}
    found = "SELECT ?fact ?quote WHERE { ?fact bi:rule ?rule ; bi:evidence/bi:exact ?quote }"
    for row in rows(ask(site, found)):
        words.setdefault(row["fact"], set()).add(row["quote"])
    page = look(site, "/sparql?query=" + quote(query))
    sentences = [link for link in page.links() if link.startswith("/article/")]
    assert len(sentences) == len(words) > 20
    for fact, link in zip(sorted(words), sentences, strict=True):
        assert set(look(site, link).marks) == words[fact], fact


def test_a_meeting_of_many_reports_leads_to_the_report_that_decides(site: httpx.Client) -> None:
    query = "SELECT ?event WHERE { ?event bi:reportedBy ?one, ?other FILTER(?one != ?other) } LIMIT 1"
    link = next(one for one in look(site, "/sparql?query=" + quote(query)).links() if one.startswith("/article/"))
    assert MINSK.key in link
    assert "Premier Li Qiang of China met President Alexander Lukashenko in Minsk on Aug. 22" in look(site, link).marks


def test_the_evidence_page_says_what_to_report(site: httpx.Client) -> None:
    page = look(site, f"/article/{MINSK.key}?fact=statement/239-286")
    begin, end = 239, 286
    assert page.marks == [MINSK.text[begin:end]]
    told = f"article sha256:{MINSK.text_digest}; kind statement; span text[{begin}:{end}]; rule s.agreed"
    assert told in page.text
    assert "Test Agency" in page.text and "2024-08-23" in page.text


def test_evidence_in_a_title_is_marked_there(site: httpx.Client) -> None:
    fact = f"{BASE}article/{SANTIAGO.key}/meeting/title-0-31"
    page = look(site, f"/article/{SANTIAGO.key}?fact={quote(fact, safe='')}")
    assert page.marks == ["Boric and Scholz speak by phone"]


def test_a_span_can_be_named_as_the_evidence_iri_does(site: httpx.Client) -> None:
    begin = NOTE.text.index("\U0001f680")
    page = look(site, f"/article/{NOTE.key}?span=char={begin},{begin + 1}")
    assert page.marks == ["\U0001f680"]
    anchors = {attributes.get("id") for _, attributes in look(site, f"/article/{NOTE.key}").tags}
    assert f"char=16,{begin + 1}" in anchors


def test_marks_that_overlap_keep_every_letter() -> None:
    marked = mark("abcdef", (Run(0, 4, "x"), Run(2, 6, "y"), Run(2, 3, "z"), Run(5, 99, "w")), prefix="char")
    assert Page(marked).text == "abcdef"
    assert Page(marked).marks == ["ab", "c", "d", "ef"]


RUNS = st.lists(st.tuples(st.integers(0, 12), st.integers(1, 9)), max_size=6)


@given(words=st.text(alphabet='ab<&">\n\U0001f600', max_size=14), places=RUNS)
def test_marks_hold_just_the_letters_of_their_runs(words: str, places: list[tuple[int, int]]) -> None:
    runs = [Run(begin, begin + length, str(number)) for number, (begin, length) in enumerate(places)]
    covered = {place for run in runs if run.end <= len(words) for place in range(run.begin, run.end)}
    page = Page(mark(words, runs, prefix="char"))
    assert page.text == words
    assert "".join(page.marks) == "".join(words[place] for place in sorted(covered))


@given(value=st.text())
def test_any_text_stays_inside_its_element_and_its_attribute(value: str) -> None:
    page = Page(element("p", value, title=value))
    shown = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]", "\ufffd", value)
    assert page.tags == [("p", {"title": shown})]
    assert page.text == shown


def test_a_demonstration_note_says_so_wherever_it_shows(site: httpx.Client) -> None:
    everything = quote("SELECT ?f WHERE { ?f bi:rule 'c.note' }")
    for address in (f"/article/{NOTE.key}", "/id/state/CN", f"/sparql?query={everything}", "/", "/search?q=short+note"):
        assert "demonstration note" in look(site, address).text.lower(), address
    principle = f"/id/article/{NOTE.key}/principle/16-48"
    assert "Demonstration note." in look(site, principle).text
    assert "Demonstration note." not in look(site, f"/article/{MINSK.key}").text


@pytest.mark.parametrize(
    ("words", "section", "link"),
    [
        ("lukashenko", "Persons (1)", "Lukashenko"),
        ("premier LI", "Persons (1)", "Li Qiang"),
        ("cn", "States (1)", "China"),
        ("partnership deepen", "Sentences (1)", "deepen the all-weather partnership"),
        ("speak phone", "Articles (1)", "Boric and Scholz speak by phone"),
        ("industrial pa*", "Sentences (", "industrial park"),
        ("lithium memorandum", "Sentences (1)", "memorandum"),
        ("deal", "Agreements (1)", "<u>deal</u>"),
    ],
)
def test_search_finds_names_titles_and_sentences_by_all_of_the_words(
    site: httpx.Client, words: str, section: str, link: str
) -> None:
    page = look(site, f"/search?q={quote(words)}")
    assert section in page.text
    assert link in page.text


def test_search_says_that_nothing_has_the_words_and_finds_no_parts_of_words(site: httpx.Client) -> None:
    for words in ("zebra", "lukash", "partnership zebra"):
        assert "Nothing in the graph has these words." in look(site, f"/search?q={quote(words)}").text, words


def test_the_id_that_a_source_gave_leads_to_the_article_by_its_key(site: httpx.Client) -> None:
    for article in (MINSK, HOSTILE):
        answer = site.get(f"/article/{quote(article.id, safe='')}?fact=statement/239-286", headers=BROWSER)
        assert answer.status_code == 303
        assert answer.headers["location"] == f"/article/{article.key}?fact=statement/239-286"
    assert look(site, f"/article/{quote(MINSK.id)}").text == look(site, f"/article/{MINSK.key}").text


def test_a_table_says_how_many_rows_it_does_not_show(site: httpx.Client) -> None:
    query = "SELECT ?s ?p WHERE { ?s ?p ?o }"
    total = int(rows(ask(site, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"))[0]["n"])
    page = look(site, "/sparql?query=" + quote(query))
    assert f"500 of {total:,} shown: download all" in page.text
    assert [tag for tag, _ in page.tags].count("tr") == 501
    download = next(link for link in page.links() if "format=csv" in link)
    answer = site.get(download)
    assert answer.headers["content-disposition"] == 'attachment; filename="results.csv"'
    assert len(answer.text.splitlines()) == total + 1


def test_a_question_runs_from_its_form_with_its_sparql_beside_it(site: httpx.Client) -> None:
    page = look(site, "/q/meetings-of-a-dyad?a=CN&b=BY&since=2024-01-01&until=2024-12-31")
    assert "Alexander Lukashenko" in page.text
    assert '("CN" "BY"' in re.sub(r"\(\s+", "(", page.text)
    assert ("input", "CN") in [(tag, attributes.get("value")) for tag, attributes in page.tags]
    assert "not a date" in look(site, "/q/meetings-of-a-dyad?since=yesterday", status=400).text
    assert "Known:" in look(site, "/q/no-such-question", status=404).text
    assert "did you mean 'China'" in look(site, "/q/meetings-of-a-dyad?a=Chnia&b=BY").text
    assert "did you mean" not in look(site, "/q/meetings-of-a-dyad?a=CN&b=BY").text


@pytest.mark.parametrize("name", [query.name for query in catalogue()])
def test_every_question_of_the_library_has_a_page_that_runs(site: httpx.Client, name: str) -> None:
    page = look(site, f"/q/{name}")
    assert re.search(r"\d rows?\. Download", page.text)
    assert f"/q/{name}" in look(site, "/").links()


@pytest.mark.parametrize(
    ("query", "form", "other"),
    [
        ('SELECT ("a\\u000Bb" AS ?x) {}', "xml", "json"),
        ('SELECT ("a\\uFFFEb" AS ?x) {}', "xml", "json"),
        ("CONSTRUCT { <a:s> <http://x/> 1 } {}", "rdf", "ttl"),
        ("CONSTRUCT { <a:s> <http://x/y> '\\u0001' } {}", "rdf", "nt"),
        ("CONSTRUCT { <a:s> <a:p> <<( <a:s> <a:p> 1 )>> } {}", "jsonld", "ttl"),
    ],
)
def test_what_a_form_cannot_hold_is_refused_in_it(site: httpx.Client, query: str, form: str, other: str) -> None:
    told = problem(site.get("/sparql", params={"query": query, "format": form}), 406)
    assert "cannot" in told["detail"] or "nothing that" in told["detail"]
    assert site.get("/sparql", params={"query": query, "format": other}).status_code == 200


def test_an_answer_that_turns_out_late_to_be_no_xml_does_not_look_whole(site: httpx.Client) -> None:
    values = " ".join(map(str, range(5000)))
    rows = f"SELECT ?x {{ VALUES ?x {{ {values} '\\u0001' }} }}"
    with pytest.raises(httpx.RemoteProtocolError):
        site.post("/sparql", data={"query": rows, "format": "xml"})
    assert site.post("/sparql", data={"query": rows, "format": "json"}).status_code == 200


@pytest.mark.parametrize("size", [1, 3, 4096])
def test_well_formed_xml_passes_in_pieces_of_any_length(size: int) -> None:
    def write(text: str) -> bytes:
        out = io.BytesIO()
        file, data = checked(out, "application/rdf+xml"), text.encode()
        for begin in range(0, len(data), size):
            file.write(data[begin : begin + size])
        return out.getvalue()

    right = "<x>\t\r\n\ufffd\uff9e &lt;oxprefix: </x>" * 20
    assert write(right) == right.encode()
    for wrong in ("\0", "\x1f", "\ufffe", "\uffff", '<oxprefix: xmlns:oxprefix="http://x/">'):
        with pytest.raises(Inexpressible):
            write(right + wrong)


@pytest.mark.parametrize("first", ["csv", ""])
def test_an_answer_that_was_kept_is_saved_as_a_file_only_where_that_is_asked_for(
    site: httpx.Client, first: str
) -> None:
    query = f"SELECT ?s {{ ?s a bi:Meeting }} # {first}"
    for named in (first, "csv", "", "csv"):
        given = {"query": query, "format": named} if named else {"query": query}
        answer = site.get("/sparql", params=given, headers={"Accept": "text/csv"})
        assert answer.headers.get("content-disposition", "") == ('attachment; filename="results.csv"' if named else "")
    assert answer.headers["server-timing"] == "cache"


def test_each_head_of_a_table_says_of_what_it_is_one(site: httpx.Client) -> None:
    for address in ("/", "/q/who-met-whom", "/sparql?query=SELECT+*+%7B+?s+?p+?o+%7D+LIMIT+3"):
        heads = [attributes for tag, attributes in look(site, address).tags if tag == "th"]
        assert heads and all(attributes.get("scope") in ("col", "row") for attributes in heads), address


def test_a_variable_without_a_value_is_told_in_a_header_and_on_the_page(site: httpx.Client) -> None:
    query = "SELECT * { ?m bi:participant ?x OPTIONAL { ?m bi:city ?c BIND(?x AS ?y) } }"
    assert ask(site, query).headers["x-kg-note"].startswith("`?x` has no value in the BIND of line 1")
    assert "<code>?x</code> has no value in the BIND" in ask(site, query, **BROWSER).text


def test_a_page_shows_what_is_code_in_a_message_as_code(site: httpx.Client) -> None:
    assert sentence("no `<b>`: did you mean `c`?") == "no <code>&lt;b&gt;</code>: did you mean <code>c</code>?"
    assert sentence("a lone ` sign") == "a lone ` sign"
    mistaken = look(site, "/sparql?query=SELEC", status=400)
    assert "did you mean" in mistaken.text and "`" not in mistaken.text
    noted = look(site, "/sparql?query=SELECT+*+{+?s+a+bi:Meetng+}")
    assert "The ontology has no" in noted.text and "`" not in noted.text
    assert "spreadsheets" not in noted.text, "no cell can be taken for a formula where there is none"


def test_every_page_leads_to_the_reference_and_the_quality_of_the_reading(site: httpx.Client) -> None:
    for address, status in (("/", 200), (f"/article/{MINSK.key}", 200), ("/reference", 200), ("/no-such-page", 404)):
        assert {"/", "/#questions", "/reference", "/#quality"} <= set(look(site, address, status).links()), address
    home, reference = look(site, "/"), look(site, "/reference")
    assert ("h2", {"id": "quality"}) in home.tags and "contacts" in home.text.partition("How well it is read")[2]
    assert "bi:reportedBy" in reference.text and "codebook --reference" not in reference.text
    assert {"#prefixes", "#events-classes", "#codes-principles"} <= set(reference.links())
    assert "style" not in [tag for tag, _ in reference.tags], "the policy of the pages would refuse it"


def test_a_page_that_is_not_there_leads_on(site: httpx.Client) -> None:
    for address in ("/no-such-page", "/id/state/XX", "/q/no-such-question", "/article/none"):
        page = look(site, address, 404)
        assert page.text.index("Go on from here") > page.text.index("Reference")
        assert page.links().count("/search") == 2, address


def test_a_fact_is_called_by_what_it_says_and_not_by_its_place(site: httpx.Client) -> None:
    for place, title in (
        ("statement/146-220", "pledge: Li Qiang for China"),
        ("principle/211-237", "non-interference: Li Qiang for China"),
        ("position/0-25", "Li Qiang: Premier"),
    ):
        page = look(site, f"/id/article/{MINSK.key}/{place}")
        assert page.text.strip().startswith(f"{title} · bilateral-kg"), place


def test_a_contact_is_told_in_the_order_of_a_story(site: httpx.Client) -> None:
    page = look(site, f"/id/article/{MINSK.key}/meeting/0-80").text
    told = ["event type", "reported status", "start date", "end date", "participant", "city", "country", "venue"]
    assert sorted(told, key=page.index) == told


def test_the_lines_above_a_text_do_not_stand_in_it_and_offsets_stay(tmp_path: Path) -> None:
    above = " date 2023-05-06 \n outlet demonstration note \n\n"
    article = replace(NOTE, text=above + NOTE.text)
    view = {
        "iri": "",
        "text": article.text,
        "title": "",
        "id": "x",
        "digest": "",
        "outlet": None,
        "date": None,
        "url": None,
    }
    run_of_words = Run(len(above), len(above) + 12, "fact", "/there")
    shown = article_page._text(view, {"text": [run_of_words]}, {})
    assert "date 2023" not in shown and f'id="char={len(above)},{len(above) + 12}"' in shown
    assert "In a short note" in re.sub(r"<[^>]*>", "", shown)
    assert "2023-05-06" in article_page._text(view, {"text": [Run(1, 5, "fact")]}, {}), "a fact rests on it"
    assert "date palms" in article_page._text({**view, "text": "date palms line\nthe road"}, {}, {})
    assert "date 2023-05-06" in article_page._identity(view)


@pytest.mark.parametrize("basis", get_args(CountryBasis))
def test_a_page_says_in_words_how_the_state_of_a_person_was_known(basis: str) -> None:
    code = f"https://w3id.org/bilateral/codes/country-basis/{basis}"
    thing = {"iri": f"{BASE}person/x", "properties": {f"{PREFIXES['bi']}countryBasis": [["iri", code]]}}
    shown = str(facts.properties(thing, Scene.of(BASE, {})))
    assert "how the state is known where an article does not say it" in shown
    assert f'title="{code}"' in shown and f">{code}<" not in shown
    words = re.sub(r"<[^>]*>", "", shown.partition("<dd>")[2])
    assert len(words.split()) > 4, "a sentence, not the name of a code"


def test_the_page_of_a_state_says_which_list_a_number_is_from(site: httpx.Client) -> None:
    words = re.sub(r"<[^>]*>", "", look(site, "/id/state/DE").text)
    assert "255 (Correlates of War number), 260 (Gleditsch-Ward number)" in words


def test_an_entity_answers_in_the_form_that_is_asked_for(site: httpx.Client) -> None:
    address = "/id/state/CN"
    assert "China" in look(site, address).text
    for media_type in ("text/turtle", "application/ld+json", "application/n-triples"):
        answer = site.get(address, headers={"Accept": media_type})
        assert answer.headers["content-type"].split(";")[0] == media_type
        parsed = {str(quad) for quad in ox.parse(answer.content, format=ox.RdfFormat.from_media_type(media_type))}
        assert any("isoAlpha2" in quad and '"CN"' in quad for quad in parsed)
    whole = site.get(f"/id/article/{MINSK.key}", headers={"Accept": "application/n-triples"}).text
    assert MINSK.text_digest in whole and "char=239,286" in whole
    assert site.get(f"/id/article/{MINSK.key}", headers=BROWSER).headers["location"] == f"/article/{MINSK.key}"


def test_what_is_not_in_the_graph_is_404(site: httpx.Client) -> None:
    for address in ("/id/state/XX", "/id/../../etc/passwd", "/id/a%20b", "/article/none", "/article/..%2f..%2fetc"):
        assert site.get(address, headers=BROWSER).status_code == 404, address
        assert site.get(address).status_code == 404, address


@pytest.mark.parametrize(
    ("precision", "start", "end", "shown"),
    [
        ("day", "2024-08-22", "2024-08-22", "2024-08-22"),
        ("day", "2024-08-22", "2024-08-24", "2024-08-22 to 2024-08-24"),
        ("month", "2024-07-01", "2024-07-31", "2024-07"),
        ("year", "2024-01-01", "2024-12-31", "2024"),
    ],
)
def test_a_date_is_shown_as_far_as_it_is_known(precision: str, start: str, end: str, shown: str) -> None:
    code = f"https://w3id.org/bilateral/codes/date-precision/{precision}"
    terms = {"startDate": start, "endDate": end, "datePrecision": code}
    told = {PREFIXES["bi"] + name: [["literal", value]] for name, value in terms.items()}
    assert facts.when({"properties": told}) == shown


def test_the_home_page_tells_the_graph_at_a_glance(site: httpx.Client) -> None:
    text = re.sub(r"\s+", " ", html.unescape(look(site, "/").text))
    for words in ("articles6", "contacts5", "statements5", "agreements4", "Contacts by year, 2024 to 2025"):
        assert words in text.replace(" ", " "), words
    assert "generation 1" in text
    assert "Who met whom in person" in text


def test_health_is_told_in_a_word(site: httpx.Client) -> None:
    assert site.get("/healthz").text == "ok\n"
    assert json.loads(site.get("/readyz").text) == {"ready": True}


def test_small_answers_are_not_held_back_by_the_network(site: httpx.Client) -> None:
    spent = []
    for _ in range(100):
        began = time.perf_counter()
        site.get("/healthz")
        spent.append(time.perf_counter() - began)
    assert statistics.median(spent) < 0.03, "40 ms each would be Nagle's delay"


def test_our_prefixes_are_known_without_declaration(site: httpx.Client) -> None:
    query = "SELECT ?x { VALUES ?x { " + " ".join(f"{name}:x" for name in PREFIXES) + " } }"
    assert len(rows(ask(site, query))) == len(PREFIXES)


LACKING = "The ontology has no `bi:participants`: did you mean `bi:participant`?"


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?x { ?m bi:participants ?x }",
        "SELECT ?x { ?x bi:participants 'x' }",
        "ASK { ?m bi:participants ?x }",
        "CONSTRUCT { ?m a bi:Meeting } { ?m bi:participants ?x }",
        "PREFIX bi: <https://w3id.org/bilateral#> SELECT ?x { ?m bi:participants ?x }",
        "PREFIX b: <https://w3id.org/bilateral#> SELECT ?x { ?m b:participants ?x }",
        "SELECT ?x { ?m <https://w3id.org/bilateral#participants> ?x }",
    ],
)
def test_a_term_that_the_ontology_lacks_is_named_in_a_header_and_on_the_page(site: httpx.Client, query: str) -> None:
    for _ in range(2):  # the second time it is given as it was kept
        assert ask(site, query).headers["x-kg-note"] == LACKING
    assert sentence(LACKING) in ask(site, query, **BROWSER).text


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?x { ?m bi:participant ?x FILTER(bi:matches(?x, 'bi:participants')) } # bi:participants",
        "PREFIX bi: <http://example.org/> SELECT ?x { ?m bi:participants ?x }",
        "PREFIX b: <https://w3id.org/bilateral#> SELECT ?x { ?m b:participant ?x }",
    ],
)
def test_of_terms_that_are_known_or_others_nothing_is_said(site: httpx.Client, query: str) -> None:
    assert "x-kg-note" not in ask(site, query).headers


def test_a_query_full_of_unknown_terms_has_a_header_of_bounded_length(site: httpx.Client) -> None:
    query = "SELECT * { " + " ".join(f"?m bi:würfel{number} ?x{number} ." for number in range(60)) + " }"
    noted = ask(site, query).headers["x-kg-note"]
    assert noted.count("The ontology has no") == 5 and noted.isascii()
