"""A finance team's list of paid invoices: what it would mark as paid, and doing so as one act."""

from __future__ import annotations

import gc
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from db.council.remembered import recall, remember
from spoc_tui.casework.organisations.organisation import RefusedRow
from spoc_tui.casework.payments.matching import match
from spoc_tui.casework.payments.paid_invoices import PaidInvoice, PaymentProposal, PaymentVerdict

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from db.store import Store
    from spoc_tui.registers.paid_invoices import PaidInvoices

COLUMNS = "columns of paid lists"
"""What is remembered: pairs of a list's columns, and the fields that the officer gave them."""
MOST_LISTS = 20
"""Of how many kinds of list, the latest first."""


@dataclass(frozen=True)
class PaidListRequest:
    """Which list is to be read, and how: what the officer says of its columns, the day for rows
    that have none.
    """

    path: Path
    sheet: str = ""
    paid_on: date | None = None
    mapping: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class PaidListRead:
    """A list of paid invoices as it was read: its columns, the rows as they match, and those
    refused.
    """

    opened: PaidInvoices
    proposals: Sequence[PaymentProposal]
    refused: Sequence[RefusedRow]

    def of(self, verdict: PaymentVerdict) -> list[PaymentProposal]:
        """Those of a verdict, another organisation's last."""
        found = (one for one in self.proposals if one.verdict is verdict)
        return sorted(found, key=lambda one: one.order)


def open_list(store: Store, asked: PaidListRequest, *, whole: bool = True) -> PaidInvoices:
    """Opens a list; its columns are as the officer says, else as they were said of a list of the
    same columns before, else guessed. `whole` as in registers/paid_invoices.py.
    """
    from spoc_tui.registers.paid_invoices import open_paid_invoices

    return open_paid_invoices(
        asked.path,
        today=store.today(),
        mapping=asked.mapping,
        remembered=_remembered(store),
        sheet=asked.sheet,
        paid_on=asked.paid_on,
        whole=whole,
    )


def read_list(store: Store, asked: PaidListRequest, *, whole: bool = True) -> PaidListRead:
    """Opens a list, and matches its rows with the complaints as they stand; nothing is written."""
    opened = open_list(store, asked, whole=whole)
    refused: list[RefusedRow] = []
    read: list[PaidInvoice] = []
    with _all_kept():
        for row in opened.rows:
            if isinstance(row, RefusedRow):
                refused.append(row)
            else:
                read.append(row)
        return PaidListRead(opened, match(read, store.payments.all()), refused)


@contextmanager
def _all_kept() -> Iterator[None]:
    """Every row of a long list is kept: to look through them again and again for what can be thrown
    away would take a sixth of the time.
    """
    was_looking = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_looking:
            gc.enable()


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
