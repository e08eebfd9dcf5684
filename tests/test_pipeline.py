"""A build from files to a published graph: repeatable, in any order, through kills and full disks."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

from kg.across import Ledger
from kg.errors import EXIT_INTERRUPTED, EXIT_STORE, KgError, StoreError, UsageError
from kg.pipeline import Again, Limits, Report, build, building, filling, merge, rebuild, remove, workers
from kg.pipeline.telling import Silence
from kg.readers import extract
from kg.sources import read
from kg.store import Generation, conclusions, generations, open_reader, writer
from kg.store.journal import Journal
from kg.store.layout import Layout
from kg.store.lock import hold
from kg.store.words import Hit
from tests.killing import kill_many

ROOT = Path(__file__).parents[1]
CHILD = str(ROOT / "tests" / "store_child.py")
STATES = "tests.state_reader"
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}

Record = dict[str, str]


def records(count: int, words: str = "met in Minsk") -> list[Record]:
    """Articles that differ: two states each, of four."""
    names = ("Belarus", "China", "France", "Kazakhstan")
    return [
        {
            "id": f"a{number:03}",
            "title": f"Article {number}",
            "date": f"2024-{1 + number % 12:02}-11",
            "outlet": "demonstration note",
            "url": f"https://example.org/{number}",
            "text": f"{names[number % 4]} and {names[(number + 1 + number // 4) % 4]} {words} ({number}).",
        }
        for number in range(count)
    ]


def saved(path: Path, articles: list[Record]) -> Path:
    path.write_text("".join(json.dumps(article) + "\n" for article in articles), encoding="utf-8")
    return path


def built(store: Path, *inputs: Path, workers: int = 1, reader: str = STATES) -> Report:
    return build(inputs, store=store, reader=reader, workers=workers)


def dump(store: Path) -> bytes:
    with open_reader(store) as reader:
        return b"".join(reader.dump())


def test_building_twice_changes_nothing(tmp_path: Path) -> None:
    source = saved(tmp_path / "in.jsonl", records(12))
    first = built(tmp_path / "s", source)
    assert (first.new, first.changed, first.unchanged, first.set_aside) == (12, 0, 0, ())
    before = contents(tmp_path / "s")
    again = built(tmp_path / "s", source)
    assert (again.new, again.changed, again.unchanged, again.generation) == (0, 0, 12, first.generation)
    assert contents(tmp_path / "s") == before


def contents(path: Path) -> dict[str, tuple[int, int]]:
    files = (entry for entry in path.rglob("*") if entry.is_file() and entry != path / "lock")
    return {str(file): (file.stat().st_size, file.stat().st_mtime_ns) for file in files}


def test_the_graph_holds_what_the_reader_found_with_the_words(tmp_path: Path) -> None:
    built(tmp_path / "s", saved(tmp_path / "in.jsonl", records(1)))
    with open_reader(tmp_path / "s") as reader:
        answer = reader.query("SELECT ?exact { ?state a bi:State ; bi:evidence ?e . ?e bi:exact ?exact }")
        assert {row["exact"].value for row in answer} == {"Belarus", "China"}
        keys = [row["a"].value.rsplit("/", 1)[1] for row in reader.query("SELECT ?a { ?a a bi:Article }")]
        told = reader.article(keys[0])
        assert told is not None and told.id == "a000"


def test_the_order_of_articles_does_not_matter(tmp_path: Path) -> None:
    articles = records(30)
    built(tmp_path / "a", saved(tmp_path / "a.jsonl", articles))
    random.Random(7).shuffle(articles)
    built(tmp_path / "b", saved(tmp_path / "b1.jsonl", articles[:9]), saved(tmp_path / "b2.jsonl", articles[9:]))
    assert dump(tmp_path / "a") == dump(tmp_path / "b")


def test_two_builds_one_after_the_other_give_what_one_gives(tmp_path: Path) -> None:
    one, two = saved(tmp_path / "1.jsonl", records(30)[:11]), saved(tmp_path / "2.jsonl", records(30)[11:])
    built(tmp_path / "a", one)
    assert built(tmp_path / "a", two).new == 19
    built(tmp_path / "b", one, two)
    assert dump(tmp_path / "a") == dump(tmp_path / "b")


@pytest.mark.parametrize("bulk", [1, 10**9], ids=["in bulk", "in a transaction"])
def test_conclusions_of_a_few_more_articles_are_written_as_they_differ(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bulk: int
) -> None:
    monkeypatch.setattr(conclusions, "BULK", bulk)
    some, more = records(60), records(64)[60:] + records(2, "met again")
    built(tmp_path / "a", saved(tmp_path / "some.jsonl", some))
    monkeypatch.setattr(Ledger, "lines", None)  # all of them are not asked for
    report = built(tmp_path / "a", saved(tmp_path / "more.jsonl", more))
    assert (report.new, report.changed) == (4, 2)
    monkeypatch.undo()
    built(tmp_path / "b", saved(tmp_path / "all.jsonl", some[2:] + more))
    assert dump(tmp_path / "a") == dump(tmp_path / "b")


def test_conclusions_drawn_while_others_are_read_are_those_drawn_at_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    early, late = saved(tmp_path / "early.jsonl", records(7)), saved(tmp_path / "late.jsonl", records(30, "met again"))
    for source in (early, late):
        built(tmp_path / "at-the-end", source)
    monkeypatch.setattr(writer, "BATCH_ARTICLES", 4)
    monkeypatch.setattr(filling, "CONCLUDE_ARTICLES", 6)
    for source in (early, late):
        report = built(tmp_path / "meanwhile", source)
    assert report.generation == 2, "conclusions that nobody is to see yet make no generation"
    assert dump(tmp_path / "meanwhile") == dump(tmp_path / "at-the-end")
    assert [hit.text for hit in search(tmp_path / "meanwhile")] == [hit.text for hit in search(tmp_path / "at-the-end")]


def test_when_nearly_all_is_read_conclusions_do_not_wait_for_the_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(building, "POOL_FROM", 20)
    monkeypatch.setattr(filling, "CONCLUDE_LAST", 20)
    done, derived_after = [0], []

    class Told(Silence):
        def progress(self, number: int, total: int | None, failed: int) -> None:
            done[0] = number

        def stage(self, name: str, seconds: float | None) -> None:
            if name == "derive" and seconds is None:
                derived_after.append(done[0])

    source = saved(tmp_path / "in.jsonl", records(70))
    build([source], store=tmp_path / "two", reader=STATES, workers=2, listener=Told())
    assert derived_after == [54, 70], "when three tenths of what was put are left, and of the rest"
    built(tmp_path / "one", source)
    assert dump(tmp_path / "two") == dump(tmp_path / "one")


def search(store: Path) -> list[Hit]:
    with open_reader(store) as reader:
        return list(reader.search("Belarus", limit=100))


def test_two_shards_merged_are_one_build(tmp_path: Path) -> None:
    articles = records(30)
    doubled = articles[3] | {"date": "2025-01-01", "text": "France and China met again."}
    one = saved(tmp_path / "1.jsonl", articles[:11])
    two = saved(tmp_path / "2.jsonl", [*articles[11:], doubled])
    built(tmp_path / "s1", one)
    built(tmp_path / "s2", two)
    whole = built(tmp_path / "whole", one, two)
    joined = merge([tmp_path / "s1", tmp_path / "s2"], store=tmp_path / "joined")
    merge([tmp_path / "s2", tmp_path / "s1"], store=tmp_path / "turned")
    assert dump(tmp_path / "whole") == dump(tmp_path / "joined") == dump(tmp_path / "turned")
    assert (joined.new, joined.snapshot, len(joined.set_aside)) == (30, whole.snapshot, 1)
    with open_reader(tmp_path / "joined") as reader:
        answer = reader.query("SELECT ?a { ?a bi:articleId 'a003' }")
        told = reader.article(next(iter(answer))["a"].value.rsplit("/", 1)[1])
        assert told is not None and told.text == "France and China met again."


def test_stores_of_different_readers_are_not_merged(tmp_path: Path) -> None:
    source = saved(tmp_path / "in.jsonl", records(2))
    built(tmp_path / "s1", source)
    built(tmp_path / "s2", source, reader="tests.inventing_reader")
    with pytest.raises(StoreError, match="The stores differ"):
        merge([tmp_path / "s1", tmp_path / "s2"], store=tmp_path / "s")


def test_a_store_that_a_build_left_unfinished_is_not_merged(tmp_path: Path) -> None:
    built(tmp_path / "s1", saved(tmp_path / "in.jsonl", records(8)))
    journal = Journal(tmp_path / "s1/journal.sqlite", write=True)
    journal.mark_unpublished(True)
    journal.close()
    with pytest.raises(StoreError, match="did not end"):
        merge([tmp_path / "s1"], store=tmp_path / "s")


def test_a_new_text_under_a_known_id_replaces_the_old(tmp_path: Path) -> None:
    articles = records(5)
    built(tmp_path / "s", saved(tmp_path / "in.jsonl", articles))
    articles[2] = articles[2] | {"text": "France met Kazakhstan."}
    report = built(tmp_path / "s", saved(tmp_path / "in.jsonl", articles))
    assert (report.new, report.changed, report.unchanged) == (0, 1, 4)
    built(tmp_path / "fresh", tmp_path / "in.jsonl")
    assert dump(tmp_path / "s") == dump(tmp_path / "fresh")


def test_of_two_texts_with_one_id_the_later_counts_in_any_order(tmp_path: Path) -> None:
    first = records(3)
    later = first[1] | {"date": "2030-01-01", "text": "Kazakhstan met France."}
    for name, articles in (("a", [*first, later]), ("b", [later, *first])):
        source = saved(tmp_path / f"{name}.jsonl", articles)
        report = built(tmp_path / name, source)
        assert (report.new, [item.id for item in report.set_aside]) == (3, ["a001"])
        assert "another article with the id a001" in report.set_aside[0].reason
        again = built(tmp_path / name, source)
        assert (again.new, again.changed, len(again.set_aside)) == (0, 0, 1)
        assert again.generation == report.generation
    assert dump(tmp_path / "a") == dump(tmp_path / "b")


def test_of_two_texts_with_one_id_and_date_the_greater_key_counts(tmp_path: Path) -> None:
    one = records(1)[0]
    two = one | {"text": "France met Kazakhstan."}
    built(tmp_path / "a", saved(tmp_path / "a.jsonl", [one, two]))
    built(tmp_path / "b", saved(tmp_path / "b.jsonl", [two, one]))
    keys = {article.key for article in read([tmp_path / "a.jsonl"])}  # type: ignore[union-attr]
    assert dump(tmp_path / "a") == dump(tmp_path / "b")
    assert max(keys).encode() in dump(tmp_path / "a") and min(keys).encode() not in dump(tmp_path / "a")


def test_the_same_article_twice_is_one(tmp_path: Path) -> None:
    report = built(tmp_path / "s", saved(tmp_path / "in.jsonl", records(2) * 2))
    assert (report.new, report.set_aside) == (2, ())


def test_an_article_that_its_reader_fails_on_is_set_aside_and_the_rest_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "failing_reader", failing("a002"))
    source = saved(tmp_path / "in.jsonl", records(4))
    report = built(tmp_path / "s", source, reader="failing_reader")
    assert report.new == 3
    assert [(item.where, item.id) for item in report.set_aside] == [(f"{source}:3", "a002")]
    assert "failing_reader" in report.set_aside[0].reason and "no such thing" in report.set_aside[0].reason
    before = contents(tmp_path / "s")
    again = built(tmp_path / "s", source, reader="failing_reader")
    assert (again.new, again.unchanged, len(again.set_aside)) == (0, 3, 1)
    assert contents(tmp_path / "s") == before


def failing(bad: str, version: str = "1") -> ModuleType:
    """The reader of states, which fails on the article `bad`."""
    from tests import state_reader

    def read_or_fail(article):
        if article.id == bad:
            raise ValueError("no such thing")
        return state_reader.extract(article)

    module = ModuleType("failing_reader")
    module.VERSION = version  # type: ignore[attr-defined]
    module.extract = read_or_fail  # type: ignore[attr-defined]
    return module


def test_other_rules_read_all_articles_again_those_of_earlier_builds_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = saved(tmp_path / "1.jsonl", records(6)[:4]), saved(tmp_path / "2.jsonl", records(6)[4:])
    monkeypatch.setitem(sys.modules, "failing_reader", failing("a001"))
    built(tmp_path / "s", one, two, reader="failing_reader")
    monkeypatch.setitem(sys.modules, "failing_reader", failing("a004", "2"))
    report = built(tmp_path / "s", one, reader="failing_reader")
    # a001 is read at last, a004 fails now, the other four are read again.
    assert (report.new, report.changed, report.reread, report.unchanged) == (0, 5, 4, 0)
    assert [item.id for item in report.set_aside] == ["a004"]
    built(tmp_path / "fresh", one, two, reader="failing_reader")
    assert dump(tmp_path / "s") == dump(tmp_path / "fresh")
    assert b'"1"' not in dump(tmp_path / "s").split(b"readerVersion>")[1][:10]


def test_bad_lines_are_set_aside_and_stay_so(tmp_path: Path) -> None:
    source = saved(tmp_path / "in.jsonl", records(3))
    source.write_text(source.read_text() + "{broken\n")
    report = built(tmp_path / "s", source)
    assert (report.new, [item.where for item in report.set_aside]) == (3, [f"{source}:4"])
    assert len(built(tmp_path / "s", source).set_aside) == 1


def test_a_missing_input_is_an_error_before_a_store_is_made(tmp_path: Path) -> None:
    with pytest.raises(KgError, match="no such file"):
        built(tmp_path / "s", tmp_path / "nothing")
    assert not (tmp_path / "s").exists()


@pytest.mark.parametrize(
    ("base", "fault"), [("http://[/", "'\\['"), ("none/", "scheme"), ("https://a.org", "end in /")]
)
def test_a_base_that_no_iri_begins_with_is_an_error_before_a_store_is_made(
    tmp_path: Path, base: str, fault: str
) -> None:
    with pytest.raises(UsageError, match=fault):
        build([saved(tmp_path / "in.jsonl", records(1))], store=tmp_path / "s", base=base)
    assert not (tmp_path / "s").exists()


def test_an_unknown_reader_is_an_error_before_a_store_is_made(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no reader 'cascada'"):
        built(tmp_path / "s", saved(tmp_path / "in.jsonl", records(1)), reader="cascada")
    assert not (tmp_path / "s").exists()


def test_progress_is_told_and_ends_at_the_total(tmp_path: Path) -> None:
    told: list[tuple[int, int | None]] = []

    class Told(Silence):
        def progress(self, done: int, total: int | None, failed: int) -> None:
            told.append((done, total))

    source = saved(tmp_path / "in.jsonl", [*records(5), records(5)[0] | {"text": "France."}])
    for _ in range(2):
        build([source], store=tmp_path / "s", reader=STATES, listener=Told())
        assert told[-1] == (6, 6)


def test_worker_processes_give_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "POOL_FROM", 20)
    source = saved(tmp_path / "in.jsonl", records(70))
    one, two = built(tmp_path / "one", source), built(tmp_path / "two", source, workers=2)
    assert dump(tmp_path / "one") == dump(tmp_path / "two")
    assert (one.new, two.new) == (70, 70)


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="processes are looked up in /proc")
def test_no_worker_outlives_a_build_that_is_killed(tmp_path: Path) -> None:
    source = saved(tmp_path / "in.jsonl", records(1500))
    command = [sys.executable, CHILD, str(tmp_path / "s"), str(source), "workers=2"]
    with subprocess.Popen(command, env=ENVIRONMENT, cwd=ROOT, stderr=subprocess.DEVNULL) as parent:
        children: set[str] = set()
        while parent.poll() is None and len(children) < 3:  # two workers, and the tracker of shared resources
            for listed in Path(f"/proc/{parent.pid}/task").glob("*/children"):
                children |= set(read_text(listed).split())
        parent.kill()
    assert len(children) == 3
    assert until(lambda: not any(Path(f"/proc/{child}/cmdline").exists() for child in children))


def read_text(path: Path) -> str:
    """What stands in a file, nothing where it has gone."""
    try:
        return path.read_text()
    except OSError:
        return ""


def until(true: Callable[[], bool], seconds: float = 10.0) -> bool:
    deadline = time.monotonic() + seconds
    while not true() and time.monotonic() < deadline:
        time.sleep(0.02)
    return true()


def test_who_reads_while_a_build_publishes_never_sees_half_an_article(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = (
        "SELECT ?article (COUNT(*) AS ?quads) { GRAPH ?article { ?article a bi:Article . ?s ?p ?o } } GROUP BY ?article"
    )

    def sizes() -> dict[str, str]:
        with open_reader(tmp_path / "s") as reader:
            return {row["article"].value: row["quads"].value for row in reader.query(asked)}  # type: ignore[union-attr]

    source = saved(tmp_path / "in.jsonl", records(30))
    built(tmp_path / "whole", source)
    with open_reader(tmp_path / "whole") as reader:
        whole = {row["article"].value: row["quads"].value for row in reader.query(asked)}  # type: ignore[union-attr]
    monkeypatch.setattr(filling, "PUBLISH_SECONDS", 0.0)
    monkeypatch.setattr(filling, "PUBLISH_SHARE", 1e9)
    built(tmp_path / "s", saved(tmp_path / "first.jsonl", records(1)))
    build_ = threading.Thread(target=built, args=(tmp_path / "s", source))
    build_.start()
    seen = set()
    while build_.is_alive():
        now = sizes()
        assert now.items() <= whole.items()
        seen.add(len(now))
    build_.join()
    assert sizes() == whole
    assert len(seen) > 2, "no generation between the first and the last was looked at"


def killer(folder: Path, times: int) -> str:
    """A reader of states that ends its process on article a007, so often; the name of its module."""
    (folder / "killing_reader.py").write_text(
        "import os, signal\nfrom pathlib import Path\nfrom tests import state_reader\nVERSION = '1'\n"
        "def extract(article):\n"
        f"    notes = Path({str(folder)!r}, 'deaths')\n"
        f"    if article.id == 'a007' and (not notes.exists() or notes.stat().st_size < {times}):\n"
        "        with notes.open('a') as file:\n            file.write('x')\n"
        "        os.kill(os.getpid(), signal.SIGKILL)\n"
        "    yield from state_reader.extract(article)\n"
    )
    return "killing_reader"


@pytest.fixture
def pooled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder whose modules reading processes can import, and a build that uses processes for few articles."""
    monkeypatch.setattr(building, "POOL_FROM", 20)
    monkeypatch.setattr(workers, "PORTION", 5)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_reading_process_that_dies_once_costs_nothing(pooled: Path) -> None:
    source = saved(pooled / "in.jsonl", records(40))
    reader = killer(pooled, times=1)
    report = built(pooled / "s", source, workers=2, reader=reader)
    assert (report.new, report.set_aside) == (40, ())
    assert (pooled / "deaths").read_text() == "x"
    assert dump(pooled / "s") == dump_of(pooled / "fresh", source, reader=reader)


