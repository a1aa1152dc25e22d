"""When money ends, and by when that is said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spoc_tui.casework.council.dated_figures import kept_value
from spoc_tui.casework.dates.working_days import WorkingDays
from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.funding.award import KIND, Award, check, due, whole_months, works_out
from spoc_tui.casework.funding.dated import FIGURES
from spoc_tui.casework.kinds.fields import Linked

DAYS = WorkingDays()
CLUB = Linked("club", "Rook Lane")
DATES = st.dates(date(2012, 1, 1), date(2060, 12, 31))


def award(**values: Any) -> Award:
    """An award with what follows from it, by the figures that come with the program."""
    one = Award(organisation=CLUB, funder="Public Health", amount=500_000, **values)
    check(one)
    return replace(one, **works_out(one, DAYS, FIGURES))


@pytest.mark.parametrize(
    ("values", "last", "notice_by"),
    [
        # To 31 March: three months before 1 April is New Year's Day, when nobody works.
        ({"starts": date(2026, 4, 1), "ends": date(2027, 3, 31)}, (2027, 3, 31), (2026, 12, 31)),
        ({"starts": date(2027, 1, 15), "months": 12}, (2028, 1, 14), (2027, 10, 15)),
        ({"awarded": date(2027, 1, 15), "months": 12}, (2028, 1, 14), (2027, 10, 15)),
        # Where its end is given, the months do not count.
        ({"ends": date(2026, 9, 30), "months": 12}, (2026, 9, 30), (2026, 7, 1)),
        ({"starts": date(2023, 3, 1), "months": 12}, (2024, 2, 29), (2023, 12, 1)),
        # Three months before 29 May is 28 February where there is no 29th: a Sunday.
        ({"ends": date(2027, 5, 28)}, (2027, 5, 28), (2027, 2, 26)),
    ],
)
def test_the_last_day_and_the_notice(
    values: dict[str, Any], last: tuple[int, int, int], notice_by: tuple[int, int, int]
) -> None:
    one = award(**values)
    assert one.last == date(*last)
    assert one.first_day_without == date(*last) + timedelta(1)
    assert one.notice_by == date(*notice_by)


def test_the_working_says_what_was_counted_and_by_what() -> None:
    one = award(awarded=date(2027, 1, 15), months=12)
    assert "No first day was given: its months are counted from the day of the award" in one.working
    assert "unconfirmed, check before you rely on it" in one.working
    assert "New Year’s Day" in award(ends=date(2027, 3, 31)).working


def test_what_is_not_known_is_not_worked_out() -> None:
    for values in ({"months": 12}, {"starts": date(2026, 4, 1)}):
        one = award(**values)
        assert (one.last, one.first_day_without, one.notice_by) == (None, None, None)
    before_the_guidance = award(ends=date(2010, 3, 31))
    assert before_the_guidance.notice_by is None
    assert "is not known for" in before_the_guidance.working


def test_another_figure_counts_from_its_day() -> None:
    later = replace_figure("6 months", date(2027, 4, 1))
    one = award(ends=date(2027, 3, 31))
    assert works_out(one, DAYS, (*FIGURES, later))["notice_by"] == date(2026, 10, 1)
    sooner = award(ends=date(2027, 3, 30))
    assert works_out(sooner, DAYS, (*FIGURES, later))["notice_by"] == date(2026, 12, 31)
    nonsense = replace_figure("900 months", date(2020, 1, 1))
    assert works_out(one, DAYS, (nonsense,))["notice_by"] is None


def replace_figure(value: str, since: date) -> Any:
    return FIGURES[0]._replace(value=kept_value(value), valid_from=since)


@settings(deadline=None)
@given(starts=DATES, months=st.integers(1, 120))
def test_months_end_the_day_before_the_corresponding_day(starts: date, months: int) -> None:
    one = award(starts=starts, months=months)
    assert one.last is not None
    assert one.first_day_without is not None
    without = one.first_day_without
    there = (without.year * 12 + without.month) - (starts.year * 12 + starts.month)
    # The month's last day ends what began on a day that its month does not have.
    assert (without.day == starts.day and there == months) or (
        without.day == 1 and there == months + 1 and starts.day > one.last.day
    )
    assert one.length == whole_months(starts, without) == months


@settings(deadline=None)
@given(ends=DATES)
def test_notice_is_a_working_day_three_months_before_the_first_day_without(ends: date) -> None:
    one = award(ends=ends)
    assert one.notice_by is not None
    assert DAYS.is_working(one.notice_by)
    # No working day lies between it and the corresponding day, which is in time itself.
    day, months = one.notice_by + timedelta(1), ends + timedelta(1)
    while not DAYS.is_working(day):
        day += timedelta(1)
    assert (months - one.notice_by).days >= 89
    assert (months - day).days < 93


def test_what_is_due_says_so_from_six_and_from_four_months_before() -> None:
    shown = {one.what: one.show for one in due(award(ends=date(2027, 3, 31)), DAYS)}
    assert shown == {"ends": date(2026, 9, 30), "notice": date(2026, 11, 30)}


def test_a_renewal_ends_what_is_due_of_it() -> None:
    one = award(ends=date(2027, 3, 31))
    after = award(starts=date(2027, 4, 1), months=12, renews=Linked("a", "Rook Lane"))
    renewed = replace(one, renewals=(after,))
    assert [each.what for each in due(renewed, DAYS)] == ["say it ended"]
    assert after.notice_by == date(2027, 12, 31)  # of the present end, not of the first
    assert not renewed.has_short_notice(date(2027, 6, 1))


@pytest.mark.parametrize(
    ("noticed", "on", "short"),
    [
        (None, date(2026, 12, 31), False),
        (None, date(2027, 1, 1), True),
        (date(2026, 12, 31), date(2027, 6, 1), False),
        (date(2027, 1, 1), date(2027, 6, 1), True),
    ],
)
def test_notice_is_short_after_its_day(noticed: date | None, on: date, short: bool) -> None:
    one = replace(award(ends=date(2027, 3, 31)), noticed=noticed)
    assert one.has_short_notice(on) is short


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"starts": date(2026, 4, 1), "ends": date(2026, 3, 31)}, "ends"),
        ({"awarded": date(2026, 4, 1), "ends": date(2026, 3, 31)}, "ends"),
    ],
)
def test_days_the_wrong_way_round_are_refused(values: dict[str, Any], field: str) -> None:
    with pytest.raises(BadInput) as refused:
        award(**values)
    assert refused.value.field == field


def test_an_award_of_nothing_is_refused() -> None:
    with pytest.raises(BadInput, match="more than £0"):
        check(Award(organisation=CLUB, funder="Public Health", amount=0))


def test_it_is_of_its_area() -> None:
    assert KIND.area == "money"
