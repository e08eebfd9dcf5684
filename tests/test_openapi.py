"""The page that tells programs of the endpoint; `tests/bench/fuzz.py` holds the answers against it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from starlette.routing import Route

from kg.serve.app import create
from kg.serve.limits import Limits, Policy
from tests.scene import minsk
from tests.served import make_store, serving

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
