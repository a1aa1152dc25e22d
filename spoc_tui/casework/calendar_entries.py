"""What goes into the officer's calendar: one entry for each day on which something is due."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from typing import TYPE_CHECKING

from spoc_tui.casework.money import show_money
from spoc_tui.casework.text import display_safe, one_line
from spoc_tui.casework.when import DayAndTime

if TYPE_CHECKING:
    from spoc_tui.casework.enquiries import Enquiry
    from spoc_tui.casework.feedback import Feedback
    from spoc_tui.casework.payment_clocks import FormalClock
    from spoc_tui.casework.payments import Payment
    from spoc_tui.casework.records.promise import Promise
    from spoc_tui.casework.records.shape import Record

# As dialled within the country or from abroad: ten digits or more, with what stands between them.
_PHONE_NUMBER = re.compile(r"(?<![\w£-])(?:\+|\(?0)(?:[ ()-]*[0-9]){9,14}(?!\w)")

UID_LENGTH = 36


@dataclass(frozen=True)
class CalendarEntry:
    """One thing to do on one day."""

    key: str
    """The record's uid and what is due: it stays the same when the day or the words change."""
    day: date
    title: str
    """What to do, on which record; one line, without phone numbers."""
    detail: str = ""
    """The organisation, whom it is with; lines."""
    at: time | None = None
    """The time of that day in London, where one was said."""

    @property
    def uid(self) -> str:
        """That of the record or the promise it is about."""
        return self.key[:UID_LENGTH]

    @property
    def what(self) -> str:
        """What kind of thing is due: “answer”, “promised payment”."""
        return self.key[UID_LENGTH + 1 :].replace("-", " ")


def enquiry_entries(enquiry: Enquiry, reply_by: date | None = None) -> Iterator[CalendarEntry]:
    """What is due on an enquiry; `reply_by` is the day its team is to reply by, if it is with one.

    As on the desk, the answer is not due while the enquiry waits on the caller.
    """
    if not enquiry.is_open:
        return
    named = f"{enquiry.reference}: {enquiry.title}"
    detail = _lines(enquiry.organisation, enquiry.team and f"With {enquiry.team}")
    if enquiry.acknowledged_at is None:
        title = f"Acknowledge {named}"
        yield _entry(enquiry.uid, "acknowledge", enquiry.acknowledge_by, title, detail)
    if enquiry.told_at is None and enquiry.waiting_since is None:
        title = f"Answer {named}" if enquiry.answered_at is None else f"Tell the caller of {named}"
        yield _entry(enquiry.uid, "answer", enquiry.answer_by, title, detail)
    if reply_by is not None:
        title = f"Reply due from {enquiry.team or 'the team'} on {named}"
        yield _entry(enquiry.uid, "reply", reply_by, title, detail)
    if enquiry.follow_up is not None:
        yield _entry(enquiry.uid, "follow-up", enquiry.follow_up, f"Follow up {named}", detail)


def payment_entries(payment: Payment, formal: FormalClock | None = None) -> Iterator[CalendarEntry]:
    """What is due on a payment complaint: the day payment was promised for, the follow-up, and by
    the clock of its `formal` stage, if it has one, the acknowledgement and the answer.
    """
    if not payment.is_open:
        return
    named = f"{payment.reference}: {payment.subject}"
    owed = f"{show_money(payment.outstanding)} outstanding" if payment.is_owed else ""
    detail = _lines(payment.organisation, owed)
    if payment.promised_for is not None and payment.is_owed:
        title = f"Check the promised payment of {named}"
        yield _entry(payment.uid, "promised-payment", payment.promised_for, title, detail)
    if payment.follow_up is not None:
        yield _entry(payment.uid, "follow-up", payment.follow_up, f"Follow up {named}", detail)
    if payment.formal is None or formal is None or payment.formal.answered is not None:
        return
    stage = f"stage {payment.formal.stage} of the formal complaint, {named}"
    if payment.formal.acknowledged is None:
        due = formal.acknowledge.day
        yield _entry(payment.uid, "formal-acknowledgement", due, f"Acknowledge {stage}", detail)
    yield _entry(payment.uid, "formal-answer", formal.answer.day, f"Answer {stage}", detail)


def feedback_entries(feedback: Feedback) -> Iterator[CalendarEntry]:
    """The day by which a feedback action is to be done, until it is or is said not to be."""
    if feedback.is_owed and feedback.due is not None:
        title = f"Action due, {feedback.reference}: {feedback.subject}"
        detail = _lines(feedback.organisations, f"Owed by {feedback.owed_by}")
        yield _entry(feedback.uid, "due", feedback.due, title, detail)


def promise_entries(promise: Promise, record: Record) -> Iterator[CalendarEntry]:
    """The day by which a promise on a record is to be kept."""
    if promise.is_open:
        title = f"Keep the promise on {record.reference}: {promise.text}"
        yield _entry(promise.uid, "promise", promise.by, title, record.organisations)


def declared_entry(
    record: Record, what: str, by: DayAndTime, words: str, nth: int = 1
) -> CalendarEntry:
    """A day on which something is due on a declared record, the `nth` of that name; `words` say how
    it was found, or whom it concerns.
    """
    title = f"{what[:1].upper()}{what[1:]}, {record.reference}: {record.subject}"
    detail = _lines(record.organisations, words)
    key = what.replace(" ", "-") + (f"-{nth}" if nth > 1 else "")
    return _entry(record.uid, key, by, title, detail)


def _entry(uid: str, what: str, by: date | DayAndTime, title: str, detail: str) -> CalendarEntry:
    if isinstance(by, date):
        by = DayAndTime(by)
    return CalendarEntry(
        key=f"{uid}-{what}",
        day=by.day,
        at=by.at,
        title=_without_phone_numbers(one_line(title)),
        detail=_without_phone_numbers(display_safe(detail)),
    )


def _lines(*parts: str | None) -> str:
    return "\n".join(filter(None, parts))


def _without_phone_numbers(text: str) -> str:
    """A calendar is often shared or shown on a phone's locked screen: the numbers stay here."""
    return _PHONE_NUMBER.sub("(phone number)", text)
