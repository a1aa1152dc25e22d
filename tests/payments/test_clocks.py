"""What is next on a payment complaint, when it is escalated, and a formal complaint's clock."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from factories import START, FixedClock, make_organisation, make_payment

from db.store import Store
from spoc_tui.casework.dates.standards import USUAL_STANDARDS, Standards
from spoc_tui.casework.dates.working_days import WorkingDays
from spoc_tui.casework.desk.desk import Band
from spoc_tui.casework.payments.clocks import Escalation, escalation, formal_clock, next_step
from spoc_tui.casework.payments.payment import (
    FormalStage,
    PaidIn,
    Payment,
    PaymentOutcome,
    PaymentStatus,
)

DAYS = WorkingDays()
TODAY = date(2026, 4, 2)
MARCH = date(2026, 3, 2)
LOGGED, WITH_FINANCE, ESCALATED, PROMISED, PAID, TOLD, CLOSED = PaymentStatus
NEW = Payment("p", "PAY-26-0001", 120_000, LOGGED, START)
AT_FINANCE = replace(NEW, status=WITH_FINANCE, finance_at=START)
AT_CHIEF = replace(AT_FINANCE, status=ESCALATED, escalated_at=START)
PROMISE = replace(AT_CHIEF, status=PROMISED, promised_at=START, promised_for=date(2026, 4, 9))
ALL_PAID = replace(NEW, status=PAID, paid_in=(PaidIn("i", 120_000, TODAY),))
PART_PAID = replace(NEW, paid_in=(PaidIn("i", 20_000, TODAY),))
ENDED = replace(NEW, status=CLOSED, closed_at=START, outcome=PaymentOutcome.WITHDRAWN)
HOUR = timedelta(hours=1)


def since(payment: Payment) -> tuple[date, str] | None:
    """From when it is to be escalated, and why."""
    due = escalation(payment, USUAL_STANDARDS, DAYS)
    return None if due is None else (due.on, due.why)


REASONABLE = "more than 30 days since "
SILENT = "no answer from finance for 5 working days"


@pytest.mark.parametrize(
    ("payment", "on", "why"),
    [
        # Day 31 after the day from which the council had the claim.
        (replace(NEW, received=MARCH), date(2026, 4, 2), f"{REASONABLE}Mon 2 Mar 2026"),
        (replace(NEW, invoiced=MARCH), date(2026, 4, 2), f"{REASONABLE}Mon 2 Mar 2026"),
        (
            replace(NEW, received=date(2026, 3, 20), invoiced=MARCH),
            date(2026, 4, 20),
            f"{REASONABLE}Fri 20 Mar 2026",
        ),
        (replace(NEW, performed=MARCH), date(2026, 5, 3), f"{REASONABLE}Thu 2 Apr 2026"),
        (NEW, date(2026, 5, 3), f"{REASONABLE}Thu 2 Apr 2026"),
        (PART_PAID, date(2026, 5, 3), f"{REASONABLE}Thu 2 Apr 2026"),
        # Half past midnight in London is the next day there.
        (
            replace(NEW, logged_at=datetime(2026, 4, 2, 23, 30, tzinfo=UTC)),
            date(2026, 5, 4),
            f"{REASONABLE}Fri 3 Apr 2026",
        ),
        # Over Easter: 7, 8, 9, 10 and 13 April are the five working days.
        (AT_FINANCE, date(2026, 4, 14), SILENT),
        (replace(AT_FINANCE, received=date(2026, 3, 20)), date(2026, 4, 14), SILENT),
        (replace(AT_FINANCE, received=MARCH), date(2026, 4, 2), f"{REASONABLE}Mon 2 Mar 2026"),
        # An answer ends the silence, unless it was asked for again since.
        (replace(AT_FINANCE, replied_at=START), date(2026, 5, 3), f"{REASONABLE}Thu 2 Apr 2026"),
        (replace(AT_FINANCE, replied_at=START - HOUR), date(2026, 4, 14), SILENT),
        # The day after a promised one, whatever else there is.
        (PROMISE, date(2026, 4, 10), "payment was promised for Thu 9 Apr 2026"),
        (
            replace(PROMISE, escalated_at=None, received=date(2026, 1, 2)),
            date(2026, 4, 10),
            "payment was promised for Thu 9 Apr 2026",
        ),
        # A disputed one is looked into as well.
        (
            replace(NEW, received=MARCH, disputed_on=TODAY),
            date(2026, 4, 2),
            f"{REASONABLE}Mon 2 Mar 2026",
        ),
    ],
)
def test_from_when_it_is_to_be_escalated(payment: Payment, on: date, why: str) -> None:
    assert since(payment) == (on, why)


@pytest.mark.parametrize("payment", [AT_CHIEF, ALL_PAID, ENDED, replace(ALL_PAID, status=TOLD)])
def test_what_need_not_be_escalated(payment: Payment) -> None:
    assert since(replace(payment, received=date(2026, 1, 2))) is None


def test_both_times_are_settings() -> None:
    standards = Standards(reasonable_days=10, silence_days=1)
    assert escalation(replace(NEW, received=MARCH), standards, DAYS) == Escalation(
        date(2026, 3, 13), "more than 10 days since Mon 2 Mar 2026"
    )
    due = escalation(AT_FINANCE, standards, DAYS)
    assert due is not None
    assert due.on == date(2026, 4, 8)  # the Tuesday after Easter was the one day


@pytest.mark.parametrize(
    ("payment", "today", "step"),
    [
        (NEW, TODAY, ("to finance", None, False)),
        (replace(NEW, received=MARCH), date(2026, 4, 1), ("to finance", None, False)),
        (replace(NEW, received=MARCH), TODAY, ("escalate now", TODAY, True)),
        (
            replace(NEW, received=MARCH, disputed_on=TODAY),
            TODAY,
            ("escalate now", TODAY, True),
        ),
        (AT_FINANCE, date(2026, 4, 13), None),
        (AT_FINANCE, date(2026, 4, 14), ("escalate now", date(2026, 4, 14), True)),
        (PROMISE, date(2026, 4, 9), None),
        (PROMISE, date(2026, 4, 10), ("escalate now", date(2026, 4, 10), True)),
        # The Chief Finance Officer has the same five working days.
        (AT_CHIEF, date(2026, 4, 13), None),
        (AT_CHIEF, date(2026, 4, 14), ("chase", date(2026, 4, 13), True)),
        (
            replace(AT_CHIEF, replied_at=START - HOUR),
            date(2026, 4, 14),
            ("chase", date(2026, 4, 13), True),
        ),
        # An answer on 7 April that promises nothing: as long again, to the 14th.
        (replace(AT_CHIEF, replied_at=START + timedelta(days=5)), date(2026, 4, 14), None),
        (
            replace(AT_CHIEF, replied_at=START + timedelta(days=5)),
            date(2026, 4, 15),
            ("chase", date(2026, 4, 14), True),
        ),
        (ALL_PAID, TODAY, ("tell", None, False)),
        (replace(ALL_PAID, status=TOLD, told_at=START), TODAY, ("close", None, False)),
        (ENDED, date(2027, 1, 1), None),
        (replace(ENDED, follow_up_on=TODAY), TODAY, None),
        # What is to come back is before the usual next step, and after what is due.
        (replace(AT_FINANCE, follow_up_on=TODAY), date(2026, 4, 1), None),
        (replace(AT_FINANCE, follow_up_on=TODAY), TODAY, ("follow-up", TODAY, False)),
        (replace(NEW, follow_up_on=TODAY), date(2026, 4, 3), ("follow-up", TODAY, True)),
        (
            replace(NEW, follow_up_on=TODAY, received=MARCH),
            date(2026, 4, 3),
            ("escalate now", TODAY, True),
        ),
    ],
)
def test_the_next_step(
    payment: Payment, today: date, step: tuple[str, date | None, bool] | None
) -> None:
    found = next_step(payment, today, USUAL_STANDARDS, DAYS)
    assert found == step


# Made on the Thursday before Easter: 3 and 6 April are no working days.
@pytest.mark.parametrize(
    ("formal", "acknowledge", "answer"),
    [
        (FormalStage(1, TODAY), date(2026, 4, 13), date(2026, 4, 27)),
        (FormalStage(1, TODAY, acknowledged=TODAY), date(2026, 4, 13), date(2026, 4, 20)),
        (
            FormalStage(1, TODAY, acknowledged=date(2026, 4, 8)),
            date(2026, 4, 13),
            date(2026, 4, 22),
        ),
        # The second stage's twenty pass the early May holiday, Monday the 4th.
        (FormalStage(2, TODAY), date(2026, 4, 13), date(2026, 5, 12)),
        (FormalStage(2, TODAY, acknowledged=TODAY), date(2026, 4, 13), date(2026, 5, 5)),
        (FormalStage(1, MARCH), date(2026, 3, 9), date(2026, 3, 23)),
        (FormalStage(2, MARCH), date(2026, 3, 9), date(2026, 4, 8)),
    ],
)
def test_the_clock_of_a_formal_complaint(
    formal: FormalStage, acknowledge: date, answer: date
) -> None:
    clock = formal_clock(formal, DAYS)
    assert (clock.acknowledge.day, clock.answer.day) == (acknowledge, answer)


def test_the_clock_says_how_it_came_about() -> None:
    clock = formal_clock(FormalStage(1, TODAY), DAYS)
    assert clock.acknowledge.working == (
        "Made Thu 2 Apr 2026 (day 0); 5 working days after it, not counting Good Friday 3 Apr and "
        "Easter Monday 6 Apr, is Mon 13 Apr 2026."
    )
    assert clock.answer.working.startswith("To be acknowledged by Mon 13 Apr 2026 (day 0); 10 ")
    acknowledged = formal_clock(FormalStage(1, TODAY, acknowledged=TODAY), DAYS)
    assert acknowledged.answer.working.startswith("Acknowledged Thu 2 Apr 2026 (day 0); 10 ")


@pytest.mark.parametrize(
    ("formal", "today", "step"),
    [
        (FormalStage(1, TODAY), date(2026, 4, 10), "to finance"),
        (FormalStage(1, TODAY), date(2026, 4, 13), "acknowledge"),
        (FormalStage(1, TODAY), date(2026, 4, 28), "acknowledge"),
        (FormalStage(1, TODAY, acknowledged=TODAY), date(2026, 4, 17), "to finance"),
        (FormalStage(1, TODAY, acknowledged=TODAY), date(2026, 4, 20), "answer"),
        (FormalStage(2, TODAY, acknowledged=TODAY), date(2026, 4, 20), "to finance"),
        (FormalStage(2, TODAY, acknowledged=TODAY), date(2026, 5, 5), "answer"),
        (FormalStage(1, TODAY, TODAY, TODAY), date(2026, 4, 28), "to finance"),
    ],
)
def test_a_formal_complaints_clock_goes_before_the_rest(
    formal: FormalStage, today: date, step: str
) -> None:
    late = date(2026, 6, 1)
    found = next_step(
        replace(NEW, formal=formal, received=date(2026, 4, 2)), today, USUAL_STANDARDS, DAYS
    )
    assert found is not None
    assert found.what == step
    assert found.pressing == (found.due is not None and found.due < today)
    if step != "to finance":
        again = next_step(replace(NEW, formal=formal, received=MARCH), late, USUAL_STANDARDS, DAYS)
        assert again is not None
        assert again.what == step


def test_the_desk_has_what_is_due_in_its_band(store: Store, clock: FixedClock) -> None:
    make_organisation(store, phone="01634 555 010")
    due = make_payment(store, invoice="42", received="2/3", team="Housing")
    waiting = make_payment(store, received="20/3")
    store.payments.to_finance(waiting.uid)
    new = make_payment(store, received="1/4")
    closed = make_payment(store, received="2/1")
    store.payments.close(closed.uid, outcome=PaymentOutcome.WITHDRAWN, reason="A mistake.")
    keys = store.agenda.keys(store.today())
    first, second = store.agenda.items(keys)
    assert (first.band, first.kind, first.what) == (Band.PAYMENT, "payment", "escalate now")
    assert (first.uid, first.reference, first.due) == (due.uid, due.reference, TODAY)
    assert (first.subject, first.who, first.team) == (
        "invoice 42",
        "Rook Lane Bowls Club",
        "Housing",
    )
    assert (second.reference, second.what, second.due) == (new.reference, "to finance", None)
    assert [key.uid for key in store.agenda.keys(date(2026, 4, 14))] == [
        due.uid,
        waiting.uid,
        new.uid,
    ]


def test_the_desk_follows_the_steps(store: Store, clock: FixedClock) -> None:
    uid = make_payment(store, received="2/3").uid

    def choices() -> list[str]:
        return [key.what for key in store.agenda.keys(store.today())]

    assert choices() == ["escalate now"]
    store.payments.escalate(uid)
    assert choices() == []
    clock.advance(days=12)
    assert choices() == ["chase"]
    store.payments.promise(uid, store.today())
    assert choices() == []
    clock.advance(days=1)
    assert choices() == ["escalate now"]
    store.payments.paid(uid, store.today())
    assert choices() == ["tell"]
    store.payments.told(uid)
    assert choices() == ["close"]
    store.payments.close(uid)
    assert choices() == []
    assert "payment" not in store.open_kinds()


def test_a_promise_on_it_is_with_the_promises(store: Store, clock: FixedClock) -> None:
    payment = make_payment(store, invoice="42")
    store.payments.to_finance(payment.uid)
    store.promises.make(payment.uid, "Ring back", store.today())
    (item,) = store.agenda.items(store.agenda.keys(store.today()))
    assert (item.band, item.kind, item.what) == (Band.PROMISE, "payment", "promise")
    assert (item.reference, item.subject) == (payment.reference, "Ring back")
    store.promises.keep(payment.uid)
    assert store.agenda.keys(store.today()) == []
    store.undo()
    store.undo()
    assert store.agenda.keys(store.today()) == []
