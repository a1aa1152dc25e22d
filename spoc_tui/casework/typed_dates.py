"""Dates as an officer types them."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.text import display_safe
from spoc_tui.casework.when import MONTHS, WEEKDAYS
from spoc_tui.casework.working_days import ONE_DAY, WorkingDays

if TYPE_CHECKING:
    from dateutil.parser import parserinfo

_YEARS = range(1990, 2101)
_FURTHEST = 9999
_LONGEST_TYPED = 60
_DAY_EXAMPLES = "Type for example 25/12/2026, 25 dec, fri, tomorrow, +3 (days), +3w (working days)."

_STEP = re.compile(
    r"(?P<ahead>\+ ?|in )?(?P<back>- ?)?(?P<n>[0-9]+)"
    r" ?(?P<unit>d|w|days?|working days?|weeks?|months?)?(?P<ago> ago)?"
)
_YEAR_FIRST = re.compile(r"(?P<year>[0-9]{4})[-/.](?P<month>[0-9]{1,2})[-/.](?P<day>[0-9]{1,2})")
_NUMBERS = re.compile(
    r"(?P<day>[0-9]{1,2})[-/. ](?P<month>[0-9]{1,2})(?:[-/. ](?P<year>[0-9]{4}|[0-9]{2}))?"
)
_DAY_AND_MONTH = re.compile(
    r"(?:(?P<weekday>[a-z]+),? )?(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?[- ]?(?:of )?"
    r"(?P<month>[a-z]+)\.?(?:,?[- ]?'?(?P<year>[0-9]{4}|[0-9]{2}))?"
)
_MONTH_AND_DAY = re.compile(
    r"(?:(?P<weekday>[a-z]+),? )?(?P<month>[a-z]+)\.?[- ]?(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
    r"(?:(?:, ?| )'?(?P<year>[0-9]{4}|[0-9]{2}))?"
)


def read_day(
    text: str, *, today: date, days: WorkingDays, field: str = "date", past: bool = False
) -> date:
    """The day an officer means; BadInput where it is none, or outside 1990 to 2100.

    ISO first, then day before month (`25/12`, `25 dec 26`, `dec 25`). Without a year it is the next
    such day from today on, or with `past` the latest up to today. A weekday's name is the next one
    (with `past` the last one), never today. `+3`, `+3d`, `in 3 days` and `-1` are calendar days,
    `+3w` working days, `+2 weeks` and `+2 months` the same day then. `next week` and `next month`
    are the first working day of it; `end of month` is the month's last day, working or not.
    """
    typed = plain(text, _DAY_EXAMPLES, field)
    try:
        day = _relative_day(typed, today, days, past) or _calendar_day(typed, today, past)
    except (ValueError, OverflowError) as why:
        raise BadInput(f"{quoted(text)} is not a date: {why}.", field=field) from None
    if day is None:
        raise BadInput(f"{quoted(text)} is not a date. {_DAY_EXAMPLES}", field=field)
    if day.year not in _YEARS:
        raise BadInput(
            f"{quoted(text)} is in the year {day.year}; dates from {_YEARS[0]} to {_YEARS[-1]} "
            "are understood.",
            field=field,
        )
    return day


def plain(text: str, examples: str, field: str) -> str:
    """Lower case, single spaces; BadInput when there is nothing, or far too much, to read."""
    if len(text) > _LONGEST_TYPED:
        raise BadInput(
            f"{quoted(text)} is too long to be a date ({len(text):,} characters). {examples}",
            field=field,
        )
    typed = " ".join(text.lower().replace("’", "'").split())
    if not typed:
        raise BadInput(f"No date was typed. {examples}", field=field)
    return typed


def quoted(text: str) -> str:
    """What was typed, short and safe enough to put in a sentence."""
    typed = " ".join(display_safe(text[:_LONGEST_TYPED]).split())
    return f"“{typed[:40]}…”" if len(typed) > 40 or len(text) > _LONGEST_TYPED else f"“{typed}”"


# The readers below answer None where the text is none of theirs, and raise ValueError with a clause
# that says what is wrong where it is.


def _relative_day(typed: str, today: date, days: WorkingDays, past: bool) -> date | None:
    """`tomorrow`, `fri`, `+3w`, `next month`: a day reckoned from today."""
    match typed:
        case "today":
            return today
        case "tomorrow":
            return today + ONE_DAY
        case "yesterday":
            return today - ONE_DAY
        case "next week":
            return days.on_or_after(today + timedelta(days=7 - today.weekday()))
        case "next month":
            return days.on_or_after(_month_end(today) + ONE_DAY)
        case "end of month" | "end of the month" | "month end":
            return _month_end(today)
    if step := _STEP.fullmatch(typed):
        return _step(step, today, days)
    which, _, name = typed.rpartition(" ")
    weekday = _names().weekday(name)
    if weekday is None or which not in ("", "last", "next"):
        return None
    if which == "next":
        raise ValueError(
            f"it may mean two different weeks; type {name} for the coming one, or a date"
        )
    if past or which == "last":
        return today - timedelta(days=(today.weekday() - weekday - 1) % 7 + 1)
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def _step(step: re.Match[str], today: date, days: WorkingDays) -> date | None:
    """So many days, working days, weeks or months from today."""
    from dateutil.relativedelta import relativedelta

    unit = step["unit"] or ""
    if not (step["ahead"] or step["back"] or step["ago"] or unit):
        raise ValueError("it is only a number; add the month (25/12), or a plus (+3)")
    if bool(step["ahead"]) + bool(step["back"]) + bool(step["ago"]) > 1:
        return None
    if len(step["n"]) > len(str(_FURTHEST)):
        raise ValueError(f"{_FURTHEST:,} is as far as it counts")
    n = int(step["n"])
    back = bool(step["back"] or step["ago"])
    if unit == "w" or unit.startswith("working"):
        if back:
            raise ValueError("working days are counted forward only; type -3 for calendar days")
        return days.add(today, n)
    if back:
        n = -n
    if unit.startswith("week"):
        return today + timedelta(weeks=n)
    if unit.startswith("month"):
        return today + relativedelta(months=n)
    return today + timedelta(days=n)


def _calendar_day(typed: str, today: date, past: bool) -> date | None:
    """A day with its month, with or without a year or the weekday."""
    named = typed if typed[-1].isalnum() else typed.rstrip(".")
    if match := _YEAR_FIRST.fullmatch(typed) or _NUMBERS.fullmatch(typed):
        month, weekday = int(match["month"]), None
        if not 1 <= month <= 12:
            raise ValueError(f"there is no month {month} (the day comes before the month)")
    elif match := _DAY_AND_MONTH.fullmatch(named) or _MONTH_AND_DAY.fullmatch(named):
        found = _names().month(match["month"])
        weekday = _names().weekday(match["weekday"]) if match["weekday"] else None
        if found is None or (match["weekday"] and weekday is None):
            return None
        month = found
    else:
        return None
    day = _in_year(int(match["day"]), month, match["year"], today, past)
    if weekday is not None and day.weekday() != weekday:
        raise ValueError(f"{day.day} {MONTHS[month - 1]} {day.year} is a {WEEKDAYS[day.weekday()]}")
    return day


def _in_year(day: int, month: int, year: str | None, today: date, past: bool) -> date:
    """The day in the year typed, or where none was in the nearest that fits."""
    if year is not None:
        whole = int(year) if len(year) == 4 else _whole_year(int(year), today)
        if whole not in _YEARS:
            raise ValueError(f"years from {_YEARS[0]} to {_YEARS[-1]} are understood")
        _check_day(day, month, whole)
        return date(whole, month, day)
    _check_day(day, month, None)
    # Eight years hold a 29 February even over a century without one.
    for years in range(9):
        near = today.year + (-years if past else years)
        if near in _YEARS and day <= _days_in(month, near):
            found = date(near, month, day)
            if found <= today if past else found >= today:
                return found
    raise ValueError(f"years from {_YEARS[0]} to {_YEARS[-1]} are understood")


def _whole_year(short: int, today: date) -> int:
    """`26` is 2026; a year more than fifty ahead is of the last century."""
    whole = 2000 + short
    return whole - 100 if whole > today.year + 50 else whole


def _check_day(day: int, month: int, year: int | None) -> None:
    """ValueError where the month has no such day; without a year 29 February may pass."""
    most = _days_in(month, year or 2024)
    if not 1 <= day <= most:
        if year is None and month == 2:
            raise ValueError("February has 28 days, in a leap year 29")
        raise ValueError(f"{MONTHS[month - 1]}{f' {year}' if year else ''} has {most} days")


def _days_in(month: int, year: int) -> int:
    return monthrange(year, month)[1]


def _month_end(day: date) -> date:
    return day.replace(day=_days_in(day.month, day.year))


@cache
def _names() -> parserinfo:
    """dateutil's names of months and weekdays, and the short forms it lacks.

    Only its names: left to itself dateutil reads 12/25 as 25 December and `99` as a year. Imported
    here because it is not needed at start-up.
    """
    from dateutil.parser import parserinfo

    class Names(parserinfo):
        WEEKDAYS = [
            *parserinfo.WEEKDAYS[:1],
            ("Tue", "Tues", "Tuesday"),  # type: ignore[list-item]
            ("Wed", "Weds", "Wednesday"),  # type: ignore[list-item]
            ("Thu", "Thur", "Thurs", "Thursday"),  # type: ignore[list-item]
            *parserinfo.WEEKDAYS[4:],
        ]

    return Names(dayfirst=True)