def dump_of(store: Path, source: Path, reader: str = STATES) -> bytes:
    built(store, source, reader=reader)
    return dump(store)


def test_an_article_that_kills_its_process_again_and_again_is_set_aside_and_the_rest_is_there(pooled: Path) -> None:
    source = saved(pooled / "in.jsonl", records(40))
    reader = killer(pooled, times=3)
    report = built(pooled / "s", source, workers=2, reader=reader)
    assert [(item.id, item.reason) for item in report.set_aside] == [("a007", workers.DIED)]
    assert report.new == 39
    again = built(pooled / "s", source, workers=2, reader=reader)
    assert (again.unchanged, len(again.set_aside), again.generation) == (39, 1, report.generation)
    assert (pooled / "deaths").read_text() == "xx", "an article in quarantine is not tried again unasked"
    (pooled / "deaths").write_text("xxx")
    mended = rebuild(store=pooled / "s", again=Again.FAILED)
    assert (mended.changed, mended.set_aside) == (1, ())
    assert dump(pooled / "s") == dump_of(pooled / "fresh", source, reader=reader)


POISONS = {
    "spins": ("while True: pass", "took more than 0.5 s"),
    "sleeps": ("time.sleep(1000)", "took more than 0.5 s"),
    "eats": ("hoard = [bytearray(2**20) for _ in range(10**6)]", "of memory"),
    "raises": ("raise SystemError('no')", "SystemError: no"),
    "catches": (
        "\n        while True:\n            try:\n                while True: pass\n            except Exception: pass",
        "0.5 s",
    ),
}


