"""The way of a payment complaint, act by act; promises and notes."""

from __future__ import annotations

from datetime import date

import pytest
from factories import (
    FixedClock,
    a_payment,
    dump,
    labels,
    make_enquiry,
    make_payment,
)

from db.store import Store
from spoc_tui.casework.errors import BadInput, NotFound, Refused
from spoc_tui.casework.payments.payment import PaymentOutcome, PaymentStatus
from spoc_tui.casework.records.channel import Channel
from spoc_tui.casework.records.event import EventKind
from spoc_tui.cli.payments import words as payment_words

TODAY = date(2026, 4, 2)
YESTERDAY = date(2026, 4, 1)

LOGGED, WITH_FINANCE, ESCALATED, PROMISED, PAID, TOLD, CLOSED = PaymentStatus


def test_the_whole_way_step_by_step(store: Store, clock: FixedClock) -> None:
    payments, ref = store.payments, make_payment(store, invoice="42", received="2/3").reference
    clock.advance(hours=1)
    case = payments.to_finance(ref, text="Please pay.")
    assert (case.payment.status, case.payment.finance_team) == (WITH_FINANCE, "Accounts Payable")
    assert case.payment.finance_at == clock.moment
    last = case.timeline[-1]
    assert (last.kind, last.text, last.whom) == (
        EventKind.TO_FINANCE,
        "Please pay.",
        "Accounts Payable",
    )
    assert (last.from_status, last.to_status) == (LOGGED, WITH_FINANCE)
    case = payments.answer(ref, "We look into it.")
    assert (case.payment.status, case.payment.answer) == (WITH_FINANCE, "We look into it.")
    assert (case.payment.replied_at, case.timeline[-1].to_status) == (clock.moment, None)
    case = payments.escalate(ref)
    assert (case.payment.status, case.payment.escalated_at) == (ESCALATED, clock.moment)
    assert case.timeline[-1].text == "more than 30 days since Mon 2 Mar 2026"
    assert case.timeline[-1].whom == "Chief Finance Officer"
    case = payments.promise(ref, date(2026, 4, 9), text="In the next run.")
    assert (case.payment.status, case.payment.promised_for) == (PROMISED, date(2026, 4, 9))
    assert case.payment.standing == "payment promised for Thu 9 Apr 2026"
    assert case.timeline[-1].text == "for Thu 9 Apr 2026: In the next run."
    case = payments.paid(ref, TODAY)
    assert (case.payment.status, case.payment.paid_on) == (PAID, TODAY)
    assert (case.payment.outstanding, case.payment.is_owed) == (0, False)
    # The promise is behind it: nothing is said to be paid “for” the day of it.
    assert case.payment.promised_for == date(2026, 4, 9)
    assert case.payment.standing == "paid in full on Thu 2 Apr 2026"
    assert payment_words.standing(case.payment) == "Paid in full on Thu 2 Apr 2026."
    assert case.timeline[-1].text == "£1,200.00 on Thu 2 Apr 2026"
    case = payments.told(ref, channel=Channel.EMAIL, whom="The treasurer")
    assert (case.payment.status, case.payment.told_at) == (TOLD, clock.moment)
    assert (case.timeline[-1].channel, case.timeline[-1].whom) == (Channel.EMAIL, "The treasurer")
    case = payments.close(ref)
    assert (case.payment.status, case.payment.outcome) == (CLOSED, PaymentOutcome.PAID)
    assert (case.payment.closed_at, case.timeline[-1].text) == (clock.moment, "paid")
    case = payments.reopen(ref, "The cheque bounced.")
    assert (case.payment.status, case.payment.outcome) == (PAID, None)
    assert (case.payment.closed_at, case.payment.told_at) == (None, None)
    assert [event.kind for event in case.timeline] == [
        *(EventKind.LOGGED, EventKind.TO_FINANCE, EventKind.ANSWERED, EventKind.ESCALATED),
        *(EventKind.PAYMENT_PROMISED, EventKind.PAID_IN, EventKind.TOLD, EventKind.CLOSED),
        EventKind.REOPENED,
    ]
    assert [label.partition(" PAY")[0] for label in labels(store)[-9:]] == [
        *("Logged", "Sent to finance:", "Answered", "Escalated", "Payment promised on"),
        *("Recorded a payment on", "Told the organisation of", "Closed", "Reopened"),
    ]


