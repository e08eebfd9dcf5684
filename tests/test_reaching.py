"""However a query or an update is spelled, it calls no other server and writes to no graph that is built.

The engine has no tokens: it wants no space after a keyword, and takes a `<` for what fits. So `SERVICE:x {` is a
service to it, and `COPY:a TO:b` a copy.
"""

from __future__ import annotations

import random
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import suppress

import httpx
import pyoxigraph as ox
import pytest

from kg.serve.limits import Policy
from kg.serve.updates import iris, operations, unclear, without_loads
from kg.store.tokens import moved, settled, without_service
from tests.scene import minsk
from tests.served import BASE, make_store, serving

TOKEN = "a-token-of-some-length"
SERVICES = [
    "SELECT * { SERVICE :x { ?s ?p ?o } }",
    "SELECT * { SERVICE:x { ?s ?p ?o } }",
    "SELECT * { SERVICEp:x{ ?s ?p ?o } }",
    "SELECT * { SERVICESILENT:x { ?s ?p ?o } }",
    "SELECT * { service#silent\nsilent # {\n:x#c c\n{ ?s ?p ?o } }",
    "SELECT * { ?a ?b trueSERVICE:x { ?s ?p ?o } }",
    "SELECT * { ?a ?b 1SERVICE:x { ?s ?p ?o } }",
    "SELECT * { FILTER(1<2)SERVICE:x#>\n{ ?s ?p ?o } }",
    'SELECT * { FILTER(1<2)#>"""\n SERVICE :x { ?s ?p ?o } #"""\n}',
    "SELECT * { FILTER(1<2&&'>'!='a')SERVICE:x{ ?s ?p ?o } FILTER('b'='') }",
    "SELECT * { VALUES ?x { :x } SERVICE?x{ ?s ?p ?o } }",
    "SELECT * { { SELECT * { OPTIONAL { BIND(1 AS ?q)SERVICE<{address}>{ ?s ?p ?o } } } } }",
    # Signs of names that are no letters of Python's, before what would hide the rest in a comment or a string.
    "SELECT * { OPTIONAL { ?a :b\u00b7\\# ?c } SERVICE :x { ?s ?p ?o } }",
    "SELECT * { OPTIONAL { ?a :b\u0301\\' ?c } SERVICE :x { ?s ?p ?o } } # '",
    "PREFIX p\u00b7: <{address}> SELECT * { SERVICE p\u00b7:x { ?s ?p ?o } }",
    "SELECT * { SERVICE :x\u1680y { ?s ?p ?o } }",
]
LOADS = ["LOAD :x", "LOAD:x", "LOADSILENT:x", "CREATE GRAPH <a:b>;LOAD:x", "PREFIXq:<a:>LOAD:x", "LOAD:x INTO GRAPH:g"]
LOADS += ["INSERT DATA { <a:s> :p\u00b7\\# 1 } ; LOAD :x ; INSERT DATA {\n}"]
WRITES = [
    *(
        "DROP ALL",
        "DROPALL",
        "CLEARSILENTALL",
        "DROPGRAPH:",
        "CLEAR SILENT GRAPH:",
        "WITH: INSERT { <a:s> <a:p> 1 } WHERE {}",
    ),
    *("COPY DEFAULT TO:", "COPY<a:g>TO:", "COPYDEFAULTTO:", "MOVE : TO <a:g>", "ADD<a:g>TO GRAPH:"),
    *("INSERT DATA { GRAPH: { <a:s> <a:p> 1 } }", "INSERTDATA{GRAPH:{<a:s><a:p>1}}", "DELETEWHERE{GRAPH:{?s?p?o}}"),
    *("DELETE{GRAPH:{?s?p?o}}WHERE{GRAPH:{?s?p?o}}", "INSERT DATA { <a:s> <a:p> trueGRAPH:{<a:s> <a:p> 1} }"),
    "INSERT { <a:s> <a:p> 1 } WHERE { FILTER(1<2)#>'''\n } ; DROP ALL ; INSERT {} WHERE { #'''\n }",
    "INSERT { <a:s> <a:p> 1 } WHERE { FILTER(1<2&&'>'!='a') } ; DROP ALL ; INSERT {} WHERE { FILTER('b'='') }",
    "INSERT DATA { <a:s> :p\u00b7\\# 1 . GRAPH : { <a:s> <a:p> 1 }\n}",
    "INSERT DATA { <a:s> :p\u00b7\\' 1 } ; DROP ALL ; INSERT DATA { # '\n}",
]


