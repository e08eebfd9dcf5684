"""Answers with their evidence: every row of every question leads to words that stand in an article."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.queries import catalogue, find, run, with_evidence
from kg.queries.evidence import COLUMNS
from tests import world
from tests.scene import graph
from tests.test_queries import golden, long

ASKED = [query.name for query in catalogue()]
ARTICLES = {reading.article.id: reading.article for reading in world.readings()}
IDS = {reading.article.key: reading.article.id for reading in world.readings()}


@pytest.fixture(scope="module")
def store() -> ox.Store:
    return graph(*world.readings())


def given(name: str) -> dict[str, str]:
    return {key: long(value, IDS) for key, value in golden(name).parameters.items()}


def cells(row: tuple[object, ...]) -> dict[str, str]:
    return {
        name: cell.value  # type: ignore[attr-defined]
        for name, cell in zip(COLUMNS, row[-len(COLUMNS) :], strict=True)
        if cell is not None
    }


@pytest.mark.parametrize("name", [name for name in ASKED if name != "article-actors"])
def test_each_row_of_each_question_has_its_words_and_they_stand_in_the_article(name: str, store: ox.Store) -> None:
    table = with_evidence(store, name, given(name))
    plain = run(store, name, given(name))
    assert table.columns == plain.columns + COLUMNS
    width = len(plain.columns)
    assert list(dict.fromkeys(row[:width] for row in table.rows)) == list(dict.fromkeys(plain.rows))
    assert table.rows
    for row in table.rows:
        words = cells(row)
        part = ARTICLES[words["evidence_article"]].part(words["evidence_part"])  # type: ignore[arg-type]
        assert part[int(words["evidence_begin"]) : int(words["evidence_end"])] == words["evidence_quote"]


def test_a_count_has_the_words_behind_everything_that_it_counts(store: ox.Store) -> None:
    rows = [row for row in with_evidence(store, "who-met-whom").rows if row[0].value == "Ana Ferro"]  # type: ignore[union-attr]
    behind = {(row[1].value, cells(row)["evidence_article"]) for row in rows}  # type: ignore[union-attr]
    assert behind == {
        ("Ken Mori", "partnership-founded"),
        ("Ken Mori", "partnership-upgraded"),
        ("Peter Otieno", "state-visit"),
        ("Peter Otieno", "state-visit-wire"),
    }


def test_an_event_has_the_words_of_all_its_reports(store: ox.Store) -> None:
    table = with_evidence(store, "meetings-of-a-dyad", {"a": "Kenya", "b": "Norway"})
    told = {(words["evidence_outlet"], words["evidence_published"]) for words in map(cells, table.rows)}
    assert told == {("North Wire", "2021-03-01"), ("North Wire", "2021-03-11"), ("Rift Courier", "2021-03-12")}


def test_sparql_of_ones_own_has_evidence_where_a_fact_stands_in_the_row(store: ox.Store) -> None:
    table = with_evidence(store, "SELECT ?s { ?s bi:levelChange 'upgraded' }")
    assert [cells(row)["evidence_quote"] for row in table.rows] == [
        "Chile and Japan on September 2 upgraded their relations to a comprehensive strategic partnership."
    ]
    bare = with_evidence(store, "SELECT (1 AS ?one) {}")
    assert [cells(row) for row in bare.rows] == [{}]
    assert with_evidence(store, "ASK { ?s ?p ?o }").yes


def test_every_question_that_counts_marks_what_it_counts() -> None:
    counting = {query.name for query in catalogue() if "(COUNT(" in query.text}
    # These show each thing that they count beside as a column, or count what its reports are.
    itself = {"meetings-of-a-dyad", "told-by-one-outlet"}
    assert {query.name for query in catalogue() if "# evidence: ?" in query.text} == counting - itself
    assert find("contacts-by-dyad").name in counting
