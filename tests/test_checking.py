"""The quick check of an article's graph finds what pySHACL finds, and builds go by it."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.across import Ledger
from kg.pipeline.checking import check_store
from kg.pipeline.guard import Limits, read_one
from kg.store import open_writer
from kg.triples import write
from kg.triples.checking import check
from kg.triples.iris import DEFAULT_BASE as BASE
from kg.triples.shacl import validate
from kg.triples.shapes import load
from kg.triples.vocabulary import ONTOLOGY_GRAPH
from tests.concluding import make_store, put
from tests.scene import BARE, MINSK, bare, minsk, plan, readings
from tests.test_ontology import SPOILT, good

BI = "https://w3id.org/bilateral#"


def graphs(store: ox.Store) -> dict[str, bytes]:
    """The N-Quads of each graph but the ontology's."""
    found: dict[str, list[ox.Quad]] = defaultdict(list)
    for quad in store:
        assert isinstance(quad.graph_name, ox.NamedNode)
        if quad.graph_name.value != ONTOLOGY_GRAPH:
            found[quad.graph_name.value].append(quad)
    return {name: ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b"" for name, quads in found.items()}


def spoilt(path: Path) -> bytes:
    """The graphs of the good scene that a change has changed, and the derived one, which says who is who in them."""
    before = graphs(good())
    store = good()
    store.update(path.read_text("utf-8"))
    changed = {
        name
        for name, nquads in graphs(store).items()
        if set(nquads.splitlines()) != set(before.get(name, b"").splitlines())
    }
    assert changed
    return b"".join(graphs(store)[name] for name in sorted({*changed, f"{BASE}derived"}))


@pytest.mark.parametrize("path", SPOILT, ids=lambda path: path.stem)
def test_a_spoilt_graph_is_refused_for_its_fault_alone(path: Path) -> None:
    assert {found.constraint for found in check(spoilt(path))} == {path.stem}


@pytest.mark.parametrize("path", SPOILT[::9], ids=lambda path: path.stem)
def test_what_is_found_is_what_pyshacl_finds_to_the_letter(path: Path) -> None:
    assert check(spoilt(path)) == validate(spoilt(path)) != ()


def test_good_graphs_are_good() -> None:
    assert check(b"".join(graphs(good()).values())) == ()
    for reading in readings():
        assert check(write(reading, base=BASE)) == ()


LINES = write(minsk(), base=BASE).splitlines(keepends=True)


@settings(max_examples=15, deadline=None)
@given(st.sets(st.integers(0, len(LINES) - 1), max_size=5), st.permutations(LINES).map(lambda lines: lines[:3]))
def test_a_graph_with_lines_missing_and_terms_mixed_up_is_judged_as_pyshacl_judges(
    without: set[int], mixed: list[bytes]
) -> None:
    kept = [line for number, line in enumerate(LINES) if number not in without]
    subjects, rest = zip(*(line.split(b" ", 1) for line in mixed), strict=True)
    further = [subject + b" " + other for subject, other in zip(subjects, rest[1:] + rest[:1], strict=True)]
    nquads = b"".join(sorted({*kept, *further}))
    assert check(nquads) == validate(nquads)


def test_what_two_articles_in_one_graph_break_is_found_once_by_both() -> None:
    exact = [line.split(b" ", 1) for line in LINES if b"#exact> " in line]
    kind = next(line for line in LINES if b"#Article>" in line).split(b" ", 1)[1]
    second, wrong = exact[0][0] + b" " + kind, exact[0][0] + b" " + exact[-1][1]
    nquads = b"".join(sorted([*LINES, second, wrong]))
    assert "words-fill-the-run" in {finding.constraint for finding in check(nquads)}
    assert check(nquads) == validate(nquads)


def test_a_kind_of_constraint_that_is_not_known_is_an_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from kg.errors import KgError
    from kg.triples import shapes

    whole = Path(shapes.folder("ontology"))
    (tmp_path / "shapes").mkdir()
    text = (whole / "shapes" / "data.ttl").read_text("utf-8").replace("sh:maxInclusive 1", "sh:maxLength 1")
    (tmp_path / "shapes" / "data.ttl").write_text(text)
    monkeypatch.setattr(shapes, "folder", lambda name: tmp_path)
    with pytest.raises(KgError, match=r"does not know sh:maxLength.*score-is-at-most-one"):
        load.__wrapped__()


# Builds


def test_an_article_whose_graph_is_no_good_is_not_taken_in(monkeypatch: pytest.MonkeyPatch) -> None:
    from kg import triples

    line = f'<{BASE}article/{BARE.key}> <{BI}articleId> "another" <{BASE}article/{BARE.key}> .\n'
    monkeypatch.setattr(triples, "write", lambda reading, base: write(reading, base=base) + line.encode())
    outcome = read_one(BARE, "tests.state_reader", BASE, Limits())
    assert isinstance(outcome, str)
    assert "does not keep to the ontology" in outcome
    assert "an article has one id" in outcome


def test_a_finding_in_a_store_names_its_article_and_sentence(tmp_path: Path) -> None:
    make_store(tmp_path / "s", [plan(), bare()])
    nquads = write(minsk(), base=BASE)
    words = "Lukashenko said Belarus rejects bloc politics."
    node = f"article/{MINSK.key}/principle/{MINSK.text.index(words)}-{MINSK.text.index(words) + len(words)}"
    faulty = [line for line in nquads.splitlines(keepends=True) if f"{node}> <{BI}speaker>".encode() not in line]
    with open_writer(tmp_path / "s", base=BASE, reader="cascade", version="test") as writer:
        put(writer, MINSK, b"".join(faulty))
        writer.publish(Ledger(writer.ledger, base=BASE), b"")
    [found] = check_store(tmp_path / "s")
    assert found.article == "minsk-held"
    assert found.sentence == words
    assert found.finding.constraint == "principle-has-a-speaker"
    assert str(found).startswith("minsk-held: ")


def test_a_store_without_articles_is_a_finding_and_a_good_one_has_none(tmp_path: Path) -> None:
    make_store(tmp_path / "good", readings())
    assert list(check_store(tmp_path / "good")) == []
    make_store(tmp_path / "empty", [])
    assert [found.finding.constraint for found in check_store(tmp_path / "empty")] == ["nothing-to-check"]
