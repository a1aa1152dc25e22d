"""Shared by every act on a payment complaint: how a change is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Unpack

from db.payments.reading import PaymentReading
from db.payments.rows import read_payments
from db.records.acting import EventDetails, with_event
from db.records.by_when import NO_FOLLOW_UP
from spoc_tui.casework.payments import handling as handling
from spoc_tui.casework.payments.payment import (
    Payment,
    PaymentCase,
    PaymentOutcome,
    PaymentStatus,
)
from spoc_tui.casework.records.event import EventKind

STATUS_COLUMNS = ("closed_at", "told_at", "promised_at", "escalated_at", "finance_at")
"""The columns that a status follows from, beside the sums."""


class PaymentActing(PaymentReading):
    """How an act writes what it changed."""

    def change(
        self,
        case: PaymentCase,
        kind: EventKind,
        values: Mapping[str, Any],
        **event: Unpack[EventDetails],
    ) -> PaymentCase:
        self._refuse_if_changed_since(case, values)
        store, payment = self._store, case.payment
        status = _status_after(payment, values)
        written = {**values, "status": status} if values or status is not payment.status else {}
        store.update("payment", payment.uid, written)
        moved = (payment.status, status)
        added = self._add_event(case, kind, moved, **event)
        if written or kind is EventKind.CHASED:
            (payment,) = read_payments(store.connection, "p.uid = ?", [payment.uid])
        return replace(case, payment=payment, timeline=with_event(case, added))


def _status_after(payment: Payment, values: Mapping[str, Any]) -> PaymentStatus:
    """Where a complaint stands once the values are written."""
    stage = {name: values.get(name, getattr(payment, name)) for name in STATUS_COLUMNS}
    paid = values.get("paid_pence", payment.paid)
    return handling.status_of(
        closed=stage["closed_at"] is not None,
        told=stage["told_at"] is not None,
        paid=paid == values.get("amount_pence", payment.amount),
        promised=stage["promised_at"] is not None,
        escalated=stage["escalated_at"] is not None,
        with_finance=stage["finance_at"] is not None,
    )


NOT_ENDED: dict[str, Any] = {
    "closed_at": None,
    "outcome": None,
    "outcome_reason": "",
    "decided_by": "",
}
"""The columns of an end, as they stand while there is none."""


def ended(outcome: PaymentOutcome, reason: str, decided_by: str, at: str) -> dict[str, Any]:
    """The same, once it is closed."""
    return {
        "closed_at": at,
        "outcome": outcome,
        "outcome_reason": reason,
        "decided_by": decided_by,
        **NO_FOLLOW_UP,
    }
