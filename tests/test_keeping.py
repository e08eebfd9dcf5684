"""Dumps with and without the words of articles, what holds them against the articles, backups."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from kg.cli import app
from kg.errors import InputError, StoreError
from kg.store import open_reader, open_writer, snapshot
from kg.store.backup import check, copy
from kg.store.dump import Quotes, quoted
from kg.store.lock import hold
from kg.store.verify import verify
from kg.triples.iris import DEFAULT_BASE as BASE
from tests.concluding import make_store
from tests.scene import MINSK, bare, minsk, readings, santiago

EXACT = "https://w3id.org/bilateral#exact"
ARTICLES = [one.article for one in readings()]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("kept") / "s"
    make_store(path, readings())
    return path


def kg(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def dumped(store: Path, folder: Path, name: str, *options: str) -> Path:
    path = folder / name
    path.write_bytes(kg("dump", "--store", store, *options).stdout_bytes)
    return path


def quads(path: Path, form: ox.RdfFormat) -> set[ox.Quad]:
    return set(ox.parse(path=str(path), format=form))


# Dumps


def test_trig_and_nquads_hold_the_same_quads(store: Path, tmp_path: Path) -> None:
    whole = dumped(store, tmp_path, "all.nq")
    assert len(quads(whole, ox.RdfFormat.N_QUADS)) > 1_000
    assert quads(dumped(store, tmp_path, "all.trig", "--format", "trig"), ox.RdfFormat.TRIG) == quads(
        whole, ox.RdfFormat.N_QUADS
    )


def test_a_compressed_dump_is_the_same_bytes_each_time(store: Path, tmp_path: Path) -> None:
    first, again = (dumped(store, tmp_path, name, "--gz").read_bytes() for name in ("1.nq.gz", "2.nq.gz"))
    assert first == again
    assert gzip.decompress(first) == dumped(store, tmp_path, "all.nq").read_bytes()


def test_without_quotes_the_words_are_gone_and_their_digests_and_places_stay(store: Path, tmp_path: Path) -> None:
    text = dumped(store, tmp_path, "none.nq", "--quotes", "none").read_bytes()
    assert b"deepen the all-weather partnership and to" not in text
    assert f"> <{EXACT}> ".encode() not in text
    assert text.splitlines() == sorted(text.splitlines())
    words = "set up ties in January 1992"
    begin = MINSK.text.index(words)
    line = (
        f'<{BASE}article/{MINSK.key}#char={begin},{begin + len(words)}> <{EXACT}Digest> '
        f'"{sha256(words.encode()).hexdigest()}" <{BASE}article/{MINSK.key}> .'
    )  # fmt: skip
    assert line.encode() in text.splitlines()


def test_a_short_quote_is_forty_characters_with_a_digest_of_the_whole(store: Path, tmp_path: Path) -> None:
    path = dumped(store, tmp_path, "short.nq", "--quotes", "short")
    told = [quad.object.value for quad in quads(path, ox.RdfFormat.N_QUADS) if quad.predicate.value == EXACT]
    assert max(map(len, told)) == 41
    assert "Li said China is ready to deepen the all…" in told
    assert "to uphold non-interference" in told, "what is short stays whole"


@given(st.text(st.characters(exclude_categories=["Cs"])), st.sampled_from(Quotes))
def test_any_words_are_left_out_or_cut_by_the_letter(words: str, quotes: Quotes) -> None:
    quad = ox.Quad(ox.NamedNode("a:s"), ox.NamedNode(EXACT), ox.Literal(words), ox.NamedNode("a:g"))
    line = ox.serialize([quad], format=ox.RdfFormat.N_QUADS) or b""
    told = {one.predicate.value: one.object.value for one in ox.parse(b"".join(quoted([line], quotes)),
            format=ox.RdfFormat.N_QUADS)}  # fmt: skip
    short = words if len(words) <= 40 else words[:40] + "…"
    digest = {f"{EXACT}Digest": sha256(words.encode()).hexdigest()}
    assert told == {Quotes.full: {EXACT: words}, Quotes.short: {EXACT: short, **digest}, Quotes.none: digest}[quotes]


# Verify


@pytest.mark.parametrize("quotes", ["full", "short", "none"])
@pytest.mark.parametrize(("form", "gz"), [("nq", False), ("trig", True)])
def test_a_dump_is_borne_out_by_its_articles(store: Path, tmp_path: Path, quotes: str, form: str, gz: bool) -> None:
    options = ["--format", form, "--quotes", quotes, *(["--gz"] if gz else [])]
    path = dumped(store, tmp_path, f"d.{form}{'.gz' if gz else ''}", *options)
    told = verify(path, ARTICLES)
    assert (told.faults, told.unknown, told.articles) == ((), (), 4)
    assert told.runs > 20


@pytest.mark.parametrize("quotes", ["full", "none"])
def test_words_that_an_article_does_not_say_are_named_with_their_place(
    store: Path, tmp_path: Path, quotes: str
) -> None:
    path = dumped(store, tmp_path, "d.nq", "--quotes", quotes)
    begin = MINSK.text.index("to uphold non-interference")
    path.write_text(path.read_text().replace(f"#char={begin},", f"#char={begin + 1},"))
    [fault] = verify(path, ARTICLES).faults
    assert (fault.article, fault.part, fault.begin) == ("minsk-held", "text", begin + 1)


def test_a_run_without_a_place_is_no_dump(store: Path, tmp_path: Path) -> None:
    path = dumped(store, tmp_path, "d.nq")
    path.write_text(path.read_text().replace("#char=", "#line="))
    with pytest.raises(InputError, match="no run of an article's characters"):
        verify(path, ARTICLES)


def test_words_in_graphs_that_people_wrote_are_passed_over(store: Path, tmp_path: Path) -> None:
    path = dumped(store, tmp_path, "d.nq")
    path.write_text(path.read_text() + f'<urn:words> <{EXACT}> "so they say" <urn:mine> .\n')
    assert verify(path, ARTICLES).faults == ()


def test_a_changed_article_is_none_of_the_dump(store: Path, tmp_path: Path) -> None:
    path = dumped(store, tmp_path, "d.nq")
    told = verify(path, [replace(MINSK, text=MINSK.text + " "), *ARTICLES[1:]])
    assert told.unknown == (MINSK.text_digest,)


def test_the_command_says_what_differs_and_fails(store: Path, tmp_path: Path) -> None:
    path = dumped(store, tmp_path, "d.nq", "--quotes", "none")
    lines = [
        json.dumps({"id": one.id, "text": one.text, "title": one.title, "date": str(one.date or "") or None})
        for one in ARTICLES
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(lines) + "\n")
    assert kg("verify", path, "--articles", tmp_path / "a.jsonl").exit_code == 0
    (tmp_path / "a.jsonl").write_text("\n".join(lines[1:]) + "\n")
    ended = kg("verify", path, "--articles", tmp_path / "a.jsonl")
    assert ended.exit_code == 1
    assert MINSK.text_digest in ended.stdout


@pytest.mark.parametrize(("name", "data"), [("d.txt", b""), ("d.nq", b"<a:b> oh\n"), ("d.nq.gz", b"no gzip")])
def test_what_is_no_dump_is_told_so(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(InputError, match="dump"):
        verify(tmp_path / name, [])


# Backups


def dump(path: Path) -> bytes:
    with open_reader(path) as reader:
        return b"".join(reader.dump())


def test_a_backup_is_a_store_and_goes_on_as_the_first_would_have(tmp_path: Path) -> None:
    make_store(tmp_path / "s", [minsk(), bare()])
    made = copy(tmp_path / "s", tmp_path / "kept")
    assert check(tmp_path / "kept") is None
    assert dump(tmp_path / "kept") == dump(tmp_path / "s")
    make_store(tmp_path / "s", [santiago()])
    with open_reader(tmp_path / "kept") as reader:
        assert reader.info.snapshot == made.snapshot, "what is built later does not reach the backup"
        assert list(reader.search("non-interference"))
    copy(tmp_path / "kept", tmp_path / "back")
    again = make_store(tmp_path / "back", [santiago()])
    assert dump(tmp_path / "back") == dump(tmp_path / "s")
    assert again.articles == 3


def test_a_backup_overwrites_nothing_and_leaves_nothing_half(tmp_path: Path) -> None:
    make_store(tmp_path / "s", [bare()])
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter").write_text("dear")
    with pytest.raises(StoreError, match="something already"):
        copy(tmp_path / "s", tmp_path / "full")
    with hold(tmp_path / "s" / "lock"), pytest.raises(StoreError, match="held by"):
        copy(tmp_path / "s", tmp_path / "kept")
    assert not (tmp_path / "kept").exists()


def test_a_store_whose_build_did_not_end_is_not_copied(tmp_path: Path) -> None:
    make_store(tmp_path / "s", [bare()])
    with open_writer(tmp_path / "s", base=BASE, reader="cascade", version="test") as writer:
        writer.put(MINSK, b"")
    with pytest.raises(StoreError, match="did not end"):
        copy(tmp_path / "s", tmp_path / "kept")


def test_where_there_is_no_backup_nobody_is_told_to_build_one(tmp_path: Path) -> None:
    ended = kg("restore", tmp_path / "kept", "--store", tmp_path / "back")
    assert isinstance(ended.exception, StoreError) and "There is no backup" in str(ended.exception)


def test_a_backup_that_was_tampered_with_is_not_restored(tmp_path: Path) -> None:
    make_store(tmp_path / "s", [bare()])
    assert kg("backup", tmp_path / "kept", "--store", tmp_path / "s").exit_code == 0
    info = tmp_path / "kept" / "current" / "info.json"
    told = json.loads(info.read_text())
    info.write_text(json.dumps({**told, "snapshot": "0" * 16}))
    ended = kg("restore", tmp_path / "kept", "--store", tmp_path / "back")
    assert isinstance(ended.exception, StoreError)
    assert told["snapshot"] in str(ended.exception)
    assert not (tmp_path / "back").exists()
    info.write_text(json.dumps(told))
    assert kg("restore", tmp_path / "kept", "--store", tmp_path / "back").exit_code == 0
    assert snapshot.of_lines(dump(tmp_path / "back").splitlines(keepends=True), BASE) == told["snapshot"]
