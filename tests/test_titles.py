"""Titles of the world's many styles: whose they are, where they end, and who of a list bears which."""

from __future__ import annotations

from datetime import date

import pytest

from kg.documents import read
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
            "The Minister for Foreign Affairs of Saudi Arabia, His Highness Prince Fahd Bin Farhan, spoke.",
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


@pytest.mark.parametrize(
    ("text", "name", "state", "title"),
    [
        ("Deputy Minister of Justice Jo Kamau of Kenya spoke.", "Jo Kamau", "KE", "Deputy Minister of Justice"),
        (
            "Jo Majid, the chairman of the Majlis National Security and Foreign Policy Committee, spoke.",
            "Jo Majid",
            "IR",
            "chairman of the National Security and Foreign Policy Committee",
        ),
        (
            "Ali Moun, Iran's minister of cultural heritage, tourism and handicrafts spoke to Chinese officials.",
            "Ali Moun",
            "IR",
            "minister of cultural heritage, tourism and handicrafts",
        ),
        ("North Korean supreme leader Kim Jong Ol spoke.", "Kim Jong Ol", "KP", "supreme leader"),
        (
            "The visit of the speaker of Iran's parliament, Mohsen Ghalim, to Russia was a sign.",
            "Mohsen Ghalim",
            "IR",
            "speaker of the parliament",
        ),
        (
            "Jo Sybin, a former adviser to President Zelenskyy, was appointed as foreign minister of Ukraine.",
            "Jo Sybin",
            "UA",
            "foreign minister",
        ),
        (
            "State Secretary at the Ministry of Foreign Affairs and Trade of Hungary Thomas Mentz spoke.",
            "Thomas Mentz",
            "HU",
            "State Secretary at the Ministry of Foreign Affairs and Trade",
        ),
        ("South Korea's People Power Party Floor Leader Kim Ok-dong spoke.", "Kim Ok-dong", "KR", None),
        (
            "Mark Tonn, deputy State Department spokesman, spoke.",
            "Mark Tonn",
            "US",
            "deputy State Department spokesman",
        ),
        ("Foreign Minister of Mongolia D.Tsogtaar spoke.", "D.Tsogtaar", "MN", "Foreign Minister"),
        ("Bangladesh Speaker Dr.Shirin Akhtar spoke.", "Shirin Akhtar", "BD", "Speaker"),
        ("Mary Squel led the Argentine delegation.", "Mary Squel", "AR", None),
        ("VP Sara Dutar of the Philippines spoke.", "Sara Dutar", "PH", "Vice President"),
    ],
)
def test_titles_of_many_styles(text: str, name: str, state: str, title: str | None) -> None:
    country, held = told(text)[name]
    assert country == state
    assert title is None or title in {t for t, _ in held}


def test_an_apposition_ends_where_another_states_title_begins() -> None:
    text = "He greeted Mary Simm, Canada's Governor General, and UAE Ruler of Sharjah, Sheikh Saud Rashid."
    assert told(text)["Mary Simm"] == ("CA", {("Governor General", "CA")})


def test_parts_of_america_are_not_the_united_states() -> None:
    assert ("state", "United States") not in actors("The North American trade area and Latin American states met.")


