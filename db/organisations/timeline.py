"""One timeline of all that happened on an organisation's records, and on what it said or owes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from db.records import of_organisation as its_records
from db.records.of_organisation import ITS, TEXT, WHOM
from spoc_tui.casework.dates import when
from spoc_tui.casework.records.channel import Channel
from spoc_tui.casework.records.event import EventKind

if TYPE_CHECKING:
    from db.writing import Writing

_HAPPENED = its_records.events("h.id, h.at, h.uid")
_COLUMNS = (
    f"h.*, {WHOM} AS said_to, {TEXT} AS said, r.uid AS record_uid, r.reference, "
    "r.subject, r.kind AS record_kind"
)
# The texts of what is passed over are not read.
_PAGE = (
    f"{ITS}, page AS (SELECT id FROM ({_HAPPENED}) "
    "ORDER BY at DESC, uid DESC LIMIT :limit OFFSET :offset) "
    f"{its_records.with_record(_COLUMNS, 'h.id IN page')} "
    "ORDER BY at DESC, uid DESC"
)


@dataclass(frozen=True)
class TimelineEntry:
    """One thing that happened, and the record on which it did."""

    uid: str
    at: datetime
    kind: EventKind
    text: str
    whom: str
    """Whom it was with, where that is known: of feedback, those of this organisation."""
    channel: Channel | None
    reference: str
    subject: str
    record_kind: str
    """The code of a kind of record."""
    record_uid: str

    @property
    def words(self) -> str:
        """What happened."""
        return self.kind.words_of(self.whom)


def timeline_count(store: Writing, organisation_uid: str) -> int:
    """How many entries there are."""
    (count,) = store.connection.execute(
        f"{ITS} SELECT count(*) FROM ({_HAPPENED})", {"uid": organisation_uid}
    ).fetchone()
    return int(count)


def timeline(store: Writing, organisation_uid: str, offset: int, limit: int) -> list[TimelineEntry]:
    """Entries, the newest first."""
    rows = store.connection.execute(
        _PAGE, {"uid": organisation_uid, "limit": limit, "offset": offset}
    )
    return [
        TimelineEntry(
            row["uid"],
            when.from_iso(row["at"]),
            EventKind(row["kind"]),
            row["said"],
            row["said_to"],
            Channel(row["channel"]) if row["channel"] else None,
            row["reference"],
            row["subject"],
            row["record_kind"],
            row["record_uid"],
        )
        for row in rows
    ]
