"""Whole articles of several kinds: records of assemblies, recordings, quoted readouts, news of courts, pages."""

from __future__ import annotations

from datetime import date

import pytest

from kg.model import Appearance, Article, Fact, Meeting, Position, Statement
from kg.readers import extract

DAY = date(2021, 6, 15)


def facts(text: str, title: str | None = None, outlet: str = "Agency") -> list[Fact]:
    return list(extract(Article(id="x", text=text, title=title, date=DAY, outlet=outlet)).facts)


def said(text: str, title: str | None = None, outlet: str = "Agency") -> list[tuple[list[str], list[str]]]:
    """Who speaks for whom, statement by statement."""
    told = (f for f in facts(text, title, outlet) if isinstance(f, Statement))
    return [([a.name for a in f.speakers], [a.name for a in f.on_behalf]) for f in told]


def persons(text: str, title: str | None = None) -> dict[str, str | None]:
    found = [f.actor for f in facts(text, title) if isinstance(f, Appearance)]
    return {a.name: a.country for a in found if a.kind == "person"}


def states(text: str) -> set[str]:
    return {f.actor.name for f in facts(text) if isinstance(f, Appearance) and f.actor.kind == "state"}


def offices(text: str) -> set[tuple[str, str, str | None]]:
    told = (f for f in facts(text) if isinstance(f, Position))
    return {(f.person.name, f.title, f.of and f.of.name) for f in told}


RECORD = """The President: I now give the floor to the representative of Kenya.

Mr. Kamau (Kenya): We are grateful to the mission for its work in the valley this year.

Ms. Berg (Norway) (spoke in French): Norway supports a ceasefire in the valley without delay.

Dame Wilma Lie (United Kingdom): I thank the speakers for their words about the valley today.

The meeting rose at 12.05 p.m.
"""


def test_delegates_in_the_record_of_an_assembly_speak_for_the_states_behind_their_names() -> None:
    assert said(RECORD) == [
        (["Kamau"], ["Kenya"]), (["Berg"], ["Norway"]), (["Wilma Lie"], ["United Kingdom"]),
    ]  # fmt: skip


MINUTES = """Speaker 2 (02:18):

The meeting of the assembly will hear an address by His Excellency Bat Chuluun, President of Mongolia.

Bat Chuluun (03:07):

We reaffirm our commitment to the peoples of the valley and to their peace.

(04:39)
We call for a ceasefire in the valley without delay, and for talks.
"""


def test_a_recording_labels_its_turns_with_minutes() -> None:
    assert said(MINUTES) == [(["Bat Chuluun"], ["Mongolia"])] * 2


def test_a_heading_with_an_hour_is_no_label() -> None:
    assert persons("Opening Session (09:30)\n\nWe meet in the hall and we shall speak of the valley there.") == {}


READOUT = """A Downing Street spokesperson said:

"The Prime Minister spoke to President Jomo Kamau of Kenya this afternoon.

"The Prime Minister stressed the need to support the valley. President Kamau welcomed the offer.

"They looked forward to meeting again in the summer."
"""


def test_a_readout_that_is_quoted_whole_tells_of_others() -> None:
    told = said(READOUT, "PM call with President Kamau", "10 Downing Street")
    assert (["United Kingdom"], ["United Kingdom"]) in told
    assert (["Jomo Kamau"], ["Kenya"]) in told
    calls = [f for f in facts(READOUT, "PM call with President Kamau", "10 Downing Street") if isinstance(f, Meeting)]
    assert [f.kind for f in calls] == ["phone-call"]


def test_quotations_that_close_in_their_paragraphs_stay_quotations() -> None:
    text = (
        'A Kenyan Foreign Ministry spokesperson said:\n\n"We condemn the attack on the valley."\n\n'
        '"The attack will not stand," he added.'
    )
    assert said(text)
    assert {tuple(who) for who, _ in said(text)} <= {("Kenya",)}


def test_a_father_is_another_than_his_son() -> None:
    text = (
        "King Hamad met Crown Prince Jasim bin Salim bin Rashid Al Bari of Oman on Monday. "
        "He conveyed greetings to Sultan Salim bin Rashid Al Bari."
    )
    assert {"Jasim bin Salim bin Rashid Al Bari", "Salim bin Rashid Al Bari"} <= set(persons(text))
    shorter = "Crown Prince Jasim bin Salim of Oman spoke. Jasim bin Salim Al Bari then left."
    assert len(persons(shorter)) == 1


