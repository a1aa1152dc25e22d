"""Which columns of feedback actions hold codes, and of what (casework/history/codes.py)."""

from __future__ import annotations

from collections.abc import Mapping

from spoc_tui.casework.feedback.feedback import FeedbackStatus
from spoc_tui.casework.records.channel import Channel
from spoc_tui.casework.records.side import Side
from spoc_tui.casework.records.worded import Worded

CODES: Mapping[str, Mapping[str, type[Worded]]] = {
    "feedback": {"status": FeedbackStatus, "side": Side},
    "telling": {"channel": Channel},
}
"""By table and column."""
