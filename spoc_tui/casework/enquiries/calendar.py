"""The calendar entries of an enquiry."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from spoc_tui.casework.desk.calendar_entries import CalendarEntry, entry_of, lines_of

if TYPE_CHECKING:
    from spoc_tui.casework.enquiries.enquiry import Enquiry


def enquiry_entries(enquiry: Enquiry, reply_by: date | None = None) -> Iterator[CalendarEntry]:
    """The entries of an enquiry; `reply_by` is the day its team is to reply by, if it is with one.

    As on the desk, the answer is not due while the enquiry waits on the caller.
    """
    if not enquiry.is_open:
        return
    named = f"{enquiry.reference}: {enquiry.title}"
    detail = lines_of(enquiry.organisation, enquiry.team and f"With {enquiry.team}")
    if enquiry.acknowledged_at is None:
        title = f"Acknowledge {named}"
        yield entry_of(enquiry.uid, "acknowledge", enquiry.acknowledge_by, title, detail)
    if enquiry.told_at is None and enquiry.waiting_since is None:
        title = f"Answer {named}" if enquiry.answered_at is None else f"Tell the caller of {named}"
        yield entry_of(enquiry.uid, "answer", enquiry.answer_by, title, detail)
    if reply_by is not None:
        title = f"Reply due from {enquiry.team or 'the team'} on {named}"
        yield entry_of(enquiry.uid, "reply", reply_by, title, detail)
    if enquiry.follow_up is not None:
        yield entry_of(enquiry.uid, "follow-up", enquiry.follow_up, f"Follow up {named}", detail)
