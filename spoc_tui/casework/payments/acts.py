"""Which acts apply to a payment complaint as it stands (casework/records/applying.py)."""

from __future__ import annotations

from spoc_tui.casework.payments import handling as of_payment
from spoc_tui.casework.payments.payment import PaymentCase
from spoc_tui.casework.records.acts import EVERY_KIND, Acts, Need, open_for


def _owed_for(act: str) -> Need:
    return lambda case: of_payment.require_owed(case.payment, act)


ACTS = Acts(
    case=PaymentCase,
    needs={
        **EVERY_KIND,
        "route": _owed_for("send it to finance"),
        "answer": open_for("record an answer"),
        "payment promised": _owed_for("record that payment is promised"),
        "disputed": open_for("change it"),
        "formal": lambda case: of_payment.require_next_formal(case.payment),
        "formal answered": lambda case: of_payment.require_formal_unanswered(case.payment),
        "paid": _owed_for("record a payment"),
        "told": lambda case: of_payment.check_told(case.payment),
        "escalate": lambda case: of_payment.check_escalate(case.payment),
        "chase": lambda case: of_payment.whom_to_chase(case.payment),
        "edit": open_for("change it"),
        "acknowledge": lambda case: of_payment.require_formal_unacknowledged(case.payment),
    },
    one_of={
        "close": ("close", "reopen"),
        "stage": ("payment promised", "disputed", "formal", "acknowledge", "formal answered"),
    },
)
