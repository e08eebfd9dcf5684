"""Agreements without a name of their own: a verb makes them, and their sentence tells who does."""

from __future__ import annotations

from datetime import date

import pytest

from kg.model import Agreement, Article
from kg.readers import extract


def agreements(text: str, day: date = date(2023, 5, 9)) -> list[Agreement]:
    found = extract(Article(id="one", text=text, date=day, outlet="North Wire")).facts
    return [fact for fact in found if isinstance(fact, Agreement)]


def told(text: str) -> list[tuple[str, str, set[str]]]:
    """First label, stage and parties of each agreement in a text."""
    return [(a.labels[0], a.stage, {p.key or p.name for p in a.parties}) for a in agreements(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kenya has inked an agreement with Norway under which it will host a port.", "agreement with Norway"),
        ("Kenya and Norway agreed on a deal demarcating their sea border.", "deal"),
        ("Kenyan Foreign Minister John Kamau and his Norwegian counterpart signed a deal on police training.",
         "deal on police training"),
        ("The foreign ministry of Kenya and its Norwegian counterpart signed a pact.", "pact"),
        ("The Kenyan and Norwegian governments signed an agreement to study the lake.", "agreement to study the lake"),
        ("Kenya and Norway signed 19 agreements.", "agreements"),
        ("A pact was signed by the delegations of Kenya and Norway.", "pact"),
        ("Kenya and Norway agreed to an immediate ceasefire.", "immediate ceasefire"),
    ],
)  # fmt: skip
def test_a_noun_alone_is_one_where_its_sentence_says_who_made_it(text: str, expected: str) -> None:
    assert told(text) == [(expected, "signed", {"KE", "NO"})]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kenya and Norway have been at peace since the 1979 treaty.", "1979 treaty"),
        ("Under the September accord, Kenya and Norway will trade more.", "September accord"),
        ("Under a deal reached last month, Kenya will take back those whom Norway sends home.", "deal"),
        ("Norway will leave the islands to Kenya under a treaty signed in Oslo.", "treaty"),
    ],
)
def test_what_follows_from_an_agreement_tells_whose_it_is(text: str, expected: str) -> None:
    assert told(text) == [(expected, "in-force", {"KE", "NO"})]


@pytest.mark.parametrize(
    "text",
    [
        "Kenya and Norway praised the deal.",
        "Kenya and Norway have failed to reach an agreement.",
        "Kenya and Norway called for a ceasefire.",
        "Norway's agreement to withdraw its ships pleased Kenya.",
        "Kenya signed an agreement with its creditors in Norway.",
    ],
)
def test_where_nothing_was_made_or_others_made_it_there_is_none(text: str) -> None:
    assert agreements(text) == []


def test_one_deal_named_in_other_words_is_one() -> None:
    [one] = told("Kenya and Norway signed a fisheries pact on Monday. The fisheries deal of Kenya and Norway is new.")
    assert one == ("fisheries pact", "signed", {"KE", "NO"})
    assert len(told("Kenya signed an access agreement with Norway, a pact allowing their ships to fish.")) == 1
    assert len(told("Kenya and Norway signed a fisheries pact. Kenya and Norway signed a tax pact.")) == 2


def test_a_name_means_nothing_that_was_made_later() -> None:
    text = "Ministers said the Paris Agreement of Norway and Kenya had calmed the market."
    assert [a.rule for a in agreements(text)] == ["agreement.known"]
    assert [a.rule for a in agreements(text, date(1987, 4, 6))] == ["agreement.named"]


def test_a_report_leaves_open_whose_an_agreement_is_that_its_sentence_does_not_tell() -> None:
    lead = "Kenyan President Anna Odhiambo met Norwegian Prime Minister Kari Dahl in Oslo on Monday. "
    assert told(lead + "They also spoke of the proposed ceasefire agreement.") == []
    [one] = told(lead + "The two countries will sign a fisheries agreement.")
    assert one[2] == {"KE", "NO"}


def test_the_title_of_a_partnership_is_not_the_partnership() -> None:
    assert [a.kind for a in agreements("Kenya joined the Regional Comprehensive Economic Partnership.")] == [
        "agreement"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Norway criticised the treaty Kenya signed with Chad in May.",
        "Ministers spoke of a broad political treaty, which Kenya and Chad signed last May.",
        "Ministers praised the political treaty that Kenya and Chad concluded.",
        "Talks between Kenya and Chad on a security treaty have broken down.",
        "Kenya's president and his Chadian counterpart oversaw the signing of a security treaty.",
    ],
)
def test_who_made_it_may_stand_behind_it_or_with_the_talks_on_it(text: str) -> None:
    assert [parties for _, _, parties in told(text)] == [{"KE", "TD"}]


