"""Days as lists and spreadsheets write them: `12/10/2026`, `12-Oct-26`, `46307`."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

from spoc_tui.casework.dates.words import month as month_named
from spoc_tui.casework.dates.words import weekday as weekday_named

LONGEST = 50
"""In characters; what is longer is no day."""
SERIAL_ZERO = date(1899, 12, 30)
"""The day that a spreadsheet counts from, as it is after February 1900."""
SERIALS = range(10_000, 73_051)
"""Which bare numbers are days, of 1927 to 2099: a shorter one may be anything."""
FIRST_OF_LAST_CENTURY = 69
"""A year of two figures from this on is of the last century, as POSIX has it."""

_TIME = r"(?:[T ,]+[0-9]{1,2}[:.][0-9:.]*(?: ?[ap]\.?m\.?)?(?: ?(?:Z|UTC|GMT|BST|[+-][0-9:]+))?)?"
_WEEKDAY = r"(?:(?P<weekday>[a-z]{3,9})\.?,? (?:the )?)?"
_YEAR = r"'?(?P<year>[0-9]{4}|[0-9]{2})"
_DAY = r"(?P<day>[0-9]{1,2})(?: ?(?:st|nd|rd|th))?"
_MONTH = r"(?P<month>[a-z]{3,9})\.?"
_BETWEEN = r"[-/., ]{1,2}"
_PATTERNS = tuple(
    re.compile(pattern + _TIME, re.IGNORECASE)
    for pattern in (
        r"(?P<year>[0-9]{4})[-/.](?P<month>[0-9]{1,2})[-/.](?P<day>[0-9]{1,2})",
        rf"{_WEEKDAY}(?P<day>[0-9]{{1,2}})(?P<sign>[-/.])(?P<month>[0-9]{{1,2}})(?P=sign){_YEAR}",
        rf"{_WEEKDAY}{_DAY}(?:{_BETWEEN}| of )?{_MONTH}(?:{_BETWEEN})?{_YEAR}",
        rf"{_WEEKDAY}{_MONTH}{_BETWEEN}{_DAY}{_BETWEEN}{_YEAR}",
        rf"(?P<year>[0-9]{{4}})[-/. ]{_MONTH}[-/. ](?P<day>[0-9]{{1,2}})",
        r"(?P<year>(?:19|20)[0-9]{2})(?P<month>[0-9]{2})(?P<day>[0-9]{2})",
    )
)
_SERIAL = re.compile(r"([0-9]{5})(?:\.[0-9]+)?")


# Of a long list there are few days, each in many rows.
@lru_cache(maxsize=4096)
def written_day(cell: str) -> date | None:
    """The day in a cell that is to hold one, with or without a time; None where it is no day that
    can be told for certain.

    The day comes before the month where both are numbers. A bare number of five figures is a
    spreadsheet's, of eight (`20261012`) year, month and day. A weekday must be that of the day.
    """
    if len(cell) > LONGEST:
        return None
    text = " ".join(cell.split())
    if serial := _SERIAL.fullmatch(text):
        count = int(serial[1])
        return SERIAL_ZERO + timedelta(days=count) if count in SERIALS else None
    for pattern in _PATTERNS:
        if match := pattern.fullmatch(text):
            return _day(match.groupdict())
    return None


def _day(parts: dict[str, str]) -> date | None:
    written = parts["month"]
    month = int(written) if written.isdigit() else month_named(written.lower())
    year = int(parts["year"])
    if len(parts["year"]) == 2:
        year += 1900 if year >= FIRST_OF_LAST_CENTURY else 2000
    try:
        day = date(year, month or 0, int(parts["day"]))
    except ValueError:
        return None
    named = parts.get("weekday")
    return day if not named or weekday_named(named.lower()) == day.weekday() else None