@pytest.mark.parametrize("kind", POISONS)
@pytest.mark.parametrize("count", [5, 30], ids=["read here", "read in processes"])
def test_a_poison_article_is_set_aside_with_the_reason(pooled: Path, kind: str, count: int) -> None:
    deed, reason = POISONS[kind]
    (pooled / f"poison_{kind}.py").write_text(
        "import time\nfrom tests import state_reader\nVERSION = '1'\n"
        f"def extract(article):\n    if article.id == 'a003':\n        {deed.strip()}\n"
        "    yield from state_reader.extract(article)\n"
    )
    source = saved(pooled / "in.jsonl", records(count))
    # On a slow machine the deadline must not come before the memory is eaten.
    limits = Limits(seconds=60.0 if kind == "eats" else 0.5, memory=200 * 2**20)
    report = build([source], store=pooled / "s", reader=f"poison_{kind}", workers=2, limits=limits)
    assert [item.id for item in report.set_aside] == ["a003"]
    assert reason in report.set_aside[0].reason
    assert report.new == count - 1


def test_a_reader_that_no_process_can_import_is_an_error_not_a_quarantine(
    pooled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "failing_reader", failing("a002"))
    with pytest.raises(KgError, match="no reader 'failing_reader'"):
        built(pooled / "s", saved(pooled / "in.jsonl", records(40)), workers=2, reader="failing_reader")


