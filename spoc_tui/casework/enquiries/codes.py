"""Which columns of enquiries hold codes, and of what (casework/history/codes.py)."""

from __future__ import annotations

from collections.abc import Mapping

from spoc_tui.casework.enquiries.enquiry import Outcome, Status, Urgency
from spoc_tui.casework.records.channel import Channel
from spoc_tui.casework.records.worded import Worded

CODES: Mapping[str, Mapping[str, type[Worded]]] = {
    "enquiry": {"channel": Channel, "urgency": Urgency, "status": Status, "outcome": Outcome},
}
"""By table and column."""
