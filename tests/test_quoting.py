"""Whose words are quoted: where quotations end, whom a sentence credits with them, and whose a text is by its lines."""

from __future__ import annotations

from datetime import date

import pytest

from kg import documents
from kg.facts.speaking import masked, open_after
from kg.model import Article, Statement
from kg.readers import extract

LEAD = "Norwegian Prime Minister Anna Berg met with Kenyan President John Kamau in Oslo on Monday."


def speakers(text: str, title: str | None = None, outlet: str = "Agency") -> list[list[str]]:
    facts = extract(Article(id="x", text=text, title=title, date=date(2021, 6, 15), outlet=outlet)).facts
    return [[actor.name for actor in fact.speakers] for fact in facts if isinstance(fact, Statement)]


@pytest.mark.parametrize(
    ("text", "inside", "told", "still"),
    [
        ('"We come," he said.', False, '"~~~~~~~~" he said.', False),
        ('"We all slip.', False, '"~~~~~~~~~~~~', True),
        ('"I would ask you."', True, '"~~~~~~~~~~~~~~~~"', False),
        ('But it is," he said.', True, '~~~~~~~~~~" he said.', False),
        ('It was "bad" and "worse".', False, 'It was "~~~" and "~~~~~".', False),
        ("Nobody spoke.", False, "Nobody spoke.", False),
        ('We agree " he said.', True, '~~~~~~~~~" he said.', False),
        ('" We agree.', True, '"~~~~~~~~~~', True),
    ],
)
def test_a_mark_opens_or_closes_by_what_stands_beside_it(text: str, inside: bool, told: str, still: bool) -> None:
    assert masked(text, inside) == told
    assert open_after(text, inside) is still


def test_a_quotation_opened_anew_in_a_page_without_paragraphs_ends_where_it_is_closed() -> None:
    text = f'{LEAD} "We all err. It happens. "I ask you to be kind," Berg said. The sun shone. Kamau said he was glad.'
    assert speakers(text) == [["Anna Berg"]] * 3 + [["John Kamau"]]


def test_a_quotation_that_only_a_later_paragraph_closes_is_one_speakers() -> None:
    text = f'{LEAD}\n\nBerg said:\n\n"We will help.\n\nKenya is a friend.\n\nIts ports are open."\n\nThe sun shone.'
    assert speakers(text) == [["Anna Berg"]] * 3


def test_a_mark_that_nobody_closes_gives_nobody_the_rest_of_the_page() -> None:
    text = f'{LEAD} Berg called it a "sound plan. ' + "The sun shone over the bay. " * 40
    assert len(speakers(text)) < 3


@pytest.mark.parametrize("verb", ["fumed", "shot back", "laughed"])
def test_a_quotation_is_whose_the_sentence_says_whatever_the_verb(verb: str) -> None:
    assert speakers(f'{LEAD} Berg praised Kenya. "We have seen worse," Kamau {verb}.')[-1] == ["John Kamau"]


def test_a_quotation_of_somebody_unknown_is_not_that_of_who_spoke_before() -> None:
    assert speakers(f'{LEAD} Berg praised Kenya. "We have seen worse," the paper asked.') == [["Anna Berg"]]


def test_what_a_mark_at_the_margin_quotes_is_said_by_whom_the_line_above_names() -> None:
    text = f"{LEAD}\n\nBerg made the following statement:\n\n> We will help Kenya.\n>\n> Its ports are open.\n"
    assert speakers(text) == [["Anna Berg"]] * 2


def test_they_are_the_officials_without_names_who_spoke_last() -> None:
    text = f"{LEAD} Norwegian officials said fish was the topic. Oslo needs a treaty, they said."
    assert speakers(text) == [["Norway"]] * 2


def test_the_government_is_that_of_the_place_where_it_acts() -> None:
    assert speakers(f"{LEAD} In Lima, the government rejected the plan.") == [["Peru"]]


def test_a_pronoun_and_a_name_are_two_speakers() -> None:
    text = f"{LEAD} Berg thanked Kenya. She and Kamau agreed to meet again."
    assert speakers(text) == [["Anna Berg"], ["Anna Berg", "John Kamau"]]


@pytest.mark.parametrize("label", ["Dated", "Attachment", "MEDIA RELEASE", "Press Release Number"])
def test_a_line_of_a_release_that_ends_in_a_colon_makes_no_transcript(label: str) -> None:
    assert speakers(f"{label}: 15 June 2021\n\n{LEAD}\n\nBerg thanked Kenya.") == [["Anna Berg"]]


