"""Payment complaints after a join: what was paid, where each stands (db/history/settling.py)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from spoc_tui.casework.payments import settling as rules

if TYPE_CHECKING:
    from db.history.settling import Settling
    from spoc_tui.casework.history.settling import RowValues


def settle(settling: Settling) -> None:
    """Of those of which something was touched."""
    for row, paid in settling.with_parts("payment", "paid_in"):
        _settle(settling, row, paid)


def _settle(settling: Settling, row: RowValues, paid: Sequence[RowValues]) -> None:
    twice = rules.noted_twice(row["amount_pence"], paid)
    for one in paid:
        if one["uid"] in twice:
            entry = ("paid_in", one["uid"], "amount_pence", one["amount_pence"], None)
            settling.overwritten.append(entry)
            settling.update("paid_in", one["uid"], {"removed_at": settling.moment()})
    sums = [one["amount_pence"] for one in paid if one["uid"] not in twice]
    settling.update("payment", row["uid"], rules.settle_payment(row, sums))
