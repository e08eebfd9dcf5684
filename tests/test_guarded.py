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


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Russia won support from Kenya.", {"RU", "KE"}),
        ("Israel pounds the coast.", {"IL"}),
        ("South Korean won 3 medals.", {"KR"}),
        ("Trade reached 50 billion South Korean won.", set()),
        ("The Egyptian pound fell; 20 Australian dollars were paid in US dollars.", set()),
        ("The Norwegian minority government met.", {"NO"}),
        ("The British majority leader spoke of the Serb minority.", {"GB"}),
    ],
)
def test_money_and_a_people_are_no_state_but_what_a_state_wins_and_its_government_are(
    text: str, found: set[str]
) -> None:
    assert {m.key for m in gazetteer.find(text) if m.type in ("state", "adjective")} == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kenyas Foreign Minister arrived.", {"KE"}),
        ("Frances Adamson met President Raul Cubas and Governor Lawton Chiles.", set()),
        ("The two Chinas never met.", set()),
        ("Raul Cubas Foreign Minister arrived.", set()),
    ],
)
def test_a_state_with_an_s_is_one_only_before_a_title(text: str, found: set[str]) -> None:
    assert {m.key for m in gazetteer.find(text) if m.type == "state"} == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Thai Foreign Minister Somchai Prasert arrived.", {"TH"}),
        ("Foreign Minister Pak Ui-chun arrived. Pak spoke.", set()),
        ("The Pak Foreign Minister arrived.", {"PK"}),
        ("Pakistan welcomed the Pak envoys.", {"PK"}),
    ],
)
def test_an_adjective_that_is_also_a_surname_is_one_where_it_is_said_of_a_title(text: str, found: set[str]) -> None:
    assert {m.key for m in gazetteer.find(text) if m.type in ("state", "adjective")} == found