def test_who_signs_with_two_is_the_third_party() -> None:
    [one] = told("Kenya signed a visa agreement with Norway and Chad.")
    assert one[2] == {"KE", "NO", "TD"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The UN-brokered truce between Kenya and Norway holds.", ("UN-brokered truce", {"KE", "NO"})),
        ("Kenya plans to extend the 20-year agreement with Norway.", ("20-year agreement", {"KE", "NO"})),
        ("Kenya and Norway agreed to build a gas pipeline.", ("gas pipeline", {"KE", "NO"})),
        ("Kenya and Norway formed a border committee.", ("border committee", {"KE", "NO"})),
        ("Kenya and Norway held their third human rights dialogue.", ("human rights dialogue", {"KE", "NO"})),
    ],
)
def test_truces_projects_and_mechanisms_without_a_name(text: str, expected: tuple[str, set[str]]) -> None:
    assert [(label, parties) for label, _, parties in told(text)] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "It is one of the world's most successful trade agreements with both Kenya and Norway gaining.",
        "Norway has sent aid to help Kenya deal with the flood.",
        "The General Agreement on Tariffs and Trade met in Geneva, Kenya and Norway said.",
    ],
)
def test_what_there_are_many_of_a_verb_and_a_house_are_none(text: str) -> None:
    assert told(text) == []


def test_what_leaders_of_a_forum_say_together_is_of_the_forum() -> None:
    title = "G7 leaders accuse Kenya and Norway of cheating"
    text = 'The leaders met on Monday. "We oppose what Kenya and Norway do," the joint statement said.'
    found = extract(Article(id="one", title=title, text=text, date=date(2023, 5, 9), outlet="North Wire")).facts
    assert [{p.key for p in f.parties} for f in found if isinstance(f, Agreement)] == [{"G7"}]


def test_a_name_given_in_brackets_is_the_same_agreement() -> None:
    [one] = agreements('Kenya and Norway signed the Lake Agreement (the "Treaty"). The Treaty was signed by Kenya.')
    assert one.labels[:2] == ("Lake Agreement", "Treaty")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chad showed interest in signing a deal with Kenya to end double taxation.", {"TD", "KE"}),
        ("Chad may arrange currency swap agreements with Kenya and Norway.", {"TD", "KE", "NO"}),
        ("They praised the memorandum of understanding on a bridge by Kenya, Chad and Norway.", {"KE", "TD", "NO"}),
        ("The remarks followed the leaders of Kenya and Chad releasing a joint statement on fish.", {"KE", "TD"}),
        ("According to a joint statement from Kenya and Chad, talks will go on.", {"KE", "TD"}),
        ("Norway praised the Berne Convention.", set()),
        ("Norway praised the UN Refugee Convention.", set()),
    ],
)
def test_with_whom_by_whom_and_from_whom_tells_whose_it_is(text: str, expected: set[str]) -> None:
    assert [parties for _, _, parties in told(text)] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Hungary broke with the Yalta accord, NATO said.",
        "Since the deal between Yukos and Orlen, Norway has had no oil from Kenya.",
        "Norway and Kenya agree that the Darfur Peace Agreement must be kept.",
        "The Director of Protocol of Norway met the Kenyan ambassador.",
    ],
)
def test_whoever_only_speaks_of_it_is_no_party(text: str) -> None:
    assert not [parties for _, _, parties in told(text) if parties]


def test_an_agreement_that_the_lexicon_knows_is_one_by_all_its_names() -> None:
    text = "Iran complied with the nuclear agreement reached among Tehran, the United States and others in 2015. "
    text += "He would fix the Iran deal. He has called the Iran pact bad for the United States and Iran."
    assert len(agreements(text)) == 1


def test_whoever_breaks_an_agreement_shows_that_it_stands() -> None:
    [one] = told("Norway urged Chad to sue Kenya for violating the Norway-Kenya Fish Trade Agreement.")
    assert one[1] == "in-force"
    [one] = told("He urged Kenya and Norway to issue a joint statement on oil.")
    assert one[1] == "proposed"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The land may be given back as part of a peace deal between Kenya and Norway.", "proposed"),
        ("Kenya and Norway have a peace treaty.", "in-force"),
        ("Chad renewed its call for an immediate ceasefire between Kenya and Norway.", "proposed"),
        ("Chad has brokered a ceasefire between Kenya and Norway.", "signed"),
        ("Kenya wants to withdraw from the Antarctic Treaty.", "in-force"),
        ("Kenya withdrew from the Antarctic Treaty.", "in-force"),
    ],
)
def test_a_peace_that_nobody_has_made_is_proposed_and_who_wants_to_leave_is_still_in(text: str, expected: str) -> None:
    assert [stage for _, stage, _ in told(text)] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Kenya and Norway pulled back by mutual agreement.",
        "The line between Kenya and Norway is not bound by any legal pact.",
        "Kenya and Norway will build a bridge to NATO membership.",
        "The minister of Kenya urged efforts to reach a ceasefire deal in the valley of Norway.",
    ],
)
def test_what_only_looks_like_an_agreement_of_two_is_none(text: str) -> None:
    assert told(text) == []