def test_his_majesty_is_who_reigns() -> None:
    text = (
        "King Hamad of Bahrain met Crown Prince Jo Lima of Norway in Manama on Monday. "
        "His Majesty and the Crown Prince called for peace. His Majesty praised the ties."
    )
    assert [who for who, _ in said(text)] == [["Hamad", "Jo Lima"], ["Hamad"]]


def test_the_foreign_minister_beside_a_foreign_secretary_is_who_is_called_so() -> None:
    text = (
        "Saudi Minister of Foreign Affairs Faisal Bari met UK Foreign Secretary Jon Berg in Oslo. "
        "The Foreign Minister called for peace. The Foreign Secretary condemned the attack."
    )
    assert [who for who, _ in said(text)] == [["Faisal Bari"], ["Jon Berg"]]


@pytest.mark.parametrize("peer", ["Lord", "Lady", "Baroness", "Dame", "Madam", "Rev.", "Rabbi"])
def test_peers_and_clergy_are_named_without_their_styles(peer: str) -> None:
    assert list(persons(f"{peer} Wilma Lieberg said that Kenya was ready to help.")) == ["Wilma Lieberg"]


@pytest.mark.parametrize("thing", ["Lady Liberty", "Lady Luck", "Madame Tussauds"])
def test_what_only_bears_a_style_is_nobody(thing: str) -> None:
    assert persons(f"{thing} said that Kenya was ready to help.") == {}


def test_verbs_of_headlines_begin_no_name() -> None:
    text = "Saudi Foreign Minister Faisal Bari met UK Foreign Secretary Jon Berg in Oslo."
    assert set(persons(text, "Saudi Foreign Minister, UK Foreign Secretary Discuss Situation in Valley")) == {
        "Faisal Bari", "Jon Berg",
    }  # fmt: skip


def test_a_president_is_received_at_a_place_and_no_president_of_it() -> None:
    text = "Trade Minister Asha Rao of India received the Maldivian president at Air Force Station, Palam."
    assert {title for _, title, _ in offices(text)} == {"Trade Minister"}
    text = "Anna Berg, minister at the Presidency of Norway, met Jomo Kamau."
    assert {title for _, title, _ in offices(text)} >= {"minister at the Presidency"}


def test_the_languages_of_a_page_are_no_states() -> None:
    assert states("English French Ukrainian Russian\n\nKenya called for peace.\n\nTop of page") == {"Kenya"}
    assert states("French Russian talks began.\n\nKenya called for peace.") == {"France", "Russia", "Kenya"}


def test_what_a_spokesperson_says_for_us_below_the_line_that_names_them_is_the_states() -> None:
    line = "A Kenyan Foreign Ministry spokesperson said:\n\n"
    assert said(f"{line}We condemn the attack on the valley. We call for peace in it.") == [(["Kenya"], ["Kenya"])] * 2
    assert said(f'A trader said:\n\n"We condemn the attack on the valley."\n\n{line}The attack ended.') == []


def test_the_united_states_have_no_ministers() -> None:
    text = (
        "U.S. officials met on Monday. The U.S. Treasury Secretary Jo Lima spoke. "
        "A Commerce Ministry spokesman, Ola Bergsen, said so. Defense Minister Anna Lieberg left."
    )
    assert persons(text) == {"Jo Lima": "US", "Ola Bergsen": None, "Anna Lieberg": None}


def test_the_spokesman_of_a_ministry_is_of_the_state_with_which_the_sentence_before_begins() -> None:
    text = "U.S. troops stayed, U.S. officials said. China called for calm. "
    text += '"We hope so," foreign ministry spokesman Lu Feng said.'
    assert persons(text) == {"Lu Feng": "CN"}
    text = "U.S. troops stayed. U.S. officials left China. Foreign ministry spokesman Lu Fengsen said so."
    assert persons(text) == {"Lu Fengsen": None}


def test_who_is_met_in_a_capital_is_of_its_state() -> None:
    assert persons("In Rome I will hold discussions with Foreign Minister Dinelli. Norway agreed.")["Dinelli"] == "IT"
    assert persons("After Rome, I will hold discussions with Foreign Minister Dinelli of Norway.")["Dinelli"] == "NO"


def test_who_is_accompanied_by_a_minister_is_none() -> None:
    text = "Jo Lima was accompanied by Algeria's foreign minister, Salma Hadi."
    assert offices(text) == {("Salma Hadi", "foreign minister", "Algeria")}
    assert offices("Jo Lima is the new Norwegian foreign minister.") == {("Jo Lima", "foreign minister", "Norway")}