def test_a_title_that_stands_in_the_text_again_is_no_label() -> None:
    title = "Anna Berg: a life at sea"
    assert speakers(f"{title}\n\n{LEAD}\n\nKamau thanked Norway.", title) == [["John Kamau"]]


def test_who_asks_in_a_line_of_its_own_says_nothing() -> None:
    text = (
        "TRANSCRIPT OF THE PRIME MINISTER THE HON ANNA BERG MP\n\nJOURNALIST:\n\nYou said the plan was dead.\n\n"
        "PRIME MINISTER:\n\nI said that it was late.\n\nJOURNALIST:\n\nThat is the same thing, Prime Minister.\n"
    )
    assert speakers(text, "Doorstop", "Prime Minister of Australia") == [["Anna Berg"]]


def test_a_bare_office_in_a_label_is_the_holder_of_who_publishes() -> None:
    text = (
        "CHANCELLOR PETER LANG: Welcome to Berlin, dear Anna. Germany is a friend.\n\n"
        "PRIME MINISTER: Thank you, Chancellor. We will send a ship.\n\n"
        "PRIME MINISTER ANNA BERG: Australia wants a good treaty.\n\n"
        "Australian Prime Minister Anna Berg and German Chancellor Peter Lang spoke in Berlin."
    )
    assert speakers(text, "Press conference in Berlin", "Prime Minister of Australia")[-2:] == [["ANNA BERG"]] * 2


def test_a_report_of_a_speech_whose_first_person_is_quoted_is_no_transcript() -> None:
    text = (
        'Kenyan President John Kamau praised Norway. "We are friends," he said. Norwegian Prime Minister Anna Berg '
        "thanked him."
    )
    assert speakers(text, "Speech by President John Kamau in Oslo") == [["John Kamau"]] * 2 + [["Anna Berg"]]


@pytest.mark.parametrize(
    ("who", "name"),
    [
        ("The Ministry of Foreign Affairs of the Republic of Kenya", "Kenya"),
        ("The Foreign Ministry of Norway", "Norway"),
    ],
)
def test_a_ministry_of_a_state_is_the_state_and_no_second_speaker(who: str, name: str) -> None:
    assert speakers(f"{who} condemned the raid.") == [[name]]


def test_the_foreign_office_of_an_article_that_names_no_britain_is_another_states() -> None:
    assert speakers("Pakistan rejects the claim, the Foreign Office said.") == [["Pakistan"]]


def test_an_agency_gives_a_guests_words_a_paragraph_to_each_topic() -> None:
    text = f"{LEAD}\n\nKamau said trade must grow.\n\nKenya is willing to open its ports."
    assert speakers(text, outlet="Xinhua") == [["John Kamau"]] * 2


def test_who_is_quoted_by_an_agency_speaks_and_not_the_agency() -> None:
    text = f'{LEAD} IRNA quoted Berg as saying that trade would grow. "We condemn it," it cited Kamau as saying.'
    assert speakers(text) == [["Anna Berg"], ["John Kamau"]]


def test_a_spokesman_with_a_name_is_one_and_not_two_with_his_minister() -> None:
    assert speakers(f"{LEAD} Berg's spokesman, Jo Lima, said trade grew.") == [["Jo Lima"]]


def test_what_a_joint_statement_says_is_said_by_both() -> None:
    text = f"{LEAD} The relationship is good, said a joint statement between the two countries."
    assert speakers(text) == [["Norway", "Kenya"]]


def test_he_is_nobody_after_words_of_somebody_whom_the_article_does_not_introduce() -> None:
    text = (
        f"{LEAD} Berg praised Kenya. Al Jazeera's Lucia Newman, reporting from Oslo, said it rained. She said so twice."
    )
    assert speakers(text) == [["Anna Berg"]]


def test_he_is_the_one_whose_journey_a_sentence_begins_with() -> None:
    text = f"{LEAD} Kamau praised Norway. Berg's trip to Lima followed. She used the trip to urge Kamau to wait."
    assert speakers(text) == [["John Kamau"], ["Anna Berg"]]


def test_a_further_verb_of_what_is_told_is_no_second_speakers() -> None:
    assert speakers(f"{LEAD} Kamau said Norway was open for talks but stressed that it stands by its terms.") == [
        ["John Kamau"]
    ]


