"""What agencies and ministries tell of a contact: its kind, whether it took place, its day, its place and who met."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from tomllib import loads
from typing import Any

import pytest

from kg.model import Article, Meeting
from kg.readers import extract

CASES: tuple[Mapping[str, Any], ...] = tuple(
    loads((Path(__file__).parent / "data" / "contacts.toml").read_text("utf-8"))["case"]
)
# A Tuesday.
DAY = date(2021, 6, 15)
LENGTH = {"day": 10, "month": 7, "year": 4}


def told(text: str, title: str | None) -> Iterator[dict[str, object]]:
    """The contacts of an article, each slot as the cases write it."""
    for fact in extract(Article(id="x", text=text, title=title, date=DAY, outlet="Agency")).facts:
        if isinstance(fact, Meeting):
            yield {
                "kind": fact.kind,
                "status": fact.status,
                "start": fact.when.start.isoformat()[: LENGTH.get(fact.when.precision, 10)] if fact.when else "",
                "end": fact.when.end.isoformat() if fact.when else "",
                "city": fact.city or "",
                "country": fact.country or "",
                "venues": list(fact.venues),
                "sidelines": fact.sidelines_of or "",
                "who": sorted(p.actor.name for p in fact.participants),
            }


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:60] for case in CASES])
def test_a_contact_is_read_with_what_its_sentence_says_of_it(case: Mapping[str, Any]) -> None:
    found = list(told(case["text"], case.get("title")))
    for wish in case["told"]:
        fitting = [one for one in found if all(one[slot] == value for slot, value in wish.items())]
        assert fitting, f"wanted {wish}, found {found}"
    assert len(found) == case.get("count", len(case["told"])), found


def test_there_are_cases() -> None:
    assert len(CASES) > 10


def test_who_visits_in_the_first_person_is_the_author() -> None:
    text = (
        "The Hon Anna Berg MP\n\nI will visit Kenya and Peru next week. In Kenya I will meet President John Kamau.\n\n"
        "My talks with President Luis Rojas of Peru will be on trade."
    )
    article = Article(id="x", text=text, title="Visits", date=DAY, outlet="Minister for Foreign Affairs of Norway")
    who = {frozenset(p.actor.name for p in f.participants) for f in extract(article).facts if isinstance(f, Meeting)}
    assert {frozenset(("Anna Berg", "Kenya")), frozenset(("Anna Berg", "Peru"))} <= who
    assert frozenset(("Anna Berg", "John Kamau")) in who and all("Anna Berg" in one for one in who)