def test_a_removed_article_leaves_no_trace(tmp_path: Path) -> None:
    whole, rest = records(12), [each for each in records(12) if each["id"] not in ("a003", "a007")]
    built(tmp_path / "s", saved(tmp_path / "in.jsonl", whole))
    key = next(one.key for one in read([tmp_path / "in.jsonl"]) if one.id == "a007")  # type: ignore[union-attr]
    report = remove(["a003", key], store=tmp_path / "s")
    assert report.removed == 2
    assert dump(tmp_path / "s") == dump_of(tmp_path / "fresh", saved(tmp_path / "rest.jsonl", rest))
    with pytest.raises(UsageError, match="no article 'a003'"):
        remove(["a001", "a003"], store=tmp_path / "s")
    assert dump(tmp_path / "s") == dump(tmp_path / "fresh")


def test_a_removal_that_ended_before_it_was_published_is_finished_by_the_same_call(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built(tmp_path / "s", saved(tmp_path / "in.jsonl", records(9)))
    built(tmp_path / "without", saved(tmp_path / "less.jsonl", records(9)[2:]))

    def ended(*_: object, **__: object) -> None:
        raise KeyboardInterrupt  # what was begun is written, as before a kill that comes a moment later

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(filling.Filling, "finish", ended)
        remove(["a000", "a001"], store=tmp_path / "s")
    assert dump(tmp_path / "s") != dump(tmp_path / "without")
    remove(["a000", "a001"], store=tmp_path / "s")
    assert dump(tmp_path / "s") == dump(tmp_path / "without")
    with pytest.raises(UsageError, match="no article 'a000'"):
        remove(["a000"], store=tmp_path / "s")


def test_rules_that_changed_are_applied_to_the_texts_that_the_store_keeps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = saved(tmp_path / "in.jsonl", records(6))
    monkeypatch.setitem(sys.modules, "failing_reader", failing("none"))
    built(tmp_path / "s", source, reader="failing_reader")
    assert rebuild(store=tmp_path / "s").changed == 0
    monkeypatch.setitem(sys.modules, "failing_reader", failing("none", "2"))
    assert rebuild(store=tmp_path / "s").reread == 6
    assert dump(tmp_path / "s") == dump_of(tmp_path / "fresh", source, reader="failing_reader")
    assert rebuild(store=tmp_path / "s", again=Again.ALL).reread == 6
    assert dump(tmp_path / "s") == dump(tmp_path / "fresh")


def test_a_long_build_publishes_at_intervals_whole_articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filling, "PUBLISH_SECONDS", 0.0)
    monkeypatch.setattr(filling, "PUBLISH_SHARE", 1e9)
    report = built(tmp_path / "s", saved(tmp_path / "in.jsonl", records(6)))
    assert report.generation == 6
    built(tmp_path / "fresh", tmp_path / "in.jsonl")
    assert dump(tmp_path / "s") == dump(tmp_path / "fresh")


