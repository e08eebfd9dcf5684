"""Whose an agreement is: of those who made it, not of those who speak of it, nor of where it was made."""

from __future__ import annotations

from datetime import date

import pytest

from kg.model import Agreement, Article
from kg.readers import extract

CALL = "Kenyan President Anna Odhiambo spoke by phone with Norwegian Prime Minister Kari Dahl on Monday. "


def parties(text: str) -> dict[str, set[str]]:
    """The codes or names of the parties of each agreement in the text, by its first label."""
    found = extract(Article(id="one", text=CALL + text, date=date(2023, 5, 9), outlet="North Wire")).facts
    return {
        fact.labels[0]: {party.key or party.name for party in fact.parties}
        for fact in found
        if isinstance(fact, Agreement)
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They discussed implementing Sudan's peace agreements.", {"SD"}),
        ("Dahl noted Norway's support for the 2016 Peace Accord.", set()),
        ("They welcomed the Peace Agreement between Ethiopia and Eritrea.", {"ET", "ER"}),
    ],
)
def test_a_peace_of_others_is_not_of_those_who_speak_of_it(text: str, expected: set[str]) -> None:
    assert list(parties(text).values()) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They discussed implementing the Agreement on Sudan's Debt.", set()),
        ("Fish agreements were signed in April by the Chadian and Sudanese Governments.", {"TD", "SD"}),
    ],
)
def test_what_an_agreement_is_about_is_no_party_and_who_signed_it_is(text: str, expected: set[str]) -> None:
    assert list(parties(text).values()) == [expected]


@pytest.mark.parametrize(
    "text",
    ["They discussed implementing the agreements on Sudan's debt.", "They discussed implementing the hostage deal."],
)
def test_an_agreement_without_a_name_or_anybody_whose_it_is_is_none(text: str) -> None:
    assert not parties(text)


def test_what_companies_sign_is_no_agreement_of_their_states() -> None:
    assert not parties("Kenyan companies have signed twenty memorandums of understanding with airlines.")


def test_where_an_agreement_was_reached_is_no_party() -> None:
    [found] = parties("Dahl said both sides should carry out the agreements reached in Slovenia.").values()
    assert "SI" not in found


def test_what_two_sides_sign_is_theirs() -> None:
    [found] = parties("The two sides signed a fisheries agreement.").values()
    assert found == {"KE", "NO"}


def told(text: str) -> list[tuple[str, str, str]]:
    """Label, kind and stage of each agreement in the text."""
    found = extract(Article(id="one", text=CALL + text, date=date(2023, 5, 9), outlet="North Wire")).facts
    return [(fact.labels[0], fact.kind, fact.stage) for fact in found if isinstance(fact, Agreement)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "They called for proposals to carry out the Helsinki Final Act.",
            [("Helsinki Final Act", "joint-statement", "in-force")],
        ),
        (
            "According to a joint statement, the two countries will trade more.",
            [("joint statement", "joint-statement", "signed")],
        ),
        ("Talks on the Kenya-Norway FTA are at an advanced stage.", [("Kenya-Norway FTA", "agreement", "negotiating")]),
        (
            "They are to attend the signing ceremony of cooperation documents.",
            [("cooperation documents", "agreement", "planned")],
        ),
        ("They drove on the highway linking Nairobi and Mombasa.", []),
    ],
)
def test_the_words_around_a_name_tell_how_far_it_has_come(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert told(text) == expected


def test_names_whose_words_do_not_stand_together_are_of_two_agreements() -> None:
    text = "They signed the Framework Agreement. They signed the Framework Participation Agreement."
    assert [label for label, *_ in told(text)] == ["Framework Agreement", "Framework Participation Agreement"]


def test_the_plan_of_a_person_is_of_whom_the_person_speaks_for() -> None:
    assert parties("They discussed Odhiambo's six-point peace plan.") == {"six-point peace plan": {"KE"}}


@pytest.mark.parametrize(
    "text",
    [
        "In a joint statement, the foreign ministers of Chad and Peru said that they will trade more.",
        "Chad and Peru elevated ties to a comprehensive strategic partnership.",
        "Chad and Peru held the tenth meeting of the Bilateral Consultation Mechanism on Fish.",
        "Chad and Peru signed a U.S.-brokered peace deal.",
    ],
)
def test_who_raises_ties_or_is_quoted_with_a_text_is_a_party(text: str) -> None:
    assert list(parties(text).values()) == [{"TD", "PE"}]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ethiopia wants a trade deal with Eritrea.", {"ET", "ER"}),
        ("Ethiopia spoke first. It has signed a trade deal with Eritrea.", {"ET", "ER"}),
        ("The ceasefire agreement between Oslo and Nairobi holds.", {"NO", "KE"}),
    ],
)
def test_whose_side_is_named_last_before_with_or_its_seat_is_a_party(text: str, expected: set[str]) -> None:
    assert list(parties(text).values()) == [expected]


def test_an_agreement_told_of_in_a_sentence_on_both_sides_alone_is_theirs() -> None:
    told = "Kenya said that Norway had failed to keep to a pact on fish trade signed last September."
    assert parties(told) == {"pact on fish trade": {"KE", "NO"}}
    assert not parties(told.replace("Norway", "the company"))


def test_what_an_article_has_named_keeps_its_parties_where_only_the_end_of_its_name_is_said() -> None:
    told = parties("Odhiambo said Iran and Russia would keep to the nuclear deal. They hailed the nuclear deal.")
    assert told == {"nuclear deal": {"IR", "RU"}}
    assert parties("Odhiambo said Iran and Russia would keep to the historic 2015 nuclear deal.") == {
        "nuclear deal": {"IR", "RU"}
    }
    assert parties("They hailed the nuclear deal between North Korea and America. Iran was silent.") == {
        "nuclear deal": {"KP", "US"}
    }


def test_letters_stand_for_the_name_that_they_begin() -> None:
    found = parties("Kenya and Norway signed a Memorandum of Understanding on fish. The MoU is for five years.")
    assert found == {"Memorandum of Understanding on fish": {"KE", "NO"}}


def test_what_a_government_calls_ours_is_of_it_and_of_the_one_it_speaks_of() -> None:
    text = (
        "We work with Kenya to advance our privileged partnership. We keep to our duties under the Refugee Convention."
    )
    found = extract(Article(id="one", text=text, date=date(2023, 5, 9), outlet="US Department of State")).facts
    told = {f.labels[0]: {party.key for party in f.parties} for f in found if isinstance(f, Agreement)}
    assert told["privileged partnership"] == {"KE", "US"}
    assert told["Refugee Convention"] == set()


def test_those_who_make_an_agreement_are_the_subject_of_an_earlier_verb_too() -> None:
    text = "The U.S. and Kenya will work towards cleaner lakes, and will conclude a fisheries agreement."
    found = extract(Article(id="one", text=text, date=date(2023, 5, 9), outlet="North Wire")).facts
    assert [{p.key for p in f.parties} for f in found if isinstance(f, Agreement)] == [{"KE", "US"}]
