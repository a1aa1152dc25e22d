"""What enquiries say of themselves to the storage (db/records/every_kind.py)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from db.enquiries.search import EnquiryWords
from db.records.every_kind import Key, OnTheDesk, Stored, on_the_desk

if TYPE_CHECKING:
    from db.store import Store
    from spoc_tui.casework.desk.calendar_entries import CalendarEntry

_REPLIES = """
SELECT enquiry, reply_by FROM routing
WHERE replied_at IS NULL AND ended_at IS NULL AND removed_at IS NULL
"""


def _on_the_desk(key: Key, record: Any) -> OnTheDesk:
    return on_the_desk(key, record)._replace(urgent=record.is_urgent)


def _calendar(store: Store) -> Iterator[CalendarEntry]:
    from db.enquiries.rows import read_enquiries
    from spoc_tui.casework.enquiries.calendar import enquiry_entries

    connection = store.connection
    replies = {
        row["enquiry"]: date.fromisoformat(row["reply_by"]) for row in connection.execute(_REPLIES)
    }
    for enquiry in read_enquiries(connection, "e.status <> 'closed'"):
        yield from enquiry_entries(enquiry, replies.get(enquiry.uid))


STORED = Stored(
    records=lambda store: store.enquiries,
    by_uids=lambda store, uids: store.enquiries.by_uids(uids),
    words=EnquiryWords,
    on_the_desk=_on_the_desk,
    calendar=_calendar,
)