def test_a_store_is_put_in_order_when_its_build_ends_and_again_when_most_of_it_is_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, articles = tmp_path / "s", records(400)
    layout = Layout(root=store)

    def kept() -> list[Generation]:
        return [generations.kept(layout, number)[1] for number in generations.numbers(layout)]

    with monkeypatch.context() as often:
        often.setattr(filling, "PUBLISH_SECONDS", 0.0)
        often.setattr(filling, "PUBLISH_SHARE", 1e9)
        built(store, saved(tmp_path / "a.jsonl", articles[:5]))
    assert [made.ordered for made in kept()] == [0, 0, 0]
    built(store, saved(tmp_path / "b.jsonl", articles[:6]))
    whole = kept()[-1]
    assert whole.ordered == whole.quads
    built(store, saved(tmp_path / "b.jsonl", articles[:7]))
    assert kept()[-1].ordered == whole.quads
    built(store, saved(tmp_path / "c.jsonl", articles))
    assert kept()[-1].ordered == kept()[-1].quads > 2 * whole.quads


def run_child(store: Path, source: Path, *options: str, seed: str = "0") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, CHILD, str(store), str(source), *options]
    environment = ENVIRONMENT | {"PYTHONHASHSEED": seed}
    return subprocess.run(command, capture_output=True, text=True, env=environment, cwd=ROOT, timeout=120, check=False)


