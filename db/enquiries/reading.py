"""Enquiries read: one in full, pages of them, counts."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime

from db.enquiries.rows import read_case, read_enquiries
from db.records.acting import RecordsOfKind
from db.records.survivors import with_merged
from spoc_tui.casework.dates import when
from spoc_tui.casework.enquiries.enquiry import Case, Enquiry, Status
from spoc_tui.casework.records.kinds import ENQUIRY

_OPEN = "AND e.status <> 'closed'"


class EnquiryReading(RecordsOfKind[Case]):
    """The ways to read the enquiries of a store."""

    TABLE, KIND, CALLED = ENQUIRY.code, ENQUIRY.prefix, ENQUIRY.called

    def get(self, reference: str) -> Case:
        return self._meant(reference, lambda uid: read_case(self._store.connection, uid))

    def count(self, *, status: Status | None = None, organisation_uid: str | None = None) -> int:
        """How many enquiries there are (of that status, of that organisation)."""
        where, values = _filter(status, organisation_uid)
        (count,) = self._store.connection.execute(
            f"SELECT count(*) FROM enquiry AS e WHERE e.removed_at IS NULL AND {where}",
            values,
        ).fetchone()
        return int(count)

    def count_open(self) -> int:
        """How many are not closed."""
        (count,) = self._store.connection.execute(
            "SELECT count(*) FROM enquiry WHERE status <> 'closed' AND removed_at IS NULL"
        ).fetchone()
        return int(count)

    def page(
        self,
        offset: int,
        limit: int,
        *,
        status: Status | None = None,
        organisation_uid: str | None = None,
    ) -> list[Enquiry]:
        """Enquiries, the last received first."""
        where, values = _filter(status, organisation_uid)
        return read_enquiries(
            self._store.connection,
            # The rows that are passed over are not read, only counted off.
            f"e.id IN (SELECT id FROM enquiry AS e WHERE e.removed_at IS NULL AND {where} "
            "ORDER BY e.received_at DESC, e.uid DESC LIMIT ? OFFSET ?) "
            "ORDER BY e.received_at DESC, e.uid DESC",
            [*values, limit, offset],
        )

    def of_organisation(
        self,
        uid: str,
        *,
        open_only: bool = False,
        since: datetime | None = None,
        limit: int | None = None,
    ) -> list[Enquiry]:
        """The enquiries of an organisation and of all that was merged into it, the last received
        first; with `since` none that was received before that moment.
        """
        return read_enquiries(
            self._store.connection,
            f"e.organisation IN {with_merged()} AND e.received_at >= ? "
            f"{_OPEN if open_only else ''} ORDER BY e.received_at DESC, e.uid DESC LIMIT ?",
            [uid, when.to_iso(since) if since else "", -1 if limit is None else limit],
        )

    def open_and_late_of(self, organisation_uid: str, today: date) -> tuple[int, int]:
        """How many of an organisation's are open, and how many of them the caller should have had
        answered by now.
        """
        is_open, late = self._store.connection.execute(
            "SELECT count(*), count(*) FILTER (WHERE told_at IS NULL AND waiting_since IS NULL "
            f"AND answer_by < ?) FROM enquiry AS e WHERE e.organisation IN {with_merged()} "
            f"{_OPEN} AND e.removed_at IS NULL",
            [today.isoformat(), organisation_uid],
        ).fetchone()
        return is_open, late

    def by_uids(self, uids: Sequence[str]) -> dict[str, Enquiry]:
        """The enquiries of these uids, by uid."""
        # As one value: SQLite takes at most 32,766 of them.
        found = read_enquiries(
            self._store.connection,
            "e.uid IN (SELECT value FROM json_each(?))",
            [json.dumps(list(uids))],
        )
        return {enquiry.uid: enquiry for enquiry in found}


def _filter(status: Status | None, organisation_uid: str | None) -> tuple[str, list[str]]:
    where, values = ["1"], []
    if status is not None:
        where.append("e.status = ?")
        values.append(str(status))
    if organisation_uid is not None:
        where.append(f"e.organisation IN {with_merged()}")
        values.append(organisation_uid)
    return " AND ".join(where), values