class Other:
    """Another server, which only notes that it is called."""

    def __init__(self) -> None:
        self._listening = socket.socket()
        self._listening.bind(("127.0.0.1", 0))
        self._listening.listen(100)
        self._listening.setblocking(False)
        self.address = f"http://127.0.0.1:{self._listening.getsockname()[1]}/"

    def called(self, by: Callable[[], object]) -> bool:
        """Whether it is called meanwhile. The caller would wait for an answer for ever, so it is closed at once."""
        self._listening.close()
        place = ("127.0.0.1", int(self.address.rsplit(":", 1)[1].strip("/")))
        with socket.socket() as again:
            again.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            again.bind(place)  # bound and not listening: whoever calls is refused
            try:
                by()
            except OSError:
                return True
            except (SyntaxError, RuntimeError, ValueError):
                return False
        return False


@pytest.fixture(scope="module")
def other() -> Other:
    return Other()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    store = make_store(tmp_path_factory.mktemp("reaching") / "graph", minsk())
    with serving(store, policy=Policy(token=TOKEN)) as address, httpx.Client(base_url=address, timeout=30) as client:
        client.headers["Authorization"] = f"Bearer {TOKEN}"
        yield client


def query(address: str, text: str) -> str:
    return f"PREFIX : <{address}> PREFIX p: <{address}> {text.replace('{address}', address)}"


@pytest.mark.parametrize("text", SERVICES)
def test_a_service_is_refused_however_it_is_spelled(site: httpx.Client, other: Other, text: str) -> None:
    asked = query(other.address, text)
    loud = asked.replace("SILENT", "").replace("silent # {", "# {")
    store = ox.Store()
    store.update("INSERT DATA { <a:s> <a:p> true, 1 }")
    assert "SERVICE?x" in text or other.called(lambda: [*store.query(loud)])  # type: ignore[misc]
    told = site.get("/sparql", params={"query": asked}).json()
    assert told["status"] == 400 if "1<2" in text else told["detail"].startswith("SERVICE would call another server")
    inside = f"INSERT {{ ?s ?p ?o }} WHERE {{ {text.partition('{')[2]}"
    assert site.post("/update", data={"update": query(other.address, inside)}).status_code in (400, 403)


@pytest.mark.parametrize("text", LOADS)
def test_a_load_is_refused_however_it_is_spelled(site: httpx.Client, other: Other, text: str) -> None:
    asked = query(other.address, text)
    assert site.post("/update", data={"update": asked}).status_code in ((403,) if "LOAD :x" in text else (400,))
    assert other.called(lambda: ox.Store().update(asked.replace("SILENT", "")))


@pytest.mark.parametrize("text", WRITES)
def test_a_graph_that_is_built_is_not_written_however_that_is_spelled(site: httpx.Client, text: str) -> None:
    before = site.get("/sparql", params={"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"}).text
    asked = f"PREFIX : <{BASE}derived> {text}"
    store = ox.Store()
    store.add(ox.Quad(ox.NamedNode("a:s"), ox.NamedNode("a:p"), ox.NamedNode("a:o"), ox.NamedNode("a:g")))
    store.add(ox.Quad(ox.NamedNode("a:s"), ox.NamedNode("a:p"), ox.NamedNode("a:o"), ox.NamedNode(f"{BASE}derived")))
    store.update(asked)  # the engine takes it for an update
    assert site.post("/update", data={"update": asked}).status_code in (400, 403)
    assert site.get("/sparql", params={"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"}).text == before


