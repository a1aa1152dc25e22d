"""What every act on an enquiry shares, the routings' and promises' too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from db.enquiry_reading import EnquiryReading
from spoc_tui.casework import handling, when
from spoc_tui.casework.enquiries import Case, Channel, EventKind


class EnquiryActing(EnquiryReading):
    """How an act begins, and how it writes what it changed."""

    @contextmanager
    def acting(self, reference: str, done: str) -> Iterator[Case]:
        """An action on one case, read within its transaction; `done` and the reference name it."""
        with self._store.action(done) as action:
            case = self.get(reference)
            action.label = f"{done} {case.enquiry.reference}"
            yield case

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
        """Writes new values with the status that follows from them, and a line on the timeline."""
        store, enquiry = self._store, case.enquiry
        row = {**dict(store.row("enquiry", enquiry.uid)), **values}
        status = handling.status_of(
            closed=row["closed_at"] is not None,
            waiting=row["waiting_since"] is not None,
            answered=row["answered_at"] is not None,
            with_team=store.routings.is_with_team(enquiry.uid),
        )
        store.update("enquiry", enquiry.uid, {**values, "status": status})
        moved = status is not enquiry.status
        store.insert(
            "event",
            {
                "enquiry": enquiry.uid,
                "kind": kind,
                "at": when.to_iso(at) if at else store.now_text(),
                "text": text,
                "channel": channel,
                "whom": whom,
                "from_status": enquiry.status if moved else None,
                "to_status": status if moved else None,
            },
        )
