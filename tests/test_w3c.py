"""The W3C's tests of SPARQL over HTTP: as many pass as with the engine alone, and each failure is known.

The tests are not part of this repository. They run where `../shared/w3c` has them: those of the protocol always, all
others (some minutes) with KG_TEST_W3C=1.
"""

from __future__ import annotations

import importlib.util
import os
import tarfile
import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pyoxigraph as ox
import pytest

from kg.serve.limits import Policy
from kg.store import make_empty
from tests.served import BASE, serving

ROOT = Path(__file__).parents[1]
W3C = ROOT.parent / "shared" / "w3c"
ENTRIES = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#entries"
TOKEN = "a-token-of-the-tests"
KNOWN = {
    entry["test"]: entry["reason"]
    for entry in tomllib.loads((ROOT / "tests/data/w3c_failures.toml").read_text("utf-8"))["failure"]
}
PROTOCOL = {"sparql11/protocol": 34, "sparql11/graph-store-protocol": 13, "sparql11/service-description": 3}
"""Their manifests, and how many tests these have."""
EVERYTHING = {"sparql10/": 482, "sparql11/": 548, "sparql12/": 269}

pytestmark = pytest.mark.skipif(not W3C.is_dir(), reason="the W3C's tests are not at hand: ../shared/w3c")


@pytest.fixture(scope="module")
def runner() -> ModuleType:
    spec = importlib.util.spec_from_file_location("w3c_run", W3C / "w3c_run.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory, runner: ModuleType) -> Any:
    folder = tmp_path_factory.mktemp("w3c")
    with tarfile.open(W3C / "rdf-tests-sparql.tar.gz") as archive:
        archive.extractall(folder, filter="data")
    return runner.Files(str(folder))


@pytest.fixture(scope="module")
def target(tmp_path_factory: pytest.TempPathFactory, runner: ModuleType) -> Iterator[Any]:
    """An endpoint that is empty, writable and has a plain default graph; each of its requests bears the token."""

    class Bearing(runner.Http):  # type: ignore[misc, name-defined]  # a module that is loaded by its path
        full = True  # as long as it is not known to be empty

        def call(self, url: str, method: str = "GET", body: Any = None, headers: Any = ()) -> Any:
            self.full = self.full or "/sparql" not in url
            return super().call(url, method, body, {**dict(headers), "Authorization": f"Bearer {TOKEN}"})

        def reset(self) -> None:
            """Half of the tests only parse: nothing is dropped where nothing was added since."""
            if self.full:
                super().reset()
            self.full = False

    store = tmp_path_factory.mktemp("served") / "graph"
    make_empty(store, base=BASE, reader="cascade")
    with serving(store, 30.0, policy=Policy(union=False, token=TOKEN)) as address:
        yield Bearing(f"{address}/sparql", f"{address}/update", f"{address}/store")


def outcomes(runner: ModuleType, files: Any, target: Any, part: str) -> dict[str, Any]:
    """What came of each test of the manifests whose path holds `part`: True, or why not."""
    run, found = runner.Run(files, target), dict[str, Any]()
    for path in sorted(Path(files.root).rglob("manifest*.ttl")):
        name = path.relative_to(files.root).as_posix()
        if part not in name or any(left_out in name for left_out in runner.SKIP):
            continue
        manifest = runner.G(ox.parse(path=str(path), format=ox.RdfFormat.TURTLE, base_iri=files.iri(str(path))))
        entries = [
            value for (_, kind), values in list(manifest.d.items()) if kind == runner.MF + "entries" for value in values
        ]
        for test in (test for entry in entries for test in manifest.lst(entry)):
            _, result = run.one(manifest, test)
            if result is not None:
                label = f"{'/'.join(name.split('/')[1:-1])}#{test.value.rpartition('#')[2]}"
                found[label if label not in found else f"{label} in {path.name}"] = result
    return found


def hold(runner: ModuleType, files: Any, target: Any, part: str, total: int) -> None:
    found = outcomes(runner, files, target, part)
    assert len(found) == total
    failed = {name: why for name, why in found.items() if why is not True}
    assert {name: why for name, why in failed.items() if name not in KNOWN} == {}
    passing = [name for name in KNOWN if found.get(name) is True]
    assert passing == [], "these pass now: take them out of tests/data/w3c_failures.toml"


def test_every_known_failure_has_a_reason() -> None:
    assert len(KNOWN) == 33
    assert all(reason.endswith(".") for reason in KNOWN.values())


@pytest.mark.parametrize("part", PROTOCOL)
def test_the_tests_of_the_protocol_pass(runner: ModuleType, files: Any, target: Any, part: str) -> None:
    hold(runner, files, target, part, PROTOCOL[part])


@pytest.mark.skipif(not os.environ.get("KG_TEST_W3C"), reason="takes minutes: KG_TEST_W3C=1")
@pytest.mark.parametrize("part", EVERYTHING)
def test_no_test_fails_that_the_engine_alone_would_pass(runner: ModuleType, files: Any, target: Any, part: str) -> None:
    hold(runner, files, target, part, EVERYTHING[part])
