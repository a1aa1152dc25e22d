"""The JSON shapes of enquiries."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from spoc_tui.casework.dates import when
from spoc_tui.cli.common_keys import shaped
from spoc_tui.cli.shapes import Shape, day, hour, links, moment, plain

if TYPE_CHECKING:
    from db.store import Store
    from spoc_tui.casework.dates.deadlines import Deadline
    from spoc_tui.casework.enquiries.enquiry import Case


def case(store: Store, case: Case) -> Shape:
    """An enquiry as it stands, with how its two dates were worked out."""
    (found,) = shaped(store, [case.enquiry], lambda _: _enquiry(store, case))
    return found


def _enquiry(store: Store, case: Case) -> Shape:
    enquiry, by = case.enquiry, store.deadlines.of(case)
    return {
        "outcome": str(enquiry.outcome) if enquiry.outcome else None,
        "outcome_reason": enquiry.outcome_reason,
        "detail": enquiry.detail,
        "person": enquiry.contact,
        "caller": enquiry.caller,
        "phone": enquiry.phone,
        "channel": str(enquiry.channel),
        "urgency": str(enquiry.urgency),
        "topic": enquiry.topic_code,
        "topic_name": enquiry.topic,
        "hops": enquiry.hops,
        "received_at": moment(enquiry.received_at),
        "acknowledge_by": day(enquiry.acknowledge_by),
        "acknowledge_by_working": working(
            by.acknowledge, enquiry.acknowledge_by, typed=enquiry.acknowledge_by_typed
        ),
        "acknowledged_at": moment(enquiry.acknowledged_at),
        "answer_by": day(enquiry.answer_by),
        "answer_by_working": working(by.answer, enquiry.answer_by, typed=enquiry.answer_by_typed),
        "answer": enquiry.answer,
        "answered_at": moment(enquiry.answered_at),
        "told_at": moment(enquiry.told_at),
        "waiting_for": enquiry.waiting_for,
        "waiting_since": moment(enquiry.waiting_since),
        "follow_up": day(enquiry.follow_up_on),
        "follow_up_time": hour(enquiry.follow_up_time),
    }


def working(deadline: Deadline, stands: date, *, typed: bool) -> str:
    """How a date was worked out; where it is not the clock's, that too."""
    if typed:
        return f"Typed by hand. The clock alone: {deadline.working}"
    if deadline.day != stands:
        return f"Settled as {when.show_day(stands)}. The clock would now say: {deadline.working}"
    return deadline.working


def whole_case(store: Store, of: Case) -> Shape:
    """An enquiry with its timeline, hops and promises."""
    return {
        **case(store, of),
        "parties": [],
        "themes": list(of.themes),
        "links": links(store.links.of(of.enquiry.uid)),
        "timeline": [plain(event._asdict()) for event in of.timeline],
        "routings": [{**plain(hop._asdict()), "open": hop.is_open} for hop in of.routings],
        "promises": [
            {**plain(promise._asdict()), "open": promise.is_open} for promise in of.promises
        ],
    }
