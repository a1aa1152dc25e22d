"""The deadlines of enquiries: calculated from the timeline after every act, and what moved said."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from db.enquiries.rows import read_counted, read_enquiries
from spoc_tui.casework.dates import when
from spoc_tui.casework.dates.deadlines import Deadline
from spoc_tui.casework.enquiries import clocks
from spoc_tui.casework.enquiries.clocks import ENDS_A_WAIT, Wait
from spoc_tui.casework.enquiries.enquiry import Case, Enquiry, Urgency
from spoc_tui.casework.records.event import Event, EventKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from db.store import Store
    from spoc_tui.casework.dates.standards import Standards
    from spoc_tui.casework.dates.working_days import WorkingDays


COUNTED_FROM = frozenset(
    (
        "topic",
        "urgency",
        "received_at",
        "acknowledge_by",
        "acknowledge_by_typed",
        "answer_by",
        "answer_by_typed",
    )
)
"""The columns of an enquiry that its dates are counted from, or are in."""
STOPPED = frozenset(("acknowledged_at", "told_at", "closed_at"))
"""The columns that say whether a clock runs."""
BEGINS = frozenset((EventKind.WAITING, EventKind.REOPENED))
"""What begins a wait on the caller on the timeline, or the clock again."""


class DeadlinePair(NamedTuple):
    """The two dates that follow from topic, urgency and the day received, with their working."""

    acknowledge: Deadline
    answer: Deadline
    started: date
    """Day 0 of the answer clock."""


class MovedDeadline(NamedTuple):
    """One deadline that moved."""

    reference: str
    what: str
    before: date
    after: date


class Days(NamedTuple):
    """Within how many working days an enquiry of a topic and urgency is dealt with."""

    acknowledge: int
    answer: int
    reply: int


class CountedBy(NamedTuple):
    """Calendar and standards, read once for all the dates of an enquiry."""

    standards: Standards
    days: WorkingDays


class Deadlines:
    """The deadlines of a store's enquiries."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def for_topic(
        self, topic_uid: str | None, received: date, urgency: Urgency = Urgency.NORMAL
    ) -> DeadlinePair:
        """The dates of a new enquiry of this topic: its own days, or the standard ones."""
        by = self._counted_by()
        allowed, days = self._allowed(topic_uid, urgency, by), by.days
        urgent = urgency is Urgency.URGENT
        return DeadlinePair(
            clocks.acknowledge_by(received, allowed.acknowledge, days, urgent=urgent),
            clocks.answer_by(received, allowed.answer, (), days, urgent=urgent),
            received,
        )

    def reply_by(self, enquiry: Enquiry, sent: date) -> Deadline:
        """When a team that is sent this enquiry is to reply."""
        return self._reply_by(enquiry, sent, self._counted_by())

    def comes_back(self, enquiry: Enquiry) -> date:
        """When an enquiry that waits on the caller from today comes back, if nobody says when."""
        return self.reply_by(enquiry, self._store.today()).day

    def of(self, case: Case) -> DeadlinePair:
        """The dates the clock gives this case now, with their working, whatever was typed."""
        return self._of(case, self._counted_by())

    def _of(self, case: Case, by: CountedBy) -> DeadlinePair:
        enquiry = case.enquiry
        received, reopened = when.london_date(enquiry.received_at), _reopened(case)
        allowed, days = self._allowed(enquiry.topic_uid, enquiry.urgency, by), by.days
        urgent = enquiry.urgency is Urgency.URGENT
        return DeadlinePair(
            clocks.acknowledge_by(received, allowed.acknowledge, days, urgent=urgent),
            clocks.answer_by(
                reopened or received,
                allowed.answer,
                _waits(case),
                days,
                reopened=reopened is not None,
                urgent=urgent,
            ),
            reopened or received,
        )

    def move(self, case: Case, before: Enquiry | None = None) -> list[MovedDeadline]:
        """Writes what the clocks now give this case, within an action; returns what moved.

        Dates typed by hand stay, and so do those met before the act: `before` is the enquiry as it
        stood then, if an act is what this follows. What the act itself met is counted once more.
        """
        counted_by = self._counted_by()
        enquiry, by = case.enquiry, self._of(case, counted_by)
        stood = (enquiry, before or enquiry)
        runs = {
            "acknowledge_by": any(one.is_open and one.acknowledged_at is None for one in stood),
            "answer_by": any(one.is_open and one.told_at is None for one in stood),
        }
        given = {"acknowledge_by": by.acknowledge.day, "answer_by": by.answer.day}
        if by.started != enquiry.clock_from:
            started = {"clock_from": by.started.isoformat()}
            self._store.update("enquiry", enquiry.uid, started)
        moved = []
        for column, day in given.items():
            stands: date = getattr(enquiry, column)
            if runs[column] and not getattr(enquiry, f"{column}_typed") and day != stands:
                self._store.update("enquiry", enquiry.uid, {column: day.isoformat()})
                moved.append(
                    MovedDeadline(enquiry.reference, column.replace("_", " "), stands, day)
                )
        return moved + self._move_reply(case, counted_by)

    def move_all(self, why: str, *, topic_uid: str | None = None) -> list[MovedDeadline]:
        """Calculates every running deadline (of one topic) again; each move is on its timeline."""
        store = self._store
        moved: list[MovedDeadline] = []
        for enquiry in read_enquiries(
            store.connection,
            "e.status <> 'closed' AND (? IS NULL OR e.topic = ?) ORDER BY e.uid",
            [topic_uid, topic_uid],
        ):
            moved += store.enquiries.move_dates(read_counted(store.connection, enquiry), why)
        return moved

    def move_undone(self, action_uid: str, label: str) -> None:
        """After an undo or redo, within its action: what it brought back may rest on days, holidays
        or standards that are no more.
        """
        store = self._store
        tables = dict[str, list[tuple[str, str]]]()
        for table, uid, after in store.connection.execute(
            "SELECT tbl, record, after FROM change WHERE action = ? "
            "AND tbl IN ('enquiry', 'routing', 'event', 'holiday', 'topic', 'standard')",
            [action_uid],
        ):
            tables.setdefault(table, []).append((uid, after))
        if tables.keys() & {"holiday", "topic", "standard"}:
            self.move_all(label)
            return
        counted = COUNTED_FROM | STOPPED
        uids = {u for u, after in tables.get("enquiry", ()) if counted & json.loads(after).keys()}
        uids |= {store.row("routing", uid)["enquiry"] for uid, _ in tables.get("routing", ())}
        events = [store.row("event", uid) for uid, _ in tables.get("event", ())]
        uids |= {event["record"] for event in events if event["kind"] in BEGINS | ENDS_A_WAIT}
        for uid in sorted(uid for uid in uids if uid is not None):
            for enquiry in read_enquiries(store.connection, "e.uid = ?", [uid]):
                store.enquiries.move_dates(read_counted(store.connection, enquiry), label)

    def _move_reply(self, case: Case, counted_by: CountedBy) -> list[MovedDeadline]:
        hop = case.open_routing
        if hop is None or hop.reply_by_typed:
            return []
        by = self._reply_by(case.enquiry, when.london_date(hop.sent_at), counted_by).day
        if by == hop.reply_by:
            return []
        self._store.update("routing", hop.uid, {"reply_by": by.isoformat()})
        return [MovedDeadline(case.enquiry.reference, "reply by", hop.reply_by, by)]

    def _reply_by(self, enquiry: Enquiry, sent: date, by: CountedBy) -> Deadline:
        allowed = self._allowed(enquiry.topic_uid, enquiry.urgency, by)
        return clocks.reply_by(sent, allowed.reply, by.days)

    def _counted_by(self) -> CountedBy:
        return CountedBy(self._store.standards, self._store.days)

    def _allowed(self, topic_uid: str | None, urgency: Urgency, by: CountedBy) -> Days:
        standards, urgent = by.standards, urgency is Urgency.URGENT
        acknowledge = answer = reply = None
        if topic_uid is not None:
            own = self._store.row("topic", topic_uid)
            acknowledge, answer = own["acknowledge_days"], own["answer_days"]
            reply = own["reply_days"]
        return Days(
            standards.acknowledge_in(acknowledge, urgent=urgent),
            standards.answer_in(answer, urgent=urgent),
            standards.reply_in(reply, urgent=urgent),
        )


