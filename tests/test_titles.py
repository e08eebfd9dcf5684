"""Titles of the world's many styles: whose they are, where they end, and who of a list bears which."""

from __future__ import annotations

from datetime import date

import pytest

from kg.model import Appearance, Article, Position
from kg.readers import extract

Told = dict[str, tuple[str | None, set[tuple[str, str | None]]]]


def told(text: str, title: str | None = None, outlet: str | None = None) -> Told:
    """Each person of a text with the state served and the offices held."""
    article = Article(id="x", text=text, title=title, date=date(2019, 3, 4), outlet=outlet)
    facts = extract(article).facts
    held = [f for f in facts if isinstance(f, Position)]
    return {
        f.actor.name: (
            f.actor.country,
            {(p.title, (p.of.key or p.of.name) if p.of else None) for p in held if p.person == f.actor},
        )
        for f in facts
        if isinstance(f, Appearance) and f.actor.kind == "person"
    }


@pytest.mark.parametrize(
    ("text", "name", "state", "title", "of"),
    [
        (
            "The UN Secretary-General's Personal Envoy for Western Sahara, Stefan Mistral, spoke.",
            "Stefan Mistral",
            None,
            "Personal Envoy for Western Sahara",
            "UN",
        ),
        (
            "EU Special Representative for the Sahel Emma Tortel met Niger's prime minister.",
            "Emma Tortel",
            None,
            "Special Representative for the Sahel",
            "EU",
        ),
        (
            "Sri Lanka's High Commissioner in New Delhi Mahi Colone spoke.",
            "Mahi Colone",
            "LK",
            "High Commissioner",
            "LK",
        ),
        ("Consul-General of Japan in Mumbai Koji Yagam opened the fair.", "Koji Yagam", "JP", "Consul-General", "JP"),
        (
            "Chargé d'Affaires a.i. of the Embassy of Poland in Minsk Karl Ozan visited Brest.",
            "Karl Ozan",
            "PL",
            "Chargé d'Affaires a.i. of the Embassy",
            "PL",
        ),
        ("Hong Kong Chief Executive John Leeds spoke.", "John Leeds", "CN", "Chief Executive", "CN"),
        ("Texas Governor Anna Crews spoke.", "Anna Crews", "US", "Governor", "US"),
        (
            "State Department spokeswoman Tammy Brook told reporters.",
            "Tammy Brook",
            "US",
            "State Department spokeswoman",
            "US",
        ),
        ("Iranian Parliament Speaker Mohsen Ghalim met Turkish lawmakers.", "Mohsen Ghalim", "IR", "Speaker", "IR"),
        ("African Union Commission Chairperson Musa Yusuf spoke.", "Musa Yusuf", None, "Chairperson", "AUC"),
        (
            "Assistant Secretary of State for East Asian and Pacific Affairs Daniel Kritt arrived in Wellington.",
            "Daniel Kritt",
            "US",
            "Assistant Secretary of State for East Asian and Pacific Affairs",
            "US",
        ),
        (
            "Minister of Foreign Affairs, Regional Integration and Culture of Ghana Samuel Okud spoke.",
            "Samuel Okud",
            "GH",
            "Minister of Foreign Affairs, Regional Integration and Culture",
            "GH",
        ),
        (
            "Andrew Yermin, the head of the Ukrainian president's office, spoke.",
            "Andrew Yermin",
            "UA",
            "head of the president's office",
            "UA",
        ),
        ("Ana Yermin, Kenya's president's chief of staff, spoke.", "Ana Yermin", "KE", "chief of staff", "KE"),
        (
            "State Secretary Andreas Motz of the Norwegian Ministry of Foreign Affairs spoke.",
            "Andreas Motz",
            "NO",
            "State Secretary",
            "NO",
        ),
        (
            "Rt Hon David Lambton MP, Foreign Secretary of the United Kingdom, spoke.",
            "David Lambton",
            "GB",
            "Foreign Secretary",
            "GB",
        ),
        (
            "The Minister for Foreign Affairs of the Kingdom of Saudi Arabia, His Highness Prince Fahd Bin Farhan, spoke.",
            "Fahd Bin Farhan",
            "SA",
            "Minister for Foreign Affairs",
            "SA",
        ),
        (
            "The Minister of Relations of the Republic of South Africa, Her Excellency, Ms Mary Nkoan hosted a guest.",
            "Mary Nkoan",
            "ZA",
            "Minister of Relations",
            "ZA",
        ),
        ("Taoiseach Michael Martell spoke.", "Michael Martell", "IE", "Taoiseach", "IE"),
        ("Iran's Supreme Leader Ayatollah Seyyed Ali Khamen spoke.", "Seyyed Ali Khamen", "IR", "Supreme Leader", "IR"),
        (
            "He called Abbas Aragh, the new Iranian foreign minister to congratulate him.",
            "Abbas Aragh",
            "IR",
            "foreign minister",
            "IR",
        ),
        (
            "Jo Okud of Ghana and his Ivorian colleague Luc Leon met. Foreign Minister Okud spoke.",
            "Luc Leon",
            "CI",
            "Foreign Minister",
            "CI",
        ),
    ],
)
def test_a_title_is_of_who_it_says(text: str, name: str, state: str | None, title: str, of: str) -> None:
    country, held = told(text)[name]
    assert country == state
    assert (title, of) in held


@pytest.mark.parametrize(
    "text",
    [
        "Kenyan, Latvian and Peruvian prime ministers Jo Kamau, Eva Silin and Ana Ruiz met.",
        "The prime ministers of Kenya, Latvia and Peru — Jo Kamau, Eva Silin and Ana Ruiz — met in Riga.",
        "Prime ministers of Kenya Jo Kamau, Latvia Eva Silin and Peru Ana Ruiz met in Riga.",
    ],
)
def test_a_plural_title_gives_each_of_a_list_a_state(text: str) -> None:
    found = told(text)
    assert {name: country for name, (country, _) in found.items()} == {
        "Jo Kamau": "KE",
        "Eva Silin": "LV",
        "Ana Ruiz": "PE",
    }
    assert all(("prime minister", c) in {(t.lower(), of) for t, of in held} for c, held in found.values())


def test_two_offices_of_two_bodies_are_two_positions() -> None:
    text = "EU High Representative for Foreign Affairs and Vice-President of the European Commission Kaja Kalla spoke."
    _, held = told(text)["Kaja Kalla"]
    assert held == {("High Representative for Foreign Affairs", "EU"), ("Vice-President", "EUROPEAN-COMMISSION")}


def test_relatives_who_share_a_family_name_are_two() -> None:
    assert set(told("Kim Yo-jun, sister of North Korean leader Kim Jong-el, spoke.")) == {"Kim Yo-jun", "Kim Jong-el"}
    assert len(told("Ahmed Sharab, Syria's president, came. Ahmad Sharab spoke.")) == 1


def test_an_analyst_of_a_university_holds_no_office() -> None:
    assert told("Andrew Ngar, a political analyst at the University of Nairobi, spoke.")["Andrew Ngar"][1] == set()
