"""Weeks, months, quarters and pairs of dates, across the year's end and the clocks' changes."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spoc_tui.casework.dates.when import london, to_iso
from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.week.periods import (
    Period,
    between,
    check_begun,
    month_of,
    quarter_of,
    week_of,
)

DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))


@pytest.mark.parametrize(
    ("period", "name"),
    [
        (week_of(date(2026, 11, 29)), "Week 48 of 2026, 23 to 29 November 2026"),
        (week_of(date(2027, 1, 1)), "Week 53 of 2026, 28 December 2026 to 3 January 2027"),
        (week_of(date(2026, 4, 2)), "Week 14 of 2026, 30 March to 5 April 2026"),
        (month_of(date(2028, 2, 3)), "February 2028"),
        (quarter_of(date(2026, 11, 26)), "October to December 2026"),
        (between(date(2026, 11, 3), date(2026, 11, 3)), "3 November 2026"),
        (between(date(2026, 11, 3), date(2026, 11, 9)), "3 to 9 November 2026"),
    ],
)
def test_it_has_a_name(period: Period, name: str) -> None:
    assert period.name == name


@pytest.mark.parametrize(
    ("period", "begins", "ends"),
    [  # the clocks go forward on 29 March and back on 25 October 2026
        (week_of(date(2026, 3, 29)), "2026-03-23T00:00:00Z", "2026-03-29T23:00:00Z"),
        (week_of(date(2026, 10, 25)), "2026-10-18T23:00:00Z", "2026-10-26T00:00:00Z"),
        (month_of(date(2026, 7, 1)), "2026-06-30T23:00:00Z", "2026-07-31T23:00:00Z"),
    ],
)
def test_its_days_are_london_days(period: Period, begins: str, ends: str) -> None:
    assert (to_iso(period.begins_at), to_iso(period.ends_at)) == (begins, ends)


@given(day=DAYS, steps=st.integers(1, 30))
def test_the_ones_before_and_after_join_on(day: date, steps: int) -> None:
    for of in (week_of, month_of, quarter_of):
        period = of(day)
        assert period.holds(day)
        assert period.begins_at.astimezone(london()).date() == period.start
        assert period.after().start == period.end + timedelta(days=1)
        assert period.before().after() == period
        back = period
        for _ in range(steps):
            back = back.before()
        assert back == period.before(steps)
        assert back.called == period.called == of.__name__.removesuffix("_of")


@given(start=DAYS, days=st.integers(1, 400))
def test_a_pair_of_dates_goes_back_by_its_own_length(start: date, days: int) -> None:
    period = between(start, start + timedelta(days=days - 1))
    before = period.before()
    assert before.end < period.start
    assert period.days == days
    if period.called == "period":
        assert before.days == days


def test_what_cannot_be_is_reported() -> None:
    with pytest.raises(BadInput, match="after its end on Mon 2 Nov 2026"):
        between(date(2026, 11, 3), date(2026, 11, 2))
    with pytest.raises(BadInput, match="is still to come: it begins on Mon 30 Nov 2026"):
        check_begun(week_of(date(2026, 12, 1)), date(2026, 11, 29))
