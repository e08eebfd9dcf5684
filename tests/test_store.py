"""The store: one writer, immutable generations, nothing half-done."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import EXIT_STORE, QueryError, StoreError
from kg.model import Article, SetAside
from kg.store import Generation, Writer, open_reader, open_writer, snapshot, writer
from kg.store.journal import Journal
from kg.store.lock import hold
from tests.concluding import Dictated

BASE = "https://w3id.org/bilateral/id/"
ONTOLOGY = (
    b'<https://w3id.org/bilateral> <http://www.w3.org/2000/01/rdf-schema#label> "o" <https://w3id.org/bilateral> .\n'
)
ROOT = Path(__file__).parents[1]


def article(id_: str, text: str, day: date | None = None) -> Article:
    return Article(id=id_, text=text, date=day, where=f"test:{id_}")


def graph_of(told: Article) -> bytes:
    """A graph with a line for each word of the text."""
    name = f"<{BASE}article/{told.key}>"
    lines = {f'{name} <https://w3id.org/bilateral#exact> "{word}" {name} .\n' for word in told.text.split()}
    return "".join(sorted(lines)).encode()


@contextmanager
def writing(path: Path, version: str = "1", lock_timeout: float = 0.0) -> Iterator[Writer]:
    with open_writer(path, base=BASE, reader="words", version=version, lock_timeout=lock_timeout) as opened:
        yield opened


def fill(path: Path, *articles: Article, derived: bytes = b"") -> Generation:
    with writing(path) as opened:
        for told in articles:
            opened.put(told, graph_of(told))
        return opened.publish(Dictated(derived), ONTOLOGY)


def dump(path: Path) -> bytes:
    with open_reader(path) as reader:
        return b"".join(reader.dump())


def words(path: Path) -> set[str]:
    with open_reader(path) as reader:
        return {row["word"].value for row in reader.query("SELECT ?word { ?article bi:exact ?word }")}


def test_a_reader_sees_what_was_published_and_nothing_later(tmp_path: Path) -> None:
    fill(tmp_path / "s", article("a", "one two"))
    with open_reader(tmp_path / "s") as reader:
        fill(tmp_path / "s", article("a", "three"))
        assert {row["w"].value for row in reader.query("SELECT ?w { ?a bi:exact ?w }")} == {"one", "two"}
    assert words(tmp_path / "s") == {"three"}


def test_what_was_put_and_not_published_is_not_seen(tmp_path: Path) -> None:
    fill(tmp_path / "s", article("a", "one"))
    with writing(tmp_path / "s") as opened:
        opened.put(article("b", "two"), graph_of(article("b", "two")))
    assert words(tmp_path / "s") == {"one"}
    with writing(tmp_path / "s") as opened:
        opened.publish(Dictated(), ONTOLOGY)
    assert words(tmp_path / "s") == {"one", "two"}


def test_the_bytes_of_a_dump_do_not_depend_on_the_order_of_articles(tmp_path: Path) -> None:
    articles = [article(str(number), f"word{number} again") for number in range(20)]
    first = fill(tmp_path / "a", *articles)
    second = fill(tmp_path / "b", *reversed(articles))
    assert dump(tmp_path / "a") == dump(tmp_path / "b")
    assert first.snapshot == second.snapshot


def test_the_snapshot_can_be_worked_out_from_a_dump_as_its_definition_says(tmp_path: Path) -> None:
    from hashlib import sha256

    told, derived = article("a", "one two"), f"<{BASE}a> <{BASE}b> <{BASE}c> <{BASE}derived> .\n".encode()
    made = fill(tmp_path / "s", told, derived=derived)
    lines = dump(tmp_path / "s").splitlines(keepends=True)
    assert len(lines) == 4
    graph = b"".join(line for line in lines if line.endswith(f" <{BASE}article/{told.key}> .\n".encode()))
    content = f"{told.key} {sha256(graph).hexdigest()}\nderived {sha256(derived).hexdigest()}\n"
    assert made.snapshot == sha256(content.encode()).hexdigest()[:16]
    assert made.snapshot == snapshot.of_lines(lines, BASE)


def test_the_snapshot_changes_with_any_line_of_the_content_and_with_no_other(tmp_path: Path) -> None:
    line = f"<{BASE}a> <{BASE}b> <{BASE}{{}}> <{BASE}derived> .\n"
    told = [fill(tmp_path / str(n), article("a", "one"), derived=line.format(n).encode()) for n in range(2)]
    told.append(fill(tmp_path / "other", article("a", "two"), derived=line.format(0).encode()))
    assert len({made.snapshot for made in told}) == 3
    with writing(tmp_path / "again") as opened:
        opened.put(article("a", "one"), graph_of(article("a", "one")))
        made = opened.publish(Dictated(line.format(0).encode()), ONTOLOGY.replace(b'"o"', b'"other"'))
    assert made.snapshot == told[0].snapshot


def test_a_large_dump_is_sorted_in_runs_with_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path / "s", *(article(str(number), f"word{number} again and again") for number in range(50)))
    whole = dump(tmp_path / "s")
    monkeypatch.setattr("kg.store.graph.RUN", 7)
    assert dump(tmp_path / "s") == whole
    assert len(whole.splitlines()) == 151


def test_a_changed_text_replaces_the_graph_of_its_article(tmp_path: Path) -> None:
    fill(tmp_path / "s", article("a", "one"), article("b", "two"))
    made = fill(tmp_path / "s", article("a", "three"))
    assert words(tmp_path / "s") == {"two", "three"}
    assert made.articles == 2
    assert dump(tmp_path / "s") == dump_of(tmp_path / "fresh", article("a", "three"), article("b", "two"))


def dump_of(path: Path, *articles: Article) -> bytes:
    fill(path, *articles)
    return dump(path)


def test_what_was_concluded_before_makes_room_for_what_is_concluded_now(tmp_path: Path) -> None:
    derived = f'<{BASE}x> <https://w3id.org/bilateral#exact> "derived" <{BASE}derived> .\n'.encode()
    fill(tmp_path / "s", article("a", "one"), derived=derived)
    assert words(tmp_path / "s") == {"one", "derived"}
    with writing(tmp_path / "s") as opened:
        opened.put(article("b", "two"), graph_of(article("b", "two")))
        opened.publish(Dictated(), ONTOLOGY)
    assert words(tmp_path / "s") == {"one", "two"}


def test_texts_are_kept_as_they_were_read_even_with_characters_that_databases_dislike(tmp_path: Path) -> None:
    odd = article("a", "a\0b \ud800 \U0001f600 \r\n")
    with writing(tmp_path / "s") as opened:
        opened.put(odd, graph_of(article("a", "")))
        opened.publish(Dictated(), ONTOLOGY)
    with open_reader(tmp_path / "s") as reader:
        assert reader.article(odd.key) == odd
        assert reader.article("0" * 32) is None


def test_what_was_set_aside_is_kept_with_words_that_databases_dislike(tmp_path: Path) -> None:
    strange = "half a pair \ud800, a NUL \0"
    with writing(tmp_path / "s") as opened:
        opened.set_aside(f"in {strange}", f"holds {strange}", f"id {strange}")
        opened.fail(Article(id=strange, text="one", where=strange), f"failed on {strange}")
        opened.publish(Dictated(), ONTOLOGY)
    with writing(tmp_path / "s") as opened:
        assert opened.known[strange].error == f"failed on {strange}"
    journal = Journal(tmp_path / "s" / "journal.sqlite", write=False)
    [item] = journal.all_set_aside()
    journal.close()
    assert item == SetAside(where=f"in {strange}", reason=f"holds {strange}", id=f"id {strange}")


def test_the_text_of_a_replaced_article_stays_while_a_generation_shows_it(tmp_path: Path) -> None:
    first = article("a", "one")
    fill(tmp_path / "s", first)
    with open_reader(tmp_path / "s") as reader:
        fill(tmp_path / "s", article("a", "two"))
        assert reader.article(first.key) == first
    for number in range(4):
        fill(tmp_path / "s", article("a", f"later {number}"))
    with open_reader(tmp_path / "s") as reader:
        assert reader.article(first.key) is None


def test_only_the_last_generations_are_kept(tmp_path: Path) -> None:
    for number in range(6):
        fill(tmp_path / "s", article("a", f"text {number}"))
    assert sorted(entry.name for entry in (tmp_path / "s/generations").iterdir()) == ["4", "5", "6"]
    assert (tmp_path / "s/current").resolve().name == "6"


def test_publishing_with_nothing_new_writes_nothing(tmp_path: Path) -> None:
    made = fill(tmp_path / "s", article("a", "one"))
    before = contents(tmp_path / "s")
    with writing(tmp_path / "s") as opened:
        assert opened.publish(Dictated(), ONTOLOGY) == made
    assert contents(tmp_path / "s") == before


def contents(path: Path) -> dict[str, tuple[int, int]]:
    """Size and time of each file but the lock, which names its last owner."""
    files = (entry for entry in path.rglob("*") if entry.is_file() and entry != path / "lock")
    return {str(file): (file.stat().st_size, file.stat().st_mtime_ns) for file in files}


def test_quads_outside_of_the_article_are_refused(tmp_path: Path) -> None:
    with writing(tmp_path / "s") as opened, pytest.raises(StoreError, match="outside the article's graph"):
        opened.put(article("a", "one"), graph_of(article("b", "two")))


def test_a_graph_that_is_no_nquads_is_refused_with_its_article_and_the_store_stays(tmp_path: Path) -> None:
    fill(tmp_path / "s", article("a", "one"))
    bad = article("b", "bad")
    with pytest.raises(StoreError, match="test:b"), writing(tmp_path / "s") as opened:
        opened.put(bad, b"<no IRI> " + graph_of(bad))
        opened.publish(Dictated(), ONTOLOGY)
    assert words(tmp_path / "s") == {"one"}
    assert fill(tmp_path / "s", article("c", "three")).articles == 2


def test_our_prefixes_are_known_without_declaration(tmp_path: Path) -> None:
    fill(tmp_path / "s", article("a", "one"))
    with open_reader(tmp_path / "s") as reader:
        for prefix in ("bi", "rdfs", "xsd", "skos", "prov", "oa", "schema"):
            assert not bool(reader.query(f"ASK {{ ?s {prefix}:nothing ?o }}"))


def test_a_faulty_query_is_refused_with_line_and_column(tmp_path: Path) -> None:
    fill(tmp_path / "s", article("a", "one"))
    with open_reader(tmp_path / "s") as reader:
        with pytest.raises(QueryError, match="line 2, column") as fault:
            reader.query("SELECT *\n{ ?s ?p }")
        assert (fault.value.line, fault.value.exit_code) == (2, 3)
        with pytest.raises(QueryError, match="line 1, column"):
            reader.query("SELECT * { ?s foaf:name ?o }")


@pytest.mark.parametrize(
    ("sparql", "expected"),
    [
        ("SELECT ?o { ?s bi:exact ?o }", {"one", "two"}),
        ("SELECT ?o { ?s bi:exact ?o FILTER(?o != 'FROM <urn:no>') } # FROM <urn:no>", {"one", "two"}),
        ("SELECT ?o FROM <GRAPH> { ?s bi:exact ?o }", {"one"}),
        ("PREFIX here: <HERE> SELECT ?o from here:article\\/KEY { ?s bi:exact ?o }", {"one"}),
        ("BASE <HERE> SELECT ?o FROM <article/KEY> WHERE { ?s bi:exact ?o }", {"one"}),
        ("SELECT ?o FROM NAMED <GRAPH> { GRAPH ?g { ?s bi:exact ?o } }", {"one"}),
        ("SELECT ?o FROM NAMED <GRAPH> { ?s bi:exact ?o }", set()),
        ("SELECT ?o FROM <urn:no> { ?s bi:exact ?o }", set()),
    ],
)
def test_a_query_that_names_its_graphs_is_asked_over_these(tmp_path: Path, sparql: str, expected: set[str]) -> None:
    one = article("a", "one")
    fill(tmp_path / "s", one, article("b", "two"))
    for word, value in (("GRAPH>", f"{BASE}article/{one.key}>"), ("<HERE>", f"<{BASE}>"), ("KEY", one.key)):
        sparql = sparql.replace(word, value)
    with open_reader(tmp_path / "s") as reader:
        answer = reader.query(sparql)
        assert isinstance(answer, ox.QuerySolutions)
        assert {row["o"].value for row in answer} == expected


def test_graphs_given_beside_a_query_take_the_place_of_its_own(tmp_path: Path) -> None:
    one, two = article("a", "one"), article("b", "two")
    fill(tmp_path / "s", one, two)
    first, second = (ox.NamedNode(f"{BASE}article/{each.key}") for each in (one, two))
    with open_reader(tmp_path / "s") as reader:
        query = f"SELECT ?o FROM {first} {{ ?s bi:exact ?o }}"
        assert [row["o"].value for row in reader.query(query, default_graph=[second])] == ["two"]
        assert not list(reader.query(query, default_graph=[], named_graphs=[second]))


def test_a_second_writer_fails_and_names_the_owner(tmp_path: Path) -> None:
    code = "import sys,time\nfrom kg.store.lock import hold\nfrom pathlib import Path\n"
    code += f"with hold(Path({str(tmp_path / 's' / 'lock')!r})):\n print('held', flush=True)\n time.sleep(30)"
    fill(tmp_path / "s", article("a", "one"))
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, cwd=ROOT) as owner:
        assert owner.stdout and owner.stdout.readline() == "held\n"
        with pytest.raises(StoreError, match=f"held by process {owner.pid} on .* since 20") as fault:
            fill(tmp_path / "s", article("b", "two"))
        assert fault.value.exit_code == EXIT_STORE
        assert words(tmp_path / "s") == {"one"}  # readers need no lock
        owner.send_signal(signal.SIGKILL)
        owner.wait()
    assert fill(tmp_path / "s", article("b", "two")).articles == 2


def test_a_second_writer_waits_as_long_as_it_is_told_to(tmp_path: Path) -> None:
    code = "import time\nfrom kg.store.lock import hold\nfrom pathlib import Path\n"
    code += f"with hold(Path({str(tmp_path / 's' / 'lock')!r})):\n print('held', flush=True)\n time.sleep(0.5)"
    fill(tmp_path / "s", article("a", "one"))
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, cwd=ROOT) as owner:
        assert owner.stdout and owner.stdout.readline() == "held\n"
        began = time.monotonic()
        with writing(tmp_path / "s", lock_timeout=20):
            assert time.monotonic() - began > 0.2


def test_the_same_process_cannot_hold_the_lock_twice(tmp_path: Path) -> None:
    with hold(tmp_path / "lock"), pytest.raises(StoreError, match="held by"), hold(tmp_path / "lock"):
        pass


def test_a_folder_without_a_store_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="kg build") as fault:
        open_reader(tmp_path / "nothing")
    assert fault.value.exit_code == EXIT_STORE


def test_a_folder_with_other_things_in_it_is_not_written_to(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(StoreError, match=r"no store and not empty .*thesis\.txt"):
        fill(tmp_path, article("a", "one"))
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["thesis.txt"]


def test_a_store_whose_first_build_did_not_end_says_so(tmp_path: Path) -> None:
    with writing(tmp_path / "s") as opened:
        opened.put(article("a", "one"), graph_of(article("a", "one")))
    with pytest.raises(StoreError, match="run it again"):
        open_reader(tmp_path / "s")


def test_a_store_of_another_format_is_refused(tmp_path: Path) -> None:
    fill(tmp_path / "s", article("a", "one"))
    data = json.loads((tmp_path / "s/kg.json").read_text())
    (tmp_path / "s/kg.json").write_text(json.dumps(data | {"format": 99}))
    for attempt in (lambda: open_reader(tmp_path / "s"), lambda: fill(tmp_path / "s", article("a", "one"))):
        with pytest.raises(StoreError, match="format 99"):
            attempt()


@pytest.mark.parametrize("broken", ["kg.json", "journal.sqlite", "current/info.json", "current/quads/CURRENT"])
def test_a_broken_store_is_named_as_broken(tmp_path: Path, broken: str) -> None:
    told = article("a", "one")
    fill(tmp_path / "s", told)
    (tmp_path / "s" / broken).write_bytes(b"\x01torn" * 300)
    with pytest.raises(StoreError, match="broken") as fault:
        open_reader(tmp_path / "s").article(told.key)
    assert fault.value.exit_code == EXIT_STORE


def test_a_store_has_one_base_and_one_reader(tmp_path: Path) -> None:
    fill(tmp_path / "s", article("a", "one"))
    for base, reader in (("https://example.org/", "words"), (BASE, "other")):
        with (
            pytest.raises(StoreError, match="The store has the"),
            open_writer(tmp_path / "s", base=base, reader=reader, version="1"),
        ):
            pass


@pytest.fixture
def plain_user() -> Iterator[None]:
    """For the root user no folder is closed, so the test runs as nobody."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def closed(tmp_path: Path) -> Path:
    """A finished store in a folder that everybody may read and nobody may write."""
    store = tmp_path / "s"
    fill(store, article("a", "one"))
    for entry in (store, *store.rglob("*")):
        if not entry.is_symlink():
            entry.chmod(0o555 if entry.is_dir() else 0o444)
    for parent in tmp_path.parents:
        if parent.owner() == tmp_path.owner() and parent.name.startswith(("pytest-", "popen-")):
            parent.chmod(0o755)
    tmp_path.chmod(0o755)
    return store


