"""What is looked for only where its words stand is found as if it were looked for everywhere.

Each shortcut of the reader is held against the plain search that it stands for: over texts of the words that matter
to it, and over all examples of the rules.
"""

from __future__ import annotations

import re
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.documents import view
from kg.facts import rules, skeleton, speech, tries
from kg.mentions import groups, offices
from kg.model import Article
from kg.readers.cascade import stage
from kg.triggers import compiled
from tests.test_rules import DAY, fires, silent

NUMBER = "\ue101"


def texts(words: list[str], joints: tuple[str, ...] = (" ", " ", " ", ", ", "", ". ")) -> st.SearchStrategy[str]:
    pieces = st.tuples(st.sampled_from(words), st.sampled_from(joints)).map("".join)
    return st.lists(pieces, max_size=16).map("".join)


@cache
def skeletons() -> tuple[tuple[skeleton.Skeleton, str], ...]:
    """Skeleton and plain words of each sentence of the rules' examples."""
    found: list[tuple[skeleton.Skeleton, str]] = []
    for case in (*fires(), *silent()):
        cast, _ = stage(Article(id="x", text=case.text, date=DAY, outlet=case.outlet))
        view = cast.document.view
        found += [(built, view[built.sentence.begin : built.sentence.end]) for built in tries.skeletons(cast)]
    return tuple(found)


def sentences() -> tuple[tuple[str, str], ...]:
    """The same, the skeletons as text."""
    return tuple((built.text, words) for built, words in skeletons())


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
    for anchored in (offices._heads(), groups._group()):
        plain = [found.span() for found in anchored.pattern.finditer(text)]
        assert [found.span() for found in anchored.finditer(text)] == plain


def test_a_rule_of_contacts_matches_only_where_it_is_tried() -> None:
    missed = [
        (rule.id, built.text)
        for built, _ in skeletons()
        for rule in rules.load("meeting")
        if rule.regex.search(built.text) and rule not in tuple(rules.candidates(built))
    ]
    assert missed == []


def test_a_pattern_matches_only_sentences_that_may_hold_it() -> None:
    missed = [
        (name, built.text)
        for built, _ in skeletons()
        for name, expression in tries.named().items()
        if compiled(expression).search(built.text) and not built.may[name]
    ]
    assert missed == []


@pytest.mark.parametrize("pattern", ["{a:ACTOR}? met", "(?:{a:ACTOR}|he) met", "{a:ACTOR} met|they met", "{a:ANY} met"])
def test_a_slot_that_may_stay_empty_is_not_asked_for(pattern: str) -> None:
    assert rules._slots(pattern) == ()
