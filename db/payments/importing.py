"""A finance team's list of paid invoices: what it would mark as paid, and doing so as one act."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from db.remembered import recall, remember
from spoc_tui.casework.payments.matching import match
from spoc_tui.casework.payments.paid_invoices import PaidInvoice, PaymentProposal

if TYPE_CHECKING:
    from pathlib import Path

    from db.store import Store
    from spoc_tui.registers.paid_invoices import PaidInvoices

COLUMNS = "columns of paid lists"
"""What is remembered: pairs of a list's columns, and the fields that the officer gave them."""
MOST_LISTS = 20
"""Of how many kinds of list, the latest first."""


def open_list(
    store: Store, path: Path, *, mapping: Mapping[str, str] | None = None, **options: Any
) -> PaidInvoices:
    """Opens a list; its columns are as `mapping` has them, else as the officer had them in a list
    of the same columns, else guessed. Options are those of registers/paid_invoices.py.
    """
    from spoc_tui.registers.paid_invoices import open_paid_invoices

    return open_paid_invoices(
        path, today=store.today(), mapping=mapping, remembered=_remembered(store), **options
    )


def remember_columns(store: Store, opened: PaidInvoices) -> None:
    """Keeps what the officer said of the columns, for the next list that has the same."""
    if not opened.given:
        return
    others = [pair for pair in _remembered(store).items() if pair[0] != opened.header]
    pairs = [(opened.header, dict(opened.given)), *others][:MOST_LISTS]
    remember(store, COLUMNS, json.dumps(pairs, ensure_ascii=False))


def _remembered(store: Store) -> dict[tuple[str, ...], dict[str, str]]:
    text = recall(store, COLUMNS)
    return {tuple(header): fields for header, fields in (json.loads(text) if text else [])}


def propose(store: Store, rows: Iterable[PaidInvoice]) -> list[PaymentProposal]:
    """The verdict on each row for the complaints as they stand; nothing is written."""
    return match(rows, store.payments.all())


def accept(store: Store, proposals: Sequence[PaymentProposal]) -> int:
    """Records the payments of those that can be marked, as one action; returns how many.

    Refused, and nothing is written, where one of them was paid or closed meanwhile.
    """
    count = 0
    with store.action("Marked payments from a list") as action:
        for one in proposals:
            if not one.can_be_marked or one.payment is None or one.row.paid_on is None:
                continue
            known = store.payments.get(one.payment.uid).payment.paid_in
            # Another of that day and sum is another line of the list, unless it came meanwhile.
            anyway = known == one.payment.paid_in
            store.payments.paid(one.payment.uid, one.row.paid_on, one.pays, anyway=anyway)
            count += 1
        action.label = f"Marked {count:,} payment{'' if count == 1 else 's'} from a list"
    return count
