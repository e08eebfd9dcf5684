"""The notebook's graph, from a store, a file and an endpoint alike; and the notebook that comes with the project."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import networkx as nx
import pyoxigraph as ox
import pytest

import kg
from kg.errors import KgError, QueryError, StoreError, UsageError
from kg.notebook import Ambiguous, Graph, NotFound, Table
from kg.notebook.ask import bound, tabled
from tests import scene
from tests.concluding import make_store

REPOSITORY = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The scene's four readings in a store."""
    path = tmp_path_factory.mktemp("scene") / "graph"
    make_store(path, scene.readings())
    return path


class Endpoint(BaseHTTPRequestHandler):
    """Answers queries over the scene's graph, as little as SPARQL's protocol asks."""

    quads = ox.Store()

    def do_POST(self) -> None:
        sparql = self.rfile.read(int(self.headers["Content-Length"])).decode()
        try:
            answer = self.quads.query(sparql, use_default_graph_as_union=True)
            status, body = 200, answer.serialize(format=ox.QueryResultsFormat.JSON) or b""
        except SyntaxError as error:
            status, body = 400, str(error).encode()
        self.send_response(status)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    handler = type("SceneEndpoint", (Endpoint,), {"quads": scene.graph(*scene.readings())})
    server = HTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/sparql"
    server.shutdown()
    server.server_close()


@pytest.fixture(params=["store", "file", "endpoint"])
def graph(request: pytest.FixtureRequest, tmp_path: Path) -> Graph:
    if request.param == "store":
        return kg.open(request.getfixturevalue("folder"))
    if request.param == "endpoint":
        return kg.open(request.getfixturevalue("endpoint"))
    dump = scene.graph(*scene.readings()).dump(format=ox.RdfFormat.N_QUADS)
    path = tmp_path / "graph.nq.gz"
    path.write_bytes(gzip.compress(dump))
    return kg.open(path)


@pytest.fixture
def stored(folder: Path) -> Graph:
    return kg.open(folder)


@pytest.mark.parametrize("name", ["Li Qiang", "li  qiang", "Li", "Qiang", f"{scene.BASE}person/CN/li-qiang"])
def test_a_person_is_found_by_label_alias_word_and_iri(graph: Graph, name: str) -> None:
    actor = graph.actor(name)
    assert (actor.label, actor.type, actor.country, actor.iso3) == ("Li Qiang", "person", "China", "CHN")


@pytest.mark.parametrize("name", ["BY", "BLR", "Belarus"])
def test_a_state_is_found_by_name_and_code(graph: Graph, name: str) -> None:
    assert graph.actor(name).iri == f"{scene.BASE}state/BY"


def test_a_misspelt_name_is_answered_with_close_ones(graph: Graph) -> None:
    with pytest.raises(NotFound, match="Alexander Lukashenko"):
        graph.actor("Lukashenka")


def test_a_name_of_two_is_answered_with_both(graph: Graph) -> None:
    with pytest.raises(Ambiguous, match=r"Democratic Republic of the Congo <.*CD>; Republic of the Congo <.*CG>"):
        graph.actor("Congo")


def test_a_meeting_leads_to_its_day_place_participants_and_words(graph: Graph) -> None:
    meeting = graph.actor("Li Qiang").meetings()[0]
    assert (meeting.start, meeting.precision, meeting.status) == (date(2024, 8, 22), "day", "held")
    assert meeting.place == "Minsk, Belarus"
    who = {(p.label, p.role, p.office) for p in meeting.participants}
    assert {("Li Qiang", "guest", "Premier"), ("Alexander Lukashenko", "host", "President")} <= who
    quotes = [evidence.quote for evidence in meeting.evidence]
    assert "Premier Li Qiang of China met President Alexander Lukashenko in Minsk on Aug. 22" in quotes
    assert meeting.reports == 2


def test_meetings_are_those_held_unless_others_are_asked_for(graph: Graph) -> None:
    wang = graph.actor("Wang Yi")
    assert [m.status for m in wang.meetings(with_="Germany", status="any")] == ["planned"]
    assert len(wang.meetings(with_="Olaf Scholz", status="planned")) == 1
    assert len(wang.meetings(with_="Germany")) == 0


