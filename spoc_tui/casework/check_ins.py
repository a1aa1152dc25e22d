"""Recurring check-ins with the sector, and what goes on the agenda of one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from spoc_tui.casework import feedback_board
from spoc_tui.casework.errors import Refused
from spoc_tui.casework.feedback import Feedback, FeedbackStatus
from spoc_tui.casework.recurrence import rule_in_words
from spoc_tui.casework.when import show_day


@dataclass(frozen=True)
class CheckIn:
    """A recurring meeting, and when it is next."""

    uid: str
    name: str
    rule: str
    """An RFC 5545 recurrence rule."""
    starts: date
    notes: str = ""
    ended_on: date | None = None
    last_due: date | None = None
    """The last day it was due and was held or skipped."""
    last_held: date | None = None
    next_due: date | None = None
    """A working day; none once it has ended, or past the year 2100."""

    @property
    def subject(self) -> str:
        return self.name

    @property
    def who(self) -> str:
        return self.name

    @property
    def organisation(self) -> str | None:
        return None

    @property
    def reference(self) -> str:
        return ""

    @property
    def team(self) -> str | None:
        return None

    @property
    def is_open(self) -> bool:
        return self.ended_on is None

    @property
    def rule_words(self) -> str:
        """“every 6 weeks”."""
        return rule_in_words(self.rule)


@dataclass(frozen=True)
class CheckInAgenda:
    """What is to be spoken of at a check-in: what either side owes since last time."""

    check_in: CheckIn
    since: date | None
    """The day it was last held; none: all there ever was is listed."""
    today: date
    officer: str
    council_owes: tuple[Feedback, ...]
    sector_owes: tuple[Feedback, ...]
    """What is not settled, the longest late first; then what was heard before last time and is
    still not agreed.
    """
    done_since: tuple[Feedback, ...]
    """Done or said not to be possible, by either side, the last first."""
    heard_since: tuple[Feedback, ...]
    """The first first."""
    waiting: tuple[Feedback, ...]
    """Open, with somebody who has not been told; the longest waiting first."""
    may_be_named: frozenset[str] = frozenset()
    """The uids of organisations that agreed to be named."""


def need_running(one: CheckIn) -> None:
    """Refuses an act on a check-in that was ended."""
    if one.ended_on is not None:
        raise Refused(
            f"{one.name} was ended on {show_day(one.ended_on)}. "
            "Undo that, or add it anew to begin again."
        )


def need_next(one: CheckIn) -> date:
    """The next one's day; Refused where there is none, of which something could become."""
    need_running(one)
    if one.next_due is None:
        raise Refused(f"{one.name} has no more dates.")
    return one.next_due


def agenda_of(
    check_in: CheckIn,
    feedback: Iterable[Feedback],
    *,
    today: date,
    officer: str,
    may_be_named: frozenset[str] = frozenset(),
) -> CheckInAgenda:
    """The agenda as it stands today. What came on the day it was last held counts as since."""
    listed, since = list(feedback), check_in.last_held
    sides = feedback_board.sides(listed, today)
    heard = [one for one in listed if since is None or feedback_board.heard_on(one) >= since]
    council, sector = (
        (*side.owed, *(one for one in side.heard if one not in heard)) for side in sides
    )
    done = [
        one
        for side in sides
        for one in side.settled
        if one.settled_on is not None and (since is None or one.settled_on >= since)
    ]
    return CheckInAgenda(
        check_in,
        since,
        today,
        officer,
        council,
        sector,
        tuple(sorted(done, key=lambda one: one.settled_on or date.min, reverse=True)),
        tuple(sorted(heard, key=lambda one: (one.heard_at, one.reference))),
        tuple(one for one, _ in feedback_board.still_waiting(listed)),
        may_be_named,
    )


def is_agreed(one: Feedback) -> bool:
    """Whether it was more than heard: agreed, under way, settled."""
    return one.status is not FeedbackStatus.HEARD
