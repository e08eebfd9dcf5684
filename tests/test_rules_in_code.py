"""Rules that stand in Python have examples like those of the lexicon; each rule shows how often it fires elsewhere."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple, get_args

import pytest

from kg import model
from kg.facts import relations
from kg.model import Agreement, Article, Fact, Relation, Statement
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
    article = Article(
        id="x", text=case.text, title=case.row.get("title"), date=DAY, outlet=case.row.get("outlet", "Agency")
    )
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
    assert [
        row["id"] for row in (*CASES["rule"], *CASES["stage"], *CASES["act"]) if not row["fires"] or not row["silent"]
    ] == []


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


def acts_of(text: str) -> list[str]:
    facts = extract(Article(id="x", text=f"{CASES['lead']} {text}", date=DAY, outlet="Agency")).facts
    return [fact.act for fact in facts if isinstance(fact, Statement)]


def acts(side: str) -> Iterator[tuple[str, str]]:
    yield from ((row["id"], text) for row in CASES["act"] for text in row[side])


def test_every_act_and_stage_has_examples() -> None:
    assert sorted(row["id"] for row in CASES["act"]) == sorted(get_args(model.Act))
    assert sorted(row["id"] for row in CASES["stage"]) == sorted(get_args(model.Stage))


@pytest.mark.parametrize(("act", "text"), tuple(acts("fires")))
def test_words_give_a_statement_its_act(act: str, text: str) -> None:
    assert acts_of(text) == [act]


@pytest.mark.parametrize(("act", "text"), tuple(acts("silent")))
def test_other_words_give_it_another_act(act: str, text: str) -> None:
    assert act not in acts_of(text) != []


def counted() -> dict[tuple[str, str], int]:
    """Kind and rule -> the facts that the rule gave in articles that nobody wrote rules on."""
    lines = [line.split("\t") for line in firing.TABLE.read_text("utf-8").splitlines() if not line.startswith("#")]
    return {(kind, rule): int(facts) for kind, rule, facts, *_ in lines[1:] if kind != "pattern"}


def test_each_rule_was_counted_in_articles_that_nobody_wrote_rules_on() -> None:
    head = dict(line[2:].split(": ", 1) for line in firing.TABLE.read_text("utf-8").splitlines() if line[0] == "#")
    assert int(head["articles"]) >= 500 and head["corpus"] and head["commit"]
    assert set(firing.known()) == set(counted()), "count again: draw.py and firing.py in tests/eval tell how"


def test_a_rule_that_never_fired_there_says_why_it_is_kept() -> None:
    lines = [line.split("\t") for line in firing.TABLE.with_name("unfired.tsv").read_text("utf-8").splitlines()[1:]]
    why = {(kind, rule): reason for kind, rule, reason in lines}
    assert {key for key, facts in counted().items() if not facts} == set(why), "delete the rule, or explain it"
    assert all(why.values())
