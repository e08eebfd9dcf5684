"""Searches in values that are held give what the engine gives, and all others are the engine's."""

from __future__ import annotations

import random
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest

from kg.serve.texts import SEARCHED, TIME, Texts, search
from kg.store import change, open_reader
from tests.scene import minsk
from tests.served import make_store, serving

LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
SEARCHES = [
    'SELECT ?x WHERE { ?x <a:p> ?l FILTER(CONTAINS(?l, "%s")) }',
    'select ?l ?x { ?x <a:p> ?l . FILTER ( contains(LCASE(?l), "%s") ) . } ',
    'SELECT * { ?x <a:p> ?l FILTER(CONTAINS(?l, "%s")) }',
    'SELECT ?l WHERE { ?x <a:p> ?l FILTER(CONTAINS(lcase(?l), "%s")) }',
]
OTHERS = [
    'SELECT DISTINCT ?x { ?x <a:p> ?l FILTER(CONTAINS(?l, "a")) }',
    'SELECT ?x { ?x <a:p> ?l FILTER(CONTAINS(?l, "a") && ?x != <a:1>) }',
    'SELECT ?x { ?x <a:p> ?l FILTER(CONTAINS(?x, "a")) }',
    'SELECT ?x ?x { ?x <a:p> ?l FILTER(CONTAINS(?l, "a")) }',
    'SELECT ?y { ?x <a:p> ?l FILTER(CONTAINS(?l, "a")) }',
    'SELECT ?x { ?x <a:p> ?x FILTER(CONTAINS(?x, "a")) }',
    'SELECT ?x { ?x foaf:name ?l FILTER(CONTAINS(?l, "a")) }',
    'SELECT ?x { ?x <a:p> ?l FILTER(CONTAINS(?l, "a"@en)) }',
    'SELECT ?x { ?x <a:p> ?l FILTER(CONTAINS(?l, "\\u0061")) }',
    'SELECT ?x { ?x <a:p> ?l FILTER(CONTAINS(?l, "")) }',
    'SELECT ?x { ?x <a:p> ?l FILTER(CONTAINS(UCASE(?l), "A")) }',
    'SELECT ?x { ?x <a:p> ?l FILTER(CONTAINS(?l, "a")) } ORDER BY ?x',
    'SELECT ?x FROM <a:g> { ?x <a:p> ?l FILTER(CONTAINS(?l, "a")) }',
    'SELECT ?x { ?x <a:p>+ ?l FILTER(CONTAINS(?l, "a")) }',
    'SELECT ?x { ?x a ?l FILTER(CONTAINS(?l, "a")) }',
]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Texts in several languages and alphabets, the same in two graphs, beside what is no text."""
    dice = random.Random(3)
    made = make_store(tmp_path_factory.mktemp("texts") / "graph", minsk())
    signs = 'abAB Éé"\\ßΣσςİı\U0001f600\n\t<&'
    nodes = [ox.NamedNode(f"a:{number}") for number in range(40)] + [ox.BlankNode(f"b{n}") for n in range(3)]

    def fill(quads: ox.Store) -> None:
        for _ in range(300):
            text = "".join(dice.choices(signs, k=dice.randrange(6)))
            value = dice.choice([ox.Literal(text), ox.Literal(text, language=dice.choice(("en", "fr-CA")))])
            for graph in dice.choice(
                ([ox.DefaultGraph()], [ox.NamedNode("a:g")], [ox.NamedNode("a:g"), ox.NamedNode("a:h")])
            ):
                quads.add(ox.Quad(dice.choice(nodes), ox.NamedNode("a:p"), value, graph))
        for value in (
            ox.Literal(5),
            ox.NamedNode("a:b"),
            ox.BlankNode("b"),
            ox.Literal("a", datatype=ox.NamedNode("a:t")),
        ):
            quads.add(ox.Quad(nodes[0], ox.NamedNode("a:p"), value))
        quads.add(ox.Quad(nodes[0], ox.NamedNode("a:nul"), ox.Literal("a\0b")))

    change(made, fill)
    return made


def rows(answer: bytes | None) -> list[str]:
    found = ox.parse_query_results(answer or b"", format=ox.QueryResultsFormat.JSON)
    assert isinstance(found, ox.QuerySolutions)
    names = sorted(name.value for name in found.variables)
    return sorted(str([row[name] for name in names]) for row in found)


@pytest.mark.parametrize("union", [True, False])
@pytest.mark.parametrize("query", SEARCHES)
def test_what_is_held_is_found_as_the_engine_finds_it(store: Path, query: str, union: bool) -> None:
    with open_reader(store) as reader:
        texts, given = Texts(reader), 0
        for text in (
            "a",
            "b",
            "B",
            "é",
            "É",
            "ab",
            "a b",
            "σ",
            "ς",
            "Σ",
            "i",
            "ı",
            "ß",
            "<",
            "&",
            "\U0001f600",
            "none",
            "\t",
        ):
            asked = query % text
            wanted = search(asked)
            assert wanted is not None
            found = texts.answer(wanted, union=union, seconds=60)
            usual = reader.look_up(asked, union=union)
            assert isinstance(usual, ox.QuerySolutions)
            if found is not None:
                given += 1
                assert rows(found.data) == rows(usual.serialize(format=ox.QueryResultsFormat.JSON))
        assert given == 18 - SEARCHED


def test_a_limit_is_kept_and_names_are_ours(store: Path) -> None:
    with open_reader(store) as reader:
        texts = Texts(reader)
        for number in range(6):
            wanted = search(f'SELECT ?x {{ ?x rdfs:label ?l FILTER(CONTAINS(?l, "i")) }} LIMIT {number}')
            assert wanted is not None and wanted.property == LABEL
            found = texts.answer(wanted, union=True, seconds=60)
            assert found is None or len(rows(found.data)) == number


@pytest.mark.parametrize("query", OTHERS)
def test_other_queries_are_the_engines(query: str) -> None:
    assert search(query) is None


def test_what_cannot_be_held_or_would_take_too_long_is_the_engines(store: Path) -> None:
    with open_reader(store) as reader:
        for name, seconds in (("a:nul", 60.0), ("a:p", TIME / 2)):
            texts, wanted = Texts(reader), search(f'SELECT ?x {{ ?x <{name}> ?l FILTER(CONTAINS(?l, "a")) }}')
            assert wanted is not None
            assert [texts.answer(wanted, union=True, seconds=seconds) for _ in range(6)] == [None] * 6


def test_over_http_the_tenth_search_gives_what_the_first_gave_with_its_rows_and_notes(store: Path) -> None:
    with serving(store, cache=0, workers=1) as address, httpx.Client(base_url=address, timeout=30) as client:
        for accept in ("application/sparql-results+json", "text/csv"):
            query = 'SELECT ?x ?l { ?x <a:p> ?l FILTER(CONTAINS(?l, "a")) }'
            found = [client.get("/sparql", params={"query": query}, headers={"Accept": accept}) for _ in range(10)]
            assert {one.status_code for one in found} == {200}
            assert len({one.headers["etag"] for one in found}) == 1
            if accept != "text/csv":
                assert len({str(rows(one.content)) for one in found}) == 1
        change(store, lambda quads: quads.update("INSERT DATA { <a:new> <a:p> 'a new one' }"))
        query = 'SELECT ?x { ?x <a:p> ?l FILTER(CONTAINS(?l, "a new one")) }'
        assert client.get("/sparql", params={"query": query}).text.count('"a:new"') == 1
