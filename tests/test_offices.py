"""Long titles, titles apart from their names, and whose officials those are whom no title gives a state."""

from __future__ import annotations

from datetime import date

import pytest

from kg.model import Appearance, Article, Position
from kg.readers import extract


def offices(text: str, outlet: str | None = None) -> set[tuple[str, str, str | None]]:
    """Who holds which office of whom."""
    article = Article(id="x", text=text, date=date(2021, 6, 15), outlet=outlet)
    return {(f.person.name, f.title, f.of and f.of.name) for f in extract(article).facts if isinstance(f, Position)}


def states(text: str, outlet: str | None = None, day: date | None = date(2021, 6, 15)) -> dict[str, str | None]:
    """The persons of a text and their states."""
    found = [
        f.actor for f in extract(Article(id="x", text=text, date=day, outlet=outlet)).facts if isinstance(f, Appearance)
    ]
    return {a.name: a.country for a in found if a.kind == "person"}


@pytest.mark.parametrize(
    ("text", "title", "state"),
    [
        ("Kenyan corporate affairs minister Jomo Bekar spoke.", "corporate affairs minister", "Kenya"),
        ("Kenyan Law and Human Rights Minister Jomo Bekar spoke.", "Law and Human Rights Minister", "Kenya"),
        (
            "She met Kenyan Interim Government Trade Relations Commissioner Jomo Bekar.",
            "Interim Government Trade Relations Commissioner",
            "Kenya",
        ),
        ("Kenyan chief presidential adviser Jomo Bekar spoke.", "chief presidential adviser", "Kenya"),
        (
            "Norwegian Special Envoy for Korean Peninsula Peace and Security Affairs Jomo Bekar spoke.",
            "Special Envoy for Korean Peninsula Peace and Security Affairs",
            "Norway",
        ),
        (
            "Jomo Bekar, Kenya's Permanent Representative to the UN, spoke.",
            "Permanent Representative to the UN",
            "Kenya",
        ),
        ("Jomo Bekar came, Special Envoy of the President of Kenya.", None, None),
        (
            "Secretary of State in the Chancellery of the President of Poland Jomo Bekar spoke.",
            "Secretary of State in the Chancellery of the President",
            "Poland",
        ),
        (
            "Jomo Bekar, Co-Chair of the Kenya-Norway Trade Commission and Trade Minister of Kenya, spoke.",
            "Co-Chair of the Kenya-Norway Trade Commission",
            "Kenya",
        ),
        (
            "The United Nations was told by Jomo Bekar (Special Envoy of the Secretary-General on Armed Conflict).",
            "Special Envoy of the Secretary-General on Armed Conflict",
            "United Nations",
        ),
        ("Palestinian Authority President Jomo Bekar spoke.", "President", "Palestine"),
        ("U.S. Treasury Secretary Jomo Bekar spoke.", "Treasury Secretary", "United States"),
        ("UN Kenya envoy Jomo Bekar spoke.", "envoy", "UN"),
        ("U.S. Kenya envoy Jomo Bekar spoke.", "envoy", "United States"),
        ("Russian Foreign Ministry Spokesman Jomo Bekar spoke.", "Foreign Ministry Spokesman", "Russia"),
        ("European Commission President Jomo Bekar spoke.", "President", "European Commission"),
        (
            "Jomo Bekar, head of Kenya's Directorate of Public Prosecutions, spoke.",
            "head of the Directorate of Public Prosecutions",
            "Kenya",
        ),
        ("She met the vice speaker of the Kenyan parliament, Jomo Bekar.", "vice speaker of the parliament", "Kenya"),
        (
            "Kenya's Minister of Justice, Islamic Affairs and Waqf Jomo Bekar spoke.",
            "Minister of Justice, Islamic Affairs and Waqf",
            "Kenya",
        ),
        (
            "Deputy Premier and Minister of Foreign Affairs, European Union and Cooperation Jomo Bekar of Kenya spoke.",
            "Minister of Foreign Affairs, European Union and Cooperation",
            "Kenya",
        ),
        (
            "Kenya's Minister for Home Affairs and Second Minister for Law Jomo Bekar spoke.",
            "Second Minister for Law",
            "Kenya",
        ),
        (
            "Kenyan Trade, Industry and Energy Minister Jomo Bekar spoke.",
            "Trade, Industry and Energy Minister",
            "Kenya",
        ),
        (
            "Kenya's Minister in the Prime Minister's Office Jomo Bekar spoke.",
            "Minister in the Prime Minister's Office",
            "Kenya",
        ),
        ("Jomo Bekar, who is also Kenya's finance minister, spoke.", "finance minister", "Kenya"),
        ("Jomo Bekar has been appointed Kenya's ambassador to Norway.", "ambassador", "Kenya"),
        ("The Prime Minister of Kenya HE Jomo Bekar spoke.", "Prime Minister", "Kenya"),
        ("Kenya's armed forces chief, Major General Jomo Bekar, spoke.", "armed forces chief", "Kenya"),
        ("Kenya's Attorney-General Jomo Bekar spoke.", "Attorney-General", "Kenya"),
        ("European Commission head Jomo Bekar spoke.", "head", "European Commission"),
        ("Shadow Foreign Minister, Jomo Bekar, met voters.", "Shadow Foreign Minister", None),
        (
            "She met Deputy Minister of Kenya for Economic Diplomacy Jomo Bekar.",
            "Deputy Minister for Economic Diplomacy",
            "Kenya",
        ),
        ("Trade Minister Jomo Bekar (Kenya) and Anna Berg spoke.", "Trade Minister", "Kenya"),
        ("Kenya's newly appointed Trade Minister Jomo Bekar spoke.", "Trade Minister", "Kenya"),
        (
            "Commander-in-Chief of the Armed Forces of Kenya Jomo Bekar spoke.",
            "Commander-in-Chief of the Armed Forces",
            "Kenya",
        ),
        ("Attorney General Jomo Bekar of Kenya spoke.", "Attorney General", "Kenya"),
        ("Kenya's Army Chief General Jomo Bekar spoke.", "Army Chief", "Kenya"),
        (
            "Kenya's Minister of State (Independent Charge) for Law Jomo Bekar spoke.",
            "Minister of State (Independent Charge) for Law",
            "Kenya",
        ),
        ("Jomo Bekar, Minister of Justice, Kenya; and others spoke.", "Minister of Justice", "Kenya"),
        (
            "A spokesman for the Kenyan Foreign Ministry, Jomo Bekar, said so.",
            "spokesman for the Foreign Ministry",
            "Kenya",
        ),
        ("Kenya's charge d'affaires in Oslo, Jomo Bekar, said so.", "charge d'affaires", "Kenya"),
        ("Kenya's ambassador to Oslo, Jomo Bekar, said so.", "ambassador", "Kenya"),
        (
            "She announced the appointment of Mr Jomo Bekar as Kenya's next Ambassador to Austria.",
            "Ambassador",
            "Kenya",
        ),
        ("Kenya's Minister of Commerce H.E Dr. Jomo Bekar spoke.", "Minister of Commerce", "Kenya"),
        ("Kenya's Minister for Law Professor Jomo Bekar spoke.", "Minister for Law", "Kenya"),
        ("Bekar will see President Jomo Bekar of Kenya, and current Chair of the African Union.", "President", "Kenya"),
    ],
)
def test_a_title_is_read_whole_and_belongs_to_its_state(text: str, title: str | None, state: str | None) -> None:
    found = offices(text)
    assert not title or ("Jomo Bekar", title, state) in found
    assert title is None or ("Jomo Bekar", "President", "Poland") not in found


