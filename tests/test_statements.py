"""Who says what in reports: texts that speak, organs of organizations, subjects far from their verbs."""

from __future__ import annotations

from datetime import date

import pytest

from kg.model import Article, Statement
from kg.readers import extract

MET = "Norwegian Prime Minister Anna Berg met with Kenyan President John Kamau in Oslo on Monday."


def statements(text: str, title: str | None = None, outlet: str = "Agency") -> list[Statement]:
    facts = extract(Article(id="x", text=text, title=title, date=date(2021, 6, 15), outlet=outlet)).facts
    return [fact for fact in facts if isinstance(fact, Statement)]


def told(text: str, title: str | None = None, outlet: str = "Agency") -> list[tuple[str, str]]:
    """Speakers and act of each statement."""
    return [(", ".join(a.name for a in one.speakers), one.act) for one in statements(text, title, outlet)]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("A statement by the Norwegian foreign ministry said talks would go on.", "Norway"),
        ("A statement issued on Monday by the Norwegian presidency said talks would go on.", "Norway"),
        ("A report by the IMF said growth would slow.", "IMF"),
        ("Talks will go on, said a statement released by the Kenyan presidency.", "Kenya"),
        ('"Talks will go on," reads a statement issued by the Kenyan presidency.', "Kenya"),
        ("Talks will go on, according to a statement issued by the Kenyan presidency.", "Kenya"),
        ('"Talks will go on," read the statement, published by the Kenyan foreign ministry.', "Kenya"),
        ("A joint statement by Norway and Kenya said they would go on.", "Norway, Kenya"),
        ("A communique issued at the end of the African Union summit said that trade is vital.", "African Union"),
        (f"{MET} A joint statement issued after the talks said trade is vital.", "Norway, Kenya"),
    ],
)
def test_a_text_that_speaks_is_whose_who_issued_it(text: str, speakers: str) -> None:
    assert told(text)[-1][0] == speakers


def test_a_statement_says_more_where_it_goes_on() -> None:
    text = "A statement issued by the Kenyan presidency said so. The statement added that peace was near."
    assert told(text) == [("Kenya", "affirm")] * 2


def test_a_text_of_whom_nothing_is_said_is_nobodys_and_who_reads_a_letter_says_nothing() -> None:
    assert told("A statement issued after the storm said so. Anna Berg of Norway reads a letter.") == []


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Brazil, which borders Peru, urged dialogue.", "Brazil"),
        ("Bo Dahl, an analyst at the Oslo-based Nordic Institute, said the pact could fail.", "Bo Dahl"),
        ("The head of the UN mission in the area, Swede Lars Holm, warned of war.", "Lars Holm"),
        ("The EU's foreign policy arm said it was following the talks.", "EU"),
        ("The UN Security Council's sanctions committee has expressed alarm.", "United Nations"),
        ("Peru accused Chile. Santiago, in turn, accused it of lies.", "Chile"),
        (f"{MET} Kamau said he was glad. The 42-year-old told Sky News that trade is vital.", "John Kamau"),
    ],
)
def test_who_speaks_is_the_subject_of_the_verb_whatever_stands_between(text: str, speakers: str) -> None:
    assert told(text)[-1][0] == speakers


def test_the_football_federation_of_a_state_is_not_that_state() -> None:
    assert told("Norway's football federation said the match was fair.") == []


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ('expressed her "disappointment" at the vote', "oppose"),
        ('voiced "deep concern" over the vote', "oppose"),
        ("said that the sanctions had to be lifted", "urge"),
        ("said that the summit had to be cancelled", "affirm"),
        ("said that Peru has opposed the plan", "oppose"),
        ("said that she had received an invitation", "affirm"),
    ],
)
def test_the_act_is_that_of_the_words(text: str, act: str) -> None:
    assert told(f"Norwegian Prime Minister Anna Berg {text}.") == [("Anna Berg", act)]


