"""The days that a date means, reckoned from a base day."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Literal

from kg.mentions.dateshapes import DateMention, Part
from kg.model import Precision, When

Tense = Literal["past", "future", "none"]

# A dateline may lag behind the event by a night and a time zone: so many days past the base still count as past.
_LEEWAY = timedelta(days=2)
_MIN_YEAR, _MAX_YEAR = 1000, 9000


def resolve(mention: DateMention, *, base: date, tense: Tense) -> When | None:
    """The interval that the mention means to a writer of `base`, both ends included; None if it names no day.

    Basis is "stated" where the words hold the year, else "relative". Without a year the nearest fitting one is taken:
    on or before the base with a past verb, on or after it with a future one, else the nearest of all; that one
    too whatever the verb where its weekday is named. An anniversary means the year that it counts from.
    """
    if not _MIN_YEAR < base.year < _MAX_YEAR:
        return None
    return _RECKONERS[mention.kind](mention, base, tense)


def anniversary(base: date, n: int) -> When:
    """The year of which the base's year is the `n`-th anniversary."""
    return _year_of(base.year - n, "relative")


def _year_of(year: int, basis: Literal["stated", "relative"]) -> When:
    return When(start=date(year, 1, 1), end=date(year, 12, 31), precision="year", basis=basis)


def _day(year: int, month: int, day: int) -> date | None:
    """The day, None for the 29th of February of a common year."""
    return date(year, month, day) if day <= monthrange(year, month)[1] else None


def _nearest(spans: list[tuple[date, date]], base: date, tense: Tense) -> tuple[date, date] | None:
    """The interval nearest to the base on the side of the tense; the earlier one of two equally near."""
    if tense == "past":
        spans = [span for span in spans if span[0] <= base + _LEEWAY]
    elif tense == "future":
        spans = [span for span in spans if span[1] >= base - _LEEWAY]
    return min(spans, key=lambda span: (_distance(span, base), span)) if spans else None


def _distance(span: tuple[date, date], base: date) -> int:
    return max((span[0] - base).days, (base - span[1]).days, 0)


def _named_year(mention: DateMention, base: date) -> int | None:
    if mention.year is not None:
        return mention.year
    return base.year + mention.year_shift if mention.year_shift is not None else None


def _calendar_day(mention: DateMention, base: date, tense: Tense) -> When | None:
    year = _named_year(mention, base)
    if year is not None:
        span = _days_in(mention, year)
    else:
        # Eight years on either side: there are so many between the 29th of February of 1896 and that of 1904.
        reach = 8 if mention.month == 2 and mention.day == 29 else 1
        candidates = (_days_in(mention, year) for year in range(base.year - reach, base.year + reach + 1))
        spans = [days for days in candidates if days]
        nearest = _nearest(spans, base, "none")
        named = nearest is not None and nearest[0].weekday() == mention.weekday
        span = nearest if named else _nearest(spans, base, tense)
    if span is None:
        return None
    return When(start=span[0], end=span[1], basis="stated" if mention.year is not None else "relative")


def _days_in(mention: DateMention, year: int) -> tuple[date, date] | None:
    """The days of a mention whose range, if it is one, ends in its own year or else in `year`."""
    month, day = mention.month or 1, mention.day or 1
    start = _day(year, month, day)
    if mention.until is None:
        return (start, start) if start else None
    last_year, last_month, last_day = mention.until
    end = _day(last_year or year, last_month or month, last_day or day)
    if start and end and end < start:
        start = _day(start.year - 1, month, day)
    return (start, end) if start and end and start <= end else None


def _month_span(year: int, month: int, part: Part | None, base: date) -> tuple[date, date]:
    start, end = date(year, month, 1), date(year, month, monthrange(year, month)[1])
    if part == "earlier" and start <= base <= end:
        return start, base
    if part == "later" and start <= base <= end:
        return base, end
    thirds = {"early": (1, 10), "beginning": (1, 10), "mid": (11, 20), "late": (21, end.day), "end": (21, end.day)}
    first, last = thirds.get(part or "", (1, end.day))
    return start.replace(day=first), start.replace(day=last)


