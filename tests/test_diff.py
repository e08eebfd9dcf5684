"""What differs between two stores: each fact by text, kind and place, and why."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli import app
from kg.errors import StoreError
from kg.model import Article, Meeting, Reading, Span
from kg.store import open_reader
from kg.store.differences import Difference, differences
from tests.concluding import make_store
from tests.scene import MINSK, bare, minsk, plan, santiago


def between(tmp_path: Path, before: list[Reading], after: list[Reading]) -> list[Difference]:
    make_store(tmp_path / "a", before)
    make_store(tmp_path / "b", after)
    with open_reader(tmp_path / "a") as a, open_reader(tmp_path / "b") as b:
        return list(differences(a, b))


def other(reading: Reading, **values: object) -> Reading:
    """The reading with another meeting in place of each that it has."""
    facts = (replace(fact, **values) if isinstance(fact, Meeting) else fact for fact in reading.facts)  # type: ignore[arg-type]
    return replace(reading, facts=tuple(facts))


def test_equal_stores_do_not_differ(tmp_path: Path) -> None:
    assert between(tmp_path, [minsk(), plan()], [plan(), minsk()]) == []


def test_a_fact_that_other_rules_read_otherwise_is_changed_and_says_in_what(tmp_path: Path) -> None:
    newer = replace(other(minsk(), status="planned", venues=()), version="test 2")
    [found] = between(tmp_path, [minsk(), bare()], [newer, bare()])
    assert (found.change, found.article) == ("changed", "minsk-held")
    assert (found.place.digest, found.place.kind, found.place.part, found.place.begin) == (
        MINSK.text_digest, "meeting", "text", 0,
    )  # fmt: skip
    assert found.reason == "read by other rules: cascade test, now cascade test 2"
    assert [one.split(":")[0] for one in found.what] == ["reportedStatus", "venue"]
    assert "held, now" in found.what[0]


def test_facts_that_a_rule_finds_no_more_are_removed_and_new_ones_added(tmp_path: Path) -> None:
    fewer = replace(minsk(), facts=tuple(fact for fact in minsk().facts if not isinstance(fact, Meeting)))
    [gone] = between(tmp_path, [minsk()], [fewer])
    assert (gone.change, gone.place.kind) == ("removed", "meeting")
    with open_reader(tmp_path / "b") as b, open_reader(tmp_path / "a") as a:
        [come] = differences(b, a)
    assert (come.change, come.place) == ("added", gone.place)


def test_articles_that_come_and_go_bring_and_take_all_their_facts(tmp_path: Path) -> None:
    found = between(tmp_path, [minsk(), plan()], [plan(), santiago()])
    assert {(one.article, one.change, one.reason) for one in found} == {
        ("minsk-held", "removed", "the article is gone"),
        ("santiago", "added", "the article is new"),
    }
    assert len(found) == 10 + 6


def test_a_changed_text_has_other_facts_and_a_changed_date_has_the_same(tmp_path: Path) -> None:
    later = replace(minsk(), article=replace(MINSK, date=None))
    assert between(tmp_path, [minsk()], [later]) == []
    text = replace(MINSK, text=f" {MINSK.text}")
    moved = replace(minsk(), article=text, facts=tuple(shifted(fact, text) for fact in minsk().facts))
    found = between(tmp_path / "text", [minsk()], [moved])
    assert {(one.change, one.reason) for one in found} == {
        ("added", "the text of the article changed"),
        ("removed", "the text of the article changed"),
    }


def shifted(fact, text: Article):  # type: ignore[no-untyped-def]
    spans = (Span(s.part, s.begin + 1, s.end + 1, text.text[s.begin + 1 : s.end + 1]) for s in fact.evidence)
    return replace(fact, evidence=tuple(spans))


def test_the_command_compares_generations_that_are_kept(tmp_path: Path) -> None:
    make_store(tmp_path / "s", [minsk()])
    make_store(tmp_path / "s", [plan()])
    ended = CliRunner().invoke(app, ["diff", f"{tmp_path / 's'}@1", str(tmp_path / "s"), "--json"])
    assert ended.exit_code == 0
    told = [json.loads(line) for line in ended.stdout.splitlines()]
    assert {(one["article"], one["change"]) for one in told} == {("minsk-planned", "added")}
    assert "2 facts added, 0 removed, 0 changed" in ended.stderr
    with pytest.raises(StoreError, match=r"no generation 7.*Kept are: 1, 2"):
        open_reader(tmp_path / "s", 7)
