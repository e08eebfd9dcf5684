"""A store that was damaged is looked through, mended, and after the same build equal to one that was not."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import StoreError
from kg.pipeline import rebuild
from kg.store import open_reader
from kg.store.doctor import examine
from kg.store.lock import hold
from tests.test_pipeline import built, dump, records, saved

BASE = "https://w3id.org/bilateral/id/"


def orphan(store: Path) -> None:
    (store / "primary" / "bulk-7.sst").write_bytes(b"half")
    (store / "generations" / "9.new").mkdir()


def torn_page(store: Path) -> None:
    """The middle of the journal is overwritten, as by a bad disk."""
    with (store / "journal.sqlite").open("r+b") as file:
        size = file.seek(0, 2)
        file.seek(size // 2 // 4096 * 4096)
        file.write(b"\xa5" * 8192)


def torn_head(store: Path) -> None:
    (store / "journal.sqlite").write_bytes(b"no database" * 1000)


def empty_journal(store: Path) -> None:
    """As a power cut may leave it."""
    (store / "journal.sqlite").write_bytes(b"")


def lost_graph(store: Path) -> None:
    primary = ox.Store(str(store / "primary"))
    primary.remove_graph(next(name for name in primary.named_graphs() if "article/" in name.value))  # type: ignore[union-attr]
    primary.flush()


def strange_graph(store: Path) -> None:
    primary = ox.Store(str(store / "primary"))
    graph = ox.NamedNode(f"{BASE}article/{'0' * 32}")
    primary.add(ox.Quad(graph, graph, ox.Literal("nobody wrote this"), graph))
    primary.flush()


def lost_graphs(store: Path) -> None:
    for table in (store / "primary").glob("*.sst"):
        content = bytearray(table.read_bytes())
        table.unlink()  # the generations have it too, by a hard link
        content[: len(content) // 2] = b"\0" * (len(content) // 2)
        table.write_bytes(bytes(content))


def no_graphs(store: Path) -> None:
    shutil.rmtree(store / "primary")


def torn_ledger(store: Path) -> None:
    (store / "across.sqlite").write_bytes(b"no database" * 1000)


def torn_words(store: Path) -> None:
    (store / "words.sqlite").write_bytes(b"no database" * 1000)


def lost_generation(store: Path) -> None:
    shutil.rmtree((store / "current").resolve())


def torn_generation(store: Path) -> None:
    (store / "current" / "info.json").write_text("{")


def lost_link(store: Path) -> None:
    (store / "current").unlink()


def copied_link(store: Path) -> None:
    """What a copy makes of the link that follows links."""
    folder = (store / "current").resolve()
    (store / "current").unlink()
    shutil.copytree(folder, store / "current")


DAMAGE: dict[Callable[[Path], None], str] = {
    orphan: "killed",
    torn_page: "journal is torn",
    torn_head: "journal is torn",
    empty_journal: "journal is missing",
    lost_graph: "0 quads where the journal has",
    strange_graph: "the journal knows nothing",
    lost_graphs: "graphs cannot be read",
    no_graphs: "graphs cannot be read",
    torn_ledger: "ledger of conclusions is torn",
    torn_words: "full-text index is torn",
    lost_generation: "current generation is none",
    torn_generation: "generation cannot be read",
    lost_link: "current generation is none",
    copied_link: "current generation is none",
}


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, bytes]:
    """A store of two generations, its input, and its dump."""
    folder = tmp_path_factory.mktemp("sound")
    built(folder / "s", saved(folder / "some.jsonl", records(20)))
    source = saved(folder / "in.jsonl", records(60))
    built(folder / "s", source)
    return folder / "s", source, dump(folder / "s")


def test_a_sound_store_has_no_findings_and_is_left_as_it_is(sound: tuple[Path, Path, bytes]) -> None:
    assert examine(sound[0], mend=True) == ()
    assert dump(sound[0]) == sound[2]


@pytest.mark.parametrize("damage", DAMAGE, ids=lambda damage: damage.__name__)
def test_what_is_damaged_is_found_and_mended(
    sound: tuple[Path, Path, bytes], tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    whole, source, expected = sound
    store = tmp_path / "s"
    shutil.copytree(whole, store, symlinks=True)
    damage(store)
    said = [finding.what for finding in examine(store)]
    assert DAMAGE[damage] in " ".join(said)
    assert [finding.what for finding in examine(store, mend=True)] == said, "only looking mends nothing"
    built(store, source)
    assert examine(store) == ()
    assert dump(store) == expected


@pytest.mark.parametrize(
    "damage",
    [orphan, torn_page, torn_head, empty_journal, lost_graphs, no_graphs, torn_ledger, torn_words, torn_generation],
    ids=lambda damage: damage.__name__,
)
def test_the_same_command_goes_on_after_damage_and_ends_in_the_same_graph(
    sound: tuple[Path, Path, bytes], tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    source = saved(tmp_path / "more.jsonl", records(80))
    built(tmp_path / "undisturbed", source)
    store = tmp_path / "s"
    shutil.copytree(sound[0], store, symlinks=True)
    damage(store)
    try:
        built(store, source)
    except StoreError as error:
        assert DAMAGE[damage] in str(error)
        assert "has been mended" in str(error)
        built(store, source)
    assert examine(store) == ()
    assert dump(store) == dump(tmp_path / "undisturbed")


@pytest.mark.parametrize("damage", [torn_head, empty_journal, no_graphs], ids=lambda damage: damage.__name__)
def test_what_was_mended_is_told(
    sound: tuple[Path, Path, bytes], tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    store = tmp_path / "s"
    shutil.copytree(sound[0], store, symlinks=True)
    damage(store)
    assert DAMAGE[damage] in " ".join(built(store, sound[1]).mended)
    assert built(store, sound[1]).mended == ()


def test_texts_that_can_be_read_in_a_torn_journal_are_not_lost(sound: tuple[Path, Path, bytes], tmp_path: Path) -> None:
    store = tmp_path / "s"
    shutil.copytree(sound[0], store, symlinks=True)
    torn_page(store)
    examine(store, mend=True)
    report = rebuild(store=store)
    assert report.reread >= 20, "of 60 articles those before and after the torn page"
    with open_reader(store) as reader:
        assert reader.info.articles == report.reread


def test_a_graph_that_was_lost_comes_back_from_the_text_without_the_input(
    sound: tuple[Path, Path, bytes], tmp_path: Path
) -> None:
    store = tmp_path / "s"
    shutil.copytree(sound[0], store, symlinks=True)
    lost_graph(store)
    examine(store, mend=True)
    assert rebuild(store=store).reread == 1
    assert dump(store) == sound[2]


def test_a_torn_end_of_the_write_ahead_log_is_no_damage(sound: tuple[Path, Path, bytes], tmp_path: Path) -> None:
    store = tmp_path / "s"
    shutil.copytree(sound[0], store, symlinks=True)
    journal = sqlite3.connect(store / "journal.sqlite")
    journal.execute("INSERT INTO note VALUES ('kept', '')")
    journal.commit()
    log = (store / "journal.sqlite-wal").read_bytes()
    journal.close()
    (store / "journal.sqlite-wal").write_bytes(log + b"\xa5" * 1000)
    assert examine(store) == ()
    assert built(store, sound[1]).unchanged == 60


def test_a_store_that_is_being_written_is_not_examined(sound: tuple[Path, Path, bytes]) -> None:
    with hold(sound[0] / "lock"), pytest.raises(StoreError, match="held by"):
        examine(sound[0])
