"""Where a feedback action stands by its own facts (casework/history/settling.py)."""

from __future__ import annotations

from spoc_tui.casework.feedback import handling as feedback_handling
from spoc_tui.casework.history.settling import Changes, RowValues, differing


def settle_feedback(row: RowValues, *, waiting: bool) -> Changes:
    """What to change of a feedback action of which somebody still waits to be told, or nobody: done
    or not possible, whichever was said last.
    """
    values: Changes = {}
    done, cannot = row["done_at"], row["cannot_at"]
    if done is not None and cannot is not None:
        if done > cannot:
            cannot, values = None, {"cannot_at": None, "because": ""}
        else:
            done, values = None, {"done_at": None, "done_text": ""}
    values["status"] = feedback_handling.status_of(
        closed=row["closed_at"] is not None,
        told=not waiting,
        done=done is not None,
        cannot=cannot is not None,
        begun=row["begun_at"] is not None,
        agreed=row["agreed_at"] is not None,
    ).value
    return differing(row, values)
