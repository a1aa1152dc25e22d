"""What every act on an enquiry shares, the routings' and promises' too."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from db.enquiry_reading import EnquiryReading
from spoc_tui.casework import handling
from spoc_tui.casework.enquiries import Case, Channel, EventKind


class EnquiryActing(EnquiryReading):
    """How an act writes what it changed."""

    def change(
        self,
        case: Case,
        kind: EventKind,
        values: Mapping[str, Any],
        *,
        text: str = "",
        at: datetime | None = None,
        channel: Channel | None = None,
        whom: str = "",
    ) -> None:
        store, enquiry = self._store, case.enquiry
        row = {**dict(store.row("enquiry", enquiry.uid)), **values}
        status = handling.status_of(
            closed=row["closed_at"] is not None,
            waiting=row["waiting_since"] is not None,
            answered=row["answered_at"] is not None,
            with_team=store.routings.is_with_team(enquiry.uid),
        )
        store.update("enquiry", enquiry.uid, {**values, "status": status})
        self._add_event(
            case, kind, (enquiry.status, status), text=text, at=at, channel=channel, whom=whom
        )