def test_both_sides_of_a_report_are_known_where_they_met_or_its_title_names_them() -> None:
    text = "Kenyan traders are glad. Norwegian ships came. Both sides insist that they want a deal on fish."
    for title, expected in (("Kenya and Norway near a deal", [{"KE", "NO"}]), ("Fish prices rise in Kenya", [])):
        found = extract(Article(id="one", title=title, text=text, date=date(2023, 5, 9), outlet="North Wire")).facts
        assert [{p.key for p in f.parties} for f in found if isinstance(f, Agreement)] == expected


def test_a_withdrawal_agreement_of_others_is_not_that_of_britain() -> None:
    (one,) = agreements("Kenya and Norway signed a Withdrawal Agreement in Oslo.")
    assert one.rule == "agreement.named" and {p.key for p in one.parties} == {"KE", "NO"}
    (known,) = agreements(
        "The United Kingdom and the European Union signed the Brexit Withdrawal Agreement in January."
    )
    assert known.rule == "agreement.known" and {p.key for p in known.parties} == {"GB", "EU"}


@pytest.mark.parametrize(
    ("label", "text"),
    [
        (
            "treaty on mutual legal assistance",
            "Norway and Kenya signed a treaty on mutual legal assistance here on Friday.",
        ),
        (
            "memorandum of understanding on trade",
            "Norway and Kenya signed a memorandum of understanding on trade Friday.",
        ),
        ("Agreement on Trade", "Norway and Kenya signed the Agreement on Trade in Lima on Friday."),
        ("agreements reached in Lima", "Norway and Kenya praised the agreements reached in Lima."),
    ],
)
def test_where_and_when_it_was_signed_is_no_part_of_its_name(label: str, text: str) -> None:
    assert [found.labels for found in agreements(text)] == [(label,)]


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (
            "peace treaty, in-force, KE NO",
            "Chad hopes for ending the war in Kenya, which has a peace treaty with Norway.",
        ),
        ("strategic partnership, planned, KE NO", "Norway and Kenya intend to raise ties to a strategic partnership."),
        ("strategic partnership, in-force, KE NO", "Norway and Kenya agreed to raise ties to a strategic partnership."),
        (
            "agreement with Chad, proposed, KE TD",
            "Norwegian Prime Minister Kari Dahl urged Kenya to seek an agreement with Chad.",
        ),
        ("agreement on fish, negotiating, KE NO", "Norway and Kenya negotiate an emerging agreement on fish."),
        (
            "agreement, in-force, KE NO",
            "The port opened after an agreement reached last year between Oslo and Nairobi.",
        ),
        (
            "joint agreements, in-force, KE NO",
            "Over the past five decades Norway and Kenya have signed joint agreements.",
        ),
        (
            "trade deal, proposed, KE NO",
            "A hard border would affect the signing of a trade deal between Norway and Kenya.",
        ),
        ("trade deal, negotiating, KE NO", "A trade deal between Norway and Kenya also remains incomplete."),
        (
            "nuclear agreement, proposed, KE",
            "He told Chad of Norway's concerns about a potential nuclear agreement with Kenya.",
        ),
        (
            "agreement with Kenya for shipping ore to Chad, signed, KE NO",
            "Norway signed an agreement with Kenya for shipping ore to Chad.",
        ),
        (
            "joint statement, signed, KE NO",
            "Norway and Kenya said in a joint statement on Sunday that they would answer.",
        ),
        (
            "joint statement, planned, KE NO",
            "Norway and Kenya would likely seek something on fish in the joint statement.",
        ),
        (
            "joint statement, signed, ASEAN NO",
            "ASEAN nations and Norway said in a joint statement that they would act.",
        ),
        (
            "1994 lake agreement, in-force, KE NO",
            "She helped negotiate the 1994 lake agreement between Norway and Kenya.",
        ),
        ("lake agreement, in-force, KE NO", "Norway is in talks on its return to the lake agreement with Kenya."),
        (
            "lake agreement, in-force, KE NO",
            "The man who negotiated the lake agreement between Norway and Kenya spoke.",
        ),
        ("agreement on fish, proposed, KE NO", "Norway and Kenya will meet to discuss an agreement on fish."),
        (
            "Norwegian fisheries agreement, in-force, KE NO",
            "Critics fear a Norwegian fisheries agreement with Kenya would hurt Chad.",
        ),
    ],
)
def test_clauses_wishes_and_requests_tell_whose_it_is_and_how_far_it_has_come(expected: str, text: str) -> None:
    assert [f"{label}, {stage}, {' '.join(sorted(of))}" for label, stage, of in told(text)] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "The truce between Norway and Kenyan militants ended weeks of war.",
        "Norway backs a ceasefire deal with the rebels.",
        "Chad wants to broker a historic agreement between the two sides, Norwegian and Kenyan officials said.",
        "Norway's Supreme National Council told Kenya to wait.",
        "He called Norway's arrangement for a separate meeting with Kenya a slap in the face.",
        "The ministers of Norway and Kenya signed a series of commercial deals between Norwegian and Kenyan companies.",
        "A paper linked to the Kenyan Supreme National Council told Norway of it.",
        "The president of Kenya met the co-chairs of the ASEAN-African Union summit in Norway.",
        "Barbara Lund of the Lake Council's Future Kenya Initiative spoke in Norway.",
        "Norwegian officials met the National Kenyan-American Council.",
        "He read The Art of the Deal in Norway and Kenya.",
        "Norwegian Prime Minister Kari Dahl will discuss the treaty with Kenyan officials.",
        "An agreement to sign the deal of Norway and Kenya appeared close.",
        "If there is an agreement on and a need for talks between Norway and Kenya, they will go on.",
        "Oslo ruled that Kenya had abided by an agreement with five powers.",
        "With one attempt at a Norwegian-brokered deal thwarted, Kenya and Chad looked on.",
    ],
)
def test_a_truce_with_rebels_and_a_deal_of_others_are_not_of_the_states_beside_them(text: str) -> None:
    assert told(text) == []


