"""One timeline of all that happened on an organisation's records, and on what it said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from db.payment_subject import payment_subject
from db.survivors import with_merged
from spoc_tui.casework import when
from spoc_tui.casework.enquiries import Channel, EventKind

if TYPE_CHECKING:
    from db.store import Store

_ON = (
    "SELECT event.id, event.at FROM event JOIN {0} AS r ON r.uid = event.{0} "
    f"WHERE r.organisation IN {with_merged(':uid')} "
    "AND r.removed_at IS NULL AND event.removed_at IS NULL"
)
_ON_FEEDBACK = (
    "SELECT event.id, event.at FROM event JOIN feedback AS r ON r.uid = event.feedback "
    "WHERE r.uid IN (SELECT t.feedback FROM telling AS t JOIN voice AS v ON v.uid = t.voice "
    f"WHERE v.organisation IN {with_merged(':uid')} AND t.removed_at IS NULL) "
    "AND r.removed_at IS NULL AND event.removed_at IS NULL"
)
HAPPENED = f"{_ON.format('enquiry')} UNION ALL {_ON.format('payment')} UNION ALL {_ON_FEEDBACK}"


@dataclass(frozen=True)
class TimelineEntry:
    """One thing that happened, and the record on which it did."""

    uid: str
    at: datetime
    kind: EventKind
    text: str
    whom: str
    channel: Channel | None
    reference: str
    subject: str
    record_kind: str
    """enquiry, payment or feedback."""
    record_uid: str


def timeline_count(store: Store, organisation_uid: str) -> int:
    """How many entries there are."""
    (count,) = store.connection.execute(
        f"SELECT count(*) FROM ({HAPPENED})", {"uid": organisation_uid}
    ).fetchone()
    return int(count)


def timeline(store: Store, organisation_uid: str, offset: int, limit: int) -> list[TimelineEntry]:
    """Entries, the newest first."""
    rows = store.connection.execute(
        "SELECT event.*, coalesce(e.reference, p.reference, f.reference) AS reference, "
        f"coalesce(e.subject, {payment_subject('p')}) AS subject, f.action, "
        "coalesce(e.uid, p.uid, f.uid) AS record_uid FROM event "
        "LEFT JOIN enquiry AS e ON e.uid = event.enquiry "
        "LEFT JOIN payment AS p ON p.uid = event.payment "
        "LEFT JOIN feedback AS f ON f.uid = event.feedback WHERE event.id IN "
        # The texts of what is passed over are not read.
        f"(SELECT id FROM ({HAPPENED}) ORDER BY at DESC, id DESC LIMIT :limit OFFSET :offset) "
        "ORDER BY event.at DESC, event.id DESC",
        {"uid": organisation_uid, "limit": limit, "offset": offset},
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
            row["action"] or row["text"] if row["feedback"] else row["subject"],
            next(kind for kind in ("enquiry", "payment", "feedback") if row[kind]),
            row["record_uid"],
        )
        for row in rows
    ]
