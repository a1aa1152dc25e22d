"""The calendar entries of a feedback action."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from spoc_tui.casework.desk.calendar_entries import CalendarEntry, entry_of, lines_of

if TYPE_CHECKING:
    from spoc_tui.casework.feedback.feedback import Feedback


def feedback_entries(feedback: Feedback) -> Iterator[CalendarEntry]:
    """The day by which a feedback action is to be done, until it is or is said not to be."""
    if feedback.is_owed and feedback.due is not None:
        title = f"Action due, {feedback.reference}: {feedback.subject}"
        detail = lines_of(feedback.organisations, f"Owed by {feedback.owed_by}")
        yield entry_of(feedback.uid, "due", feedback.due, title, detail)
