"""What holds of every date and moment as typed, on whatever day it is typed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from typed_lines import LINES

from spoc_tui.casework.dates.fields import Direction
from spoc_tui.casework.dates.typed_dates import read_day
from spoc_tui.casework.dates.typed_moments import read_moment
from spoc_tui.casework.dates.when import MONTH_NAMES, london, show_day, show_moment
from spoc_tui.casework.dates.working_days import WorkingDays
from spoc_tui.casework.errors import BadInput

DAYS = WorkingDays()
TODAYS = st.dates(date(1995, 1, 1), date(2095, 12, 31))
NOWS = st.timedeltas(timedelta(0), timedelta(days=365 * 100)).map(
    lambda later: datetime(1995, 1, 1, tzinfo=UTC) + later
)
PHRASES = sorted({line.typed for line in LINES})


def read(text: str, today: date, direction: Direction, near: date | None = None) -> date:
    return read_day(text, today=today, days=DAYS, direction=direction, near=near)


def nearest(day: int, month: int, near: date) -> set[date]:
    """By trying every day about it; two where both are as near."""
    about = [near + timedelta(days=n) for n in range(-400, 401)]
    fit = [one for one in about if (one.day, one.month) == (day, month)]
    least = min(abs((one - near).days) for one in fit)
    return {one for one in fit if abs((one - near).days) == least}


@settings(max_examples=200, deadline=None)
@given(
    meant=TODAYS,
    today=TODAYS,
    direction=st.sampled_from(Direction),
    form=st.sampled_from(("{0.day}/{0.month}", "{0.day} {1}", "{1} {0.day}")),
)
def test_without_a_year_it_is_the_nearest_or_refused(
    meant: date, today: date, direction: Direction, form: str
) -> None:
    assume((meant.day, meant.month) != (29, 2))
    text = form.format(meant, MONTH_NAMES[meant.month - 1])
    found = nearest(meant.day, meant.month, today)
    fits = {
        one
        for one in found
        if (not direction.looks_back or one <= today)
        and (not direction.looks_ahead or one >= today)
    }
    if fits:
        assert read(text, today, direction) in fits
        return
    with pytest.raises(BadInput, match=r"is either .*, or .*: type the year") as caught:
        read(text, today, direction)
    assert all(show_day(one) in str(caught.value) for one in found)


@settings(max_examples=100, deadline=None)
@given(meant=TODAYS, today=TODAYS, near=TODAYS)
def test_near_another_day_it_is_the_nearest_to_that(meant: date, today: date, near: date) -> None:
    assume((meant.day, meant.month) != (29, 2))
    found = read(f"{meant.day}/{meant.month}", today, Direction.ANY, near)
    assert found in nearest(meant.day, meant.month, near)


@settings(max_examples=300, deadline=None)
@given(text=st.sampled_from(PHRASES), today=TODAYS)
def test_no_phrase_ever_means_a_day_on_the_wrong_side(text: str, today: date) -> None:
    for direction in (Direction.PAST, Direction.AHEAD):
        try:
            day = read(text, today, direction)
        except BadInput:
            continue
        assert day <= today if direction is Direction.PAST else day >= today


@settings(max_examples=100, deadline=None)
@given(day=st.dates(date(1990, 1, 1), date(2100, 12, 31)), today=TODAYS)
def test_a_day_as_shown_is_that_day(day: date, today: date) -> None:
    in_full = f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"
    for shown in (show_day(day), day.isoformat(), f"{day:%d/%m/%Y}", in_full):
        assert read(shown, today, Direction.ANY) == day
    try:
        without_year = read(show_day(day, today), today, Direction.ANY)
    except BadInput:  # of this year, but nearer to one of the next
        assert abs((day - today).days) > 180
    else:
        assert without_year == day


@settings(max_examples=100, deadline=None)
@given(
    now=NOWS,
    ago=st.timedeltas(timedelta(0), timedelta(days=1500)),
)
def test_a_moment_as_shown_is_that_moment(now: datetime, ago: timedelta) -> None:
    moment = (now - ago).replace(second=0, microsecond=0)
    assume(not moment.astimezone(london()).fold)
    assert read_moment(show_moment(moment), now=now, days=DAYS) == moment
    assert read_moment(moment.isoformat(), now=now, days=DAYS) == moment


@settings(max_examples=200, deadline=None)
@given(
    text=st.sampled_from(PHRASES),
    now=NOWS,
)
def test_no_phrase_ever_means_a_moment_to_come(text: str, now: datetime) -> None:
    try:
        moment = read_moment(text, now=now, days=DAYS)
    except BadInput:
        return
    assert moment <= now