def test_a_state_meets_through_its_persons(graph: Graph) -> None:
    assert len(graph.actor("China").meetings(with_="Belarus", since="2024", until="2024-08")) == 1
    assert len(graph.actor("China").meetings(with_="Belarus", since="2025")) == 0
    assert len(graph.dyad("China", "BY").meetings()) == 1


def test_agreements_statements_principles_and_positions_of_an_actor(graph: Graph) -> None:
    agreement = graph.dyad("China", "Belarus").agreements()[0]
    assert (agreement.labels, agreement.stage) == (("all-weather partnership",), "in-force")
    assert {party.label for party in agreement.parties} == {"China", "Belarus"}
    li = graph.actor("Li Qiang")
    assert {s.act for s in li.statements()} == {"agree", "pledge"}
    assert [(p.concept, p.label, p.verb) for p in li.principles()] == [
        ("non-interference", "non-interference", "uphold")
    ]
    assert [(p.holder.label, p.office, p.of) for p in li.positions()] == [("Li Qiang", "Premier", "China")]
    assert len(graph.actor("China").statements()) == 2


def test_a_dyad_counts_by_year_and_lines_up_by_day(graph: Graph) -> None:
    dyad = graph.dyad("Chile", "Germany")
    assert [tuple(row.values()) for row in dyad.counts()] == [("2025", "conference", 1), ("2025", "phone-call", 1)]
    assert [row["start"] for row in dyad.timeline().dicts()] == [date(2025, 3, 2), date(2025, 3, 4)]
    assert {p.concept for p in dyad.principles()} == {"free-trade", "one-china-policy"}
    with pytest.raises(UsageError, match="Y, M, D"):
        dyad.counts(freq="W")


def test_words_that_people_wrote_themselves_are_no_words_of_an_article(tmp_path: Path) -> None:
    store = scene.graph(*scene.readings())
    store.update("""PREFIX bi: <https://w3id.org/bilateral#>
        INSERT { GRAPH <urn:mine> { ?report bi:evidence <urn:hearsay> . <urn:hearsay> bi:exact "so they say" } }
        WHERE { GRAPH ?article { ?report bi:reportedStatus ?status } }""")
    store.dump(str(tmp_path / "mine.nq"), ox.RdfFormat.N_QUADS)
    graph = kg.open(tmp_path / "mine.nq")
    quotes = {one.quote for meeting in graph.actor("Li Qiang").meetings() for one in meeting.evidence}
    assert quotes
    assert "so they say" not in quotes
    assert graph.to_networkx().number_of_edges() > 0


def test_partners_and_paths_follow_contacts(graph: Graph) -> None:
    li = graph.actor("Li Qiang")
    assert ("Alexander Lukashenko", 1) in [(row["actor"], row["meetings"]) for row in li.partners().dicts()]
    path = li.path_to("Lukashenko")
    assert [(hop.source.label, hop.target.label) for hop in path] == [("Li Qiang", "Alexander Lukashenko")]
    assert path[0].start == date(2024, 8, 22)
    assert len(li.path_to("Boric")) == 0


def test_agreements_make_no_partners_of_states(graph: Graph) -> None:
    assert [row["meetings"] for row in graph.actor("China").partners().dicts() if row["actor"] == "Belarus"] == [1]


def test_a_query_takes_actors_and_days_and_gives_typed_values(graph: Graph) -> None:
    table = graph.sparql(
        "SELECT ?event ?day (COUNT(?who) AS ?n) WHERE { ?event bi:reportedBy ?r ; bi:participant ?a, ?who ;"
        " bi:startDate ?day . FILTER(?day >= ?since) } GROUP BY ?event ?day",
        a=graph.actor("Gabriel Boric"),
        since=date(2025, 1, 1),
    )
    assert [(row["day"], row["n"]) for row in table] == [(date(2025, 3, 4), 2)]
    assert graph.sparql("ASK { ?a bi:country ?c }", a=graph.actor("Li Qiang")) is True


