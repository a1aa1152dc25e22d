"""A day, with a time on it or without, as an officer types it: mostly one still to come."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta

from spoc_tui.casework.dates.clock_times import elapsed
from spoc_tui.casework.dates.fields import (
    DateRequest,
    Direction,
    check_year,
    plain,
    quoted,
    settle,
    settle_day,
)
from spoc_tui.casework.dates.moment_phrases import Phrase, iso_moment, london_moment, moment_phrase
from spoc_tui.casework.dates.when import DayAndTime, london, show_day_and_time, wall_time
from spoc_tui.casework.dates.working_days import WorkingDays
from spoc_tui.casework.errors import BadInput

_EXAMPLES = "Type for example fri, tomorrow at 9.30, 3pm, at three, in 20 mins, 25/12 14:00."


def read_day_and_time(
    text: str,
    *,
    now: datetime,
    days: WorkingDays,
    direction: Direction = Direction.AHEAD,
    field: str = "by",
) -> DayAndTime:
    """The day an officer means, and the time on it where one is given; else BadInput.

    A day as in `read_day` with `direction`, a time in London, or both; `in 20 mins` is counted from
    `now` (aware). A time alone is today's. An hour from 1 to 6 without am or pm is in the
    afternoon. What is past is refused (of a field that looks back, what is to come), with the day
    on which it might be meant; this minute is on neither side. An hour that the clocks go forward
    over is refused; one that is twice is the first.
    """
    typed = plain(text, _EXAMPLES, field)
    wall = now.astimezone(london()).replace(tzinfo=None)
    today = wall.date()
    asked = DateRequest(today, days, direction, today, today, timed=True)
    try:
        since = elapsed(typed)
        if since is not None:
            return _later(text, now, since, asked, field)
        if iso := iso_moment(typed, asked):
            return _settle(text, [wall_time(iso)], wall, asked, "", field)
        phrase = moment_phrase(typed, asked)
        if phrase is None:
            raise BadInput(f"{quoted(text)} is not a date or time. {_EXAMPLES}", field=field)
        if phrase.at is None:
            return DayAndTime(settle_day(text, phrase.days, asked, field))
        readings = list(_each(phrase))
    except (ValueError, OverflowError) as why:
        raise BadInput(f"{quoted(text)} is not a date or time: {why}.", field=field) from None
    return _settle(text, readings, wall, asked, phrase.days.tell, field)


def _each(phrase: Phrase) -> Iterator[DayAndTime]:
    for n, day in enumerate(phrase.days.days):
        try:
            london_moment(datetime.combine(day, phrase.at or time.min))
        except ValueError:
            if n == 0:
                raise
        else:
            yield DayAndTime(day, phrase.at)


def _later(
    text: str, now: datetime, since: timedelta, asked: DateRequest, field: str
) -> DayAndTime:
    """So long from now, to the minute that the clock shows."""
    local = now.astimezone(london())
    at = (local.astimezone(UTC) + since).astimezone(london()).replace(second=0, microsecond=0)
    later = DayAndTime(at.date(), at.time())
    return _settle(text, [later], local.replace(tzinfo=None), asked, "", field)


def _settle(
    text: str, readings: list[DayAndTime], wall: datetime, asked: DateRequest, tell: str, field: str
) -> DayAndTime:
    this_minute = wall.replace(second=0, microsecond=0)

    back = asked.direction.looks_back

    def can_mean(on: DayAndTime) -> bool:
        if back:
            return datetime.combine(on.day, on.at or time.min) <= this_minute
        return datetime.combine(on.day, on.at or time.max) >= this_minute

    def show(on: DayAndTime) -> str:
        return show_day_and_time(on) if on.day != wall.date() else show_day_and_time(on, on.day)

    check_year(readings[0].day, text, field)
    return settle(
        text,
        readings,
        asked,
        can_mean=can_mean,
        show=show,
        tell=tell,
        give="a time that is over" if back else "a time still to come",
        field=field,
    )
