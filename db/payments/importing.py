"""A finance team's list of paid invoices: what it would mark as paid, and doing so as one act."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from spoc_tui.casework.payments.matching import match
from spoc_tui.casework.payments.paid_invoices import PaidInvoice, PaymentProposal, PaymentVerdict

if TYPE_CHECKING:
    from db.store import Store


def propose(store: Store, rows: Iterable[PaidInvoice]) -> list[PaymentProposal]:
    """The verdict on each row for the complaints as they stand; nothing is written."""
    return match(rows, store.payments.all())


def accept(store: Store, proposals: Iterable[PaymentProposal]) -> int:
    """Records the payments of those that are proposed, as one action; returns how many.

    Refused, and nothing is written, where one of them was paid or closed meanwhile.
    """
    count = 0
    with store.action("Marked payments from a list") as action:
        for one in proposals:
            if one.verdict is PaymentVerdict.PROPOSED and one.payment and one.row.paid_on:
                store.payments.paid(one.payment.uid, one.row.paid_on, one.row.amount)
                count += 1
        action.label = f"Marked {count:,} payment{'' if count == 1 else 's'} from a list"
    return count
