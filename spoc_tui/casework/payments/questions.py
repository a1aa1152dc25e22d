"""The questions still open on a payment complaint, while the caller is there."""

from __future__ import annotations

from spoc_tui.casework.payments.kinds import PaymentKind, Terms
from spoc_tui.casework.payments.payment import Payment


def ask_for(payment: Payment) -> tuple[str, ...]:
    """The questions still open, the most useful first; of a grant or expenses nothing that only a
    contract has.
    """
    contract = payment.kind in (PaymentKind.CONTRACT, PaymentKind.OTHER)
    wanted = (
        ("the invoice’s number", contract and not payment.invoice),
        ("the day the council received the invoice", payment.received is None),
        ("what it is for", not payment.what_for),
        ("the day the work was done", contract and payment.performed is None),
        ("which directorate owes it", payment.directorate_uid is None),
        ("the purchase-order number", contract and not payment.order),
        ("which terms the contract has", contract and payment.terms is Terms.UNKNOWN),
    )
    return tuple(question for question, is_wanted in wanted if is_wanted)
