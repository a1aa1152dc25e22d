"""What every act on a payment complaint shares: how it writes what it changed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from db.payments.reading import PaymentReading
from db.records.by_when import NO_FOLLOW_UP
from spoc_tui.casework.payments import handling as handling
from spoc_tui.casework.payments.payment import PaymentCase, PaymentOutcome
from spoc_tui.casework.records.channel import Channel
from spoc_tui.casework.records.event import EventKind


class PaymentActing(PaymentReading):
    """How an act writes what it changed."""

    def change(
        self,
        case: PaymentCase,
        kind: EventKind,
        values: Mapping[str, Any],
        *,
        text: str = "",
        at: datetime | None = None,
        channel: Channel | None = None,
        whom: str = "",
    ) -> None:
        self._refuse_if_changed_since(case, values)
        store, payment = self._store, case.payment
        row = {**dict(store.row("payment", payment.uid)), **values}
        status = handling.status_of(
            closed=row["closed_at"] is not None,
            told=row["told_at"] is not None,
            paid=row["paid_pence"] == row["amount_pence"],
            promised=row["promised_at"] is not None,
            escalated=row["escalated_at"] is not None,
            with_finance=row["finance_at"] is not None,
        )
        store.update("payment", payment.uid, {**values, "status": status})
        self._add_event(
            case, kind, (payment.status, status), text=text, at=at, channel=channel, whom=whom
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