def test_of_two_clauses_the_evidence_is_the_one_that_speaks() -> None:
    text = "Anna Berg of Norway and John Kamau of Kenya signed the plan, and Kamau said it was good."
    facts = extract(Article(id="x", text=text, date=date(2021, 6, 15))).facts
    assert [f.evidence[0].quote for f in facts if isinstance(f, Statement)] == ["Kamau said it was good."]


def test_a_joint_press_release_that_tells_of_a_meeting_states_only_what_is_said() -> None:
    text = (
        "The first Norway-Kenya Ocean Dialogue concluded in Oslo today. The Norwegian delegation was led by Jo Lima. "
        "The Kenyan side welcomed the plan."
    )
    assert speakers(text, "Joint Press Statement on the Norway-Kenya Ocean Dialogue") == [["Kenya"]]


def test_the_i_of_a_minister_without_a_name_is_the_government() -> None:
    text = "I met my Kenyan counterpart John Kamau today. Our ties are old. I thanked him for the help of Kenya."
    assert speakers(text, "Talks with Kenya", "Parliament of Australia (Minister for Foreign Affairs)")[-1] == [
        "Australia"
    ]


def test_we_of_a_page_of_a_government_is_the_government() -> None:
    text = (
        "Kenya is a port. Its bay is deep. Its ships are many. The coast is long. Trade has grown. Oil was "
        "found. We support a free market in Kenya."
    )
    assert speakers(text, "Relations with Kenya", "Government of Norway") == [["Norway"]]


def test_whose_words_stand_above_the_text_is_not_its_author() -> None:
    text = (
        '"Our ties are old."\n\n– Foreign Minister Anna Berg, June 1, 2021\n\nKenya is a port. The bay is deep. '
        "Norway supports the plan."
    )
    assert speakers(text, "Berg travels to Kenya", "Government of Norway")[-1] == ["Norway"]


def test_quotations_above_the_one_that_names_its_speaker_are_the_same_speakers() -> None:
    text = (
        'The plan is old.\n\n"We know it is bad.\n\n"It will cost lives.\n\n"We will vote against it," '
        "Norwegian Minister Anna Berg said."
    )
    assert speakers(text) == [["Anna Berg"]] * 3


def test_single_marks_that_close_before_the_comma_quote_a_sentence() -> None:
    text = f"{LEAD}\n\n'The shortage of funds and ships had forced us to stop for a while', Berg said.\n"
    assert speakers(text) == [["Anna Berg"]]


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("The students steal its property, said the White House.", ["United States"]),
        ("U.S. officials say they have seen no change.", ["United States"]),
        ("One of the sources, a Peruvian official, said the plan was dead.", ["Peru"]),
        ("Peru expelled six envoys. The country's security service said it had received documents.", ["Peru"]),
        ("Berg called Saturday's raid a crime.", ["Anna Berg"]),
        ("They discussed trade; ports and ships; and reaffirmed their support for peace.", ["Anna Berg", "John Kamau"]),
    ],
)
def test_who_speaks_is_found_where_verb_and_name_stand_otherwise(sentence: str, names: list[str]) -> None:
    assert speakers(f"{LEAD} {sentence}") == [names]


def test_a_label_that_begins_the_title_of_a_release_makes_no_transcript() -> None:
    title = "Ocean Bay: ports"
    text = 'Ocean Bay: Ports of Norway\n\nThe plan is old.\n\n"It is bad," Norwegian Minister Anna Berg said.'
    assert speakers(text, title) == [["Anna Berg"]]


def test_what_is_said_on_a_day_is_no_caption() -> None:
    text = f"{LEAD}\n\nBerg said that the committee is to meet in Lima on 4 July 2021."
    assert speakers(text) == [["Anna Berg"]]


@pytest.mark.parametrize(
    "sentence",
    [
        "Kamau has not commented.",
        "Berg did not say when.",
        "Berg was certain to receive more greetings from Kamau.",
        "Both sides are aware of the cost of war.",
    ],
)
def test_who_does_not_say_something_says_nothing(sentence: str) -> None:
    assert speakers(f"{LEAD} {sentence}") == []


def test_a_release_that_quotes_a_transcript_goes_on_in_its_own_words() -> None:
    text = f'{LEAD}\n\nJOHN KAMAU: "We will wait."\n\nBerg thanked Kenya.\n\nJOHN KAMAU: "We have time."'
    assert speakers(text) == [["John Kamau"], ["Anna Berg"], ["John Kamau"]]


