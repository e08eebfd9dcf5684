"""What every reader is held to: its facts stand in the article, in the declared types, with codes of the lists."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from types import ModuleType

import pytest

from kg.errors import FactError, UsageError
from kg.model import (
    Actor,
    Agreement,
    Appearance,
    Article,
    Fact,
    Meeting,
    Participation,
    Reading,
    Relation,
    Skipped,
    Span,
    StatedPrinciple,
    Statement,
    When,
)
from kg.readers import check, extract, load, names

ARTICLE = Article(id="a1", text="Li met Lukashenko in Minsk.", title="Li in Minsk")
SPAN = Span("text", 0, 17, "Li met Lukashenko")
LI = Actor(kind="person", name="Li", country="CN")
STATE = Actor(kind="state", name="China", key="CN")
MEETING = Meeting(
    evidence=(SPAN,),
    rule="r",
    kind="meeting",
    status="held",
    participants=(Participation(actor=LI, office="Premier"),),
    when=When(start=date(2024, 8, 22), end=date(2024, 8, 22)),
    city="Minsk",
)
GOOD: tuple[Fact, ...] = (
    MEETING,
    Appearance(evidence=(Span("title", 0, 2, "Li"),), rule="r", actor=LI, aliases=("Mr Li",)),
    Agreement(evidence=(SPAN,), rule="r", labels=("pact",), kind="treaty", stage="signed", change="upgraded"),
    Statement(evidence=(SPAN,), rule="r", speakers=(LI,), act="pledge"),
    StatedPrinciple(evidence=(SPAN,), rule="r", concept="multilateralism", speakers=(LI,)),
)


def reading(*facts: Fact, skipped: tuple[Skipped, ...] = ()) -> Reading:
    return Reading(article=ARTICLE, reader="made-up", version="1", facts=facts, skipped=skipped)


def test_facts_that_stand_in_the_article_pass_unchanged() -> None:
    told = reading(*GOOD, skipped=(Skipped(span=SPAN, rule="r", reason="no frame"),))
    assert check(told) is told


@pytest.mark.parametrize(
    "span",
    [
        Span("text", 0, 17, "Li met Lukashenka"),
        Span("text", 1, 18, "Li met Lukashenko"),
        Span("title", 0, 17, "Li met Lukashenko"),
        Span("text", 5, 5, ""),
        Span("text", -6, 27, "Minsk."),
        Span("text", 20, 99, "Minsk."),
        Span("text", 0.0, 17, "Li met Lukashenko"),  # type: ignore[arg-type]
        Span("body", 0, 17, "Li met Lukashenko"),  # type: ignore[arg-type]
    ],
)
def test_words_that_do_not_stand_in_the_article_are_refused_by_reader_article_and_span(span: Span) -> None:
    with pytest.raises(FactError) as fault:
        check(reading(*GOOD, replace(MEETING, evidence=(SPAN, span))))
    for word in ("made-up", "a1", f"{span.begin}-{span.end}" if span.part != "body" else "span"):
        assert word in str(fault.value)


@pytest.mark.parametrize(
    ("fact", "words"),
    [
        (replace(MEETING, participants=()), "without participants"),
        (replace(MEETING, kind="brawl"), "unknown code in kind: 'brawl'"),
        (replace(MEETING, status="maybe"), "unknown code in status"),
        (replace(MEETING, participants=(Participation(actor=LI, role="enemy"),)), "unknown code in role"),
        (replace(MEETING, participants=[Participation(actor=LI)]), "participants is list, not a tuple"),
        (replace(MEETING, participants=(LI,)), "participants is Actor, not Participation"),
        (replace(MEETING, city=7), "city is int, not str"),
        (replace(MEETING, score=0.0), "score 0.0"),
        (replace(MEETING, score=True), "score is bool"),
        (replace(MEETING, when="yesterday"), "when is str, not When"),
        (replace(MEETING, when=When(start=date(2024, 8, 22), end=date(2024, 8, 1))), "ends before it begins"),
        (replace(MEETING, when=When(start=datetime(2024, 8, 22), end=date(2024, 8, 23))), "start is datetime"),
        (replace(GOOD[1], actor=Actor(kind="ghost", name="Li")), "unknown code in kind: 'ghost'"),
        (replace(GOOD[1], aliases="Li"), "aliases is str, not a tuple"),
        (replace(GOOD[2], labels=()), "without a label"),
        (replace(GOOD[2], change="worse"), "unknown code in change"),
        (replace(GOOD[3], act="mumble"), "unknown code in act"),
        (replace(GOOD[4], stance="lukewarm"), "unknown code in stance"),
        (
            Relation(evidence=(SPAN,), rule="r", a=STATE, b=STATE, established=MEETING.when),  # type: ignore[arg-type]
            "not between two states",
        ),
        (Fact(evidence=(SPAN,), rule="r"), "no kind of fact"),
    ],
)
def test_a_malformed_fact_is_refused_with_the_reason(fact: Fact, words: str) -> None:
    with pytest.raises(FactError, match="made-up") as fault:
        check(reading(fact))
    assert words in str(fault.value)


def test_skipped_words_must_stand_in_the_article_too() -> None:
    with pytest.raises(FactError, match="Skipped"):
        check(reading(skipped=(Skipped(span=Span("text", 0, 2, "XX"), rule="r", reason="no frame"),)))


def test_a_reader_that_yields_something_else_is_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "chatty", module(VERSION="1", extract=lambda article: ["a fact, trust me"]))
    with pytest.raises(FactError, match="The reader chatty yields a str"):
        extract(ARTICLE, "chatty")


def test_facts_and_skipped_come_apart_and_the_reading_names_reader_and_version(monkeypatch: pytest.MonkeyPatch) -> None:
    skipped = Skipped(span=SPAN, rule="r", reason="no frame")
    monkeypatch.setitem(sys.modules, "plain", module(VERSION="7", extract=lambda article: [skipped, MEETING]))
    found = extract(ARTICLE, "plain")
    assert (found.facts, found.skipped, found.reader, found.version) == ((MEETING,), (skipped,), "plain", "7")


def module(**content: object) -> ModuleType:
    made = ModuleType("made")
    made.__dict__.update(content)
    return made


@pytest.mark.parametrize("name", ["nothing", "kg.readers.nothing", "../x", "", "os.path.x", "tests..x", "_conformance"])
def test_an_unknown_reader_is_a_usage_error_that_names_the_known_ones(name: str) -> None:
    with pytest.raises(UsageError, match="Known: ") as fault:
        load(name)
    assert all(known in str(fault.value) for known in names())


@pytest.mark.parametrize("name", ["json", "kg.model"])
def test_a_module_that_is_no_reader_is_a_usage_error(name: str) -> None:
    with pytest.raises(UsageError, match="is no reader"):
        load(name)


def test_a_reader_that_misses_a_library_of_its_own_says_which(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "needy_reader.py").write_text("import a_library_that_is_nowhere\n")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ModuleNotFoundError, match="a_library_that_is_nowhere"):
        load("needy_reader")


def test_a_reader_in_the_working_directory_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "my_own_reader.py").write_text("VERSION = '1'\ndef extract(article):\n    return ()\n")
    monkeypatch.chdir(tmp_path)
    assert extract(ARTICLE, "my_own_reader").facts == ()
    assert str(tmp_path) not in sys.path


def test_the_name_of_a_reader_is_its_module() -> None:
    folder = Path(load.__code__.co_filename).parent
    assert names(), "a package without a reader"
    assert all((folder / f"{name}.py").is_file() and load(name).VERSION for name in names())
