"""Days of the calendar as they are typed: `25/12`, `3rd`, `dec 25`, `xmas`, `2026-W49`."""

from __future__ import annotations

import re
from calendar import isleap, monthrange
from collections.abc import Callable
from datetime import date, timedelta

from spoc_tui.casework.dates.fields import YEARS, DateRequest, Readings, nearest_years
from spoc_tui.casework.dates.when import MONTH_NAMES, WEEKDAYS, show_day
from spoc_tui.casework.dates.words import month as month_named
from spoc_tui.casework.dates.words import weekday as weekday_named

NEAR_YEARS = 10
"""How far from today a year of two figures can be."""

_WEEKDAY = r"(?:(?P<weekday>[a-z]+),? (?:the )?)?"
_YEAR = r"(?P<year>[0-9]{4}|[0-9]{2})"
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_YEAR_FIRST = re.compile(
    rf"{_WEEKDAY}(?P<year>[0-9]{{4}})[-/.](?P<month>[0-9]{{1,2}})[-/.](?P<day>[0-9]{{1,2}})"
)
_NUMBERS = re.compile(
    rf"{_WEEKDAY}(?P<day>[0-9]{{1,2}})(?P<sign>[-/. ])(?P<month>[0-9]{{1,2}})(?:(?P=sign){_YEAR})?"
)
_NAMED_MONTH = (
    re.compile(rf"{_WEEKDAY}{_DAY}[- ]?(?:of )?(?P<month>[a-z]+)\.?(?:,?[- ]?'?{_YEAR})?"),
    re.compile(rf"{_WEEKDAY}(?P<month>[a-z]+)\.?[- ]?(?:the )?{_DAY}(?:(?:, ?| )'?{_YEAR})?"),
)
_NO_MONTH = re.compile(rf"{_WEEKDAY}(?P<day>[0-9]{{1,2}})(?P<nth>st|nd|rd|th)?")
_NAMED = re.compile(rf"(?P<name>[a-z' ]+?)(?: '?{_YEAR})?")
_MONTH_END = re.compile(rf"end of (?P<month>[a-z]+)(?: '?{_YEAR})?")
_ISO_WEEK = re.compile(r"(?P<year>[0-9]{4})-?w(?P<week>[0-9]{1,2})(?:-(?P<day>[1-7]))?")
_WEEK_NUMBER = re.compile(rf"(?:(?:week|wk) ?|w)(?P<week>[0-9]{{1,2}})(?:,? (?:of )?{_YEAR})?")
_COMMENCING = re.compile(r"(?:w/?c|w/?b|week (?:commencing|beginning)) (?P<day>.+)")

_FIXED = {
    **dict.fromkeys(("christmas", "christmas day", "xmas", "xmas day"), (25, 12)),
    **dict.fromkeys(("christmas eve", "xmas eve"), (24, 12)),
    "boxing day": (26, 12),
    **dict.fromkeys(("new year", "new year's day", "new years day"), (1, 1)),
    **dict.fromkeys(("new year's eve", "new years eve"), (31, 12)),
}
_AFTER_EASTER = {"good friday": -2, "easter": 0, "easter sunday": 0, "easter monday": 1}


def calendar_day(typed: str, asked: DateRequest) -> Readings | None:
    """A day of the calendar, with or without year, month or weekday; None if it is not one.

    ValueError, with a clause that says what is wrong, where there is no such day.
    """
    if commencing := _COMMENCING.fullmatch(typed):
        return _monday(commencing["day"], asked)
    if match := _ISO_WEEK.fullmatch(typed) or _WEEK_NUMBER.fullmatch(typed):
        return _week(match, asked)
    return (
        _numbers(typed, asked)
        or _named_month(typed, asked)
        or _no_month(typed, asked)
        or _month_end(typed, asked)
        or _named_day(typed, asked)
    )


def _numbers(typed: str, asked: DateRequest) -> Readings | None:
    match = _YEAR_FIRST.fullmatch(typed)
    if match is None:
        match = _NUMBERS.fullmatch(typed)
        if match is None or (asked.timed and match["sign"] == "." and not match["year"]):
            return None
    month = int(match["month"])
    if match["weekday"] and weekday_named(match["weekday"]) is None:
        return None
    if not 1 <= month <= 12:
        raise ValueError(f"there is no month {month} (the day comes before the month)")
    return _fitting(match["weekday"], _in_year(int(match["day"]), month, match["year"], asked))


def _named_month(typed: str, asked: DateRequest) -> Readings | None:
    named = typed if typed[-1].isalnum() else typed.rstrip(".")
    for pattern in _NAMED_MONTH:
        match = pattern.fullmatch(named)
        month = month_named(match["month"]) if match else None
        if match is None or month is None:
            continue
        if match["weekday"] and weekday_named(match["weekday"]) is None:
            continue
        return _fitting(match["weekday"], _in_year(int(match["day"]), month, match["year"], asked))
    return None


def _month_end(typed: str, asked: DateRequest) -> Readings | None:
    """`end of november`."""
    match = _MONTH_END.fullmatch(typed)
    month = month_named(match["month"]) if match else None
    if match is None or month is None:
        return None
    return _each_year(lambda year: date(year, month, days_in(month, year)), match["year"], asked)