def test_an_office_alone_above_a_release_is_not_its_author() -> None:
    text = (
        "MINISTER FOR FOREIGN AFFAIRS\n\nI am pleased that the two men are free. Their ship has left. I sent a letter "
        "to Kenyan Foreign Minister John Kamau."
    )
    told = speakers(text, "Seamen released", "Australia: Minister for Foreign Affairs")
    assert ["John Kamau"] not in told and ["Australia"] in told


def test_paragraphs_that_each_open_their_quotation_anew_have_the_speaker_whom_the_last_names() -> None:
    text = f'{LEAD}\n\nBerg praised Kenya.\n\n"We came by ship.\n\n"We will leave by ship," Kamau said.'
    assert speakers(text) == [["Anna Berg"], ["John Kamau"], ["John Kamau"]]


def test_a_heading_of_quoted_words_is_no_statement() -> None:
    assert speakers(f"{LEAD}\n\nBerg praised Kenya.\n\n'Ships and fish'\n\nThe sun shone.") == [["Anna Berg"]]


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Kamau was quick to criticize the plan.", ["John Kamau"]),
        ("Kamau is hoping that trade will grow.", ["John Kamau"]),
        ("Kamau addressed the University of Lima saying that trade must grow.", ["John Kamau"]),
        ("On Tuesday, Lima again told Quito to stay clear.", ["Peru"]),
        ("South Africa's Jo Lima said it rained.", ["Jo Lima"]),
    ],
)
def test_verbs_that_lead_to_speech_and_names_behind_their_nation(sentence: str, names: list[str]) -> None:
    assert speakers(f"{LEAD} {sentence}") == [names]


@pytest.mark.parametrize(
    "sentence", ["Voters in Peru and the Netherlands rejected the plan.", "Kamau said this when meeting Berg."]
)
def test_voters_and_what_was_said_before_are_no_statement(sentence: str) -> None:
    assert speakers(f"{LEAD} {sentence}") == []


def test_a_government_without_a_name_is_that_of_who_spoke_last() -> None:
    text = "Kenya's exiled President John Kamau has urged talks. However, the government rejected them."
    assert speakers(text) == [["John Kamau"], ["Kenya"]]


def test_a_dateline_that_names_a_state_says_whose_the_ministry_is() -> None:
    text = 'KUWAIT, June 2 - Kuwait rejected the charge. "They were out fishing," the Foreign Ministry said.'
    assert speakers(text) == [["Kuwait"]] * 2


LETTER = (
    "Dear Secretary Berg:\n\nWe write to express our concern about the law of Kenya. We urge you to act. The people of "
    "Kenya look to Norway.\n\nSincerely,\n\nJohn Smith\nUnited States Senator\n\nMary Jones\nUnited States Senator\n"
)


def test_a_letter_is_said_by_those_who_sign_it_and_not_by_whom_it_greets() -> None:
    assert speakers(LETTER, "Letter on Kenya") == [["John Smith", "Mary Jones"]] * 3


@pytest.mark.parametrize(
    "below", ["Cc: Peter Kamau, President of Kenya", "Kenyan President Peter Kamau has ruled since May 2019."]
)
def test_who_has_a_copy_of_a_letter_or_is_told_of_below_it_signs_nothing(below: str) -> None:
    assert speakers(f"{LETTER}\n{below}\n", "Letter on Kenya")[:3] == [["John Smith", "Mary Jones"]] * 3


def test_a_statement_in_which_a_government_speaks_by_its_name_is_its_own_throughout() -> None:
    text = "Norway condemns the raid. Such attacks on fishermen and their families are crimes. Norway will help Kenya."
    assert speakers(text, "Statement on the raid", "Government of Norway") == [["Norway"]] * 3


def test_news_of_a_government_that_names_other_speakers_is_not_its_statement() -> None:
    text = "Norway condemns the raid. Kenyan President John Kamau said the raid was a crime."
    assert speakers(text, "Statement on the raid", "Government of Norway") == [["Norway"], ["John Kamau"]]


def test_he_is_the_holder_without_a_name_for_whose_organization_the_office_speaks() -> None:
    text = "The Secretary-General condemns the raid. He calls on Kenya to act. The United Nations will support Kenya."
    assert speakers(text, "Statement on Kenya", "United Nations") == [["United Nations"]] * 3