@pytest.mark.parametrize(
    "text",
    [
        "Kenyan officials told minister Jomo Bekar so.",
        "The Kenyan and visiting minister Jomo Bekar spoke.",
        "Kenyan troops under President Jomo Bekar left.",
    ],
)
def test_words_between_a_nation_and_a_title_that_are_no_part_of_it_stay_out(text: str) -> None:
    assert all(title in ("minister", "President") for _, title, _ in offices(text))


def test_a_statement_is_signed_by_names_above_their_titles() -> None:
    text = "We hope for peace.\n\nJosé Serra\nForeign Minister of Brazil\n\nAnna Berg\nForeign Minister of Norway\n"
    assert offices(text) == {
        ("José Serra", "Foreign Minister", "Brazil"),
        ("Anna Berg", "Foreign Minister", "Norway"),
    }


def test_a_name_above_a_sentence_that_begins_with_a_title_bears_none() -> None:
    assert offices("Kofi Lie\nPresident Jomo Bekar of Kenya spoke.") == {("Jomo Bekar", "President", "Kenya")}


def test_a_title_between_two_names_goes_with_the_one_that_follows() -> None:
    text = "President of Kenya Anna Berg, President of Uganda Islam Bekar and others took part."
    assert offices(text) == {("Anna Berg", "President", "Kenya"), ("Islam Bekar", "President", "Uganda")}


