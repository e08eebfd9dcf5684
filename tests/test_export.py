"""Exports, opened by the programs that they are for."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import networkx as nx
import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import KgError, UsageError
from kg.export import gexf
from kg.networks import Network, Node, Party, Period, build
from tests.gexf_check import GEXF, check

HERE = Path(__file__).parent
BASE = "https://w3id.org/bilateral/id/"
LI, WANG = f"{BASE}person/CN/li-qiang", f"{BASE}person/CN/wang-yi"
LUKASHENKO, O_BRIEN = f"{BASE}person/BY/alexander-lukashenko", f"{BASE}person/x/o-brien-script"
SCO, CHINA, BELARUS = f"{BASE}organization/SCO", f"{BASE}state/CN", f"{BASE}state/BY"


class Graph:
    """The hand-made graph of tests/data/contacts.trig, answered over the union of its graphs."""

    def __init__(self) -> None:
        self.store = ox.Store()
        self.store.load(path=str(HERE / "data" / "contacts.trig"), format=ox.RdfFormat.TRIG)

    def query(self, sparql: str) -> object:
        return self.store.query(sparql, use_default_graph_as_union=True)


def skip(reason: str) -> None:
    """Skip, unless everything is meant to be there."""
    if os.environ.get("KG_TEST_ALL") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="module")
def graph() -> Graph:
    return Graph()


@pytest.fixture
def exported(graph: Graph, tmp_path: Path) -> Path:
    out = tmp_path / "actors.gexf"
    gexf.write(graph, out)
    return out


def edges(network: object) -> dict[tuple[str, str, str], object]:
    return {(edge.source, edge.target, edge.kind): edge for edge in network.edges}  # type: ignore[attr-defined]


def test_there_is_one_edge_for_each_pair_and_kind_of_contact(graph: Graph) -> None:
    assert set(edges(build(graph))) == {
        (LUKASHENKO, LI, "meeting"),
        (LUKASHENKO, WANG, "meeting"),
        (LUKASHENKO, LI, "summit"),
        (SCO, LI, "summit"),
        (SCO, LUKASHENKO, "summit"),
        (WANG, O_BRIEN, "phone-call"),
    }


def test_a_planned_meeting_is_no_contact(graph: Graph) -> None:
    assert edges(build(graph))[LUKASHENKO, WANG, "meeting"].count == 1


def test_two_of_one_state_are_in_no_contact_with_each_other(graph: Graph) -> None:
    assert not [edge for edge in build(graph).edges if {edge.source, edge.target} == {LI, WANG}]


def test_the_weight_of_newman_shares_an_event_among_those_who_took_part(graph: Graph) -> None:
    # One meeting of three (1/2) and one of two (1/1).
    meeting = edges(build(graph))[LUKASHENKO, LI, "meeting"]
    assert (meeting.count, meeting.newman) == (2, 1.5)


def test_events_that_overlap_share_a_spell(graph: Graph) -> None:
    spells = edges(build(graph))[LUKASHENKO, LI, "meeting"].spells
    assert spells == ((date(2024, 8, 22), date(2024, 8, 23)),)


def test_an_event_without_a_date_has_no_spell_and_is_counted_as_undated(graph: Graph) -> None:
    call = edges(build(graph))[WANG, O_BRIEN, "phone-call"]
    assert (call.spells, call.undated, call.first) == ((), 1, None)


def test_a_period_keeps_what_touches_it_and_drops_the_undated(graph: Graph) -> None:
    kinds = {edge.kind for edge in build(graph, since="2024-07-04", until="2024-07").edges}
    assert kinds == {"summit"}
    assert {edge.kind for edge in build(graph, since="2024-08").edges} == {"meeting"}


def test_what_a_period_leaves_out_for_want_of_a_date_is_counted_and_told(graph: Graph, tmp_path: Path) -> None:
    undated = {c.iri for edge in build(graph).edges for c in edge.contacts if c.start is None}
    assert build(graph).left_out == 0
    assert build(graph, since="2024-08").left_out == len(undated) > 0
    told = str(gexf.write(graph, tmp_path / "some.gexf", since="2024-08"))
    assert told.endswith(f"; {len(undated)} without a date left out")


def test_a_contact_known_to_the_month_fills_it_and_is_counted_as_inexact(tmp_path: Path) -> None:
    graph = Graph()
    (event,) = {c.iri for edge in build(graph).edges if edge.kind == "summit" for c in edge.contacts}
    assert all(edge.inexact == 0 for edge in build(graph).edges)
    month = ox.NamedNode("https://w3id.org/bilateral/codes/date-precision/month")
    graph.store.add(ox.Quad(ox.NamedNode(event), ox.NamedNode("https://w3id.org/bilateral#datePrecision"), month))
    assert {edge.kind for edge in build(graph).edges if edge.inexact == 1} == {"summit"}
    assert "; 1 known to a week, month or year" in str(gexf.write(graph, tmp_path / "some.gexf"))


def test_a_file_from_demonstration_notes_says_so(exported: Path, tmp_path: Path) -> None:
    assert "demonstration" not in exported.read_text("utf-8")
    graph, said = Graph(), "1 of 4 articles are demonstration notes"
    about = ("articleId", ox.Literal("note")), ("outlet", ox.Literal("demonstration note"))
    for term, value in (*about, ("articleId", ox.Literal("another"))):
        where = ox.NamedNode(f"urn:{value.value if term == 'articleId' else 'note'}")
        graph.store.add(ox.Quad(where, ox.NamedNode(f"https://w3id.org/bilateral#{term}"), value, where))
    told = gexf.write(graph, tmp_path / "notes.gexf")
    assert said in str(told) and f"article. {said}" in (tmp_path / "notes.gexf").read_text("utf-8")


def test_a_year_and_a_month_stand_for_all_their_days() -> None:
    assert Period.of("2024", "2024-02") == Period(since=date(2024, 1, 1), until=date(2024, 2, 29))


@pytest.mark.parametrize("since", ["2024-13", "soon", "2024-02-30", "24-1-1"])
def test_what_is_no_day_is_refused_with_the_way_to_write_one(since: str) -> None:
    with pytest.raises(UsageError, match="YYYY-MM-DD"):
        Period.of(since, None)


def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(UsageError, match="before it begins"):
        Period.of("2024", "2023")


def test_an_unknown_view_is_refused_with_the_known_ones(graph: Graph) -> None:
    with pytest.raises(UsageError, match="actors, states"):
        build(graph, view="actor")


def test_between_states_persons_stand_for_their_state_and_agreements_count_once(graph: Graph) -> None:
    found = edges(build(graph, view="states"))
    assert set(found) == {
        (BELARUS, CHINA, "meeting"),
        (BELARUS, CHINA, "summit"),
        (BELARUS, CHINA, "partnership"),
        (SCO, BELARUS, "summit"),
        (SCO, CHINA, "summit"),
    }
    partnership = found[BELARUS, CHINA, "partnership"]
    assert (partnership.count, partnership.sources, partnership.first) == (1, 2, date(2022, 9, 15))


def test_the_same_graph_gives_the_same_bytes(exported: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.gexf"
    gexf.write(Graph(), again)
    assert again.read_bytes() == exported.read_bytes()


@pytest.mark.parametrize("view", ["actors", "states"])
def test_the_file_keeps_to_every_rule_of_ours(graph: Graph, tmp_path: Path, view: str) -> None:
    out = tmp_path / f"{view}.gexf"
    gexf.write(graph, out, view=view)
    assert check(out) == []


def test_a_graph_without_contacts_gives_a_file_that_opens(graph: Graph, tmp_path: Path) -> None:
    out = tmp_path / "none.gexf"
    summary = gexf.write(graph, out, since="2030")
    assert (summary.nodes, summary.edges) == (0, 0)
    assert check(out) == []
    assert len(nx.read_gexf(out)) == 0


def test_the_file_is_valid_by_the_official_relax_ng(exported: Path) -> None:
    where = os.environ.get("KG_GEXF_RNG")
    if not where:
        pytest.skip("KG_GEXF_RNG does not name the RELAX NG of GEXF 1.3 (gexf.rng)")
    etree = pytest.importorskip("lxml.etree")
    schema = etree.RelaxNG(etree.parse(where))
    assert schema.validate(etree.parse(str(exported))), schema.error_log


def test_networkx_opens_the_file_with_names_dates_and_places(exported: Path) -> None:
    opened = nx.read_gexf(exported)
    assert opened.nodes[LI]["label"] == "Li Qiang"
    assert (opened.nodes[LI]["iso2"], opened.nodes[LI]["iso3"], opened.nodes[LI]["partners"]) == ("CN", "CHN", 2)
    assert opened.nodes[LI]["viz"]["color"] == {"r": 0, "g": 114, "b": 178, "a": 1.0}
    assert len({tuple(data["viz"]["position"].values()) for _, data in opened.nodes(data=True)}) == len(opened)
    meeting = next(d for d in opened.get_edge_data(LI, LUKASHENKO).values() if d["contact"] == "meeting")
    assert (meeting["weight"], meeting["weight_newman"], meeting["count"]) == (2.0, 1.5, 2)
    assert meeting["spells"] == [("2024-08-22", "2024-08-23T23:59:59")]
    assert (meeting["first_date"], meeting["last_date"]) == ("2024-08-22", "2024-08-23")
    assert meeting["evidence"] == 'Li Qiang met Lukashenko & "others" in <b>Minsk</b>'


def test_a_name_with_markup_stays_a_name(exported: Path) -> None:
    assert nx.read_gexf(exported).nodes[O_BRIEN]["label"] == "O'Brien <script>alert(1)</script>"


def reader_in_node(tmp_path: Path) -> Path:
    """The program that opens a GEXF file under Node; its packages are installed where everything is to be tested."""
    folder = HERE / "node"
    if not shutil.which("node"):
        skip("node is not installed")
    if not (folder / "node_modules" / "graphology-gexf").is_dir():
        if os.environ.get("KG_TEST_ALL") != "1":
            pytest.skip("its packages are not installed: npm ci --prefix tests/node")
        for name in ("package.json", "package-lock.json", "read_gexf.js"):
            shutil.copy(folder / name, tmp_path / name)
        command = ["npm", "ci", "--no-audit", "--no-fund", "--prefix", str(tmp_path)]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
        folder = tmp_path
    return folder / "read_gexf.js"


@given(st.text())
def test_any_name_gives_a_file_that_parses_with_the_name_on_one_line(name: str) -> None:
    party = Party(iri="https://example.org/a", label=name, type="person", aliases=(name,))
    node = Node(party=party, count=1, partners=1, first=None, last=None, x=0.0, y=0.0)
    text = "".join(gexf.lines(Network(view="actors", nodes=(node,), edges=())))
    label = next(ET.fromstring(text.encode("utf-8")).iter(f"{GEXF}node")).get("label", "")
    assert label.strip() and "\n" not in label
    if name.isprintable() and name.strip():
        assert label == " ".join(name.split())


def test_graphology_opens_the_file_under_node(exported: Path, tmp_path: Path) -> None:
    command = ["node", str(reader_in_node(tmp_path)), str(exported)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    opened = json.loads(done.stdout)
    assert (opened["type"], opened["multi"]) == ("undirected", True)
    li = next(node for node in opened["nodes"] if node["id"] == LI)
    assert (li["label"], li["actor_type"], li["first_date"], li["count"]) == ("Li Qiang", "person", "2024-07-03", 3)
    assert li["color"] and li["size"] > 0 and isinstance(li["x"], float | int)
    assert sorted((edge["contact"], edge["weight"]) for edge in opened["edges"]) == [
        ("meeting", 1),
        ("meeting", 2),
        ("phone-call", 1),
        ("summit", 1),
        ("summit", 1),
        ("summit", 1),
    ]


def test_a_path_that_cannot_be_written_is_a_sentence(graph: Graph, tmp_path: Path) -> None:
    with pytest.raises(KgError, match="Name a file in a folder that exists"):
        gexf.write(graph, tmp_path / "missing" / "a.gexf")


SPOILT = {
    "no XML": ("</gexf>", ""),
    "the root is": ('version="1.3"', 'version="1.2"'),
    "has no place in gexf": ("<meta>", '<meta xmlns="http://www.gexf.net/1.2draft">'),
    "out of order in graph": (
        '    <attributes class="edge" mode="static">',
        '    <edges count="0"></edges><attributes class="edge" mode="static">',
    ),
    "is not declared": ('<attvalue for="iso2"', '<attvalue for="iso"'),
    "is no integer": ('<attvalue for="count" value="', '<attvalue for="count" value="x'),
    "edge attribute title 'contact' twice": ('title="count" type="integer"/>\n      <attribute id="undated"',
                                             'title="Contact" type="integer"/>\n      <attribute id="undated"'),
    "type 'date' of first_date is unknown": ('title="first_date" type="string"', 'title="first_date" type="date"'),
    "node id": (f'id="{LI}"', f'id="{WANG}"'),
    "dangles": (f'source="{LUKASHENKO}"', f'source="{LUKASHENKO}x"'),
    "is a loop": (f'source="{LUKASHENKO}" target="{LI}"', f'source="{LI}" target="{LI}"'),
    "two edges of kind": (
        f'source="{LUKASHENKO}" target="{LI}" weight="1.0" kind="summit"',
        f'source="{LUKASHENKO}" target="{LI}" weight="1.0" kind="meeting"',
    ),
    "has no kind": (' kind="summit"', ""),
    "weighs": ('weight="1.0"', 'weight="0"'),
    "has no label": ('label="Li Qiang"', 'label=" "'),
    "a line break in label": ('label="Li Qiang"', 'label="Li&#10;Qiang"'),
    "is no full date": ('start="2024-08-22"', 'start="2024-08"'),
    "a spell without length": ('end="2024-08-22T23:59:59"', 'end="2024-08-22"'),
    "spells overlap": ("<spells>", '<spells><spell start="2024-01-01" end="2025-01-01"/>'),
    "times in a graph of mode 'static'": ('mode="dynamic"', 'mode="static"'),
    "a second kind of time": ('<spell start="2024-08-22"', '<spell timestamp="2024-08-22"'),
    "does not say timeformat": ('timeformat="date" ', ""),
    "nodes says count": ("<nodes count=\"5\">", "<nodes count=\"4\">"),
}  # fmt: skip


@pytest.mark.parametrize("fault", SPOILT)
def test_the_checker_refuses_a_spoilt_file(exported: Path, fault: str) -> None:
    right, wrong = SPOILT[fault]
    text = exported.read_text()
    assert right in text
    exported.write_text(text.replace(right, wrong, 1))
    assert any(fault in found for found in check(exported)), check(exported)