def test_the_security_council_of_a_page_of_the_united_nations_is_theirs() -> None:
    text = "The members of the Security Council condemned the raid in Kenya. They reaffirmed that the port is vital."
    assert speakers(text, "Press Statement on Kenya", "UN Security Council") == [["United Nations"]] * 2


def test_lines_of_capitals_with_an_office_and_a_name_call_who_speaks_below() -> None:
    text = (
        "PRESIDENT JOHN KAMAU\n\nWelcome to Nairobi, Prime Minister. We are pleased to host you.\n\n"
        "NORWEGIAN PRIME MINISTER ANNA BERG\n\nThank you for the welcome. We will build a port here.\n"
    )
    title = "Statements of Kenyan President John Kamau and Norwegian Prime Minister Anna Berg"
    assert speakers(text, title, "Government of Kenya") == [["John Kamau"], ["Anna Berg"]]


def test_notes_below_the_signature_of_a_letter_are_nobodys_words() -> None:
    assert len(speakers(f"{LETTER}\nNotes: The port of Oslo was opened by Kenya.\n", "Letter on Kenya")) == 3


def test_a_name_in_capitals_may_begin_as_a_small_word_does() -> None:
    text = (
        "PRIME MINISTER TONY BERG\n\nWelcome to Oslo, President. We are pleased to host you.\n\n"
        "PRESIDENT ANDREW KAMAU\n\nThank you for the welcome. We will build a port here.\n"
    )
    title = "Statements of Norwegian Prime Minister Tony Berg and Kenyan President Andrew Kamau"
    assert speakers(text, title, "Government of Kenya") == [["Tony Berg"], ["Andrew Kamau"]]


def test_ministers_of_information_and_without_portfolio_have_turns() -> None:
    labels = ["Minister of Information", "Minister without Portfolio", "Minister for Youth and Information"]
    text = "\n\n".join(f"{label}: We will open the port." for label in labels)
    document = documents.read(Article(id="x", text=text, title="Press conference", date=date(2021, 6, 15)))
    assert [document.view[s.begin : s.end] for s in document.sentences if s.kind == "label"] == labels


def test_who_answers_in_quotation_marks_may_go_on_without() -> None:
    text = (
        'President John Kamau: "I welcome it. We will sign."\n\nI agree with that and will go.\n\n'
        'Prime Minister Anna Berg: "We thank you."'
    )
    title = "Kenyan President John Kamau and Norwegian Prime Minister Anna Berg answer questions"
    assert speakers(text, title, "Government of Kenya") == [["John Kamau"]] * 2 + [["Anna Berg"]]


def test_a_label_at_the_head_of_a_text_without_title_is_one_of_its_labels() -> None:
    text = (
        "Kenyan President John Kamau: We will open the port.\n\nAnna Berg: Our king had his doubts. "
        '"It is far," he said. We thank Kenya.'
    )
    assert speakers(text)[0] == ["John Kamau"]


@pytest.mark.parametrize("heading", ["NOTES:", "ENDS:", "Media Contacts:"])
def test_the_heading_of_notes_below_a_release_is_no_speaker(heading: str) -> None:
    text = f"{LEAD}\n\nBerg thanked Kenya.\n\n{heading}\n\nWe will open the port of Oslo."
    assert speakers(text, "Talks in Oslo", "Government of Norway") == [["Anna Berg"], ["Norway"]]


def test_somebody_who_promises_to_be_something_gives_a_promise() -> None:
    assert speakers(f"{LEAD} Berg promised to be a reliable partner to Kenya.") == [["Anna Berg"]]


def test_a_state_and_the_head_of_another_are_two() -> None:
    assert speakers(f"{LEAD} Norway and President Kamau condemned the attack.") == [["Norway", "John Kamau"]]


@pytest.mark.parametrize(
    ("sentence", "act"),
    [
        ("Kamau said Norway has opposed the sanctions.", "oppose"),
        ("Kamau said Kenya was opposed to the sanctions.", "oppose"),
        ("Kamau said the delegation requested more talks.", "urge"),
        ("Kamau said the media request answers.", "urge"),
    ],
)
def test_words_that_end_as_a_small_word_does_hide_no_act(sentence: str, act: str) -> None:
    facts = extract(Article(id="x", text=f"{LEAD} {sentence}", date=date(2021, 6, 15), outlet="Agency")).facts
    assert [fact.act for fact in facts if isinstance(fact, Statement)] == [act]


