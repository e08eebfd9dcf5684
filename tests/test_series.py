"""Several contacts of the same sides in one breath are several meetings, and one remains one."""

from __future__ import annotations

from datetime import date

from kg.model import Article, Meeting
from kg.readers import extract

LEAD = "Norwegian Prime Minister Anna Berg met with Kenyan President John Kamau in Oslo on Monday. "


def contacts(text: str) -> list[tuple[str | None, str]]:
    article = Article(id="x", text=LEAD + text, date=date(2021, 6, 15), outlet="Agency")
    meetings = [fact for fact in extract(article).facts if isinstance(fact, Meeting)]
    return [
        (m.city, m.when.start.isoformat()[: 10 if m.when.precision == "day" else 7] if m.when else "") for m in meetings
    ]


def test_each_place_and_each_further_date_is_a_meeting() -> None:
    told = contacts(
        "The two leaders first met in Lima in March last year, then in Quito two months later, and again in Lima in "
        "June 2020 and this January."
    )
    assert told == [
        ("Oslo", "2021-06-14"),
        ("Lima", "2020-03"),
        ("Quito", ""),
        ("Lima", "2020-06"),
        ("Lima", "2021-01"),
    ]


def test_what_they_did_on_another_day_is_no_further_meeting() -> None:
    told = contacts("Earlier Berg and Kamau met in Nairobi on May 3 and on May 5 visited a school.")
    assert told == [("Oslo", "2021-06-14"), ("Nairobi", "2021-05-03")]


def test_a_place_with_its_day_stays_one_meeting() -> None:
    assert contacts("They last met in Lima in March 2020.") == [("Oslo", "2021-06-14"), ("Lima", "2020-03")]