def test_a_query_with_a_typo_is_refused(graph: Graph) -> None:
    with pytest.raises(QueryError, match=r"Did you mean `WHERE`|the endpoint answers 400"):
        graph.sparql("SELECT ?a WHER { ?a ?b ?c }")


def test_an_endpoint_is_told_the_prefixes_that_a_query_uses(endpoint: str) -> None:
    graph = kg.open(endpoint)
    assert graph.sparql("PREFIX bi: <https://w3id.org/bilateral#> ASK { ?a a bi:Article ; schema:headline ?h }") is True
    with pytest.raises(QueryError, match="answers 400: error at 2:"):
        graph.sparql("SELECT ?a\nWHER { ?a a bi:Article }")


def test_a_question_of_the_catalogue_is_answered_by_name(graph: Graph) -> None:
    found = {row["article"] for row in graph.query("article-meetings")}
    assert {"minsk-held", "minsk-planned", "santiago"} <= found
    rows = graph.query("meetings-of-a-dyad", a=graph.actor("China"), b="BY", since=date(2024, 1, 1))
    assert {row["participant"] for row in rows} >= {"Li Qiang", "Alexander Lukashenko"}
    with pytest.raises(QueryError, match="no parameter 'c'"):
        graph.query("meetings-of-a-dyad", c="China")


def test_the_network_holds_only_plain_values_and_writes_as_graphml(graph: Graph, tmp_path: Path) -> None:
    network = graph.to_networkx()
    values = [value for _, data in network.nodes(data=True) for value in data.values()]
    values += [value for *_, data in network.edges(data=True) for value in data.values()]
    assert values and {type(value) for value in values} <= {str, int, float, bool}
    nx.write_graphml(network, tmp_path / "graph.graphml")
    assert len(nx.read_graphml(tmp_path / "graph.graphml", force_multigraph=True).edges) == len(network.edges)
    assert set(graph.actor("Li Qiang").ego()) == {
        f"{scene.BASE}person/{name}" for name in ("CN/li-qiang", "BY/alexander-lukashenko")
    }


def test_the_card_tells_what_the_graph_holds(graph: Graph) -> None:
    card = graph.card()
    assert (card["articles"], card["years"], card["persons"]) == (4, "2024–2025", 5)
    # Chile, China, Belarus and Germany are told of; the other states of the code list are not.
    assert (card["states"], card["organizations"], card["bodies"], card["events"]) == (4, 1, 1, 5)
    assert "articles" in repr(graph) and "<table>" in graph._repr_html_()


def test_words_are_shown_marked_in_their_article_as_escaped_html(stored: Graph) -> None:
    shown = stored.actor("Wang Yi").meetings(status="planned")[0].evidence[0].show()
    assert shown.quote == "Olaf Scholz plans to meet Wang Yi in Berlin in September."
    assert "Alexander Lukashenko will receive" in shown.before
    assert shown.source.startswith("Daily Test, 2024-08-20, Li to visit Belarus")
    state = stored.actor("Germany").statements()
    thanked = next(s for s in state if s.act == "appreciate" and not s.on_behalf_of)
    assert "<mark>" in thanked.show()._repr_html_()


def test_a_passage_with_markup_is_escaped() -> None:
    from kg.notebook.evidence import Marked

    page = Marked(before="<script>", quote="a & b", after="</p>", source='"x"<y>')._repr_html_()
    assert "<script>" not in page and "&lt;script&gt;" in page and "<mark>a &amp; b</mark>" in page
    assert "<y>" not in page


def test_without_its_articles_a_graph_still_shows_the_words(tmp_path: Path) -> None:
    path = tmp_path / "graph.nq"
    path.write_bytes(scene.graph(*scene.readings()).dump(format=ox.RdfFormat.N_QUADS))
    shown = kg.open(path).actor("Li Qiang").meetings()[0].show()
    assert shown.before == shown.after == "" and shown.quote


