"""Dates as an officer types them."""

from __future__ import annotations

from datetime import date

from spoc_tui.casework.dates.calendar import calendar_day
from spoc_tui.casework.dates.fields import (
    DateRequest,
    Direction,
    Readings,
    plain,
    quoted,
    settle_day,
)
from spoc_tui.casework.dates.steps import counted_day
from spoc_tui.casework.dates.weekdays import weekday_phrase
from spoc_tui.casework.dates.working_days import WorkingDays
from spoc_tui.casework.errors import BadInput

EXAMPLES = "Type for example 25/12/2026, 25 dec, fri, tomorrow, +3 (days), 3w (weeks)."


def read_day(
    text: str,
    *,
    today: date,
    days: WorkingDays,
    direction: Direction,
    field: str = "date",
    near: date | None = None,
    last: date | None = None,
) -> date:
    """The day an officer means; BadInput if it is not one, or outside 1990 to 2100.

    ISO first, then day before month (`25/12`, `25 dec 26`, `dec 25`). A date without a year is the
    nearest to `near` (today, if not given); where that is one that the field cannot mean by its
    `direction`, it is refused with both readings. `last` is the last day that a field for the past
    can mean, today if not given. A year of two figures is within ten years. A weekday's name is the
    next one (in a field for the past the last one), never today; `15th` likewise, but today counts.
    `+3`, `in 3 days` and `-1` are calendar days, `3wd` working days, `3w`, `a fortnight` and `+2
    months` the same day then. `next week` and `next month` are the first working day of it; `end of
    month` is the month's last day, working or not. `2026-W49` and `w/c 30 nov` are that Monday.
    """
    asked = DateRequest(today, days, direction, near or today, last or today)
    typed = plain(text, EXAMPLES, field)
    try:
        readings = day_phrase(typed, asked)
    except (ValueError, OverflowError) as why:
        raise BadInput(f"{quoted(text)} is not a date: {why}.", field=field) from None
    if readings is None:
        raise BadInput(f"{quoted(text)} is not a date. {EXAMPLES}", field=field)
    return settle_day(text, readings, asked, field)


def day_phrase(typed: str, asked: DateRequest) -> Readings | None:
    """The days that words can mean; None where they are no date, ValueError where there is none."""
    for word in ("on ", "by ", "until ", "till ", "the "):
        typed = typed.removeprefix(word)
    return (
        weekday_phrase(typed, asked)
        or counted_day(typed, asked)
        or (calendar_day(typed, asked) if typed else None)
    )