def behalf(text: str, outlet: str = "Agency") -> list[tuple[str, ...]]:
    return [tuple(a.key or a.name for a in one.on_behalf) for one in statements(text, outlet=outlet)]


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("Speaking on behalf of the African Union, Kenyan President John Kamau urged calm.", ("AU",)),
        ("Kenyan President John Kamau, speaking for the African Union, urged calm.", ("AU",)),
        ("Kenyan President John Kamau said that Peru acts on behalf of the African Union.", ("KE",)),
        ("Bo Dahl, a Kenya expert at the Lima Institute, warned of war.", ()),
        ("Kenyan analyst Bo Dahl warned of war.", ()),
        ("Kenyan envoy Bo Dahl warned of war.", ("KE",)),
        ("Bo Dahl, director of the Kenya Programme at the Lima Institute, warned of war.", ()),
    ],
)
def test_who_speaks_for_a_state_or_an_organization_holds_an_office_there_or_says_so(
    text: str, whose: tuple[str, ...]
) -> None:
    assert behalf(text) == [whose]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        (f"{MET} The two sides agreed to build a port, the Norwegian foreign ministry said.", "Norway, Kenya"),
        (f'{MET} The Norwegian foreign ministry was glad. "We will go on," a ministry official said.', "Norway"),
        (f"{MET} The Norwegian Prime Minister's Office (PMO) was glad. The PMO said trade is vital.", "Norway"),
        ('A senior EU diplomat said trade is vital. "They are scared," the diplomat added.', "EU"),
        ("Trade is vital, a Norwegian official with knowledge of the talks said.", "Norway"),
        ("Peru likes the plan but Chile has yet to answer, a Norwegian diplomat close to the talks said.", "Norway"),
        ("The opposition Congress criticized the plan of India.", "Congress"),
    ],
)
def test_who_has_no_name_speaks_for_the_state_or_the_organization_that_is_named(text: str, speakers: str) -> None:
    assert told(text)[-1][0] == speakers


def test_after_an_adverbial_the_office_that_speaks_is_no_apposition() -> None:
    text = (
        "Indian External Affairs Minister Ravi Rao met with Norwegian Foreign Minister Anna Berg. "
        "Addressing reporters with Berg, the external affairs minister said that trade is vital."
    )
    assert told(text) == [("Ravi Rao", "affirm")]


def test_papers_and_agencies_ask_in_a_transcript() -> None:
    text = (
        "Anna Berg: We have noted these remarks.\n\nAFP: A question on Peru. Will there be sanctions?\n\n"
        "Anna Berg: I have nothing to announce."
    )
    assert told(text, "Press conference of Norwegian Foreign Minister Anna Berg") == [("Anna Berg", "affirm")] * 2


TRUMP = "US President John Smith met with British Prime Minister Theresa May in Oslo on Monday."


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Speaking to reporters, Smith said that trade is vital.", "John Smith"),
        ("Speaking after the talks, May said that trade is vital.", "Theresa May"),
        ("Mrs May said that trade is vital.", "Theresa May"),
        ("Smith praised the plan. May said it is long, but she raised concerns.", "Theresa May"),
        ('Accompanying May on a visit, Smith opened a port. "We have to sail," he said.', "John Smith"),
        ("Smith's chief of staff claimed that trade is vital.", "United States"),
        ("The Beacon reports that Kenyan Foreign Minister John Kamau rejected the plan.", "John Kamau"),
        ("It was reported that Kenyan Foreign Minister John Kamau rejected the plan.", "John Kamau"),
        ("Trade will fall, said political scientist Maria Soto.", "Maria Soto"),
        ("Senior Smith administration officials said that trade is vital.", "United States"),
        ("The UN special envoy for Mali expressed support for the plan.", "UN"),
    ],
)
def test_who_speaks_is_told_by_the_words_around(text: str, speakers: str) -> None:
    assert told(f"{TRUMP} {text}")[-1][0] == speakers