def test_a_store_that_may_not_be_written_is_read_all_the_same(closed: Path, plain_user: None) -> None:
    assert words(closed) == {"one"}
    with open_reader(closed) as reader:
        assert reader.article(article("a", "one").key) == article("a", "one")


def test_writing_where_one_may_not_is_a_clear_error(closed: Path, plain_user: None) -> None:
    for path in (closed, closed / "new"):
        with pytest.raises(StoreError, match="may not be written") as fault:
            fill(path, article("b", "two"))
        assert fault.value.exit_code == EXIT_STORE


def test_what_a_killed_load_leaves_behind_is_cleaned(tmp_path: Path) -> None:
    fill(tmp_path / "s", article("a", "one"))
    (tmp_path / "s/primary/bulk-123.sst").write_bytes(b"half")
    (tmp_path / "s/generations/7.new/quads").mkdir(parents=True)
    (tmp_path / "s/kg.json.new").write_text("half")
    fill(tmp_path / "s", article("b", "two"))
    left = {entry.name for entry in (tmp_path / "s").rglob("*")}
    assert not left & {"bulk-123.sst", "7.new", "kg.json.new"}


def test_a_store_that_lost_its_journal_forgets_its_graphs(tmp_path: Path) -> None:
    fill(tmp_path / "s", article("a", "one"))
    for file in (tmp_path / "s").glob("journal*"):
        file.unlink()
    assert fill(tmp_path / "s", article("b", "two")).articles == 1
    assert words(tmp_path / "s") == {"two"}


def test_batches_of_any_size_give_the_same_graph(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    articles = [article(str(number), f"word{number} again") for number in range(9)]
    fill(tmp_path / "a", *articles)
    monkeypatch.setattr(writer, "BATCH_ARTICLES", 2)
    fill(tmp_path / "b", *articles)
    assert dump(tmp_path / "a") == dump(tmp_path / "b")


def test_what_is_asked_of_all_articles_is_read_without_their_texts(tmp_path: Path) -> None:
    journal, asked = Journal(tmp_path / "journal.sqlite", write=True), list[str]()
    journal._db.set_trace_callback(asked.append)
    assert [list(journal.rows()), journal.digests(), journal.record_digests()] == [[], {}, {}]
    journal._db.set_trace_callback(None)
    plans = [str(journal._db.execute(f"EXPLAIN QUERY PLAN {sql}").fetchall()) for sql in asked]
    assert ["article USING COVERING INDEX" in plan for plan in plans] == [True] * 3
