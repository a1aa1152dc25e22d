"""The timeline of a record: what happened on it, line by line."""

from __future__ import annotations

import re
from datetime import datetime
from typing import NamedTuple

from spoc_tui.casework.records.channel import Channel
from spoc_tui.casework.records.worded import Worded

_DONE = r"[a-z]+(-[a-z]+)*"


class EventKind(Worded):
    """The kind of an event on the timeline."""

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
    LINKED = "linked"
    UNLINKED = "unlinked"
    RESTATED = "restated"

    @classmethod
    def _missing_(cls, value: object) -> EventKind | None:
        """What an act of a declared kind did, in that act's words: “copy-sent”. It is no member."""
        if not isinstance(value, str) or not re.fullmatch(_DONE, value):
            return None
        one = str.__new__(cls, value)
        one._name_, one._value_ = value, value
        return cls._value2member_map_.setdefault(value, one)  # type: ignore[return-value]

    @classmethod
    def of_act(cls, done: str) -> EventKind:
        """That of an act, by what it did: “copy sent”."""
        return cls(done.replace(" ", "-"))

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
        }.get(self.value, super().words)

    def words_of(self, whom: str) -> str:
        """What happened, where `whom` is named with it: it need not be the caller who was told, and
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
