"""What a text is of: principles of papers' home news are no positions of states."""

from __future__ import annotations

from datetime import date

import pytest

from kg.facts.diplomacy import concern
from kg.model import Agreement, Article, StatedPrinciple
from kg.readers import extract
from kg.readers.cascade import stage

HOME = (
    "Norwegian Interior Minister Anna Berg said on Monday that the police must respect human rights. The opposition "
    "asked for an inquiry. The police union called the rules unclear. Parliament votes in May. The union has members. "
    "Its chairman praised the minister. The rules are new."
)
DEALINGS = (
    "Norwegian Foreign Minister Anna Berg said on Monday that Kenya must respect human rights. Foreign Minister Jo "
    "Kamau of Kenya told the Norwegian ambassador that the courts decide. Norway gives aid to Kenya."
)


def stated(text: str, outlet: str = "Agency") -> set[str]:
    facts = extract(Article(id="x", text=text, date=date(2021, 6, 15), outlet=outlet)).facts
    return {fact.concept for fact in facts if isinstance(fact, StatedPrinciple)}


@pytest.mark.parametrize(
    ("text", "outlet", "of"),
    [
        (HOME, "Agency", "other"),
        (HOME, "Ministry of Foreign Affairs of Norway", "release"),
        (DEALINGS, "Agency", "dealings"),
    ],
)
def test_a_text_is_of_dealings_where_many_of_its_sentences_name_two_sides(text: str, outlet: str, of: str) -> None:
    cast, _ = stage(Article(id="x", text=text, date=date(2021, 6, 15), outlet=outlet))
    assert concern(cast) == of


def test_what_a_minister_tells_the_own_police_is_no_principle_of_diplomacy() -> None:
    assert stated(HOME) == set()
    assert stated(DEALINGS) == {"human-rights"}


def test_in_home_news_a_sentence_on_another_state_counts() -> None:
    assert stated(HOME.replace("the police must", "the police of Kenya must")) == {"human-rights"}


def test_whoever_speaks_for_no_state_states_no_principle() -> None:
    text = DEALINGS.replace("Norwegian Foreign Minister Anna Berg", "Anna Berg, a teacher,")
    assert stated(text) == set()


def agreed(text: str, outlet: str = "Agency") -> list[tuple[str, str]]:
    facts = extract(Article(id="x", text=text, date=date(2021, 6, 15), outlet=outlet)).facts
    return [(fact.labels[0], fact.stage) for fact in facts if isinstance(fact, Agreement)]


@pytest.mark.parametrize(
    "told",
    [
        "The Green Button Initiative helps schools.",
        "The Joint Committee on Parking met.",
        "They said so in a joint statement.",
    ],
)
def test_home_news_has_no_initiatives_and_joint_statements_of_states(told: str) -> None:
    assert agreed(f"{HOME} {told}") == []


def test_home_news_may_tell_of_an_agreement_of_two_states_or_of_one_that_is_known() -> None:
    told = "Norway signed a fisheries agreement with Kenya. He praised the Antarctic Treaty."
    assert ("fisheries agreement", "signed") in agreed(f"{HOME} {told}")
    assert ("Antarctic Treaty", "in-force") in agreed(f"{HOME} {told}")


def test_a_plant_is_a_project_in_reports_only_where_it_is_built() -> None:
    assert agreed(f"{DEALINGS} Kenya hit the Norwegian Lake Basin power station.") == []
    assert agreed(f"{DEALINGS} Norway and Kenya will build the Lake Basin power station.") != []


def test_whoever_leaves_what_many_have_made_leaves_the_others_in_it() -> None:
    assert agreed(f"{DEALINGS} The United States withdrew from the Iran nuclear deal.") == [
        ("Iran nuclear deal", "in-force")
    ]


def test_names_joined_by_and_are_two() -> None:
    told = "Norway and Kenya signed the Lake Transport Agreement and Memorandum of Understanding on fisheries."
    assert {label for label, _ in agreed(told)} == {
        "Lake Transport Agreement",
        "Memorandum of Understanding on fisheries",
    }


def test_an_adjective_alone_makes_no_council_of_two_states() -> None:
    assert agreed("They spoke at the Norwegian Kenya Public Affairs Committee, Norway said to Kenya.") == []
    assert agreed("They met in the Norway-Kenya Energy Council.") != []


def test_what_others_say_is_not_stated_by_whoever_tells_of_it() -> None:
    law = "Foreign Minister Jo Kamau of Kenya said Norway keeps laws that Ethiopia says must respect human rights."
    own = "Foreign Minister Jo Kamau of Kenya said on Monday that Kenya says human rights must be respected."
    assert stated(f"{law} Norway met Kenya.") == set()
    assert stated(f"{own} Norway met Kenya.") == {"human-rights"}


def test_a_truce_that_a_state_calls_for_is_a_matter_between_sides_in_whatever_text() -> None:
    rebels = HOME.replace("that the police must respect human rights", "that the rebels must keep the ceasefire")
    assert stated(rebels) == {"ceasefire-and-peace"}
    assert stated(HOME.replace("must respect human rights", "ceased to smoke")) == set()


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The appointment rests on Norway's commitment to inter-faith dialogue.", {"dialogue-of-civilizations"}),
        ("The talks turned on the Kenyan demand for a ceasefire.", {"ceasefire-and-peace"}),
        ("There were doubts about Norway's commitment to the rule of law.", set()),
        ("The trip led Kenya away from Norway's support for free trade.", set()),
        ("Norway's visitors came to the rule of law fair.", set()),
    ],
)
def test_a_commitment_or_a_demand_that_a_text_gives_a_state_is_its_principle(sentence: str, expected: set[str]) -> None:
    told = (
        "Foreign Minister Anna Berg of Norway met with Foreign Minister Jo Kamau of Kenya in Oslo on Monday. "
        f"{sentence}"
    )
    facts = extract(Article(id="x", text=told, date=date(2021, 6, 15), outlet="Agency")).facts
    assert {(fact.concept, len(fact.speakers)) for fact in facts if isinstance(fact, StatedPrinciple)} == {
        (concept, 1) for concept in expected
    }
