"""A day to come with a time on it, as typed and as shown."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from spoc_tui.casework.dates.fields import Direction
from spoc_tui.casework.dates.typed_day_and_time import read_day_and_time
from spoc_tui.casework.dates.when import (
    DayAndTime,
    in_words,
    london,
    london_date,
    show_day_and_time,
)
from spoc_tui.casework.dates.working_days import WorkingDays
from spoc_tui.casework.errors import BadInput

DAYS = WorkingDays()
WEDNESDAY = date(2026, 11, 25)
NOW = datetime(2026, 11, 25, 10, 3, 10, tzinfo=UTC)


def read(text: str, now: datetime = NOW) -> DayAndTime:
    return read_day_and_time(text, now=now, days=DAYS)


def shown(text: str, now: datetime = NOW) -> str:
    return show_day_and_time(read(text, now), WEDNESDAY)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        *((text, "today at 15:00") for text in ("3pm", "at three", "at 3", "15:00", "today 3pm")),
        *((text, "today at 15:00") for text in ("3 o'clock", "1500", "3 in the afternoon")),
        *((text, "today at 14:30") for text in ("half past two", "half two", "2.30", "2.30 p.m.")),
        *((text, "today at 12:00") for text in ("noon", "midday", "at 12", "12pm")),
        ("quarter to three", "today at 14:45"),
        ("ten to one", "today at 12:50"),
        ("twenty past 10", "today at 10:20"),
        ("at eleven", "today at 11:00"),
        ("in 2 hours", "today at 12:03"),
        ("in 20 mins", "today at 10:23"),
        ("in half an hour", "today at 10:33"),
        ("10:03", "today at 10:03"),
        ("wed 3pm", "today at 15:00"),
        ("tomorrow at 9.30", "Thu 26 Nov at 09:30"),
        ("noon tomorrow", "Thu 26 Nov at 12:00"),
        ("fri 2pm", "Fri 27 Nov at 14:00"),
        ("at 3 on friday", "Fri 27 Nov at 15:00"),
        ("by fri at half two", "Fri 27 Nov at 14:30"),
        ("4 dec 10am", "Fri 4 Dec at 10:00"),
        ("4 dec 2026 at 03:00", "Fri 4 Dec at 03:00"),
        ("friday week, 9am", "Fri 4 Dec at 09:00"),
        ("fri", "Fri 27 Nov"),
        ("4 dec 2026", "Fri 4 Dec"),
        ("today", "Wed 25 Nov"),
    ],
)
def test_as_people_say_it_on_the_phone(text: str, said: str) -> None:
    assert shown(text) == said


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("9am", "either today at 09:00, which is past, or Thu 26 Nov 2026 at 09:00: type the day"),
        ("at ten", "either today at 10:00, which is past, or Thu 26 Nov 2026 at 10:00"),
        ("wed 9am", "either today at 09:00, which is past, or Wed 2 Dec 2026 at 09:00"),
        ("today 9am", "is today at 09:00, which is past. Give a time still to come."),
        ("10 mins ago", "is today at 09:53, which is past"),
        ("24/11 3pm", "Tue 24 Nov 2026 at 15:00, which is past, or Wed 24 Nov 2027 at 15:00"),
        ("24/11", "either Tue 24 Nov 2026, which is past, or Wed 24 Nov 2027: type the year"),
        ("24.11", "24:11 is not a time of day; for Tue 24 Nov 2026 type 24/11"),
        ("midnight", "either end of a day"),
        ("next fri 2pm", "two different weeks"),
        ("28/3/2027 01:30", "the clocks went forward over 01:30 on Sun 28 Mar 2027"),
        ("3", "only a number"),
        ("later", "“later” is not a date or time. Type for example"),
        ("", "No date was typed"),
    ],
)
def test_what_is_past_or_no_time_is_refused(text: str, why: str) -> None:
    with pytest.raises(BadInput) as caught:
        read(text)
    assert why in str(caught.value)
    assert caught.value.field == "by"


def test_a_day_that_stays_past_can_be_read_where_the_field_says_so() -> None:
    on = read_day_and_time("2026-11-20 09:30", now=NOW, days=DAYS, direction=Direction.MOSTLY_AHEAD)
    assert on == DayAndTime(date(2026, 11, 20), time(9, 30))


def test_two_hours_from_now_are_two_hours_over_a_change_of_clocks() -> None:
    before = datetime(2026, 10, 25, 0, 15, tzinfo=UTC)  # 01:15 the first time
    assert read("in 2 hours", before) == DayAndTime(date(2026, 10, 25), time(2, 15))


def test_in_words_with_the_time() -> None:
    said = in_words(date(2026, 11, 27), today=WEDNESDAY, days=DAYS, at=time(14))
    assert said == "Friday 27 November 2026 at 14:00, in 2 days (2 working days)"


MOMENTS = st.timedeltas(timedelta(0), timedelta(days=365 * 70)).map(lambda later: NOW + later)


@settings(max_examples=100, deadline=None)
@given(now=MOMENTS, minutes=st.integers(0, 500_000), whole_day=st.booleans())
def test_as_shown_and_as_kept_it_reads_back(now: datetime, minutes: int, whole_day: bool) -> None:
    wall = (now + timedelta(minutes=minutes)).astimezone(london())
    assume(not wall.fold)
    at = None if whole_day else wall.time().replace(second=0, microsecond=0)
    on = DayAndTime(wall.date(), at)
    assert read(on.typed, now) == on
    assert read(show_day_and_time(on), now) == on
    try:
        without_year = read(show_day_and_time(on, london_date(now)), now)
    except BadInput:  # more than half a year off it wants the year
        assert minutes > 180 * 24 * 60
    else:
        assert without_year == on


TYPED = st.from_regex(
    r"\A(at |in |today |wed |24/11 |fri )?[0-9]{1,4}([:.][0-9]{1,2})?( ?(pm|am|mins|hours))?\Z"
)


@settings(max_examples=200, deadline=None)
@given(text=TYPED, now=MOMENTS)
def test_nothing_that_is_read_is_past(text: str, now: datetime) -> None:
    try:
        on = read(text, now)
    except BadInput:
        return
    wall = now.astimezone(london()).replace(tzinfo=None, second=0, microsecond=0)
    assert datetime.combine(on.day, on.at or time.max) >= wall
