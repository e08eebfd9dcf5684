"""Full text: names and the words that facts rest on are found, in the generation that holds them."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from kg.across import Ledger
from kg.cli import app
from kg.store import open_reader, open_writer
from kg.store.words import Words, _query, search
from kg.triples.iris import DEFAULT_BASE as BASE
from tests.concluding import make_store
from tests.scene import MINSK, SANTIAGO, minsk, plan, readings, santiago


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("words") / "s"
    make_store(path, readings())
    return path


def found(store: Path, asked: str, **options: object) -> list[str]:
    with open_reader(store) as reader:
        return [hit.text for hit in reader.search(asked, **options)]  # type: ignore[arg-type]


def test_words_that_facts_rest_on_are_found_with_their_place_in_the_article(store: Path) -> None:
    with open_reader(store) as reader:
        [hit] = reader.search("deepen partnership")
        article = reader.article(hit.of)
    assert hit.kind == "words"
    assert article == MINSK
    assert hit.text == MINSK.text[hit.begin : hit.end]
    assert "deepen the all-weather partnership" in hit.text


def test_names_are_found_by_all_ways_in_which_articles_write_them_and_stand_before_words(store: Path) -> None:
    with open_reader(store) as reader:
        hits = list(reader.search("premier li"))
    assert [hit.kind for hit in hits[:1]] == ["name"]
    assert hits[0].of == "person/CN/li-qiang"
    assert {hit.kind for hit in hits[1:]} == {"words"}
    assert found(store, "lukashenko", kind="name") == ["Lukashenko", "Alexander Lukashenko"]
    assert all("Lukashenko" in text for text in found(store, "lukashenko", kind="words"))


def test_a_title_is_looked_through_too(store: Path) -> None:
    assert "Boric and Scholz speak by phone" in found(store, "boric phone")


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ("LITHIUM", 1),
        ("lithïum", 1),
        ("lith", 0),
        ("lith*", 1),
        ('"lithium the"', 1),
        ('"the lithium memorandum"', 0),
        ("memorandum lithium", 1),
        ("memorandum Minsk", 0),
        ("", 0),
        ("*", 0),
        ('"', 0),
    ],
)
def test_words_are_asked_for_as_people_write_them(store: Path, asked: str, count: int) -> None:
    assert len(found(store, asked, kind="words")) == count


@given(st.text(max_size=30))
def test_nothing_that_one_may_type_is_an_error(asked: str) -> None:
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE words USING fts5 (text)")
    if query := _query(asked):
        database.execute("SELECT * FROM words WHERE words MATCH ?", (query,)).fetchall()


def test_words_in_words_are_found_once(store: Path) -> None:
    assert len(found(store, "park")) == 1


def test_a_reader_finds_what_its_generation_holds_while_builds_go_on(tmp_path: Path) -> None:
    make_store(tmp_path / "s", [minsk(), plan()])
    with open_reader(tmp_path / "s") as before:
        make_store(tmp_path / "s", [santiago()])
        with open_writer(tmp_path / "s", base=BASE, reader="cascade", version="test") as writer:
            assert writer.remove([MINSK.id]) == 1
            writer.publish(Ledger(writer.ledger, base=BASE), b"")
        assert [hit.of for hit in before.search("park")] == [MINSK.key]
        assert list(before.search("memorandum")) == []
        assert list(before.search("Lukashenko", kind="name"))
    assert found(tmp_path / "s", "park") == []
    assert [hit for hit in found(tmp_path / "s", "memorandum") if hit in SANTIAGO.text]
    assert "Alexander Lukashenko" in found(tmp_path / "s", "Lukashenko", kind="name"), "the plan names him still"


def test_what_no_generation_shows_is_forgotten(tmp_path: Path) -> None:
    make_store(tmp_path / "s", [minsk(), plan()])
    with open_writer(tmp_path / "s", base=BASE, reader="cascade", version="test") as writer:
        writer.remove([MINSK.id])
        number = writer.publish(Ledger(writer.ledger, base=BASE), b"").number
        path = tmp_path / "s" / "words.sqlite"
        assert list(search(path, "park", generation=number - 1))
        words = Words(path)
        words.sync(words.articles(), _never, generation=number, oldest=number)
        assert not list(search(path, "park", generation=number - 1))
        assert list(search(path, "Scholz", generation=number))


def _never(key: str) -> NoReturn:
    raise AssertionError("nothing has come")


def test_the_command_prints_article_place_and_words(store: Path) -> None:
    ended = CliRunner().invoke(app, ["search", "deepen", "partnership", "--store", str(store)])
    assert ended.exit_code == 0
    begin = MINSK.text.index("Li said China")
    assert ended.stdout.startswith(f"minsk-held text {begin}-")
    told = CliRunner().invoke(app, ["search", "deepen", "--json", "--store", str(store)])
    assert json.loads(told.stdout)["article"] == "minsk-held"
    assert json.loads(told.stdout)["begin"] == begin
