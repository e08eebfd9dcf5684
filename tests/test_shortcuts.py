"""What is looked for only where its words stand is found as if it were looked for everywhere.

Each shortcut of the reader is held against the plain search that it stands for: over texts of the words that matter
to it, and over all examples of the rules.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.documents import view
from kg.facts import agreements, meetings, rules, skeleton, speaking, speech, summits
from kg.mentions import groups, offices
from kg.model import Article
from kg.readers.cascade import stage
from kg.text import lowered
from tests.test_rules import DAY, fires, silent

NUMBER = "\ue101"


def texts(words: list[str], joints: tuple[str, ...] = (" ", " ", " ", ", ", "", ". ")) -> st.SearchStrategy[str]:
    pieces = st.tuples(st.sampled_from(words), st.sampled_from(joints)).map("".join)
    return st.lists(pieces, max_size=16).map("".join)


@cache
def sentences() -> tuple[tuple[str, str], ...]:
    """Skeleton and plain words of each sentence of the rules' examples."""
    found: list[tuple[str, str]] = []
    for case in (*fires(), *silent()):
        cast, _ = stage(Article(id="x", text=case.text, date=DAY, outlet=case.outlet))
        for sentence in cast.document.sentences:
            built = skeleton.build(cast, sentence)
            found.append((built.text, cast.document.view[sentence.begin : sentence.end]))
    return tuple(found)


SIGNS = [
    *" \n\r\t\u00a0'`*_#<>&{}[]()\\/-aB1.:\u2019\u201c\u200b\ufeff\u2028\x0b\x01\ue000\u00ad\u2009",
    "&nbsp;", "#NorwayKenya", "<b>", "](/x)", "](https://x.org/a)", "#'", "''",
]  # fmt: skip


@settings(max_examples=1000, deadline=None)
@given(text=st.lists(st.sampled_from(SIGNS) | st.characters(), max_size=24).map("".join))
def test_all_that_is_cleaned_begins_with_a_sign_that_is_looked_for(text: str) -> None:
    signs = {hint.start() for hint in view._HINT.finditer(text)}
    assert {found.start() for found in view._CLEAN.finditer(text)} <= signs


def typed(kind: str) -> str:
    return skeleton.TYPES[kind] + NUMBER


ADVERBIAL = [
    *(typed(kind) for kind in ("date", "date", "place", "place", "venue", "venue", "state", "person", "adjective")),
    *(word for word in sorted(skeleton._LEADS) if len(word) > 1),
    *("In", "At", "From", "Near", "Outside", "(", ")", '"', "capital,", "in the", "on the morning of", "at the very",
      "in small", f"at the {typed('adjective')}"),
]  # fmt: skip


@settings(max_examples=1500, deadline=None)
@given(text=texts(ADVERBIAL))
def test_adverbials_are_found_from_the_words_that_lead_up_to_them(text: str) -> None:
    plain = [(found.span(), found.lastgroup) for found in skeleton._ADJUNCT.finditer(text)]
    assert [(found.span(), found.lastgroup) for found in skeleton._adverbials(text)] == plain


def passive() -> re.Pattern[str]:
    """A passive of speech with its subject, as one pattern from the first word of the clause on."""
    return re.compile(rf"\b(?:[Ii]t|[Tt]hey|[\w-]+)(?: [^.;]{{0,160}}?)?{speech.lexis().passive.pattern}")


PASSIVE = [
    "It",
    "They",
    "was",
    "were",
    "has been",
    "is",
    "also",
    "noted",
    "praised",
    "stated",
    "put forward",
    "a-b",
    "-",
]


@settings(max_examples=1500, deadline=None)
@given(text=texts([*PASSIVE, typed("person"), "(", '"', "filler" * 4, "filler" * 22, "; ", "~~~~"]))
def test_a_passive_is_found_by_its_verb(text: str) -> None:
    plain, found = passive().search(text), speech.passive_in(text)
    assert (found and (found.end(), found["verb"])) == (plain and (plain.end(), plain["verb"]))


