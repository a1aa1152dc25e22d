"""Feedback actions after a join: where each stands (db/history/settling.py)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spoc_tui.casework.feedback.settling import settle_feedback

if TYPE_CHECKING:
    from db.history.settling import Settling


def settle(settling: Settling) -> None:
    """Of those of which something was touched."""
    for row in settling.records("feedback"):
        waiting = settling.store.feedback.anyone_waits(row["uid"])
        settling.update("feedback", row["uid"], settle_feedback(row, waiting=waiting))
