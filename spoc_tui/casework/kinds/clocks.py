"""The rules by which a last day follows from another day; each says how it was worked out.

*After* and *before* count from the day itself as day 0. *Beginning with* has it as day 1. A month
later is the corresponding day, or the month's last day where there is none.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from spoc_tui.casework.dates import deadlines
from spoc_tui.casework.dates.deadlines import Deadline, named_holidays
from spoc_tui.casework.dates.when import WEEKDAYS, show_day
from spoc_tui.casework.dates.working_days import ONE_DAY
from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.text import counted

if TYPE_CHECKING:
    from spoc_tui.casework.dates.working_days import WorkingDays

Unit = Literal["days", "weeks", "months", "years"]
_DAYS_IN = {"days": 1, "weeks": 7}
_MONTHS_IN = {"months": 1, "years": 12}


def working_days_after(what: str, start: date, n: int, days: WorkingDays) -> Deadline:
    """The Nth working day after a day; where N is 0, that day or the next on which somebody works.
    `what` says what happened on it: “Received”.
    """
    return deadlines.working_days_after(what, start, n, days)


def working_days_before(what: str, end: date, n: int, days: WorkingDays) -> Deadline:
    """The Nth working day before a day."""
    day, left = end, n
    while left:
        day = _moved(day, -1, "days")
        left -= days.is_working(day)
    off = days.holidays_between(day, end - ONE_DAY)
    counting = f", not counting {named_holidays(off)}," if off else ""
    return Deadline(
        day,
        f"{what} {show_day(end)} (day 0); {counted(n, 'working day')} before it{counting} is "
        f"{show_day(day)}.",
    )


def after(what: str, start: date, n: int, unit: Unit) -> Deadline:
    """So long after a day: *within N of* it."""
    return _counted(what, start, n, unit, "after")


def before(what: str, end: date, n: int, unit: Unit) -> Deadline:
    """So long before a day."""
    return _counted(what, end, -n, unit, "before")


def beginning_with(what: str, start: date, n: int, unit: Unit) -> Deadline:
    """The last day of so long a period that begins with a day; holidays count."""
    _require_some(n)
    day = _moved(start, n, unit)
    if unit in _DAYS_IN or day.day == start.day:  # otherwise the month's last day ends it
        day -= ONE_DAY
    period = counted(n, unit[:-1])
    return Deadline(
        day,
        f"{what} {show_day(start)} (day 1); the last day of {period} beginning with it is "
        f"{show_day(day)}.",
    )


def days_without_holidays(what: str, start: date, n: int, days: WorkingDays) -> Deadline:
    """The Nth day of those beginning with a day that are no public holidays: neither England's bank
    holidays nor Good Friday, nor Christmas Day on whichever day it falls. Weekends count.
    """
    _require_some(n)
    off: list[tuple[date, str]] = []
    day, left = start - ONE_DAY, n
    while left:
        day = _moved(day, 1, "days")
        if name := is_public_holiday(day, days):
            off.append((day, name))
        else:
            left -= 1
    counting = f", not counting {named_holidays(off)}," if off else ""
    return Deadline(
        day,
        f"{what} {show_day(start)}; the last of {counted(n, 'day')} beginning with it{counting} is "
        f"{show_day(day)}.",
    )


def or_next_working_day(by: Deadline, days: WorkingDays) -> Deadline:
    """The same day, or the first working day after it where nobody works on it."""
    day = days.on_or_after(by.day)
    return by if day == by.day else _instead(by, day, "the next working day", days)


def or_last_working_day(by: Deadline, days: WorkingDays) -> Deadline:
    """The same day, or the last working day before it where nobody works on it."""
    day = by.day
    while not days.is_working(day):
        day -= ONE_DAY
    return by if day == by.day else _instead(by, day, "the last working day before it", days)


def _instead(by: Deadline, day: date, which: str, days: WorkingDays) -> Deadline:
    why = days.holiday_name(by.day) or f"a {WEEKDAYS[by.day.weekday()]}"
    return Deadline(day, f"{by.working} As that is {why}: {which}, {show_day(day)}.")


def _counted(what: str, start: date, n: int, unit: Unit, way: str) -> Deadline:
    day = _moved(start, n, unit)
    last = ", the month’s last day" if unit in _MONTHS_IN and day.day != start.day else ""
    period = counted(abs(n), unit[:-1])
    return Deadline(
        day, f"{what} {show_day(start)} (day 0); {period} {way} it is {show_day(day)}{last}."
    )


def _moved(day: date, n: int, unit: Unit) -> date:
    """The day so many units later, or earlier; BadInput where the calendar ends before."""
    try:
        if unit in _DAYS_IN:
            return day + timedelta(days=n * _DAYS_IN[unit])
        months = day.year * 12 + day.month - 1 + n * _MONTHS_IN[unit]
        last = _first_of(months + 1) - ONE_DAY
        return last.replace(day=min(day.day, last.day))
    except (OverflowError, ValueError):
        raise BadInput(f"{n:,} {unit} from {show_day(day)} is no date.") from None


def _first_of(months: int) -> date:
    """The first day of a month, of those since the year 0."""
    return date(months // 12, months % 12 + 1, 1)


def is_public_holiday(day: date, days: WorkingDays) -> str | None:
    """The name of a day that is Christmas Day, Good Friday or a bank holiday in England; None: it
    is none of these.
    """
    if (day.month, day.day) == (12, 25):  # the list lacks it where it falls on a weekend
        return "Christmas Day"
    return days.holiday_name(day)


def _require_some(n: int) -> None:
    if n < 1:
        raise BadInput("A period that begins with a day is at least that day long.")
