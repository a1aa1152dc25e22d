"""Times of day as an officer types them: `14:30`, `9.15`, `3pm`, `at three`, `half past two`."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from spoc_tui.casework.dates.words import NUMBER_PATTERN, number
from spoc_tui.casework.dates.working_days import ONE_DAY

_HALF = r"(?: ?(?P<half>[ap]m)| in the (?P<part>morning|afternoon|evening))?"
_FIGURES = re.compile(rf"(?P<hour>[0-9]{{1,2}})(?P<sign>[:.])(?P<minute>[0-9]{{1,2}}){_HALF}")
_RUN_TOGETHER = re.compile(rf"(?P<hour>[0-9]{{1,2}})(?P<minute>[0-9]{{2}}){_HALF}")
_OF_THE_CLOCK = re.compile(r"(?P<time>[0-9]{4}|[0-9]{1,2}[:.][0-9]{2}) ?h(?:(?:ou)?rs)?")
"""`1530hrs` and `15:30 hours` are a time, and no stretch of 1,530 hours."""
_HOUR = re.compile(rf"(?P<at>at )?(?P<hour>{NUMBER_PATTERN})(?P<clock> o'?clock)?{_HALF}")
_MINUTES = {
    "half": 30,
    "quarter": 15,
    "a quarter": 15,
    "five": 5,
    "ten": 10,
    "twenty": 20,
    "twenty five": 25,
    "twenty-five": 25,
    "5": 5,
    "10": 10,
    "20": 20,
    "25": 25,
}
_PAST = re.compile(
    rf"(?P<minutes>{'|'.join(sorted(_MINUTES, key=len, reverse=True))})(?: (?:minutes|mins))?"
    rf"(?: (?P<side>past|to))? (?P<hour>{NUMBER_PATTERN}){_HALF}"
)
_NOON = ("noon", "midday", "12 noon")
_ELAPSED = re.compile(
    rf"(?P<ahead>\+ ?|in )?(?P<n>{NUMBER_PATTERN}|half an|quarter of an|a quarter of an"
    r"|three quarters of an) ?(?P<unit>m|mins?|minutes?|h|hrs?|hours?)(?:'s|')?(?: time)?"
    r"(?P<ago> ago)?"
)
_PARTS_OF_HOUR = {"half an": 30, "three quarters of an": 45}


def clock_time(typed: str) -> time | None:
    """The time of day that words mean; None if they are not. ValueError where there is none.

    An hour from 1 to 6 without am or pm is in the afternoon, as at work; with a nought before it
    (03:30) it is as it stands.
    """
    typed = typed.replace("a.m.", "am").replace("p.m.", "pm")
    if typed.startswith("by "):
        typed = f"at {typed.removeprefix('by ')}"
    at = typed.removeprefix("at ")
    if at in _NOON:
        return time(12)
    if written := _OF_THE_CLOCK.fullmatch(at):
        at = written["time"]
    if at == "midnight":
        raise ValueError("midnight may be either end of a day; type 00:00 or 23:59")
    if match := _PAST.fullmatch(at):
        return _past(match)
    if match := _FIGURES.fullmatch(at):
        if match["sign"] == ":" and len(match["minute"]) == 1:
            return None
        return _time(match["hour"], int(match["minute"]), match)
    if match := _RUN_TOGETHER.fullmatch(at):
        return _time(match["hour"], int(match["minute"]), match)
    match = _HOUR.fullmatch(typed)
    if match and (match["at"] or match["clock"] or match["half"] or match["part"]):
        return _time(match["hour"], 0, match)
    return None


def elapsed(typed: str) -> timedelta | None:
    """`in 20 mins`, `2 hours`; below nought with `ago`. None where it is no such stretch."""
    match = _ELAPSED.fullmatch(typed)
    if match is None or (match["ahead"] and match["ago"]):
        return None
    if not (match["ahead"] or match["ago"]) and _OF_THE_CLOCK.fullmatch(typed):
        return None
    if match["n"] in _PARTS_OF_HOUR or match["n"].endswith("quarter of an"):
        if not match["unit"].startswith("h"):
            return None
        minutes = _PARTS_OF_HOUR.get(match["n"], 15)
    else:
        if len(match["n"]) > 4 and match["n"].isdigit():
            return None
        minutes = (number(match["n"]) or 0) * (60 if match["unit"].startswith("h") else 1)
    return timedelta(minutes=-minutes if match["ago"] else minutes)


def _past(match: re.Match[str]) -> time | None:
    """`half past two`, `half two`, `quarter to three`."""
    minutes, side = _MINUTES[match["minutes"]], match["side"]
    if (side is None and match["minutes"] != "half") or (side == "to" and minutes == 30):
        return None
    hour = datetime.combine(date.min + ONE_DAY, _time(match["hour"], 0, match))
    return (hour + timedelta(minutes=-minutes if side == "to" else minutes)).time()


def _time(hour_typed: str, minute: int, match: re.Match[str]) -> time:
    hour = number(hour_typed)
    half = match["half"] or {"morning": "am", None: None}.get(match["part"], "pm")
    if hour is None or hour > 23 or minute > 59 or (half and not 1 <= hour <= 12):
        minutes = f":{minute:02}" if minute or not half else ""
        raise ValueError(f"{hour_typed}{minutes}{half or ''} is not a time of day")
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    elif 1 <= hour <= 6 and not hour_typed.startswith("0"):
        hour += 12
    return time(hour, minute)
