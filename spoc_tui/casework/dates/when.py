"""Dates and moments as they are shown and stored: UTC ISO text, shown in Europe/London."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from spoc_tui.casework.text import counted

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from spoc_tui.casework.dates.working_days import WorkingDays

# Written out, because strftime speaks the language the machine is set to.
MONTH_NAMES = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


class DayAndTime(NamedTuple):
    """A day, and the time on it where one was given: wall time in London, to the minute."""

    day: date
    at: time | None = None

    @property
    def typed(self) -> str:
        """As it can be typed again on any day: “2026-11-27 14:00”, or the day alone."""
        return f"{self.day} {self.at:%H:%M}" if self.at else str(self.day)


def day_and_time(day: date | None, at: time | None) -> DayAndTime | None:
    """The two together; None where there is no day."""
    return DayAndTime(day, at) if day else None


@cache
def london() -> ZoneInfo:
    """London's time, read when it is first asked for."""
    from zoneinfo import ZoneInfo

    return ZoneInfo("Europe/London")


def in_words(day: date, *, today: date, days: WorkingDays, at: time | None = None) -> str:
    """As it is read back: “Friday 27 November 2026 at 14:00, in 5 days (4 working days)”, and what
    kind of day it is where nobody works on it.
    """
    ahead = (day - today).days
    if ahead in (-1, 0, 1):
        distance = ("today", "tomorrow", "yesterday")[ahead]
    elif ahead < 0:
        distance = f"{counted(-ahead, 'day')} ago"
    else:
        working = days.count(today, day)
        distance = f"in {counted(ahead, 'day')} ({counted(working, 'working day')})"
    weekday = WEEKDAYS[day.weekday()]
    hour = f" at {at:%H:%M}" if at else ""
    described = f"{weekday} {day.day} {MONTH_NAMES[day.month - 1]} {day.year}{hour}, {distance}"
    if holiday := days.holiday_name(day):
        return f"{described}, {holiday}"
    return described if days.is_working(day) else f"{described}, a {weekday}"


def show_day(day: date, today: date | None = None) -> str:
    """“Fri 27 Nov”, with the year unless it is that of `today`."""
    year = "" if today and today.year == day.year else f" {day.year}"
    return f"{WEEKDAYS[day.weekday()][:3]} {day_and_month(day)}{year}"


def has_passed(on: DayAndTime, now: datetime) -> bool:
    """Whether a day, and its time if it has one, lies before the minute of an aware moment."""
    minute = wall_time(now)
    if on.at is None or on.day != minute.day:
        return on.day < minute.day
    return on.at < (minute.at or time.min)


def day_in_list(day: date, today: date) -> str:
    """The same in at most 11 cells: “Fri 27 Nov”, or “4 Jan 2027” where it is of another year."""
    return show_day(day, today) if day.year == today.year else f"{day_and_month(day)} {day.year}"


def since_in_list(day: date, today: date) -> str:
    """“from 3 Nov”, in at most 11 cells; “from 2025” where it is of another year."""
    return f"from {day_and_month(day) if day.year == today.year else day.year}"


def day_and_month(day: date) -> str:
    """“27 Nov”."""
    return f"{day.day} {MONTH_NAMES[day.month - 1][:3]}"


def show_day_and_time(on: DayAndTime, today: date | None = None) -> str:
    """“today at 15:00”, “Fri 27 Nov at 14:00”; without a time as `show_day` has it."""
    if on.at is None:
        return show_day(on.day, today)
    return f"{'today' if on.day == today else show_day(on.day, today)} at {on.at:%H:%M}"


def show_moment(moment_utc: datetime) -> str:
    """“Fri 27 Nov 2026 14:30”, London time."""
    local = moment_utc.astimezone(london())
    return f"{show_day(local.date())} {local:%H:%M}"


def wall_time(moment: datetime) -> DayAndTime:
    """An aware moment as London's clocks show it, to the minute."""
    local = moment.astimezone(london())
    return DayAndTime(local.date(), local.time().replace(second=0, microsecond=0))


def to_iso(moment: datetime) -> str:
    """An aware moment as stored: UTC, whole seconds, `2026-11-27T14:30:00Z`."""
    return moment.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"


def from_iso(text: str) -> datetime:
    """A stored moment, aware in UTC; without an offset it is taken as UTC. ValueError on junk."""
    moment = datetime.fromisoformat(text)
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def london_minute(moment: datetime) -> str:
    """The minute it is in London at an aware moment, as it compares with a day and its time:
    `2026-11-27 14:30`.
    """
    return f"{moment.astimezone(london()):%Y-%m-%d %H:%M}"


def london_date(moment: datetime) -> date:
    """The day it is in London at an aware moment."""
    utc = moment.astimezone(UTC)
    # London was never behind UTC, nor more than two hours ahead: most days need no time zones.
    return utc.date() if utc.hour < 22 else moment.astimezone(london()).date()
