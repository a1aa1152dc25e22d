"""A finance team's list of paid invoices, and what its rows are for the complaints."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from spoc_tui.casework.payments.payment import Payment
from spoc_tui.casework.records.worded import Worded

LEFT_OUT = "-"
PAID_FIELDS = {
    "supplier": "who was paid",
    "invoice": "the number on the supplier's invoice",
    "document": "the finance system's own number of the payment, where no invoice's is known",
    "amount": "what was paid, VAT included",
    "net": "what was paid, without VAT",
    "vat": "the VAT on top of it",
    "paid_on": "the day it was paid",
    "status": "whether it is paid: paid, cleared, on hold, cancelled …",
    "not_paid": "filled where it is not: the day it was cancelled, a reason for a hold …",
    LEFT_OUT: "left out",
}
"""The fields that a column of such a list may be taken for, each with what is in it."""
NEEDED = "supplier"
"""The field without which nothing can be told of a row."""


class PaidInvoice(NamedTuple):
    """One row of such a list; sums are in pence. None for what it does not say."""

    line: int
    supplier: str
    invoice: str
    amount: int | None = None
    paid_on: date | None = None
    document: str = ""
    """The finance system's own number, where the list has no invoice's."""
    vat: int | None = 0
    """What may have been paid on top of the amount: nothing; None where that is not known."""
    status: str = ""
    """The list's word for it, where that does not say that it is paid."""
    is_paid: bool | None = True
    """False where the list says that it is not paid; None where its word is not known."""

    @property
    def number(self) -> str:
        """The number that it is known by: the invoice's, or else the finance system's."""
        return self.invoice or self.document

    @property
    def sums(self) -> tuple[int, ...]:
        """The sums that may have been paid, the likeliest first."""
        if self.amount is None:
            return ()
        return (self.amount + self.vat, self.amount) if self.vat else (self.amount,)


def added_up(rows: Sequence[PaidInvoice]) -> PaidInvoice:
    """Lines of one invoice as one, with the sum of them all; each has an amount."""
    if len(rows) == 1:
        return rows[0]
    vats = [row.vat for row in rows]
    unpaid = next((row for row in rows if not row.is_paid), rows[0])
    return rows[0]._replace(
        amount=sum(row.amount or 0 for row in rows),
        vat=None if None in vats else sum(vat or 0 for vat in vats),
        status=unpaid.status,
        is_paid=unpaid.is_paid,
    )


class PaymentVerdict(Worded):
    """The verdict on a row."""

    PROPOSED = "proposed"
    UNSURE = "unsure"
    NOT_PAID = "not-paid"
    ALREADY_PAID = "already-paid"
    UNMATCHED = "unmatched"


class PaymentProposal(NamedTuple):
    """A row of a list, the complaint that it is about, if there is one, and why."""

    row: PaidInvoice
    """Of several lines of one invoice and day: with the sum of all."""
    verdict: PaymentVerdict
    payment: Payment | None = None
    why: str = ""
    lines: tuple[int, ...] = ()
    """The lines that it is read from, where there are several."""
    pays: int | None = None
    """The pence that it pays on the complaint; None where that is not known."""
    of_other: bool = False
    """Whether the complaint is another organisation's than the row."""

    @property
    def is_part(self) -> bool:
        """Whether something is still outstanding once this is paid."""
        return self.payment is not None and self.pays != self.payment.outstanding

    @property
    def can_be_marked(self) -> bool:
        """Whether it is known what it pays, and when."""
        undecided = (PaymentVerdict.PROPOSED, PaymentVerdict.UNSURE)
        known = self.pays is not None and self.row.paid_on is not None
        return self.verdict in undecided and self.payment is not None and known

    @property
    def order(self) -> tuple[int, bool, int]:
        """What would be marked first, then what is unsure, other organisations' last."""
        return list(PaymentVerdict).index(self.verdict), self.of_other, self.row.line