def test_what_promises_to_be_something_promises_nothing() -> None:
    assert speakers(f"{LEAD} Kenya promises to be a port of weight.") == []


def test_somebody_and_i_are_two() -> None:
    text = "I am glad to be in Nairobi. Mr. John Kamau and I have agreed that trade must grow. I thank Kenya."
    assert ["John Kamau", "Australia"] in speakers(text, "Talks in Nairobi", "Australia: Prime Minister")


def test_a_report_goes_on_below_what_looks_like_a_label() -> None:
    """A line with a colon above a report is no turn that lasts to its end: reports say who said their quotations."""
    text = (
        "Watched Berg: Norway must act now\n\n"
        '"We had no choice," the Kenyan Foreign Minister, John Kamau, told reporters.\n\n'
        "Prime Minister Anna Lie of Norway said she would not go.\n\n"
        "Berg: Norway must act at once"
    )
    assert [told for told in speakers(text) if told in (["John Kamau"], ["Anna Lie"])] == [["John Kamau"], ["Anna Lie"]]


@pytest.mark.parametrize(
    "line",
    [
        "JUST WATCHED Kamau: Norway must act Replay More Videos ... MUST WATCH Kamau: Norway must act 02:22",
        "FILE PHOTO: John Kamau arrives in Oslo",
        "Commentary: Norway must act",
    ],
)
def test_lines_of_a_page_are_nobodys_words(line: str) -> None:
    text = f"President John Kamau of Kenya said the talks were over.\n\n{line}\n\nOslo said it was sorry."
    assert speakers(text) == [["John Kamau"], ["Norway"]]


def test_a_name_that_is_a_word_of_pages_still_labels_a_turn() -> None:
    text = (
        "Ambassador Anna Read: I thank Norway for its help.\n\nMinister Ola Lie: We thank Kenya.\n\n"
        "Anna Read: We will ratify the treaty.\n\nSpecial Envoy to the Summit: I will come to Oslo."
    )
    assert speakers(text) == [["Anna Read"], ["Ola Lie"], ["Anna Read"]]


def test_a_turn_goes_on_below_a_quotation_of_its_speakers_elders() -> None:
    text = (
        "Norwegian President Anna Berg: I thank Kenya.\n\n"
        '"There is no way back," he said of the old order. The treaty stands.\n\n'
        "Our ships will sail.\n\nKenyan President John Kamau: I thank Norway."
    )
    assert speakers(text) == [["Anna Berg"]] * 3 + [["John Kamau"]]


def test_what_a_page_shows_on_a_name_is_no_part_of_a_label() -> None:
    text = (
        "Anna Berg: Welcome. We value our ties with Kenya. Please, Mr President.\n\n"
        "President of Kenya John Kamau Kamau JohnPresident of Kenya (retranslated): We will open our ports to you."
    )
    title = "Talks of Norwegian Prime Minister Anna Berg with President of Kenya John Kamau"
    assert speakers(text, title) == [["Anna Berg"], ["John Kamau"]]


@pytest.mark.parametrize("verb", ["Directs", "Establishes", "Imposes"])
def test_a_name_in_a_title_ends_before_what_it_does(verb: str) -> None:
    text = "President Kamau promised new rules for ports on Monday. Kenya has many ports."
    assert speakers(text, f"Fact Sheet: President John Kamau {verb} Reform of Ports") == [["John Kamau"]]


def test_names_that_are_doubled_stay() -> None:
    assert documents.read(Article(id="x", text="Berg Berg McDonald and Lie Lie sang.")).view == (
        "Berg Berg McDonald and Lie Lie sang."
    )


def test_an_address_that_ends_a_turn_leaves_the_next_label_alone() -> None:
    text = (
        "President of Kenya John Kamau: Thank you. You have the floor, Mr President.\n\n"
        "President of Malawi Anna Berg: We had good talks on trade today."
    )
    assert speakers(text) == [["John Kamau"], ["Anna Berg"]]


def test_titles_of_sections_are_nobodys_labels() -> None:
    text = (
        f"{LEAD}\n\nSupport for Refugees: Berg said Norway would help the camps.\n\n"
        "Strengthening Maritime Security: Kamau said Kenya would guard the coast."
    )
    assert speakers(text) == [["Anna Berg"], ["John Kamau"]]


def test_heads_of_offices_with_prepositions_are_labels() -> None:
    text = "Minister for Trade Anna Berg: We will open our ports.\n\nMinister for Health Ola Lie: We will catch more."
    assert len(speakers(text)) == 2


