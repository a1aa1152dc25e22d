"""What is still open on the demo's day: one line for each record that the desk should show.

A day is how many working days before today something was done. With the standards of two, ten and
five days (of what is urgent: the same day, and two), that alone decides the band it is in.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from random import Random

from spoc_tui.casework.desk.desk import Band
from spoc_tui.casework.enquiries.enquiry import Urgency
from spoc_tui.casework.records.channel import Channel
from spoc_tui.demo.stories import StoryVerb

_WORDS = {
    "log": StoryVerb.LOG,
    "acknowledge": StoryVerb.ACKNOWLEDGE,
    "route": StoryVerb.ROUTE,
    "pass": StoryVerb.PASS_ON,
    "team-has-it": StoryVerb.TEAM_ACKNOWLEDGED,
    "back": StoryVerb.SENT_BACK,
    "chase": StoryVerb.CHASE,
    "note": StoryVerb.NOTE,
    "answer": StoryVerb.ANSWER,
    "told": StoryVerb.TOLD,
    "wait": StoryVerb.WAIT,
    "promise": StoryVerb.PROMISE,
    "keep": StoryVerb.KEEP,
    "follow-up": StoryVerb.FOLLOW_UP,
    "close": StoryVerb.CLOSE,
    "reopen": StoryVerb.REOPEN,
}


@dataclass(frozen=True)
class Recipe:
    """One open enquiry: “14 log, 14 route, 3 chase”."""

    band: Band | None
    line: str
    channel: Channel = Channel.PHONE
    urgency: Urgency = Urgency.NORMAL
    by: int | None = None
    """Which day a wait, a follow-up or a promise names, in working days before today."""
    at: time | None = None
    """The time of that day, where one was given."""
    topic: str = ""
    """Where only one topic will do."""

    @property
    def steps(self) -> list[tuple[int, StoryVerb]]:
        """Each act with its day."""
        pairs = (step.split() for step in self.line.split(", "))
        return [(int(day), _WORDS[word]) for day, word in pairs]


_SOON, _URGENT = Urgency.SOON, Urgency.URGENT

OVERDUE = (
    Recipe(
        Band.OVERDUE, "14 log, 14 route, 13 team-has-it, 10 pass, 6 pass, 2 chase", urgency=_SOON
    ),
    Recipe(Band.OVERDUE, "12 log, 12 route, 11 team-has-it, 4 chase"),
    Recipe(
        Band.OVERDUE,
        "43 log, 42 route, 38 note, 33 pass, 25 chase, 18 pass, 11 chase, 5 note",
        topic="s106",
    ),
    Recipe(Band.OVERDUE, "4 log", Channel.LETTER),
    Recipe(Band.OVERDUE, "13 log, 13 acknowledge, 13 route, 3 answer", Channel.EMAIL),
    Recipe(Band.OVERDUE, "9 log, 8 wait", by=1),
    Recipe(Band.OVERDUE, "11 log, 10 route, 5 chase, 2 chase", urgency=_URGENT, topic="payment"),
)
# On a working day deadlines fall due of themselves; on a Saturday only what the officer set.
TODAY_WORKING = (
    Recipe(Band.TODAY, "10 log, 10 route, 9 team-has-it, 3 chase"),
    Recipe(Band.TODAY, "2 log, 2 route, 1 note", Channel.WALK_IN, _URGENT),
    Recipe(Band.TODAY, "2 log", Channel.EMAIL),
    Recipe(Band.TODAY, "10 log, 9 acknowledge, 9 route, 1 answer", Channel.EMAIL),
    Recipe(Band.TODAY, "8 log, 7 wait", by=0),
)
TODAY_AT_REST = (
    Recipe(Band.TODAY, "8 log, 7 wait", by=0),
    Recipe(Band.TODAY, "5 log, 5 route, 2 follow-up", by=0),
    Recipe(Band.TODAY, "6 log, 5 wait", Channel.MEETING, by=0),
    Recipe(Band.TODAY, "1 log, 1 route, 1 follow-up", urgency=_URGENT, by=0),
    Recipe(Band.TODAY, "4 log, 4 acknowledge, 3 follow-up", Channel.EMAIL, by=0),
)
URGENT = (Recipe(Band.URGENT, "1 log", urgency=_URGENT, topic="safeguarding"),)
TEAM = (
    Recipe(Band.TEAM, "9 log, 8 route"),
    Recipe(Band.TEAM, "8 log, 8 route, 7 team-has-it, 2 chase", Channel.MEETING),
    Recipe(Band.TEAM, "7 log, 7 acknowledge, 7 route, 6 team-has-it", Channel.EMAIL),
    Recipe(Band.TEAM, "7 log, 6 route"),
    Recipe(Band.TEAM, "9 log, 9 route, 7 pass, 1 chase", urgency=_SOON),
)
PROMISE_STORIES = (
    Recipe(Band.PROMISE, "3 log, 3 route, 3 promise", by=1),
    Recipe(Band.PROMISE, "4 log, 4 route, 3 promise", by=0, at=time(15)),
    Recipe(Band.PROMISE, "2 log, 2 route, 2 promise", Channel.WALK_IN, by=0),
    Recipe(Band.PROMISE, "5 log, 5 route, 4 promise, 2 keep, 1 promise", by=0),
)
TELL = (
    Recipe(Band.TELL, "6 log, 6 route, 1 answer"),
    Recipe(Band.TELL, "5 log, 4 route, 3 team-has-it, 1 answer"),
    Recipe(Band.TELL, "7 log, 7 acknowledge, 6 note, 2 answer", Channel.EMAIL),
)
NEW_STORIES = (
    Recipe(Band.NEW, "1 log"),
    Recipe(Band.NEW, "1 log", Channel.EMAIL),
    Recipe(Band.NEW, "2 log, 1 note", Channel.WALK_IN),
    Recipe(Band.NEW, "1 log", Channel.EVENT),
    Recipe(Band.NEW, "1 log", Channel.SOCIAL),
)
TIDY_STORIES = (
    Recipe(Band.TIDY, "6 log, 6 route, 2 answer, 1 told"),
    Recipe(Band.TIDY, "4 log, 3 route, 1 answer, 1 told"),
)
QUIET = (
    Recipe(None, "1 log, 1 route"),
    Recipe(None, "1 log, 1 route", Channel.EMAIL),
    Recipe(None, "2 log, 2 route, 1 team-has-it"),
    Recipe(None, "2 log, 2 acknowledge, 1 route", Channel.EMAIL),
    Recipe(None, "3 log, 3 route, 2 team-has-it"),
    Recipe(None, "3 log, 2 route", Channel.MEETING),
    Recipe(None, "4 log, 4 route, 3 team-has-it, 1 note"),
    Recipe(None, "4 log, 4 route, 2 pass"),
    Recipe(None, "4 log, 4 acknowledge, 3 route, 2 promise", Channel.EMAIL, by=-3),
    Recipe(None, "3 log, 2 wait"),
    Recipe(None, "5 log, 3 wait", by=-2),
    Recipe(None, "9 log, 4 wait", by=-2),
    Recipe(None, "12 log, 11 note, 8 wait", by=-4),
    Recipe(None, "30 log, 29 route, 20 back, 16 wait", by=-5, topic="buildings"),
    Recipe(None, "40 log, 40 route, 34 answer, 33 told, 33 close, 4 reopen, 4 route"),
)
"""Open, and in nobody's way today."""


def recipes(rng: Random, *, working: bool) -> list[Recipe]:
    """Which of them are on the desk of a day: of most bands all, of some one or two fewer."""
    today = TODAY_WORKING if working else TODAY_AT_REST
    chosen: list[Recipe] = []
    for least, band in (
        (1, URGENT),
        (5, OVERDUE),
        (4, today),
        (4, TEAM),
        (3, PROMISE_STORIES),
        (2, TELL),
        (4, NEW_STORIES),
        (2, TIDY_STORIES),
        (len(QUIET), QUIET),
    ):
        chosen += rng.sample(band, rng.randint(least, len(band)))
    return chosen
