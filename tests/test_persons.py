"""Who is named: forms of address, ranks, headings in capitals, and whose officials those without a state are."""

from __future__ import annotations

from datetime import date

import pytest

from kg.model import Appearance, Article, Meeting, Position
from kg.readers import extract


def persons(text: str, title: str | None = None, outlet: str | None = None) -> dict[str, str | None]:
    """The persons of a text and their states."""
    article = Article(id="x", text=text, title=title, date=date(2021, 6, 15), outlet=outlet)
    found = [f.actor for f in extract(article).facts if isinstance(f, Appearance)]
    return {a.name: a.country for a in found if a.kind == "person"}


def offices(text: str, outlet: str | None = None) -> set[tuple[str, str, str | None]]:
    article = Article(id="x", text=text, date=date(2021, 6, 15), outlet=outlet)
    return {(f.person.name, f.title, f.of and f.of.name) for f in extract(article).facts if isinstance(f, Position)}


@pytest.mark.parametrize(
    "address", ["Rt. Hon. Mr. ", "the Rt. Hon. ", "Smt. ", "Shri ", "the Hon. ", "H.E. Mr. ", "Dato' ", "Maj. Gen. "]
)
def test_forms_of_address_are_no_part_of_a_name(address: str) -> None:
    text = f"Anna Berg of Norway called on the President of Kenya, {address}Jomo Kamau, in Nairobi."
    assert ("Jomo Kamau", "President", "Kenya") in offices(text)
    assert set(persons(text)) == {"Anna Berg", "Jomo Kamau"}


def test_a_rank_of_two_words_is_no_name() -> None:
    assert set(persons("Border Force Commander Major General Jomo Kamau of Kenya spoke.")) == {"Jomo Kamau"}


def test_a_title_in_a_heading_of_capitals_names_nobody() -> None:
    assert persons("MINISTER FOR FOREIGN AFFAIRS\n\nThe Minister spoke.") == {}


def test_a_turn_in_capitals_names_its_speaker() -> None:
    assert set(persons("PRESIDENT KAMAU: Thank you, Anna Berg.")) == {"KAMAU", "Anna Berg"}


def test_a_surname_that_is_a_title_besides_stays_a_surname() -> None:
    assert set(persons("The Hon Julie King MP, Minister for Trade, spoke in Sydney.")) == {"Julie King"}


def test_and_between_a_name_and_a_title_belongs_to_neither() -> None:
    title = "Secretary Anna Berg And Kenyan Foreign Minister John Kamau Before Their Meeting"
    assert {"Anna Berg", "John Kamau"} == set(persons("They will speak of trade.", title))


def test_a_contraction_is_no_name() -> None:
    assert persons("With my new Parliamentary Secretary, I’ve been to Kenya.") == {}


def test_an_alternate_prime_minister_holds_an_office_of_his_state() -> None:
    told = offices("Anna Berg met with Kenyan Alternate Prime Minister and Defense Minister John Kamau.")
    assert {("John Kamau", "Alternate Prime Minister", "Kenya"), ("John Kamau", "Defense Minister", "Kenya")} <= told


def test_officials_in_the_papers_of_a_parliament_are_of_its_state() -> None:
    outlet = "Parliament of Kenya (press releases)"
    assert persons("The Minister for Trade, John Kamau, will visit Oslo.", outlet=outlet) == {"John Kamau": "KE"}


def test_a_spokesperson_of_the_security_council_of_the_white_house_is_of_the_united_states() -> None:
    assert persons("NSC Spokesperson Anna Berg spoke.") == {"Anna Berg": "US"}


def test_a_body_of_many_states_is_of_the_state_after_the_name() -> None:
    told = persons("National Security Council Secretary Jomo Kamau of Kenya spoke.")
    assert told == {"Jomo Kamau": "KE"}


def test_a_president_of_a_state_that_is_named_is_known_by_surname() -> None:
    article = Article(id="x", text="Kenya and Norway spoke of Kenyatta's visit.", date=date(2019, 6, 15))
    found = [f.actor for f in extract(article).facts if isinstance(f, Appearance) and f.actor.kind == "person"]
    assert [(a.name, a.country) for a in found] == [("Kenyatta", "KE")]


def test_a_surname_of_a_president_is_no_person_where_the_state_is_not_named() -> None:
    assert persons("Norway spoke of Kenyatta Avenue.") == {}


def test_a_sentence_ends_after_the_capital() -> None:
    text = "Anna Berg of Norway met President John Kamau of Kenya in Washington, D.C. Secretary Lie spoke."
    facts = extract(Article(id="x", text=text, date=date(2021, 6, 15))).facts
    assert [f.city for f in facts if isinstance(f, Meeting)] == ["Washington"]


