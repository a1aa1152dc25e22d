"""When the computer's clock is doubted, and what is then refused."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spoc_tui.casework.dates.clock_doubt import ClockDoubted, clock_doubt, require_year

LAST = datetime(2026, 11, 30, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("ahead", "said"),
    [
        (timedelta(0), ""),
        (timedelta(minutes=-10), ""),
        (timedelta(minutes=-11), "before the last thing"),
        (timedelta(days=-400), "before the last thing"),
        (timedelta(days=60), ""),
        (timedelta(days=61), "61 days after the last thing"),
        (timedelta(days=1_500), "1,500 days after the last thing"),
    ],
)
def test_what_is_said_of_a_clock(ahead: timedelta, said: str) -> None:
    sentence = clock_doubt(LAST + ahead, LAST)
    assert bool(sentence) == bool(said)
    assert said in sentence
    if said:
        assert "on Mon 30 Nov 2026 09:00. If it is wrong, set it right first." in sentence


def test_where_nothing_was_saved_nothing_is_said() -> None:
    assert clock_doubt(LAST, None) == ""
    require_year(1999, LAST, None)


@given(year=st.integers(1990, 2100), last=st.integers(1990, 2100))
def test_a_reference_is_of_the_last_year_or_the_next(year: int, last: int) -> None:
    saved, now = datetime(last, 6, 1, tzinfo=UTC), datetime(year, 6, 1, tzinfo=UTC)
    if year - last in (0, 1):
        require_year(year, now, saved)
        return
    with pytest.raises(ClockDoubted) as doubted:
        require_year(year, now, saved)
    assert f"of {year}" in str(doubted.value)
    assert "--clock-is-right" in doubted.value.by_command
    assert "--" not in str(doubted.value)
