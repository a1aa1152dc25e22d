"""One timeline of all that happened on an organisation's enquiries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from db.survivors import with_merged
from spoc_tui.casework import when
from spoc_tui.casework.enquiries import Channel, EventKind

if TYPE_CHECKING:
    from db.store import Store

HAPPENED = (
    "FROM event JOIN enquiry AS e ON e.uid = event.enquiry "
    f"WHERE e.organisation IN {with_merged()} "
    "AND e.removed_at IS NULL AND event.removed_at IS NULL"
)


@dataclass(frozen=True)
class TimelineEntry:
    """One thing that happened, and the enquiry on which it did."""

    uid: str
    at: datetime
    kind: EventKind
    text: str
    whom: str
    channel: Channel | None
    reference: str
    subject: str
    enquiry_uid: str


def timeline_count(store: Store, organisation_uid: str) -> int:
    """How many entries there are."""
    (count,) = store.connection.execute(
        f"SELECT count(*) {HAPPENED}", [organisation_uid]
    ).fetchone()
    return int(count)


def timeline(store: Store, organisation_uid: str, offset: int, limit: int) -> list[TimelineEntry]:
    """Entries, the newest first."""
    rows = store.connection.execute(
        "SELECT event.*, e.reference, e.subject, e.uid AS enquiry_uid FROM event "
        "JOIN enquiry AS e ON e.uid = event.enquiry WHERE event.id IN "
        # The texts of what is passed over are not read.
        f"(SELECT event.id {HAPPENED} ORDER BY event.at DESC, event.id DESC LIMIT ? OFFSET ?) "
        "ORDER BY event.at DESC, event.id DESC",
        [organisation_uid, limit, offset],
    )
    return [
        TimelineEntry(
            row["uid"],
            when.from_iso(row["at"]),
            EventKind(row["kind"]),
            row["text"],
            row["whom"],
            Channel(row["channel"]) if row["channel"] else None,
            row["reference"],
            row["subject"],
            row["enquiry_uid"],
        )
        for row in rows
    ]
