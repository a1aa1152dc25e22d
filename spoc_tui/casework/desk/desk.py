"""The desk's rows, in bands, most pressing first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from enum import IntEnum

from spoc_tui.casework.records.kinds import KIND_OF
from spoc_tui.casework.records.urgency import marked

RATE = "rate"
"""The kind of a row that asks for a base rate."""
DIRECTORATE = "directorate"
"""The kind of the row that asks for the first briefing of directorates."""
OF_NO_RECORD = (RATE, DIRECTORATE)
"""Rows that are about no record: nothing is acted on there."""


class Band(IntEnum):
    """The desk's bands in their order, most pressing first."""

    NOW = 0
    """A promise or a follow-up for a time of day that has come."""
    URGENT = 1
    """It leaves this band once a team has it, once it is answered, and while the caller has it."""
    OVERDUE = 2
    TODAY = 3
    TEAM = 4
    PROMISE = 5
    PAYMENT = 6
    FEEDBACK = 7
    TELL = 8
    HEAR = 9
    NEW = 10
    COMING = 11
    """Not due yet; shown from the day that its kind says."""
    TIDY = 12
    DRAFT = 13

    @property
    def code(self) -> str:
        """As the command line prints it."""
        return self.name.lower()

    @property
    def title(self) -> str:
        """As the desk heads it."""
        return {
            Band.NOW: "Now: the time has come",
            Band.URGENT: "Urgent, and nobody has it",
            Band.OVERDUE: "Overdue",
            Band.TODAY: "Due today",
            Band.TEAM: "Team past its reply-by",
            Band.PROMISE: "Promises due",
            Band.PAYMENT: "Payments",
            Band.FEEDBACK: "Feedback owed and late, check-ins",
            Band.TELL: "Answered, caller not told",
            Band.HEAR: "Waiting to hear what came of it",
            Band.NEW: "New, not routed",
            Band.COMING: "Coming up",
            Band.TIDY: "To close, or to tidy up",
            Band.DRAFT: "Half logged",
        }[self]


UNPRESSED = (Band.HEAR, Band.TIDY)
"""Bands of what has a day since when it is so, and none by which: it is never overdue, and comes
after all that has; that of the first of these before that of the second.
"""
SINCE = (*UNPRESSED, Band.DRAFT)
"""Bands whose rows have a day since when it is so, where they have one."""


@dataclass(frozen=True)
class DueItem:
    """One row of the desk: what to do on which record, by when."""

    band: Band
    kind: str
    """The code of the record's kind; rate, directorate or draft."""
    uid: str
    reference: str
    what: str
    """acknowledge, answer, reply, follow-up, promise, tell, route, close …, as its kind says; of a
    draft finish, of a rate add, of a directorate brief.
    """
    due: date | None
    at: time | None
    """The time of that day, where one was given."""
    subject: str
    organisation: str | None
    who: str
    """The organisation, or the caller in the officer's words."""
    team: str | None
    whom: tuple[str, ...] = ()
    """Who is to be told, where that is what is to be done."""
    urgent: bool = False
    """Whether it is an enquiry that is urgent."""
    chased_today: bool = False
    """Whether whoever has it was asked again today."""
    also: tuple[str, ...] = ()
    """What else the row stands for: the numbers or references of other records of its kind, of
    which the same is to be done.
    """
    number: str = ""
    """What its record is called by beside the reference: “SLG-26-07”; mostly blank."""

    @property
    def named(self) -> str:
        """The number that its record is known by, or the reference; blank of what has neither."""
        return self.number or self.reference

    @property
    def title(self) -> str:
        """The subject as a list shows it; of several records how many, and the first."""
        if self.also:
            return f"{len(self.also) + 1:,} {KIND_OF[self.kind].heading.lower()}: {self.subject}"
        return marked(self.subject) if self.urgent else self.subject

    @property
    def is_since(self) -> bool:
        """Whether its day is the one since when it is so, and none by which it is to be done."""
        return self.band in SINCE
