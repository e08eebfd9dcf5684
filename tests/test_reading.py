"""What holds for any text: words are given back, sentences end where they end, nothing is told that was not."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kg import documents
from kg.documents import sentences
from kg.model import Agreement, Appearance, Article, Meeting, Reading, Statement
from kg.readers import extract

ROOT = Path(__file__).parents[1]
DAY = date(2021, 6, 15)
BERG, KAMAU = "Norwegian Prime Minister Anna Berg", "Kenyan President John Kamau"


def read(text: str, title: str | None = None, outlet: str | None = None) -> Reading:
    return extract(Article(id="a", text=text, title=title, date=DAY, outlet=outlet))


def meetings(text: str, title: str | None = None) -> list[Meeting]:
    return [fact for fact in read(text, title).facts if isinstance(fact, Meeting)]


# --- any text at all ------------------------------------------------------------------------------------------------

PLAIN = [
    BERG, KAMAU, " met ", " held talks with ", " said ", " that ", "the two sides", " signed ",
    "a memorandum of understanding", " in Oslo", " on Monday", "Belarus", "China", "Chinese ", "Xi", "Li ",
    "the president", "his Kenyan counterpart", "They ", "He ", "24 years ago", "next May", "2021",
    "MINSK, Aug. 22 (Xinhua) — ", " date 2021-06-15 ", "(Xinhua/Li Xiang)", "(Photo by Ola Moe)", "President: ",
    "Dr. ", "p.m. ", "U.S. ", "1. ",
]  # fmt: skip
SIGNS = [
    ". ", ", ", "; ", ": ", "\n", "\n\n", "\r\n", "\t", "  ", "\u00a0", "\u2028", "'", "\u2019", '"', "\u201c",
    "\u201d", "\u00ab", "(", ")", "[", "]", "<", ">", "<p>", "</p>", "&amp;", "&nbsp;", "\\*", "***", "# ", "_",
    "A-", "\u200e", "\u200f", "\u202e", "\u2066", "\ufeff", "\u00ad", "\u0000", "\u0007", "\u001b", "\u007f",
    "\u0085", "\ue000", "\ue000\ue100", "\ue008\ue105", "\uf8ff", "\ud800", "\U0001f1f3\U0001f1f4",
    "\U0001f1f0", "\U00010fff", "İ", "ß", "ﬁ", "e\u0301",
]  # fmt: skip
WORDS = st.sampled_from([*PLAIN, *SIGNS])
TEXTS = st.lists(WORDS | st.text(max_size=8), max_size=40).map("".join)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=TEXTS, title=st.none() | TEXTS)
@example(text="\ue000\ue100 met \ue002\ue101.", title="\ue008\ue100")
@example(text=f"{BERG} met \ue000\ue1ff in Oslo.", title=None)
@example(text=f"{BERG}\u202e met \u200f{KAMAU}\u0000.", title="")
def test_every_fact_gives_its_words_back_whatever_the_text_holds(text: str, title: str | None) -> None:
    for fact in read(text, title).facts:  # `extract` has checked the spans against the article once already
        for span in fact.evidence:
            whole = text if span.part == "text" else title or ""
            assert 0 <= span.begin < span.end <= len(whole)
            assert whole[span.begin : span.end] == span.quote


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=TEXTS, title=st.none() | TEXTS)
def test_sentences_stand_in_order_and_lead_back_to_the_text(text: str, title: str | None) -> None:
    document = documents.read(Article(id="a", text=text, title=title, date=DAY))
    assert len(document.offsets) >= len(document.view)
    at = 0
    for sentence in document.sentences:
        assert at <= sentence.begin < sentence.end <= len(document.view)
        at = sentence.end
        span = document.span(sentence.begin, sentence.end)
        assert document.article.part(span.part)[span.begin : span.end] == span.quote != ""


@settings(max_examples=200, deadline=None)
@given(text=st.text(alphabet=st.characters(categories=["Lu", "Ll", "Nd", "Po", "Zs", "Sm"]), max_size=200))
def test_what_the_view_keeps_of_a_letter_or_digit_is_that_letter_or_digit(text: str) -> None:
    document = documents.read(Article(id="a", text=text, date=DAY))
    for at, char in enumerate(document.view):
        if char.isalnum() and text[document.offsets[at]] != "&":  # "&lt;" is no letter
            assert text[document.offsets[at]] == char


NAMES = [f"J{chr(97 + n % 26)}mo K{chr(97 + n // 26)}rel" for n in range(400)]
HOSTILE = {
    "brackets": "(" * 2000 + ")" * 2000,
    "open square brackets": "[A" * 1000,
    "open tags": "<a" * 1000,
    "nested quotes": ' "a' * 1000,
    "no full stop": f"{BERG} met {KAMAU} and " * 200,
    "many names": " ".join(f"President {name} of Kenya met Anna Berg." for name in NAMES[:200]),
    "a list of names": f"President of Kenya {', '.join(NAMES)}",
    "right-to-left marks": "\u202e\u200fa " * 500,
    "control characters": "\x00\x01 a\x7f" * 500,
    "full stops": "." * 1000,
    "capitals": "A" * 1000,
    "capitals and hyphens": "A-" * 300,
    "digits": "19" * 1000,
    "hash signs": "#a " * 300,
    "empty lines": "\n \n" * 1000,
    "white space": " " * 5000,
    "private characters": "\ue000\ue100 met \ue002\ue101. " * 100,
    "titles": "President of " * 200,
    "20,000 words without a full stop": "they met the ministers of Kenya on Monday and " * 2200,
    "names after names": "President Anna Berg Minister of Kenya and John " * 400,
    "7,000 references in a sentence": "China and " * 7000,
}  # fmt: skip


@pytest.fixture
def no_hanging() -> Iterator[None]:
    """No measure of speed: what takes a minute here grows without bound, and would hold up all other tests."""
    if not hasattr(signal, "SIGALRM"):
        yield
        return
    before = signal.signal(signal.SIGALRM, lambda *_: pytest.fail("not at its end after a minute"))
    signal.alarm(60)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.mark.usefixtures("no_hanging")
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_is_read_to_its_end(name: str) -> None:
    text = HOSTILE[name]
    for fact in read(text).facts:
        assert all(text[span.begin : span.end] == span.quote for span in fact.evidence)


@pytest.mark.parametrize("text", ["", " ", "\n", "\u200b", "\x00", ".", '"', "(", "date", " date 2021-06-15 "])
def test_a_text_without_words_has_no_facts(text: str) -> None:
    assert read(text).facts == ()


# --- where sentences end --------------------------------------------------------------------------------------------

# Each text with "|" where a new sentence begins.
SPLITS = [
    "The talks ended. |The ministers left.",
    "Mr. Moe met Mrs. Berg. |They talked.",
    "Dr. Anna Berg and Prof. John Kamau spoke.",
    "Gen. Ola Moe saw Lt. Col. Per Lie.",
    "Sen. John Kamau met Gov. Anna Berg in St. Gallen.",
    "U.S. President John Kamau arrived. |He smiled.",
    "He flew to the U.S. |He returned on Friday.",
    "The U.N. Security Council met.",
    "They met in Washington, D.C. |The next day they left.",
    "Washington, D.C. hosted the talks.",
    "The call began at 3 p.m. |It lasted an hour.",
    "The call began at 3 p.m. local time.",
    "At 9 a.m. Monday they met.",
    "John F. Kamau met A. B. Moe.",
    "J. K. Moe spoke. |N. Lie listened.",
    "On Aug. 22 they met. |On Sept. 3 they parted.",
    "It was Jan. 5, 2021.",
    "Trade grew by 3.5 percent. |It will grow.",
    "Resolution No. 12 was adopted.",
    "Art. 5 holds.",
    "1. Opening remarks",
    "2. The two sides agreed. |They signed.",
    '"We agree," he said. |"We sign."',
    '"We agree." |She left.',
    '"Will they meet?" he asked.',
    '"Peace now!" they said. |All agreed.',
    "Will they meet? |No one knows.",
    "They met (in Oslo.) |They left.",
    "Goods such as tea, coffee, etc. were sold.",
    "States, e.g. Norway, agreed.",
    "Norway vs. Kenya was played.",
    "Acme Inc. signed. |The deal is new.",
    "They waited… |Then they spoke.",
    "The statement reads: peace. |War is over.",
    "H.E. Anna Berg spoke.",
    "The E.U. |The A.U. |They met.",
    "So did I. |They left.",
    "He met Xi. |Li left.",
    "They agreed on Plan B. |The rest is open.",
    "Elizabeth II. |That was her name.",
    "The year was 2021. |The place was Oslo.",
]


@pytest.mark.parametrize("marked", SPLITS)
def test_a_sentence_ends_where_it_ends(marked: str) -> None:
    want = [piece.strip() for piece in marked.split("|")]
    document = documents.read(Article(id="a", text=marked.replace("|", ""), date=DAY))
    assert [document.view[s.begin : s.end] for s in document.sentences if s.kind != "boilerplate"] == want


@pytest.mark.parametrize("mark", ["; ", ", ", " ", "x"])
def test_what_is_too_long_for_a_sentence_comes_in_parts_and_whole(mark: str) -> None:
    document = documents.read(Article(id="a", text=f"the ministers of the north{mark}" * 400))
    parts = [document.view[s.begin : s.end] for s in document.sentences]
    assert len(parts) > 1
    assert all(sentences.LONGEST // 2 <= len(part) <= sentences.LONGEST for part in parts[:-1])
    assert "".join(parts).replace(" ", "") == document.view.replace(" ", "")
    assert mark == "x" or all(part.endswith(f"north{mark}".rstrip()) for part in parts if mark != " ")


def test_a_credit_and_a_dateline_stand_between_a_caption_and_the_report() -> None:
    text = (
        f"{BERG} meets with {KAMAU} in Oslo, Norway, June 14, 2021. (Xinhua/Ola Moe) "
        f"OSLO, June 14 (Xinhua) — {BERG} met with {KAMAU} on Monday."
    )
    document = documents.read(Article(id="a", text=text, date=DAY))
    caption, report = document.sentences
    assert (caption.kind, report.kind) == ("caption", "body")
    assert document.span(caption.begin, caption.end).quote.endswith("June 14, 2021.")
    assert document.span(report.begin, report.end).quote == f"{BERG} met with {KAMAU} on Monday."


def test_a_capital_before_a_spaced_colon_is_a_dateline_and_no_speaker() -> None:
    text = f"Nairobi : {BERG} met with {KAMAU} here on Monday.\nIn the talks, she spoke of trade."
    document = documents.read(Article(id="a", text=text, date=DAY))
    assert [sentence.kind for sentence in document.sentences] == ["body", "body"]
    assert document.dateline_city is not None and document.view[slice(*document.dateline_city)] == "Nairobi"


def test_an_hour_at_the_head_of_a_paragraph_labels_no_turn() -> None:
    document = documents.read(Article(id="a", text=f"Briefing\n\nJune 15, 2021 14:30 KST\n\n{BERG} met with {KAMAU}."))
    assert "turn" not in [sentence.kind for sentence in document.sentences]


@pytest.mark.parametrize(
    ("told", "counted", "day"),
    [
        ("on May 3", "On the same day", date(2021, 5, 3)),
        ("on May 3", "The following day", date(2021, 5, 4)),
        ("on 5 and 6 May", "The next day", date(2021, 5, 7)),
        ("on the 5th and 6th of May", "A day earlier", date(2021, 5, 4)),
        ("on Saturday", "Two days later", date(2021, 6, 14)),
    ],
)
def test_a_day_is_counted_from_the_one_that_was_told_last(told: str, counted: str, day: date) -> None:
    text = f"{BERG} met with {KAMAU} {told}. {counted}, Berg also met with Swiss Foreign Minister Ueli Odermatt."
    assert [meeting.when.start for meeting in meetings(text) if meeting.when][1:] == [day]


def test_the_same_day_is_nobodys_where_none_was_told() -> None:
    (meeting,) = meetings(f"{BERG} met with {KAMAU}. On the same day, she left.")
    assert meeting.when is None or meeting.when.basis == "publication"


# --- what is not told -----------------------------------------------------------------------------------------------

PLANNED = [
    f"{BERG} will meet with {KAMAU} in Oslo on Friday.",
    f"{BERG} is scheduled to meet {KAMAU} next week.",
    f"{BERG} is expected to hold talks with {KAMAU} in Nairobi.",
    f"{BERG} and {KAMAU} are due to meet in Geneva next month.",
    f"{BERG} and {KAMAU} plan to hold a summit in July.",
    f"{BERG} is to receive {KAMAU} in Oslo.",
    f"{KAMAU} will pay a state visit to Norway in September.",
    f"{KAMAU} is set to visit Norway.",
    f"A meeting between {BERG} and {KAMAU} is planned for Friday.",
    f"{BERG} announced that she would meet {KAMAU} in July.",
    f"{BERG} said she hoped to meet {KAMAU} soon.",
    f"{BERG} proposed a meeting with {KAMAU}.",
    f"{KAMAU} was invited to visit Norway.",
    f"If {BERG} meets {KAMAU}, they will talk of fish.",
    f"Ahead of her meeting with {KAMAU} on Friday, {BERG} spoke to the press.",
    f"{BERG} could meet {KAMAU} in Geneva.",
    f"{BERG} called off a meeting with {KAMAU}.",
    f"The meeting between {BERG} and {KAMAU} was cancelled.",
    f"The meeting between {BERG} and {KAMAU} has been postponed until July.",
]
DENIED = [
    f"{BERG} did not meet with {KAMAU}.",
    f"{BERG} has not met {KAMAU}.",
    f"{BERG} has never met {KAMAU}.",
    f"{BERG} will not meet {KAMAU}.",
    f"{BERG} refused to meet {KAMAU}.",
    f"{BERG} ruled out a meeting with {KAMAU}.",
    f"Kenya denied that a meeting between {BERG} and {KAMAU} had taken place.",
    f"{BERG} denied reports that she had met {KAMAU}.",
    f"There was no meeting between {BERG} and {KAMAU}.",
    f"There are no plans for {BERG} to meet {KAMAU}.",
    f"{BERG} declined to hold talks with {KAMAU}.",
    f"{KAMAU} left Oslo without meeting {BERG}.",
    f"{BERG} and {KAMAU} never held talks.",
    f"{BERG} rejected claims that she held secret talks with {KAMAU}.",
]
DOMESTIC = [
    f"{BERG} met with Norwegian Foreign Minister Kari Moe in Oslo on Monday.",
    f"{BERG} held a cabinet meeting on Monday.",
    f"{BERG} met with reporters in Oslo.",
    f"{BERG} held talks with the Norwegian opposition leader Per Lie.",
    f"{BERG} received a delegation of Norwegian farmers.",
    f"{BERG} visited Bergen on Monday.",
    "Norwegian police met in Oslo to speak of Kenya.",
    f"{BERG} met her targets, said the Kenyan press.",
    "Norway met Kenya in the final of the world cup.",
    "The Norwegian company Nordfisk held talks with the Kenyan company Savanna Foods.",
    f"{BERG} spoke with her finance minister, Ola Lie, about Kenya.",
    f"{KAMAU} chaired a meeting of his party in Nairobi.",
]


@pytest.mark.parametrize("text", PLANNED)
def test_a_planned_meeting_is_not_a_held_one(text: str) -> None:
    assert [fact.status for fact in meetings(text) if fact.status in ("held", "ongoing")] == []


@pytest.mark.parametrize("text", DENIED)
def test_a_denied_meeting_is_none(text: str) -> None:
    assert meetings(text) == []


@pytest.mark.parametrize("text", DOMESTIC)
def test_a_domestic_meeting_is_none(text: str) -> None:
    assert meetings(text) == []


def test_a_meeting_in_headline_caption_and_body_is_one() -> None:
    text = (
        f"{BERG} meets with {KAMAU} in Oslo, Norway, June 14, 2021. (Xinhua/Ola Moe)\n\n"
        f"OSLO, June 14 (Xinhua) — {BERG} met with {KAMAU} here on Monday.\n"
    )
    [fact] = meetings(text, title="Norwegian PM meets Kenyan president")
    assert {p.actor.name for p in fact.participants} == {"Anna Berg", "John Kamau"}
    assert (fact.status, fact.city, str(fact.when and fact.when.start)) == ("held", "Oslo", "2021-06-14")


# --- what no fact rests on ------------------------------------------------------------------------------------------

BODY = f"{BERG} met with {KAMAU} in Oslo on Monday. Berg said Norway firmly supports Kenya. "
UNREAD = [
    "(Xinhua/Prime Minister Kofi Asante)",
    "(Photo by President Kofi Asante)",
    "[Photo/Prime Minister Kofi Asante of Ghana]",
    "\n\nSee also\n\nGhanaian President Kofi Asante met Togolese President Edem Doe in Accra\n",
    "\n\nRelated articles\n\nGhanaian President Kofi Asante signs the Volta Treaty with Togo\n",
    "\n\nContact: Ghanaian Foreign Minister Kofi Asante\n",
    "\n\nFor more information: Ghana's ambassador Kofi Asante\n",
    '\n\n<script>var ghana = "Ghanaian President Kofi Asante met Togolese President Edem Doe";</script>\n',
]


@pytest.mark.parametrize("rest", UNREAD)
def test_no_fact_rests_on_a_credit_or_boilerplate(rest: str) -> None:
    begin, end = len(BODY), len(BODY + rest)
    for fact in read(BODY + rest).facts:
        for span in fact.evidence:
            assert not (span.begin < end and begin < span.end), f"{fact.rule}: {span.quote!r}"
        assert "Asante" not in repr(fact), fact.rule


def test_without_the_credit_the_same_facts_are_told() -> None:
    assert [repr(fact) for fact in read(f"{BODY}(Xinhua/Kofi Asante)").facts] == [repr(f) for f in read(BODY).facts]


def test_a_plain_report_has_its_facts() -> None:
    kinds = {
        type(fact) for fact in read(f"{BODY}The two sides signed a memorandum of understanding on fisheries.").facts
    }
    assert {Meeting, Statement, Agreement} <= kinds


# --- the same again -------------------------------------------------------------------------------------------------

PROGRAM = """
import sys
from pathlib import Path
from kg.readers import extract
from kg.sources import read
for article in read([Path(name) for name in sys.argv[1:]]):
    print(repr(extract(article)))
