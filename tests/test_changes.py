"""What people add to a store: seen at once or not at all, and kept by builds."""

from __future__ import annotations

import json
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import StoreError
from kg.store import change, generations, has_built, is_built, make_empty, open_reader
from kg.store.layout import require
from kg.store.lock import hold
from tests.scene import minsk
from tests.served import BASE, make_store, note

MINE = "http://example.org/mine"
ADD = f"INSERT DATA {{ GRAPH <{MINE}> {{ <a:s> <a:p> 1 }} <a:s> <a:p> 2 }} ; CREATE GRAPH <a:empty>"


def lines(store: Path) -> frozenset[bytes]:
    with open_reader(store) as reader:
        return frozenset(reader.dump())


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return make_store(tmp_path / "graph", minsk())


def test_a_write_makes_a_generation_with_just_that_more(store: Path) -> None:
    before = lines(store)
    made, result = change(store, lambda quads: quads.update(ADD))
    assert (made.number, result) == (2, None)
    integer = b"^^<http://www.w3.org/2001/XMLSchema#integer>"
    named, default = b'<a:s> <a:p> "1"%s <%s> .\n' % (integer, MINE.encode()), b'<a:s> <a:p> "2"%s .\n' % integer
    assert lines(store) - before == {named, default}
    assert before - lines(store) == set()


def test_what_people_add_does_not_change_the_snapshot_of_what_was_built(store: Path) -> None:
    with open_reader(store) as reader:
        before = reader.info
    change(store, lambda quads: quads.update(ADD))
    with open_reader(store) as reader:
        assert (reader.info.snapshot, reader.info.quads) == (before.snapshot, before.quads)
        assert reader.info.generation == before.generation + 1


def test_a_build_keeps_what_people_added_and_drops_nothing_else(store: Path, tmp_path: Path) -> None:
    apart = make_store(tmp_path / "apart", minsk(), note())
    change(store, lambda quads: quads.update(ADD))
    make_store(store, note())
    added = lines(store) - lines(apart)
    assert len(added) == 2 and all(line.startswith(b"<a:s> ") for line in added)
    with open_reader(store) as reader, open_reader(apart) as other:
        assert reader.info.snapshot == other.info.snapshot
        assert bool(reader.query("ASK { GRAPH <a:empty> {} }"))


def test_whether_people_added_anything_is_noted_and_found_out_where_it_is_not(store: Path) -> None:
    def noted() -> bool | None:
        found = generations.current(require(store))
        assert found
        return found[1].added

    assert noted() is False
    change(store, lambda quads: quads.update(ADD))
    assert noted() is True
    info = store / "current/info.json"
    info.write_text(json.dumps({**json.loads(info.read_text()), "added": None}))
    make_store(store, note())
    assert noted() is True
    assert any(line.startswith(b"<a:s> ") for line in lines(store))
    change(store, lambda quads: quads.update("DROP ALL"))
    make_store(store, minsk())
    assert noted() is False


def test_a_write_that_fails_leaves_everything_as_it_was(store: Path) -> None:
    before = lines(store)

    def fails(quads: ox.Store) -> None:
        quads.update(ADD)
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        change(store, fails)
    assert lines(store) == before
    assert [entry.name for entry in (store / "generations").iterdir()] == ["1"]


def test_a_write_waits_for_another_writer_and_then_says_who_it_is(store: Path) -> None:
    with hold(store / "lock"), pytest.raises(StoreError, match="held by process"):
        change(store, lambda quads: None, lock_timeout=0.1)


def test_many_writes_leave_three_generations(store: Path) -> None:
    for number in range(12):
        change(store, lambda quads, number=number: quads.update(f"INSERT DATA {{ <a:s> <a:p> {number} }}"))  # type: ignore[misc]
    assert sorted(int(entry.name) for entry in (store / "generations").iterdir()) == [11, 12, 13]
    with open_reader(store) as reader:
        found = reader.query("SELECT ?n { <a:s> <a:p> ?n }", default_graph=[ox.DefaultGraph()])
        assert isinstance(found, ox.QuerySolutions)
        assert sorted(int(row["n"].value) for row in found) == list(range(12))


def test_graphs_of_builds_are_known_by_their_names(store: Path) -> None:
    assert is_built(BASE, f"{BASE}article/x") and is_built(BASE, f"{BASE}derived")
    assert is_built(BASE, "https://w3id.org/bilateral")
    assert not is_built(BASE, MINE)
    empty = ox.Store()
    assert not has_built(empty, BASE)
    with open_reader(store) as reader:
        empty.bulk_load(b"".join(reader.dump()), format=ox.RdfFormat.N_QUADS)
    assert has_built(empty, BASE)


def test_an_empty_store_can_be_written_to_and_then_built(tmp_path: Path) -> None:
    store = tmp_path / "graph"
    for _ in range(2):
        make_empty(store, base=BASE, reader="cascade")
    assert lines(store) == frozenset()
    change(store, lambda quads: quads.update(ADD))
    assert len(lines(store)) == 2
    make_store(store, minsk())
    apart = make_store(tmp_path / "apart", minsk())
    assert len(lines(store) - lines(apart)) == 2
    with open_reader(store) as reader, open_reader(apart) as other:
        assert reader.info.snapshot == other.info.snapshot
