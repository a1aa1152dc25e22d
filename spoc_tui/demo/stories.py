"""The stories of enquiries as lists of acts: the shapes that they take, and their parts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto

from spoc_tui.casework.dates.when import DayAndTime
from spoc_tui.casework.desk.desk import Band
from spoc_tui.casework.enquiries.enquiry import Outcome, Urgency
from spoc_tui.casework.records.channel import Channel


class StoryVerb(Enum):
    """An act of the officer's."""

    LOG = auto()
    ACKNOWLEDGE = auto()
    ROUTE = auto()
    PASS_ON = auto()
    TEAM_ACKNOWLEDGED = auto()
    SENT_BACK = auto()
    CHASE = auto()
    NOTE = auto()
    ANSWER = auto()
    ANSWER_NOW = auto()
    """Answered while it is logged: told and closed with it."""
    TOLD = auto()
    WAIT = auto()
    RESUME = auto()
    PROMISE = auto()
    KEEP = auto()
    WITHDRAW = auto()
    FOLLOW_UP = auto()
    CLOSE = auto()
    REOPEN = auto()


@dataclass(frozen=True)
class StoryAct:
    """One act, with whatever it needs."""

    at: datetime
    verb: StoryVerb
    text: str = ""
    team: str = ""
    by: DayAndTime | None = None
    outcome: Outcome = Outcome.RESOLVED


@dataclass(frozen=True)
class Story:
    """An enquiry and everything done about it; the first act logs it."""

    subject: str
    detail: str
    topic: str
    received_at: datetime
    channel: Channel
    urgency: Urgency
    organisation: int | None
    contact: int | None
    caller: str
    phone: str
    acts: tuple[StoryAct, ...]
    band: Band | None = None
    """Where it is meant to be on the desk; None where it need not be there."""


@dataclass(frozen=True)
class Shape:
    """How a closed enquiry went, and how often it goes so."""

    verbs: tuple[StoryVerb, ...]
    weight: float
    days: tuple[int, int] = (1, 9)
    """Working days it took, at least and at most."""
    outcome: Outcome | None = None
    """None: resolved, or at times partly resolved."""


_ENDING = (StoryVerb.ANSWER, StoryVerb.TOLD, StoryVerb.CLOSE)

CLOSED = (
    Shape((StoryVerb.ANSWER_NOW,), 26, (0, 0)),
    Shape((StoryVerb.LOG, StoryVerb.ANSWER, StoryVerb.TOLD, StoryVerb.CLOSE), 6, (0, 3)),
    Shape((StoryVerb.LOG, StoryVerb.NOTE, *_ENDING), 7, (1, 6)),
    Shape((StoryVerb.LOG, StoryVerb.ROUTE, *_ENDING), 12, (1, 7)),
    Shape((StoryVerb.LOG, StoryVerb.ROUTE, StoryVerb.TEAM_ACKNOWLEDGED, *_ENDING), 12),
    Shape(
        (StoryVerb.LOG, StoryVerb.ROUTE, StoryVerb.TEAM_ACKNOWLEDGED, StoryVerb.CHASE, *_ENDING),
        7,
        (6, 10),
    ),
    Shape(
        (StoryVerb.LOG, StoryVerb.ROUTE, StoryVerb.CHASE, StoryVerb.CHASE, *_ENDING), 3, (11, 17)
    ),
    Shape((StoryVerb.LOG, StoryVerb.ROUTE, StoryVerb.PASS_ON, *_ENDING), 5, (3, 10)),
    Shape(
        (
            StoryVerb.LOG,
            StoryVerb.ROUTE,
            StoryVerb.PASS_ON,
            StoryVerb.CHASE,
            StoryVerb.PASS_ON,
            *_ENDING,
        ),
        3,
        (8, 16),
    ),
    Shape(
        (StoryVerb.LOG, StoryVerb.ROUTE, StoryVerb.SENT_BACK, StoryVerb.ROUTE, *_ENDING), 2, (4, 10)
    ),
    Shape((StoryVerb.LOG, StoryVerb.WAIT, StoryVerb.RESUME, StoryVerb.ROUTE, *_ENDING), 3, (4, 14)),
    Shape((StoryVerb.LOG, StoryVerb.ROUTE, StoryVerb.PROMISE, StoryVerb.KEEP, *_ENDING), 6, (3, 9)),
    Shape(
        (StoryVerb.LOG, StoryVerb.ROUTE, StoryVerb.PROMISE, StoryVerb.WITHDRAW, *_ENDING), 1, (4, 9)
    ),
    Shape((StoryVerb.LOG, *_ENDING), 5, (0, 4), Outcome.NOT_COUNCIL),
    Shape(
        (StoryVerb.LOG, StoryVerb.WAIT, StoryVerb.NOTE, StoryVerb.CLOSE),
        2,
        (5, 14),
        Outcome.UNREACHABLE,
    ),
    Shape((StoryVerb.LOG, StoryVerb.ROUTE, StoryVerb.CLOSE), 2, (1, 6), Outcome.WITHDRAWN),
    Shape(
        (StoryVerb.LOG, StoryVerb.ROUTE, *_ENDING, StoryVerb.REOPEN, StoryVerb.NOTE, *_ENDING),
        2,
        (8, 16),
    ),
)
"""The shapes of what is closed. An e-mail or letter is acknowledged after it is logged."""

ACT_WORDS = {
    StoryVerb.NOTE: (
        "Rang twice, engaged.",
        "Spoke to the secretary: still the same.",
        "Team says the officer is on leave until Monday.",
        "Looked at last year's letter; it says the same.",
        "They rang to ask how it stands. Told them.",
        "MVA know of it too.",
        "Left word on the answering machine.",
        "Went by on the way to a meeting. It is as they say.",
    ),
    StoryVerb.PROMISE: (
        "Ring back with where it stands",
        "Send the form and the guidance",
        "Put them in touch with the officer",
        "Ask the team for a date and pass it on",
        "Send the answer in writing for their committee",
        "Ring the treasurer after their meeting",
    ),
    StoryVerb.WITHDRAW: (
        "The team rang them themselves.",
        "They asked for an e-mail to the chair instead.",
    ),
    StoryVerb.REOPEN: (
        "They rang: it is not settled after all.",
        "They had asked about something else as well.",
    ),
    StoryVerb.RESUME: (
        "They brought what was asked for.",
        "They rang back with it.",
        "It came by post.",
    ),
}
"""What the officer writes with these acts, whatever the question."""

CLOSING_REASONS = {
    Outcome.WITHDRAWN: (
        "They have settled it themselves.",
        "They found another way.",
        "Their committee decided to leave it.",
    ),
    Outcome.UNREACHABLE: (
        "Three calls and an e-mail over a fortnight, no reply.",
        "The number is dead and the letter came back.",
    ),
}
SECOND_ANSWERS = (
    "Looked at again with the team, and put right. They are content.",
    "The rest is settled too; the team rang them and wrote to confirm.",
)
"""Answers to what was opened again."""

CALLERS = (
    "someone from the allotments",
    "a lady from the lunch club",
    "new group, no name yet",
    "a man from the football",
    "churchwarden, did not give a name",
    "neighbour of the hall",
    "a lady setting up a new group",
    "treasurer of a small club, rang off before its name",
)
"""Callers who are in no list, in the officer's words."""