def _month(mention: DateMention, base: date, tense: Tense) -> When | None:
    month, year = mention.month or 1, _named_year(mention, base)
    if year is None and mention.which is not None:
        # "Last July", said in August, is the one just gone by; said in July, that of the year before.
        gone_by, to_come = month < base.month, month > base.month
        year = base.year + {-1: 0 if gone_by else -1, 0: 0, 1: 0 if to_come else 1}[mention.which]
    if year is not None:
        span: tuple[date, date] | None = _month_span(year, month, mention.part, base)
        if mention.until and mention.until[1] and mention.until[1] >= month:
            span = date(year, month, 1), _month_span(year, mention.until[1], None, base)[1]
    else:
        spans = [_month_span(candidate, month, mention.part, base) for candidate in range(base.year - 1, base.year + 2)]
        span = _nearest(spans, base, tense)
    if span is None:
        return None
    basis: Literal["stated", "relative"] = "stated" if mention.year is not None else "relative"
    return When(start=span[0], end=span[1], precision="month", basis=basis)


def _weekday(mention: DateMention, base: date, tense: Tense) -> When | None:
    weekday = mention.weekday or 0
    monday = base - timedelta(days=base.weekday())
    if mention.week_shift is not None:
        start = monday + timedelta(days=7 * mention.week_shift + weekday)
    elif mention.which == -1:
        start = base - timedelta(days=(base.weekday() - weekday - 1) % 7 + 1)
    elif mention.which == 1:
        start = base + timedelta(days=(weekday - base.weekday() - 1) % 7 + 1)
    elif mention.which == 0:
        start = monday + timedelta(days=weekday + (7 if tense == "future" and weekday < base.weekday() else 0))
    else:
        start = _bare_weekday(mention, base, tense)
    end = start
    if mention.last_weekday is not None:
        end = start + timedelta(days=(mention.last_weekday - weekday) % 7)
    return When(start=start, end=end, basis="relative")


def _bare_weekday(mention: DateMention, base: date, tense: Tense) -> date:
    weekday = mention.weekday or 0
    back = timedelta(days=(base.weekday() - weekday) % 7)
    if tense == "future":
        return base + timedelta(days=(weekday - base.weekday()) % 7)
    if mention.last_weekday is not None and tense == "past":
        # A range told as past has ended by the base: its last day, not its first, is the nearest one.
        last = base - timedelta(days=(base.weekday() - mention.last_weekday) % 7)
        return last - timedelta(days=(mention.last_weekday - weekday) % 7)
    return base - back


