"""What every act on an enquiry shares, the routings' and promises' too."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from db.enquiries.deadlines import MovedDeadline, described, may_move
from db.enquiries.reading import EnquiryReading
from db.enquiries.rows import read_counted, read_enquiries, read_routings
from db.records.by_when import NO_FOLLOW_UP
from spoc_tui.casework.enquiries import handling
from spoc_tui.casework.enquiries.enquiry import Case, Enquiry, Status, Urgency
from spoc_tui.casework.records.channel import Channel
from spoc_tui.casework.records.event import EventKind

NO_WAIT = {"waiting_since": None, "waiting_for": "", **NO_FOLLOW_UP}
"""What ends a wait on the caller."""
STATUS_COLUMNS = ("closed_at", "waiting_since", "answered_at")
"""The columns that a status follows from."""


class EnquiryActing(EnquiryReading):
    """How an act writes what it changed, and the dates that follow."""

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
        rerouted: bool = False,
    ) -> Case:
        """Writes new values of the case as it was before the act, with the status that follows from
        them and a line on the timeline; then the dates are calculated from all of it, where the act
        may have moved them, and a line says which did. The case as it stands after it.

        `rerouted` says that the act has written to its hops before.
        """
        self._refuse_if_changed_since(case, values)
        store, enquiry = self._store, case.enquiry
        status = enquiry.status
        if rerouted:
            case = case._replace(routings=read_routings(store.connection, enquiry.uid))
        if values or rerouted:
            status = _status_after(case, values)
        written = {**values, "status": status} if values or status is not enquiry.status else {}
        store.update("enquiry", enquiry.uid, written)
        moved = (enquiry.status, status)
        event = self._add_event(case, kind, moved, text=text, at=at, channel=channel, whom=whom)
        if may_move(enquiry, kind, values):
            (after,) = read_enquiries(store.connection, "e.uid = ?", [enquiry.uid])
            counted = read_counted(store.connection, after)
            self.move_dates(counted, _why(enquiry, after), before=enquiry)
            return self.get(enquiry.uid)
        if written or rerouted or kind is EventKind.CHASED:
            (enquiry,) = read_enquiries(store.connection, "e.uid = ?", [enquiry.uid])
        timeline = sorted((*case.timeline, event), key=lambda one: (one.at, one.uid))
        return case._replace(enquiry=enquiry, timeline=tuple(timeline))

    def move_dates(
        self, case: Case, why: str, *, before: Enquiry | None = None
    ) -> list[MovedDeadline]:
        """Calculates the dates of a case again, within an action; a line says which moved, and why.

        `before` is as in Deadlines.move.
        """
        moved = self._store.deadlines.move(case, before)
        if moved:
            status = case.enquiry.status
            self._add_event(
                case,
                EventKind.CLOCK_MOVED,
                (status, status),
                text=described(moved, why),
                at=None,
                channel=None,
                whom="",
            )
        return moved

    def end_wait(self, case: Case) -> Case:
        """The case without its wait on the caller, if there is one; within an action."""
        if case.enquiry.waiting_since is None:
            return case
        return self.change(case, EventKind.RESUMED, NO_WAIT)


def _status_after(case: Case, values: Mapping[str, Any]) -> Status:
    """Where a case with these hops stands once the values are written."""
    stage = {name: values.get(name, getattr(case.enquiry, name)) for name in STATUS_COLUMNS}
    return handling.status_of(
        closed=stage["closed_at"] is not None,
        waiting=stage["waiting_since"] is not None,
        answered=stage["answered_at"] is not None,
        with_team=case.open_routing is not None,
    )


def _why(before: Enquiry, after: Enquiry) -> str:
    """What the officer did that moves dates, where the line before does not say it."""
    if after.urgency is not before.urgency and Urgency.URGENT in (before.urgency, after.urgency):
        return "Urgent" if after.urgency is Urgency.URGENT else "No longer urgent"
    waited = before.waiting_since is not None and after.waiting_since is None
    return "Waited on the caller" if waited else ""
