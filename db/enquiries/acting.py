"""Shared by every act on an enquiry, its routings and its promises."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Unpack

from db.enquiries.deadlines import MovedDeadline, described, may_move, may_start_anew
from db.enquiries.reading import EnquiryReading
from db.enquiries.rows import read_enquiries
from db.records.acting import EventDetails, with_event
from db.records.by_when import NO_FOLLOW_UP
from spoc_tui.casework.dates import when
from spoc_tui.casework.enquiries import handling
from spoc_tui.casework.enquiries.enquiry import Case, Enquiry, Routing, Status, Urgency
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
        hops: tuple[Routing, ...] | None = None,
        **event: Unpack[EventDetails],
    ) -> Case:
        """Writes new values of the case as it was before the act, with the status that follows from
        them and a line on the timeline; then the dates are calculated from all of it, where the act
        may have moved them, and a line says which did. The case as it stands after it: of what the
        act has not written nothing is read again.

        `hops` are those of the case as the act has written them before, where it has.
        """
        self._refuse_if_changed_since(case, values)
        store, before = self._store, case.enquiry
        status = before.status
        if hops is not None:
            case = case._replace(routings=hops)
        if values or hops is not None:
            status = _status_after(case, values)
        written = {**values, "status": status} if values or status is not before.status else {}
        store.update("enquiry", before.uid, written)
        moved = (before.status, status)
        added = self._add_event(case, kind, moved, **event)
        case = case._replace(timeline=with_event(case, added))
        if written or hops is not None or kind is EventKind.CHASED:
            (after,) = read_enquiries(store.connection, "e.uid = ?", [before.uid])
            case = case._replace(enquiry=after)
        if may_move(before, kind, values):
            why = _why(before, case.enquiry)
            if self.move_dates(case, why, before=before) or may_start_anew(kind, values):
                return self.get(before.uid)
        return case

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
            )
        return moved

    def write_hop(self, case: Case, values: Mapping[str, str]) -> tuple[Routing, ...]:
        """Writes values of the hop that is open, within an action; the hops as they stand then."""
        hop = case.open_routing
        assert hop is not None
        self._store.update("routing", hop.uid, values)
        read: dict[str, Any] = {
            name: when.from_iso(value) if name.endswith("_at") else value
            for name, value in values.items()
        }
        after = hop._replace(**read)
        return tuple(after if one is hop else one for one in case.routings)

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
    """The act that moves dates, as a reason, where the line before does not give it."""
    if after.urgency is not before.urgency and Urgency.URGENT in (before.urgency, after.urgency):
        return "Urgent" if after.urgency is Urgency.URGENT else "No longer urgent"
    waited = before.waiting_since is not None and after.waiting_since is None
    return "Waited on the caller" if waited else ""
