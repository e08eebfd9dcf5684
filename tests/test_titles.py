"""Titles of the world's many styles: whose they are, where they end, and who of a list bears which."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from kg.documents import read
from kg.model import Appearance, Article, Position, Statement
from kg.readers import extract

with (Path(__file__).parent / "data" / "titles.tsv").open(encoding="utf-8", newline="") as _lines:
    CASES = list(
        csv.DictReader((line for line in _lines if not line.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE)
    )

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


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_title_is_of_who_it_says(case: dict[str, str]) -> None:
    country, held = told(case["text"])[case["name"]]
    assert country == (case["state"] or None)
    if case["of"]:
        assert (case["title"], case["of"]) in held
    elif case["title"]:
        assert case["title"] in {title for title, _ in held}
    assert not case["alone"] or len(held) == 1


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


@pytest.mark.parametrize(
    ("text", "name", "state"),
    [
        ("High Commissioner of India to Sri Lanka Sana Jhal called on President Kumar Dissan.", "Kumar Dissan", "LK"),
        ("US President Dan Trum's special envoy Steve Wittgar met Kenya's Jo Kamau.", "Steve Wittgar", "US"),
        (
            "Kenyan Trade Minister Jo Kamau, accompanied by Energy Minister Ana Mutai, met Peru's Ana Ruiz.",
            "Ana Mutai",
            "KE",
        ),
        ("Peru would cut ties with Taiwan if its candidate Efrain Aleg wins.", "Efrain Aleg", "PE"),
        ("Foreign Minister Ola Lie and Swedish counterpart Maria Malm met.", "Ola Lie", None),
    ],
)
def test_company_tells_a_state(text: str, name: str, state: str | None) -> None:
    assert told(text)[name][0] == state


def test_officials_called_by_office_alone_are_of_the_state_whose_leader_is_too() -> None:
    text = "President William Ruto met Norway's Ola Lie. Energy Minister Ana Mutai was there."
    article = Article(id="x", text=text, date=date(2024, 3, 4))
    found = {f.actor.name: f.actor.country for f in extract(article).facts if isinstance(f, Appearance)}
    assert found["Ana Mutai"] == "KE"


@pytest.mark.parametrize(("head", "state"), [("Jakarta - ", "ID"), ("Hanoi (VNA) – ", "VN"), ("VIETNAM — ", "VN")])
def test_a_report_is_from_the_place_at_its_head(head: str, state: str) -> None:
    text = f"{head}Energy Minister Jo Kamau met the Norwegian ambassador. Indonesia and Vietnam are friends."
    assert told(text)["Jo Kamau"][0] == state


def test_a_deputy_of_the_publishing_organization_is_its_own() -> None:
    text = "The OIC met. The Assistant Secretary General for Political Affairs, Yusuf Bin Kamau, spoke."
    _, held = told(text, outlet="Organization of Islamic Cooperation")["Yusuf Bin Kamau"]
    assert held == {("Assistant Secretary General for Political Affairs", "OIC")}


def actors(text: str, day: date = date(2019, 3, 4)) -> set[tuple[str, str]]:
    """The kinds and names of all actors of a text."""
    facts = extract(Article(id="x", text=text, date=day)).facts
    return {(f.actor.kind, f.actor.name) for f in facts if isinstance(f, Appearance)}


def test_a_state_in_the_name_of_its_organ_is_named() -> None:
    assert ("state", "Russia") in actors("The Russian Foreign Ministry denied it.")


def test_a_state_in_the_name_of_a_firm_is_not_named() -> None:
    assert not actors("Malaysia Airlines told the Kuwait News Agency so.") & {
        ("state", "Malaysia"),
        ("state", "Kuwait"),
    }


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Congolese President Jo Mbemb spoke in Brazzaville.", "CG"),
        ("Congolese President Jo Mbemb spoke in Kinshasa.", "CD"),
        ("Congolese President Jo Mbemb spoke.", "CD"),
    ],
)
def test_of_two_states_of_one_name_the_rest_tells_which(text: str, state: str) -> None:
    assert told(text)["Jo Mbemb"][0] == state


@pytest.mark.parametrize(
    "text",
    [
        "Crowds in Mumbai (Anna Berg/Reuters)",
        "Crowds in Mumbai (Anna Berg/Xinhua via AP)",
        "The minister waved. REUTERS/Anna Berg",
        "By Anna Berg\n\nThe minister of Kenya arrived in Oslo on Monday, where he was met by nobody at all.",
        "Hong Kong Stock Exchange rose.",
        "By Anna Berg|Tuesday 6 September 2016 07.10. The talks went on.",
        "Anna Berg,Oslo|Sep 20, 2016 09:26. The talks went on.",
        "The talks went on. Anna Berg reports from the port of Mombasa.",
        "The talks went on. Anna Berg for VOA News, Oslo.",
        "The talks went on.\nMedia Contact: Anna Berg, Minister's Office",
    ],
)
def test_who_made_a_picture_or_a_report_is_no_actor(text: str) -> None:
    assert told(text) == {}


def test_a_second_name_in_brackets_is_the_same_person() -> None:
    assert set(told("President Jon Limb (Jolly) of Peru came. President Jolly spoke.")) == {"Jon Limb"}


def test_a_surname_may_be_a_month() -> None:
    assert set(told("Theresa May spoke with Canadian Prime Minister Justin Trud.")) == {"Theresa May", "Justin Trud"}


def test_a_counterpart_of_an_office_that_one_state_has_bears_another() -> None:
    _, held = told("US Secretary of State Ann Blink met her German counterpart Jo Baer.")["Jo Baer"]
    assert held == set()


def test_an_apposition_ends_where_another_states_title_begins() -> None:
    text = "He greeted Mary Simm, Canada's Governor General, and UAE Ruler of Sharjah, Sheikh Saud Rashid."
    assert told(text)["Mary Simm"] == ("CA", {("Governor General", "CA")})


def test_parts_of_america_are_not_the_united_states() -> None:
    assert ("state", "United States") not in actors("The North American trade area and Latin American states met.")


def test_whom_a_minister_meets_abroad_with_titles_after_their_names_are_of_that_state() -> None:
    text = (
        "The minister spoke of ties with Kenya. In Nairobi, Mr Lie met with Ms Anna Berg, Minister for Public Order, "
        "and Mr Kip Okoro, Minister for Trade."
    )
    found = told(text, outlet="Norwegian Ministry of Foreign Affairs")
    assert [found[name][0] for name in ("Anna Berg", "Kip Okoro")] == ["KE", "KE"]


def test_who_served_a_state_by_the_catalogue_is_not_given_another_that_a_text_speaks_of_more() -> None:
    article = Article(
        id="x", text="The Iranian president spoke of Iran's rights. Iran waits for President Joe Biden of Washington."
    )
    states = {f.actor.country for f in extract(article).facts if isinstance(f, Appearance) and f.actor.kind == "person"}
    assert states == {"US"}


def test_a_president_who_was_vice_president_was_president_too() -> None:
    text = "Kenya's then Vice President Kip Okoro spoke of it. It was built during Okoro's presidency."
    assert told(text)["Kip Okoro"][1] == {("Vice President", "KE"), ("President", "KE")}


def test_an_official_who_reports_from_somewhere_is_an_actor() -> None:
    assert set(told("Kenyan Foreign Minister Kip Okoro reported from Oslo.")) == {"Kip Okoro"}


def test_an_envoy_of_a_union_serves_the_union() -> None:
    _, held = told("Oskar Bened is the new Ambassador of the European Union to Mauritius.")["Oskar Bened"]
    assert held == {("Ambassador", "EU")}


def test_who_is_sent_for_a_party_leader_serves_the_state() -> None:
    text = "Le Hoa Trunk, Special Envoy of the General Secretary of the Communist Party of Vietnam, spoke in Hanoi."
    _, held = told(text)["Le Hoa Trunk"]
    assert {of for _, of in held} == {"VN"}


def test_an_official_of_a_town_in_a_territory_that_is_no_state_has_none() -> None:
    told = actors("San Juan Mayor Anna Berg met Kenyan Foreign Minister John Kamau in Nairobi on Monday.")
    assert ("person", "Anna Berg") in told and {name for kind, name in told if kind == "state"} == {"Kenya"}


def test_brussels_is_the_union_where_a_text_names_it_and_belgium_nowhere() -> None:
    talks = "London and Brussels agreed on trade. The EU signed it."
    assert ("organization", "EU") in actors(talks) and ("state", "Belgium") not in actors(talks)
    assert ("state", "Belgium") in actors(talks + " Belgium voted for it.")


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("The Hague-based court issued a warrant.", "Netherlands"),
        ("Archbishop Jo Lima of the Ukrainian Greek Catholic Church spoke.", "Greece"),
        ("A conference on native Indian rights was held in Peru.", "India"),
    ],
)
def test_a_word_for_a_state_may_be_said_of_something_else(text: str, state: str) -> None:
    assert ("state", state) not in actors(text)


def test_a_word_that_ends_as_native_does_leaves_a_nation_alone() -> None:
    assert ("state", "India") in actors("A conservative Indian lawmaker spoke in Peru.")


def test_initials_end_no_sentence() -> None:
    text = "At the invitation of Premier Anna Lie of Norway, Rt. Hon. K.P. Berg, President of Peru, came to Oslo."
    assert [view.kind for view in read(Article(id="x", text=text)).sentences] == ["body"]


def test_of_two_states_of_which_a_report_speaks_the_second_is_the_other_presidents() -> None:
    found = told(
        "Norway and Kenya agreed to open talks. Norwegian Prime Minister Anna Berg met President John Kamau. "
        "A Kenyan official praised Sweden."
    )
    assert found["John Kamau"] == ("KE", {("President", "KE")})


def test_a_president_is_not_given_a_kingdom_because_it_is_left_over() -> None:
    found = told("Kenyan Foreign Minister Mary Juma, of Kenya, spoke of Norway. Norway heard President John Lima.")
    assert found["John Lima"][0] is None


def test_flags_show_whose_minister_met_whose() -> None:
    found = told("🇳🇴🇰🇪 Foreign Minister Anna Berg met with her Kenyan colleague Mary Juma.")
    assert found["Anna Berg"] == ("NO", {("Foreign Minister", "NO")})


def test_the_second_of_two_joined_family_names_is_the_same_person() -> None:
    assert set(told("Foreign Minister Bilal Bhutto-Lari of Pakistan spoke. Mr Lari said no.")) == {"Bilal Bhutto-Lari"}


@pytest.mark.parametrize(
    "text",
    [
        "Clashes went on. Additional reporting by Thomas Mackin and Robert Plumm in Oslo.",
        "Foreign Minister's Office: Catherine McDonnel 0478 488 874 Gabrielle Youngman 0408 275 340",
        "The official XYNA news agency reported it.",
        "The crisis on Manar Cay reflects this, and the Daily Mirror suggests more.",
        "The Tanjug news agency reported it.",
        "A spokesman for the Sri Lanka Democracy Forum spoke.",
        "After World War Two the Reeves Report was read in the Astana Zoo.",
        "Philip MINISTER FOR IMMIGRATION AND MULTICULTURAL AND INDIGENOUS AFFAIRS",
        "Polish, Czech Presidents Sign NATO Document",
    ],
)
def test_what_has_the_form_of_a_name_is_nobody(text: str) -> None:
    assert not told(text)


def test_a_rank_before_a_full_stop_is_no_name() -> None:
    assert set(told("Marine Cpl. Arnold Bracky spoke.")) == {"Arnold Bracky"}


def test_all_whom_the_publishers_minister_meets_are_of_the_first_ones_state() -> None:
    text = (
        "Secretary of State John Smith will meet with the Amir of Kuwait Sheikh Nawaf Al-Ahmar, Prime Minister Sheikh "
        "Sabah Al-Kadi, and Foreign Minister Sheikh Dr. Ahmed Nassim to continue discussions."
    )
    found = told(text, outlet="US Department of State")
    assert {name: country for name, (country, _) in found.items() if name != "John Smith"} == {
        "Sheikh Nawaf Al-Ahmar": "KW",
        "Sheikh Sabah Al-Kadi": "KW",
        "Ahmed Nassim": "KW",
    }


def test_a_bare_name_in_a_list_is_of_the_state_of_the_others() -> None:
    text = "Chinese Vice Premier Wang Lin and Chinese Councilor Zhao Min came. Wang Lin, Zhao Min and Li Tong attended."
    assert told(text)["Li Tong"][0] == "CN"


def test_whom_a_news_agency_names_is_not_of_its_state_where_it_reports_of_another() -> None:
    text = "Lebanese leaders met again. A party of Lebanon met. Lebanon sent cabinet minister Mohammed Fnesh."
    assert told(text, outlet="Xinhua")["Mohammed Fnesh"][0] == "LB"
    text = "Leaders of Iraq, Jordan and Iraq met; Jordan, Iraq and Jordan sent cabinet minister Mohammed Fnesh."
    assert told(text, outlet="Xinhua")["Mohammed Fnesh"][0] is None


def test_a_name_in_a_heading_ends_before_what_its_bearer_does() -> None:
    found = told(
        "Readout on National Security Advisor Jake Sully Leading a Virtual Meeting with Kenya", outlet="White House"
    )
    assert set(found) == {"Jake Sully"}


def test_a_wires_capital_after_a_full_stop_names_nobody() -> None:
    text = "The Japanese ambassador to the U.S. Suggested that Prime Minister Yasuhiro Nakas come."
    assert set(told(text)) == {"Yasuhiro Nakas"}


def test_a_leader_in_a_union_holds_no_office_of_it() -> None:
    assert not {
        t for t, of in told("Viktor Orbal, the European Union leader, spoke for Hungary.")["Viktor Orbal"][1] if of
    }


def test_a_people_is_no_state() -> None:
    text = "Kosovo's Albanian majority, its Serb minority, ethnic Croats and L. American guests met."
    found = {f.actor.key for f in extract(Article(id="x", text=text)).facts if isinstance(f, Appearance)}
    assert found == {"XK"}


def test_whom_a_report_names_without_a_state_is_of_the_state_that_heads_it_and_of_which_it_speaks_most() -> None:
    text = "Sweden blamed Iran. Sweden asked Iran to explain. Justice Minister Gunnar Strommel left Sweden."
    assert told(text, title="Sweden blames Iran for attack")["Gunnar Strommel"][0] == "SE"
    assert told(text, title="Iran denies attack")["Gunnar Strommel"][0] is None
    text = "Peru freed guests. Japan thanked Peru. Ambassador Goro Aokin left Peru for Japan."
    assert told(text, title="Peru frees guests")["Goro Aokin"][0] is None


def test_who_goes_with_a_state_as_the_subject_is_its_own() -> None:
    text = "Israel struck. Meanwhile, Qatar joined calls for calm with government spokesman Majed Anshar saying so."
    assert told(text)["Majed Anshar"][0] == "QA"


def test_a_commissioner_is_of_the_union_before_the_charge() -> None:
    assert told("EU Humanitarian Aid Commissioner Emma Bonil spoke.")["Emma Bonil"][1] == {
        ("Humanitarian Aid Commissioner", "EU")
    }


def test_a_currency_is_no_state() -> None:
    text = "Exports of Kenya reached 762 billion U.S. dollars, and the Japanese yen fell."
    found = {f.actor.key for f in extract(Article(id="x", text=text)).facts if isinstance(f, Appearance)}
    assert found == {"KE"}


def test_a_title_in_capitals_behind_a_name_is_no_part_of_it() -> None:
    assert set(told("Senator Amanda Vanstor MINISTER FOR IMMIGRATION spoke.")) == {"Amanda Vanstor"}


def test_a_vice_president_and_a_prime_minister_are_two() -> None:
    text = (
        "US Vice President Kamala Harrin met Prime Minister Benjamin Netar of Israel. "
        "The Vice President and Prime Minister Netar discussed Gaza."
    )
    assert told(text)["Benjamin Netar"][1] == {("Prime Minister", "IL")}


def test_a_vice_president_who_is_prime_minister_too_is_one() -> None:
    text = "Kenya met the Vice President and Prime Minister Mohammed bin Rashid of the United Arab Emirates."
    assert told(text)["Mohammed bin Rashid"][1] == {("Vice President", "AE"), ("Prime Minister", "AE")}


def test_an_envoy_for_a_state_is_nobody_of_it_nor_of_whom_the_envoy_meets() -> None:
    text = "Special Envoy for Norway Tom Berik met President John Kamau of Kenya in Nairobi."
    assert told(text)["Tom Berik"] == (None, {("Special Envoy for Norway", None)})
    title = "Special Representative for the Republic of Korea (ROK) Ambassador Ola Berik's Call"
    assert told("He called.", title)["Ola Berik"][0] is None
    assert told("Korean Special Representative Ola Berik called.")["Ola Berik"][0] == "KR"


def test_who_presides_over_a_firm_holds_no_office_of_the_state_and_speaks_for_himself() -> None:
    text = "President Anna Lie of Norway met with Acme President Tor Berik. Berik said the year was good."
    assert told(text)["Tor Berik"][1] == set()
    said = [f for f in extract(Article(id="x", text=text)).facts if isinstance(f, Statement)]
    assert [(who.name, one.on_behalf) for one in said for who in one.speakers] == [("Tor Berik", ())]
    for firm in ("Theramax", "Asberg Association"):
        assert told(text.replace("Acme", firm))["Tor Berik"][1] == set(), firm
    assert told("Norwegian President Tor Berik met with President Anna Lie of Kenya.")["Tor Berik"][1]


def test_a_capital_in_a_name_is_no_state() -> None:
    assert ("state", "Peru") not in actors("Ambassador Jo Lima called the envoy.")
    assert ("state", "Peru") in actors("Lima called the envoy of Ambassador Jo Berik.")


def test_an_official_of_a_department_holds_no_office_by_that_word() -> None:
    assert told("Ola Berik, a Norwegian Energy Department official, spoke.")["Ola Berik"][1] == set()


@pytest.mark.parametrize("credit", ["[Tor Berik/Harbour Times]", "[Tor Berik /Harbour Times]"])
def test_who_took_a_picture_is_no_actor(credit: str) -> None:
    assert "Tor Berik" not in told(f"The ceremony in Oslo was attended by many {credit} and Norway said no.")


def test_a_correspondent_above_what_he_wrote_is_no_actor() -> None:
    text = "Norway said no.\n\nTor Berik, BBC diplomatic correspondent\n\nRussia said it would go on."
    assert "Tor Berik" not in told(text)


def test_what_is_left_of_a_state_is_not_that_state() -> None:
    assert ("state", "Soviet Union") not in actors("Ex-Soviet states and the former Soviet republics met Norway.")
    assert ("state", "Soviet Union") in actors("The Soviet leader met Norway. Former Norwegian ministers left.")


def test_things_named_after_people_are_nobody() -> None:
    assert set(told("The Young Leaders Fellowship and the Tang Shipwreck Exhibition opened in Kenya.")) == set()


def test_a_minister_is_of_the_state_whose_paper_calls_him_by_office_alone() -> None:
    text = "Commerce Minister Somsak Berik said Thailand and Norway would work on trade, and Thailand would gain."
    assert told(text, outlet="Bangkok Post")["Somsak Berik"][0] == "TH"
    assert told(text, outlet="Somewhere Post")["Somsak Berik"][0] is None


def test_members_of_a_delegation_are_of_its_state_however_that_is_abbreviated() -> None:
    found = told("Norway and the United States met. The U.S. delegation also included Ambassador to Norway Ola Berik.")
    assert found["Ola Berik"] == ("US", {("Ambassador", "US")})