def test_two_processes_with_other_hash_seeds_give_the_same_bytes(tmp_path: Path) -> None:
    source = saved(tmp_path / "in.jsonl", records(20))
    for seed in ("1", "2"):
        assert run_child(tmp_path / seed, source, seed=seed).returncode == 0
    assert dump(tmp_path / "1") == dump(tmp_path / "2")


@pytest.mark.parametrize("known", [False, True], ids=["a first build", "a later build"])
def test_a_build_that_is_killed_anywhere_and_run_again_ends_in_the_same_graph(tmp_path: Path, known: bool) -> None:
    old, new = saved(tmp_path / "old.jsonl", records(12)), saved(tmp_path / "new.jsonl", changed(records(15)))
    undisturbed = tmp_path / "undisturbed"
    if known:
        built(undisturbed, old)
    lines = int(run_child(undisturbed, new, "kill=0").stdout)
    whole = dump(undisturbed)
    assert lines > 300
    for moment in range(1, lines, lines // (8 if "KG_TEST_ALL" not in os.environ else 25)):
        store = tmp_path / f"killed{moment}"
        if known:
            built(store, old)
        assert run_child(store, new, f"kill={moment}").returncode == -signal.SIGKILL
        built(store, new)
        assert dump(store) == whole, f"killed at line {moment} of {lines}"
        assert built(store, new).unchanged == 15


def changed(articles: list[Record]) -> list[Record]:
    return [
        article | {"text": "France met Kazakhstan."} if number % 3 == 0 else article
        for number, article in enumerate(articles)
    ]


@pytest.mark.parametrize("known", [False, True], ids=["a first build", "a later build"])
def test_a_build_that_is_killed_within_a_stage_ends_in_the_same_graph(tmp_path: Path, known: bool) -> None:
    old, new = saved(tmp_path / "old.jsonl", records(12)), saved(tmp_path / "new.jsonl", changed(records(40)))
    times = 5 if "KG_TEST_ALL" not in os.environ else 25
    tally = kill_many(tmp_path, old if known else None, new, STATES, times=times)
    assert not tally.unequal
    assert sum(tally.killed.values()) == times


@pytest.mark.parametrize("limit", [2_000, 30_000, 70_000, 120_000, 200_000])
def test_a_full_disk_is_a_clear_error_and_the_build_goes_on_after(tmp_path: Path, limit: int) -> None:
    source = saved(tmp_path / "in.jsonl", records(200, words="met " + "for long talks " * 40))
    ended = run_child(tmp_path / "s", source, f"limit={limit}")
    assert ended.returncode == EXIT_STORE, ended.stderr
    assert "room" in ended.stderr and "Traceback" not in ended.stderr
    built(tmp_path / "s", source)
    built(tmp_path / "fresh", source)
    assert dump(tmp_path / "s") == dump(tmp_path / "fresh")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 64 MB of its own, where the machine allows to mount one."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = shutil.which("mount") and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", str(place)], capture_output=True
    )
    if not mounted or mounted.returncode:
        pytest.skip("no file system may be mounted here")
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


