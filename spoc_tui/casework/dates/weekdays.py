"""Weekdays as they are typed: `fri`, `this friday`, `friday week`, `fri next week`."""

from __future__ import annotations

import re
from datetime import date, timedelta

from spoc_tui.casework.dates.fields import DateRequest, Readings
from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.dates.words import weekday as weekday_named

WEEK = timedelta(days=7)
_PHRASE = re.compile(
    r"(?:(?P<which>this coming|this|coming|next|last) )?(?P<name>[a-z]+)"
    r"(?: (?P<after>week|fortnight)|,? (?:of )?(?P<of>this|next|last) week)?"
)
_WEEKS = {"this": 0, "next": 1, "last": -1}
_TELL = "type the date"


def weekday_phrase(typed: str, asked: DateRequest) -> Readings | None:
    """The day that a weekday's name means; None where the words are none.

    The name alone is the next one, in a field for the past the last one; it is today only where a
    time of day is with it. `this friday` may be today, and `friday week` is a week after the
    next one. ValueError for `next friday`, which may mean two.
    """
    match = _PHRASE.fullmatch(typed)
    weekday = weekday_named(match["name"]) if match else None
    if match is None or weekday is None:
        return None
    if match["of"]:
        return Readings([_monday(asked.today) + _WEEKS[match["of"]] * WEEK + _after(weekday)])
    coming = asked.today + timedelta(days=(weekday - asked.today.weekday()) % 7)
    following = coming if coming > asked.today else coming + WEEK
    if match["which"] == "next":
        raise ValueError(
            f"it may mean two different weeks, {show_day(following)} or "
            f"{show_day(following + WEEK)}; type {match['name']} or {match['name']} week, or a date"
        )
    if match["after"]:
        return Readings([following + (WEEK if match["after"] == "week" else 2 * WEEK)])
    before = coming - WEEK
    match match["which"]:
        case "last":
            return Readings([before])
        case "this" if asked.direction.looks_back:
            return Readings([_monday(asked.today) + _after(weekday), before], _TELL)
        case "this":
            return Readings([coming])
        case "coming" | "this coming":
            return Readings([following])
    days = [before if asked.direction.looks_back else following]
    if asked.today_counts and coming == asked.today:
        days.insert(0, coming)
    return Readings(days, _TELL)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _after(weekday: int) -> timedelta:
    return timedelta(days=weekday)