def may_move(before: Enquiry, kind: EventKind, values: Mapping[str, Any]) -> bool:
    """Whether an act of this kind that wrote these values may have moved dates of the enquiry as it
    was before: most change nothing that dates are counted from.
    """
    ended = kind in ENDS_A_WAIT and before.waiting_since is not None
    # A clock that had stopped may run again, over days that were not counted while it was stopped:
    # who was to be told is told no more, or it came by letter and nobody knows that we have it.
    restarts = any(
        name in values and values[name] is None and getattr(before, name) is not None
        for name in STOPPED
    )
    return kind in BEGINS or ended or restarts or not COUNTED_FROM.isdisjoint(values)


def may_start_anew(kind: EventKind, values: Mapping[str, Any]) -> bool:
    """Whether the answer clock may start on another day after an act of this kind that wrote these
    values.
    """
    return kind is EventKind.REOPENED or "received_at" in values


def described(moved: Sequence[MovedDeadline], why: str = "") -> str:
    """“Jubilee: answer by from Mon 20 Apr 2026 to Tue 21 Apr 2026; …”: what moved, and why."""
    moves = "; ".join(
        f"{move.what} from {when.show_day(move.before)} to {when.show_day(move.after)}"
        for move in moved
    )
    return f"{why}: {moves}" if why else moves


def _reopened(case: Case) -> date | None:
    """The day on which it was last reopened, and its answer clock started again."""
    days = [when.london_date(one.at) for one in case.timeline if one.kind is EventKind.REOPENED]
    return days[-1] if days else None


def _waits(case: Case) -> list[Wait]:
    """The waits on the caller, read off the timeline; those before a reopening are over."""
    waits: list[Wait] = []
    began: Event | None = None
    for event in case.timeline:
        if event.kind is EventKind.REOPENED:
            waits.clear()
        elif event.kind is EventKind.WAITING:
            began = event
        elif began is not None and event.kind in ENDS_A_WAIT:
            waits.append(Wait(when.london_date(began.at), when.london_date(event.at)))
            began = None
    if began is not None:
        waits.append(Wait(when.london_date(began.at), None))
    return waits