@pytest.mark.parametrize(
    ("told", "speaker"),
    [
        ('Kenya "expressed serious concern" over the ships.', ["Kenya"]),
        ('Berg "called on all sides to keep calm" at sea.', ["Anna Berg"]),
        ('Kenya signed a "welcomed step" of a plan.', None),
    ],
)
def test_a_quotation_may_begin_with_the_verb_of_its_speaker(told: str, speaker: list[str] | None) -> None:
    assert speakers(f"{LEAD}\n\n{told}") == ([speaker] if speaker else [])


@pytest.mark.parametrize(
    "told",
    [
        "Berg, 54, said Kenya would be helped.",
        "Berg, seen as a friend of Kenya, said it would be helped.",
        'Berg responded by tweeting: "We will help."',
    ],
)
def test_what_stands_between_a_speaker_and_the_verb_does_not_part_them(told: str) -> None:
    assert speakers(f"{LEAD}\n\n{told}") == [["Anna Berg"]]


@pytest.mark.parametrize(
    ("told", "states"),
    [
        ("Norway wants Kenya to open its ports.", [["Norway"]]),
        ("Norway offered to train the guards.", [["Norway"]]),
        ("Norway wants to catch more fish.", []),
        ("Norway offered fish at the market.", []),
    ],
)
def test_what_a_state_wants_of_others_and_offers_to_do_is_said(told: str, states: list[list[str]]) -> None:
    assert speakers(f"{LEAD}\n\n{told}") == states


@pytest.mark.parametrize(
    ("told", "act"),
    [
        ("Berg said the raids were unjustified.", "oppose"),
        ("Berg said that the raids constituted violations of the law.", "oppose"),
        ("Berg said Norway stands firmly behind Kenya.", "support"),
        ("Berg said Norway stood in queues behind Kenya.", "affirm"),
        ("Berg said the crowd carried flags on its shoulders.", "affirm"),
        ("Berg affirmed her intent to come to Nairobi.", "pledge"),
        ("Berg re-emphasised the importance of trade.", "affirm"),
        ("Berg re-emphasized that Kenya should sign.", "urge"),
        ("Berg dispelled the impression that the talks had failed.", "oppose"),
        ("Berg expressed eagerness to join the pact.", "pledge"),
        ('"May you enjoy a happy day," Berg said.', "convey"),
        ('"We thank you," Berg said, adding that Kenya should sign.', "appreciate"),
    ],
)
def test_what_is_done_by_speaking(told: str, act: str) -> None:
    facts = extract(Article(id="x", text=f"{LEAD}\n\n{told}", date=date(2021, 6, 15), outlet="Agency")).facts
    assert [fact.act for fact in facts if isinstance(fact, Statement)] == [act]


MUTUA = "Kenyan Foreign Minister Juma Mutua"


@pytest.mark.parametrize(
    ("told", "speaker"),
    [
        (f"{MUTUA} said Kamau and Berg expressed their desire for peace.", ["John Kamau", "Anna Berg"]),
        (f'"Mr. Kamau emphasized that nobody wanted war," {MUTUA} told reporters.', ["John Kamau"]),
        (f"{MUTUA} said Berg had agreed to sign.", ["Juma Mutua"]),
        (f"{MUTUA} said Kamau would visit Oslo.", ["Juma Mutua"]),
        ("In a statement late on Tuesday, Kamau's office said he commended Berg for her view.", ["John Kamau"]),
        ("Kamau's office said he would visit Oslo.", ["Kenya"]),
    ],
)
def test_who_tells_what_the_head_of_state_said_is_not_who_said_it(told: str, speaker: list[str]) -> None:
    assert speakers(f"{LEAD}\n\n{told}") == [speaker]


def test_who_tells_anecdotes_in_a_transcript_keeps_the_turn() -> None:
    told = 'I met a sailor. "The sea is calm," he said. "The fish are back," he said. "The nets are full," he said.'
    text = f"Prime Minister Anna Berg: We thank Kenya. {told}\n\nPresident John Kamau: We thank Norway as well."
    article = Article(id="x", text=text, title="Joint Press Conference of Prime Minister Berg and President Kamau")
    assert [one.kind for one in documents.read(article).sentences].count("turn") == 2
    report = Article(id="x", text=text, title="The sea is calm")
    assert [one.kind for one in documents.read(report).sentences].count("turn") == 0