def test_another_finance_team_may_be_named(store: Store) -> None:
    ref = make_payment(store).reference
    assert store.payments.to_finance(ref, team="Revenues").payment.finance_team == "Revenues"
    with pytest.raises(NotFound, match="zebra"):
        store.payments.to_finance(ref, team="zebra")


def test_a_promise_that_was_broken_is_escalated_and_made_anew(store: Store) -> None:
    ref = a_payment(store, ESCALATED).reference
    store.payments.promise(ref, TODAY)
    case = store.payments.escalate(ref)
    assert (case.payment.status, case.payment.promised_for) == (ESCALATED, None)
    later = store.payments.promise(ref, date(2026, 4, 30)).payment
    assert (later.status, later.promised_for) == (PROMISED, date(2026, 4, 30))


def test_parts_are_paid_until_nothing_is_outstanding(store: Store) -> None:
    ref = a_payment(store, WITH_FINANCE, follow_up="+5").reference
    case = store.payments.paid(ref, YESTERDAY, 20_000)
    assert (case.payment.status, case.payment.outstanding) == (WITH_FINANCE, 100_000)
    assert (case.payment.paid_on, case.payment.follow_up_on) == (None, date(2026, 4, 7))
    with pytest.raises(BadInput, match=r"£1,000\.01 is more than the £1,000\.00") as over:
        store.payments.paid(ref, YESTERDAY, 100_001)
    assert over.value.field == "amount"
    # Said a day late, the older payment is first all the same.
    case = store.payments.paid(ref, date(2026, 3, 30), 50_000)
    assert [(one.amount, one.on.day) for one in case.payment.paid_in] == [(50_000, 30), (20_000, 1)]
    case = store.payments.paid(ref, TODAY)
    assert (case.payment.status, case.payment.outstanding) == (PAID, 0)
    assert (case.payment.paid_on, case.payment.follow_up_on) == (TODAY, None)
    with pytest.raises(Refused, match="was paid on Thu 2 Apr 2026"):
        store.payments.paid(ref, TODAY, 1)


@pytest.mark.parametrize(
    ("on", "amount", "field", "words"),
    [
        (TODAY, 0, "amount", r"more than £0"),
        (TODAY, -100, "amount", r"more than £0"),
        (TODAY, 120_001, "amount", r"edit its amount first"),
        (date(2026, 4, 3), None, "on", "is to come"),
        (date(2026, 3, 1), None, "on", "before the invoice was there, on Mon 2 Mar 2026"),
    ],
)
def test_payments_that_cannot_be(
    store: Store, on: date, amount: int | None, field: str, words: str
) -> None:
    ref = make_payment(store, received="2/3").reference
    before = dump(store)
    with pytest.raises(BadInput, match=words) as refused:
        store.payments.paid(ref, on, amount)
    assert refused.value.field == field
    assert dump(store) == before


def test_paid_before_the_invoices_date_where_receipt_is_not_known(store: Store) -> None:
    ref = make_payment(store, invoiced="2/3").reference
    with pytest.raises(BadInput, match="before the invoice was there"):
        store.payments.paid(ref, date(2026, 3, 1))
    assert store.payments.paid(ref, date(2026, 3, 2)).payment.status is PAID


def test_withdrawn_or_not_owed_with_who_and_why(store: Store) -> None:
    payments = store.payments
    case = payments.close(
        make_payment(store).uid, outcome=PaymentOutcome.WITHDRAWN, reason="A mistake."
    )
    assert (case.payment.status, case.timeline[-1].text) == (CLOSED, "withdrawn. A mistake.")
    case = payments.close(
        make_payment(store).uid,
        outcome=PaymentOutcome.NOT_OWED,
        reason="Paid last year.",
        decided_by="The auditor",
    )
    payment = case.payment
    assert (payment.outcome_reason, payment.decided_by) == ("Paid last year.", "The auditor")
    assert case.timeline[-1].text == "not owed. decided by The auditor. Paid last year."
    assert not payment.is_owed
    assert payment.outstanding == 120_000
    reopened = payments.reopen(payment.uid, "It was owed.").payment
    assert (reopened.status, reopened.decided_by, reopened.outcome_reason) == (LOGGED, "", "")


def test_closed_untold_with_a_reason(store: Store) -> None:
    ref = a_payment(store, PAID).reference
    assert store.payments.close(ref, reason="They wrote that it came.").payment.status is CLOSED


