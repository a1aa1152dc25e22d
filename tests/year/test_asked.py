"""Which year is meant: as it is typed, and what is no year."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.week.periods import Period, between, year_of
from spoc_tui.casework.year.asked import last_ended, year_asked

TODAY = date(2026, 12, 1)


@pytest.mark.parametrize(
    ("typed", "calendar", "first", "last"),
    [
        ("2026/27", False, "2026-04-01", "2027-03-31"),
        (" 2026-27 ", False, "2026-04-01", "2027-03-31"),
        ("2026/2027", False, "2026-04-01", "2027-03-31"),
        ("2026", False, "2026-04-01", "2027-03-31"),
        ("2026", True, "2026-01-01", "2026-12-31"),
        ("1999/00", False, "1999-04-01", "2000-03-31"),
        ("2023", False, "2023-04-01", "2024-03-31"),  # with a 29 February
    ],
)
def test_a_year_is_read(typed: str, calendar: bool, first: str, last: str) -> None:
    period = year_asked(typed, TODAY, calendar=calendar)
    assert (period.start.isoformat(), period.end.isoformat()) == (first, last)
    assert period.called == "year"


@pytest.mark.parametrize(
    ("typed", "calendar", "said"),
    [
        ("2027/29", False, "2027/29 is not one year: 2027/28 is April 2027 to March 2028."),
        ("2026/26", False, "2026/26 is not one year: 2026/27 is"),
        ("26", False, "“26” is no year. Write it as 2026/27, or as 2026."),
        ("last year", False, "“last year” is no year."),
        ("", False, "“” is no year."),
        ("2026/27", True, "A calendar year has one number: 2026 is January to December 2026."),
        ("2027", False, "2027/28, April 2027 to March 2028, is still to come: it begins on Thu 1"),
        ("2027", True, "2027, January to December 2027, is still to come"),
        ("0001", False, "There is nothing of 0001."),
        ("9999", False, "There is nothing of 9999."),
    ],
)
def test_what_is_no_year_is_said(typed: str, calendar: bool, said: str) -> None:
    with pytest.raises(BadInput, match=said) as caught:
        year_asked(typed, TODAY, calendar=calendar)
    assert caught.value.field == "of"


@pytest.mark.parametrize(
    ("today", "calendar", "first"),
    [
        ("2026-04-01", False, "2025-04-01"),
        ("2026-03-31", False, "2024-04-01"),
        ("2026-12-31", True, "2025-01-01"),
        ("2027-01-01", True, "2026-01-01"),
    ],
)
def test_the_last_year_that_has_ended(today: str, calendar: bool, first: str) -> None:
    period = last_ended(date.fromisoformat(today), calendar=calendar)
    assert period.start.isoformat() == first
    assert period.end < date.fromisoformat(today) <= period.after().end


@given(st.dates(date(1902, 1, 1), date(2200, 1, 1)), st.integers(1, 12))
def test_years_follow_each_other_without_a_gap(day: date, month: int) -> None:
    year = year_of(day, month)
    assert year.holds(day)
    assert year.start.month == month
    assert year.days in (365, 366)
    assert year.before().end == year.start - timedelta(days=1)
    assert year.after().before() == year
    assert year.before(3).start == date(year.start.year - 3, month, 1)


@pytest.mark.parametrize(
    ("first", "last", "name"),
    [
        ("2026-04-01", "2027-03-31", "2026/27, April 2026 to March 2027"),
        ("2026-01-01", "2026-12-31", "2026, January to December 2026"),
        ("2025-10-01", "2026-09-30", "2025/26, October 2025 to September 2026"),
        ("2026-04-02", "2027-04-01", "2 April 2026 to 1 April 2027"),
    ],
)
def test_a_year_has_a_name_of_any_first_month(first: str, last: str, name: str) -> None:
    period = between(date.fromisoformat(first), date.fromisoformat(last))
    assert period == Period(period.start, period.end)
    assert period.name == name
