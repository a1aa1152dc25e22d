"""Where a payment complaint stands by its own facts (casework/history/settling.py)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from spoc_tui.casework.history.settling import Changes, RowValues, differing
from spoc_tui.casework.payments import handling as payment_handling


def noted_twice(amount: int, paid: Sequence[RowValues]) -> list[str]:
    """The uids of the payments that two desks noted each for itself: of the same sum and day as
    another, where together more than the amount owed would have come in; all in pence.
    """
    twice, seen = list[str](), set[tuple[Any, Any]]()
    over = sum(one["amount_pence"] for one in paid) - amount
    for one in sorted(paid, key=lambda one: str(one["uid"])):
        same = (one["paid_on"], one["amount_pence"])
        if same in seen and over > 0:
            twice.append(one["uid"])
            over -= one["amount_pence"]
        seen.add(same)
    return twice


def settle_payment(row: RowValues, paid: Sequence[int]) -> Changes:
    """What to change of a payment complaint to which these sums came in, in pence: no more is paid
    than is owed, though two desks noted the same payment.
    """
    values: Changes = {"paid_pence": min(sum(paid), row["amount_pence"])}
    if row["organisation"] is None and row["caller"] == "":
        values["caller"] = "not known"
    values["status"] = payment_handling.status_of(
        closed=row["closed_at"] is not None,
        told=row["told_at"] is not None,
        paid=values["paid_pence"] == row["amount_pence"],
        promised=row["promised_at"] is not None,
        escalated=row["escalated_at"] is not None,
        with_finance=row["finance_at"] is not None,
    ).value
    return differing(row, values)
