"""Which acts apply to a feedback action as it stands (casework/records/applying.py)."""

from __future__ import annotations

from spoc_tui.casework.feedback import handling as of_feedback
from spoc_tui.casework.feedback.feedback import FeedbackCase
from spoc_tui.casework.records.acts import EVERY_KIND, Acts, always, open_for

ACTS = Acts(
    case=FeedbackCase,
    needs={
        **EVERY_KIND,
        "agree": lambda case: of_feedback.require_agreeable(case.feedback),
        "progress": lambda case: of_feedback.require_unsettled(case.feedback, "note progress"),
        "done": lambda case: of_feedback.require_unsettled(case.feedback, "mark it as done"),
        "cannot": lambda case: of_feedback.require_unsettled(
            case.feedback, "say that it cannot be done"
        ),
        "told": lambda case: of_feedback.require_not_told(case.feedback),
        "close": of_feedback.require_closable_now,
        "voice": always,
        "edit": open_for("change it"),
    },
    one_of={
        "close": ("close", "reopen"),
        "stage": ("agree", "progress", "done", "cannot"),
    },
)
