"""Lists of payment complaints: their columns, and what is in a row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from screens.widgets.columns import (
    DAY_WIDTH,
    NUMBER_COLUMN,
    SUBJECT_COLUMN,
    WHO_COLUMN,
    Column,
    DropOrder,
)
from screens.widgets.list_source import Row
from spoc_tui.casework.dates import when
from spoc_tui.casework.money import show_pounds
from spoc_tui.casework.payments.late_payment import Calculation
from spoc_tui.casework.payments.payment import Payment
from spoc_tui.casework.payments.rates import show_percent
from spoc_tui.casework.records.kinds import CHASED_TODAY, is_day_of

if TYPE_CHECKING:
    from db.store import Store
    from spoc_tui.casework.payments.totals import Calculated

NAME_COLUMN = replace(WHO_COLUMN, good=28)
"""Here it is what the row is about."""
OUTSTANDING = Column("Outstanding", 13, "right")
LATE = Column("Late", 5, "right")
TO_PAY = Column("To pay", 6, "right", DropOrder.NARROW)
STATUS = Column("Status", 12)
OWED_BY = Column("Owed by", least=16, good=16, enough=32, goes=DropOrder.PANE)
OPEN_COLUMNS = (
    NUMBER_COLUMN,
    NAME_COLUMN,
    OUTSTANDING,
    LATE,
    TO_PAY,
    STATUS,
    Column("Invoice", 12, goes=DropOrder.PANE),
    OWED_BY,
)
CLAIM_COLUMNS = (
    NUMBER_COLUMN,
    NAME_COLUMN,
    Column("In all", 10, "right"),
    Column("Rate", 7, goes=DropOrder.NARROW),
    LATE,
    Column("Paid on", DAY_WIDTH, "right"),
    Column("Interest", 10, "right", DropOrder.NARROW),
    Column("Fixed", 8, "right", DropOrder.NARROW),
)
PAID_COLUMNS = (
    NUMBER_COLUMN,
    NAME_COLUMN,
    Column("Paid", 13, "right"),
    Column("On", DAY_WIDTH, "right"),
    TO_PAY,
    LATE,
    OWED_BY,
)
THEIR_PAYMENTS = (
    NUMBER_COLUMN,
    replace(SUBJECT_COLUMN, good=28),
    OUTSTANDING,
    LATE,
    TO_PAY,
    STATUS,
)


class Rows:
    """A list that is short enough to be there as a whole."""

    _rows: Sequence[Row] = ()

    def count(self) -> int:
        return len(self._rows)

    def index_of(self, key: str) -> int | None:
        places = (place for place, row in enumerate(self._rows) if row.key == key)
        return next(places, None)

    def rows(self, offset: int, limit: int) -> Sequence[Row]:
        return self._rows[offset : offset + limit]


class ClaimSource(Rows):
    """The complaints that were paid late and are not closed, with what can still be claimed of
    each.
    """

    def __init__(self, store: Store, claimable: Sequence[Calculated]) -> None:
        today = store.today()
        self._rows = [_claim(payment, calculation, today) for payment, calculation in claimable]


class PaymentSource(Rows):
    """Complaints as rows: the open ones, those paid, or an organisation's own (`whose` False)."""

    def __init__(
        self, store: Store, payments: Sequence[Payment], *, whose: bool = True, paid: bool = False
    ) -> None:
        self._today = store.today()
        self._whose, self._paid = whose, paid
        calculations = store.payments.calculate_all(payments) if payments else []
        self._rows = [
            self._row(payment, calculation, store.payments.why_escalate(payment))
            for payment, calculation in zip(payments, calculations, strict=True)
        ]

    def _row(self, payment: Payment, calculation: Calculation, escalate: str) -> Row:
        number = payment.reference.rsplit("-", 1)[-1]
        late = str(calculation.days_late) if calculation.days_late else ""
        to_pay = "?" if calculation.days_to_pay is None else str(calculation.days_to_pay)
        cells: tuple[str, ...]
        if self._paid:
            on = when.day_in_list(payment.paid_on, self._today) if payment.paid_on else ""
            cells = (
                number,
                payment.who,
                show_pounds(payment.paid),
                on,
                to_pay,
                late,
                payment.directorate or "",
            )
            return Row(payment.uid, cells)
        left = show_pounds(payment.outstanding) if payment.is_owed else ""
        status = payment.outcome.words if payment.outcome else status_short(payment)
        if payment.is_owed and is_day_of(payment.chased_at, self._today):
            status = CHASED_TODAY
        if self._whose:
            cells = (
                number,
                payment.who,
                left,
                late,
                to_pay,
                status,
                payment.invoice,
                payment.directorate or "",
            )
        else:
            cells = (number, payment.subject, left, late, to_pay, status)
        return Row(
            payment.uid,
            cells,
            "overdue" if escalate else "" if payment.is_open else "muted",
            "£!" if escalate else "",
        )


def _claim(payment: Payment, calculation: Calculation, today: date) -> Row:
    cells = (
        payment.reference.rsplit("-", 1)[-1],
        payment.who,
        show_pounds(calculation.total),
        "assumed" if calculation.claims_on_assumed_rate else _percent(calculation),
        f"{calculation.days_late:,}",
        when.day_in_list(payment.paid_on, today) if payment.paid_on else "",
        *map(show_pounds, (calculation.interest, calculation.compensation)),
    )
    return Row(payment.uid, cells)


def _percent(calculation: Calculation) -> str:
    return f"{show_percent(calculation.reference.statutory)}%" if calculation.reference else ""


def status_short(payment: Payment) -> str:
    """Where it stands, for a narrow column."""
    if payment.disputed_on is not None and payment.outstanding:
        return "disputed"
    return payment.status.short