def test_what_only_looks_like_it_is_answered(site: httpx.Client) -> None:
    for text in (
        "PREFIX service: <a:> SELECT * { service:x service:service ?service FILTER(?service < 2 || 3 > 1) }",
        "SELECT * FROM <http://x/service#y> { ?s <http://x/service> 'SERVICE <a:> { ?s ?p ?o }' }",
        'SELECT * { VALUES (?a ?b) { (1 <http://service/#>) ("""service :x {""" <a:>) } } # SERVICE <a:x> {',
        "SELECT * { ?s ?p true . FILTER(?s<?p&&?s>2) }",
        "PREFIX service: <a:> SELECT * { GRAPH service:x { ?s ?p ?o } }",
        "PREFIX my-Service: <a:> SELECT * { GRAPH my-Service:x { ?s a my-Service:y { ?s ?p my-Service:service } } }",
    ):
        assert site.get("/sparql", params={"query": text}).status_code == 200, text
    for text in (
        "PREFIX load: <a:> PREFIX graph: <a:> INSERT DATA { GRAPH <a:mine> { load:x graph:x load:load } }",
        "BASE <http://x/> PREFIX : <y#> WITH :g DELETE { ?s ?p ?o } INSERT { :a :b :c GRAPH :h { :a :b 1 } } "
        "USING :g USING NAMED <h> WHERE { ?s ?p ?o FILTER(?o < 2) { SELECT * { GRAPH ?g { ?s ?p ?o } } } } ; "
        "CREATE SILENT GRAPH :h; DROP SILENT GRAPH :h ; DELETE WHERE { GRAPH :g { ?s ?p ?o } } ; CLEAR DEFAULT",
    ):
        assert site.post("/update", data={"update": text}).status_code == 204, text


def test_a_prefix_called_service_is_the_one_that_was_declared(site: httpx.Client) -> None:
    declared = f"PREFIX service: <{BASE}> "
    asked = declared + "SELECT (COUNT(*) AS ?n) { GRAPH service:derived { ?s ?p ?o } }"
    rows = site.get("/sparql", params={"query": asked}).json()["results"]["bindings"]
    usual = site.get("/sparql", params={"query": asked.replace("service:", "p:")}).json()["results"]["bindings"]
    assert rows == usual and rows[0]["n"]["value"] != "0"
    text = declared + "INSERT DATA { GRAPH service:derived { <a:s> <a:p> 1 } }"
    assert site.post("/update", data={"update": text}).status_code == 403
    text = declared + "SELECT * { SERVICE service:x { ?s ?p ?o } }"
    assert site.get("/sparql", params={"query": text}).status_code == 403


def test_a_mistake_is_told_at_its_place_where_the_word_service_stands_too(site: httpx.Client) -> None:
    text = "SELECT * { # service\n ?s <http://x/y> <http://x/z> ; <a:b> ?o . ?s ?p }"
    told = site.get("/sparql", params={"query": text}).json()
    usual = site.get("/sparql", params={"query": text.replace("service", "nothing")}).json()
    assert told == usual and told["line"] == 2
    told = site.post("/update", data={"update": "INSERT DATA { <a:s> <a:p> 1 } ;\n <a:x> LOAD:x"}).json()
    assert (told["status"], told["line"], told["column"]) == (400, 2, 2)


@pytest.mark.parametrize("piece", ["service", "<a ", "<a> ", "service:x ", "(<", "?service<", "service{"])
def test_long_texts_are_looked_through_in_a_time_that_grows_with_them(piece: str) -> None:
    text = f"SELECT * {{ {piece * 30_000}"
    began = time.process_time()
    without_service(settled(text))
    moved(text, "error at 1:20000: expected")
    assert time.process_time() - began < 4