def _offset(mention: DateMention, base: date, tense: Tense) -> When | None:
    count, unit = mention.count or 0, mention.unit
    if unit == "day":
        day = base + timedelta(days=count)
        return When(start=day, end=day, basis="relative")
    if unit in ("week", "weekend"):
        return _week(mention, base, count, weekend=unit == "weekend", tense=tense)
    if unit == "month":
        months = base.year * 12 + base.month - 1 + count
        start, end = _month_span(months // 12, months % 12 + 1, mention.part, base)
        return When(start=start, end=end, precision="month", basis="relative")
    return _slice_of_year(base.year + count, mention.part, base, "relative")


def _week(mention: DateMention, base: date, count: int, *, weekend: bool, tense: Tense) -> When:
    start = base - timedelta(days=base.weekday()) + timedelta(days=7 * count + (5 if weekend else 0))
    if weekend and count == 0 and tense == "past" and start > base:
        start -= timedelta(days=7)
    end = start + timedelta(days=1 if weekend else 6)
    if mention.part == "earlier":
        end = min(end, base)
    elif mention.part == "later":
        start = max(start, base)
    return When(start=start, end=end, precision="week", basis="relative")


def _slice_of_year(year: int, part: Part | None, base: date, basis: Literal["stated", "relative"]) -> When | None:
    if not _MIN_YEAR < year < _MAX_YEAR:
        return None
    start, end = date(year, 1, 1), date(year, 12, 31)
    if part == "earlier" and year == base.year:
        end = base
    elif part == "later" and year == base.year:
        start = base
    months = {"early": (1, 4), "beginning": (1, 3), "mid": (5, 8), "late": (9, 12), "end": (10, 12)}.get(part or "")
    if months:
        start, end = date(year, months[0], 1), date(year, months[1], monthrange(year, months[1])[1])
    return When(start=start, end=end, precision="year", basis=basis)


def _year(mention: DateMention, base: date, tense: Tense) -> When | None:
    year = mention.year or base.year
    whole = _slice_of_year(year, mention.part, base, "stated")
    if whole and mention.until and mention.until[0]:
        return When(start=whole.start, end=date(mention.until[0], 12, 31), precision="year", basis="stated")
    return whole


def _season(mention: DateMention, base: date, tense: Tense) -> When | None:
    """Meteorological seasons of the north; a winter has the year of its December."""
    season, year = mention.season or 0, _named_year(mention, base)
    basis: Literal["stated", "relative"] = "stated" if mention.year is not None else "relative"
    if year is not None:
        span: tuple[date, date] | None = _season_span(year, season)
    else:
        spans = [_season_span(candidate, season) for candidate in range(base.year - 2, base.year + 3)]
        if mention.which == -1:
            span = max(span for span in spans if span[1] < base)
        elif mention.which == 1:
            span = min(span for span in spans if span[0] > base)
        elif mention.which == 0:
            span = _nearest(spans, base, tense if season == 3 else "none")
            span = span if season == 3 else _season_span(base.year, season)
        else:
            span = _nearest(spans, base, tense)
    if span is None:
        return None
    start, end = span
    if start <= base <= end and mention.part in ("earlier", "later"):
        start, end = (start, base) if mention.part == "earlier" else (base, end)
    return When(start=start, end=end, precision="season", basis=basis)


def _season_span(year: int, season: int) -> tuple[date, date]:
    first = 3 + 3 * season
    last_year, last = (year + 1, 2) if season == 3 else (year, first + 2)
    return date(year, first, 1), date(last_year, last, monthrange(last_year, last)[1])


def _part_of_year(mention: DateMention, base: date, tense: Tense) -> When | None:
    year, months = _named_year(mention, base), 6 if mention.kind == "half" else 3
    if year is None or not _MIN_YEAR < year < _MAX_YEAR:
        return None
    last = months * (mention.count or 1)
    start, end = date(year, last - months + 1, 1), date(year, last, monthrange(year, last)[1])
    precision: Precision = "year" if months == 6 else "season"
    return When(start=start, end=end, precision=precision, basis="stated" if mention.year else "relative")


def _day_of_month(mention: DateMention, base: date, tense: Tense) -> When | None:
    months = base.year * 12 + base.month - 1
    shifts = (mention.month_shift,) if mention.month_shift is not None else (-2, -1, 0, 1, 2)
    days = [_day((months + n) // 12, (months + n) % 12 + 1, mention.day or 1) for n in shifts]
    span = _nearest([(day, day) for day in days if day], base, tense if len(shifts) > 1 else "none")
    return When(start=span[0], end=span[1], basis="relative") if span else None


def _anniversary(mention: DateMention, base: date, tense: Tense) -> When | None:
    year = (_named_year(mention, base) or base.year) - (mention.count or 0)
    return _year_of(year, "relative") if year > _MIN_YEAR else None


_RECKONERS: Mapping[str, Callable[[DateMention, date, Tense], When | None]] = {
    "day": _calendar_day,
    "month": _month,
    "weekday": _weekday,
    "offset": _offset,
    "year": _year,
    "year-modifier": _year,
    "season": _season,
    "half": _part_of_year,
    "quarter": _part_of_year,
    "day-of-month": _day_of_month,
    "anniversary": _anniversary,
    "from-told": _offset,
}
