"""The enquiry and what hangs on it, as the rest of the program speaks of them."""

from __future__ import annotations

from datetime import date, datetime, time
from enum import StrEnum
from typing import NamedTuple, Self

from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.urgency import marked
from spoc_tui.casework.when import DayAndTime, day_and_time


class Worded(StrEnum):
    """A code that is stored and typed, with the words the officer sees."""

    @property
    def words(self) -> str:
        """As shown on screens and in documents."""
        return self.value.replace("-", " ")

    @property
    def short(self) -> str:
        """The words, as few as a narrow column takes."""
        return self.words

    @classmethod
    def read(cls, text: str, *, field: str, what: str = "") -> Self:
        """The member whose code or words these are; BadInput lists the choices, and names what it
        was to be, if not as the field.
        """
        wanted = text.strip().lower().replace(" ", "-").replace("_", "-")
        for member in cls:
            if wanted in (member.value, member.words.lower().replace(" ", "-")):
                return member
        choices = ", ".join(member.value for member in cls if member.value)
        raise BadInput(
            f"“{text}” is not a known {what or field}. Choose one of: {choices}.", field=field
        )


class Status(Worded):
    """Where an enquiry stands; *waiting* (on the caller) stands beside the line of the others."""

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


class Channel(Worded):
    """How a caller reached us, or how they were told."""

    PHONE = "phone"
    EMAIL = "email"
    MEETING = "meeting"
    EVENT = "event"
    LETTER = "letter"
    WALK_IN = "walk-in"
    SOCIAL = "social"

    @property
    def words(self) -> str:
        return {"email": "e-mail", "walk-in": "walk-in", "social": "social media"}.get(
            self.value, self.value
        )

    @property
    def acknowledged_by_being_logged(self) -> bool:
        """Calls, meetings and walk-ins: the caller has heard us write it down."""
        return self in (Channel.PHONE, Channel.MEETING, Channel.WALK_IN)


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
    """What a caller brings, before it has a reference. Only the subject is required."""

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


class EventKind(Worded):
    """What happened, on the timeline."""

    LOGGED = "logged"
    ACKNOWLEDGED = "acknowledged"
    ROUTED = "routed"
    PASSED_ON = "passed-on"
    TEAM_ACKNOWLEDGED = "team-acknowledged"
    SENT_BACK = "sent-back"
    CHASED = "chased"
    ANSWERED = "answered"
    TOLD = "told"
    NOTE = "note"
    PROMISED = "promised"
    KEPT = "kept"
    PROMISE_WITHDRAWN = "promise-withdrawn"
    WAITING = "waiting"
    RESUMED = "resumed"
    EDITED = "edited"
    CLOCK_MOVED = "clock-moved"
    CLOSED = "closed"
    REOPENED = "reopened"
    TO_FINANCE = "to-finance"
    ESCALATED = "escalated"
    PAYMENT_PROMISED = "payment-promised"
    PAID_IN = "paid-in"
    FORMAL = "formal"
    FORMAL_ACKNOWLEDGED = "formal-acknowledged"
    FORMAL_ANSWERED = "formal-answered"
    VOICE = "voice"
    AGREED = "agreed"
    CANNOT = "cannot"
    PROGRESS = "progress"
    DONE = "done"

    @property
    def words(self) -> str:
        return {
            "to-finance": "sent to finance",
            "escalated": "escalated to the Chief Finance Officer",
            "payment-promised": "payment promised",
            "paid-in": "paid",
            "formal": "made a formal complaint",
            "formal-acknowledged": "formal complaint acknowledged",
            "formal-answered": "formal complaint answered",
            "voice": "another voice",
            "cannot": "cannot be done",
            "passed-on": "passed on",
            "team-acknowledged": "team acknowledged",
            "sent-back": "sent back",
            "told": "caller told",
            "promise-withdrawn": "promise withdrawn",
            "kept": "promise kept",
            "waiting": "waiting on the caller",
            "clock-moved": "date moved",
        }.get(self.value, self.value)

    def words_of(self, whom: str) -> str:
        """What happened, where `whom` is said with it: it need not be the caller who was told, and
        is not said twice.
        """
        alone = {EventKind.TOLD: "told", EventKind.ESCALATED: "escalated"}
        return alone.get(self, self.words) if whom else self.words


class Event(NamedTuple):
    """One line of a timeline. `from_status` and `to_status` differ where it changed the status."""

    uid: str
    kind: EventKind
    at: datetime
    text: str = ""
    channel: Channel | None = None
    whom: str = ""
    from_status: Worded | None = None
    to_status: Worded | None = None

    @property
    def words(self) -> str:
        """What happened."""
        return self.kind.words_of(self.whom)


class Promise(NamedTuple):
    """What was promised on a record, by when. A record does not close over an open one."""

    uid: str
    number: int
    """1, 2, 3 … on its record, as it is read out."""
    text: str
    due: date
    made_at: datetime
    due_time: time | None = None
    kept_at: datetime | None = None
    withdrawn_at: datetime | None = None
    withdrawn_why: str = ""

    @property
    def by(self) -> DayAndTime:
        """By when it is to be kept."""
        return DayAndTime(self.due, self.due_time)

    @property
    def is_open(self) -> bool:
        return self.kept_at is None and self.withdrawn_at is None


class Case(NamedTuple):
    """An enquiry in full: what the record's page shows and `spoc show` prints."""

    enquiry: Enquiry
    timeline: tuple[Event, ...]
    routings: tuple[Routing, ...]
    promises: tuple[Promise, ...]
    themes: tuple[str, ...] = ()

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
