"""Whether the computer's clock can be right, judged by when something was saved here last.

A battery that is empty, or a day typed wrongly, sets a laptop years back or ahead: references would
be of a wrong year, and every day that is worked out would be wrong.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from spoc_tui.casework.dates.when import show_moment
from spoc_tui.casework.errors import Refused
from spoc_tui.casework.text import counted

BEHIND = timedelta(minutes=10)
"""By how much a clock may be before the last thing saved: it is set right now and then."""
AWAY = timedelta(days=60)
"""After how long without anything saved it is asked: somebody may have been away."""


class ClockDoubted(Refused):
    """A reference would be of a year that may be wrong; whoever knows that the clock is right may
    say so.
    """

    code = "clock-doubted"
    by_command = "If the clock is right, say so: --clock-is-right."


def clock_doubt(now: datetime, last: datetime | None) -> str:
    """What is said of a clock that shows `now` where something was last saved here at `last` (None:
    nothing was); blank where nothing is.
    """
    if last is None:
        return ""
    if last - now > BEHIND:
        far = "before"
    elif now - last > AWAY:
        far = f"{counted((now - last).days, 'day')} after"
    else:
        return ""
    return (
        f"This computer’s clock shows {show_moment(now)}: {far} the last thing that was saved "
        f"here, on {show_moment(last)}. If it is wrong, set it right first."
    )


def require_year(year: int, now: datetime, last: datetime | None) -> None:
    """ClockDoubted where a reference of `year` would be of one before the last thing saved, or of
    more than the year after.
    """
    if last is not None and not last.year <= year <= last.year + 1:
        raise ClockDoubted(
            f"{clock_doubt(now, last)} Nothing was saved: its reference would be of {year}."
        )
