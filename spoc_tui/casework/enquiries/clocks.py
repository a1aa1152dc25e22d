"""When an enquiry must be acknowledged, answered and replied to, and how each date came about."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from spoc_tui.casework.dates.deadlines import Deadline, working_days_after
from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.records.event import EventKind

if TYPE_CHECKING:
    from spoc_tui.casework.dates.working_days import WorkingDays

ENDS_A_WAIT = frozenset((EventKind.RESUMED, EventKind.ANSWERED, EventKind.CLOSED))
"""What ends a wait on the caller, on the timeline. Telling them and passing it on end one by a line
of their own, that it was resumed: a telling may be dated back.
"""


class Wait(NamedTuple):
    """A wait on the caller; `ended` is None while it lasts."""

    began: date
    ended: date | None


def acknowledge_by(
    received: date, standard: int, days: WorkingDays, *, urgent: bool = False
) -> Deadline:
    """`standard` working days after the day received, which is day 0."""
    return working_days_after("Received", received, standard, days, urgent=urgent)


def reply_by(sent: date, standard: int, days: WorkingDays) -> Deadline:
    """When a team must reply: `standard` working days after the day it was sent to them."""
    return working_days_after("Sent", sent, standard, days)


def answer_by(
    started: date,
    standard: int,
    waits: Sequence[Wait],
    days: WorkingDays,
    *,
    reopened: bool = False,
    urgent: bool = False,
) -> Deadline:
    """When the caller must have an answer: `standard` working days after `started` (day 0, the day
    received or `reopened`), and the working days waited on the caller.

    A wait gives back the working days after it began, up to and including the day it ended; where
    waits overlap a day counts once. An open wait gives nothing yet: the clock is stopped.
    """
    closed = _merged([(wait.began, wait.ended) for wait in waits if wait.ended], started)
    waited = sum(days.count(began, ended) for began, ended in closed)
    deadline = working_days_after(
        "Reopened" if reopened else "Received",
        started,
        standard,
        days,
        waited,
        closed,
        urgent=urgent,
    )
    since = min((wait.began for wait in waits if wait.ended is None), default=None)
    if since is None:
        return deadline
    stopped = f" The clock is stopped: waiting on the caller since {show_day(since)}."
    return Deadline(deadline.day, deadline.working + stopped)


def _merged(waits: Sequence[tuple[date, date]], clock_began: date) -> list[tuple[date, date]]:
    """The waits as stretches that do not overlap, without what lies before the clock began."""
    stretches: list[tuple[date, date]] = []
    for began, ended in sorted(waits):
        began = max(began, clock_began)
        if stretches and began <= stretches[-1][1]:
            first, last = stretches.pop()
            stretches.append((first, max(last, ended)))
        elif began < ended:
            stretches.append((began, ended))
    return stretches
