"""To whom a statement is made."""

from __future__ import annotations

from datetime import date

import pytest

from kg.model import Article, Statement
from kg.readers import extract

LEAD = "Norwegian Prime Minister Anna Berg met with Kenyan President John Kamau in Oslo on Monday. "


def addressees(sentence: str) -> list[str]:
    """The names of those to whom the statement of a sentence is made, after a lead that brings two persons in."""
    article = Article(id="x", text=LEAD + sentence, date=date(2021, 6, 15))
    told = [f for f in extract(article).facts if isinstance(f, Statement) and f.evidence[0].begin == len(LEAD)]
    assert len(told) == 1, told
    return [actor.name for actor in told[0].addressees]


@pytest.mark.parametrize("verb", ["told", "assured", "informed"])
def test_a_statement_is_made_to_the_person_after_the_verb(verb: str) -> None:
    assert addressees(f"Anna Berg {verb} John Kamau that Norway would raise its aid.") == ["John Kamau"]


def test_a_state_can_be_called_on() -> None:
    assert addressees("Anna Berg called on Kenya to join the talks.") == ["Kenya"]


def test_the_one_who_is_thanked_is_spoken_to() -> None:
    assert addressees("Anna Berg thanked John Kamau for the warm welcome.") == ["John Kamau"]


def test_greetings_are_conveyed_to_their_receiver_and_not_to_their_sender() -> None:
    text = "Kenyan Foreign Minister Peter Otieno conveyed John Kamau's greetings to Anna Berg."
    assert addressees(text) == ["Anna Berg"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Anna Berg welcomed Kenya's efforts to end the conflict.",
        "Anna Berg welcomed the European Union strategy on trade.",
        "Anna Berg praised John Kamau's reforms.",
        "Anna Berg stressed Norway's support for the treaty.",
        "Anna Berg said Kenya was a close partner.",
    ],
)
def test_what_is_spoken_of_is_not_spoken_to(sentence: str) -> None:
    assert addressees(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Anna Berg warned Kenya it would lose its aid.", ["Kenya"]),
        ("Anna Berg stressed to John Kamau the need for trade.", ["John Kamau"]),
        ("Anna Berg apologised to Peru for the delay.", ["Peru"]),
        ("Anna Berg appealed to Peru to join the talks.", ["Peru"]),
        ("Anna Berg lodged a protest with Peru over the raid.", ["Peru"]),
        ("Anna Berg raised the arrests with John Kamau.", ["John Kamau"]),
        ("Anna Berg offered Peru economic aid.", ["Peru"]),
        ("Anna Berg thanked him for the visit.", ["John Kamau"]),
        ("Anna Berg urged the Peruvian government to invest.", ["Peru"]),
        ("Anna Berg congratulated the people of Ghana on the vote.", ["Ghana"]),
        ("Anna Berg urged the leaders of Ghana and Peru to talk.", ["Ghana", "Peru"]),
        ("Anna Berg thanked Kenya and its people.", ["Kenya"]),
        ("Anna Berg praised the plan and thanked Kenya.", ["Kenya"]),
        ("John Kamau was thanked by Anna Berg for the aid.", ["John Kamau"]),
        ("Norway would help, Anna Berg assured John Kamau during the visit.", ["John Kamau"]),
        ('"We will help," Anna Berg told John Kamau.', ["John Kamau"]),
        ("In a letter to Peru, Anna Berg said trade must grow.", ["Peru"]),
        ("Anna Berg said in a call with Peruvian President Luis Lima that trade must grow.", ["Luis Lima"]),
    ],
)
def test_who_hears_stands_at_the_verb_behind_a_preposition_or_at_the_other_end_of_a_call(
    sentence: str, names: list[str]
) -> None:
    assert addressees(sentence) == names


@pytest.mark.parametrize(
    "sentence",
    [
        "Anna Berg told Kenya 2 television that trade must grow.",
        "Anna Berg welcomed John Kamau's idea.",
        "Anna Berg welcomed the Government of Kenya's decision.",
        "Anna Berg warned Kenya's neighbours against war.",
        "Anna Berg told reporters that Kenya was a friend.",
        "Anna Berg said that at his meeting with the bishops John Kamau had wept.",
    ],
)
def test_who_only_stands_nearby_does_not_hear(sentence: str) -> None:
    assert addressees(sentence) == []
