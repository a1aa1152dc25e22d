"""How often a check-in is, in words and as a rule, and on which working days it falls."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest
from following_days import next_after
from hypothesis import given, settings
from hypothesis import strategies as st

from spoc_tui.casework.dates.recurrence import nominal_dates, read_rule, rule_in_words
from spoc_tui.casework.dates.working_days import WorkingDays
from spoc_tui.casework.errors import BadInput

DAYS = WorkingDays()

TYPED = [
    ("6 weeks", "FREQ=WEEKLY;INTERVAL=6", "every 6 weeks"),
    ("every 6 weeks", "FREQ=WEEKLY;INTERVAL=6", "every 6 weeks"),
    ("Every Six Weeks", "FREQ=WEEKLY;INTERVAL=6", "every 6 weeks"),
    ("6-weekly", "FREQ=WEEKLY;INTERVAL=6", "every 6 weeks"),
    ("week", "FREQ=WEEKLY", "every week"),
    ("1 week", "FREQ=WEEKLY", "every week"),
    ("weekly", "FREQ=WEEKLY", "every week"),
    ("every other week", "FREQ=WEEKLY;INTERVAL=2", "every 2 weeks"),
    ("fortnight", "FREQ=WEEKLY;INTERVAL=2", "every 2 weeks"),
    ("fortnightly", "FREQ=WEEKLY;INTERVAL=2", "every 2 weeks"),
    ("day", "FREQ=DAILY", "every day"),
    ("10 days", "FREQ=DAILY;INTERVAL=10", "every 10 days"),
    ("month", "FREQ=MONTHLY", "every month"),
    ("monthly", "FREQ=MONTHLY", "every month"),
    ("3 months", "FREQ=MONTHLY;INTERVAL=3", "every 3 months"),
    ("quarter", "FREQ=MONTHLY;INTERVAL=3", "every 3 months"),
    ("quarterly", "FREQ=MONTHLY;INTERVAL=3", "every 3 months"),
    ("two quarters", "FREQ=MONTHLY;INTERVAL=6", "every 6 months"),
    ("year", "FREQ=YEARLY", "every year"),
    ("annually", "FREQ=YEARLY", "every year"),
    ("tuesday", "FREQ=WEEKLY;BYDAY=TU", "every week on Tuesday"),
    ("every 2 weeks on Tuesdays", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "every 2 weeks on Tuesday"),
    ("first tuesday", "FREQ=MONTHLY;BYDAY=1TU", "the first Tuesday of every month"),
    ("the 1st Tue", "FREQ=MONTHLY;BYDAY=1TU", "the first Tuesday of every month"),
    ("last friday of the month", "FREQ=MONTHLY;BYDAY=-1FR", "the last Friday of every month"),
    (
        "every 2 months, on the third Thursday",
        "FREQ=MONTHLY;INTERVAL=2;BYDAY=3TH",
        "every 2 months on the third Thursday",
    ),
    ("FREQ=WEEKLY;INTERVAL=6", "FREQ=WEEKLY;INTERVAL=6", "every 6 weeks"),
    ("rrule:freq=weekly; interval=06;", "FREQ=WEEKLY;INTERVAL=6", "every 6 weeks"),
    ("INTERVAL=1;FREQ=MONTHLY", "FREQ=MONTHLY", "every month"),
    ("FREQ=MONTHLY;BYDAY=+2WE", "FREQ=MONTHLY;BYDAY=2WE", "the second Wednesday of every month"),
    *(
        (rule, rule, rule)
        for rule in (
            "FREQ=WEEKLY;BYDAY=MO,TH",
            "FREQ=MONTHLY;BYDAY=5TU",
            "FREQ=MONTHLY;BYMONTHDAY=15",
            "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=-1",
            "FREQ=YEARLY;BYDAY=1TU;BYMONTH=4",
            "FREQ=YEARLY;BYDAY=20MO",
        )
    ),
]


@pytest.mark.parametrize(("typed", "rule", "words"), TYPED)
def test_what_an_officer_types(typed: str, rule: str, words: str) -> None:
    assert read_rule(typed) == rule
    assert rule_in_words(rule) == words
    assert read_rule(words) == rule


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Say how often. Type for example 6 weeks"),
        ("now and then", "“now and then” does not say how often"),
        ("0 weeks", "does not say how often"),
        ("-1 week x", "does not say how often"),
        ("6", "does not say how often"),
        ("6 tuesday", "does not say how often"),
        ("first week", "does not say how often"),
        ("fifth tuesday", "does not say how often"),
        ("t", "does not say how often"),
        ("week on the first tuesday", "does not say how often"),
        ("month on tuesday", "does not say how often"),
        ("tuesday of the month", "does not say how often"),
        ("367 days", "366 is the most"),
        ("200 quarters", "366 is the most"),
        ("FREQ=WEEKLY;INTERVAL=0", "“INTERVAL=0” cannot be used"),
        ("FREQ=WEEKLY;INTERVAL=-1", "cannot be used"),
        ("FREQ=WEEKLY;INTERVAL=900", "366 is the most"),
        ("FREQ=WEEKLY;INTERVAL=9999999999", "cannot be used"),
        ("FREQ=HOURLY", "“FREQ=HOURLY” cannot be used"),
        ("FREQ=SECONDLY", "cannot be used"),
        ("FREQ=", "cannot be used"),
        ("INTERVAL=6", "has no FREQ"),
        ("=", "cannot be used"),
        ("FREQ=WEEKLY;FREQ=DAILY", "cannot be used"),
        ("FREQ=WEEKLY;COUNT=3", "leave COUNT out"),
        ("FREQ=WEEKLY;UNTIL=20270101", "leave UNTIL out"),
        ("FREQ=MONTHLY;BYMONTHDAY=32", "cannot be used"),
        ("FREQ=MONTHLY;BYDAY=XX", "cannot be used"),
        ("FREQ=MONTHLY;BYDAY=0MO", "cannot be used"),
        ("FREQ=MONTHLY;BYSETPOS=400;BYDAY=MO", "is no recurrence rule"),
        ("FREQ=WEEKLY;BYHOUR=3", "cannot be used"),
        ("FREQ=WEEKLY;BYDAY=1MO", "A WEEKLY rule does not take a numbered BYDAY"),
        ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "A DAILY rule does not take BYMONTH, BYMONTHDAY"),
        ("FREQ=MONTHLY;BYMONTH=13", "cannot be used"),
        ("week\n\x00[bold]=", "cannot be used"),
        ("x" * 201, "200 is the most"),
    ],
)
def test_what_says_nothing_is_refused_and_says_what_may_be_typed(typed: str, sentence: str) -> None:
    with pytest.raises(BadInput) as refused:
        read_rule(typed)
    assert sentence in str(refused.value)
    assert refused.value.field == "every"
    if len(typed) <= 200:
        assert "Type for example 6 weeks" in str(refused.value)


@given(
    st.text(alphabet="0123456789 =;,-+FREQWKLYINTVABDMOUSHPCtuesdayfirlonmhquxweky", max_size=40)
)
def test_any_text_is_a_rule_that_is_read_again_or_is_refused(typed: str) -> None:
    try:
        rule = read_rule(typed)
    except BadInput:
        return
    assert read_rule(rule) == rule
    assert read_rule(rule_in_words(rule)) == rule


@pytest.mark.parametrize(
    ("typed", "starts", "expected"),
    [
        # Good Friday 3 April and Easter Monday 6 April 2026.
        ("6 weeks", "2026-02-20", ["2026-02-20", "2026-04-07", "2026-05-15"]),
        ("weekly", "2026-03-27", ["2026-03-27", "2026-04-07", "2026-04-10"]),
        # Christmas Day is a Friday: Boxing Day's substitute is Monday 28 December.
        ("weekly", "2026-12-18", ["2026-12-18", "2026-12-29", "2027-01-04", "2027-01-08"]),
        # Every day over Easter: Friday to Monday all fall on the Tuesday, which counts once.
        ("day", "2026-04-02", ["2026-04-02", "2026-04-07", "2026-04-08"]),
        ("first monday", "2026-04-02", ["2026-04-07", "2026-05-05", "2026-06-01"]),
        ("last friday", "2026-04-02", ["2026-04-24", "2026-05-29", "2026-06-26"]),
        ("first saturday", "2026-06-01", ["2026-06-08", "2026-07-06"]),
        # 31 January: the last day of each month, not the months that have 31.
        ("month", "2026-01-31", ["2026-02-02", "2026-03-02", "2026-03-31", "2026-04-30"]),
        ("quarter", "2025-11-30", ["2025-12-01", "2026-03-02", "2026-06-01"]),
        ("year", "2024-02-29", ["2024-02-29", "2025-02-28", "2026-03-02", "2027-03-01"]),
        ("FREQ=MONTHLY;BYMONTHDAY=31", "2026-01-31", ["2026-02-02", "2026-03-31", "2026-06-01"]),
    ],
)
def test_the_days_it_is_on(typed: str, starts: str, expected: list[str]) -> None:
    first, rule = date.fromisoformat(starts), read_rule(typed)
    found = []
    last = None
    for _ in expected:
        last = next_after(rule, first, last, DAYS)
        assert last is not None
        found.append(last.isoformat())
    assert found == expected


def test_a_holiday_the_officer_added_moves_it_and_brings_no_date_back() -> None:
    starts, added = date(2026, 6, 2), WorkingDays({date(2026, 6, 9): "Medway Day"})
    assert next_after("FREQ=WEEKLY", starts, starts, added) == date(2026, 6, 10)
    # Held ahead, for the 9th; then the 9th became a holiday.
    assert next_after("FREQ=WEEKLY", starts, date(2026, 6, 9), added) == date(2026, 6, 16)


def test_the_far_future_has_an_end() -> None:
    starts = date(2099, 12, 31)
    assert next_after("FREQ=YEARLY", starts, starts, DAYS) == date(2100, 12, 31)
    assert next_after("FREQ=YEARLY", starts, date(2100, 12, 31), DAYS) is None
    assert next_after("FREQ=WEEKLY", starts, date(2150, 1, 1), DAYS) is None
    assert list(nominal_dates("FREQ=WEEKLY", date(2101, 1, 1))) == []
    assert next_after("FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=2", starts, None, DAYS) is None


DATED = st.dates(date(2012, 1, 1), date(2028, 12, 31))
RULES = st.one_of(
    st.sampled_from([rule for _, rule, _ in TYPED]),
    st.builds(
        "FREQ={};INTERVAL={}".format,
        st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]),
        st.integers(2, 60),
    ),
)


@pytest.mark.slow
@settings(deadline=None)
@given(rule=RULES, starts=DATED, extra=st.dictionaries(DATED, st.just("A day"), max_size=5))
def test_each_is_on_a_working_day_and_none_is_left_out(
    rule: str, starts: date, extra: dict[date, str]
) -> None:
    days = WorkingDays(extra)
    walked, last = [], None
    while len(walked) < 8 and (last := next_after(rule, starts, last, days)) is not None:
        walked.append(last)
    assert all(map(days.is_working, walked))
    end = walked[-1] if len(walked) == 8 else date.max
    moved = {days.on_or_after(day) for day in nominal_dates(rule, starts) if day <= end}
    assert walked == sorted(day for day in moved if day <= end)


def test_dateutil_is_not_loaded_before_it_is_needed() -> None:
    rooms = "db.areas.groups.agenda, spoc_tui.cli.groups.check_ins"
    code = f"import sys, {rooms}; print('dateutil' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "False\n"