def test_a_release_is_headed_by_a_name_and_a_title() -> None:
    outlet = "Minister for Trade, Australia"
    above = "MEDIA RELEASE\n\nMINISTER FOR TRADE\n\nThe Hon Anna Berg MP\n\nAid for Kenya\n\nAid was sent."
    assert offices(above, outlet) == {("Anna Berg", "MINISTER FOR TRADE", "Australia")}
    below = "The Hon Anna Berg MP  AUSTRALIAN MINISTER FOR TRADE\n\nAid for Kenya\n\nAid was sent."
    assert offices(below, outlet) == {("Anna Berg", "MINISTER FOR TRADE", "Australia")}
    small = "Trade Minister\n\nAnna Berg\n\nAustralia sends aid to Kenya.\n"
    assert offices(small, outlet) == {("Anna Berg", "Trade Minister", "Australia")}
    assert offices("SHADOW MINISTER FOR TRADE\n\nINVASION OF KENYA\n\nIt went on.", outlet) == set()


def test_counterparts_of_several_nations_are_named_in_their_order() -> None:
    text = "Norwegian Premier Anna Berg met her Kenyan and Peruvian counterparts, Jomo Bekar and Ana Lima."
    assert offices(text) == {
        ("Anna Berg", "Premier", "Norway"),
        ("Jomo Bekar", "Premier", "Kenya"),
        ("Ana Lima", "Premier", "Peru"),
    }


def test_each_of_a_list_bears_the_title_on_its_side_of_the_commas() -> None:
    before = "Kenya's Trade Minister, Mr Jomo Bekar, Norway's Chief Minister, Dr Anna Berg, and others took part."
    assert offices(before) == {("Jomo Bekar", "Trade Minister", "Kenya"), ("Anna Berg", "Chief Minister", "Norway")}
    joined = "Kenyan Premier Jomo Bekar, Trade Minister and Law Minister Ola Lie, and others took part."
    assert ("Jomo Bekar", "Trade Minister", "Kenya") not in offices(joined)
    ranks = "The guests were General Jomo Bekar, Army Chief General Ola Lie and others."
    assert offices(ranks) == {("Ola Lie", "Army Chief", None)}
    below = (
        "It was chaired with the participation of Their Excellencies:\n"
        "His Excellency Mr Jomo bin Bekar,\nMinister of State of the Republic of Kenya\n"
        "His Highness Prince Ola bin Lie,\nMinister of Foreign Affairs of the Kingdom of Norway\n"
        "The meeting issued the following.\n"
    )
    assert offices(below) == {
        ("Jomo bin Bekar", "Minister of State", "Kenya"),
        ("Ola bin Lie", "Minister of Foreign Affairs", "Norway"),
    }


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The head of Kenyan state-owned bank Bekarbank spoke.", set()),
        ("Jomo Bekar, head of the Kenyan Labour Party, spoke.", set()),
        ("A spokesman for EU trade commissioner Jomo Bekar spoke.", {("Jomo Bekar", "trade commissioner", "EU")}),
        (
            "During talks, which Trade Minister Jomo Bekar of Kenya attended, the King spoke of peace.",
            {("Jomo Bekar", "Trade Minister", "Kenya")},
        ),
        (
            "Kenya's Ambassador to Qatar Prince Sultan bin Bekar spoke.",
            {("Sultan bin Bekar", "Ambassador", "Kenya")},
        ),
    ],
)
def test_what_is_no_title_of_somebody_or_no_office_of_a_state_is_not_told(
    text: str, told: set[tuple[str, str, str | None]]
) -> None:
    assert {(name, title, of) for name, title, of in offices(text) if of or told} == told


