"""Closing an enquiry, and opening it again."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from factories import (
    FixedClock,
    a_case,
    dump,
    make_enquiry,
)

from db.store import Store
from spoc_tui.casework.enquiries.enquiry import Outcome, Status
from spoc_tui.casework.errors import Refused


def test_closing_ends_the_wait_and_the_hop(store: Store, clock: FixedClock) -> None:
    reference = make_enquiry(store, route_to="Housing").enquiry.reference
    store.enquiries.wait(reference, "the lease")
    clock.advance(days=1)
    case = store.enquiries.close(reference, outcome=Outcome.UNREACHABLE, reason="Rang three times.")
    assert case.enquiry.status is Status.CLOSED
    assert case.enquiry.waiting_since is None
    assert case.enquiry.follow_up_on is None
    assert (case.routings[0].ended_at, case.routings[0].ended_why) == (clock.moment, "closed")
    assert case.timeline[-1].text == "could not reach the caller. Rang three times."
    assert case.timeline[-1].from_status is Status.WAITING


def test_an_open_promise_blocks_closing(store: Store) -> None:
    reference = a_case(store, Status.ANSWERED).enquiry.reference
    store.enquiries.told(reference)
    store.promises.make(reference, "Send the form", store.today())
    before = dump(store)
    with pytest.raises(Refused, match="Send the form"):
        store.enquiries.close(reference, outcome=Outcome.RESOLVED)
    assert dump(store) == before
    store.promises.keep(reference)
    assert store.enquiries.close(reference, outcome=Outcome.RESOLVED).enquiry.outcome == "resolved"


def test_reopening_starts_the_answer_clock_anew(store: Store, clock: FixedClock) -> None:
    reference = make_enquiry(
        store, route_to="Housing", answer_by=date(2026, 4, 30)
    ).enquiry.reference
    store.enquiries.answer(reference, "No.")
    store.enquiries.told(reference)
    store.enquiries.close(reference, outcome=Outcome.RESOLVED)
    clock.moment = datetime(2026, 6, 1, 9, tzinfo=UTC)
    case = store.enquiries.reopen(reference, "It was wrong.")
    enquiry = case.enquiry
    assert enquiry.status is Status.NEW
    assert (enquiry.clock_from, enquiry.answer_by) == (date(2026, 6, 1), date(2026, 6, 15))
    assert not enquiry.answer_by_typed
    assert (enquiry.outcome, enquiry.answer, enquiry.answered_at, enquiry.told_at) == (
        None,
        "",
        None,
        None,
    )
    assert enquiry.team is None
    kinds = [event.kind.value for event in case.timeline]
    assert kinds[-3:] == ["closed", "reopened", "clock-moved"]
    working = store.deadlines.of(case).answer.working
    assert working.startswith("Reopened Mon 1 Jun 2026 (day 0)")


def test_waits_from_before_a_reopening_do_not_count(store: Store, clock: FixedClock) -> None:
    reference = a_case(store, Status.WAITING).enquiry.reference
    clock.moment = datetime(2026, 6, 1, 9, tzinfo=UTC)
    store.enquiries.close(reference, outcome=Outcome.WITHDRAWN, reason="Never came.")
    store.enquiries.reopen(reference, "Came after all.")
    assert store.enquiries.edit(reference, {"detail": "x"}).enquiry.answer_by == date(2026, 6, 15)
