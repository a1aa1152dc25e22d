"""Dates and moments as typed, said back, and stored."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from spoc_tui.casework.dates.fields import Direction
from spoc_tui.casework.dates.typed_dates import read_day
from spoc_tui.casework.dates.typed_moments import read_moment
from spoc_tui.casework.dates.when import (
    from_iso,
    in_words,
    london_date,
    show_day,
    show_moment,
    to_iso,
)
from spoc_tui.casework.dates.working_days import WorkingDays
from spoc_tui.casework.errors import BadInput

DAYS = WorkingDays()
SUNDAY = date(2026, 11, 22)
"""Today, where a test names no other."""
NOW = datetime(2026, 11, 22, 15, 0, 10, tzinfo=UTC)
CHRISTMAS = date(2026, 12, 25)
TYPED = st.text(max_size=70) | st.from_regex(
    r"\A(in |\+|-)?[0-9]{0,5}[ /.:\-]?([0-9]{1,4}|feb|dec|fri|weeks?|w|pm)?[ /.\-]?[0-9]{0,4}\Z"
)


def read(text: str, *, today: date = SUNDAY, direction: Direction = Direction.MOSTLY_AHEAD) -> date:
    return read_day(text, today=today, days=DAYS, direction=direction)


def moment(text: str, *, now: datetime = NOW) -> str:
    return to_iso(read_moment(text, now=now, days=DAYS))


@pytest.mark.parametrize(
    "text",
    [
        *("2026-12-25", "2026/12/25", "25/12", "25/12/26", "25/12/2026", "25.12.2026", "25-12-26"),
        *("25dec", "25-dec-2026", "25 dec 2026", "25 December", "DEC 25", "Dec. 25", "25 12 2026"),
        *("25th of December 2026", "25 dec '26", "December 25, 2026", "  25   dec  "),
        *("Fri 25 Dec", "Friday, 25 December 2026"),
    ],
)
def test_many_ways_to_type_christmas(text: str) -> None:
    assert read(text) == CHRISTMAS


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", SUNDAY),
        ("Tomorrow", date(2026, 11, 23)),
        ("yesterday", date(2026, 11, 21)),
        ("fri", date(2026, 11, 27)),
        ("friday", date(2026, 11, 27)),
        ("thurs", date(2026, 11, 26)),
        ("sun", date(2026, 11, 29)),
        ("last sun", date(2026, 11, 15)),
        ("+3", date(2026, 11, 25)),
        ("+3d", date(2026, 11, 25)),
        ("in 3 days", date(2026, 11, 25)),
        ("+3wd", date(2026, 11, 25)),
        ("+6wd", date(2026, 11, 30)),
        ("+3w", date(2026, 12, 13)),
        ("6 working days", date(2026, 11, 30)),
        ("+2 weeks", date(2026, 12, 6)),
        ("+3 months", date(2027, 2, 22)),
        ("-1", date(2026, 11, 21)),
        ("2 weeks ago", date(2026, 11, 8)),
        ("next week", date(2026, 11, 23)),
        ("next month", date(2026, 12, 1)),
        ("end of month", date(2026, 11, 30)),
        ("3/4/2026", date(2026, 4, 3)),
        ("3/4", date(2027, 4, 3)),
        ("22 nov", SUNDAY),
        ("25/12/16", date(2016, 12, 25)),
    ],
)
def test_days_from_a_sunday_in_november(text: str, day: date) -> None:
    assert read(text) == day


@pytest.mark.parametrize(
    ("text", "today", "day"),
    [
        ("+10wd", date(2026, 4, 2), date(2026, 4, 20)),
        ("+10", date(2026, 4, 2), date(2026, 4, 12)),
        ("thu", date(2026, 4, 2), date(2026, 4, 9)),
        ("next week", date(2026, 4, 1), date(2026, 4, 7)),
        ("next month", date(2026, 12, 31), date(2027, 1, 4)),
        ("end of month", date(2028, 2, 3), date(2028, 2, 29)),
        ("+1 month", date(2027, 1, 31), date(2027, 2, 28)),
    ],
)
def test_days_from_other_days(text: str, today: date, day: date) -> None:
    assert read(text, today=today) == day


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "No date was typed"),
        ("31 Feb", "“31 Feb” is not a date: February has 28 days, in a leap year 29."),
        ("31/2", "February has 28 days, in a leap year 29"),
        ("31 feb 2027", "February 2027 has 28 days"),
        ("2026-02-30", "February 2026 has 28 days"),
        ("29/2/2027", "February 2027 has 28 days"),
        ("31 april", "April has 30 days"),
        ("0/1", "there is no day 0"),
        ("banana", "“banana” is not a date. Type for example"),
        ("99", "only a number"),
        ("1234567890", "only a number"),
        ("12/25", "there is no month 25"),
        ("2026-13-01", "there is no month 13"),
        ("mon 25 dec", "25 December 2026 is a Friday"),
        ("next fri", "two different weeks"),
        ("dec 2026", "is not a date"),
        ("dec", "is not a date"),
        ("25/12/2026 or so", "is not a date"),
        ("-3wd", "forward only"),
        ("+3 days ago", "is not a date"),
        ("25/12/1889", "years from 1990 to 2100"),
        ("25/12/99", "type the year in full"),
        ("2101-01-01", "years from 1990 to 2100"),
        ("+2000 months", "in the year 2193; dates from 1990 to 2100"),
        ("+99999999999", "9,999 is as far as it counts"),
        ("🎉", "“🎉” is not a date"),
        ("\x1b[31m\u202e", "“[31m” is not a date"),
        ("²/٣", "is not a date"),
        ("\ud800", "is not a date"),
    ],
)
def test_what_is_no_date_is_refused_and_says_why(text: str, why: str) -> None:
    with pytest.raises(BadInput) as caught:
        read_day(text, today=SUNDAY, days=DAYS, direction=Direction.ANY, field="due")
    assert why in str(caught.value)
    assert caught.value.field == "due"


def test_a_megabyte_is_refused_with_the_start_of_it() -> None:
    with pytest.raises(BadInput, match="too long to be a date") as caught:
        read("1/" * 500_000)
    assert len(str(caught.value)) < 250


@pytest.mark.parametrize(
    "text", ["tomorrow", "fri", "next month", "+9999wd", "+9 months", "1 jan", "eom", "9th"]
)
def test_at_the_end_of_time_there_is_no_overflow(text: str) -> None:
    with pytest.raises(BadInput):
        read(text, today=date.max)


@settings(max_examples=150, deadline=None)
@given(text=TYPED, today=st.dates(), direction=st.sampled_from(Direction))
@example(text="yesterday", today=date.min, direction=Direction.ANY)
@example(text="-9999 months", today=date.min, direction=Direction.PAST)
def test_any_text_is_a_day_or_refused(text: str, today: date, direction: Direction) -> None:
    try:
        day = read(text, today=today, direction=direction)
    except BadInput:
        return
    assert 1990 <= day.year <= 2100


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("14:30", "2026-11-22T14:30:00Z"),
        ("2pm", "2026-11-22T14:00:00Z"),
        ("9.15am", "2026-11-22T09:15:00Z"),
        ("9:15 am", "2026-11-22T09:15:00Z"),
        ("12am", "2026-11-22T00:00:00Z"),
        ("12pm", "2026-11-22T12:00:00Z"),
        ("today", "2026-11-22T15:00:10Z"),
        ("now", "2026-11-22T15:00:10Z"),
        ("yesterday", "2026-11-21T12:00:00Z"),
        ("yesterday 2pm", "2026-11-21T14:00:00Z"),
        ("2pm yesterday", "2026-11-21T14:00:00Z"),
        ("fri at 14:30", "2026-11-20T14:30:00Z"),
        ("14:30 on friday", "2026-11-20T14:30:00Z"),
        ("2/9", "2026-09-02T11:00:00Z"),
        ("2/4/2026 14:30", "2026-04-02T13:30:00Z"),
        ("2 sep, 9.15am", "2026-09-02T08:15:00Z"),
        ("2026-04-02", "2026-04-02T11:00:00Z"),
        ("2026-04-02T14:30", "2026-04-02T13:30:00Z"),
        ("2026-04-02 14:30:59", "2026-04-02T13:30:59Z"),
        ("2026-04-02T14:30Z", "2026-04-02T14:30:00Z"),
        ("2026-04-02T14:30:00.5+05:30", "2026-04-02T09:00:00Z"),
        ("2026-11-22T14:30:00Z", "2026-11-22T14:30:00Z"),
    ],
)
def test_moments_as_typed_in_london_are_stored_in_utc(text: str, stored: str) -> None:
    assert moment(text) == stored


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "No date was typed"),
        ("16:00", "“16:00” is either Sun 22 Nov 2026 16:00, which is to come, or Sat 21 Nov"),
        ("tomorrow", "is to come"),
        ("25/12/2026", "is to come"),
        ("2026-11-22T15:30+00:00", "is to come"),
        ("25:00", "25:00 is not a time of day"),
        ("14:60", "14:60 is not a time of day"),
        ("13pm", "13pm is not a time of day"),
        ("2026-04-02T25:61", "25:61 is not a time of day"),
        ("2026-04-02T10:00+26:00", "is not a time of day"),
        ("2026-02-30T10:00", "February 2026 has 28 days"),
        ("banana 2pm", "“banana 2pm” is not a date and time"),
        ("29/3/2026 01:30", "the clocks went forward over 01:30 on Sun 29 Mar 2026"),
        ("x" * 1_000_000, "too long"),
    ],
)
def test_moments_that_cannot_be_are_refused(text: str, why: str) -> None:
    with pytest.raises(BadInput) as caught:
        moment(text)
    assert why in str(caught.value)
    assert caught.value.field == "received"


def test_the_hour_that_is_twice_means_the_first() -> None:
    assert moment("25/10/2026 01:30") == "2026-10-25T00:30:00Z"


def test_today_is_the_day_it_is_in_london() -> None:
    past_midnight_in_summer = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)
    assert moment("00:10", now=past_midnight_in_summer) == "2026-07-01T23:10:00Z"
    assert london_date(past_midnight_in_summer) == date(2026, 7, 2)


@pytest.mark.parametrize(
    ("moment_utc", "day"),
    [
        (datetime(2026, 7, 1, 22, 59, tzinfo=UTC), date(2026, 7, 1)),
        (datetime(2026, 7, 1, 23, 0, tzinfo=UTC), date(2026, 7, 2)),
        (datetime(2026, 1, 1, 23, 59, tzinfo=UTC), date(2026, 1, 1)),
        (datetime(1941, 7, 1, 21, 59, tzinfo=UTC), date(1941, 7, 1)),
        (datetime(1941, 7, 1, 22, 0, tzinfo=UTC), date(1941, 7, 2)),  # two hours ahead, then
    ],
)
def test_the_day_turns_at_londons_midnight(moment_utc: datetime, day: date) -> None:
    assert london_date(moment_utc) == day


@settings(max_examples=100, deadline=None)
@given(text=TYPED)
def test_any_text_is_a_moment_up_to_now_or_refused(text: str) -> None:
    try:
        read_at = read_moment(text, now=NOW, days=DAYS)
    except BadInput:
        return
    assert read_at <= NOW
    assert read_at.utcoffset() == timedelta(0)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 11, 22), "Sunday 22 November 2026, today, a Sunday"),
        (date(2026, 11, 23), "Monday 23 November 2026, tomorrow"),
        (date(2026, 11, 21), "Saturday 21 November 2026, yesterday, a Saturday"),
        (date(2026, 11, 19), "Thursday 19 November 2026, 3 days ago"),
        (date(2026, 11, 27), "Friday 27 November 2026, in 5 days (5 working days)"),
        (date(2026, 11, 24), "Tuesday 24 November 2026, in 2 days (2 working days)"),
        (CHRISTMAS, "Friday 25 December 2026, in 33 days (24 working days), Christmas Day"),
    ],
)
def test_a_day_said_back(day: date, said: str) -> None:
    assert in_words(day, today=SUNDAY, days=DAYS) == said


def test_one_working_day_is_singular() -> None:
    said = in_words(date(2026, 11, 30), today=date(2026, 11, 27), days=DAYS)
    assert said == "Monday 30 November 2026, in 3 days (1 working day)"


def test_days_and_moments_as_shown() -> None:
    friday = date(2026, 11, 27)
    assert show_day(friday) == "Fri 27 Nov 2026"
    assert show_day(friday, SUNDAY) == "Fri 27 Nov"
    assert show_day(friday, date(2027, 1, 1)) == "Fri 27 Nov 2026"
    assert show_moment(datetime(2026, 11, 27, 14, 30, tzinfo=UTC)) == "Fri 27 Nov 2026 14:30"
    assert show_moment(datetime(2026, 6, 30, 23, 30, tzinfo=UTC)) == "Wed 1 Jul 2026 00:30"


def test_stored_moments_have_whole_seconds_and_read_back() -> None:
    at = datetime(2026, 11, 27, 14, 30, 0, 999_999, tzinfo=UTC)
    assert to_iso(at) == "2026-11-27T14:30:00Z"
    assert from_iso("2026-11-27T14:30:00Z") == at.replace(microsecond=0)
    assert from_iso("2026-11-27T14:30:00") == at.replace(microsecond=0)
    assert from_iso("2026-07-01T00:30:00+01:00").utcoffset() == timedelta(0)


def test_showing_days_does_not_import_dateutil() -> None:
    program = (
        "import sys; from datetime import date; from spoc_tui.casework.dates.when import show_day; "
        "show_day(date(2026, 4, 2)); sys.exit('dateutil' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