def test_a_given_name_that_a_capital_bore_is_a_name_after_a_title() -> None:
    assert set(states("President of Norway Nursultan Bekar spoke.")) == {"Nursultan Bekar"}


def test_a_subject_after_a_name_in_front_is_no_apposition() -> None:
    told = offices("On behalf of President Jomo Bekar of Kenya, the Secretary also delivered a letter.")
    assert told == {("Jomo Bekar", "President", "Kenya")}


def test_an_item_of_a_list_in_a_title_is_no_person() -> None:
    text = "Kenyan Under Secretary for Civilian Security, Democracy, and Human Rights Anna Berg spoke."
    assert "Democracy" not in states(text)


@pytest.mark.parametrize(
    ("text", "outlet", "name", "state"),
    [
        ("Former President Barack Obama spoke.", None, "Barack Obama", "US"),
        ("President López Obrador spoke.", None, "López Obrador", "MX"),
        (
            "Kenyan President Ola Lie will see Norwegian Premier Anna Berg, government spokesman Jomo Bekar said.",
            None,
            "Jomo Bekar",
            "KE",
        ),
        (
            "Foreign Secretary Jomo Bekar has underlined Kenya's commitment to peace with Norway.",
            None,
            "Jomo Bekar",
            "KE",
        ),
        (
            "I visited Kenya and met my counterpart, Justice Minister Jomo Bekar.",
            "Ministry of Justice of Norway",
            "Jomo Bekar",
            "KE",
        ),
        (
            "In Nairobi, Kenya, she met with the Trade Coordinator Jomo Bekar.",
            "Ministry of Foreign Affairs of Norway",
            "Jomo Bekar",
            "KE",
        ),
        ("Moscow Mayor Jomo Bekar spoke.", "Ministry of Foreign Affairs of Norway", "Jomo Bekar", "RU"),
        ("In Moscow Trade Minister Jomo Bekar spoke.", "Ministry of Foreign Affairs of Norway", "Jomo Bekar", "NO"),
        (
            "The Kenyan delegation was led by Minister Ola Lie and included Trade Minister Jomo Bekar.",
            "Ministry of Foreign Affairs of Norway",
            "Jomo Bekar",
            "KE",
        ),
        ("Secretary-General Jomo Bekar spoke.", "Ministry of Foreign Affairs of Norway", "Jomo Bekar", None),
        (
            "In Kenya I met the Speaker, the Water Minister Jomo Bekar and others, after a day in Peru.",
            "Ministry of Foreign Affairs of Norway",
            "Jomo Bekar",
            "KE",
        ),
        (
            "He came from Peru to Kenya, where he held talks with Water Minister Jomo Bekar.",
            "Ministry of Foreign Affairs of Norway",
            "Jomo Bekar",
            "KE",
        ),
        (
            "In Kenya, Water Minister Jomo Bekar will speak on Peru.",
            "Ministry of Foreign Affairs of Norway",
            "Jomo Bekar",
            "NO",
        ),
        (
            "Talks in Lima with Water Minister Jomo Bekar, Anna Berg and other senior Kenyan officials went on.",
            None,
            "Jomo Bekar",
            "KE",
        ),
        (
            "President Ola Lie of Norway visited Kenya. He was accompanied by his wife, Water Minister Jomo Bekar.",
            None,
            "Jomo Bekar",
            "NO",
        ),
        (
            "Peru summoned the Kenyan ambassador. Ambassador Jomo Bekar came to Peru's Foreign Ministry.",
            None,
            "Jomo Bekar",
            "KE",
        ),
        (
            "Kenya protested on Monday, with deputy Water Minister Jomo Bekar saying so in Peru.",
            None,
            "Jomo Bekar",
            "KE",
        ),
        ("In Nairobi, Water Minister Jomo Bekar spoke of Peru and Norway.", None, "Jomo Bekar", "KE"),
        ("In Nairobi Peru and Norway met Water Minister Jomo Bekar.", None, "Jomo Bekar", None),
        ("Kenya and Peru met Water Minister Jomo Bekar.", None, "Jomo Bekar", None),
        ("House Water Committee Chairman Jomo Bekar met envoys of the United States.", None, "Jomo Bekar", "US"),
        ('"Bad," said Rep. Jomo Bekar, D-Calif., in the United States, of Peru.', None, "Jomo Bekar", "US"),
        ("House Water Committee Chairman Jomo Bekar met envoys of Peru and Kenya.", None, "Jomo Bekar", None),
        (
            "Kenya is dry. Kenya has no rain. Kenyan lakes dry up. Norway helps. Water Minister Jomo Bekar spoke.",
            None,
            "Jomo Bekar",
            "KE",
        ),
        (
            "Kenya is dry. Kenya has no rain. Kenyan lakes dry up. Norway and Norwegians help."
            " Water Minister Jomo Bekar spoke.",
            None,
            "Jomo Bekar",
            None,
        ),
        ("President Ronald Reagan met Prime Minister Yasuhiro Nakasone.", None, "Yasuhiro Nakasone", "JP"),
        (
            "I will visit Kenya on Monday. I will be meeting Water Minister Jomo Bekar and others.",
            "Ministry of Foreign Affairs of Norway",
            "Jomo Bekar",
            "KE",
        ),
        (
            "I will visit Kenya on Monday. Water Minister Jomo Bekar will stay in Oslo.",
            "Ministry of Foreign Affairs of Norway",
            "Jomo Bekar",
            "NO",
        ),
        ("Anna Berg led the Kenya delegation to Peru and Norway.", None, "Anna Berg", "KE"),
        (
            "The Brunei Darussalam delegation was led by Anna Berg and met Norway's and Peru's.",
            None,
            "Anna Berg",
            "BN",
        ),
        ('"No," Kenyan U.N. Spokesman Jomo Bekar said of Peru and Norway.', None, "Jomo Bekar", "KE"),
        ("TRADE MINISTER BEKAR: Thank you.\n\nQUESTION: Why?", "Trade Ministry of Norway", "BEKAR", "NO"),
        (
            "MEDIA RELEASE MINISTER FOR TRADE ANNA BEKAR\n\nI visited Kenya.",
            "Minister for Trade of Norway",
            "ANNA BEKAR",
            "NO",
        ),
    ],
)
def test_whose_official_somebody_is(text: str, outlet: str | None, name: str, state: str | None) -> None:
    assert states(text, outlet)[name] == state


