"""What is due on any day, read for the officer's calendar."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from typing import TYPE_CHECKING

from db.enquiry_rows import promise_of, read_enquiries
from db.survivors import joined
from spoc_tui.casework.calendar_entries import (
    CalendarEntry,
    check_in_entries,
    enquiry_entries,
    feedback_entries,
    payment_entries,
    promise_entries,
)
from spoc_tui.casework.payment_clocks import formal_clock

if TYPE_CHECKING:
    from db.store import Store

_REPLIES = """
SELECT enquiry, reply_by FROM routing
WHERE replied_at IS NULL AND ended_at IS NULL AND removed_at IS NULL
"""
_PROMISES = f"""
SELECT m.*, coalesce(e.reference, p.reference, f.reference) AS reference,
    o.name AS organisation_name
FROM promise AS m LEFT JOIN enquiry AS e ON e.uid = m.enquiry
LEFT JOIN payment AS p ON p.uid = m.payment LEFT JOIN feedback AS f ON f.uid = m.feedback
{joined("o", "coalesce(e.organisation, p.organisation)")}
WHERE m.kept_at IS NULL AND m.withdrawn_at IS NULL AND m.removed_at IS NULL
    AND e.removed_at IS NULL AND p.removed_at IS NULL AND f.removed_at IS NULL
"""


class Calendar:
    """The days on which something is due in a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def entries(self) -> list[CalendarEntry]:
        """Everything that is due, the first day first; what is overdue too."""
        found = [
            *self._enquiries(),
            *self._payments(),
            *self._feedback(),
            *self._promises(),
            *self._check_ins(),
        ]
        return sorted(
            found, key=lambda entry: (entry.day, entry.at or time.max, entry.title, entry.key)
        )

    def _enquiries(self) -> Iterator[CalendarEntry]:
        connection = self._store.connection
        replies = {
            row["enquiry"]: date.fromisoformat(row["reply_by"])
            for row in connection.execute(_REPLIES)
        }
        for enquiry in read_enquiries(connection, "e.status <> 'closed'"):
            yield from enquiry_entries(enquiry, replies.get(enquiry.uid))

    def _payments(self) -> Iterator[CalendarEntry]:
        days = self._store.days
        for payment in self._store.payments.all(open_only=True):
            formal = formal_clock(payment.formal, days) if payment.formal else None
            yield from payment_entries(payment, formal)

    def _feedback(self) -> Iterator[CalendarEntry]:
        for feedback in self._store.feedback.all(open_only=True):
            yield from feedback_entries(feedback)

    def _promises(self) -> Iterator[CalendarEntry]:
        for row in self._store.connection.execute(_PROMISES):
            yield from promise_entries(promise_of(row), row["reference"], row["organisation_name"])

    def _check_ins(self) -> Iterator[CalendarEntry]:
        for check_in in self._store.check_ins.all():
            yield from check_in_entries(check_in)
