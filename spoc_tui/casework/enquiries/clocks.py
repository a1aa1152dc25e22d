"""When an enquiry must be acknowledged, answered and replied to, and how each date came about."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from spoc_tui.casework.dates.when import day_and_month, show_day
from spoc_tui.casework.records.event import EventKind

if TYPE_CHECKING:
    from spoc_tui.casework.dates.working_days import WorkingDays

_MOST_NAMED = 5
ENDS_A_WAIT = frozenset((EventKind.RESUMED, EventKind.ANSWERED, EventKind.CLOSED))
"""What ends a wait on the caller, on the timeline. Telling them and passing it on end one by a line
of their own, that it was resumed: a telling may be dated back.
"""


class Deadline(NamedTuple):
    """The last day in time, and in plain words how it was worked out."""

    day: date
    working: str


class Wait(NamedTuple):
    """A wait on the caller; `ended` is None while it lasts."""

    began: date
    ended: date | None


def after(verb: str, start: date, standard: int, days: WorkingDays) -> Deadline:
    """`standard` working days after `start`, which is day 0; `verb` says what happened then."""
    return _deadline(verb, start, standard, days)


def acknowledge_by(
    received: date, standard: int, days: WorkingDays, *, urgent: bool = False
) -> Deadline:
    """`standard` working days after the day received, which is day 0."""
    return _deadline("Received", received, standard, days, urgent=urgent)


def reply_by(sent: date, standard: int, days: WorkingDays) -> Deadline:
    """When a team must reply: `standard` working days after the day it was sent to them."""
    return _deadline("Sent", sent, standard, days)


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
    deadline = _deadline(
        *("Reopened" if reopened else "Received", started, standard, days),
        *(waited, closed),
        urgent=urgent,
    )
    since = min((wait.began for wait in waits if wait.ended is None), default=None)
    if since is None:
        return deadline
    stopped = f" The clock is stopped: waiting on the caller since {show_day(since)}."
    return Deadline(deadline.day, deadline.working + stopped)


def allowed(start: date, standard: int, days: WorkingDays) -> int:
    """How many working days after `start` are in time: the standard's, but one where it is none and
    `start` is no working day, for then it is due on the next.
    """
    return standard or int(not days.is_working(start))


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


def _deadline(
    verb: str,
    start: date,
    standard: int,
    days: WorkingDays,
    waited: int = 0,
    waits: Sequence[tuple[date, date]] = (),
    *,
    urgent: bool = False,
) -> Deadline:
    began = f"{verb} {show_day(start)} (day 0){', urgent' if urgent else ''}; "
    if standard + waited == 0:
        day = days.on_or_after(start)  # nothing falls due on a day on which nobody works
        if day == start:
            return Deadline(day, f"{began}by the end of that day.")
        return Deadline(day, f"{began}by the end of the next working day, {show_day(day)}.")
    day = days.add(start, standard + waited)
    asides = []
    if waited:
        stretches = " and ".join(
            f"{show_day(began)} to {show_day(ended)}" for began, ended in waits
        )
        asides.append(f"+ {_count(waited)} waited on the caller ({stretches})")
    if left_out := days.holidays_between(start, day):
        asides.append(f"not counting {named_holidays(left_out)}")
    aside = f", {', '.join(asides)}," if asides else ""
    counted = f"{_count(standard)} after it{aside} is {show_day(day)}."
    return Deadline(day, f"{began}{counted}")


def _count(n: int) -> str:
    return "1 working day" if n == 1 else f"{n} working days"


def named_holidays(holidays: Sequence[tuple[date, str]]) -> str:
    """“Good Friday 3 Apr and Easter Monday 6 Apr”; of many, the first few and how many more."""
    names = [f"{name} {day_and_month(day)}" for day, name in holidays]
    if len(names) > _MOST_NAMED:
        more = len(names) - _MOST_NAMED
        names[_MOST_NAMED:] = [f"{more} more bank holiday{'s' if more > 1 else ''}"]
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last
