"""Dates and moments as they are shown and stored: UTC ISO text, shown in Europe/London."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from spoc_tui.casework.working_days import WorkingDays

# Written out, because strftime speaks the language the machine is set to.
MONTHS = [
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
]
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


@cache
def london() -> ZoneInfo:
    """London's time, read when it is first asked for."""
    from zoneinfo import ZoneInfo

    return ZoneInfo("Europe/London")


def in_words(day: date, *, today: date, days: WorkingDays) -> str:
    """As it is said back: “Friday 27 November 2026, in 5 days (4 working days)”, and what kind of
    day it is where nobody works on it.
    """
    ahead = (day - today).days
    if ahead in (-1, 0, 1):
        distance = ("today", "tomorrow", "yesterday")[ahead]
    elif ahead < 0:
        distance = f"{-ahead:,} days ago"
    else:
        working = days.count(today, day)
        distance = f"in {ahead:,} days ({working:,} working day{'' if working == 1 else 's'})"
    weekday = WEEKDAYS[day.weekday()]
    said = f"{weekday} {day.day} {MONTHS[day.month - 1]} {day.year}, {distance}"
    if holiday := days.holiday_name(day):
        return f"{said}, {holiday}"
    return said if days.is_working(day) else f"{said}, a {weekday}"


def show_day(day: date, today: date | None = None) -> str:
    """“Fri 27 Nov”, with the year unless it is that of `today`."""
    year = "" if today and today.year == day.year else f" {day.year}"
    return f"{WEEKDAYS[day.weekday()][:3]} {day_and_month(day)}{year}"


def day_in_list(day: date, today: date) -> str:
    """The same in at most 11 cells: “Fri 27 Nov”, or “4 Jan 2027” where it is of another year."""
    return show_day(day, today) if day.year == today.year else f"{day_and_month(day)} {day.year}"


def day_and_month(day: date) -> str:
    """“27 Nov”."""
    return f"{day.day} {MONTHS[day.month - 1][:3]}"


def show_moment(moment_utc: datetime) -> str:
    """“Fri 27 Nov 2026 14:30”, London time."""
    local = moment_utc.astimezone(london())
    return f"{show_day(local.date())} {local:%H:%M}"


def to_iso(moment: datetime) -> str:
    """An aware moment as stored: UTC, whole seconds, `2026-11-27T14:30:00Z`."""
    return moment.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"


def from_iso(text: str) -> datetime:
    """A stored moment, aware in UTC; without an offset it is taken as UTC. ValueError on junk."""
    moment = datetime.fromisoformat(text)
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def london_date(moment: datetime) -> date:
    """The day it is in London at an aware moment."""
    return moment.astimezone(london()).date()
