"""Waiting on the caller: the clock stops, and the days waited are given back."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from factories import (
    FixedClock,
    a_case,
    dump,
    make_enquiry,
    team,
)

from db.store import Store
from spoc_tui.casework.enquiries.enquiry import Outcome, Status
from spoc_tui.casework.errors import BadInput, Refused


def test_waiting_comes_back_after_a_teams_days(store: Store) -> None:
    case = a_case(store, Status.WAITING)
    assert case.enquiry.waiting_for == "the lease"
    assert case.enquiry.follow_up_on == date(2026, 4, 13)
    until = store.enquiries.wait(make_enquiry(store).enquiry.reference, "x", until=date(2026, 5, 1))
    assert until.enquiry.follow_up_on == date(2026, 5, 1)


def test_waiting_gives_back_the_days_waited(store: Store, clock: FixedClock) -> None:
    # Waited from Tuesday 7 to Thursday 9 April: two working days, 20 April becomes 22 April.
    reference = make_enquiry(store).enquiry.reference
    clock.moment = datetime(2026, 4, 7, 9, tzinfo=UTC)
    store.enquiries.wait(reference, "the lease")
    assert store.enquiries.get(reference).enquiry.answer_by == date(2026, 4, 20)
    clock.moment = datetime(2026, 4, 9, 16, tzinfo=UTC)
    enquiry = store.enquiries.resume(reference, "She brought it.").enquiry
    assert enquiry.answer_by == date(2026, 4, 22)
    assert (enquiry.waiting_since, enquiry.waiting_for, enquiry.follow_up_on) == (None, "", None)


def test_waiting_over_a_weekend_of_holidays_gives_nothing(store: Store, clock: FixedClock) -> None:
    reference = make_enquiry(store).enquiry.reference
    store.enquiries.wait(reference, "the lease")
    clock.moment = datetime(2026, 4, 6, 9, tzinfo=UTC)  # Easter Monday
    assert store.enquiries.resume(reference).enquiry.answer_by == date(2026, 4, 20)


def test_a_typed_date_outlasts_a_wait(store: Store, clock: FixedClock) -> None:
    reference = make_enquiry(store, answer_by=date(2026, 4, 30)).enquiry.reference
    store.enquiries.wait(reference, "the lease")
    clock.advance(days=20)
    assert store.enquiries.resume(reference).enquiry.answer_by == date(2026, 4, 30)


def test_waiting_twice_is_refused_and_changes_nothing(store: Store) -> None:
    reference = a_case(store, Status.WAITING).enquiry.reference
    before = dump(store)
    with pytest.raises(Refused, match="waiting on the caller already"):
        store.enquiries.wait(reference, "the key")
    assert dump(store) == before


def test_a_wait_does_not_end_before_it_began(store: Store) -> None:
    reference = make_enquiry(store).enquiry.reference
    before = dump(store)
    with pytest.raises(BadInput, match="Wed 1 Apr 2026 is past") as refused:
        store.enquiries.wait(reference, "the key", until=date(2026, 4, 1))
    assert refused.value.field == "until"
    assert dump(store) == before
    today = store.enquiries.wait(reference, "the key", until=date(2026, 4, 2))
    assert today.enquiry.follow_up_on == date(2026, 4, 2)


def test_routed_while_waiting_it_goes_on_waiting(store: Store) -> None:
    reference = a_case(store, Status.WAITING).enquiry.reference
    assert store.routings.route(reference, team(store).uid).enquiry.status is Status.WAITING
    assert store.enquiries.resume(reference).enquiry.status is Status.WITH_TEAM


def test_a_new_answer_ends_a_wait_and_is_to_be_told_again(store: Store) -> None:
    make_enquiry(store)
    store.enquiries.answer("1", "Yes")
    store.enquiries.told("1")
    store.enquiries.wait("1", "a form")
    enquiry = store.enquiries.answer("1", "No").enquiry
    assert (enquiry.status, enquiry.told_at, enquiry.follow_up_on) == (Status.ANSWERED, None, None)


def test_what_waits_keeps_a_follow_up_and_what_is_closed_gets_none(store: Store) -> None:
    make_enquiry(store)
    store.enquiries.wait("1", "a form")
    with pytest.raises(Refused, match="never come back"):
        store.enquiries.edit("1", {"follow_up": ""})
    store.enquiries.close("1", outcome=Outcome.WITHDRAWN, reason="They gave up")
    with pytest.raises(Refused, match="closed"):
        store.enquiries.edit("1", {"follow_up": "tomorrow"})
