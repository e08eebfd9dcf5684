"""Dates: what is one, what is none, and which days it means. Expected days are reckoned by hand from the calendar."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.mentions.dates import Tense, anniversary, find, resolve

# A Friday: Monday of its week is the 19th, the Thursday before is the 22nd.
BASE = date(2024, 8, 23)

PAST = [
    ("met on Aug. 22, 2024 in", "2024-08-22", "2024-08-22", "day"),
    ("met on 22 August 2024 in", "2024-08-22", "2024-08-22", "day"),
    ("met on 22nd August, 2024 in", "2024-08-22", "2024-08-22", "day"),
    ("on the 22nd of August 2024", "2024-08-22", "2024-08-22", "day"),
    ("MOSCOW, AUGUST 22, 2024", "2024-08-22", "2024-08-22", "day"),
    ("met on August 22", "2024-08-22", "2024-08-22", "day"),
    ("met on Sept. 5", "2023-09-05", "2023-09-05", "day"),
    ("met on 30 December", "2023-12-30", "2023-12-30", "day"),
    ("met on Thursday, Aug. 22, in", "2024-08-22", "2024-08-22", "day"),
    ("met on Thursday, 22 August, in", "2024-08-22", "2024-08-22", "day"),
    ("is there until Tuesday, 27 August", "2024-08-27", "2024-08-27", "day"),
    ("met on Wednesday, 27 August", "2023-08-27", "2023-08-27", "day"),
    ("from Tuesday 20 to Thursday 22 August", "2024-08-20", "2024-08-22", "day"),
    ("met on Feb. 29", "2024-02-29", "2024-02-29", "day"),
    ("on the afternoon of May 16", "2024-05-16", "2024-05-16", "day"),
    ("on the evening of 3 June 2019", "2019-06-03", "2019-06-03", "day"),
    ("on May 16 this year", "2024-05-16", "2024-05-16", "day"),
    ("on May 16 last year", "2023-05-16", "2023-05-16", "day"),
    ("dated 2024-08-22.", "2024-08-22", "2024-08-22", "day"),
    ("dated 22/08/2024.", "2024-08-22", "2024-08-22", "day"),
    ("dated 22.08.2024 in", "2024-08-22", "2024-08-22", "day"),
    ("on the 22nd, they met", "2024-08-22", "2024-08-22", "day"),
    ("on the 28th, they met", "2024-07-28", "2024-07-28", "day"),
    ("on the afternoon of the 15th local time", "2024-08-15", "2024-08-15", "day"),
    ("on the 5th of this month they", "2024-08-05", "2024-08-05", "day"),
    ("on the 30th of last month they", "2024-07-30", "2024-07-30", "day"),
    ("visited from Aug. 20 to 22.", "2024-08-20", "2024-08-22", "day"),
    ("visited from 22 to 23 November.", "2023-11-22", "2023-11-23", "day"),
    ("on November 22-23, 2023", "2023-11-22", "2023-11-23", "day"),
    ("on August 29 \u2212 31, 2003", "2003-08-29", "2003-08-31", "day"),
    ("on 4 and 5 July 2023", "2023-07-04", "2023-07-05", "day"),
    ("on February 26 and March 4, 2023", "2023-03-04", "2023-03-04", "day"),
    ("on 22 and 25 July 2023", "2023-07-25", "2023-07-25", "day"),
    ("on February 26 and March 4, 2023", "2023-02-26", "2023-02-26", "day"),
    ("between July 30 and August 2, 2023", "2023-07-30", "2023-08-02", "day"),
    ("met over the weekend.", "2024-08-17", "2024-08-18", "week"),
    ("between 22 and 25 July 2023", "2023-07-22", "2023-07-25", "day"),
    ("from 30 August to 2 September 2023", "2023-08-30", "2023-09-02", "day"),
    ("from Aug. 30 to Sept. 2, 2023", "2023-08-30", "2023-09-02", "day"),
    ("from December 30, 2022 to January 2, 2023", "2022-12-30", "2023-01-02", "day"),
    ("from Dec. 30 to Jan. 2, 2023", "2022-12-30", "2023-01-02", "day"),
    ("met on Thursday.", "2024-08-22", "2024-08-22", "day"),
    ("met on Friday.", "2024-08-23", "2024-08-23", "day"),
    ("met on Saturday.", "2024-08-17", "2024-08-17", "day"),
    ("met last Friday.", "2024-08-16", "2024-08-16", "day"),
    ("met this Tuesday.", "2024-08-20", "2024-08-20", "day"),
    ("met on Tuesday last week.", "2024-08-13", "2024-08-13", "day"),
    ("visited from Sunday to Tuesday.", "2024-08-18", "2024-08-20", "day"),
    ("met today.", "2024-08-23", "2024-08-23", "day"),
    ("met earlier today.", "2024-08-23", "2024-08-23", "day"),
    ("met yesterday.", "2024-08-22", "2024-08-22", "day"),
    ("met the day before yesterday.", "2024-08-21", "2024-08-21", "day"),
    ("spoke last night.", "2024-08-22", "2024-08-22", "day"),
    ("spoke this morning.", "2024-08-23", "2024-08-23", "day"),
    ("met three days ago.", "2024-08-20", "2024-08-20", "day"),
    ("met two weeks ago.", "2024-08-05", "2024-08-11", "week"),
    ("met last week.", "2024-08-12", "2024-08-18", "week"),
    ("met earlier this week.", "2024-08-19", "2024-08-23", "week"),
    ("met last weekend.", "2024-08-17", "2024-08-18", "week"),
    ("met last July.", "2024-07-01", "2024-07-31", "month"),
    ("met last August.", "2023-08-01", "2023-08-31", "month"),
    ("met last December.", "2023-12-01", "2023-12-31", "month"),
    ("after the June visit of the minister", "2024-06-01", "2024-06-30", "month"),
    ("at their October summit", "2023-10-01", "2023-10-31", "month"),
    ("met in November.", "2023-11-01", "2023-11-30", "month"),
    ("met in May.", "2024-05-01", "2024-05-31", "month"),
    ("met in November 2023.", "2023-11-01", "2023-11-30", "month"),
    ("met in September last year", "2023-09-01", "2023-09-30", "month"),
    ("met in September of last year", "2023-09-01", "2023-09-30", "month"),
    ("met earlier this month.", "2024-08-01", "2024-08-23", "month"),
    ("met late last month.", "2024-07-21", "2024-07-31", "month"),
    ("met in early June.", "2024-06-01", "2024-06-10", "month"),
    ("met in mid-June 2022.", "2022-06-11", "2022-06-20", "month"),
    ("met at the end of March.", "2024-03-21", "2024-03-31", "month"),
    ("met two months ago.", "2024-06-01", "2024-06-30", "month"),
    ("met last month.", "2024-07-01", "2024-07-31", "month"),
    ("met in spring 2022.", "2022-03-01", "2022-05-31", "season"),
    ("met in the winter of 2022.", "2022-12-01", "2023-02-28", "season"),
    ("met last spring.", "2024-03-01", "2024-05-31", "season"),
    ("met last autumn.", "2023-09-01", "2023-11-30", "season"),
    ("met in the autumn of last year.", "2023-09-01", "2023-11-30", "season"),
    ("in the second quarter of 2023", "2023-04-01", "2023-06-30", "season"),
    ("signed in 2016.", "2016-01-01", "2016-12-31", "year"),
    ("signed at the end of 2019.", "2019-10-01", "2019-12-31", "year"),
    ("signed last year.", "2023-01-01", "2023-12-31", "year"),
    ("signed earlier this year.", "2024-01-01", "2024-08-23", "year"),
    ("established 32 years ago.", "1992-01-01", "1992-12-31", "year"),
    ("established half a century ago.", "1974-01-01", "1974-12-31", "year"),
    ("established fifty-five years ago.", "1969-01-01", "1969-12-31", "year"),
    ("marks the 75th anniversary of", "1949-01-01", "1949-12-31", "year"),
    ("the thirtieth anniversary of", "1994-01-01", "1994-12-31", "year"),
    ("Last year was the 30th anniversary of", "1993-01-01", "1993-12-31", "year"),
    ("In 2020 came the 70th anniversary of", "1950-01-01", "1950-12-31", "year"),
    ("In February 2022 came the 30th anniversary of", "1992-01-01", "1992-12-31", "year"),
    ("if I recall, in 1987 Denmark sold", "1987-01-01", "1987-12-31", "year"),
    ("in the 32 years since the founding", "1992-01-01", "1992-12-31", "year"),
]

FUTURE = [
    ("will visit on Thursday.", "2024-08-29", "2024-08-29", "day"),
    ("will visit this Monday.", "2024-08-26", "2024-08-26", "day"),
    ("will visit over the weekend.", "2024-08-24", "2024-08-25", "week"),
    ("will visit next Monday.", "2024-08-26", "2024-08-26", "day"),
    ("will visit from Sunday to Wednesday.", "2024-08-25", "2024-08-28", "day"),
    ("will visit tomorrow.", "2024-08-24", "2024-08-24", "day"),
    ("will visit the day after tomorrow.", "2024-08-25", "2024-08-25", "day"),
    ("will visit from Jan. 5 to 7.", "2025-01-05", "2025-01-07", "day"),
    ("will visit from Dec. 30 to Jan. 2.", "2024-12-30", "2025-01-02", "day"),
    ("will visit on the 2nd.", "2024-09-02", "2024-09-02", "day"),
    ("will visit next week.", "2024-08-26", "2024-09-01", "week"),
    ("will visit later this week.", "2024-08-23", "2024-08-25", "week"),
    ("will visit in November.", "2024-11-01", "2024-11-30", "month"),
    ("will visit in May.", "2025-05-01", "2025-05-31", "month"),
    ("will visit next March.", "2025-03-01", "2025-03-31", "month"),
    ("will visit later this month.", "2024-08-23", "2024-08-31", "month"),
    ("will visit early next month.", "2024-09-01", "2024-09-10", "month"),
    ("will visit this autumn.", "2024-09-01", "2024-11-30", "season"),
    ("will visit in the spring.", "2025-03-01", "2025-05-31", "season"),
    ("will open in the first half of 2026.", "2026-01-01", "2026-06-30", "year"),
    ("will open in the first half of next year.", "2025-01-01", "2025-06-30", "year"),
    ("will open in mid-2025.", "2025-05-01", "2025-08-31", "year"),
    ("will open by the end of the year.", "2024-10-01", "2024-12-31", "year"),
    ("will open next year.", "2025-01-01", "2025-12-31", "year"),
    ("Next year marks the 50th anniversary of", "1975-01-01", "1975-12-31", "year"),
]

NEVER = [
    "The sides may 16 times over ask",
    "They may agree",
    "Prime Minister May met him",
    "Theresa May and her team",
    "They march in step",
    "the April twins",
    "General March said",
    "Sun Weidong spoke",
    "The sun was out on a sat and wed day",
    "a second meeting",
    "the 24th meeting of the council",
    "It was his 15th visit",
    "on the 21st century",
    "for 10 years",
    "in the 1990s",
    "the 2030 Agenda for Sustainable Development",
    "Agenda 2030 remains",
    "Vision 2030 remains",
    "the G20 and the 2+2 talks",
    "resolution 2758 of the Assembly",
    "2,024 people",
    "some 2000 troops were sent",
    "worth $2023 today's world",
    "at 10:30 and 12.5 percent",
    "the early fall of Kabul",
    "decades ago",
    "over 30 years ago",
    "over the last year",
    "dated 05/08/2024",
    "on 31 June",
    "on Black Friday and by the Belfast/Good Friday Agreement",
    "Augustine and Marchenko and Mayor Junes",
    "the spring of hope",
]


def _days(view: str, tense: Tense) -> list[tuple[str, str, str]]:
    found = [resolve(mention, base=BASE, tense=tense) for mention in find(view)]
    return [(str(when.start), str(when.end), when.precision) for when in found if when]


@pytest.mark.parametrize(("view", "start", "end", "precision"), PAST)
def test_a_date_of_the_past_means_these_days(view: str, start: str, end: str, precision: str) -> None:
    assert (start, end, precision) in _days(view, "past")


@pytest.mark.parametrize(("view", "start", "end", "precision"), FUTURE)
def test_a_date_to_come_means_these_days(view: str, start: str, end: str, precision: str) -> None:
    assert (start, end, precision) in _days(view, "future")


@pytest.mark.parametrize("view", NEVER)
def test_what_only_looks_like_a_date_is_none(view: str) -> None:
    assert find(view) == () or {mention.kind for mention in find(view)} == {"year-modifier"}


def test_a_year_before_a_noun_is_known_as_a_modifier() -> None:
    assert [mention.kind for mention in find("within the 1967 borders")] == ["year-modifier"]


def test_only_a_date_with_its_year_is_stated() -> None:
    [stated], [relative] = find("on 22 August 2024"), find("on 22 August")
    stated_when, relative_when = (resolve(m, base=BASE, tense="past") for m in (stated, relative))
    assert stated_when and stated_when.basis == "stated"
    assert relative_when and relative_when.basis == "relative"


def test_a_dateline_a_day_behind_the_event_does_not_move_it_by_a_year() -> None:
    [mention] = find("met on August 24")
    when = resolve(mention, base=BASE, tense="past")
    assert when and when.start == date(2024, 8, 24)


def test_the_29th_of_february_of_a_common_year_is_no_day() -> None:
    assert [resolve(m, base=BASE, tense="past") for m in find("on 29 February 2023")] == [None]


def test_an_anniversary_counts_from_the_year_of_the_base() -> None:
    assert (anniversary(BASE, 75).start, anniversary(BASE, 75).end) == (date(1949, 1, 1), date(1949, 12, 31))


_WORDS = st.sampled_from(
    (
        *(
            "on",
            "in",
            "the",
            "of",
            "last",
            "this",
            "next",
            "early",
            "late",
            "end",
            "May",
            "March",
            "Aug.",
            "22",
            "2024",
        ),
        *("22nd", ",", "Thursday", "week", "month", "year", "ago", "3", "to", "-", "since", "anniversary", "75th"),
        *("spring", "fall", "today", "\n", "16", "half", "first", "and"),
    )
)


@given(st.one_of(st.lists(_WORDS, max_size=30).map(" ".join), st.text(max_size=200)))
def test_mentions_lie_in_the_view_in_order_and_give_their_words_back(view: str) -> None:
    end = 0
    for mention in find(view):
        assert end <= mention.begin < mention.end <= len(view)
        assert view[mention.begin : mention.end] == mention.text
        end = mention.end


@given(st.lists(_WORDS, max_size=30).map(" ".join), st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_every_resolved_interval_runs_forward(view: str, base: date) -> None:
    for mention in find(view):
        for tense in ("past", "future", "none"):
            when = resolve(mention, base=base, tense=tense)
            assert when is None or when.start <= when.end


_FULL = st.sampled_from(("%B %-d, %Y", "%-d %B %Y", "%Y-%m-%d", "%b. %-d, %Y"))


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), _FULL)
def test_a_full_date_means_itself_whatever_the_base(day: date, form: str) -> None:
    view = day.strftime(form).replace("May.", "May")
    [mention] = find(view)
    when = resolve(mention, base=BASE, tense="past")
    assert when and (when.start, when.end, when.basis) == (day, day, "stated")


@given(st.integers(0, 400), st.sampled_from(("%B %-d", "%-d %B")))
def test_a_day_without_a_year_is_the_last_one_before_the_base(back: int, form: str) -> None:
    day = BASE - timedelta(days=back)
    [mention] = find(day.strftime(form))
    when = resolve(mention, base=BASE, tense="past")
    assert when is not None
    assert (when.start.month, when.start.day) == (day.month, day.day)
    assert timedelta(days=-2) <= BASE - when.start <= timedelta(days=366)


def test_the_table_of_cases_has_not_shrunk() -> None:
    assert len(PAST) + len(FUTURE) + len(NEVER) >= 120
