"""The rules by which last days follow: the dates of the report's rows, and counts by the day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spoc_tui.casework.dates.deadlines import Deadline
from spoc_tui.casework.dates.working_days import WorkingDays
from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.kinds.clocks import (
    Unit,
    after,
    before,
    beginning_with,
    days_without_holidays,
    or_last_working_day,
    or_next_working_day,
    working_days_after,
    working_days_before,
)

DAYS = WorkingDays({date(2026, 6, 15): "A royal wedding"})
ONE_DAY = timedelta(days=1)
STARTS = st.dates(date(2019, 1, 1), date(2029, 12, 31))


def on(text: str) -> date:
    return date.fromisoformat(text)


FROM_A_DAY: list[tuple[str, Callable[..., Deadline], str, int, Unit, str]] = [
    ("an environmental statement", beginning_with, "2026-03-30", 30, "days", "2026-04-28"),
    ("holidays counted", beginning_with, "2026-03-30", 30, "days", "2026-04-28"),
    ("late payment", beginning_with, "2026-03-02", 30, "days", "2026-03-31"),
    ("interim moratorium", beginning_with, "2026-06-01", 6, "weeks", "2026-07-12"),
    ("full moratorium", beginning_with, "2026-06-01", 6, "months", "2026-11-30"),
    ("protected period", beginning_with, "2026-06-01", 18, "months", "2027-11-30"),
    ("an award of 12 months", beginning_with, "2027-01-15", 12, "months", "2028-01-14"),
    ("a listing", beginning_with, "2026-06-01", 5, "years", "2031-05-31"),
    ("publication", beginning_with, "2026-03-25", 1, "years", "2027-03-24"),
    ("from a leap day", beginning_with, "2028-02-29", 1, "years", "2029-02-28"),
    ("a month of a long one", beginning_with, "2026-01-31", 1, "months", "2026-02-28"),
    ("to a long month", beginning_with, "2026-02-28", 1, "months", "2026-03-27"),
    ("a nomination", after, "2026-06-01", 8, "weeks", "2026-07-27"),
    ("a certificate", after, "2026-12-01", 30, "days", "2026-12-31"),
    ("a review", after, "2028-02-29", 1, "years", "2029-02-28"),
    ("subject access", after, "2025-09-03", 1, "months", "2025-10-03"),
    ("at the month's last day", after, "2026-01-30", 1, "months", "2026-02-28"),
    ("no day at all", after, "2026-01-30", 0, "months", "2026-01-30"),
    ("notice", before, "2027-04-01", 3, "months", "2027-01-01"),
    ("before, at the last day", before, "2026-05-31", 3, "months", "2026-02-28"),
    ("over the year", before, "2026-01-15", 13, "months", "2024-12-15"),
]


@pytest.mark.parametrize(("_", "rule", "start", "n", "unit", "last"), FROM_A_DAY)
def test_a_last_day_follows_from_a_day(
    _: str, rule: Callable[..., Deadline], start: str, n: int, unit: Unit, last: str
) -> None:
    assert rule("Begins", on(start), n, unit).day == on(last)


@pytest.mark.parametrize(
    ("start", "n", "last"),
    [
        ("2026-03-30", 21, "2026-04-21"),
        ("2026-03-30", 18, "2026-04-18"),
        ("2026-03-30", 14, "2026-04-14"),
        ("2026-12-14", 21, "2027-01-06"),
        ("2027-12-14", 21, "2028-01-07"),  # Christmas Day is a Saturday: it counts neither
        ("2026-04-03", 1, "2026-04-04"),  # begins on Good Friday
        ("2021-12-25", 1, "2021-12-26"),
    ],
)
def test_days_that_begin_with_a_notice_leave_out_public_holidays(
    start: str, n: int, last: str
) -> None:
    assert days_without_holidays("Opened", on(start), n, DAYS).day == on(last)


@pytest.mark.parametrize(
    ("by", "next_one", "last_one"),
    [
        ("2026-10-03", "2026-10-05", "2026-10-02"),
        ("2026-02-28", "2026-03-02", "2026-02-27"),
        ("2027-01-01", "2027-01-04", "2026-12-31"),
        ("2026-07-12", "2026-07-13", "2026-07-10"),
        ("2026-07-10", "2026-07-10", "2026-07-10"),
    ],
)
def test_a_day_on_which_nobody_works(by: str, next_one: str, last_one: str) -> None:
    deadline = Deadline(on(by), "It ends.")
    assert or_next_working_day(deadline, DAYS).day == on(next_one)
    assert or_last_working_day(deadline, DAYS).day == on(last_one)


def test_the_working_says_how_the_day_was_found() -> None:
    assert days_without_holidays("Opened", on("2026-03-30"), 21, DAYS).working == (
        "Opened Mon 30 Mar 2026; the last of 21 days beginning with it, not counting Good Friday "
        "3 Apr and Easter Monday 6 Apr, is Tue 21 Apr 2026."
    )
    notice = before("First day without money", on("2027-04-01"), 3, "months")
    assert or_last_working_day(notice, DAYS).working == (
        "First day without money Thu 1 Apr 2027 (day 0); 3 months before it is Fri 1 Jan 2027. As "
        "that is New Year’s Day: the last working day before it, Thu 31 Dec 2026."
    )
    assert after("Signed", on("2028-02-29"), 1, "years").working == (
        "Signed Tue 29 Feb 2028 (day 0); 1 year after it is Wed 28 Feb 2029, the month’s last day."
    )
    assert beginning_with("Starts", on("2027-01-15"), 12, "months").working == (
        "Starts Fri 15 Jan 2027 (day 1); the last day of 12 months beginning with it is Fri 14 Jan "
        "2028."
    )
    assert working_days_before("Meets", on("2026-04-08"), 5, DAYS).working == (
        "Meets Wed 8 Apr 2026 (day 0); 5 working days before it, not counting Good Friday 3 Apr "
        "and Easter Monday 6 Apr, is Mon 30 Mar 2026."
    )


@pytest.mark.parametrize("unit", ["days", "weeks", "months", "years"])
def test_what_is_no_date_is_refused(unit: Unit) -> None:
    with pytest.raises(BadInput, match="is no date"):
        after("Received", on("2026-01-01"), 9_999_999, unit)
    with pytest.raises(BadInput, match="at least that day"):
        beginning_with("Received", on("2026-01-01"), 0, unit)


def slowly(start: date, n: int, counts: Callable[[date], bool], step: int = 1) -> date:
    """The nth day from `start` on, or back, that counts; `start` itself is looked at first."""
    day = start
    while True:
        n -= counts(day)
        if n == 0:
            return day
        day += step * ONE_DAY


def is_public_holiday(day: date) -> bool:
    return DAYS.holiday_name(day) is not None or (day.month, day.day) == (12, 25)


@settings(max_examples=150, deadline=None)
@given(STARTS, st.integers(1, 60))
def test_counting_day_by_day_gives_the_same(start: date, n: int) -> None:
    assert days_without_holidays("Opened", start, n, DAYS).day == slowly(
        start, n, lambda day: not is_public_holiday(day)
    )
    assert beginning_with("Opened", start, n, "days").day == slowly(start, n, lambda day: True)
    tomorrow, yesterday = start + ONE_DAY, start - ONE_DAY
    assert working_days_after("Received", start, n, DAYS).day == slowly(
        tomorrow, n, DAYS.is_working
    )
    assert working_days_before("Meets", start, n, DAYS).day == slowly(
        yesterday, n, DAYS.is_working, -1
    )
    assert after("Received", start, n, "weeks").day == slowly(tomorrow, 7 * n, lambda day: True)


@settings(max_examples=150, deadline=None)
@given(STARTS, st.integers(1, 60))
def test_a_month_later_is_the_corresponding_day_or_the_last(start: date, n: int) -> None:
    later, day = after("Received", start, n, "months").day, start
    months = 0
    while months < n or (day.day != start.day and (day + ONE_DAY).month == day.month):
        day += ONE_DAY
        months += day.day == 1
    assert later == day
    assert before("Received", later, n, "months").day <= start
    ends = beginning_with("Begins", start, n, "months").day
    assert ends + ONE_DAY == later or (ends == later and later.day < start.day)


@settings(max_examples=100, deadline=None)
@given(STARTS, st.integers(1, 40))
def test_days_before_and_after_are_each_others_way_back(start: date, n: int) -> None:
    later = working_days_after("Received", start, n, DAYS).day
    back = working_days_before("Received", later, n, DAYS).day
    assert back == or_last_working_day(Deadline(start, ""), DAYS).day
    assert DAYS.count(start, later) == n