@pytest.mark.parametrize("length", (1, 158, 159, 160, 161, 162, 300))
def test_a_passive_is_led_up_to_by_words_that_stand_near(length: int) -> None:
    text = f"The {'~' * length} were praised"
    assert bool(passive().search(text)) == bool(speech.passive_in(text))


OFFICE = [
    "Prime",
    "minister",
    "MINISTER",
    "Ministers",
    "secretary-general",
    "co-chair",
    "president-elect",
    "first lady",
]
GROUP = ["The", "the", "two", "Both", "both", "sides", "leaders", "Leaders agreed", "other", "our", "foreign ministers"]


@settings(max_examples=500, deadline=None)
@given(text=texts([*OFFICE, *GROUP, "of", "state", "x", "'s", "-", "said"]))
def test_titles_and_groups_are_found_by_their_words(text: str) -> None:
    for anchored, words in ((offices._heads(), lowered(text)), (groups._group(), text)):
        plain = [found.span() for found in anchored._pattern.finditer(text)]
        assert [found.span() for found in anchored.finditer(text, words)] == plain


def test_a_rule_of_contacts_matches_only_where_it_is_tried() -> None:
    missed = [
        (rule.id, text)
        for text, _ in sentences()
        for rule in rules.load("meeting")
        if any(bit in text for bit in rule.trigger) and rule.regex.search(text)
        if rule not in tuple(rules.candidates("meeting", text))
    ]
    assert missed == []


def test_a_shape_of_agreements_matches_only_where_it_is_tried() -> None:
    missed = [
        (shape.id, text)
        for _, text in sentences()
        for number, shape in enumerate(agreements.shapes())
        if any(bit in text for bit in shape.trigger) and number not in agreements._triggers().among(text)
    ]
    assert missed == []


ATTENDED = (
    *(f"{typed('person')} {verb} the meeting" for verb in ("attended", "was present at", "took part in", "joined")),
    *(f"{typed('state')} {verb} {typed('person')}" for verb in ("included", "comprised", "consisted of")),
    f"{typed('state')} was represented by {typed('person')}", f"{typed('person')} participated in the talks",
    f"Taking part in the talks were {typed('person')}", f"accompanied by {typed('person')}",
)  # fmt: skip


def spoken() -> Iterator[tuple[str, bool, re.Match[str] | None]]:
    """Sentence, whether a pattern of speech is tried on it, and what the pattern finds there."""
    words = speaking.patterns()
    for text, _ in sentences():
        yield text, speech.lexis().spoken.stand_in(text), words.front.search(text)
        tried = (" and " in text or " to " in text) and any(bit in text for bit in speaking.SECOND)
        yield text, tried, words.second.search(text)
        yield text, " by " in text, words.agent.search(text)
        said = words.according.search(text)
        alone = said is not None and said[0].startswith(("as ", "As ")) and " put it" not in text
        yield text, any(bit in text for bit in speaking.ACCORDING), None if alone else said
    for text in (*(text for text, _ in sentences()), *ATTENDED):
        attended = any(bit in text for bit in meetings._ATTENDANCE)
        yield text, attended, meetings._ATTENDED.search(text)
        yield text, skeleton.TYPES["organization"] in text, summits._SUMMIT.search(text)
        yield text, any(bit in text for bit in summits._EVENT_NOUNS), summits._EVENT.search(text)


def test_speech_attendance_and_summits_are_told_only_where_they_are_looked_for() -> None:
    assert [(text, found[0]) for text, tried, found in spoken() if found and not tried] == []


def test_each_verb_of_speech_is_looked_for() -> None:
    with (Path(rules.__file__).parents[1] / "lexicon" / "rules" / "speech.toml").open("rb") as source:
        table = tomllib.load(source)
    verbs = (*speech.lexis().act, *table["expressed"]["verbs"], *table["weighed"]["verbs"])
    assert [verb for verb in verbs if not speech.lexis().spoken.stand_in(verb)] == []


@pytest.mark.parametrize("pattern", ["{a:ACTOR}? met", "(?:{a:ACTOR}|he) met", "{a:ACTOR} met|they met", "{a:ANY} met"])
def test_a_slot_that_may_stay_empty_is_not_asked_for(pattern: str) -> None:
    assert rules._slots(pattern) == ()