def meetings(text: str, outlet: str | None = None) -> list[tuple[str, set[str]]]:
    """The kind and the participants of each contact of a text."""
    facts = extract(Article(id="x", text=text, date=date(2021, 6, 15), outlet=outlet)).facts
    return [(f.kind, {p.actor.name for p in f.participants}) for f in facts if isinstance(f, Meeting)]


def test_the_prime_minister_of_a_governments_own_page_is_not_the_one_named_after_him() -> None:
    first = "The Prime Minister phoned Kenyan Prime Minister John Kamau on Monday."
    text = f"{first} The Prime Minister met President Rojas of Peru."
    told = meetings(text, outlet="GOV.UK")
    assert ("phone-call", {"United Kingdom", "John Kamau"}) in told
    assert ("meeting", {"United Kingdom", "Rojas"}) in told


def test_a_name_after_an_arabic_article_is_no_place() -> None:
    assert set(persons("Kuwaiti Foreign Minister Ahmad Nasser Al-Sabah spoke.")) == {"Ahmad Nasser Al-Sabah"}


def test_the_foreign_secretary_of_india_is_not_its_foreign_minister() -> None:
    outlet = "Ministry of External Affairs, Government of India"
    assert persons("Foreign Secretary Shri Arjun Rao paid a visit to Kenya.", outlet=outlet) == {"Arjun Rao": "IN"}


def test_a_prince_who_is_minister_holds_one_office() -> None:
    told = offices("Saudi Minister of Trade Prince Turki bin Faisal spoke. Prince Turki bin Faisal smiled.")
    assert told == {("Turki bin Faisal", "Minister of Trade", "Saudi Arabia")}


def test_a_bilateral_beside_a_trilateral_is_a_meeting_of_its_own() -> None:
    three = (
        "Norwegian Minister Anna Berg met with Kenyan Minister John Kamau and Peruvian Minister Luis Rojas on Monday."
    )
    told = meetings(f"{three} Minister Berg also had a bilateral meeting with Minister Kamau.")
    assert [len(who) for _, who in told] == [3, 2]


def test_a_dialogue_for_which_ministers_met_is_their_meeting() -> None:
    text = (
        "Norwegian Minister Anna Berg met Kenyan Minister John Kamau in Oslo on Monday for the Norway-Kenya Dialogue."
    )
    assert len(meetings(text)) == 1


def test_delegations_that_somebody_headed_took_part_by_their_heads() -> None:
    text = (
        "The Third Meeting of the Mechanism between Norway and Kenya took place in Oslo on Monday. The delegations were"
        " headed by Anna Berg, Deputy Minister of Norway, and John Kamau, Deputy Minister of Kenya."
    )
    assert meetings(text) == [("meeting", {"Anna Berg", "John Kamau"})]


def test_an_official_without_a_state_is_of_the_state_from_which_an_agency_reports() -> None:
    text = "NAIROBI, June 14 - Trade Minister John Kamau said Kenya would sell more tea to Norway."
    assert persons(text, outlet="Reuters") == {"John Kamau": "KE"}


def test_a_president_is_not_of_a_kingdom_from_which_an_agency_reports() -> None:
    text = "OSLO, June 14 - President John Kamau praised Norway and Peru."
    assert persons(text, outlet="Reuters") == {"John Kamau": None}


def test_an_official_is_not_of_a_state_that_only_the_dateline_names() -> None:
    text = "LONDON, June 14 - Trade Minister John Kamau said Kenya would sell more tea to Norway and Peru."
    assert persons(text, outlet="Reuters")["John Kamau"] != "GB"


def test_a_headline_in_capitals_names_nobody() -> None:
    assert persons("Norway spoke.", "NORWEGIAN KING SEEN ACCEPTING RESIGNATION OF CABINET") == {}


def test_a_name_nobody_knows_is_one_where_it_speaks() -> None:
    said = '"The route is open to all," said Orvid Anuskas, who leads a shippers\' group.'
    assert "Orvid Anuskas" in persons(f"Norway and Kenya opened a sea route. {said}")
    told = "Orvid Anuskas, a shipper in Oslo, said the route was open. Anuskas said more ships would sail."
    assert "Orvid Anuskas" in persons(told)


def test_two_capitals_at_the_head_of_a_sentence_that_never_come_again_are_no_name() -> None:
    assert persons("Shipping Circles said the route was open. Norway and Kenya had opened it.") == {}


