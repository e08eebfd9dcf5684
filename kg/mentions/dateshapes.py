"""From a match of a date pattern to a `DateMention`, and the order in which the patterns are tried."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from kg.mentions import datewords as words

Kind = Literal[
    "day", "month", "weekday", "offset", "year", "season", "half", "quarter", "day-of-month", "anniversary",
    "year-modifier", "from-told",
]  # fmt: skip
Unit = Literal["day", "week", "weekend", "month", "year"]
Part = Literal["earlier", "later", "early", "mid", "late", "beginning", "end"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention:
    """A date as written, `[begin, end)` of the view.

    `year`, `month`, `day` are what is named; `until` is the last day (or month) of a range in the same form. `weekday`
    and `last_weekday` count from Monday = 0, `season` from spring = 0. `which` is -1, 0, 1 for "last", "this", "next";
    `year_shift`, `month_shift`, `week_shift` likewise, for "September last year", "the 5th of this month", "Tuesday
    last week". `count` is the number of units (negative: ago), the half or quarter, or the number of an anniversary.
    """

    begin: int
    end: int
    kind: Kind
    text: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    until: tuple[int | None, int | None, int | None] | None = None
    weekday: int | None = None
    last_weekday: int | None = None
    season: int | None = None
    which: int | None = None
    year_shift: int | None = None
    month_shift: int | None = None
    week_shift: int | None = None
    unit: Unit | None = None
    count: int | None = None
    part: Part | None = None


Build = Callable[[str, re.Match[str]], DateMention | None]
_SHIFTS: Mapping[str, int] = {"last": -1, "past": -1, "this": 0, "the": 0, "same": 0, "coming": 1, "next": 1}
_PARTS: Mapping[str, Part] = {
    "earlier": "earlier", "later": "later", "early": "early", "late": "late", "mid": "mid", "middle": "mid",
    "beginning": "beginning", "start": "beginning", "end": "end", "close": "end",
}  # fmt: skip
_NTH: Mapping[str, int] = {"first": 1, "second": 2, "third": 3, "fourth": 4}


def shift(text: str | None) -> int | None:
    """-1, 0, 1 for "last", "this", "next" and their longer forms."""
    return _SHIFTS[text.lower().split()[-1]] if text else None


def _part(text: str | None) -> Part | None:
    return next((_PARTS[word] for word in text.lower().split() if word in _PARTS), None) if text else None


def _month(text: str | None) -> int | None:
    return words.MONTH_NUMBERS[text.upper().rstrip(".")] if text else None


def _int(text: str | None) -> int | None:
    return int(text) if text else None


def _before(view: str, at: int) -> str:
    """The word that ends right before `at`; "" at the start of a paragraph or after another sign."""
    head = view[max(0, at - 14) : at]
    return re.split(r"[\s(\"/-]", head[:-1])[-1] if head[-1:] in (" ", "-") else ""


def _calendar_day(view: str, match: re.Match[str]) -> DateMention | None:
    """Days with a month: "Aug. 22, 2024", "22 to 23 November", "30 August - 1 September". There is no 31 June."""
    groups = match.groupdict()
    month = _month(groups.get("month")) or int(groups.get("nmonth") or 0)
    last_month = _month(groups.get("month2") or groups.get("month2b")) or month
    day, last_day = int(match["day"]), _int(groups.get("day2") or groups.get("day2b") or groups.get("day2c"))
    year = groups.get("year2") or groups.get("year")
    if not 1 <= month <= 12 or not 1 <= day <= words.LONGEST[month] or (last_day or 1) > words.LONGEST[last_month]:
        return None
    apart = groups.get("joiner2") or (groups.get("joiner") and last_day != day + 1)
    if apart and _before(view, match.start()).lower() != "between":
        return _first_of_two(view, match)
    return DateMention(
        begin=match.start(), end=match.end(), kind="day", text=match[0], month=month, day=day,
        until=(_int(year), last_month, last_day) if last_day else None,
        year=_int(groups.get("year1") or year), year_shift=shift(groups.get("yrel")),
        weekday=words.WEEKDAYS.index(groups["weekday"]) if groups.get("weekday") else None,
    )  # fmt: skip


def _first_of_two(view: str, match: re.Match[str]) -> DateMention | None:
    """The first of two days that "and" only lists: "26 February and 4 March 2023", the year being that of both."""
    if match.re is not words.MONTH_DAY:
        return None
    alone = words.MONTH_DAY.fullmatch(view, match.start(), match.start("joiner2" if match["joiner2"] else "joiner") - 1)
    first = _calendar_day(view, alone) if alone else None
    return replace(first, year=_int(match["year"]), year_shift=shift(match["yrel"])) if first else None


def _numeric_day(view: str, match: re.Match[str]) -> DateMention | None:
    """22/08/2024 and 22.08.2024. With a slash a first number up to 12 may be the month: no date then."""
    ambiguous = match["sep"] == "/" and int(match["day"]) <= 12 and match["day"] != match["nmonth"]
    return None if ambiguous else _calendar_day(view, match)


def _month_year(view: str, match: re.Match[str]) -> DateMention | None:
    year, last = _int(match["year"]), _month(match["month2"])
    return DateMention(
        begin=match.start(), end=match.end(), kind="month", text=match[0], month=_month(match["month"]), year=year,
        until=(year, last, None) if last else None, year_shift=shift(match["yrel"]), part=_part(match["part"]),
    )  # fmt: skip


def _month_alone(view: str, match: re.Match[str]) -> DateMention | None:
    name, before = match["month"], _before(view, match.start())
    sure = match["which"] or (match["part"] and match["part"].lower() not in ("earlier", "later"))
    allowed = words.BEFORE_NAME_MONTH if name in words.NAME_MONTHS else words.BEFORE_MONTH
    of_event = words.EVENT.match(view, match.end()) and before.lower() in words.BEFORE_EVENT
    if not sure and not of_event and before.lower() not in allowed:
        return None
    if re.match(r" [A-Z][a-z]+(?: |,|')", view[match.end() : match.end() + 20]) and name in words.NAME_MONTHS:
        return None
    return DateMention(
        begin=match.start(), end=match.end(), kind="month", text=match[0], month=_month(name),
        which=shift(match["which"]), part=_part(match["part"]),
    )  # fmt: skip


def _weekday(view: str, match: re.Match[str]) -> DateMention | None:
    if _before(view, match.start()).lower() in words.NAMED_WEEKDAYS:
        return None
    last = match["weekday2"]
    return DateMention(
        begin=match.start(), end=match.end(), kind="weekday", text=match[0],
        weekday=words.WEEKDAYS.index(match["weekday"]), last_weekday=words.WEEKDAYS.index(last) if last else None,
        which=shift(match["which"]), week_shift=shift(match["week"]),
    )  # fmt: skip


def _day_word(view: str, match: re.Match[str]) -> DateMention | None:
    word = match["word"].lower()
    if words.OF_OUR_TIME.match(view, match.end()):
        return None
    count = -1 if word in ("yesterday", "last night") else 1 if word == "tomorrow" else 0
    count += -2 if "before" in word else 2 if "after tomorrow" in word else 0
    part: Part | None = "earlier" if word.startswith("earlier") else "later" if word.startswith("later") else None
    return DateMention(
        begin=match.start(), end=match.end(), kind="offset", text=match[0], unit="day", count=count, part=part
    )


def _from_told(view: str, match: re.Match[str]) -> DateMention:
    """ "The same day", "a day later": so many days from the one that was told last."""
    if match["way"]:
        number = match["count"].lower()
        many = words.NUMBERS.index(number) if number in words.NUMBERS else 1
        count = many if match["way"].lower() == "later" else -many
    else:
        count = {"following": 1, "next": 1, "previous": -1, "preceding": -1}.get((match["shift"] or "").lower(), 0)
    return DateMention(begin=match.start(), end=match.end(), kind="from-told", text=match[0], unit="day", count=count)


def _unit(view: str, match: re.Match[str]) -> DateMention | None:
    """ "last week", "earlier this month", "the end of the year". "The year" alone and "the last week" are no dates."""
    which, unit = match["which"].lower(), match["unit"].lower()
    part = _part(match["part"])
    if which == "the" and (part in (None, "earlier", "later") and unit != "weekend"):
        return None
    if which in ("last", "next", "this past", "this coming") and not part and _before(view, match.start()) == "the":
        return None
    return DateMention(
        begin=match.start(), end=match.end(), kind="offset", text=match[0], unit=unit,  # type: ignore[arg-type]
        count=-1 if which == "this past" else 0 if which == "the" else shift(which), part=part,
    )  # fmt: skip


def _season(view: str, match: re.Match[str]) -> DateMention | None:
    """A season with a year or a pointer; bare only as "in (the) spring". "The fall of Kabul" is none."""
    name, which, year, yrel = match["season"].lower(), match["which"], match["year"], match["yrel"]
    pointed = which and which.lower() != "the"
    bare = not (pointed or year or yrel)
    if bare and not view[max(0, match.start() - 7) : match.start()].lower().endswith(("in ", "in the ")):
        return None
    if name == "fall" and not (year or yrel) and re.match(r" (?:of|in|for|to)\b", view[match.end() : match.end() + 5]):
        return None
    if not (year or yrel) and match["season"] != name:
        return None
    season = {"spring": 0, "summer": 1, "autumn": 2, "fall": 2, "winter": 3}[name]
    return DateMention(
        begin=match.start(), end=match.end(), kind="season", text=match[0], season=season, year=_int(year),
        which=shift(which) if pointed else None, year_shift=shift(yrel), part=_part(match["part"]),
    )  # fmt: skip


def _year_slice(view: str, match: re.Match[str]) -> DateMention | None:
    half = match["slice"].lower() == "half"
    nth = _NTH.get(match["nth"].lower(), 2 if half else 4)
    if half and nth > 2:
        return None
    return DateMention(
        begin=match.start(), end=match.end(), kind="half" if half else "quarter", text=match[0], count=nth,
        year=_int(match["year"]), year_shift=shift(match["yrel"]),
    )  # fmt: skip


def _year(view: str, match: re.Match[str]) -> DateMention | None:
    """A year: "in 2016", "the end of 2019", "mid-2025". Before a noun ("the 1967 borders") it only modifies."""
    part, before = _part(match["part"]), _before(view, match.start()).lower()
    if words.NOT_A_YEAR.search(view[max(0, match.start() - 16) : match.start()]):
        return None
    after = view[match.end() : match.end() + 40]
    if words.COUNTED.match(after):
        return None
    modifies = before not in words.SINCE and re.match(r" (?:[A-Z]|[a-z]+s\b)", after)
    stands = part is not None or (before in words.BEFORE_YEAR and not modifies)
    year, last = int(match["year"]), match["year2"]
    last_year = int(last if last and len(last) == 4 else f"{year // 100}{last}") if last else None
    if last_year is not None and last_year < year:
        return None
    return DateMention(
        begin=match.start(), end=match.end(), kind="year" if stands else "year-modifier", text=match[0], year=year,
        until=(last_year, None, None) if last_year else None, part=part,
    )  # fmt: skip


def _day_only(view: str, match: re.Match[str]) -> DateMention | None:
    """ "on the 22nd", "the afternoon of the 15th local time"; never "the 24th meeting"."""
    before = _before(view, match.start()).lower()
    head = view[max(0, match.start() - 14) : match.start()].lower()
    daytime = head.endswith(("morning of ", "noon of ", "evening of ", "night of "))
    if not (match["local"] or match["mrel"] or daytime or before in ("on", "until", "till", "by")):
        return None
    return DateMention(
        begin=match.start(), end=match.end(), kind="day-of-month", text=match[0], day=int(match["day"]),
        month_shift=shift(match["mrel"]),
    )  # fmt: skip


_NUMERIC: tuple[tuple[re.Pattern[str], Build], ...] = (
    (words.ISO_DAY, _calendar_day),
    (words.NUMERIC_DAY, _numeric_day),
    (words.DAYS_MONTH, _calendar_day),
    (words.DAY_MONTH, _calendar_day),
    (words.YEAR, _year),
)
_MONTHS: tuple[tuple[re.Pattern[str], Build], ...] = (
    (words.MONTH_DAY, _calendar_day),
    (words.MONTH_YEAR, _month_year),
    (words.MONTH, _month_alone),
)
_POINTERS: tuple[tuple[re.Pattern[str], Build], ...] = (
    (words.DAY_WORD, _day_word),
    (words.WEEKDAY, _weekday),
    (words.UNIT, _unit),
    (words.SEASON, _season),
    (words.MONTH_YEAR, _month_year),
    (words.MONTH, _month_alone),
)
# What is tried where a trigger of a class stands; the first that builds a mention wins.
SHAPES: Mapping[str, tuple[tuple[re.Pattern[str], Build], ...]] = {
    "digit": _NUMERIC,
    "month": _MONTHS,
    "weekday": (
        (words.MONTH_DAY, _calendar_day),
        (words.DAYS_MONTH, _calendar_day),
        (words.DAY_MONTH, _calendar_day),
        (words.WEEKDAY, _weekday),
    ),
    "told": ((words.FROM_TOLD, _from_told),),
    "the": (
        (words.DAY_WORD, _day_word),
        (words.DAYS_MONTH, _calendar_day),
        (words.DAY_ONLY, _day_only),
        (words.DAY_MONTH, _calendar_day),
    ),
    "pointer": _POINTERS,
    "part": (*_POINTERS, (words.YEAR, _year)),
    "slice": ((words.YEAR_SLICE, _year_slice),),
}
