"""The running deadlines: reckoned by the clocks, and moved when what they rest on changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from db.enquiry_rows import read_case, read_enquiries
from spoc_tui.casework import clocks, when
from spoc_tui.casework.clocks import Deadline, Wait
from spoc_tui.casework.enquiries import Case, Event, EventKind

if TYPE_CHECKING:
    from db.store import Store


@dataclass(frozen=True)
class Pair:
    """The two dates that follow from a topic and a day received, with their working."""

    acknowledge: Deadline
    answer: Deadline


@dataclass(frozen=True)
class Moved:
    """One deadline that moved."""

    reference: str
    what: str
    before: date
    after: date


ENDS_A_WAIT = (EventKind.RESUMED, EventKind.ANSWERED, EventKind.CLOSED)


class Deadlines:
    """The deadlines of a store's enquiries."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def for_topic(self, topic_uid: str | None, received: date, waits: Sequence[Wait] = ()) -> Pair:
        """The dates of a new enquiry of this topic: its own days, or the standard ones."""
        acknowledge, answer, _ = self._standards(topic_uid)
        days = self._store.days
        return Pair(
            clocks.acknowledge_by(received, acknowledge, days),
            clocks.answer_by(received, answer, waits, days),
        )

    def reply_by(self, topic_uid: str | None, sent: date) -> Deadline:
        """When a team that is sent an enquiry of this topic is to reply."""
        return clocks.reply_by(sent, self._standards(topic_uid)[2], self._store.days)

    def of(self, case: Case) -> Pair:
        """The dates the clock gives this case now, with their working, whatever was typed."""
        received = when.london_date(case.enquiry.received_at)
        acknowledge, answer, _ = self._standards(case.enquiry.topic_uid)
        days = self._store.days
        return Pair(
            clocks.acknowledge_by(received, acknowledge, days),
            clocks.answer_by(
                case.enquiry.clock_from,
                answer,
                _waits(case),
                days,
                reopened=case.enquiry.clock_from != received,
            ),
        )

    def moved(self, case: Case) -> dict[str, Any]:
        """The date columns that the clock now gives otherwise; typed and met ones stay."""
        enquiry, by = case.enquiry, self.of(case)
        columns = {}
        if not enquiry.acknowledge_by_typed and enquiry.acknowledged_at is None:
            columns["acknowledge_by"] = by.acknowledge.day
        if not enquiry.answer_by_typed and enquiry.told_at is None and enquiry.is_open:
            columns["answer_by"] = by.answer.day
        return {
            name: day.isoformat() for name, day in columns.items() if day != getattr(enquiry, name)
        }

    def move(self, case: Case) -> list[Moved]:
        """Reckons the running dates of one case again, within an action."""
        enquiry, columns = case.enquiry, self.moved(case)
        self._store.update("enquiry", enquiry.uid, columns)
        moves = [
            Moved(
                enquiry.reference,
                name.replace("_", " "),
                getattr(enquiry, name),
                date.fromisoformat(text),
            )
            for name, text in columns.items()
        ]
        return moves + self._move_reply(case)

    def move_all(self, why: str, *, topic_uid: str | None = None) -> list[Moved]:
        """Reckons every running deadline (of one topic) again; each move is on its timeline."""
        store = self._store
        moved: list[Moved] = []
        for enquiry in read_enquiries(
            store.connection,
            "e.status <> 'closed' AND (? IS NULL OR e.topic = ?) ORDER BY e.id",
            [topic_uid, topic_uid],
        ):
            case = read_case(store.connection, enquiry)
            of_this = self.move(case)
            if of_this:
                text = "; ".join(
                    f"{move.what} from {when.show_day(move.before)} to {when.show_day(move.after)}"
                    for move in of_this
                )
                store.enquiries.change(case, EventKind.CLOCK_MOVED, {}, text=f"{why}: {text}")
            moved += of_this
        return moved

    def _move_reply(self, case: Case) -> list[Moved]:
        hop = case.open_routing
        if hop is None or hop.reply_by_typed:
            return []
        by = self.reply_by(case.enquiry.topic_uid, when.london_date(hop.sent_at)).day
        if by == hop.reply_by:
            return []
        self._store.update("routing", hop.uid, {"reply_by": by.isoformat()})
        return [Moved(case.enquiry.reference, "reply by", hop.reply_by, by)]

    def _standards(self, topic_uid: str | None) -> tuple[int, int, int]:
        standard = self._store.standards
        days = (standard.acknowledge_days, standard.answer_days, standard.reply_days)
        if topic_uid is None:
            return days
        row = self._store.row("topic", topic_uid)
        own = (row["acknowledge_days"], row["answer_days"], row["reply_days"])
        acknowledge, answer, reply = (
            mine if mine is not None else usual for mine, usual in zip(own, days, strict=True)
        )
        return acknowledge, answer, reply


def _waits(case: Case) -> list[Wait]:
    """The waits on the caller since the clock started, read off the timeline.

    A wait ends when the officer went on, with the answer, or with the closing.
    """
    waits: list[Wait] = []
    began: Event | None = None
    for event in case.timeline:
        if event.kind is EventKind.WAITING:
            began = event
        elif began is not None and event.kind in ENDS_A_WAIT:
            waits.append(Wait(when.london_date(began.at), when.london_date(event.at)))
            began = None
    if began is not None:
        waits.append(Wait(when.london_date(began.at), None))
    return [wait for wait in waits if wait.ended is None or wait.ended > case.enquiry.clock_from]
