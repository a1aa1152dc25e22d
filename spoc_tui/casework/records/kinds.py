"""The kinds of record, each said once."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from spoc_tui.casework.when import london_date


class RecordKind(NamedTuple):
    """A kind of record: what is found, opened, listed and due is of one of these."""

    code: str
    """Its table; the column of what hangs on it; its kind in JSON."""
    prefix: str
    """How its references begin; blank: it has none, nor a timeline, nor promises."""
    called: str
    """As a sentence calls one."""
    heading: str
    """As a list of several is headed."""
    draft: str = ""
    """As what a half-typed one is kept; blank: it is asked for in a dialog, which keeps nothing."""


ENQUIRY = RecordKind("enquiry", "ENQ", "enquiry", "Enquiries", "call")
PAYMENT = RecordKind("payment", "PAY", "payment complaint", "Payments", "payment")
FEEDBACK = RecordKind("feedback", "FBK", "feedback action", "Feedback", "feedback")
CHECK_IN = RecordKind("check_in", "", "check-in", "Check-ins")
RECORD_KINDS = (ENQUIRY, PAYMENT, FEEDBACK, CHECK_IN)
"""Every kind, in the order in which they are shown."""
CASE_KINDS = tuple(kind for kind in RECORD_KINDS if kind.prefix)
"""Those with a reference, a timeline and promises."""
CASE_CODES = frozenset(kind.code for kind in CASE_KINDS)
"""The codes of those."""

CHASED_TODAY = "chased today"
"""As a row says it."""


def is_day_of(moment: datetime | None, today: date) -> bool:
    """Whether something happened today, such as the last chase of a record."""
    return moment is not None and london_date(moment) == today
