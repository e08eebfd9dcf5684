"""How far an agreement has come is told by the verb that governs its name, its tense, and what it depends on."""

from __future__ import annotations

from datetime import date

import pytest

from kg.facts.governing import stage
from kg.model import Agreement, Article
from kg.readers import extract


@pytest.mark.parametrize(
    ("told", "text"),
    [
        ("ended", "Norway withdrew from the Lake Treaty last year."),
        ("in-force", "Norway may withdraw from the Lake Treaty."),
        ("in-force", "Norway has threatened to pull out of the Lake Treaty unless Kenya pays."),
        ("in-force", "Norway did not leave the Lake Treaty."),
        ("in-force", "Kenya became the second state to sign the Lake Treaty with Norway."),
        ("in-force", "Kenya broke rules that are set by the 1951 Lake Treaty."),
        ("planned", "Norway and Kenya will sign the Lake Treaty."),
        ("planned", "Norway and Kenya have agreed to sign the Lake Treaty in May."),
        ("proposed", "Norway could sign the Lake Treaty."),
        ("proposed", "Kenya refused to sign the Lake Treaty."),
        ("proposed", "This means achieving a new Lake Treaty with Kenya."),
        ("proposed", "Kenya demanded a new Lake Treaty."),
        ("proposed", "The ministers discussed a possible Lake Treaty."),
        ("negotiating", "The ministers discussed the draft Lake Treaty."),
        ("ended", "The Lake Treaty between Norway and the lake states of the south was suspended in May."),
        ("ended", "The Lake Treaty has expired."),
        (None, "The Lake Treaty ended a war between Norway and Kenya."),
        ("in-force", "The Lake Treaty came into force on Monday."),
        ("signed", "The Lake Treaty was signed in Oslo."),
        ("planned", "The Lake Treaty will be signed in Oslo."),
        ("proposed", "The Lake Treaty must be signed by both."),
        ("proposed", "The Lake Treaty has not been signed."),
        ("negotiating", "The Lake Treaty is being negotiated in Oslo."),
        ("negotiating", "The Lake Treaty is being finalized in Oslo."),
        ("planned", "The Lake Treaty is being signed in Oslo."),
        ("planned", "The Lake Treaty is set to be signed in Oslo next week."),
        ("planned", "The Lake Treaty was due to be signed in Oslo."),
        ("in-force", "The Lake Treaty is being terminated."),
        ("signed", "The Lake Treaty was set up in May."),
        ("ended", "Norway and Kenya ended their Lake Treaty."),
        (None, "Norway and Kenya signed the Lake Treaty."),
        (None, "Norway praised the Lake Treaty."),
        (None, "Kenya demanded the Lake Treaty back."),
    ],
)
def test_a_governing_verb_tells_how_far_an_agreement_has_come(told: str | None, text: str) -> None:
    begin = text.index("Lake Treaty")
    assert stage(text, begin, begin + len("Lake Treaty")) == told


def test_a_statement_is_signed_by_those_who_issued_it_and_a_plan_of_several_has_its_name() -> None:
    text = "Norwegian Prime Minister Kari Dahl met Kenyan President Anna Odhiambo in Oslo. Ways to advance peace were "
    text += "discussed, said a joint statement by the two leaders that was issued in Oslo. "
    text += "They praised the ASEAN Outlook on the Indo-Pacific."
    found = [f for f in extract(Article(id="one", text=text)).facts if isinstance(f, Agreement)]
    assert [(f.kind, f.stage, {p.key for p in f.parties}) for f in found] == [
        ("joint-statement", "signed", {"NO", "KE"}),
        ("plan", "in-force", {"ASEAN"}),
    ]


@pytest.mark.parametrize(
    ("told", "text"),
    [
        ("negotiating", "Talks on a fisheries agreement between Norway and Kenya have stalled."),
        ("negotiating", "Norway and Kenya have been holding talks since June on a fisheries agreement."),
        ("negotiating", "Norway and Kenya are close to a fisheries agreement."),
        ("proposed", "Signing a fisheries agreement with Kenya would help Norway."),
        ("in-force", "The clause was included in a fisheries agreement between Norway and Kenya."),
    ],
)
def test_talks_wishes_and_what_is_found_in_a_text_tell_how_far_it_has_come(told: str, text: str) -> None:
    assert [f.stage for f in extract(Article(id="one", text=text)).facts if isinstance(f, Agreement)] == [told]


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("signed", "Norway and Kenya signed on June 8, 2021 a memorandum of understanding on fish."),
        ("signed", "Norway and Kenya signed at the palace a memorandum of understanding on fish."),
        (
            "in-force",
            "Under documents signed in 2019, Norway and Kenya keep to their memorandum of understanding on fish.",
        ),
    ],
)
def test_who_signed_on_a_day_what_is_named_next_has_signed_it(expected: str, text: str) -> None:
    found = [f for f in extract(Article(id="one", text=text, date=date(2021, 6, 9))).facts if isinstance(f, Agreement)]
    assert [f.stage for f in found] == [expected]
