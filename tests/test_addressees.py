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
