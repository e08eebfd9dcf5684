"""A state's name that is also a person's counts as the state only where the text speaks of it."""

from __future__ import annotations

import pytest

from kg.mentions import gazetteer


def states(text: str) -> list[tuple[str, str]]:
    return [(text[m.begin : m.end], m.key) for m in gazetteer.find(text) if m.type == "state"]


@pytest.mark.parametrize(
    "text",
    [
        "Michael Jordan visited Chicago. Jordan said he was glad.",
        "Michael B. Jordan arrived.",
        "Chad Smith plays the drums.",
        "Georgia Tech won the match.",
    ],
)
def test_a_part_of_a_longer_name_is_no_state(text: str) -> None:
    assert states(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Jordan Condemns Attack", [("Jordan", "JO")]),
        ("Jordan King Abdullah arrived.", [("Jordan", "JO")]),
        ("Chad and Sudan agreed.", [("Chad", "TD"), ("Sudan", "SD")]),
        ("Chad's President arrived.", [("Chad", "TD")]),
        ("Ukraine-Georgia ties", [("Ukraine", "UA"), ("Georgia", "GE")]),
        ("King Abdullah of Jordan met Michael Jordan.", [("Jordan", "JO")]),
        ("Chad Smith met the Chadian president, who spoke for Chad.", [("Chad", "TD"), ("Chad", "TD")]),
    ],
)
def test_a_state_is_one_beside_its_namesakes(text: str, found: list[tuple[str, str]]) -> None:
    assert states(text) == found


def test_a_name_is_known_with_the_marks_of_its_own_language_and_without_them() -> None:
    assert states("Berg flew from Hà Nội to Türkiye; Việt Nam and Turkiye agreed.") == [
        ("Hà Nội", "VN"), ("Türkiye", "TR"), ("Việt Nam", "VN"), ("Turkiye", "TR"),
    ]  # fmt: skip


@pytest.mark.parametrize(("line", "code"), [("BRASILIA", "BR"), ("REYKJAVIK", "IS"), ("ZÜRICH", "CH"), ("OSLO", "NO")])
def test_a_city_in_capitals_is_known_with_marks_and_without(line: str, code: str) -> None:
    entry = gazetteer.city(line)
    assert entry is not None and entry.key == code
