"""Days as people and spreadsheets write them in a cell of a list."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

from spoc_tui.casework.dates.when import MONTH_NAMES

LONGEST = 60
"""In characters: a longer cell is more than a day."""
FIRST_SERIAL, LAST_SERIAL = 20_000, 73_050
"""Bare numbers that are taken for a spreadsheet's days: 3 October 1954 to 31 December 2099."""
_SERIAL_ZERO = date(1899, 12, 30)
_TIME = (
    r"(?:[T ,]+[0-9]{1,2}[:.][0-9]{2}[0-9:.]*(?: ?[ap]\.?m\.?)?"
    r"(?: ?Z| ?UTC| ?GMT| ?BST|[+-][0-9:]{4,5})?)?"
)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?[., ]+)?"
_MONTH = r"(?P<name>[a-z]{3,9})\.?"
_DAY = r"(?P<day>[0-9]{1,2})(?: ?(?:st|nd|rd|th))?"
_YEAR = r"(?P<year>[0-9]{4}|['’]?[0-9]{2})"
_SHAPES = tuple(
    re.compile(_WEEKDAY + shape + _TIME, re.IGNORECASE)
    for shape in (
        r"(?P<year>[0-9]{4})([-/.])(?P<month>[0-9]{1,2})\2(?P<day>[0-9]{1,2})",
        r"(?P<day>[0-9]{1,2})(?P<between>[-/. ])(?P<month>[0-9]{1,2})(?P=between)" + _YEAR,
        rf"(?:the )?{_DAY}(?: of)?[-/. ,]*{_MONTH}[-/. ,]*{_YEAR}",
        rf"{_MONTH}[-/. ,]*{_DAY}[-/., ]+{_YEAR}",
        r"(?P<year>(?:19|20)[0-9]{2})(?P<month>[0-9]{2})(?P<day>[0-9]{2})",
    )
)
_IN_FIGURES = _SHAPES[1]
MONTHS = 12
_SERIAL = re.compile(r"([0-9]{5})(?:\.[0-9]+)?")
_MONTHS = {
    written: number
    for number, name in enumerate(MONTH_NAMES, 1)
    for written in (name.lower(), name[:3].lower())
} | {"sept": 9}


def day_in_cell(text: str, *, month_first: bool = False) -> date | None:
    """The day a cell says, with or without a time: ISO, day before month (5/3/24, 5-Mar-24,
    Thursday 12th October 2026), a month's name before the day, 20240305, or a spreadsheet's bare
    serial number; `month_first` takes 3/5/24 as Americans do. None where it says none, or one that
    cannot be.
    """
    bare = " ".join(text.split())
    if not bare or len(bare) > LONGEST:
        return None
    if match := _SERIAL.fullmatch(bare):
        days = int(match[1])
        if FIRST_SERIAL <= days <= LAST_SERIAL:
            return _SERIAL_ZERO + timedelta(days=days)
        return None
    for shape in _SHAPES:
        if match := shape.fullmatch(bare):
            parts = match.groupdict()
            if month_first and shape is _IN_FIGURES:
                parts["day"], parts["month"] = parts["month"], parts["day"]
            return _day(parts)
    return None


def is_month_first(cells: Iterable[str]) -> bool | None:
    """Whether the days of one column have the month before the day, as those show that have a
    number above 12; None where some may be read either way and nothing shows which. Days that are
    close together with the day first (those of a list by date) show that they have it so.
    """
    days = months = either = False
    written = set(cells)
    for cell in written:
        if len(cell) <= LONGEST and (match := _IN_FIGURES.fullmatch(" ".join(cell.split()))):
            first, second = int(match["day"]), int(match["month"])
            days = days or first > MONTHS >= second
            months = months or second > MONTHS >= first
            either = either or first != second
    if months or days:
        return not days
    return None if either and not _is_closer_together(written) else False


def _is_closer_together(cells: Iterable[str]) -> bool:
    """Whether the days are closer together with the day first than with the month."""
    spans = []
    for month_first in (False, True):
        found = [day_in_cell(cell, month_first=month_first) for cell in cells]
        days = [day for day in found if day is not None]
        spans.append(max(days) - min(days))
    return spans[0] < spans[1]


def _day(parts: dict[str, str]) -> date | None:
    named = parts.get("name")
    month = _MONTHS.get(named.lower(), 0) if named else int(parts["month"])
    year = parts["year"].lstrip("'’")
    try:
        return date(_in_full(int(year)) if len(year) == 2 else int(year), month, int(parts["day"]))
    except ValueError:
        return None


def _in_full(year: int) -> int:
    """The year of two figures, as spreadsheets take it: 29 is 2029, 30 is 1930."""
    return year + (2000 if year < 30 else 1900)
