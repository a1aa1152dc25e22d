"""A finance team's list of paid invoices, and what its rows are for the complaints."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from spoc_tui.casework.payments.payment import Payment
from spoc_tui.casework.records.worded import Worded


@dataclass(frozen=True)
class PaidInvoice:
    """One row of such a list; the amount is in pence. None for what it does not say."""

    line: int
    supplier: str
    invoice: str
    amount: int | None = None
    paid_on: date | None = None


class PaymentVerdict(Worded):
    """The verdict on a row."""

    PROPOSED = "proposed"
    UNSURE = "unsure"
    ALREADY_PAID = "already-paid"
    UNMATCHED = "unmatched"


@dataclass(frozen=True)
class PaymentProposal:
    """A row, the complaint that it is about, if there is one, and why."""

    row: PaidInvoice
    verdict: PaymentVerdict
    payment: Payment | None = None
    why: str = ""

    @property
    def is_part(self) -> bool:
        """Whether something is still outstanding once this is paid."""
        return self.payment is not None and self.row.amount != self.payment.outstanding
