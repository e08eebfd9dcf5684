"""Document + Cast -> since when two states have diplomatic relations: from years, anniversaries and "32 years ago"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from kg.cast import Cast
from kg.model import Actor, Relation, When
from kg.text import Sentence
from kg.triggers import Triggers

_TIES = (
    r"(?:[Dd]iplomatic (?:ties|relations|relationship)|[Bb]ilateral (?:diplomatic )?(?:relations|ties)"
    r"|(?:the two countries' )?diplomatic relations)"
)
_PATTERNS = (
    (
        "relations.nth-anniversary",
        re.compile(rf"(?P<n>\d{{1,3}})(?:st|nd|rd|th)\s+anniversary\s+(?:of|since)[^.;]{{0,80}}?{_TIES}"),
    ),
    ("relations.years-of", re.compile(rf"(?P<n>\d{{1,3}})\s+years\s+of\s+(?:[a-z]+ )?{_TIES}")),
    (
        "relations.years-ago",
        re.compile(
            rf"(?:establish\w*|set up|forged|formed)[^.;]{{0,60}}?{_TIES}[^.;]{{0,40}}?(?P<n>\d{{1,3}})\s+years\s+ago"
        ),
    ),
    (
        "relations.years-since",
        re.compile(
            rf"(?P<n>\d{{1,3}})\s+years\s+since[^.;]{{0,80}}?(?:establish\w*|forged|set up)[^.;]{{0,60}}?{_TIES}"
        ),
    ),
    (
        "relations.years-since-ties",
        re.compile(rf"(?P<n>\d{{1,3}})\s+years\s+(?:since|after)\s+(?:the establishment of )?{_TIES}"),
    ),
    (
        "relations.in-year",
        re.compile(
            rf"(?:establish\w*|set up|forged|began|formed)[^.;]{{0,40}}?{_TIES}[^.;]{{0,40}}?\b(?:in"
            rf"|on [A-Z][a-z]+ \d{{1,2}},) (?P<year>(?:1[89]|20)\d\d)\b"
        ),
    ),
    (
        "relations.year-established",
        re.compile(rf"\b[Ii]n (?P<year>(?:1[89]|20)\d\d),? [^.;]{{0,80}}?(?:establish\w*|set up)[^.;]{{0,40}}?{_TIES}"),
    ),
    (
        "relations.ties-established",
        re.compile(rf"{_TIES} (?:were |was )?(?:established|set up) in (?P<year>(?:1[89]|20)\d\d)\b"),
    ),
)


@cache
def _triggers() -> Triggers:
    return Triggers(pattern for _, pattern in _PATTERNS)


def find(cast: Cast) -> Iterator[Relation]:
    """At most one for each pair of states, from the first words that say it."""
    seen: set[tuple[str, str]] = set()
    for sentence in cast.document.sentences:
        if sentence.kind not in ("body", "turn"):
            continue
        text = cast.document.view[sentence.begin : sentence.end]
        for rule, pattern in (_PATTERNS[number] for number in _triggers().among(text)):
            found = pattern.search(text)
            if not found:
                continue
            pair = _pair(cast, sentence, found)
            year = _year(cast, text, found)
            if pair is None or year is None or (pair[0].key, pair[1].key) in seen:
                continue
            seen.add((pair[0].key, pair[1].key))
            when = When(
                start=date(year, 1, 1),
                end=date(year, 12, 31),
                precision="year",
                basis="stated" if found.groupdict().get("year") else "relative",
            )
            yield Relation(
                evidence=(cast.document.span(sentence.begin, sentence.end),),
                rule=rule,
                a=pair[0],
                b=pair[1],
                established=when,
            )
            break


def _year(cast: Cast, text: str, found: re.Match[str]) -> int | None:
    groups = found.groupdict()
    if groups.get("year"):
        return int(groups["year"])
    base = cast.today or cast.published
    if base is None:
        return None
    named = re.match(r"[^.;]{0,60}?\bin ((?:19|20)\d\d)\b", text[found.start("n") :])
    if named and "anniversary" in found[0]:
        return int(named[1]) - int(groups["n"])
    shift = -1 if re.search(r"\blast year\b", text) else 1 if re.search(r"\bnext year\b", text) else 0
    lead = re.search(r"lead-up to (20\d\d)", text)
    return (int(lead[1]) if lead else base.start.year + shift) - int(groups["n"])


def _pair(cast: Cast, sentence: Sentence, found: re.Match[str]) -> tuple[Actor, Actor] | None:
    """The two states: those named beside the words, else those of the article's main contact."""
    begin = sentence.begin + max(0, found.start() - 60)
    near = cast.within(begin, min(sentence.end, sentence.begin + found.end() + 60))
    inside = [a for r in near if r.type in ("state", "adjective") for a in r.actors]
    joined = tuple(dict.fromkeys(inside))
    pair = joined if len(joined) == 2 else tuple(a for a in cast.dyad() if a.kind == "state")
    if len(pair) != 2:
        return None
    a, b = sorted(pair, key=lambda s: s.key)
    return a, b
