"""A sum that the council owes, what has been paid of it, and which dates cannot be right."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.money import show_pounds
from spoc_tui.casework.payments.kinds import PaymentKind, Terms
from spoc_tui.casework.payments.rates import IN_FORCE
from spoc_tui.casework.working_lines import day_in_full

MOST_OWED = 100_000_000_00
_FURTHEST_AGREED = timedelta(days=731)


@dataclass(frozen=True)
class PartPayment:
    """One payment: pence, and the day it was made."""

    amount: int
    on: date


@dataclass(frozen=True)
class Debt:
    """A sum owed, in pence with VAT, and the days that count for it; None where one is not known.
    `parts` are all payments, in any order.
    """

    amount: int
    kind: PaymentKind = PaymentKind.CONTRACT
    terms: Terms = Terms.UNKNOWN
    performed: date | None = None
    """The day the work was done or the goods were delivered."""
    received: date | None = None
    """The day the council received the invoice."""
    invoiced: date | None = None
    """The date on the invoice."""
    accepted: date | None = None
    """The day the council accepted the work, where the contract has a procedure for that."""
    agreed: date | None = None
    """The payment day that was agreed."""
    disputed: bool = False
    parts: tuple[PartPayment, ...] = ()

    @property
    def outstanding(self) -> int:
        """The sum still to be paid, in pence; 0 where more was paid than is owed."""
        return max(0, self.amount - self.paid)

    @property
    def paid(self) -> int:
        """The sum paid of it, in pence."""
        return sum(part.amount for part in self.parts)

    @property
    def paid_on(self) -> date | None:
        """The day the last of it was paid; None while any is outstanding."""
        return max((part.on for part in self.parts), default=None) if not self.outstanding else None

    def as_of(self, on: date) -> Debt:
        """As it was at the end of that day: with the payments made by then, in their order."""
        made = sorted((part for part in self.parts if part.on <= on), key=lambda part: part.on)
        return replace(self, parts=tuple(made))


def check(debt: Debt) -> None:
    """BadInput, naming the field, for a sum or a day that cannot be right.

    The fields are amount, performed, received, invoiced, accepted, agreed, part (an amount paid)
    and paid (the day it was).
    """
    if debt.amount <= 0:
        raise BadInput("The amount owed is more than £0.00. Type what is owed.", field="amount")
    if debt.amount > MOST_OWED:
        raise BadInput(
            f"{show_pounds(debt.amount)} is more than {show_pounds(MOST_OWED)}, the most that is "
            "calculated with. Check the amount.",
            field="amount",
        )
    for field in ("performed", "received", "invoiced", "accepted", "agreed"):
        _check_in_force(getattr(debt, field), field)
    if debt.received and debt.invoiced and debt.received < debt.invoiced:
        raise BadInput(
            f"The invoice is dated {day_in_full(debt.invoiced)}, so it was not received on "
            f"{day_in_full(debt.received)}. Correct one or the other.",
            field="received",
        )
    _check_agreed(debt)
    _check_parts(debt)


def _check_in_force(day: date | None, field: str) -> None:
    if day is not None and day < IN_FORCE:
        raise BadInput(
            f"{day_in_full(day)} is before {day_in_full(IN_FORCE)}, from when late payment is "
            f"calculated this way (SI 2002/1675). Check the year of the day {_WHEN[field]}.",
            field=field,
        )


_WHEN = {
    "performed": "the work was done",
    "received": "the invoice was received",
    "invoiced": "on the invoice",
    "accepted": "the work was accepted",
    "agreed": "agreed for payment",
    "paid": "it was paid",
}


def _check_agreed(debt: Debt) -> None:
    known = [debt.performed, debt.received, debt.invoiced, debt.accepted]
    last = max(filter(None, known), default=None)
    if debt.agreed and last and debt.agreed - last > _FURTHEST_AGREED:
        raise BadInput(
            f"The agreed payment day, {day_in_full(debt.agreed)}, is more than two years after "
            f"{day_in_full(last)}, the last of the other days. Check its year.",
            field="agreed",
        )


def _check_parts(debt: Debt) -> None:
    since = debt.received or debt.invoiced
    verb = "received" if debt.received else "dated"
    for part in debt.parts:
        _check_in_force(part.on, "paid")
        if part.amount <= 0:
            raise BadInput(
                f"A payment is more than £0.00, not {show_pounds(part.amount)}. Type what was "
                f"paid on {day_in_full(part.on)}.",
                field="part",
            )
        if since is not None and part.on < since:
            raise BadInput(
                f"{show_pounds(part.amount)} paid on {day_in_full(part.on)} is before the invoice "
                f"was {verb}, on {day_in_full(since)}. Correct one or the other.",
                field="paid",
            )
    if debt.paid > debt.amount:
        raise BadInput(
            f"{show_pounds(debt.paid)} paid is more than the "
            f"{show_pounds(debt.amount)} owed. Correct the amount or the payments.",
            field="part",
        )
