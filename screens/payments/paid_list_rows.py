"""The rows of a finance team's list of paid invoices, as a list shows them."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from screens.widgets.columns import NUMBER_COLUMN, Column, DropOrder
from screens.widgets.list_source import Row
from spoc_tui.casework.money import show_pounds
from spoc_tui.casework.organisations.organisation import RefusedRow
from spoc_tui.casework.payments.paid_invoices import PaymentProposal, PaymentVerdict

COLUMNS = (
    Column("Line", 5, "right", DropOrder.NARROW),
    Column("", 12),
    NUMBER_COLUMN,
    Column("Amount", 13, "right"),
    Column("Supplier", least=15),
    Column("Invoice", 12, goes=DropOrder.NARROW),
)
PaidListLine = PaymentProposal | RefusedRow


class PaidListRows:
    """The lines as rows of the list; `also` are the places of those marked by hand."""

    def __init__(self, lines: Sequence[PaidListLine], also: Collection[int]) -> None:
        self._lines = lines
        self._also = also

    def count(self) -> int:
        return len(self._lines)

    def rows(self, offset: int, limit: int) -> Sequence[Row]:
        shown = self._lines[offset : offset + limit]
        return [_row(place, line, place in self._also) for place, line in enumerate(shown, offset)]


def _row(place: int, line: PaidListLine, by_hand: bool) -> Row:
    if isinstance(line, RefusedRow):
        return Row(f"{place}", (f"{line.line}", "refused"), "muted")
    row, payment = line.row, line.payment
    paid = by_hand or line.verdict is PaymentVerdict.PROPOSED
    words = "part paid" if paid and line.is_part else "paid" if paid else line.verdict.words
    amount = line.pays if paid else row.amount
    more = f"+{len(line.lines) - 1}" if line.lines else ""
    cells = (
        f"{row.line}{more}",
        words,
        payment.reference.rsplit("-", 1)[-1] if payment else "",
        show_pounds(amount) if amount is not None else "",
        row.supplier,
        row.number,
    )
    unsure = line.verdict is PaymentVerdict.UNSURE and not by_hand
    style = "" if paid else "warning" if unsure else "muted"
    return Row(f"{place}", cells, style, "*" if by_hand else "?" if unsure else "")