def test_chasing_gives_the_words_and_records_it(store: Store) -> None:
    ref = a_payment(store, WITH_FINANCE, invoice="42").reference
    handed: list[str] = []
    case, words = store.payments.chase(ref, hand_over=handed.append)
    assert handed == [words]
    assert words.startswith(f"{ref}: invoice 42, £1,200.00 outstanding")
    event = case.timeline[-1]
    assert (event.kind, event.whom) == (EventKind.CHASED, "Accounts Payable")
    store.payments.escalate(ref, reason="No answer.")
    case, _ = store.payments.chase(ref)
    assert case.timeline[-1].whom == "Chief Finance Officer"


def test_a_chase_that_cannot_be_handed_over_is_not_on_record(store: Store) -> None:
    ref = a_payment(store, WITH_FINANCE).reference

    def no_disk(words: str) -> None:
        raise OSError("no disk")

    before = dump(store)
    with pytest.raises(OSError, match="no disk"):
        store.payments.chase(ref, hand_over=no_disk)
    assert dump(store) == before


def test_a_formal_complaint_and_its_two_stages(store: Store, clock: FixedClock) -> None:
    payments, ref = store.payments, make_payment(store).reference
    case = payments.make_formal(ref, on=YESTERDAY)
    assert case.payment.formal is not None
    assert (case.payment.formal.stage, case.payment.formal.began) == (1, YESTERDAY)
    assert case.payment.status is LOGGED
    case = payments.acknowledge(ref)
    assert case.payment.formal is not None
    assert case.payment.formal.acknowledged == TODAY
    with pytest.raises(Refused, match="Stage 1 was acknowledged already"):
        payments.acknowledge(ref)
    with pytest.raises(Refused, match="at the first stage, which is not answered yet"):
        payments.make_formal(ref)
    clock.advance(days=5)
    case = payments.answer_formal(ref, "We are sorry.")
    assert case.payment.formal is not None
    assert case.payment.formal.answered == date(2026, 4, 7)
    assert case.payment.formal.acknowledged == TODAY
    with pytest.raises(Refused, match="Stage 1 was answered already"):
        payments.answer_formal(ref, "Again.")
    with pytest.raises(BadInput, match="was answered on Tue 7 Apr 2026") as early:
        payments.make_formal(ref, on=date(2026, 4, 6))
    assert early.value.field == "on"
    case = payments.make_formal(ref)
    assert case.payment.formal is not None
    assert (case.payment.formal.stage, case.payment.formal.answered) == (2, None)
    case = payments.answer_formal(ref, "Paid now.")
    assert case.payment.formal is not None
    assert case.payment.formal.acknowledged == date(2026, 4, 7)  # an answer acknowledges
    with pytest.raises(Refused, match="there is no third"):
        payments.make_formal(ref)
    assert [event.text for event in case.timeline[1:]] == [
        *("stage 1", "stage 1", "stage 1: We are sorry.", "stage 2", "stage 2: Paid now."),
    ]


def test_promises_of_ones_own_are_made_kept_and_withdrawn(store: Store) -> None:
    payment = make_payment(store)
    records = store.records_of(payment.reference)
    assert records is store.payments
    assert store.records_of(payment.uid) is store.payments
    assert store.records_of("1") is store.enquiries
    for text in ("Ring back", "Ask Housing"):
        store.promises.make(payment.reference, text, date(2026, 4, 9))
    case = store.promises.keep(payment.uid, 1)
    assert [(one.number, one.is_open) for one in case.promises] == [(1, False), (2, True)]
    case = store.promises.withdraw(payment.reference, None, "No need.")
    assert case.open_promises == ()
    assert case.record.status is LOGGED
    kinds = [event.kind for event in case.timeline[1:]]
    assert kinds == [EventKind.PROMISED] * 2 + [EventKind.KEPT, EventKind.PROMISE_WITHDRAWN]


def test_promises_of_an_enquiry_and_a_payment_are_counted_apart(store: Store) -> None:
    enquiry, payment = make_enquiry(store).enquiry, make_payment(store)
    for record in (enquiry, payment):
        case = store.promises.make(record.reference, "Ring", TODAY)
        assert [one.number for one in case.promises] == [1]


def test_notes_even_on_a_closed_one(store: Store) -> None:
    ref = a_payment(store, CLOSED).reference
    case = store.records_of(ref).note(ref, "They thank us.")
    assert (case.timeline[-1].kind, case.timeline[-1].text) == (EventKind.NOTE, "They thank us.")
    assert case.record.status is CLOSED