def _no_month(typed: str, asked: DateRequest) -> Readings | None:
    """`15th`, `fri 27`: the nearest that the field can mean; today counts.

    In a field for a moment the number beside a weekday may be an hour: there it is no day.
    """
    match = _NO_MONTH.fullmatch(typed)
    if match is None or (match["weekday"] and weekday_named(match["weekday"]) is None):
        return None
    if not match["nth"] and (asked.timed or not match["weekday"]):
        return None
    day = int(match["day"])
    if day < 1:
        raise ValueError(f"there is no day {day}")
    if day > 31:
        raise ValueError("a month has at most 31 days")
    from dateutil.relativedelta import relativedelta

    first = asked.near.replace(day=1)
    months = [first + relativedelta(months=n) for n in range(-2, 3)]
    found = [one.replace(day=day) for one in months if day <= days_in(one.month, one.year)]
    fit = list(filter(asked.can_mean, found)) or found
    nearest = min(fit, key=lambda one: abs((one - asked.near).days))
    return _fitting(match["weekday"], Readings([nearest]))


def _named_day(typed: str, asked: DateRequest) -> Readings | None:
    """`xmas`, `good friday 2027`."""
    match = _NAMED.fullmatch(typed)
    if match is None:
        return None
    if fixed := _FIXED.get(match["name"]):
        return _in_year(*fixed, match["year"], asked)
    after = _AFTER_EASTER.get(match["name"])
    if after is None:
        return None
    from dateutil.easter import easter

    return _each_year(lambda year: easter(year) + timedelta(days=after), match["year"], asked)


def _each_year(of: Callable[[int], date], year: str | None, asked: DateRequest) -> Readings:
    """The day that `of` gives for the year typed, or for the years about `near`."""
    if year is not None:
        return Readings([of(_whole_year(year, asked.today))])
    return nearest_years(map(of, _about(asked.near)), asked)


def _in_year(day: int, month: int, year: str | None, asked: DateRequest) -> Readings:
    """The day in the year typed, or in the years about `near`, the nearest first."""
    if year is not None:
        whole = _whole_year(year, asked.today)
        _check_day(day, month, whole)
        return Readings([date(whole, month, day)])
    _check_day(day, month, None)
    if (day, month) == (29, 2):
        return _leap_day(asked)
    return nearest_years([date(one, month, day) for one in _about(asked.near)], asked)


def _leap_day(asked: DateRequest) -> Readings:
    """29 February of this year or one next to it; ValueError, naming those that have one, where
    none of them has.
    """
    # Eight years to either side have one even about a century without.
    leap = [date(one, 2, 29) for one in _about(asked.near, 8) if isleap(one)]
    near = nearest_years(leap, asked)
    if abs(near.days[0].year - asked.near.year) > 1:
        either = " and ".join(str(one.year) for one in sorted(near.days[:2]))
        raise ValueError(f"the nearest are in {either}; type the year")
    return near


def _about(day: date, years: int = 1) -> range:
    """The year of a day and its neighbours, as far as they are understood."""
    first, last = max(day.year - years, YEARS[0]), min(day.year + years, YEARS[-1])
    if first > last:
        raise ValueError(f"years from {YEARS[0]} to {YEARS[-1]} are understood")
    return range(first, last + 1)


def _whole_year(typed: str, today: date) -> int:
    """A year of two figures is within ten years of today. ValueError where it is not."""
    whole = int(typed)
    if len(typed) == 2:
        century = today.year // 100 * 100
        years = [one + whole for one in (century - 100, century, century + 100)]
        near = [one for one in years if abs(one - today.year) <= NEAR_YEARS]
        if not near:
            raise ValueError(
                f"the year {typed} is not within {NEAR_YEARS} years; type the year in full"
            )
        whole = near[0]
    if whole not in YEARS:
        raise ValueError(f"years from {YEARS[0]} to {YEARS[-1]} are understood")
    return whole


def days_in(month: int, year: int) -> int:
    """28 to 31."""
    return monthrange(year, month)[1]


def _check_day(day: int, month: int, year: int | None) -> None:
    """ValueError where the month has no such day; without a year 29 February may pass."""
    if day < 1:
        raise ValueError(f"there is no day {day}")
    most = days_in(month, year or 2024)
    if day > most:
        if year is None and month == 2:
            raise ValueError("February has 28 days, in a leap year 29")
        raise ValueError(f"{MONTH_NAMES[month - 1]}{f' {year}' if year else ''} has {most} days")


def _fitting(weekday: str | None, readings: Readings) -> Readings:
    """ValueError where the weekday typed is not that of the day meant."""
    day = readings.days[0]
    if weekday is not None and weekday_named(weekday) != day.weekday():
        raise ValueError(
            f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year} is a {WEEKDAYS[day.weekday()]}"
        )
    return readings if weekday is None else _on_that_weekday(readings)


def _on_that_weekday(readings: Readings) -> Readings:
    """Those of the readings that fall on the weekday of the first."""
    first = readings.days[0].weekday()
    return readings._replace(days=[day for day in readings.days if day.weekday() == first])


def _monday(typed: str, asked: DateRequest) -> Readings | None:
    """`w/c 30 nov`: that day, which has to be a Monday."""
    readings = calendar_day(typed, asked)
    if readings is None:
        return None
    day = readings.days[0]
    if day.weekday():
        monday = day - timedelta(days=day.weekday())
        raise ValueError(f"{show_day(day)} is not a Monday; its week begins on {show_day(monday)}")
    return _on_that_weekday(readings)


def _week(match: re.Match[str], asked: DateRequest) -> Readings:
    """The Monday of a week by its number (ISO 8601), or the day of it that is typed."""
    number, day = int(match["week"]), int(match.groupdict().get("day") or 1)
    typed = match["year"]
    years = [_whole_year(typed, asked.today)] if typed else _about(asked.near)
    found = [date.fromisocalendar(year, number, day) for year in years if _has_week(year, number)]
    if not found:
        raise ValueError(f"{years[-1]} has no week {number}")
    return nearest_years(found, asked)


def _has_week(year: int, number: int) -> bool:
    return 1 <= number <= date(year, 12, 28).isocalendar().week  # always in the last week
