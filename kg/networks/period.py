"""A span of days to look at: `--since 2020 --until 2023-06`, both ends included."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

from kg.errors import UsageError

_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, kw_only=True)
class Period:
    """`[since, until]`, both included; None leaves an end open."""

    since: date | None = None
    until: date | None = None

    @classmethod
    def of(cls, since: str | date | None = None, until: str | date | None = None) -> Period:
        """From days, or years and months as text. Raises UsageError for what is no day, or ends before it begins."""
        period = cls(since=_day(since, "since", last=False), until=_day(until, "until", last=True))
        if period.since and period.until and period.until < period.since:
            raise UsageError(
                f"the period ends on {period.until} before it begins on {period.since}",
                where="since, until",
                then="Exchange the two.",
            )
        return period

    def holds(self, start: date | None, end: date | None) -> bool:
        """Whether the interval touches the period. An unknown date is in no bounded period: it may lie outside."""
        if self.since is None and self.until is None:
            return True
        if start is None or end is None:
            return False
        return (self.since is None or end >= self.since) and (self.until is None or start <= self.until)


def _day(value: str | date | None, name: str, *, last: bool) -> date | None:
    if value is None or isinstance(value, date):
        return value
    found = _DAY.fullmatch(value.strip())
    try:
        if not found:
            raise ValueError(value)
        year, month, day = (int(group) if group else None for group in found.groups())
        assert year is not None
        if month is None:
            return date(year, 12, 31) if last else date(year, 1, 1)
        if day is None:
            day = calendar.monthrange(year, month)[1] if last else 1
        return date(year, month, day)
    except ValueError:
        raise UsageError(
            f"{value!r} is no day", where=name, then="Write YYYY, YYYY-MM or YYYY-MM-DD, such as 2024-08-22."
        ) from None
