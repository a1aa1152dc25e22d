"""The last day in time, so many working days after another, and how it came about."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from spoc_tui.casework.dates.when import day_and_month, show_day

if TYPE_CHECKING:
    from spoc_tui.casework.dates.working_days import WorkingDays

_MOST_NAMED = 5


class Deadline(NamedTuple):
    """The last day in time, and in plain words how it was worked out."""

    day: date
    working: str


def allowed(start: date, standard: int, days: WorkingDays) -> int:
    """How many working days after `start` are in time: the standard's, but one if it is not one and
    `start` is no working day, for then it is due on the next.
    """
    return standard or int(not days.is_working(start))


def working_days_after(
    verb: str,
    start: date,
    standard: int,
    days: WorkingDays,
    waited: int = 0,
    waits: Sequence[tuple[date, date]] = (),
    *,
    urgent: bool = False,
) -> Deadline:
    """`standard` working days after `start`, which is day 0, and those that were `waited`, in these
    stretches; `verb` says what happened at the start.
    """
    began = f"{verb} {show_day(start)} (day 0){', urgent' if urgent else ''}; "
    if standard + waited == 0:
        day = days.on_or_after(start)  # nothing falls due on a day on which nobody works
        if day == start:
            return Deadline(day, f"{began}by the end of that day.")
        return Deadline(day, f"{began}by the end of the next working day, {show_day(day)}.")
    day = days.add(start, standard + waited)
    explanations = []
    if waited:
        stretches = " and ".join(
            f"{show_day(began)} to {show_day(ended)}" for began, ended in waits
        )
        explanations.append(f"+ {_count(waited)} waited on the caller ({stretches})")
    if left_out := days.holidays_between(start, day):
        explanations.append(f"not counting {named_holidays(left_out)}")
    aside = f", {', '.join(explanations)}," if explanations else ""
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