@pytest.mark.parametrize(
    ("text", "name", "state", "title"),
    [
        (
            "She will meet Michael Roten, Chairman of the Committee on Foreign Affairs of the Bundestag.",
            "Michael Roten",
            "DE",
            None,
        ),
        (
            "Tobias Lind, Minister of State at the Federal Foreign Office, spoke.",
            "Tobias Lind",
            "DE",
            "Minister of State",
        ),
        (
            "Director General (Americas) at the Ministry of Foreign Affairs Naim Ahmad of Bangladesh spoke.",
            "Naim Ahmad",
            "BD",
            None,
        ),
        ("Chief Adviser Prof Muhammad Yun spoke in Dhaka.", "Muhammad Yun", None, "Chief Adviser"),
        ("Oskar Bened is the new Ambassador of the European Union to Mauritius.", "Oskar Bened", None, "Ambassador"),
        (
            "Kenya was represented at the meeting by a delegation led by Energy Minister Ana Mutai.",
            "Ana Mutai",
            "KE",
            None,
        ),
        (
            "Following the meeting with the Speaker of the Seimas, Saber Chowd, IPU President, spoke.",
            "Saber Chowd",
            None,
            "President",
        ),
        (
            "The delegation of Norway was led by Additional Secretary, Ministry of Commerce, Mr. Ola Berg.",
            "Ola Berg",
            "NO",
            "Additional Secretary, Ministry of Commerce",
        ),
        ("Mali's newly designated ambassador to Peru, Omar Kone, spoke.", "Omar Kone", "ML", "ambassador"),
        ("He met with Vice Minister of Emergency Management Huang Meng of China.", "Huang Meng", "CN", None),
        (
            "Judge Paik, President of the Tribunal, and Norway's Minister for Law, Ms Anna Berg SC, spoke.",
            "Anna Berg",
            "NO",
            "Minister for Law",
        ),
        (
            "Peru's Minister in the Prime Minister's Office (Law and Reform) Ana Lima spoke.",
            "Ana Lima",
            "PE",
            "Minister in the Prime Minister's Office",
        ),
        (
            "Tom Otieno, Minister for Natural Resources and Environmental Sustainability of Kenya, spoke.",
            "Tom Otieno",
            "KE",
            "Minister for Natural Resources and Environmental Sustainability",
        ),
        ("The Kremlin's Mali envoy Ivan Petrak spoke.", "Ivan Petrak", "RU", "envoy"),
        ("A deputy Kenyan trade representative, Jo Mutai, spoke.", "Jo Mutai", "KE", "deputy trade representative"),
        ("Taoiseach (Irish prime minister) Sean Karel spoke.", "Sean Karel", "IE", "Taoiseach"),
        (
            "Norway's commissioner for children's rights, Anna Berg, spoke.",
            "Anna Berg",
            "NO",
            "commissioner for children's rights",
        ),
        (
            "The Minister for Public Works in the interim Malian government, Dr Omar Kone, spoke.",
            "Omar Kone",
            "ML",
            "Minister for Public Works",
        ),
        ("He wrote to opposition MP Ana Lima Santos of Peru.", "Ana Lima Santos", "PE", "opposition MP"),
        ("She met Malian junta leader Omar Kone.", "Omar Kone", "ML", None),
        ("Kenya thanked the Rt. Hon'ble Prime Minister Omar Kone of Mali.", "Omar Kone", "ML", "Prime Minister"),
        (
            "He met the Kenyan secretary of state Anna Berg in Oslo.",
            "Anna Berg",
            "KE",
            "secretary of state",
        ),
        (
            "Kenya's special envoy for peace in Norway, Anna Berg, met union leaders.",
            "Anna Berg",
            "KE",
            "special envoy for peace in Norway",
        ),
        (
            "Anna Berg, Kenya's top official for Norway affairs, spoke.",
            "Anna Berg",
            "KE",
            "top official for Norway affairs",
        ),
        (
            "The Foreign Ministry of Kenya sent its chief for Norway Affairs Anna Berg.",
            "Anna Berg",
            "KE",
            "chief for Norway Affairs",
        ),
        (
            "Kenya's Minister of Agriculture & Farmers Welfare Mr. Kip Okoro spoke.",
            "Kip Okoro",
            "KE",
            "Minister of Agriculture & Farmers Welfare",
        ),
        (
            "Kenya's Minister Assisting the Treasurer, Kip Okoro, spoke.",
            "Kip Okoro",
            "KE",
            "Minister Assisting the Treasurer",
        ),
        ("Anna Berg has become the first Norwegian premier to visit Kenya.", "Anna Berg", "NO", "premier"),
        ("Anna Berg became prime minister of Norway in 2013.", "Anna Berg", "NO", "prime minister"),
        ("Norway's Anna Berg went to Kenya when she was foreign minister.", "Anna Berg", "NO", "foreign minister"),
        ("Norway's Anna Berg spoke. Ties had grown during Berg's presidency.", "Anna Berg", "NO", "President"),
        ("Kenyan ex-Foreign Secretary Kip Okoro spoke.", "Kip Okoro", "KE", "Foreign Secretary"),
        (
            "The foreign ministers Kip Okoro (Kenya), Anna Berg (Norway) and Jon Lie (Sweden) met.",
            "Anna Berg",
            "NO",
            "foreign minister",
        ),
        (
            "The army chief, Kip Okoro, called his Norwegian counterpart, General Anna Berg.",
            "Kip Okoro",
            None,
            "army chief",
        ),
        ("Kenyan Member of Parliament Anna Berg spoke.", "Anna Berg", "KE", "Member of Parliament"),
        ("The mayor of the western Kenyan city, Anna Berg, said that Norway was glad.", "Anna Berg", "KE", "mayor"),
        (
            "Norway had asked. The Kenyan embassy in Oslo said that ambassador Anna Berg would not come to Norway.",
            "Anna Berg",
            "KE",
            "ambassador",
        ),
        (
            'Kenya protested against Norwegian boats. "We object," foreign ministry spokeswoman Anna Berg said.',
            "Anna Berg",
            "KE",
            "foreign ministry spokeswoman",
        ),
        (
            "Anna Berg quoted Kamau. Kenyan President John Kamau met Norwegians. Kamau's spokeswoman Berg was glad.",
            "Anna Berg",
            "KE",
            "spokeswoman",
        ),
        ("Anna Berg was foreign minister of Norway.", "Anna Berg", "NO", "foreign minister"),
        ("Anna Berg, once a vice minister of trade of Norway, left.", "Anna Berg", "NO", "vice minister of trade"),
        (
            "Anna Berg, who wrote novels, on Friday became Norwegian ambassador to Kenya.",
            "Anna Berg",
            "NO",
            "ambassador",
        ),
        ("Anna Berg, the first foreign minister of Norway, came.", "Anna Berg", "NO", "foreign minister"),
        (
            "Kenya closed the country's northern airports and Prime Minister Narendra Modi protested to Kenya.",
            "Narendra Modi",
            "IN",
            "Prime Minister",
        ),
    ],
)
def test_whose_office_it_is_stands_further_on(text: str, name: str, state: str | None, title: str | None) -> None:
    country, held = told(text)[name]
    assert country == state
    assert title is None or {t for t, _ in held} == {title}


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