def test_a_name_that_the_catalogue_knows_has_its_state_in_an_undated_text_too() -> None:
    assert states("Vladimir Putin and Xi Jinping will meet.", day=None) == {"Vladimir Putin": "RU", "Xi Jinping": "CN"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Mr Putin and Ms Merkel Merkel AngelaFederal Chancellor of Germany spoke.", {"Merkel", "Putin"}),
        ("President Jomo Bekar Announces Key Nominees", {"Jomo Bekar"}),
        ("He met Ms Anna Berg August 2012", {"Anna Berg"}),
        ("MINISTER FOR FOREIGN AFFAIRS  Senator the Hon. Anna Berg  April 22, 2013", {"Anna Berg"}),
        ("Anna Berg spoke in the Thomas Jefferson Room. So I'm glad.", {"Anna Berg"}),
    ],
)
def test_a_name_ends_where_the_headline_or_the_page_goes_on(text: str, names: set[str]) -> None:
    assert set(states(text)) <= names
    assert set(states(text))


def test_a_title_of_an_article_is_no_name_above_an_office() -> None:
    article = Article(id="x", title="Speech of Anna Berg", text="PRIME MINISTER\n\nWe thank Kenya for all its help.")
    assert [f.title for f in extract(article).facts if isinstance(f, Position)] == []