"""


def told(seed: str) -> bytes:
    """The readings of all seeds in a process of its own, with its own order of hashes."""
    env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-c", PROGRAM, str(ROOT / "seeds")]
    return subprocess.run(command, check=True, capture_output=True, env=env, cwd=ROOT).stdout


def test_two_processes_with_other_hashes_read_the_same() -> None:
    first, second = told("1"), told("4242")
    assert b"Meeting(" in first
    assert first == second


def test_an_article_is_read_the_same_after_others() -> None:
    before = repr(read(BODY))
    read(f"{KAMAU} visited China in May. He met Chinese President Xi Jinping.")
    assert repr(read(BODY)) == before


def test_a_president_without_a_state_is_the_publishers_own_unless_another_is_known_to_have_been() -> None:
    """Erna Solberg governed Norway until 2021-10-14; nobody can know who governs it in 2040."""
    text = "Prime Minister Anna Berg met President John Kamau of Kenya and President Jo Lima of Brazil."

    def country(day: date) -> str | None:
        article = Article(id="a", text=text, date=day, outlet="Office of the Prime Minister of Norway")
        actors = [f.actor for f in extract(article).facts if isinstance(f, Appearance)]
        return next(a.country for a in actors if a.name == "Anna Berg")

    assert country(date(2021, 6, 15)) is None
    assert country(date(2040, 6, 15)) == "NO"


def test_those_whom_a_delegation_included_serve_its_state() -> None:
    article = Article(
        id="a",
        text="Deputy Secretary Amy Roe met a Zambian government delegation that included Foreign Minister Jo Banda "
        "and interim National Security Adviser Max Bwalya.",
        date=DAY,
        outlet="U.S. Department of State",
    )
    actors = [f.actor for f in extract(article).facts if isinstance(f, Appearance)]
    assert {a.name: a.country for a in actors if a.kind == "person"} == {
        "Amy Roe": "US",
        "Jo Banda": "ZM",
        "Max Bwalya": "ZM",
    }


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("Norway and Kenya upgraded their ties to a comprehensive strategic partnership.", "upgraded"),
        ("Norway and Kenya downgraded their ties to a strategic partnership.", "downgraded"),
        ("Norway and Kenya established a strategic partnership.", "established"),
        ("Norway and Kenya praised their strategic partnership.", None),
    ],
)
def test_words_tell_what_became_of_a_partnership(text: str, change: str | None) -> None:
    facts = extract(Article(id="x", text=text, date=date(2021, 6, 15))).facts
    assert [fact.change for fact in facts if isinstance(fact, Agreement)] == [change]


def test_an_agreement_has_the_short_name_that_stands_after_it() -> None:
    text = "Norway and Kenya signed the Ocean Transport Agreement (OTA). The OTA will help both."
    facts = extract(Article(id="x", text=text, date=date(2021, 6, 15))).facts
    assert [fact.labels for fact in facts if isinstance(fact, Agreement)] == [("Ocean Transport Agreement", "OTA")]


def test_an_agreement_that_is_only_mentioned_is_not_of_those_who_met() -> None:
    text = "President Kamau of Kenya met Prime Minister Berg of Norway. They praised the Abraham Accords."
    facts = extract(Article(id="x", text=text, date=date(2021, 6, 15))).facts
    assert [fact.parties for fact in facts if isinstance(fact, Agreement)] == [()]


NAMED = [
    ("Norway and Kenya signed a Treaty of Good-Neighbourliness and Peace.",
     "Treaty of Good-Neighbourliness and Peace", "signed"),
    ("Norway and Kenya launched the Framework for Security, Public Health, and Safe Lakes.",
     "Framework for Security, Public Health, and Safe Lakes", "signed"),
    ("1. Sign a memorandum of understanding on nets.", "memorandum of understanding on nets", "planned"),
    ("Norway and Kenya hope to reach an agreement on fish.", "agreement on fish", "negotiating"),
    ("Kenya will buy oil under an agreement reached in Oslo today, the agency said.",
     "agreement reached in Oslo", "signed"),
    ("Norway keeps to the goals set out in the Lake Treaty.", "Lake Treaty", "in-force"),
    ("Norway joined the Partnership to Address the Lake Crisis.", "Partnership to Address the Lake Crisis", "in-force"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "label", "stage"), NAMED, ids=lambda value: value)
def test_an_agreement_has_its_whole_name_and_the_stage_that_its_words_give(text: str, label: str, stage: str) -> None:
    facts = extract(Article(id="a", text=text, date=date(2025, 3, 5))).facts
    assert [(f.labels[0], f.stage) for f in facts if isinstance(f, Agreement)] == [(label, stage)]


@pytest.mark.parametrize(
    "text",
    [
        "The Howard Government's initiative was praised.",
        "They spoke of fairer Free Trade Agreements.",
        "There was a fire at the Lake Basin Nuclear Power Plant.",
        "They fled along the Oslo-Bergen highway.",
        "They met on President Ola Berg's initiative.",
        "Each of the Agreements strengthens Kenya, he said.",
        "Fact Sheet: President Berg Establishes Project",
    ],
)
def test_what_only_looks_like_the_name_of_an_agreement_is_none(text: str) -> None:
    facts = extract(Article(id="a", text=text, date=date(2025, 3, 5))).facts
    assert not [fact for fact in facts if isinstance(fact, Agreement)]


def test_a_joint_statement_in_title_and_text_is_one() -> None:
    title = "Joint Statement on Limited Resumption of Lake Council Cooperation"
    text = "The governments of Norway, Kenya and Sweden have issued the following joint statement."
    facts = extract(Article(id="a", title=title, text=text, date=date(2025, 3, 5))).facts
    [found] = [fact for fact in facts if isinstance(fact, Agreement)]
    assert {party.country for party in found.parties} == {"NO", "KE", "SE"}


def test_the_joint_statement_of_two_ministers_of_one_state_is_no_agreement() -> None:
    title = "Joint Statement by the U.S. Department of State and the U.S. Department of Labor on Fishermen"
    text = "The following joint statement was released by Secretary of State Anna Berg and Secretary Jo Lie."
    facts = extract(Article(id="a", title=title, text=text, date=date(2025, 3, 5))).facts
    assert not [fact for fact in facts if isinstance(fact, Agreement)]


def test_a_person_at_the_very_end_of_a_text_may_hold_the_words_of_an_agreement() -> None:
    assert extract(Article(id="a", text="The fact: President Berg Establishes Project", date=date(2025, 3, 5))).facts


def test_no_fact_rests_on_the_lines_of_metadata_above_a_text() -> None:
    body = "Norwegian Foreign Minister Anna Berg signed the Lake Agreement\nwith Kenyan Foreign Minister John Kamau."
    header = " date 2021-06-15 \n outlet Agency \n title Norway and Kenya sign the Lake Agreement \n"
    article = Article(id="x", text=f"{header}\n{body}", title="Norway and Kenya sign the Lake Agreement")
    spans = [span for fact in extract(article).facts for span in fact.evidence if span.part == "text"]
    assert spans and all(span.begin >= len(header) for span in spans)
