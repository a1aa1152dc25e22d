"""The clocks of an enquiry: their dates, waits on the caller, and the words that explain them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spoc_tui.casework.dates.standards import Standards
from spoc_tui.casework.dates.working_days import WorkingDays
from spoc_tui.casework.enquiries.clocks import Wait, acknowledge_by, answer_by, reply_by

DAYS = WorkingDays()
RECEIVED = date(2026, 4, 2)
DAY = st.dates(date(2026, 1, 1), date(2027, 12, 31))
WAIT = st.builds(Wait, DAY, st.none() | DAY)


def april(day: int) -> date:
    return date(2026, 4, day)


def test_acknowledged_within_two_working_days_over_easter() -> None:
    deadline = acknowledge_by(RECEIVED, Standards().acknowledge_days, DAYS)
    assert deadline.day == april(8)


def test_answered_within_ten_working_days_over_easter_and_says_how() -> None:
    deadline = answer_by(RECEIVED, Standards().answer_days, [], DAYS)
    assert deadline.day == april(20)
    assert deadline.working == (
        "Received Thu 2 Apr 2026 (day 0); 10 working days after it, not counting "
        "Good Friday 3 Apr and Easter Monday 6 Apr, is Mon 20 Apr 2026."
    )


def test_a_team_replies_within_five_working_days_of_being_sent_it() -> None:
    deadline = reply_by(april(20), Standards().reply_days, DAYS)
    assert deadline.day == april(27)
    assert deadline.working == (
        "Sent Mon 20 Apr 2026 (day 0); 5 working days after it is Mon 27 Apr 2026."
    )


@pytest.mark.parametrize(
    ("waits", "answer"),
    [
        ([Wait(april(7), april(10))], april(23)),
        ([Wait(april(7), april(7))], april(20)),
        ([Wait(april(10), april(12))], april(20)),
        ([Wait(april(2), april(7))], april(21)),
        ([Wait(april(7), april(10)), Wait(april(8), april(9))], april(23)),
        ([Wait(april(7), april(9)), Wait(april(8), april(10))], april(23)),
        ([Wait(april(7), april(8)), Wait(april(8), april(10))], april(23)),
        ([Wait(april(9), april(10)), Wait(april(7), april(8))], april(22)),
        ([Wait(date(2026, 3, 20), april(7))], april(21)),
        ([Wait(date(2026, 3, 2), date(2026, 3, 20))], april(20)),
        ([Wait(april(10), april(7))], april(20)),
        ([Wait(april(7), None)], april(20)),
    ],
)
def test_waits_on_the_caller_give_back_their_working_days(waits: list[Wait], answer: date) -> None:
    assert answer_by(RECEIVED, 10, waits, DAYS).day == answer


def test_a_wait_is_told_in_the_working() -> None:
    working = answer_by(april(7), 10, [Wait(april(13), april(16))], DAYS).working
    assert working == (
        "Received Tue 7 Apr 2026 (day 0); 10 working days after it, + 3 working days waited on "
        "the caller (Mon 13 Apr 2026 to Thu 16 Apr 2026), is Fri 24 Apr 2026."
    )


def test_an_open_wait_stops_the_clock_and_says_so() -> None:
    working = answer_by(april(7), 10, [Wait(april(13), None)], DAYS).working
    assert working == (
        "Received Tue 7 Apr 2026 (day 0); 10 working days after it is Tue 21 Apr 2026. "
        "The clock is stopped: waiting on the caller since Mon 13 Apr 2026."
    )


def test_a_reopened_enquiry_counts_from_its_reopening() -> None:
    working = answer_by(april(7), 1, [], DAYS, reopened=True).working
    assert working == "Reopened Tue 7 Apr 2026 (day 0); 1 working day after it is Wed 8 Apr 2026."


def test_of_many_holidays_the_first_are_named() -> None:
    working = answer_by(RECEIVED, 200, [], DAYS).working
    assert "Summer bank holiday 31 Aug and 3 more bank holidays, is" in working


def test_a_newly_announced_bank_holiday_moves_the_date() -> None:
    days = WorkingDays({april(15): "Day of thanks"})
    deadline = answer_by(RECEIVED, 10, [], days)
    assert deadline.day == april(21)
    assert "Day of thanks 15 Apr" in deadline.working


@settings(max_examples=100, deadline=None)
@given(started=DAY, standard=st.integers(0, 60), waits=st.lists(WAIT, max_size=5), more=WAIT)
def test_a_wait_never_makes_an_answer_earlier(
    started: date, standard: int, waits: list[Wait], more: Wait
) -> None:
    before = answer_by(started, standard, waits, DAYS).day
    assert answer_by(started, standard, [*waits, more], DAYS).day >= before


@settings(max_examples=60, deadline=None)
@given(started=DAY, waits=st.lists(WAIT, max_size=4))
def test_the_same_wait_twice_counts_once(started: date, waits: list[Wait]) -> None:
    once = answer_by(started, 10, waits, DAYS)
    assert answer_by(started, 10, [*waits, *waits], DAYS) == once
