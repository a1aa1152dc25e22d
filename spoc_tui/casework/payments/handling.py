"""How a payment complaint may be handled: where it stands, and what each act refuses."""

from __future__ import annotations

from datetime import date

from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.errors import BadInput, Refused
from spoc_tui.casework.money import show_pounds
from spoc_tui.casework.payments.payment import (
    FormalStage,
    Payment,
    PaymentCase,
    PaymentOutcome,
    PaymentStatus,
)
from spoc_tui.casework.records.require import require_closable, require_open, require_past

CHIEF = "Chief Finance Officer"


def status_of(
    *,
    closed: bool,
    told: bool,
    paid: bool,
    promised: bool,
    escalated: bool,
    with_finance: bool,
) -> PaymentStatus:
    """Where a complaint stands, from the facts, in this order. (To escalate it ends a promise.)"""
    if closed:
        return PaymentStatus.CLOSED
    if told:
        return PaymentStatus.TOLD
    if paid:
        return PaymentStatus.PAID
    if promised:
        return PaymentStatus.PROMISED
    if escalated:
        return PaymentStatus.ESCALATED
    return PaymentStatus.WITH_FINANCE if with_finance else PaymentStatus.LOGGED


def require_owed(payment: Payment, act: str) -> None:
    """Refuses what makes sense only while money is still to come."""
    require_open(payment, act)
    if not payment.outstanding:
        raise Refused(
            f"{payment.reference} was paid on {show_day(payment.paid_on or date.max)}. "
            f"To {act}, take that payment back first."
        )


def check_paid(payment: Payment, amount: int, on: date, today: date) -> None:
    """A payment is more than nothing, not more than is outstanding, and not in the future."""
    require_owed(payment, "record a payment")
    require_past(on, today, "on")
    if amount <= 0:
        raise BadInput("A payment is more than £0.", field="amount")
    if amount > payment.outstanding:
        raise BadInput(
            f"{show_pounds(amount)} is more than the {show_pounds(payment.outstanding)} that is "
            f"outstanding on {payment.reference}. If the claim was larger, edit its amount first.",
            field="amount",
        )
    since = payment.asked_since
    if since is not None and on < since:
        raise BadInput(
            f"Paid on {show_day(on)} is before the invoice was there, on {show_day(since)}. "
            "Correct one or the other.",
            field="on",
        )


def whom_to_chase(payment: Payment) -> str:
    """Whom it is with: the finance team it was sent to, or the Chief Finance Officer. Refused where
    nothing is owed, or it was sent to nobody yet.
    """
    require_owed(payment, "chase it")
    if payment.escalated_at is not None:
        return CHIEF
    if payment.finance_team is None:
        raise Refused(
            f"{payment.reference} was sent to nobody yet. Send it to the finance team first."
        )
    return payment.finance_team


def check_escalate(payment: Payment) -> None:
    """It goes to the Chief Finance Officer once, and again where payment was promised since."""
    require_owed(payment, "escalate it")
    if payment.status is PaymentStatus.ESCALATED:
        raise Refused(
            f"{payment.reference} is with the Chief Finance Officer already. Chase it instead."
        )


def check_told(payment: Payment) -> None:
    """The organisation is told of the payment, once all of it is there; once."""
    require_open(payment, "record that the organisation was told")
    if payment.outstanding:
        raise Refused(
            f"{payment.reference} is not paid: {show_pounds(payment.outstanding)} is outstanding. "
            "Record the payment first. What else they were told is a note."
        )
    if payment.told_at is not None:
        raise Refused(f"The organisation was told of {payment.reference} already.")


def check_close(case: PaymentCase, outcome: PaymentOutcome, reason: str, decided_by: str) -> None:
    """Closed as paid once the organisation was told, or with a reason; as not owed with who decided
    and why; never over an open promise.
    """
    payment = case.payment
    require_closable(case.record, case.open_promises)
    match outcome:
        case PaymentOutcome.PAID if payment.outstanding:
            raise Refused(
                f"{payment.reference} is not paid: {show_pounds(payment.outstanding)} is "
                "outstanding. Record the payment, or close it as withdrawn or not owed."
            )
        case PaymentOutcome.PAID if payment.told_at is None and not reason.strip():
            raise Refused(
                f"The organisation has not been told of {payment.reference}. Tell them, or give "
                "the reason for closing without."
            )
        case PaymentOutcome.NOT_OWED if not decided_by.strip():
            raise BadInput("Say who decided that it is not owed.", field="decided_by")
        case PaymentOutcome.NOT_OWED | PaymentOutcome.WITHDRAWN if not reason.strip():
            raise BadInput(f"Say why it is {outcome.words}.", field="reason")


def require_next_formal(payment: Payment) -> date | None:
    """The day on which the first stage was answered, None before it began; refuses where no stage
    can begin.
    """
    require_open(payment, "make it a formal complaint")
    formal = payment.formal
    if formal is None:
        return None
    if formal.stage == 2:
        raise Refused(f"{payment.reference} is at the second stage already: there is no third.")
    if formal.answered is None:
        raise Refused(
            f"{payment.reference} is at the first stage, which is not answered yet. "
            "Record that answer first."
        )
    return formal.answered


def next_formal(payment: Payment, on: date) -> FormalStage:
    """The stage that begins where it is made a formal complaint, or taken to the second stage."""
    answered = require_next_formal(payment)
    if answered is None:
        return FormalStage(1, on)
    if on < answered:
        raise BadInput(
            f"The first stage was answered on {show_day(answered)}: the second does not "
            "begin before that day.",
            field="on",
        )
    return FormalStage(2, on)


def require_formal(payment: Payment, act: str) -> FormalStage:
    """The stage it is at; Refused where it is no formal complaint."""
    require_open(payment, act)
    if payment.formal is None:
        raise Refused(
            f"{payment.reference} is a service request, not a formal complaint: no such clock runs."
        )
    return payment.formal


def require_formal_unacknowledged(payment: Payment) -> FormalStage:
    """The stage it is at, which is acknowledged once."""
    formal = require_formal(payment, "acknowledge it")
    if formal.acknowledged is not None:
        raise Refused(f"Stage {formal.stage} was acknowledged already.")
    return formal


def require_formal_unanswered(payment: Payment) -> FormalStage:
    """The stage it is at, which is answered once."""
    formal = require_formal(payment, "answer it")
    if formal.answered is not None:
        raise Refused(f"Stage {formal.stage} was answered already.")
    return formal
