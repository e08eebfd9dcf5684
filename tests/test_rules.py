"""Each rule of the lexicon fires on its own examples, and stays silent on its counter-examples."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from kg.model import Actor, Agreement, Article, Fact, Meeting, Participation
from kg.readers import extract

FOLDER = Path(__file__).parents[1] / "kg" / "lexicon" / "rules"
KINDS: Mapping[str, type[Fact]] = {
    "meeting": Meeting, "contact": Meeting, "occasion": Meeting, "agreement": Agreement,
}  # fmt: skip
DAY = date(2021, 6, 15)


class Case(NamedTuple):
    emit: str
    rule: str
    text: str
    outlet: str | None
    want: Mapping[str, Any]


@cache
def rows(emit: str) -> tuple[Mapping[str, Any], ...]:
    """The rules of one file; none where it is not there."""
    path = FOLDER / f"{emit}.toml"
    return tuple(tomllib.loads(path.read_text("utf-8")).get("rule", ())) if path.exists() else ()


def fires() -> Iterable[Case]:
    for emit in KINDS:
        for row in rows(emit):
            for one in row.get("fires", ()):
                yield Case(emit, row["id"], one["text"], one.get("outlet"), one.get("want", {}))


def silent() -> Iterable[Case]:
    for emit in KINDS:
        for row in rows(emit):
            for text in row.get("silent", ()):
                yield Case(emit, row["id"], text, None, {})


def name(case: Case) -> str:
    return case.rule


def found(case: Case) -> list[Fact]:
    article = Article(id=case.rule, text=case.text, date=DAY, outlet=case.outlet)
    return [fact for fact in extract(article).facts if isinstance(fact, KINDS[case.emit])]


def agrees(fact: Fact, want: Mapping[str, Any]) -> bool:
    """Whether a fact has the values that an example asks for; those it does not name are free."""
    return all(_value(fact, slot, value) for slot, value in want.items())


def _value(fact: Fact, slot: str, value: Any) -> bool:
    if slot == "label":
        return isinstance(fact, Agreement) and value in fact.labels
    if slot in ("participants", "parties"):
        actors: tuple[Participation | Actor, ...] = getattr(fact, slot)
        return {getattr(one, "actor", one).name for one in actors} == set(value)
    assert hasattr(fact, slot), f"an example wants '{slot}', which no {type(fact).__name__} has"
    return bool(getattr(fact, slot) == value)


@pytest.mark.parametrize("emit", KINDS)
def test_there_are_rules_to_look_at(emit: str) -> None:
    assert len(rows(emit)) > 5, f"no rules in {FOLDER}/{emit}.toml"


@pytest.mark.parametrize("emit", KINDS)
def test_each_rule_has_a_name_of_its_own(emit: str) -> None:
    ids = [row["id"] for row in rows(emit)]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("emit", KINDS)
def test_each_rule_has_examples_that_fire_it_and_others_that_do_not(emit: str) -> None:
    assert [row["id"] for row in rows(emit) if not row.get("fires") or not row.get("silent")] == []


@pytest.mark.parametrize("case", tuple(fires()), ids=name)
def test_an_example_fires_its_rule_with_the_values_it_wants(case: Case) -> None:
    facts = found(case)
    told = [fact for fact in facts if agrees(fact, case.want)]
    assert told, f"{case.text!r}: wanted {case.want}, found {facts}"
    # An example that wants nothing in particular has only its rule to show for it.
    assert case.want or case.rule in {fact.rule for fact in told}, f"{case.text!r}: {facts}"


@pytest.mark.parametrize("case", tuple(silent()), ids=name)
def test_a_counter_example_does_not_fire_its_rule(case: Case) -> None:
    assert [fact for fact in found(case) if fact.rule == case.rule] == []


def test_each_rule_of_contacts_matches_one_of_its_examples_and_is_tried_on_it() -> None:
    """A rule whose examples are all read by other rules is dead: its pattern has to match something itself."""
    from kg.facts import rules, tries
    from kg.readers.cascade import stage

    dead, untried = [], []
    for number, rule in enumerate(rules.load("meeting")):
        texts = [case for case in fires() if case.rule == rule.id]
        casts = [stage(Article(id="x", text=case.text, date=DAY, outlet=case.outlet))[0] for case in texts]
        matched = [one for cast in casts for one in tries.skeletons(cast) if rule.regex.search(one.text)]
        if not matched:
            dead.append(rule.id)
        untried += [rule.id for one in matched if number not in one.rules]
    assert dead == []
    assert untried == []


@pytest.mark.parametrize("emit", ("contact", "occasion"))
def test_each_class_of_words_tells_of_a_contact_by_itself(emit: str) -> None:
    """A row whose examples are all read by other rows is dead."""
    texts = [case for case in fires() if case.emit == emit]
    assert {case.rule for case in texts} == {case.rule for case in texts if case.rule in {f.rule for f in found(case)}}


def test_no_class_of_words_bears_the_name_of_a_pattern() -> None:
    classes = {row["id"] for emit in ("contact", "occasion") for row in rows(emit)}
    assert classes.isdisjoint(row["id"] for row in rows("meeting"))
