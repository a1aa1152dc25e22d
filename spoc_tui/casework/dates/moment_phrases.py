"""A day and a time of day in one phrase, in either order: `yesterday at 3`, `2pm on friday`."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time
from typing import NamedTuple

from spoc_tui.casework.dates.calendar import calendar_day
from spoc_tui.casework.dates.clock_times import clock_time
from spoc_tui.casework.dates.fields import DateRequest, Readings
from spoc_tui.casework.dates.typed_dates import day_phrase
from spoc_tui.casework.dates.when import london, show_day
from spoc_tui.casework.dates.working_days import ONE_DAY

_ISO_MOMENT = re.compile(
    r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})[t ]"
    r"(?P<time>[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?) ?"
    r"(?P<offset>z|[+-][0-9]{2}:?[0-9]{2})?"
)
_DOTTED = re.compile(r"(?:.* )?(?P<day>[0-9]{1,2})\.(?P<month>[0-9]{1,2})")


class Phrase(NamedTuple):
    """The days it can mean, the nearest first, and the time on them where one was given."""

    days: Readings
    at: time | None


def moment_phrase(typed: str, asked: DateRequest) -> Phrase | None:
    """The meaning of words in a field for a moment; None where they are neither day nor time.

    ValueError, with a clause that says what is wrong, where there is no such day or time.
    """
    at = _time_or_both(typed, asked)
    if at is not None:
        return Phrase(_today(asked), at)
    if readings := day_phrase(typed, asked):
        return Phrase(readings, None)
    words = typed.split()
    for n in range(1, len(words)):
        first, last = " ".join(words[:n]).rstrip(","), " ".join(words[n:])
        for day, hour in ((first, last), (last, first)):
            at = _time_or_both(hour, asked)
            readings = day_phrase(day, asked.with_time()) if at is not None else None
            if at is not None and readings is not None:
                return Phrase(readings, at)
    return None


def _today(asked: DateRequest) -> Readings:
    """A time alone is today's; where that is on the wrong side it may be of the day next to it."""
    other = asked.today + (ONE_DAY if asked.direction.looks_ahead else -ONE_DAY)
    return Readings([asked.today, other], "type the day")


def _time_or_both(typed: str, asked: DateRequest) -> time | None:
    """The time; where two numbers with a dot are none, ValueError says which day they may be."""
    try:
        return clock_time(typed)
    except ValueError as why:
        dotted = _DOTTED.fullmatch(typed)
        if dotted is None:
            raise
        slashed = f"{dotted['day']}/{dotted['month']}"
        try:
            readings = day_phrase(slashed, asked)
        except ValueError:
            readings = None
        if readings is None:
            raise
        raise ValueError(f"{why}; for {show_day(readings.days[0])} type {slashed}") from None


def iso_moment(typed: str, asked: DateRequest) -> datetime | None:
    """`2026-11-20T14:30Z`, in UTC; without an offset it is London's. None where it is no such.

    ValueError where there is no such day or time.
    """
    iso = _ISO_MOMENT.fullmatch(typed)
    if iso is None:
        return None
    readings = calendar_day(iso["day"], asked)
    assert readings is not None  # an ISO date is a day, or ValueError says why not
    try:
        at = time.fromisoformat(iso["time"] + (iso["offset"] or "").upper())
    except ValueError:
        raise ValueError(f"{iso['time']}{iso['offset'] or ''} is not a time of day") from None
    moment = datetime.combine(readings.days[0], at)
    return (moment if at.tzinfo else london_moment(moment)).astimezone(UTC)


def london_moment(day: datetime) -> datetime:
    """A wall time in London, with its offset: the first where the clocks go back over it.

    ValueError where they go forward over it.
    """
    local = day.replace(tzinfo=london())
    if datetime.fromtimestamp(local.timestamp(), london()).replace(tzinfo=None) != day:
        raise ValueError(f"the clocks went forward over {day:%H:%M} on {show_day(day.date())}")
    return local
