"""The days whose base rate counts for late payment: each 30 June and 31 December."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

MONTHS_AND_DAYS = ((6, 30), (12, 31))


def is_reference_date(day: date) -> bool:
    """Whether it is one."""
    return (day.month, day.day) in MONTHS_AND_DAYS


def reference_dates(after: date, until: date) -> Iterator[date]:
    """The reference dates after a day, up to and with another, the earliest first."""
    for year in range(after.year, until.year + 1):
        for month, day in MONTHS_AND_DAYS:
            if after < (found := date(year, month, day)) <= until:
                yield found
