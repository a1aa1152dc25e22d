"""What a colleague who is to meet an organisation should know of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import NamedTuple

from spoc_tui.casework.enquiries import Enquiry
from spoc_tui.casework.feedback import Feedback, FeedbackStatus, Side
from spoc_tui.casework.money import show_pounds
from spoc_tui.casework.organisations import Contact, Organisation
from spoc_tui.casework.payments import Payment
from spoc_tui.casework.records.line import RecordLine
from spoc_tui.casework.records.promise import Promise
from spoc_tui.casework.when import london_date

COUNCIL, THEY = "The council", "They"


class Owed(NamedTuple):
    """What one side has promised the other, or owes it."""

    who: str
    """COUNCIL, THEY, or who else owes it on the sector's side."""
    what: str
    reference: str
    by: date | None = None
    at: time | None = None
    """The time of that day, where one was said."""
    since: date | None = None
    """Since when it is owed or was asked for, where there is no day by which."""


@dataclass(frozen=True)
class Briefing:
    """The facts of a briefing sheet as they stood on `day`; `since` begins its last year."""

    organisation: Organisation
    day: date
    since: date
    officer: str
    other_names: tuple[str, ...] = ()
    branches: tuple[str, ...] = ()
    people: tuple[Contact, ...] = ()
    """Those who are still there."""
    open_enquiries: tuple[Enquiry, ...] = ()
    """The first to be answered first."""
    payments: tuple[Payment, ...] = ()
    """Payment complaints: the open ones, the oldest first; then those logged or closed since."""
    feedback: tuple[Feedback, ...] = ()
    """What they said or owe: the open actions, the last heard first; then those that were said or
    settled since.
    """
    records: tuple[RecordLine, ...] = ()
    """Open records of other kinds, the last begun first."""
    promises: tuple[tuple[str, Promise], ...] = ()
    """With their record's reference: the open ones and those settled since, first due first."""
    asked: tuple[Enquiry, ...] = ()
    """Received since, open or not, the last first."""

    @property
    def owed(self) -> list[Owed]:
        """What is promised and owed on either side, the first due first; without a day, last."""
        found = [*self._owed_by_council(), *self._owed_by_others()]
        return sorted(found, key=lambda one: (one.by or date.max, one.since or date.max))

    def _owed_by_council(self) -> Iterator[Owed]:
        for reference, promise in self.promises:
            if promise.is_open:
                yield Owed(COUNCIL, promise.text, reference, by=promise.due, at=promise.due_time)
        for one in self.payments:
            if one.promised_for is not None and one.is_owed:
                what = f"Pay {show_pounds(one.outstanding)}, {one.subject}"
                yield Owed(COUNCIL, what, one.reference, by=one.promised_for)
        for action in self.feedback:
            if action.side is Side.COUNCIL and _is_owed(action):
                yield _owed_action(COUNCIL, action)
            if action.is_to_tell(self.organisation.uid):
                what = f"Tell them what came of it: {action.subject}"
                yield Owed(COUNCIL, what, action.reference, since=action.settled_on)

    def _owed_by_others(self) -> Iterator[Owed]:
        for enquiry in self.waiting:
            asked = enquiry.waiting_since
            since = london_date(asked) if asked else None
            yield Owed(THEY, enquiry.waiting_for, enquiry.reference, since=since)
        for action in self.feedback:
            if action.side is Side.SECTOR and _is_owed(action):
                theirs = action.owner_uid == self.organisation.uid
                who = f"{action.owed_by[:1].upper()}{action.owed_by[1:]}"
                yield _owed_action(THEY if theirs else who, action)

    @property
    def kept(self) -> int:
        """How many promises were kept since."""
        return sum(one.kept_at is not None for _, one in self.promises)

    @property
    def withdrawn(self) -> int:
        """How many promises were withdrawn since."""
        return sum(one.withdrawn_at is not None for _, one in self.promises)

    @property
    def waiting(self) -> list[Enquiry]:
        """The open enquiries on which the council waits for the organisation."""
        return [enquiry for enquiry in self.open_enquiries if enquiry.waiting_since is not None]

    @property
    def closed(self) -> list[Enquiry]:
        """What was asked since and is closed, the last received first."""
        return [enquiry for enquiry in self.asked if not enquiry.is_open]

    @property
    def unpaid(self) -> list[Payment]:
        """The open payment complaints."""
        return [payment for payment in self.payments if payment.is_open]

    @property
    def topics(self) -> Sequence[tuple[str, int]]:
        """How often each topic was asked about since, the most often first."""
        return Counter(one.topic for one in self.asked if one.topic).most_common()


def lately_of(payments: Sequence[Payment], since: date) -> tuple[Payment, ...]:
    """Of an organisation's payment complaints, the last logged first, those that a sheet has: the
    open ones, the oldest first, and those that were closed since.
    """
    open_ones = sorted(
        (one for one in payments if one.is_open),
        key=lambda one: (one.asked_since or london_date(one.logged_at), one.reference),
    )
    ended = [
        one for one in payments if one.closed_at is not None and london_date(one.closed_at) >= since
    ]
    return (*open_ones, *ended)


def lately_said(feedback: Sequence[Feedback], uid: str, since: date) -> tuple[Feedback, ...]:
    """Of the feedback that organisation `uid` said or owes, the last heard first, what a sheet has:
    what is open, what it said since, and what came of anything since.
    """
    open_ones = [one for one in feedback if one.is_open]
    ended = [
        one for one in feedback if not one.is_open and any(day >= since for day in _days(one, uid))
    ]
    return (*open_ones, *ended)


def _days(one: Feedback, uid: str) -> Iterator[date]:
    """The days on which an organisation said it or was told of it, and on which it ended."""
    yield from (voice.said_on for voice in one.of(uid))
    moments = (*(voice.told_at for voice in one.of(uid)), one.done_at, one.cannot_at, one.closed_at)
    yield from (london_date(at) for at in moments if at is not None)


def _is_owed(action: Feedback) -> bool:
    """Whether it is to be done: agreed, or given a day."""
    agreed = action.status is not FeedbackStatus.HEARD or action.due is not None
    return action.is_owed and agreed


def _owed_action(who: str, action: Feedback) -> Owed:
    since = london_date(action.agreed_at) if action.agreed_at else None
    return Owed(who, action.subject, action.reference, by=action.due, since=since)
