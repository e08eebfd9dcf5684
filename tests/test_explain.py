"""What `kg explain` says: the way of the seed, why a contact was refused, and what another reader found."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kg.errors import UsageError
from kg.model import Article
from kg.readers import extract
from kg.readers.explain import explain
from kg.sources import read

ROOT = Path(__file__).parents[1]
BERG, KAMAU = "Norwegian Prime Minister Anna Berg", "Kenyan President John Kamau"


@pytest.fixture(scope="module")
def seed() -> Article:
    [article] = read([next((ROOT / "seeds").glob("000_*.txt"))])
    assert isinstance(article, Article)
    return article


@pytest.fixture(scope="module")
def whole(seed: Article) -> str:
    return "\n".join(explain(seed))


def note(text: str) -> Article:
    return Article(id="note", text=text, date=date(2021, 6, 15))


def block(told: str, number: int) -> str:
    """What is said of one sentence."""
    return told.split(f"\nsentence {number}, ", 1)[1].split("\nsentence ", 1)[0]


def test_it_begins_with_the_article_its_parts_and_who_and_when_it_speaks_of(seed: Article, whole: str) -> None:
    head = whole.split("\nsentence 1", 1)[0]
    assert head.startswith(f"{seed.id}, read by cascade ")
    assert "parts: caption 2, body 12" in head
    assert "today 2024-08-22 (day, dateline); here Minsk, BY" in head
    assert "principals: Li Qiang, Alexander Lukashenko" in head
    assert "Li Qiang (person, CN): 'Chinese Premier Li Qiang', 'Li'" in head


def test_a_sentence_is_shown_with_its_kind_place_and_words(seed: Article, whole: str) -> None:
    begin = seed.text.index("Chinese Premier Li Qiang meets")
    end = seed.text.index(" (Xinhua/Li Xiang)")
    assert block(whole, 1).startswith(f"caption, text {begin}-{end}:\n  {seed.text[begin:end]}\n")


def test_a_sentence_is_shown_with_its_mentions_skeleton_and_adverbials(whole: str) -> None:
    first = block(whole, 1)
    assert "person 'Chinese Premier Li Qiang': Li Qiang, Premier -> Li Qiang (person, CN)" in first
    assert "date 'Aug. 22, 2024': day, 2024-08-22 (day, stated)" in first
    assert "skeleton: [Li Qiang] meets with [Alexander Lukashenko]" in first
    assert "place: Minsk, Belarus" in first


def test_a_collective_word_is_shown_with_those_it_stands_for(whole: str) -> None:
    assert "'the two heads of state': heads of state, 2 -> Xi Jinping (person, CN), Alexander Lukashenko" in whole


def test_the_rule_of_each_fact_is_shown_where_it_fired(whole: str) -> None:
    assert "meet.with: '[Li Qiang] meets with [Alexander Lukashenko]' -> Meeting 1" in block(whole, 1)
    second = block(whole, 2)
    assert "partnership.graded: 'all-weather comprehensive strategic partnership' -> Agreement 1" in second
    assert "Statement 1, rule say.front: Li Qiang for China: pledge" in second


def test_a_principle_is_shown_with_its_words_and_what_became_of_it(whole: str) -> None:
    concept = "five-principles-of-peaceful-coexistence"
    assert f": 'five principles of peaceful coexistence', {concept}, support -> StatedPrinciple " in whole


def test_every_fact_is_listed_at_the_end_with_rule_score_and_spans(seed: Article, whole: str) -> None:
    facts = extract(seed).facts
    end = whole.split("\nfacts: ", 1)[1]
    assert end.startswith(f"{len(facts)}, skipped: ")
    for fact in facts:
        assert f"  {type(fact).__name__}  rule {fact.rule}, score {fact.score}\n" in end
        assert all(f"{span.part} {span.begin}-{span.end}: {span.quote!r}" in end for span in fact.evidence)


def test_no_private_character_of_the_rules_reaches_the_reader(whole: str) -> None:
    assert not [char for char in whole if "\ue000" <= char <= "\uf8ff"]


def test_one_sentence_can_be_asked_for_alone(seed: Article, whole: str) -> None:
    told = "\n".join(explain(seed, 3))
    assert told.startswith("sentence 3, ")
    assert told.count("sentence ") == 1
    assert told.splitlines()[1] in block(whole, 3)


@pytest.mark.parametrize("number", [0, 99])
def test_a_sentence_that_is_not_there_is_refused_with_those_that_are(seed: Article, number: int) -> None:
    with pytest.raises(UsageError, match="It has sentences 1 to 14"):
        list(explain(seed, number))


def test_a_denied_meeting_shows_the_rule_and_the_reason() -> None:
    told = list(explain(note(f"Kenya denied that a meeting between {BERG} and {KAMAU} took place in Oslo.")))
    assert [line for line in told if "skipped: denied, ruled out or negated" in line], "\n".join(told)
    assert [line for line in told if line.startswith("skipped  rule ") and ": denied" in line]
    assert "  Meeting  rule" not in "\n".join(told)


def test_boilerplate_is_shown_as_not_read() -> None:
    listed = f"Meeting of {BERG} with {KAMAU} in Nairobi"
    told = "\n".join(explain(note(f"{BERG} met {KAMAU} in Oslo.\n\nSee also\n\n{listed}\n")))
    assert told.count("not read for facts") == 2


def test_an_article_without_a_word_is_explained_too() -> None:
    told = list(explain(note("")))
    assert "parts: none" in told
    assert "facts: 0, skipped: 0" in told
    with pytest.raises(UsageError, match="It has no sentences"):
        explain(note(""), 1)


def test_another_reader_is_explained_by_its_facts_and_their_spans(seed: Article) -> None:
    told = list(explain(seed, reader="tests.state_reader"))
    assert told[0] == f"{seed.id}, read by tests.state_reader 1"
    assert told[1] == "Appearance  rule state-by-name, score 1.0"
    begin = seed.text.index("Belarus,")
    assert told[2] == f"    text {begin}-{begin + 7}: 'Belarus'"


def test_a_reader_that_is_not_there_is_refused(seed: Article) -> None:
    with pytest.raises(UsageError, match="Known: "):
        explain(seed, reader="nothing")


def test_when_an_agreement_was_made_and_who_signed_it_is_shown() -> None:
    told = "\n".join(explain(note(f"{BERG} and {KAMAU} signed on June 14, 2021 a treaty on fisheries in Oslo.")))
    assert "made 2021-06-14 (day, stated); signed by Anna Berg, John Kamau" in told
