"""Entries of a calendar to test with, what is due on them, and the file as it is read."""

from __future__ import annotations

from datetime import date
from typing import Any

import icalendar
from factories import START

from spoc_tui.casework.enquiries.enquiry import Enquiry, Status
from spoc_tui.reports.desk.calendar_file import PRODUCT

TODAY = date(2026, 4, 2)
ACKNOWLEDGE, ANSWER, FOLLOW_UP = date(2026, 4, 8), date(2026, 4, 17), date(2026, 4, 20)
OURS = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:{PRODUCT}\r\n"
END = "END:VCALENDAR\r\n"
AWKWARD = "Halls, prices; and \\n a “key”\tfor 🏳️‍🌈 Night\x07\x1b[2J\nof the long table" * 3


def an_enquiry(**attributes: Any) -> Enquiry:
    given_too = {
        "uid": "u1",
        "reference": "ENQ-26-0143",
        "subject": "hall prices",
        "status": Status.WITH_TEAM,
        "received_at": START,
        "acknowledge_by": ACKNOWLEDGE,
        "answer_by": ANSWER,
        "clock_from": TODAY,
        "acknowledged_at": START,
        "organisation": "Rook Lane Bowls Club",
        "team": "Housing",
        "phone": "01634 555010",
        "caller": "Bea",
    }
    return Enquiry(**{**given_too, **attributes})


def events_of(content: bytes) -> dict[str, Any]:
    """The events of a file as another program reads them, by UID."""
    events = icalendar.Calendar.from_ical(content).walk("VEVENT")
    found = {str(event["uid"]): event for event in events}
    assert len(found) == len(events)
    return found
