"""What is asked of something that runs out, and from when."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spoc_tui.casework.dates.working_days import WorkingDays
from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.kinds.kind import Due
from spoc_tui.casework.kinds.running_out import Term

DAYS = WorkingDays()


def on(text: str) -> date:
    return date.fromisoformat(text)


def test_notice_is_given_before_the_first_day_without_it_on_a_working_day() -> None:
    award = Term(starts=on("2024-04-01"), ends=on("2027-03-31"), notice=3)
    notice = award.notice_by(DAYS)
    assert notice is not None
    assert notice.day == on("2026-12-31")
    assert "First day without it Thu 1 Apr 2027" in notice.working
    assert "As that is New Year’s Day" in notice.working


def test_an_end_follows_from_the_months_it_runs() -> None:
    last = Term(starts=on("2027-01-15"), months=12).last_day
    assert last is not None
    assert last.day == on("2028-01-14")
    assert Term(months=12).last_day is None
    both = Term(starts=on("2027-01-15"), ends=on("2027-02-01"), months=12).last_day
    assert both is not None
    assert both.day == on("2027-02-01")


def test_what_is_due_of_an_award() -> None:
    award = Term(starts=on("2024-04-01"), ends=on("2027-03-31"), notice=3, review=on("2026-06-30"))
    found = {due.what: due for due in award.due(DAYS)}
    assert list(found) == ["ends", "notice", "review"]
    assert (found["ends"].on, found["ends"].show) == (on("2027-03-31"), on("2026-09-30"))
    assert (found["notice"].on, found["notice"].show) == (on("2026-12-31"), on("2026-11-30"))
    assert (found["review"].on, found["review"].show) == (on("2026-06-30"), on("2026-05-01"))


def test_what_is_succeeded_is_no_surprise() -> None:
    award = Term(ends=on("2027-03-31"), notice=3, succeeded=True)
    assert list(award.due(DAYS)) == []
    noticed = Term(ends=on("2027-03-31"), notice=3, noticed=True)
    assert [due.what for due in noticed.due(DAYS)] == ["ends"]


def test_what_nobody_has_said_for_long_is_asked_again() -> None:
    capacity = Term(seen=on("2026-09-01"), stale=90)
    (due,) = capacity.due(DAYS)
    assert (due.what, due.on, due.band) == ("ask again", on("2026-11-30"), "tidy")
    assert not capacity.is_stale(on("2026-11-30"))
    assert capacity.is_stale(on("2026-12-01"))
    assert not Term(stale=90).is_stale(on("2026-12-01"))
    assert not Term(seen=on("2005-01-01")).is_stale(on("2026-12-01"))


def test_nothing_is_known_of_it() -> None:
    assert list[Due](Term().due(DAYS)) == []
    assert Term().is_running(on("2026-11-27"))
    Term().check()


@pytest.mark.parametrize(
    ("day", "runs"),
    [("2027-01-14", False), ("2027-01-15", True), ("2028-01-14", True), ("2028-01-15", False)],
)
def test_it_runs_from_its_first_day_to_its_last(day: str, runs: bool) -> None:
    assert Term(starts=on("2027-01-15"), months=12).is_running(on(day)) is runs


def test_it_cannot_end_before_it_starts() -> None:
    with pytest.raises(BadInput, match="cannot end before it starts") as refused:
        Term(on("2026-02-01"), on("2026-01-31")).check()
    assert refused.value.field == "ends"
    Term(on("2026-02-01"), on("2026-02-01")).check()


@settings(max_examples=100, deadline=None)
@given(st.dates(on("2020-01-01"), on("2035-01-01")), st.integers(1, 120), st.integers(1, 12))
def test_days_come_in_their_order(starts: date, months: int, notice: int) -> None:
    term = Term(starts=starts, months=months, notice=notice)
    last, given_by = term.last_day, term.notice_by(DAYS)
    assert last is not None
    assert given_by is not None
    assert given_by.day <= last.day
    assert DAYS.is_working(given_by.day)
    assert term.is_running(starts)
    assert not term.is_running(last.day + timedelta(days=1))
    assert all(due.show is None or due.show <= due.on for due in term.due(DAYS))
