"""Enquiries after a join: where each stands, and with whom (db/history/settling.py)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from spoc_tui.casework.enquiries import settling as rules

if TYPE_CHECKING:
    from db.history.settling import Settling
    from spoc_tui.casework.history.settling import RowValues


def settle(settling: Settling) -> None:
    """Of those of which something was touched."""
    for row, hops in settling.with_parts("enquiry", "routing", rules.SETTLED_COLUMNS):
        _settle(settling, row, hops)


def _settle(settling: Settling, row: RowValues, hops: Sequence[RowValues]) -> None:
    ended = rules.settle_routings(row, hops)
    for uid, values in ended.items():
        settling.update("routing", uid, values)
    is_with = [
        hop["team"]
        for hop in hops
        if hop["replied_at"] is None and hop["ended_at"] is None and hop["uid"] not in ended
    ]
    team = is_with[0] if is_with else None
    settling.update("enquiry", row["uid"], rules.settle_enquiry(row, team))