def test_settled_text_says_the_same_and_leads_back() -> None:
    text = "BASE <http://x/>\nSELECT * { <\U0001f600> <\\u0061:b> <> . <a:s> <a:p> ?o ?p }"
    store = ox.Store()
    with pytest.raises(SyntaxError) as of_text:
        store.query(text)
    with pytest.raises(SyntaxError) as of_settled:
        store.query(settled(text))
    assert moved(text, str(of_settled.value)) == str(of_text.value)
    right = text.replace(" ?p }", " }")
    store.update("BASE <http://x/> INSERT DATA { <\U0001f600> <a:b> <> . <a:s> <a:p> 1 }")
    assert len([*store.query(right)]) == len([*store.query(settled(right))]) == 1  # type: ignore[arg-type]


ASKED = (
    *'{ } \' """ " #> # true 1 . ) ( && < > p:x @en \\ ^^ :a a _:b ; , | ? SERVICE SERVICE:x SILENT :x ?x <A>'.split(),
    *("FILTER(1<2)", "FILTER(?s<", "2)", "FILTER(1<2&&'>'='", "'>'=", "{?s ?p ?o}", "?s ?p", "?s ?p ?o", "\n", "'a'"),
    *("<A>", "VALUES ?x {:x}", "BIND(1 AS ?q)", "(1 "),
)
ENDS = ("SERVICE:x", "trueSERVICE:x", "SERVICE?x", "SERVICEp:x", "SERVICE p:x", "SERVICE<A>")
TOLD = (
    *"INSERT DELETE DATA WHERE { } GRAPH :g GRAPH:g <A> WITH WITH:g COPY :a TO DROP CLEARALL CLEAR SILENT".split(),
    *'ALL NAMED ; ; LOAD:x LOAD :x FILTER(1<2) \' """ #> USING true trueGRAPH:g{ CREATE MOVE ADD ) 1 < BASE'.split(),
    *("{ :s :p 1 }", "COPY:a TO:g", "DROP ALL", "FILTER(1<2&&'>'='", "\n", "#'\n", "?s ?p ?o", "{?s ?p ?o}", "(1 "),
    *("INSERT DATA", "DELETE WHERE", "INSERT{:s :p 1}WHERE{", "PREFIX q: <a:>", "PREFIXq:", "PREFIX GRAPH: <a:>"),
)


def test_no_heap_of_pieces_calls_another_server_or_writes_where_it_may_not(other: Other) -> None:
    dice = random.Random(9)

    def heap(pieces: tuple[str, ...]) -> str:
        found = "".join(dice.choice(pieces) + dice.choice(("", "", " ", "\n")) for _ in range(dice.randint(2, 9)))
        return found.replace("<A>", f"<{other.address}>")

    def tried() -> None:
        for _ in range(4000):
            end = dice.choice(ENDS) + dice.choice(("", " ", "#>\n", '#>"""\n')) + "{?s ?p ?o}"
            text = settled(
                query(other.address, f"SELECT * {{ {heap(ASKED)}{end} #'\n}}").replace("<A>", f"<{other.address}>")
            )
            if without_service(text) is None:
                with suppress(SyntaxError, RuntimeError):
                    ox.Store().query(text)
        for _ in range(4000):
            text = settled(query(other.address, heap(TOLD)))
            doubt = unclear(text)
            if doubt is not None and "load" in text.lower():
                continue
            tame = text if doubt is not None else without_loads(text)[0]
            with suppress(SyntaxError, RuntimeError):
                ox.Store().update(tame)
                if doubt is None:
                    apply(tame)

    def apply(text: str) -> None:
        told, store, built = operations(text), ox.Store(), ox.NamedNode(f"{other.address}g")
        store.add(ox.Quad(ox.NamedNode("a:s"), ox.NamedNode("a:p"), ox.Literal("x"), built))
        written = [token for one in told for token in one.written]
        named = [
            iri for one in told for iri in iris(one, [w for w in one.written if w.kind in ("iri", "name")], {}, "a:")
        ]
        if len(named) == len(written) and built.value not in named:
            with suppress(RuntimeError):
                store.update(text)
            assert len([*store.quads_for_pattern(None, None, None, built)]) == 1, text

    assert not other.called(tried)
