"""Full text in SPARQL: what is found by words, in which generation, and what is not."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.store import Reader, open_reader
from tests.scene import MINSK, minsk
from tests.served import BASE, NOTE, make_store, note


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    return open_reader(make_store(tmp_path_factory.mktemp("matched") / "graph", minsk(), note()))


def found(reader: Reader, pattern: str) -> set[str]:
    answer = reader.query(f"SELECT DISTINCT ?x WHERE {{ {pattern} }}")
    assert isinstance(answer, ox.QuerySolutions)
    return {row["x"].value for row in answer}


def test_an_actor_is_found_by_its_name_in_any_case(reader: Reader) -> None:
    [lukashenko] = found(reader, "?x a bi:Person FILTER(bi:matches(?x, 'LUKASHENKO alexander'))")
    assert lukashenko.startswith(BASE) and "lukashenko" in lukashenko
    assert found(reader, "?x a bi:Person FILTER(bi:matches(?x, 'luka*'))") == {lukashenko}
    assert found(reader, "?x a bi:Person FILTER(bi:matches(?x, 'luka'))") == set()
    assert found(reader, "?x a bi:Person FILTER(bi:matches(?x, 'Lukashenko Nobody'))") == set()


def test_an_article_and_its_run_are_found_by_the_words_of_a_fact(reader: Reader) -> None:
    words = "?x a bi:Article FILTER(bi:matches(?x, '\"mutual respect\"'))"
    assert found(reader, words) == {f"{BASE}article/{NOTE.key}"}
    assert found(reader, words.replace("mutual respect", "respect mutual")) == set()
    runs = found(reader, "?fact bi:evidence ?x FILTER(bi:matches(?x, 'lukashenko minsk'))")
    assert runs and all(run.startswith(f"{BASE}article/{MINSK.key}#char=") for run in runs)


def test_a_run_in_another_is_found_by_its_own_words_alone(reader: Reader) -> None:
    """Stated principles and names rest on parts of sentences, of which the index has the whole."""
    pattern = "?fact bi:evidence ?x . ?x bi:exact ?words FILTER(CONTAINS(LCASE(?words), '{}'))"
    for words in ("mutual respect", "lukashenko", "belarus"):
        holding = found(reader, pattern.format(words))
        assert holding
        matched = found(reader, f"?fact bi:evidence ?x FILTER(bi:matches(?x, '\"{words}\"'))")
        assert matched == holding


@pytest.mark.parametrize("given", ["?x", "?x, 5, 6", "?x, <a:b>", "?x, ''", "?x, '* \" OR NEAR('"])
def test_what_is_no_text_finds_nothing(reader: Reader, given: str) -> None:
    assert found(reader, f"?x a bi:Person FILTER(bi:matches({given}))") == set()


def test_each_generation_finds_its_own(tmp_path: Path) -> None:
    store = make_store(tmp_path / "graph", minsk())
    words = "?x a bi:Article FILTER(bi:matches(?x, 'mutual respect affirmed'))"
    with open_reader(store) as old:
        make_store(store, note())
        assert found(old, words) == set()
        with open_reader(store) as new:
            assert found(new, words) == {f"{BASE}article/{NOTE.key}"}
