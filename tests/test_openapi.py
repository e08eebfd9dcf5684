"""The page that tells programs of the endpoint; `tests/bench/fuzz.py` holds the answers against it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from starlette.routing import Route

import kg
from kg.serve.app import create
from kg.serve.descriptions import INPUT
from kg.serve.limits import Limits, Policy
from kg.serve.negotiation import GRAPHS, HTML, RESULTS, SUFFIXES, suffix
from tests.scene import minsk
from tests.served import BASE, make_store, serving

TOKEN = "a-token-of-some-length"
APART = {"/style.css", "/icon.svg", "/store/{rest}"}
"""For pages alone; and told of at /store."""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_store(tmp_path_factory.mktemp("openapi") / "graph", minsk())


@pytest.fixture(scope="module")
def site(store: Path) -> Iterator[httpx.Client]:
    with serving(store, policy=Policy(token=TOKEN)) as address, httpx.Client(base_url=address, timeout=30) as client:
        yield client


def test_it_tells_every_address_and_what_may_be_done_there(store: Path, site: httpx.Client) -> None:
    told = site.get("/openapi.json").json()["paths"]
    app = create(store, Limits(), Policy(token=TOKEN))
    routes = [route for route in app.routes if isinstance(route, Route)]
    methods = {route.path.replace(":path", ""): (route.methods or set()) - {"HEAD"} for route in routes}
    assert {path: set(map(str.upper, told[path])) & {"GET", "POST", "PUT", "DELETE"} for path in told} == {
        path: methods[path] for path in methods.keys() - APART
    }


def test_whatever_it_refers_to_is_there(site: httpx.Client) -> None:
    page = site.get("/openapi.json").json()
    text = json.dumps(page)
    names = {piece.split('"')[0] for piece in text.split('"#/')[1:]}
    assert names
    for name in names:
        place = page
        for step in name.split("/"):
            place = place[step]


def test_who_may_not_write_is_told_so_before_what_is_wrong_with_the_request(site: httpx.Client) -> None:
    for method in ("PUT", "POST", "DELETE"):
        assert site.request(method, "/store?graph=no-iri&default").status_code == 401


@pytest.mark.parametrize("method", ["GET", "PUT", "POST", "DELETE"])
def test_the_default_graph_is_named_without_a_value(site: httpx.Client, method: str) -> None:
    """Whoever sends `default=false` means another graph than the one that would be dropped."""
    headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "text/turtle"}
    assert site.request(method, "/store?default=false", headers=headers).status_code == 400
    assert site.request("GET", "/store?default", headers=headers).status_code == 200
    assert site.request("GET", "/store?default=", headers=headers).status_code == 200


@pytest.mark.parametrize(("suffix", "given"), [("ttl", "text/turtle"), ("nt", "application/n-triples")])
def test_the_description_of_the_service_comes_in_the_form_that_is_named(
    site: httpx.Client, suffix: str, given: str
) -> None:
    assert site.get(f"/sparql?format={suffix}").headers["content-type"].startswith(given)
    assert site.get("/sparql?format=pdf").status_code == 400
    assert site.get("/sparql?format=csv").status_code == 400


def media_types(page: Any, path: str, method: str) -> set[str]:
    return set(page["paths"][path][method]["responses"]["200"]["content"])


def test_it_is_of_the_version_that_answers(site: httpx.Client) -> None:
    assert site.get("/openapi.json").json()["info"]["version"] == kg.__version__


def test_it_tells_the_forms_that_there_are_and_no_others(site: httpx.Client) -> None:
    page = site.get("/openapi.json").json()
    for method in ("get", "post"):
        assert media_types(page, "/sparql", method) == {*RESULTS, *GRAPHS, HTML}
    for path in ("/id", "/id/{rest}"):
        assert media_types(page, path, "get") == {*GRAPHS, HTML}
    for path in ("/store", "/.well-known/void"):
        assert media_types(page, path, "get") == set(GRAPHS)
    for method in ("put", "post"):
        assert set(page["paths"]["/store"][method]["requestBody"]["content"]) == set(INPUT)
    formats = {name: set(page["components"]["parameters"][name]["schema"]["enum"]) for name in PLACES}
    of_things = set(SUFFIXES) - {"csv", "tsv"}
    assert formats == {"format": set(SUFFIXES), "graphFormat": of_things, "dataFormat": of_things - {"html"}}


SELECT, CONSTRUCT = "SELECT * { ?s a bi:State }", "CONSTRUCT WHERE { ?s a bi:State }"
CHINA = f"{BASE}state/CN"
PLACES: dict[str, tuple[str, ...]] = {
    "format": (f"/sparql?query={quote(CONSTRUCT)}", "/sparql?"),
    "graphFormat": (f"/id?iri={quote(CHINA)}", "/id/state/CN?"),
    "dataFormat": (f"/store?graph={quote(BASE)}derived", "/.well-known/void?"),
}
"""Addresses that give graphs, by the parameter that names the form of the answer."""


@pytest.mark.parametrize("form", [*RESULTS, *GRAPHS])
def test_each_form_that_it_tells_is_given_to_whom_accepts_it(site: httpx.Client, form: str) -> None:
    query = SELECT if form in RESULTS else CONSTRUCT
    answer = site.get("/sparql", params={"query": query}, headers={"Accept": form})
    assert (answer.status_code, answer.headers["content-type"].split(";")[0]) == (200, form)


@pytest.mark.parametrize("address", [one for places in PLACES.values() for one in places])
@pytest.mark.parametrize(
    ("name", "given"),
    [
        *(("ttl", "text/turtle"), ("turtle", "text/turtle"), ("text/turtle", "text/turtle"), ("TTL", "text/turtle")),
        *(("nt", "application/n-triples"), ("N-Triples", "application/n-triples"), ("n3", "text/n3")),
        *(("json", "application/ld+json"), ("json-ld", "application/ld+json"), ("xml", "application/rdf+xml")),
        *(("application/rdf+xml", "application/rdf+xml"), ("application/rdf xml", "application/rdf+xml")),
        *(("nquads", "application/n-quads"), ("trig", "application/trig")),
    ],
)
def test_a_form_is_called_the_same_wherever_graphs_are_given(
    site: httpx.Client, address: str, name: str, given: str
) -> None:
    answer = site.get(f"{address}&format={quote(name, safe='')}")
    assert (answer.status_code, answer.headers["content-type"].split(";")[0]) == (200, given)
    told = answer.headers.get("content-disposition", "")
    assert not told or told.endswith(f'.{suffix(given)}"') or name in ("json", "xml")
    wrong = site.get(f"{address}&format=pdf")
    assert wrong.status_code == 400 and "Known: " in wrong.json()["detail"]


def test_a_form_of_a_table_is_called_by_its_media_type_too(site: httpx.Client) -> None:
    for name in ("application/sparql-results+json", "application/sparql-results json", "application/json", "json"):
        answer = site.get("/sparql", params={"query": SELECT, "format": name}, headers={"Accept": "text/csv"})
        assert answer.headers["content-type"] == "application/sparql-results+json"
        assert answer.headers["content-disposition"] == 'attachment; filename="results.json"'
    page = site.get("/sparql", params={"query": SELECT, "format": "html"})
    assert page.headers["content-type"].startswith("text/html") and "content-disposition" not in page.headers
