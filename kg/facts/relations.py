"""Document + Cast -> since when two states have diplomatic relations: from years, anniversaries and "32 years ago"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from kg.cast import Cast
from kg.model import Actor, Relation, When
from kg.text import Sentence
from kg.triggers import Triggers, compiled, numbers

_TIES = (
    r"(?:[Dd]iplomatic (?:and consular )?(?:ties|relations|relationship)"
    r"|[Bb]ilateral (?:diplomatic )?(?:relations|ties)|(?:the two countries' )?diplomatic relations)"
)
_UNITS = "first second third fourth fifth sixth seventh eighth ninth".split()
_TENS = dict(zip("twent thirt fort fift sixt sevent eight ninet".split(), range(20, 100, 10), strict=True))
# What is counted in words: "the sixtieth anniversary", "half a century of", "the centenary of".
_COUNTED = {
    **{f"{stem}ieth": ten for stem, ten in _TENS.items()},
    **{f"{stem}y": ten for stem, ten in _TENS.items()},
    **{f"{stem}y-{unit}": ten + n for stem, ten in _TENS.items() for n, unit in enumerate(_UNITS, 1)},
    "tenth": 10, "ten": 10, "hundredth": 100, "a hundred": 100, "one hundred": 100, "a century": 100,
    "two centuries": 200,
    "half a century": 50, "a quarter of a century": 25, "a quarter century": 25, "a half century": 50,
    "two decades": 20, "three decades": 30, "four decades": 40, "five decades": 50, "six decades": 60,
    "seven decades": 70, "a decade": 10,
    "golden jubilee": 50, "silver jubilee": 25, "diamond jubilee": 60, "centenary": 100, "centennial": 100,
    "bicentenary": 200, "bicentennial": 200, "sesquicentennial": 150,
}  # fmt: skip
_WORDS = "|".join(sorted(map(re.escape, _COUNTED), key=len, reverse=True))
_NTH = (
    rf"(?:(?:(?P<n>\d{{1,3}})(?:st|nd|rd|th)|(?P<w>{_WORDS}))\s+(?:anniversary|birthday)"
    r"|(?P<j>(?:golden|silver|diamond) jubilee|(?:bi)?centen(?:ary|nial)|sesquicentennial))"
)
_SPAN = rf"(?:(?P<n>\d{{1,3}})\s+years|(?P<w>{_WORDS})(?:\s+years)?)"
_YEAR = r"(?P<year>(?:1[6-9]|20)\d\d)\b"
_DAY = r"(?:on (?:the )?)?(?:\d{1,2}(?:st|nd|rd|th)?(?: of)? )?(?:[A-Z][a-z]+\.? )?(?:\d{1,2}, )?"
_BEGAN = r"(?<!re)(?<!re-)(?:establish\w*|set up|forged|began|formed|entered into|opened)"
# What says since when there are relations, by rule; tried in this order.
_PATTERNS = (
    ("relations.nth-anniversary", rf"{_NTH}\s+(?:of|since)[^.;]{{0,80}}?{_TIES}"),
    ("relations.years-of", rf"{_SPAN}\s+of\s+(?:[a-z]+ |uninterrupted |unbroken )?{_TIES}"),
    ("relations.years-ago", rf"{_BEGAN}[^.;]{{0,60}}?{_TIES}[^.;]{{0,40}}?{_SPAN}\s+ago"),
    ("relations.years-since", rf"{_SPAN}\s+since[^.;]{{0,80}}?(?:establish\w*|forged|set up)[^.;]{{0,60}}?{_TIES}"),
    ("relations.years-since-ties", rf"{_SPAN}\s+(?:since|after)\s+(?:the establishment of )?{_TIES}"),
    (
        "relations.ties-years-ago",
        rf"{_TIES}[^.;,]{{0,50}}? (?:were |was )?(?:first )?(?:established|set up|forged) {_SPAN}\s+ago",
    ),
    (
        "relations.in-year",
        rf"{_BEGAN}[^.;]{{0,40}}?{_TIES}[^.;]{{0,40}}?\b(?:in |back in |as early as (?:in )?|on )?{_DAY}{_YEAR}",
    ),
    (
        "relations.year-established",
        rf"\b(?:[Ii]n|[Aa]s early as(?: in)?) {_DAY}{_YEAR},? [^.;]{{0,80}}?"
        rf"(?<!re-)(?<!re)(?:establish\w*|set up)[^.;]{{0,40}}?{_TIES}",
    ),
    (
        "relations.ties-established",
        rf"{_TIES}[^.;,]{{0,50}}? (?:were |was )?(?:first )?(?:established|set up) (?:in |back in )?{_DAY}{_YEAR}",
    ),
    (
        "relations.ties-since",
        rf"\b(?:had|have|has|maintain\w*|enjoy\w*) (?:full |formal )?{_TIES}[^.;,]{{0,50}}? since {_DAY}{_YEAR}",
    ),
    (
        "relations.ties-date-back",
        rf"{_TIES}[^.;,]{{0,60}}? (?:dat(?:e|es|ing) (?:back )?(?:to|from)|go(?:es)? back to) {_DAY}{_YEAR}",
    ),
)
# "As 2026 marks the 35th anniversary", "in February 2022 the 30th anniversary", "the anniversary, in 2023".
_BASE_BEFORE = re.compile(
    r"\b(?:[Ii]n|[Aa]s|[Yy]ear|of) (?:[A-Z][a-z]+ )?((?:19|20)\d\d),?(?: [^.;\d]{0,60})?$|^((?:19|20)\d\d) marks"
)
_BASE_AFTER = re.compile(r"[^.;]{0,60}?\bin (?:[A-Z][a-z]+ )?((?:19|20)\d\d)\b")
_LEAD_UP = re.compile(r"lead-up to (20\d\d)")


@cache
def _triggers() -> Triggers:
    return Triggers(expression for _, expression in _PATTERNS)


def find(cast: Cast) -> Iterator[Relation]:
    """At most one for each pair of states, from the first words that say it."""
    seen: set[tuple[str, str]] = set()
    sentences = [s for s in cast.document.sentences if s.kind in ("body", "turn")]
    texts = [cast.document.view[s.begin : s.end] for s in sentences]
    for sentence, text, worth in zip(sentences, texts, _triggers().over(texts), strict=True):
        for rule, expression in (_PATTERNS[number] for number in numbers(worth)):
            found = compiled(expression).search(text)
            when = _when(cast, sentence, text, found) if found else None
            pair = _pair(cast, sentence, found) if found else None
            if pair is None or when is None or (pair[0].key, pair[1].key) in seen:
                continue
            seen.add((pair[0].key, pair[1].key))
            yield Relation(
                evidence=(cast.document.span(sentence.begin, sentence.end),), rule=rule, a=pair[0], b=pair[1],
                established=when,
            )  # fmt: skip
            break


def _when(cast: Cast, sentence: Sentence, text: str, found: re.Match[str]) -> When | None:
    """When relations began: the day where the words give it, else the year."""
    groups = found.groupdict()
    if groups.get("year"):
        at = sentence.begin + found.start("year")
        dated = next((d for d in cast.dates if d.begin <= at < d.end), None)
        told = dated.resolve("past") if dated else None
        if told is not None and told.precision == "day" and str(told.start.year) == groups["year"]:
            return told
        return _whole(int(groups["year"]), stated=True)
    year = _reckoned(cast, text, found)
    return _whole(year, stated=False) if year else None


def _whole(year: int, *, stated: bool) -> When:
    return When(
        start=date(year, 1, 1), end=date(year, 12, 31), precision="year", basis="stated" if stated else "relative"
    )


def _reckoned(cast: Cast, text: str, found: re.Match[str]) -> int | None:
    """The year so many years before the one that the words are about: one they name, else the article's."""
    groups = found.groupdict()
    counted = groups.get("n") or groups.get("w") or groups.get("j")
    count = int(counted) if counted and counted.isdigit() else _COUNTED.get((counted or "").lower())
    base = cast.today or cast.published
    if count is None:
        return None
    after = _BASE_AFTER.match(text, found.start()) if "nniversary" in found[0] else None
    before = _BASE_BEFORE.search(text[: found.start()])
    named = after or before or _LEAD_UP.search(text)
    if named:
        return int(next(filter(None, named.groups()))) - count
    if base is None:
        return None
    shift = -1 if re.search(r"\b[Ll]ast year\b", text) else 1 if re.search(r"\b[Nn]ext year\b", text) else 0
    return base.start.year + shift - count


def _pair(cast: Cast, sentence: Sentence, found: re.Match[str]) -> tuple[Actor, Actor] | None:
    """The two states: those named beside the words, else those of the article's main contact."""
    begin = sentence.begin + max(0, found.start() - 60)
    near = cast.within(begin, min(sentence.end, sentence.begin + found.end() + 60))
    inside = [a for r in near if r.type in ("state", "adjective") for a in r.actors]
    joined = tuple(dict.fromkeys(inside))
    pair = joined if len(joined) == 2 else tuple(a for a in cast.dyad() if a.kind == "state")
    if len(pair) != 2 or (len(joined) == 1 and joined[0] not in pair):
        return None
    a, b = sorted(pair, key=lambda s: s.key)
    return a, b