def basis(text: str, outlet: str | None = None) -> dict[str, tuple[str | None, str | None]]:
    """The persons of a text with their states and what these rest on."""
    article = Article(id="x", text=text, date=date(2021, 6, 15), outlet=outlet)
    found = [f for f in extract(article).facts if isinstance(f, Appearance)]
    return {f.actor.name: (f.actor.country, f.country_basis) for f in found if f.actor.kind == "person"}


@pytest.mark.parametrize(
    ("text", "outlet", "expected"),
    [
        ("Finance Minister Jomo Bekar of Kenya met Ana Lima.", None, ("KE", None)),
        ("Finance Minister Jomo Bekar spoke on trade.", "Ministry of Foreign Affairs of Kenya", ("KE", "publisher")),
        ("Finance Minister Jomo Bekar met reporters. Rwanda, Uganda and Indonesia agreed.", "Antara", ("ID", "agency")),
        ("Erna Solberg spoke on trade.", None, ("NO", "catalogue")),
        (
            "Kenya votes. Finance Minister Jomo Bekar spoke. Kenyan President Ola Lie left.",
            None,
            ("KE", "context"),
        ),
        (
            "NAIROBI, June 14 (Reuters) - Finance Minister Jomo Bekar met reporters. Rwanda and Kenya agreed.",
            "Reuters",
            ("KE", "dateline"),
        ),
        ("Kofi Bekar spoke on trade.", "Ministry of Foreign Affairs of Kenya", (None, None)),
    ],
)
def test_a_state_that_is_not_said_tells_what_it_was_taken_from(
    text: str, outlet: str | None, expected: tuple[str | None, str | None]
) -> None:
    assert next(iter(basis(text, outlet).values())) == expected


def test_two_persons_of_one_name_are_not_those_of_another_article() -> None:
    text = "Prince Marin of {0} met Kenyan President John Kamau. King Marin of {0} saw them."
    told = [Article(id=state, text=text.format(state)) for state in ("Norway", "Sweden")]
    kings = [{f.actor.key for f in extract(one).facts if isinstance(f, Appearance)} for one in told]
    both = [{key for key in keys if len(key) > 2} for keys in kings]
    assert all(len(keys) == 1 for keys in both) and both[0] != both[1]


@pytest.mark.parametrize(
    "text",
    [
        "President John Kamau (2013-2022) met Norway's king.",
        "Norway's king met President John Kamau on 2021-06-14.",
        "Norway's king met President John Kamau on 03-06-2021.",
    ],
)
def test_years_and_days_behind_a_name_are_no_telephone(text: str) -> None:
    assert "John Kamau" in persons(text)


@pytest.mark.parametrize("number", ["020 7008 1500", "+47 22 24 36 00", "(202) 555-0100", "tel: 555 0100 22"])
def test_who_stands_before_a_telephone_is_to_be_asked_and_no_actor(number: str) -> None:
    assert persons(f"Kenya opened a port. More from John Kamau, {number}.") == {}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Samantha Power, the US ambassador to the UN, met Norway's king.", "Samantha Power"),
        ("US Ambassador Kojo Power met Norway's king.", "Kojo Power"),
    ],
)
def test_a_surname_that_is_a_word_of_institutions_stays_one_with_a_title(text: str, name: str) -> None:
    assert persons(text) == {name: "US"}


@pytest.mark.parametrize(
    ("text", "acting"),
    [
        ("Tehran protests left five dead.", set()),
        ("Paris protests turned violent.", set()),
        ("Lima demands grew louder.", set()),
        ("Tehran protests the raid.", {"IR"}),
        ("Lima demands that the port be opened.", {"PE"}),
        ("Minsk again lamented the raid.", {"BY"}),
    ],
)
def test_a_capital_speaks_by_a_verb_and_not_by_a_noun(text: str, acting: set[str]) -> None:
    found = extract(Article(id="x", text=text, date=date(2021, 6, 15))).facts
    assert {f.actor.key for f in found if isinstance(f, Appearance)} == acting


@pytest.mark.parametrize(
    ("told", "there"),
    [
        ("spoke of what Norway needs ahead of", True),
        ("raised Norway's expectations from", False),
        ("recalled the importance of", False),
    ],
)
def test_who_looks_for_something_from_a_summit_is_not_at_it(told: str, there: bool) -> None:
    text = f"Norwegian Prime Minister Anna Berg {told} the NATO Summit, which will be held in Lima in July."
    assert [("Anna Berg" in people) for kind, people in meetings(text) if kind == "summit"] == [there]


def test_an_office_that_ends_a_sentence_leaves_the_next_name_alone() -> None:
    text = 'Kenyan President John Kamau was in Oslo. "We need help," said the President. Anna Berg, the host, agreed.'
    assert {"John Kamau", "Anna Berg"} <= set(persons(text))
