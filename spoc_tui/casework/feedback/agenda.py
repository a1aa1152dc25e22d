"""What of the feedback goes on the agenda of a group: what either side owes, was done and heard
since.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from spoc_tui.casework.feedback import board as feedback_board
from spoc_tui.casework.feedback.feedback import Feedback, FeedbackStatus

if TYPE_CHECKING:
    from spoc_tui.casework.groups.group import Group


@dataclass(frozen=True)
class GroupAgenda:
    """The agenda of a group's meeting: what either side owes since last time."""

    group: Group
    since: date | None
    """The day it last met; none: all there ever was is listed."""
    today: date
    officer: str
    council_owes: tuple[Feedback, ...]
    sector_owes: tuple[Feedback, ...]
    """What is not settled, the longest late first; then what was heard before last time and is
    still not agreed.
    """
    done_since: tuple[Feedback, ...]
    """Done or said not to be possible, by either side, the latest first."""
    heard_since: tuple[Feedback, ...]
    """The first first."""
    waiting: tuple[Feedback, ...]
    """Open, with somebody who has not been told; the longest waiting first."""
    may_be_named: frozenset[str] = frozenset()
    """The uids of organisations that agreed to be named."""


def agenda_of(
    group: Group,
    feedback: Iterable[Feedback],
    *,
    today: date,
    officer: str,
    may_be_named: frozenset[str] = frozenset(),
) -> GroupAgenda:
    """The agenda as it stands today. What came on the day it last met counts as since."""
    listed, since = list(feedback), group.last_held
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
    return GroupAgenda(
        group,
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
