"""Moments up to now as an officer types them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time

from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.typed_dates import plain, quoted, read_day
from spoc_tui.casework.when import london, london_date, show_day, show_moment
from spoc_tui.casework.working_days import WorkingDays

_MOMENT_EXAMPLES = "Type for example 14:30, 9.15am, yesterday 2pm, fri, 2/4/2026 14:30."

_CLOCK = r"(?P<hour>[0-9]{1,2})(?:(?::(?P<minute>[0-9]{2}))|(?:\.(?P<dotted>[0-9]{2}))?(?= ?[ap]m))"
_TIME = rf"{_CLOCK}(?: ?(?P<half>[ap]m))?"
_TIME_FIRST = re.compile(rf"(?:at )?{_TIME}(?:,? (?:on )?(?P<day>.+))?")
_TIME_LAST = re.compile(rf"(?P<day>.+?)(?:,? at|,)? {_TIME}")
_ISO_MOMENT = re.compile(
    r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})[t ]"
    r"(?P<time>[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?) ?"
    r"(?P<offset>z|[+-][0-9]{2}:?[0-9]{2})?"
)


def read_moment(
    text: str, *, now: datetime, days: WorkingDays, field: str = "received"
) -> datetime:
    """The moment an officer means, in UTC and not later than `now` (aware, UTC); else BadInput.

    A day as in `read_day` with `past`, a time in London (`14:30`, `2pm`, `9.15am`), or both; or an
    ISO moment. A time alone is today's. A day alone is noon, and today alone is now. Where the
    clocks go back a time is twice and means the first; where they go forward the hour left out is
    refused.
    """
    typed = plain(text, _MOMENT_EXAMPLES, field)
    today = london_date(now)

    def day_of(words: str | None) -> date:
        return read_day(words, today=today, days=days, field=field, past=True) if words else today

    try:
        if iso := _ISO_MOMENT.fullmatch(typed):
            moment = _moment(day_of(iso["day"]), _iso_time(iso["time"] + (iso["offset"] or "")))
        elif timed := _TIME_FIRST.fullmatch(typed) or _TIME_LAST.fullmatch(typed):
            moment = _moment(day_of(timed["day"]), _clock_time(timed))
        elif typed == "now" or (day := day_of(typed)) == today:
            moment = now
        else:
            moment = _moment(day, time(12))
    except ValueError as why:
        raise BadInput(
            f"{quoted(text)} is not a date and time: {why}. {_MOMENT_EXAMPLES}", field=field
        ) from None
    if moment > now:
        raise BadInput(
            f"{quoted(text)} is {show_moment(moment)}, which is in the future; type a moment up "
            "to now.",
            field=field,
        )
    return moment


# The readers below raise ValueError with a clause that says what is wrong.


def _clock_time(timed: re.Match[str]) -> time:
    """The time of day of a match of _TIME."""
    hour, minute = int(timed["hour"]), int(timed["minute"] or timed["dotted"] or 0)
    half = timed["half"]
    if hour > 23 or minute > 59 or (half and not 1 <= hour <= 12):
        raise ValueError(f"{hour}:{minute:02}{half or ''} is not a time of day")
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return time(hour, minute)


def _iso_time(typed: str) -> time:
    try:
        return time.fromisoformat(typed.upper())
    except ValueError:
        raise ValueError(f"{typed} is not a time of day") from None


def _moment(day: date, at: time) -> datetime:
    """In UTC, a time with an offset as it stands or else London's."""
    if at.tzinfo is not None:
        return datetime.combine(day, at).astimezone(UTC)
    local = datetime.combine(day, at, london())
    moment = local.astimezone(UTC)
    if moment.astimezone(london()).time() != at:
        raise ValueError(f"the clocks went forward over {at:%H:%M} on {show_day(day)}")
    return moment
