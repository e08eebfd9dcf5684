"""What an expression cannot match without is told from it: whatever it matches holds the bits that are looked for."""

from __future__ import annotations

import re
import sys
from functools import cache
from importlib import import_module
from pkgutil import walk_packages
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kg.facts
import kg.mentions
from kg.errors import LexiconError
from kg.facts import relations, rules, shapes, speech, tries
from kg.literals import beginnings, needed
from kg.mentions import groups, offices
from kg.text import cases, folded
from kg.triggers import Anchored, Triggers, compiled, numbers

_parser: Any = import_module("re._parser")
LETTERS = [chr(code) for code in (*range(0x20, 0x7F), *range(0xE0, 0xFF))]


@cache
def expressions() -> dict[str, re.Pattern[str]]:
    """Every expression that the rooms of mentions and facts hold, and those of their rules."""
    found = {f"rule {rule.id}": rule.regex for rule in rules.load("meeting")}
    found |= {f"shape {shape.id}": shape.regex for shape in shapes.shapes()}
    found |= {f"skeleton {name}": compiled(expression) for name, expression in tries.named().items()}
    found |= {name: compiled(expression) for name, expression in relations._PATTERNS}
    found |= {"groups": groups._group().pattern, "offices": offices._heads().pattern}
    for room in (kg.facts, kg.mentions):
        for module in walk_packages(room.__path__, room.__name__ + "."):
            for name, value in vars(import_module(module.name)).items():
                if isinstance(value, re.Pattern):
                    found[f"{module.name}.{name}"] = value
    return found


@cache
def tree(pattern: re.Pattern[str]) -> Any:
    return _parser.parse(pattern.pattern, pattern.flags)


class Writer:
    """Writes strings that an expression may match, from the tree that `re` parses; what stands around is not heeded."""

    def __init__(self, random: Random) -> None:
        self.random = random

    def of(self, pattern: re.Pattern[str]) -> str:
        return self.sequence(tree(pattern), bool(pattern.flags & re.IGNORECASE))

    def sequence(self, items: Any, ignore: bool) -> str:
        return "".join(self.part(str(op), argument, ignore) for op, argument in items)

    def part(self, op: str, argument: Any, ignore: bool) -> str:
        match op:
            case "LITERAL":
                char = chr(argument)
                return self.random.choice((char.upper(), char.lower(), char)) if ignore else char
            case "IN":
                return self.one_of(argument)
            case "SUBPATTERN":
                return self.sequence(argument[3], (ignore or bool(argument[1] & 2)) and not argument[2] & 2)
            case "BRANCH":
                return self.sequence(self.random.choice(argument[1]), ignore)
            case "MAX_REPEAT" | "MIN_REPEAT":
                least, most = argument[0], min(argument[1], argument[0] + 3)
                count = self.random.randint(least, max(least, most))
                return "".join(self.sequence(argument[2], ignore) for _ in range(count))
            case "ANY" | "NOT_LITERAL":
                return self.random.choice("x a")
        return ""  # what stands before or after, and what must not

    def one_of(self, items: Any) -> str:
        kinds = [(str(op), argument) for op, argument in items]
        if kinds[0][0] == "NEGATE":
            return self.random.choice("xyz ")
        op, argument = self.random.choice(kinds)
        if op == "RANGE":
            return chr(self.random.randint(argument[0], min(argument[1], argument[0] + 30)))
        if op == "CATEGORY":
            return {"CATEGORY_DIGIT": "7", "CATEGORY_SPACE": " ", "CATEGORY_WORD": "w"}.get(str(argument), "-")
        return chr(argument)


@settings(max_examples=10, deadline=None)
@given(seed=st.integers(0, 2**32), around=st.sampled_from(("", " ", "The ", "\ue000\ue100 ", ". ", "\n")))
def test_whatever_an_expression_matches_holds_a_bit_of_each_of_its_sets(seed: int, around: str) -> None:
    random = Random(seed)
    writer, missed = Writer(random), []
    for name, pattern in expressions().items():
        text = around + writer.of(pattern) + random.choice((" ", ".", "", " by X", ", "))
        found = pattern.search(text)
        if found is None:
            continue
        missed += [(name, text) for bits in needed_of(name) if not any(bit in text for bit in bits)]
        small, at = folded(text), found.start()
        missed += [(name, text)] * (not any(small.startswith(bit, at) for bit in beginnings_of(name)))
    assert missed == []


@cache
def needed_of(name: str) -> tuple[frozenset[str], ...]:
    return next(needed([source(expressions()[name])]))


def source(expression: re.Pattern[str]) -> str:
    """An expression as text, with the flags that it was compiled with."""
    return ("(?i)" if expression.flags & re.IGNORECASE else "") + expression.pattern