@pytest.mark.parametrize(
    "text",
    [
        "In May, said to be warm, it rained.",
        "Many U.S. allies criticized the plan.",
        "Smith's lawyer said that trade is vital.",
        "Smith has always sought to build ties.",
        "The UK will now consider whether to act.",
        "Their visit was condemned by the political bureau of the Free Front.",
        "BBC reporter Jo Lima says the port is closed.",
    ],
)
def test_what_only_looks_like_speech_is_nobodys(text: str) -> None:
    assert told(f"{TRUMP} {text}") == []


def test_headlines_with_a_colon_above_a_report_are_no_labels() -> None:
    text = (
        'Ukrainian President: NATO has offered "strong support"\n\nCameron: Now is "a crucial time"\n\n'
        '"We meet at a crucial time," British Prime Minister David Cameron said.\n\n'
        '"We will act," Cameron said.\n\n"We must help," Cameron said.'
    )
    assert told(text) == [("David Cameron", "affirm"), ("David Cameron", "pledge"), ("David Cameron", "urge")]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Russian President Bo Dahl met President Smith. The president said that trade is vital.", "John Smith"),
        (
            "The State Department slept. Kenyan protesters marched. The Interior Ministry said that trade is vital.",
            "Kenya",
        ),
        ("US officials praised the plan. The officials said that trade is vital.", "United States"),
        ("UK authorities were glad. The administration said that trade is vital.", "United States"),
        ("A group of former U.S. ambassadors to Mexico said that trade is vital.", "United States"),
        ("Pentagon officials tell the Beacon that trade is vital.", "United States"),
        ('May called the raid on the port in Lima, Peru, which led to a fire, "outrageous".', "Theresa May"),
        ("May said it is no mystery that Peru is far, and the U.K. is urging it to come.", "Theresa May"),
    ],
)
def test_offices_and_officials_without_names_are_those_of_the_text(text: str, speakers: str) -> None:
    assert told(f"{TRUMP} {text}")[-1][0] == speakers


@pytest.mark.parametrize(
    "text",
    [
        "The leader of an armed militia threatened attacks.",
        "The EU added another layer of duties.",
        "DPRK stands for the Democratic People's Republic of Korea.",
        "The film depicts May as a fraud, showing him calling for war.",
        "May's lawyer, Jo Lund, slept.",
    ],
)
def test_words_of_speech_in_another_sense_and_leaders_of_others_tell_nothing(text: str) -> None:
    assert told(f"{TRUMP} {text}") == []


def test_a_quotation_far_below_the_last_speaker_is_nobodys() -> None:
    text = f"{TRUMP} May praised the plan.\n\nIt rained.\n\nIt snowed.\n\nThe sun shone.\n\nWind rose.\n\n"
    assert told(text + '"Down with it!" thousands sang.') == [("Theresa May", "appreciate")]


def test_answers_in_the_middle_of_a_paragraph_are_those_of_who_spoke_above_the_interview() -> None:
    text = (
        'Kenyan Foreign Minister John Kamau says trade is vital. "We will sail," Kamau added. Following is the text of '
        "the interview: Q: Will Kenya sign? A: Kenya will sign the treaty. It has waited long. Q: And Norway? "
        "A: I cannot speak for Norway."
    )
    assert told(text)[2:] == [("John Kamau", "pledge"), ("John Kamau", "affirm"), ("John Kamau", "affirm")]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ('Smith hailed it as a step to a "better world," and May said trade is vital.', "Theresa May"),
        ("Smith tried to assure Kamau that trade is vital, the White House said.", "John Smith"),
        ("Norway, which quotes papers seen by a lawyer, Jo Lima, stated that trade fell.", "Norway"),
        ("A senior US official was glad. A senior US official said so. It fell, officials said.", "United States"),
        ("A member of the Kenyan delegation to the session of the AU in Oslo, Jo Lima, told reporters so.", "Jo Lima"),
    ],
)
def test_clauses_between_a_speaker_and_the_verb_name_nobody_else(text: str, speakers: str) -> None:
    assert told(f"{TRUMP} {text}")[-1][0] == speakers


