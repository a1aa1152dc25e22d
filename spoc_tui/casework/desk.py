"""What needs doing, in bands, most pressing first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import IntEnum


class Band(IntEnum):
    """The desk's bands in their order, most pressing first."""

    OVERDUE = 0
    TODAY = 1
    TEAM = 2
    PROMISE = 3
    PAYMENT = 4
    FEEDBACK = 5
    TELL = 6
    HEAR = 7
    NEW = 8
    TIDY = 9
    DRAFT = 10

    @property
    def code(self) -> str:
        """As the command line prints it."""
        return self.name.lower()

    @property
    def title(self) -> str:
        """As the desk heads it."""
        return {
            Band.OVERDUE: "Overdue",
            Band.TODAY: "Due today",
            Band.TEAM: "Team past its reply-by",
            Band.PROMISE: "Promises due",
            Band.PAYMENT: "Payments",
            Band.FEEDBACK: "Feedback owed and late, check-ins",
            Band.TELL: "Answered, caller not told",
            Band.HEAR: "Waiting to hear what came of it",
            Band.NEW: "New, not routed",
            Band.TIDY: "Told, to be closed",
            Band.DRAFT: "Half logged",
        }[self]


@dataclass(frozen=True)
class DueItem:
    """One row of the desk: what to do on which record, by when."""

    band: Band
    kind: str
    """enquiry, payment, feedback, check_in or draft."""
    uid: str
    reference: str
    what: str
    """acknowledge, answer, reply, follow-up, promise, tell, route, close, finish; of a payment also
    escalate now, to finance, chase; of feedback late, tell, close; check-in.
    """
    due: date | None
    subject: str
    organisation: str | None
    who: str
    """The organisation, or the caller in the officer's words."""
    team: str | None
    whom: tuple[str, ...] = ()
    """Who is to be told, where that is what is to be done."""