@cache
def beginnings_of(name: str) -> frozenset[str]:
    return beginnings(expressions()[name], most=2_000)


def test_the_writer_of_strings_makes_most_expressions_match() -> None:
    writer = Writer(Random(7))
    matched = [
        name
        for name, pattern in expressions().items()
        if any(pattern.search(around + writer.of(pattern) + after) for around in ("", " ") for after in ("", " ", ",")
               for _ in range(20))
    ]  # fmt: skip
    assert len(matched) > 0.9 * len(expressions()) > 150


@pytest.mark.parametrize(
    ("pattern", "sets"),
    [
        (r"\bmet (?:with|in)\b", [{"met with", "met in"}]),
        (r"(?:call(?:ed|s)? off|cancel\w*)", [{"call off", "called off", "calls off", "cancel"}]),
        (r"[Tt]alks", [{"Talks", "talks"}]),
        (r"visit(?= to Oslo)", [{"visit"}, {" to Oslo"}]),
        (r"signed .* with Norway", [{" with Norway"}, {"signed "}]),
        (r"(?:phoned |\w+ed )?Oslo", [{"Oslo"}]),
        (r"(?i:met)X", [{"metX", "MetX", "METX"}]),
        (r"treat(?:y|ies){2}", [{"treaty", "treaties"}]),
        (r"\w+", []),
        (r"the|a", []),
        (r"(?:pact|.)", []),
        (r"pact(?!s)(?<!im)", [{"pact"}]),
        (r"(?P<x>accord)(?P=x)", [{"accord"}]),
    ],
)  # fmt: skip
def test_what_must_stand_in_a_match_is_told_from_the_expression(pattern: str, sets: list[set[str]]) -> None:
    found = next(needed([pattern]))
    assert all(any(wanted <= bits for bits in found) for wanted in sets), found
    assert bool(found) == bool(sets)


@pytest.mark.parametrize("pattern", ("met (with", "met) with", "met (?:with", "+met", "(?P<x>a)(?:b(?P=y))"))
def test_what_is_no_expression_is_refused_with_its_words(pattern: str) -> None:
    with pytest.raises(LexiconError, match="no regular expression") as refused:
        list(needed(["met", pattern]))
    assert refused.value.where == pattern


def test_letters_are_one_where_case_is_ignored_as_re_has_it() -> None:
    every = "".join(chr(code) for code in range(sys.maxunicode + 1) if not 0xD800 <= code < 0xE000)
    for letter in LETTERS:
        alike = set(re.findall(re.escape(letter), every, re.IGNORECASE))
        assert alike <= cases(letter), letter
        assert {folded(char) for char in alike} == {folded(letter)}, letter


def test_a_folded_text_keeps_the_place_of_each_character() -> None:
    every = "".join(chr(code) for code in range(sys.maxunicode + 1) if not 0xD800 <= code < 0xE000)
    assert len(folded(every)) == len(every)


def test_one_pass_tells_for_each_text_what_each_alone_tells() -> None:
    texts = ["X met Y", "", "met", "talks with Y on the pact", "the\nmet", "\ue000 met"]
    triggers = Triggers((r"\bmet\b", r"talks .* pact", r"\w+", "pact|treaty"))
    assert [numbers(worth) for worth in triggers.over(texts)] == [triggers.among(text) for text in texts]
    assert triggers.among(texts[3]) == [1, 2, 3] and triggers.among(texts[0]) == [0, 2] and triggers.over([]) == []


def test_every_pattern_of_the_project_is_tried_wherever_it_matches_an_example() -> None:
    from tests.test_shortcuts import sentences

    plain = Triggers(map(source, expressions().values()))
    missed = []
    for skeleton, words in sentences():
        for text in (skeleton, words):
            tried = set(plain.among(text))
            missed += [
                (name, text)
                for number, (name, pattern) in enumerate(expressions().items())
                if number not in tried and pattern.search(text)
            ]
    assert missed == []


@cache
def anchored() -> tuple[Anchored, ...]:
    untold = Anchored(re.compile(r"(?i:grand )?[Tt]alks|(?:\w+)? call"))
    of_rules = (rule._anchored for rule in rules.load("meeting") if rule._anchored)
    return (groups._group(), offices._heads(), speech.lexis().cues, untold, *of_rules)


@settings(max_examples=200, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_anchored_expressions_are_found_where_they_stand(seed: int) -> None:
    random = Random(seed)
    writer = Writer(random)
    for one in anchored():
        text = "".join(writer.of(one.pattern) + random.choice((" ", ", ", "", ". ", "of ", "s ")) for _ in range(4))
        plain = [found.span() for found in one.pattern.finditer(text)]
        assert [found.span() for found in one.finditer(text)] == plain
