"""The questions of the library over a small graph: golden tables, parameters, forms, mistakes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import QueryError, UsageError
from kg.queries import FORMS, Parameter, Table, catalogue, find, format, read, run, unknown_names
from kg.queries.answers import term, with_parameters
from kg.queries.names import kind_of
from kg.resources import folder
from kg.store import PREFIXES
from tests import world
from tests.scene import BASE, graph, readings

GOLDEN = Path(__file__).parent / "golden"
NAMES = sorted(path.stem for path in folder("queries").glob("*.rq"))
EVENT = re.compile(rf"^({re.escape(BASE)}meeting/[^/]+/[^/]+)/[0-9a-f]{{8}}$")
SCORED = {
    "article-actors": "article type name country",
    "article-positions": "article fact person title of",
    "article-meetings": "article meeting kind status start end city country venue participant",
    "article-agreements": "article agreement label kind status party",
    "article-principles": "article fact concept speaker onBehalfOf",
    "article-statements": "article fact speaker onBehalfOf act begin end quote",
    "article-relations": "article fact a b established",
    "article-evidence": "article fact part begin end quote",
}


@dataclass(frozen=True, kw_only=True)
class Golden:
    """One file of `golden/`: tab-separated rows below the columns; "!" marks one that must not be there, where "*"
    stands for anything; "#" gives a parameter. IRIs are written short: `<article id>/…`, or without the base; that of
    an event ends at its states, for the digest behind them says nothing to a reader."""

    parameters: dict[str, str]
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    never: tuple[tuple[str, ...], ...]


def golden(name: str) -> Golden:
    lines = (GOLDEN / f"{name}.tsv").read_text("utf-8").splitlines()
    comments = [line[1:].strip() for line in lines if line.startswith("#")]
    header, *rest = [line for line in lines if line and not line.startswith("#")]
    return Golden(
        parameters=dict(comment.split("=", 1) for comment in comments),
        columns=tuple(header.split("\t")),
        rows=tuple(tuple(line.split("\t")) for line in rest if not line.startswith("!")),
        never=tuple(tuple(line[1:].split("\t")) for line in rest if line.startswith("!")),
    )


def short(cell: object, ids: dict[str, str]) -> str:
    if cell is None:
        return ""
    value = cell.value if isinstance(cell, ox.NamedNode | ox.Literal) else str(cell)
    value = value.replace("\t", "\\t").replace("\n", "\\n")
    value = EVENT.sub(r"\1", value)
    key = re.match(rf"{BASE}article/(\w+)", value)
    return value.replace(key[0], ids[key[1]]) if key else value.removeprefix(BASE)


@pytest.fixture(scope="module")
def store() -> ox.Store:
    return graph(*readings())


@pytest.fixture(scope="module")
def ids() -> dict[str, str]:
    return {reading.article.key: reading.article.id for reading in readings()}


def long(value: str, ids: dict[str, str]) -> str:
    for key, name in ids.items():
        value = re.sub(rf"^{re.escape(name)}/", f"{BASE}article/{key}/", value)
    return value


@pytest.fixture(scope="module")
def small_world() -> ox.Store:
    return graph(*world.readings())


@pytest.fixture(scope="module")
def world_ids() -> dict[str, str]:
    return {reading.article.key: reading.article.id for reading in world.readings()}


@pytest.mark.parametrize("name", NAMES)
def test_each_question_gives_its_golden_table(
    name: str, store: ox.Store, small_world: ox.Store, world_ids: dict[str, str]
) -> None:
    expected = golden(name)
    given = {key: long(value, world_ids) for key, value in expected.parameters.items()}
    # What lists all articles is held against the four of the scene, all else against the world around them.
    table = run(store if name in SCORED else small_world, name, given)
    rows = [tuple(short(cell, world_ids) for cell in row) for row in table.rows]
    assert table.columns == expected.columns
    assert rows == list(expected.rows)
    for never in expected.never:
        like = [row for row in rows if all(wish in ("*", cell) for wish, cell in zip(never, row, strict=True))]
        assert not like


@pytest.mark.parametrize("name", NAMES)
def test_each_golden_table_has_rows_and_one_that_must_not_appear(name: str) -> None:
    expected = golden(name)
    assert expected.rows
    assert expected.never
    assert {len(row) for row in expected.rows + expected.never} == {len(expected.columns)}


def test_each_golden_table_belongs_to_a_question() -> None:
    assert NAMES
    assert sorted(path.stem for path in GOLDEN.glob("*.tsv")) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_each_question_is_valid_sparql_1_1_as_it_stands(name: str) -> None:
    from rdflib.plugins.sparql import prepareQuery

    prepareQuery((folder("queries") / f"{name}.rq").read_text("utf-8"))


@pytest.mark.parametrize("name", NAMES)
def test_each_header_names_the_columns_in_order_and_all_else(name: str, store: ox.Store) -> None:
    query = find(name)
    assert query.question.endswith("?")
    assert query.notes
    assert tuple(column for column, _ in query.columns) == run(store, query).columns
    assert all(meaning for _, meaning in query.columns)


@pytest.mark.parametrize(("name", "columns"), SCORED.items())
def test_the_scored_questions_have_the_agreed_columns(name: str, columns: str, store: ox.Store) -> None:
    assert run(store, name).columns == tuple(columns.split())


def test_there_are_more_than_24_questions_of_a_researcher() -> None:
    assert len([name for name in NAMES if not name.startswith("article-")]) >= 24
    assert [query.name for query in catalogue()] == NAMES


def test_a_name_of_another_article_never_leaks_into_a_row(store: ox.Store) -> None:
    names = {(row[0].value, row[2].value) for row in run(store, "article-actors").rows}
    for query, column in (("article-meetings", 9), ("article-statements", 2), ("article-principles", 3)):
        for row in run(store, query).rows:
            if row[column]:
                assert (row[0].value, row[column].value) in names


def test_a_finer_principle_is_printed_as_the_scored_one(store: ox.Store) -> None:
    concepts = {row[2].value for row in run(store, "article-principles").rows}
    assert "one-china" in concepts
    assert "one-china-policy" not in concepts


def test_every_fact_of_every_question_has_its_words(store: ox.Store) -> None:
    told = {row[1].value for row in run(store, "article-evidence").rows}
    facts = set()
    for name in SCORED:
        table = run(store, name)
        for column in {"fact", "meeting", "agreement"} & set(table.columns):
            facts |= {row[table.columns.index(column)].value for row in table.rows}
    assert facts
    assert facts <= told


def test_quotes_are_given_back_to_the_character(store: ox.Store) -> None:
    texts = {reading.article.id: reading.article for reading in readings()}
    rows = run(store, "article-evidence").rows
    assert rows
    for article, _, part, begin, end, quote in rows:
        assert texts[article.value].part(part.value)[int(begin.value) : int(end.value)] == quote.value


def test_a_parameter_takes_the_place_of_its_default(store: ox.Store) -> None:
    assert len(run(store, "meetings-of-a-dyad", {"a": "CL", "b": "Germany"}).rows) > 0
    assert run(store, "meetings-of-a-dyad", {"a": "CL", "b": "DE", "until": "2025-03-01"}).rows == ()
    assert len(run(store, "meetings-of-a-dyad", {"since": "2024-08-22", "until": "2024-08-22"}).rows) == 2


# The words and contacts of one article are in facts-of-an-article; with a parameter Virtuoso finds no end of these two.
@pytest.mark.parametrize("name", sorted(set(SCORED) - {"article-evidence", "article-meetings"}))
def test_what_lists_all_articles_lists_one_on_demand(name: str, small_world: ox.Store) -> None:
    whole = run(small_world, name).rows
    ids = {row[0].value for row in whole}
    assert len(ids) > 1
    for one in ids:
        assert run(small_world, name, {"article": one}).rows == tuple(row for row in whole if row[0].value == one)
    assert run(small_world, name, {"article": "of no article"}).rows == ()
    assert run(small_world, name, {"article": ""}).rows == whole


def test_the_names_of_a_dyad_may_be_given_in_either_order(store: ox.Store) -> None:
    one = run(store, "meetings-of-a-dyad", {"a": "Belarus", "b": "China"})
    assert one.rows == run(store, "meetings-of-a-dyad").rows
    assert one.rows


def with_more(store: ox.Store, triples: str) -> ox.Store:
    """A copy of the graph with triples more in the graph of an article."""
    more = ox.Store()
    more.extend(store)
    prefixes = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
    codes = f"PREFIX id: <{BASE}>\nPREFIX codes: <https://w3id.org/bilateral/codes/>\n"
    more.update(f"{prefixes}{codes}INSERT DATA {{ GRAPH <{BASE}article/more> {{ {triples} }} }}")
    return more


def test_a_contact_without_a_day_takes_no_day_from_the_others(store: ox.Store) -> None:
    more = with_more(
        store,
        """<urn:undated> bi:reportedBy <urn:report> ; bi:status codes:status\\/held ; bi:involves id:state\\/CN ;
        bi:eventType codes:event-type\\/meeting ;
        bi:participant id:person\\/BY\\/alexander-lukashenko, id:person\\/CN\\/li-qiang .""",
    )
    (met,) = run(more, "who-met-whom").rows
    assert [cell.value for cell in met[:6]] == ["Alexander Lukashenko", "Li Qiang", "2", *["2024-08-22"] * 2, "1"]
    assert "2024-08-22" in met[6].value
    (partner,) = run(more, "partners-of-an-actor", {"actor": "Alexander Lukashenko"}).rows
    assert [cell.value for cell in partner[:5]] == ["Li Qiang", "meeting", "2", "2024-08-22", "2024-08-22"]


def test_of_two_states_that_speak_together_each_stands_beside_itself(store: ox.Store) -> None:
    more = with_more(
        store,
        """<urn:said> bi:speaker id:state\\/CN, id:state\\/BY ; bi:onBehalfOf id:state\\/CN, id:state\\/BY ;
        bi:stance codes:stance\\/support ; bi:evidence <urn:words> ; bi:principle codes:principle\\/democracy ;
        bi:speechAct codes:act\\/support . <urn:words> bi:exact "together" .""",
    )
    stated = run(more, "who-states-a-principle", {"principle": "Democracy"}).rows
    assert [(row[1].value, row[2].value) for row in stated] == [("Belarus", "Belarus"), ("China", "China")]
    spoken = run(more, "statements-for-a-state", {"state": "China"}).rows
    assert [row[1].value for row in spoken if row[0].value == "urn:said"] == ["China"]


def test_a_plan_is_shown_beside_the_contact_that_may_have_fulfilled_it(store: ox.Store) -> None:
    more = with_more(
        store,
        """<urn:held> bi:reportedBy <urn:report> ; bi:status codes:status\\/held ; bi:startDate "2024-09-17"^^xsd:date ;
        bi:eventType codes:event-type\\/talks ; bi:involves id:state\\/CN, id:state\\/DE .
        <urn:later> bi:reportedBy <urn:report> ; bi:status codes:status\\/held ; bi:startDate "2024-10-01"^^xsd:date ;
        bi:eventType codes:event-type\\/talks ; bi:involves id:state\\/CN, id:state\\/DE .""",
    )
    rows = run(more, "planned-never-held", {"before": "2025-01-01"}).rows
    assert [row[6].value for row in rows] == ["urn:held", "urn:held"]


@pytest.mark.parametrize("value", ['x" } # ', 'a"@en', "\\", "line\nfeed", "?a", '") } SELECT * { ("', "❤️ 习近平", ""])
def test_no_value_can_leave_its_place(value: str, store: ox.Store) -> None:
    assert run(store, "principles-of-an-actor", {"actor": value}).rows == ()


@pytest.mark.parametrize(
    ("name", "given", "words"),
    [
        ("meetings-of-a-dyad", {"sinse": "2024-01-01"}, "Did you mean 'since'"),
        ("meetings-of-a-dyad", {"since": "2024-13-45"}, "YYYY-MM-DD"),
        ("sentences-behind-a-fact", {"asked": "no iri"}, "an IRI"),
        ("who-met-whom", {"a": "b"}, "It has none"),
        ("SELECT * { ?s ?p ?o }", {"a": "b"}, "questions of the library"),
    ],
)
def test_a_wrong_parameter_is_told_with_what_would_be_right(
    name: str, given: dict[str, str], words: str, store: ox.Store
) -> None:
    with pytest.raises(QueryError, match=re.escape(words)):
        run(store, name, given)


def test_an_unknown_question_is_told_the_nearest(store: ox.Store) -> None:
    with pytest.raises(UsageError, match="Did you mean 'article-meetings'"):
        run(store, "article-meeting")


def test_parameters_have_a_type_and_an_example() -> None:
    dyad = find("meetings-of-a-dyad")
    assert [(one.name, one.type, one.example) for one in dyad.parameters] == [
        ("a", "string", "China"),
        ("b", "string", "Belarus"),
        ("since", "date", "1900-01-01"),
        ("until", "date", "2100-12-31"),
    ]


@pytest.mark.parametrize("query", [query for query in catalogue() if query.parameters], ids=lambda query: query.name)
def test_giving_each_example_changes_nothing(query: object, store: ox.Store) -> None:
    assert not isinstance(query, str)
    examples = {one.name: one.example for one in query.parameters}  # type: ignore[attr-defined]
    assert run(store, query, examples).rows == run(store, query).rows  # type: ignore[arg-type]


def test_values_are_escaped_by_the_terms_themselves() -> None:
    one = Parameter(name="a", type="string", meaning="", default='""')
    assert term(one, 'say "\\n"') == r'"say \"\\n\""'


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("SELECT * { ?s ?p ?o }", "question"),
        ("# question: Q?\n# parameters:\n#   a: string, x\nSELECT * { ?s ?p ?a }", "no VALUES row"),
        ("# question: Q?\n# parameters:\n#   a: x\nSELECT * { VALUES (?a) { (1) } # parameters\n}", "without its type"),
        ("# question: Q?\n# parameters:\n#   b: string, x\nSELECT * {\nVALUES (?a) { (1) } # parameters\n}", "differ"),
        ("# question: Q?\n# columns:\n# a\nSELECT ?a {}", "name: meaning"),
    ],
)
def test_a_malformed_header_is_refused_by_file(text: str, words: str) -> None:
    if "without" in words:
        text = text.replace("SELECT * { VALUES", "SELECT * {\nVALUES")
    with pytest.raises(QueryError, match=words) as caught:
        read("mine", text)
    assert caught.value.where == "queries/mine.rq"


MISTAKES = [
    ("SELEC ?s { ?s ?p ?o }", 1, "did you mean `SELECT`?"),
    ("SELECT ?s\nWHER { ?s ?p ?o }", 2, "Did you mean `WHERE`?"),
    ("SELECT ?s {\n  ?s a ?t .\n  FILTR(?t = 1)\n}", 3, "Did you mean `FILTER`?"),
    (
        "SELECT ?s {\n  ?s foaf:name ?n .\n}",
        2,
        "The prefix `foaf:` is unknown: add `PREFIX foaf: <http://xmlns.com/foaf/0.1/>`",
    ),
    ("SELECT ?s {\n  ?s ?p ?o .\n", 2, "A `}` is missing"),
    ("SELECT ?s { ?s ?p ?o } }", 1, "closes nothing"),
    ("SELECT ?s {\n  ?s ?p 'open }", 2, "no end on its line"),
    ("SELECT ?s ?o { ?s ?p ?o } GROUP BY ?s", 1, "GROUP BY"),
    ("INSERT DATA { <a:a> <a:b> 1 }", 1, "begins an update"),
    ("# nothing\n", 1, "The query is empty"),
    ("SELECT ?s { ?s eg:p ?o }", 1, "Known without that: bi:"),
]


@pytest.mark.parametrize(("sparql", "line", "words"), MISTAKES)
def test_a_syntax_error_is_told_with_line_and_column(sparql: str, line: int, words: str, store: ox.Store) -> None:
    with pytest.raises(QueryError) as caught:
        run(store, sparql)
    assert caught.value.exit_code == 3
    assert (caught.value.line or 1) >= line
    assert caught.value.column > 0
    assert f"line {caught.value.line}, column {caught.value.column}" in str(caught.value)
    assert words in str(caught.value)


UNFOUND = [
    ("meetings-of-a-dyad", {"a": "Chna", "b": "Belarus"}, ["no state 'Chna': did you mean 'China' or 'Chad'?"]),
    (
        "meetings-of-a-dyad",
        {"a": "china", "b": "Gremany"},
        ["'china': did you mean 'China'?", "did you mean 'Germany'?"],
    ),
    ("meetings-of-a-dyad", {"a": "CN", "b": "Germany"}, []),
    ("who-met-an-actor-most", {"actor": "Li Qian"}, ["no actor 'Li Qian': did you mean 'Li Qiang'?"]),
    ("who-met-an-actor-most", {"actor": "Qwertz Uiop"}, ["The graph has no actor 'Qwertz Uiop'."]),
    (
        "statements-for-a-state",
        {"state": "Untied Nations"},
        ["no state or organization 'Untied Nations': did you mean"],
    ),
    ("who-states-a-principle", {"principle": "Non-Interference"}, []),
    ("who-states-a-principle", {"principle": "non-interferance"}, ["did you mean 'non-interference'?"]),
    ("facts-of-an-article", {"article": "minsk-heldt"}, ["no article 'minsk-heldt': did you mean 'minsk-held'?"]),
    ("article-actors", {"article": "minsk-heldt"}, ["no article 'minsk-heldt': did you mean 'minsk-held'?"]),
    ("article-actors", {}, []),
    ("facts-of-a-rule", {"rule": "meet.wiht"}, ["no rule 'meet.wiht'"]),
]


@pytest.mark.parametrize(("name", "given", "words"), UNFOUND)
def test_a_name_that_the_graph_lacks_is_told_with_the_nearest(
    name: str, given: dict[str, str], words: list[str], store: ox.Store
) -> None:
    told = unknown_names(store, find(name), given)
    assert len(told) == len(words)
    assert all(part in sentence for part, sentence in zip(words, told, strict=True)), told


FREE = {"title", "topic", "summit"}
"""Parameters that any words may be given to."""


def test_it_is_known_what_each_text_that_a_question_takes_names() -> None:
    texts = {
        (one.name, kind_of(one) is None) for query in catalogue() for one in query.parameters if one.type == "string"
    }
    assert {name for name, free in texts if free} == FREE
    assert {name for name, free in texts if not free}.isdisjoint(FREE)


def test_triples_are_refused_where_a_table_is_asked(store: ox.Store) -> None:
    with pytest.raises(QueryError, match="Begin it with SELECT"):
        run(store, "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")


def odd() -> Iterator[Table]:
    yield run(
        ox.Store(), 'SELECT ?a ?b { VALUES (?a ?b) { ("x|y" "line\\nfeed\\ttab") (<urn:x> UNDEF) ("习近平" 1) } }'
    )


def test_json_is_sparql_results_json(store: ox.Store) -> None:
    body = json.loads(format(run(store, "article-actors"), "json"))
    assert body["head"]["vars"] == ["article", "type", "name", "country"]
    assert {"type": "literal", "value": "minsk-held"} in [row["article"] for row in body["results"]["bindings"]]
    assert any("country" not in row for row in body["results"]["bindings"])


TERMS = (
    *("1", '"01"^^xsd:integer', '"+1"^^xsd:integer', '"x"^^xsd:integer', "1.0", '"1."^^xsd:decimal', "1e0", "true"),
    *(
        '"INF"^^xsd:double',
        '"1"^^xsd:double',
        '"1"^^xsd:boolean',
        '"2024-01-01"^^xsd:date',
        '"a"^^<urn:x>',
        "<urn:a?b,c>",
    ),
    *(
        '""',
        '"12"',
        '" 12 "',
        '"x"@en-GB',
        r'"a\tb"',
        r'"a\nb"',
        r'"\r"',
        r'"a\\t\"b"',
        '"\'"',
        '"?x"',
        '"_:b"',
        '"<x>"',
    ),
    *(r'"\u0001\u2028é😀"', "UNDEF"),
)


@pytest.mark.parametrize("one", TERMS)
def test_a_table_and_its_json_have_each_term_as_the_engine_gave_it(one: str) -> None:
    sparql = (
        f"SELECT ?a ?b ?c {{ VALUES (?a ?b ?c) {{ ({one} UNDEF {one}) (UNDEF {one} UNDEF) (UNDEF UNDEF UNDEF) }} }}"
    )
    given = [tuple(row) for row in ox.Store().query(sparql, prefixes=dict(PREFIXES))]
    table = run(ox.Store(), sparql)
    assert list(table.rows) == given
    assert [
        tuple(row) for row in ox.parse_query_results(format(table, "json"), format=ox.QueryResultsFormat.JSON)
    ] == given


@pytest.mark.parametrize(("sparql", "rows"), [("SELECT * {}", 1), ("SELECT ?a { FILTER(false) }", 0), ("ASK {}", 0)])
def test_a_table_without_cells_keeps_its_rows(sparql: str, rows: int) -> None:
    table = run(ox.Store(), sparql)
    assert len(table.rows) == rows
    assert table.yes == (True if sparql.startswith("ASK") else None)
    assert json.loads(format(table, "json")).get("boolean") == table.yes


def test_a_table_for_a_screen_cuts_nothing_and_counts_its_rows() -> None:
    (table,) = odd()
    lines = str(format(table, "table")).splitlines()
    assert lines == ["a       b", "──────  ─────────────", "x|y     line feed tab", "urn:x", "习近平  1", "3 rows"]


def test_markdown_escapes_what_would_end_a_cell() -> None:
    (table,) = odd()
    assert str(format(table, "md")).splitlines() == [
        "| a | b |",
        "| --- | --- |",
        r"| x\|y | line feed tab |",
        "| urn:x |  |",
        "| 习近平 | 1 |",
    ]


def test_csv_and_tsv_are_the_w3c_forms() -> None:
    (table,) = odd()
    assert format(table, "csv") == 'a,b\r\nx|y,"line\nfeed\ttab"\r\nurn:x,\r\n习近平,1\r\n'.encode()
    assert format(table, "tsv").decode().splitlines()[0] == "?a\t?b"  # type: ignore[union-attr]


@pytest.mark.parametrize(("form", "words"), [("table", "yes"), ("md", "yes"), ("csv", "true"), ("tsv", "true")])
def test_a_question_of_yes_or_no_is_answered_so(form: str, words: str, store: ox.Store) -> None:
    assert str(format(run(store, "ASK { ?s ?p ?o }"), form)).strip() == words


@pytest.mark.parametrize("form", FORMS)
def test_an_empty_answer_has_every_form(form: str, store: ox.Store) -> None:
    assert format(run(store, "SELECT ?a ?b { <urn:no> ?a ?b }"), form)


def test_an_unknown_form_is_told_the_known_ones(store: ox.Store) -> None:
    with pytest.raises(UsageError, match="table, json, csv, tsv, md"):
        format(run(store, "ASK {}"), "xml")


def test_a_question_without_given_values_runs_as_its_file_stands() -> None:
    for query in catalogue():
        assert with_parameters(query, {}) == (folder("queries") / f"{query.name}.rq").read_text("utf-8")
