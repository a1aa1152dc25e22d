"""What is to be asked for while the caller is there."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from spoc_tui.casework.payments.kinds import PaymentKind, Terms
from spoc_tui.casework.payments.payment import Payment, PaymentStatus
from spoc_tui.casework.payments.questions import ask_for

ALL = (
    "the invoice’s number",
    "the day the council received the invoice",
    "what it is for",
    "the day the work was done",
    "which directorate owes it",
    "the purchase-order number",
    "which terms the contract has",
)


def payment(**known: Any) -> Payment:
    logged = datetime(2026, 4, 2, 9, tzinfo=UTC)
    return Payment("uid", "PAY-26-0001", 100, PaymentStatus.LOGGED, logged, **known)


@pytest.mark.parametrize(
    ("known", "left"),
    [
        ({}, ALL),
        ({"invoice": "42"}, ALL[1:]),
        ({"received": date(2026, 3, 2), "invoice": "42"}, ALL[2:]),
        ({"terms": Terms.S88}, ALL[:-1]),
        ({"kind": PaymentKind.GRANT}, (ALL[1], ALL[2], ALL[4])),
        ({"kind": PaymentKind.EXPENSES, "directorate_uid": "d", "what_for": "Fares"}, (ALL[1],)),
        (
            {
                "invoice": "42",
                "received": date(2026, 3, 2),
                "what_for": "Hire",
                "performed": date(2026, 3, 1),
                "directorate_uid": "d",
                "order": "PO 1",
                "terms": Terms.S68,
            },
            (),
        ),
    ],
)
def test_only_what_is_not_known_is_asked_for(known: dict[str, Any], left: tuple[str, ...]) -> None:
    assert ask_for(payment(**known)) == left