@pytest.mark.parametrize("room", [64, 512, 1_000, 2_000])
def test_a_full_file_system_is_a_clear_error_and_the_build_goes_on_when_there_is_room(
    tmp_path: Path, small_disk: Path, room: int
) -> None:
    source = saved(tmp_path / "in.jsonl", records(200, words="met " + "for long talks " * 40))
    ballast = small_disk / "ballast"
    ballast.write_bytes(bytes(64 * 2**20 - room * 2**10))
    ended = run_child(small_disk / "s", source)
    assert ended.returncode == EXIT_STORE, ended.stderr
    assert "room" in ended.stderr and "Traceback" not in ended.stderr
    ballast.unlink()
    built(small_disk / "s", source)
    built(tmp_path / "fresh", source)
    assert dump(small_disk / "s") == dump(tmp_path / "fresh")


def test_two_builds_at_once_are_both_whole(tmp_path: Path) -> None:
    source = saved(tmp_path / "in.jsonl", records(60))
    command = [sys.executable, CHILD, str(tmp_path / "s"), str(source)]
    both = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=ENVIRONMENT, cwd=ROOT) for _ in range(2)]
    ended = [(process.communicate()[1], process.returncode) for process in both]
    assert 0 in [code for _, code in ended]
    for words, code in ended:
        assert code == 0 or (code == EXIT_STORE and "held by" in words), words
    built(tmp_path / "fresh", source)
    assert dump(tmp_path / "s") == dump(tmp_path / "fresh")


def test_a_build_waits_for_another_as_long_as_it_is_told_to(tmp_path: Path) -> None:
    source = saved(tmp_path / "in.jsonl", records(3))
    built(tmp_path / "s", source)
    with hold(tmp_path / "s/lock"):
        began = time.monotonic()
        with pytest.raises(StoreError, match="held by process"):
            build([source], store=tmp_path / "s", reader=STATES, lock_timeout=0.2)
        assert time.monotonic() - began >= 0.2