@pytest.mark.parametrize(
    "text",
    [
        "If implemented, the deal would reach all the goals Kenya announced when it began: trade.",
        "Smoke rises above the city, hours after a truce was agreed.",
        "The newspaper stated that trade is vital.",
    ],
)
def test_what_papers_tell_by_the_way_is_nobodys_statement(text: str) -> None:
    assert told(f"{TRUMP} The Free Front (FF) marched. {text}") == []


def test_a_line_that_leads_to_another_page_is_no_statement() -> None:
    assert told(f"{TRUMP}\n\nMay says Kenya will help Read more\n\nIt rained.") == []


def test_what_others_have_to_do_is_demanded() -> None:
    assert told(f"{TRUMP} May said Kenya has to stop the raids.") == [("Theresa May", "urge")]


@pytest.mark.parametrize(
    ("text", "told_of"),
    [
        ("Jo Lima, director of the Lima Centre at a think tank noted that trade is vital.", ("Jo Lima", "affirm")),
        (
            "The White House's Jo Lima said the club, which has Peru but is led by Chile, is small.",
            ("Jo Lima", "affirm"),
        ),
        ("May said the US-backed deal is dead.", ("Theresa May", "affirm")),
        ("Statements issued by Norway and Kenya said trade is vital.", ("Norway, Kenya", "affirm")),
    ],
)
def test_speakers_behind_long_phrases_and_acts_of_their_own_words(text: str, told_of: tuple[str, str]) -> None:
    assert told(f"{TRUMP} {text}") == [told_of]


@pytest.mark.parametrize(
    "text",
    [
        "Peru joined others in backing a resolution at the United Nations calling for peace.",
        "Norway has heavily encouraged investments in ports.",
        "While summits are rare, analysts said, Norway and Kenya recognize the value of calls.",
        'The source, who has no name, said: "Yes."',
    ],
)
def test_places_deeds_and_sources_without_a_state_say_nothing(text: str) -> None:
    assert told(f"{TRUMP} {text}") == []


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Jo Lima, an advisor to Foreign Minister Bo Dahl, said that trade is vital.", "Jo Lima"),
        ("Republican negotiator Senator Ali Lima laughed. But he said it is sad.", "Ali Lima"),
        (
            "Norway has a pro-China government. The Kenyan government rejected it. The government said trade is vital.",
            "Kenya",
        ),
        ("Smith met his Peruvian counterpart Jo Lima. Peru's president said it is sad.", "Jo Lima"),
    ],
)
def test_advisers_negotiators_governments_and_counterparts_speak_themselves(text: str, speakers: str) -> None:
    assert told(f"{TRUMP} {text}")[-1][0] == speakers


def test_the_spokesman_of_the_ministry_is_of_the_state_whose_ministry_was_named() -> None:
    text = (
        "The Turkish Foreign Ministry was sad, as was Norwegian Ambassador Jo Lima. Spokesman for the ministry Ali Can"
    )
    assert behalf(f"{text} said that trade is vital.")[-1] == ("TR",)


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("May was glad. May said it is far. Smith would sail, she said.", "Theresa May"),
        ('May said it is far. "Smith said that trade is vital," she told the Beacon.', "Theresa May"),
        ("In Lima, the Defense Ministry said that trade is vital.", "Peru"),
    ],
)
def test_who_closes_a_sentence_is_nobody_whom_its_words_name(text: str, speakers: str) -> None:
    assert told(f"{TRUMP} {text}")[-1][0] == speakers


def test_who_answers_in_an_interview_says_most_above_it() -> None:
    text = (
        "Kenyan envoy John Kamau says trade is vital. Kamau adds it will grow. Smith said it is far. Following is the "
        "text of the interview: Q: Will Kenya sign? A: Kenya waits. Q: And Norway? A: I cannot speak for Norway."
    )
    assert told(f"{TRUMP} {text}")[-2:] == [("John Kamau", "affirm")] * 2
