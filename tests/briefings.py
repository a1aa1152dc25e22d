"""Briefings on a club, made up for tests, and the words of the sheet that comes of one."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from factories import START

from spoc_tui.casework.enquiries.enquiry import Enquiry, Status
from spoc_tui.casework.feedback.feedback import Feedback, FeedbackStatus, Voice
from spoc_tui.casework.organisations.briefing import Briefing
from spoc_tui.casework.organisations.organisation import Contact, Organisation
from spoc_tui.casework.payments.payment import Payment, PaymentStatus
from spoc_tui.reports.documents.document import Document, Section
from spoc_tui.reports.organisations.brief import briefing_sheet

TODAY = date(2026, 4, 2)


def a_briefing(**known: Any) -> Briefing:
    """A briefing on a club of which only the name is known, but for what is given."""
    return Briefing(
        **{
            "organisation": Organisation("u", "Rook Lane Bowls Club"),
            "day": TODAY,
            "since": date(2025, 4, 2),
            "officer": "Ann Officer",
            **known,
        }
    )


def an_enquiry(number: int = 1, **attributes: Any) -> Enquiry:
    return Enquiry(
        **{
            "uid": str(number),
            "reference": f"ENQ-26-{number:04}",
            "subject": "A key for the hall",
            "status": Status.NEW,
            "received_at": START - timedelta(days=number),
            "acknowledge_by": TODAY,
            "answer_by": TODAY + timedelta(days=4),
            "clock_from": TODAY,
            **attributes,
        }
    )


def a_payment(number: int = 1, **attributes: Any) -> Payment:
    return Payment(
        **{
            "uid": f"c{number}",
            "reference": f"PAY-26-{number:04}",
            "amount": 120_000,
            "status": PaymentStatus.LOGGED,
            "logged_at": START - timedelta(days=number),
            **attributes,
        }
    )


def a_feedback(number: int = 1, **attributes: Any) -> Feedback:
    """What the club said, which is agreed."""
    return Feedback(
        **{
            "uid": f"f{number}",
            "reference": f"FBK-26-{number:04}",
            "status": FeedbackStatus.AGREED,
            "heard_at": START - timedelta(days=number),
            "voices": (Voice("v", "The roof leaks.", TODAY - timedelta(days=number), "u", "Club"),),
            "action": "Repair the roof",
            **attributes,
        }
    )


def a_person(number: int = 1, **attributes: Any) -> Contact:
    return Contact(f"p{number}", "u", "", **{"name": f"Person {number}", **attributes})


def section(briefing: Briefing, title: str) -> str:
    """One section of the sheet as words: its cells and lines, a row a line."""
    (found,) = (part for part in briefing_sheet(briefing).sections if part.title.startswith(title))
    return "\n".join([*(" | ".join(row) for row in rows_of(found)), *found.lines])


def rows_of(of: Section) -> tuple[tuple[str, ...], ...]:
    return of.table.rows if of.table else ()


def texts(document: Document) -> str:
    """All the text of a document."""
    parts = [document.title, document.notice, document.written]
    for part in document.sections:
        parts += [part.title, *part.lines, *(cell for row in rows_of(part) for cell in row)]
    return "\n".join(parts)
