"""When an agreement was made and who signed it: only what the sentence says that names it."""

from __future__ import annotations

from datetime import date

import pytest

from kg.model import Agreement, Article
from kg.readers import extract

MET = "Norwegian Prime Minister Kari Dahl met Kenyan President Anna Odhiambo in Oslo on Tuesday. "


def agreement(text: str) -> Agreement:
    article = Article(id="one", text=MET + text, date=date(2021, 6, 9))
    found = [fact for fact in extract(article).facts if isinstance(fact, Agreement)]
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(
    ("start", "precision", "text"),
    [
        ("2019-05-05", "day", "Norway and Kenya signed the Lake Treaty on May 5, 2019."),
        ("2019-05-05", "day", "Norway and Kenya signed the Lake Treaty in Nairobi on 5 May 2019."),
        ("2019-05-05", "day", "On May 5, 2019, Norway and Kenya signed the Lake Treaty."),
        ("2019-01-01", "year", "They praised the Lake Treaty, which was signed by both states in 2019."),
        ("1951-01-01", "year", "They praised the 1951 Lake Treaty of Norway and Kenya."),
        ("2021-06-08", "day", "Norway and Kenya signed the Lake Treaty yesterday."),
        ("2021-06-08", "day", "Norway and Kenya signed on Tuesday the Lake Treaty."),
        ("2021-06-08", "day", "Norway and Kenya signed the 1998 border treaty on Tuesday."),
        (None, "", "Norway and Kenya signed the 1998 border treaty as the parliament met on Sunday."),
        ("1998-01-01", "year", "Norway and Kenya signed the 1998 border treaty."),
        (None, "", "Norway and Kenya signed the Lake Treaty."),
        (None, "", "Norway and Kenya signed the Lake Treaty, and fishing begins in May 2020."),
        (None, "", "Norway and Kenya will sign the Lake Treaty in May 2022."),
        (None, "", "Norway and Kenya signed the Lake Treaty in 2022-2023."),
        (None, "", "Norway and Kenya praised the Lake Treaty on May 5, 2019."),
    ],
)
def test_an_agreement_has_the_day_on_which_its_sentence_says_it_was_made(
    start: str | None, precision: str, text: str
) -> None:
    when = agreement(text).when
    assert (when and str(when.start), when.precision if when else "") == (start, precision)


@pytest.mark.parametrize(
    ("names", "text"),
    [
        (("Kari Dahl", "Anna Odhiambo"), "Dahl and Odhiambo signed the Lake Treaty."),
        (("Kari Dahl", "Anna Odhiambo"), "Dahl and Odhiambo signed on June 8, 2021 the Lake Treaty."),
        (("Anna Odhiambo",), "They hailed the Lake Treaty, which was signed by Kenyan President Anna Odhiambo."),
        (("Kari Dahl",), "Prime Minister Dahl also signed the Lake Treaty with Kenya."),
        (("Kari Dahl", "Anna Odhiambo"), "They hailed the Lake Treaty, which was signed by Dahl and Odhiambo."),
        ((), "Norway and Kenya signed the Lake Treaty."),
        ((), "Dahl and Odhiambo will sign the Lake Treaty of Norway and Kenya."),
        ((), "Dahl and Odhiambo praised the Lake Treaty of Norway and Kenya."),
        ((), "Dahl and Odhiambo witnessed the signing of the Lake Treaty of Norway and Kenya."),
    ],
)
def test_who_signed_are_the_persons_of_whom_the_sentence_says_so(names: tuple[str, ...], text: str) -> None:
    assert tuple(person.name for person in agreement(text).signers) == names
