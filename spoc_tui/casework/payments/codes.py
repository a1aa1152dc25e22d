"""Which columns of payment complaints hold codes, and of what (casework/history/codes.py)."""

from __future__ import annotations

from collections.abc import Mapping

from spoc_tui.casework.payments.kinds import PaymentKind, Terms
from spoc_tui.casework.payments.payment import PaymentOutcome, PaymentStatus
from spoc_tui.casework.records.worded import Worded

CODES: Mapping[str, Mapping[str, type[Worded]]] = {
    "payment": {
        "kind": PaymentKind,
        "terms": Terms,
        "status": PaymentStatus,
        "outcome": PaymentOutcome,
    },
}
"""By table and column."""
