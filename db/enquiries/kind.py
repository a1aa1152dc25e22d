"""Enquiries, as the storage of every kind asks for them (db/records/every_kind.py)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Any

from db.connection import Connection
from db.records.among import Days, among, on_days
from db.records.every_kind import AgendaKey, OnTheDesk, Stored, on_the_desk

if TYPE_CHECKING:
    from db.records.words import RecordWords
    from spoc_tui.casework.desk.calendar_entries import CalendarEntry


def _on_the_desk(key: AgendaKey, record: Any) -> OnTheDesk:
    return on_the_desk(key, record)._replace(urgent=record.is_urgent)


# The index is named: SQLite left alone would go through all that were ever received.
_ARE_OPEN = """e.uid IN (SELECT uid FROM main.enquiry INDEXED BY enquiry_open
    WHERE status <> 'closed' AND removed_at IS NULL)"""


_DUE = ("e.acknowledge_by", "e.answer_by", "e.follow_up_on")


def _calendar(
    connection: Connection, uids: Collection[str] | None = None, days: Days | None = None
) -> Iterator[CalendarEntry]:
    from db.enquiries.rows import REPLY_BY, read_with_replies
    from spoc_tui.casework.enquiries.calendar import enquiry_entries

    within, asked = among("e.uid", uids)
    still_open = f"e.status <> 'closed' AND {within if uids is not None else _ARE_OPEN}"
    due, asked_of = on_days((*_DUE, REPLY_BY), days)
    for enquiry, reply_by in read_with_replies(
        connection, f"{still_open} AND {due}", [*asked, *asked_of]
    ):
        yield from enquiry_entries(enquiry, reply_by)


def _words(connection: Connection) -> RecordWords:
    from db.enquiries.search import EnquiryWords

    return EnquiryWords(connection)


STORED = Stored(
    records=lambda store: store.enquiries,
    by_uids=lambda store, uids: store.enquiries.by_uids(uids),
    words=_words,
    on_the_desk=_on_the_desk,
    calendar=_calendar,
)