def test_a_file_without_named_graphs_opens_too(tmp_path: Path) -> None:
    whole = scene.graph(*scene.readings())
    path = tmp_path / "graph.ttl"
    path.write_bytes(ox.serialize({quad.triple for quad in whole}, format=ox.RdfFormat.TURTLE) or b"")
    assert len(kg.open(path).actor("Li Qiang").meetings()) == 1


def test_a_table_shows_fifty_rows_and_says_of_how_many() -> None:
    table = tabled(("n", "text"), tuple((n, "<b>") for n in range(120)))
    page = table._repr_html_()
    assert page.count("<tr>") == 51 and "50 of 120" in page and "<b>" not in page
    assert "50 of 120" in repr(table) and len(repr(table).splitlines()) == 52
    assert len(table) == 120 and len(table.dicts()) == 120 and table[0] == {"n": 0, "text": "<b>"}
    assert len(table[:3]) == 3


def test_a_table_becomes_a_data_frame_with_days_as_days(tmp_path: Path) -> None:
    pandas = pytest.importorskip("pandas")
    table = tabled(("day", "n"), ((date(2024, 8, 22), 1), (None, None)))
    frame = table.df()
    assert str(frame.dtypes["day"]).startswith("datetime64") and str(frame.dtypes["n"]) == "Int64"
    assert frame["day"][0] == pandas.Timestamp(2024, 8, 22)
    table.to_csv(tmp_path / "t.csv")
    assert (tmp_path / "t.csv").read_text() == "day,n\n2024-08-22,1\n,\n"


def test_a_missing_library_is_named_with_the_way_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pandas", None)
    with pytest.raises(KgError, match=r"bilateral-kg\[df\]"):
        tabled(("n",), ((1,),)).df()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("SELECT * { ?a ?b ?c }", "SELECT * { VALUES (?a) { (1) } ?"),
        ("# {\nSELECT ?a WHERE{ ?a ?b ?c }", "WHERE{ VALUES (?a) { (1) } ?"),
        ('SELECT ("{" AS ?x) WHERE { ?a ?b "}" }', "WHERE { VALUES (?a) { (1) } ?"),
        ("CONSTRUCT { ?a ?b ?c } WHERE { ?a ?b ?c }", "} WHERE { VALUES (?a) { (1) } ?"),
        ("PREFIX e: <http://e/{> SELECT ?a { ?a ?b 1 }", None),
    ],
)
def test_a_parameter_goes_to_the_beginning_of_the_pattern(query: str, expected: str | None) -> None:
    found = " ".join(bound(query, {"a": 1}).replace('"1"^^<http://www.w3.org/2001/XMLSchema#integer>', "1").split())
    if expected:
        assert expected in found.replace("{  VALUES", "{ VALUES")


def test_a_parameter_that_is_no_variable_is_refused() -> None:
    with pytest.raises(UsageError, match="b, c"):
        bound("SELECT * { ?b ?c 1 }", {"a": 1})


def test_no_value_can_leave_its_place() -> None:
    query = bound("SELECT ?a { ?a ?b ?c }", {"c": '") } } DROP ALL #'})
    store = ox.Store()
    assert list(store.query(query)) == []
    with pytest.raises(UsageError, match="no IRI"):
        bound("SELECT ?a { ?a ?b ?c }", {"c": "http://e/> } #"})


def test_what_is_no_graph_is_refused_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="kg build"):
        kg.open(tmp_path / "missing")
    (tmp_path / "notes.docx").write_bytes(b"PK")
    with pytest.raises(KgError, match=r"\.trig"):
        kg.open(tmp_path / "notes.docx")
    (tmp_path / "broken.ttl").write_text("<a> <b")
    with pytest.raises(KgError, match="cannot be read"):
        kg.open(tmp_path / "broken.ttl")
    with pytest.raises(KgError, match="See that the address is right"):
        kg.open("http://127.0.0.1:9/sparql").actor("Li Qiang")


def test_a_table_of_things_holds_frozen_things(stored: Graph) -> None:
    table = stored.actor("Li Qiang").meetings()
    assert isinstance(table, Table)
    with pytest.raises(AttributeError):
        table[0].status = "cancelled"  # type: ignore[misc]