def test_ctrl_c_ends_a_build_with_130_and_the_next_one_goes_on(tmp_path: Path) -> None:
    """The rest of the input comes after the signal, so the build cannot have ended before it."""
    source = saved(tmp_path / "in.jsonl", records(300))
    given = source.read_text(encoding="utf-8").splitlines(keepends=True)
    command = [sys.executable, "-m", "kg", "build", "-", "--store", str(tmp_path / "s"), "--reader", STATES]
    with subprocess.Popen(
        command, env=ENVIRONMENT, cwd=ROOT, stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as build_:
        assert build_.stdin
        build_.stdin.write("".join(given[:200]))
        build_.stdin.flush()
        assert until(lambda: (tmp_path / "s/kg.json").exists(), seconds=60)
        build_.send_signal(signal.SIGINT)
        words = build_.communicate("".join(given[200:]))[1]
    assert build_.returncode == EXIT_INTERRUPTED, words
    assert "Traceback" not in words
    built(tmp_path / "s", source)
    built(tmp_path / "fresh", source)
    assert dump(tmp_path / "s") == dump(tmp_path / "fresh")


def test_the_second_reader_goes_through_build_query_and_explain(tmp_path: Path) -> None:
    def kg(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "kg", *arguments]
        return subprocess.run(command, capture_output=True, text=True, env=ENVIRONMENT, cwd=ROOT, check=True)

    seed, store = "seeds/000_1a3a100699a3b81f.txt", str(tmp_path / "s")
    assert "1 new" in kg("build", seed, "--store", store, "--reader", STATES).stderr
    rows = json.loads(kg("query", "article-actors", "--store", store, "--format", "json").stdout)["results"]["bindings"]
    assert [(row["type"]["value"], row["name"]["value"]) for row in rows] == [("state", "Belarus"), ("state", "China")]
    assert "state-by-name" in kg("explain", seed, "--reader", STATES).stdout


def test_a_reader_that_invents_a_quote_is_refused_by_name(tmp_path: Path) -> None:
    source = saved(tmp_path / "in.jsonl", records(2))
    report = built(tmp_path / "s", source, reader="tests.inventing_reader")
    assert report.new == 0
    for item, name in zip(report.set_aside, ("a000", "a001"), strict=True):
        for word in ("tests.inventing_reader", name, "text 0-8", "'Atlantis'"):
            assert word in item.reason


def test_the_second_reader_is_asked_as_the_first_is() -> None:
    (article,) = read([ROOT / "seeds" / "000_1a3a100699a3b81f.txt"])
    reading = extract(article, STATES)  # type: ignore[arg-type]
    assert {fact.actor.name for fact in reading.facts} == {"Belarus", "China"}  # type: ignore[attr-defined]
    assert all(span.quote == reading.article.text[span.begin : span.end] for f in reading.facts for span in f.evidence)


def test_another_naming_policy_renames_states_and_leaves_the_articles_words(tmp_path: Path) -> None:
    text = "President Recep Tayyip Erdogan of Turkey met President Emmanuel Macron of France in Ankara on May 3, 2021."
    article = {"id": "ankara", "date": "2021-05-04", "text": text}
    source = saved(tmp_path / "a.jsonl", [article])
    asked = "SELECT ?name ?written { ?state bi:isoAlpha2 'TR' ; skos:prefLabel ?name ; bi:evidence/bi:exact ?written }"
    names = []
    for policy in ("common", "un", "common"):
        report = build([source], store=tmp_path / "s", naming=policy)
        assert report.new + report.unchanged == 1
        with open_reader(tmp_path / "s") as reader:
            names.append({tuple(cell.value for cell in row) for row in reader.query(asked)})  # type: ignore[union-attr]
    assert names == [{("Turkey", "Turkey")}, {("Türkiye", "Turkey")}, {("Turkey", "Turkey")}]


def test_an_article_in_another_language_is_set_aside_with_that_reason(tmp_path: Path) -> None:
    french = "Le président de la République a reçu vendredi le Premier ministre pour un entretien sur les relations."
    articles = records(2)
    articles[1]["text"] = f"{french} {french}"
    report = built(tmp_path / "s", saved(tmp_path / "in.jsonl", articles))
    assert (report.new, [item.id for item in report.set_aside]) == (1, ["a001"])
    assert "not in English" in report.set_aside[0].reason and "fr" in report.set_aside[0].reason