def test_titles_go_on_in_capitals_after_a_comma_but_not_into_the_next_name() -> None:
    text = (
        "Anna Berg received Prince Jasim bin Salim, the Omani Crown Prince, Vice President of the Council of Ministers "
        "and Minister of Defence."
    )
    assert {title for name, title, _ in offices(text) if name == "Jasim bin Salim"} == {
        "Crown Prince", "Vice President of the Council of Ministers", "Minister of Defence",
    }  # fmt: skip
    two = offices("Jo Lima, President of Kenya, Foreign Minister Ola Berg and others met.")
    assert two == {("Jo Lima", "President", "Kenya"), ("Ola Berg", "Foreign Minister", None)}


@pytest.mark.parametrize(
    "title",
    ["Minister of Irrigation and Lowlands", "Minister of Communication", "Secretary of War", "Minister of Supply"],
)
def test_a_portfolio_ends_before_the_name(title: str) -> None:
    assert offices(f"Ethiopia's {title} Aisha Mohammed spoke.") == {("Aisha Mohammed", title, "Ethiopia")}


def test_a_movement_inside_a_name_is_none() -> None:
    assert persons("Egypt's Abdel Fatah El-Bari came.") == {"Abdel Fatah El-Bari": "EG"}
    bodies = [f.actor.name for f in facts("Fatah rejected the plan of Egypt.") if isinstance(f, Appearance)]
    assert "Fatah" in bodies


def test_a_branch_of_a_society_is_no_states() -> None:
    assert not any(of for _, _, of in offices("Idil Berg, chair of the Turkish branch of Amnesty International, left."))
    assert ("Idil Berg", "president of the Assembly", "Turkey") in offices(
        "Idil Berg, president of Turkey's Assembly, left."
    )


def test_press_officers_and_photographers_are_nobody() -> None:
    text = (
        "Foreign Minister Anna Berg of Norway spoke of peace, © Ola Zahnberg/pictures.example\n\n"
        "Press contacts\nNabila Massari\nSpokesperson for Foreign Affairs\nnabila.m@ministry.example\n+32 2 29 88093"
    )
    assert list(persons(text)) == ["Anna Berg"]
    assert "Nabila Massari" in persons("Nabila Massari\nMinister for Trade of Norway\n\nNorway agreed.")


def test_what_an_editor_added_in_brackets_is_read() -> None:
    told = offices("We heard Minister [of Foreign Affairs of Ukraine, Dmytro] Kulebar, who joined us [remotely].")
    assert told == {("Dmytro Kulebar", "Minister of Foreign Affairs", "Ukraine")}


def test_a_counterpart_holds_the_office_of_who_is_not_named() -> None:
    told = offices("The Kenyan Foreign Minister held talks with his Norwegian counterpart Anna Berg in Oslo.")
    assert told == {("Anna Berg", "Foreign Minister", "Norway")}
    assert offices("Kenyan officials held talks with their Norwegian counterpart Anna Berg in Oslo.") == set()


def test_a_caption_above_a_speech_is_not_said_by_its_speaker() -> None:
    text = (
        "Foreign Minister Anna Berg is travelling to Kenya\n\n"
        "The crisis in the valley has not ended. I will talk with our partners about it in Nairobi."
    )
    told = said(
        text, "Statement by Foreign Minister Anna Berg of Norway before her departure", "Federal Foreign Office"
    )
    assert told == [(["Anna Berg"], ["Norway"])]


def test_a_source_without_a_name_is_he_from_then_on() -> None:
    text = (
        "Kenyan Foreign Minister Jo Lima may meet Norwegian Foreign Minister Anna Berg, a source in the ministry told "
        'reporters.\n\n"Yes, such a meeting is possible," he said.'
    )
    assert said(text) == []
    assert said(text.replace("a source in the ministry told", "Lima told"))


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Secretary Anna J. Lieberg With Ola Blixen of the Evening News", "Anna J. Lieberg"),
        ("Foreign Minister Anna Lieberg Statements to the Press", "Anna Lieberg"),
        ("President Anna Lieberg Makes Our Parks Great Again", "Anna Lieberg"),
    ],
)
def test_a_name_ends_before_the_words_of_a_heading(title: str, name: str) -> None:
    assert name in persons("Norway welcomed it.", title)
    assert not any("With" in one or "Makes" in one or "Statements" in one for one in persons("Norway met.", title))


@pytest.mark.parametrize("word", ["Although", "Reportedly", "Amid", "Agencies"])
def test_words_that_open_sentences_and_headings_are_nobody(word: str) -> None:
    assert persons(f"{word} Lieberg of Norway left. President Anna Lieberg of Norway spoke.") == {"Anna Lieberg": "NO"}
