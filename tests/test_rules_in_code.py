"""Rules that stand in Python have examples like those of the lexicon: sentences that fire them, others that do not."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from kg.facts import relations
from kg.model import Agreement, Article, Fact, Relation
from kg.readers import extract
from tests.eval import firing

CASES = tomllib.loads((Path(__file__).parent / "data" / "rules_in_code.toml").read_text("utf-8"))
DAY = date(2021, 6, 15)


class Case(NamedTuple):
    row: Mapping[str, Any]
    text: str
    want: Mapping[str, Any]


def cases(side: str) -> Iterator[Case]:
    for row in CASES["rule"]:
        for one in row[side]:
            text, want = (one["text"], one["want"]) if side == "fires" else (one, {})
            yield Case(row, f"{CASES['lead']} {text}" if row.get("led") else text, want)


def stages(side: str) -> Iterator[tuple[str, str]]:
    yield from ((row["id"], text) for row in CASES["stage"] for text in row[side])


def name(case: Case) -> str:
    return str(case.row["id"])


def found(case: Case) -> list[Fact]:
    """The facts of a case that its rule gives."""
    article = Article(id="x", text=case.text, title=case.row.get("title"), date=DAY, outlet="Agency")
    told = extract(article).facts
    return [fact for fact in told if (type(fact).__name__, fact.rule) == (case.row["kind"], case.row["id"])]


def value(fact: Fact, slot: str) -> object:
    if isinstance(fact, Relation) and slot == "established":
        return str(fact.established.start.year)
    held = getattr(fact, slot)
    return list(held) if isinstance(held, tuple) else held


def test_every_rule_in_code_has_examples() -> None:
    known = {(kind, rule) for kind, names in firing.IN_PYTHON.items() for rule in names}
    known |= {("Relation", rule) for rule, _ in relations._PATTERNS}
    assert {(row["kind"], row["id"]) for row in CASES["rule"]} == known
    assert [row["id"] for row in (*CASES["rule"], *CASES["stage"]) if not row["fires"] or not row["silent"]] == []


@pytest.mark.parametrize("case", tuple(cases("fires")), ids=name)
def test_an_example_fires_its_rule(case: Case) -> None:
    told = found(case)
    assert [fact for fact in told if all(value(fact, slot) == wish for slot, wish in case.want.items())], told


@pytest.mark.parametrize("case", tuple(cases("silent")), ids=name)
def test_a_counter_example_does_not(case: Case) -> None:
    assert found(case) == []


def stage_of(text: str) -> list[str]:
    facts = extract(Article(id="x", text=text, date=DAY, outlet="Agency")).facts
    return [fact.stage for fact in facts if isinstance(fact, Agreement)]


@pytest.mark.parametrize(("stage", "text"), tuple(stages("fires")))
def test_words_give_an_agreement_its_stage(stage: str, text: str) -> None:
    assert stage_of(text) == [stage]


@pytest.mark.parametrize(("stage", "text"), tuple(stages("silent")))
def test_other_words_give_it_another(stage: str, text: str) -> None:
    assert stage not in stage_of(text)
