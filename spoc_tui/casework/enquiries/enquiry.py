"""The enquiry and what belongs to it, as the rest of the program speaks of them."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import NamedTuple

from spoc_tui.casework.dates.when import DayAndTime, day_and_time
from spoc_tui.casework.records.channel import Channel
from spoc_tui.casework.records.event import Event
from spoc_tui.casework.records.kinds import ENQUIRY
from spoc_tui.casework.records.promise import Promise
from spoc_tui.casework.records.urgency import marked
from spoc_tui.casework.records.worded import Worded


class Status(Worded):
    """Where an enquiry stands; *waiting* (on the caller) is beside the line of the others."""

    NEW = "new"
    WITH_TEAM = "with-team"
    WAITING = "waiting"
    ANSWERED = "answered"
    CLOSED = "closed"

    @property
    def words(self) -> str:
        return {"with-team": "with team", "waiting": "waiting on the caller"}.get(
            self.value, self.value
        )

    @property
    def short(self) -> str:
        return "waiting" if self is Status.WAITING else self.words


class Outcome(Worded):
    """How an enquiry ended, apart from its status."""

    RESOLVED = "resolved"
    PARTLY = "partly"
    NOT_COUNCIL = "not-council"
    WITHDRAWN = "withdrawn"
    UNREACHABLE = "unreachable"

    @property
    def words(self) -> str:
        return {
            "resolved": "resolved",
            "partly": "partly resolved",
            "not-council": "not the council's",
            "withdrawn": "withdrawn",
            "unreachable": "could not reach the caller",
        }[self.value]


class Urgency(Worded):
    """How pressing the caller's matter is."""

    NORMAL = "normal"
    SOON = "soon"
    URGENT = "urgent"


class Enquiry(NamedTuple):
    """One question put to the council, as it stands now. Moments are aware, in UTC."""

    uid: str
    reference: str
    subject: str
    status: Status
    received_at: datetime
    acknowledge_by: date
    answer_by: date
    clock_from: date
    """Day 0 of the answer clock: the day received, or the day it was last reopened."""
    channel: Channel = Channel.PHONE
    urgency: Urgency = Urgency.NORMAL
    detail: str = ""
    organisation_uid: str | None = None
    organisation: str | None = None
    contact_uid: str | None = None
    contact: str | None = None
    caller: str = ""
    """Who called, in the officer's words, where no person is on record."""
    phone: str = ""
    """The number to call back."""
    organisation_phone: str = ""
    topic_uid: str | None = None
    topic: str | None = None
    topic_code: str | None = None
    team_uid: str | None = None
    team: str | None = None
    """Whom it is with now."""
    hops: int = 0
    outcome: Outcome | None = None
    outcome_reason: str = ""
    acknowledge_by_typed: bool = False
    answer_by_typed: bool = False
    acknowledged_at: datetime | None = None
    answer: str = ""
    answered_at: datetime | None = None
    told_at: datetime | None = None
    closed_at: datetime | None = None
    waiting_since: datetime | None = None
    waiting_for: str = ""
    follow_up_on: date | None = None
    follow_up_time: time | None = None
    chased_at: datetime | None = None
    """When a team was chased about it last."""

    @property
    def who(self) -> str:
        """The organisation, or the caller in the officer's words."""
        return self.organisation or self.contact or self.caller or "caller not known"

    @property
    def follow_up(self) -> DayAndTime | None:
        """When it comes back."""
        return day_and_time(self.follow_up_on, self.follow_up_time)

    @property
    def organisations(self) -> str:
        """The organisation's name; blank where it is of none."""
        return self.organisation or ""

    @property
    def title(self) -> str:
        """The subject, marked while it is urgent."""
        return marked(self.subject) if self.is_urgent else self.subject

    @property
    def is_open(self) -> bool:
        return self.status is not Status.CLOSED

    @property
    def is_urgent(self) -> bool:
        """Whether it presses: it is urgent, and not closed."""
        return self.urgency is Urgency.URGENT and self.is_open

    def is_late(self, today: date) -> bool:
        """Whether the caller should have had the answer by now; a wait on them stops the clock."""
        running = self.is_open and self.told_at is None and self.waiting_since is None
        return running and self.answer_by < today


class NewEnquiry(NamedTuple):
    """An enquiry as the caller brings it, without a reference. Only the subject is required."""

    subject: str
    received_at: datetime
    channel: Channel = Channel.PHONE
    urgency: Urgency | None = None
    """None: as its topic is by itself."""
    detail: str = ""
    organisation_uid: str | None = None
    contact_uid: str | None = None
    caller: str = ""
    phone: str = ""
    topic_uid: str | None = None
    answer_by: date | None = None
    """Typed by the officer; None lets the clock decide."""
    follow_up_on: date | None = None
    follow_up_time: time | None = None

    @property
    def follow_up(self) -> DayAndTime | None:
        """When it comes back."""
        return day_and_time(self.follow_up_on, self.follow_up_time)


class Routing(NamedTuple):
    """One hop of an enquiry to a team."""

    uid: str
    team_uid: str
    team: str
    directorate: str
    sent_at: datetime
    reply_by: date
    reply_by_typed: bool = False
    reason: str = ""
    acknowledged_at: datetime | None = None
    replied_at: datetime | None = None
    ended_at: datetime | None = None
    """When it left this team without a reply: passed on or sent back."""
    ended_why: str = ""

    @property
    def is_open(self) -> bool:
        return self.replied_at is None and self.ended_at is None


class Case(NamedTuple):
    """An enquiry in full: what the record's page shows and `spoc show` prints."""

    enquiry: Enquiry
    timeline: tuple[Event, ...]
    routings: tuple[Routing, ...]
    promises: tuple[Promise, ...]
    themes: tuple[str, ...] = ()

    @property
    def kind_code(self) -> str:
        """The code of its kind."""
        return ENQUIRY.code

    @property
    def record(self) -> Enquiry:
        """What it is a case of."""
        return self.enquiry

    @property
    def open_routing(self) -> Routing | None:
        """The hop that is still with a team, if any."""
        return next((routing for routing in self.routings if routing.is_open), None)

    @property
    def open_promises(self) -> tuple[Promise, ...]:
        return tuple(promise for promise in self.promises if promise.is_open)
