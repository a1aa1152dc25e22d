"""Which year is meant: “2026/27”, or 2026; of the council, April to March, or of the calendar."""

from __future__ import annotations

import re
from datetime import date

from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.week.periods import Period, year_of

APRIL, JANUARY = 4, 1
"""The first month of the council's year, and of the calendar's."""
EARLIEST = 1900
LIKE = "Write it as 2026/27, or as 2026"
_YEARS = re.compile(r"(?P<first>\d{4})(?:\s*[/–-]\s*(?P<second>\d{4}|\d{2}))?")


def first_month(calendar: bool) -> int:
    """The first month of a year of the calendar, or of the council."""
    return JANUARY if calendar else APRIL


def last_ended(today: date, *, calendar: bool = False) -> Period:
    """The last year that is over."""
    return year_of(today, first_month(calendar)).before()


def year_asked(text: str, today: date, *, calendar: bool = False) -> Period:
    """The year that was typed; BadInput where it is none, where the two years do not follow each
    other, where a calendar year is written as two, and where it is still to come.
    """
    found = _YEARS.fullmatch(text.strip())
    if found is None:
        raise BadInput(f"“{text.strip()[:40]}” is no year. {LIKE}.", field="of")
    first, second = int(found["first"]), found["second"]
    if not EARLIEST <= first < date.max.year:
        raise BadInput(f"There is nothing of {found['first']}. {LIKE}.", field="of")
    follows = f"{first}/{(first + 1) % 100:02}"
    if second is not None:
        if int(second) != (first + 1) % (100 if len(second) == 2 else 10_000):
            raise BadInput(
                f"{text.strip()} is not one year: {follows} is April {first} to March {first + 1}.",
                field="of",
            )
        if calendar:
            raise BadInput(
                f"A calendar year has one number: {first} is January to December {first}. "
                f"Without the calendar, {follows} is April to March.",
                field="of",
            )
    period = year_of(date(first, first_month(calendar), 1), first_month(calendar))
    if period.start > today:
        begins = show_day(period.start)
        raise BadInput(f"{period.name}, is still to come: it begins on {begins}.", field="of")
    return period
