"""England's working days, against GOV.UK's list, the law's examples and their own arithmetic."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta

import holidays
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spoc_tui.casework.dates.working_days import WorkingDays
from spoc_tui.casework.errors import BadInput

DAYS = WorkingDays()
ANY_DAY = st.dates(date(2011, 1, 1), date(2031, 12, 31))
MAUNDY_THURSDAY = date(2026, 4, 2)


@pytest.mark.parametrize(
    ("start", "n", "nth"),
    [
        (MAUNDY_THURSDAY, 0, date(2026, 4, 2)),
        (MAUNDY_THURSDAY, 1, date(2026, 4, 7)),
        (MAUNDY_THURSDAY, 2, date(2026, 4, 8)),
        (MAUNDY_THURSDAY, 10, date(2026, 4, 20)),
        (date(2026, 4, 4), 0, date(2026, 4, 4)),
        (date(2026, 4, 4), 1, date(2026, 4, 7)),
        (date(2026, 12, 24), 1, date(2026, 12, 29)),
        (date(2027, 12, 24), 1, date(2027, 12, 29)),
        (date(2027, 12, 31), 1, date(2028, 1, 4)),
        (date(2028, 12, 22), 5, date(2029, 1, 3)),
    ],
)
def test_the_nth_working_day_after_a_day(start: date, n: int, nth: date) -> None:
    assert DAYS.add(start, n) == nth


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 4, 3), "Good Friday"),
        (date(2026, 4, 6), "Easter Monday"),
        (date(2026, 8, 31), "Summer bank holiday"),
        (date(2026, 12, 28), "Boxing Day (substitute day)"),
        (date(2027, 12, 27), "Christmas Day (substitute day)"),
        (date(2027, 12, 28), "Boxing Day (substitute day)"),
        (date(2028, 1, 3), "New Year’s Day (substitute day)"),
        (date(2023, 5, 8), "Bank holiday for the coronation of King Charles III"),
        (date(2029, 5, 7), "Early May bank holiday"),
        (date(2033, 12, 27), "Christmas Day (substitute day)"),
        (date(2011, 4, 29), "Wedding of William and Catherine"),
    ],
)
def test_bank_holidays_have_govuk_names_within_and_beyond_its_list(day: date, name: str) -> None:
    assert DAYS.holiday_name(day) == name
    assert not DAYS.is_working(day)


def test_a_weekend_is_not_a_holiday_but_nobody_works() -> None:
    boxing_day = date(2026, 12, 26)
    assert boxing_day.weekday() == 5
    assert DAYS.holiday_name(boxing_day) is None
    assert not DAYS.is_working(boxing_day)


def test_the_list_says_how_far_it_reaches() -> None:
    assert DAYS.known_to == date(2028, 12, 26)


def test_the_officers_own_day_moves_what_is_counted() -> None:
    jubilee = date(2026, 11, 30)
    days = WorkingDays({jubilee: "Jubilee"})
    assert days.holiday_name(jubilee) == "Jubilee"
    assert days.add(date(2026, 11, 27), 1) == date(2026, 12, 1)
    assert days.holidays_between(date(2026, 11, 27), jubilee) == [(jubilee, "Jubilee")]
    assert DAYS.is_working(jubilee)


def test_an_added_day_on_a_weekend_or_a_bank_holiday_counts_once() -> None:
    days = WorkingDays({date(2026, 4, 4): "Saturday", date(2026, 4, 6): "Again"})
    assert days.add(MAUNDY_THURSDAY, 2) == date(2026, 4, 8)
    assert days.holiday_name(date(2026, 4, 6)) == "Easter Monday"


def test_holidays_between_leaves_out_the_start_and_takes_in_the_end() -> None:
    good_friday, easter_monday = date(2026, 4, 3), date(2026, 4, 6)
    assert DAYS.holidays_between(good_friday, easter_monday) == [(easter_monday, "Easter Monday")]
    assert [name for _, name in DAYS.holidays_between(MAUNDY_THURSDAY, good_friday)] == [
        "Good Friday"
    ]


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2026, 4, 2), date(2026, 4, 2)),
        (date(2026, 4, 3), date(2026, 4, 7)),
        (date(2026, 10, 3), date(2026, 10, 5)),
        (date(2026, 12, 25), date(2026, 12, 29)),
    ],
)
def test_the_first_working_day_on_or_after(day: date, working: date) -> None:
    assert DAYS.on_or_after(day) == working


@pytest.mark.parametrize("n", [5, 10_000_000, 10**30])
def test_past_the_last_year_is_a_sentence_not_an_overflow(n: int) -> None:
    with pytest.raises(BadInput, match="past the year 9999"):
        DAYS.add(date(9999, 12, 30), n)


def test_the_first_and_last_years_can_be_asked() -> None:
    assert DAYS.is_working(date.min)
    assert DAYS.on_or_after(date.max) == date.max
    assert DAYS.count(date.max, date.min) == 0
    assert DAYS.count(date.min, date.max) > 2_000_000
    with pytest.raises(BadInput):
        WorkingDays({date.max: "The end"}).on_or_after(date.max)


def test_counting_back_is_refused() -> None:
    with pytest.raises(BadInput, match="forward"):
        DAYS.add(MAUNDY_THURSDAY, -1)


def test_the_holidays_package_agrees_with_govuk_for_every_year_of_its_list() -> None:
    by_rule = holidays.country_holidays("GB", subdiv="ENG", years=range(2012, 2029))
    # It also names the weekend day that a substitute stands for; GOV.UK does not.
    weekdays = {day for day in by_rule if day.weekday() < 5}
    listed = {day for day, _ in DAYS.holidays_between(date(2011, 12, 31), date(2028, 12, 31))}
    assert weekdays == listed


def test_a_year_on_the_list_does_not_import_the_slow_package() -> None:
    program = (
        "import sys; from datetime import date; "
        "from spoc_tui.casework.dates.working_days import WorkingDays; "
        "WorkingDays().add(date(2026, 4, 2), 10); "
        "sys.exit('holidays' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


@settings(max_examples=100, deadline=None)
@given(start=ANY_DAY, n=st.integers(0, 600))
def test_adding_then_counting_gives_the_same_number(start: date, n: int) -> None:
    assert DAYS.count(start, DAYS.add(start, n)) == n


@settings(max_examples=100, deadline=None)
@given(start=ANY_DAY, n=st.integers(1, 600), extra=st.sets(ANY_DAY, max_size=5))
def test_a_counted_day_is_always_a_working_day(start: date, n: int, extra: set[date]) -> None:
    days = WorkingDays(dict.fromkeys(extra, "added"))
    assert days.is_working(days.add(start, n))
    assert days.is_working(days.on_or_after(start))


@settings(max_examples=60, deadline=None)
@given(start=ANY_DAY, length=st.integers(-5, 120))
def test_the_count_is_what_going_day_by_day_finds(start: date, length: int) -> None:
    walked = sum(DAYS.is_working(start + timedelta(days=i)) for i in range(1, length + 1))
    assert DAYS.count(start, start + timedelta(days=length)) == walked
