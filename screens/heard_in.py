"""What feedback that is begun on a record takes along from it."""

from __future__ import annotations

from collections.abc import Mapping

from textual.screen import Screen

from screens.record_screen import RecordScreen
from spoc_tui.casework.enquiries import Case
from spoc_tui.casework.feedback import FeedbackCase


def heard_in(screen: Screen[object]) -> Mapping[str, str]:
    """The record that the screen has marked, and what was said there; nothing elsewhere."""
    case = screen.current_case() if isinstance(screen, RecordScreen) else None
    if case is None or isinstance(case, FeedbackCase):
        return {}
    said = case.enquiry.detail or case.enquiry.subject if isinstance(case, Case) else ""
    return {"record": case.record.reference, "said": said}