def test_who_meets_another_and_signs_something_does_not_sign_it_alone() -> None:
    text = "Norwegian Foreign Minister Ana Dahl met Kenyan President Jo Lima and signed documents on police ties."
    assert [parties for *_, parties in told(text)] == [{"NO", "KE"}]


def test_what_is_known_to_stand_stands_while_there_are_talks_on_it() -> None:
    text = "Iran and the United States are negotiating on reviving the Joint Comprehensive Plan of Action. "
    text += "The nuclear deal was signed in 2015."
    assert {(a.stage, a.labels[0]) for a in agreements(text)} == {("in-force", "Joint Comprehensive Plan of Action")}


def test_both_sides_are_those_named_last_and_else_unknown() -> None:
    led = "Norwegian Prime Minister Kari Dahl met Kenyan President Jo Lima in Oslo. They praised their ties. "
    assert [parties for *_, parties in told(led + "The two sides reached an agreement on fish.")] == [{"NO", "KE"}]
    aside = "Chad has oil. Chad's north is dry. Chad's parties spoke in May. The south of Chad has wells. "
    assert [parties for *_, parties in told(led + aside + "The two sides reached an agreement on fish.")] == []


def test_a_title_that_names_one_side_of_an_agreement_leaves_it_to_the_report() -> None:
    article = Article(id="one", title="Kenya agreement stirs fears", text="Norway spoke of it. " * 9, outlet="Wire")
    assert [fact for fact in extract(article).facts if isinstance(fact, Agreement)] == []


def test_what_two_also_signed_is_another() -> None:
    text = "Norway and Kenya signed a memorandum of understanding to build ties in health. "
    text += "They also signed an MoU on media."
    assert [label for label, *_ in told(text)] == [
        "memorandum of understanding to build ties in health",
        "MoU on media",
    ]


def test_an_article_without_a_day_tells_the_year_of_what_was_before_it() -> None:
    text = "Norway and Kenya inked a fishing deal in June 2022."
    for day, stage in ((None, "in-force"), (date(2022, 6, 30), "signed")):
        found = extract(Article(id="one", text=text, date=day, outlet="Wire")).facts
        assert [fact.stage for fact in found if isinstance(fact, Agreement)] == [stage]


def test_a_deal_of_other_parties_is_not_what_a_known_one_is_called() -> None:
    text = (
        "The European Union and Japan signed a trade deal. Talks on the Transatlantic Trade and Investment Partnership"
    )
    text += " have stalled."
    assert [label for label, *_ in told(text)] == ["trade deal", "Transatlantic Trade and Investment Partnership"]
