"""England's working days: Monday to Friday less bank holidays, and arithmetic with them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import cache

from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.text import counted

ONE_DAY = timedelta(days=1)

# The first Bank Holidays Act is of 1871; past 2100 the holidays package knows no rules.
_YEARS_WITH_BANK_HOLIDAYS = range(1871, 2101)

_GOVUK_WORDS = {
    "'": "’",
    "(observed)": "(substitute day)",
    "Late Summer Bank Holiday": "Summer bank holiday",
    "Spring Bank Holiday": "Spring bank holiday",
    "May Day": "Early May bank holiday",
}


class WorkingDays:
    """England's calendar, with the days the officer added (`extra`, date to name)."""

    def __init__(self, extra: Mapping[date, str] | None = None) -> None:
        self._extra = dict(extra or {})

    @property
    def known_to(self) -> date:
        """The last bank holiday on GOV.UK's list; later years are worked out by rule."""
        return max(_govuk_list())

    def holiday_name(self, day: date) -> str | None:
        """The bank holiday's name, or None. A holiday moved to a weekday counts on that weekday."""
        return _bank_holidays(day.year).get(day) or self._extra.get(day)

    def is_working(self, day: date) -> bool:
        """Whether the council works that day."""
        return day.weekday() < 5 and self.holiday_name(day) is None

    def add(self, start: date, n: int) -> date:
        """The nth working day after `start`, which is day 0; `start` itself if n is 0."""
        if n < 0:
            raise BadInput("Working days are counted forward: the number cannot be below 0.")
        day, left = start, n
        while left:
            # `left` calendar days hold at most `left` working days, so this never goes too far.
            leap = _later(day, left)
            left -= self.count(day, leap)
            day = leap
        return day

    def count(self, start: date, end: date) -> int:
        """How many working days d there are with start < d <= end; 0 if end is not after start."""
        if end <= start:
            return 0
        weeks, rest = divmod((end - start).days, 7)
        weekdays = 5 * weeks + sum((start.weekday() + i) % 7 < 5 for i in range(1, rest + 1))
        # Days are counted several times after every act: this makes no list of them.
        years = range(start.year, end.year + 1)
        holidays = sum(_between(_on_weekdays(year), start, end) for year in years)
        extra = sum(
            start < day <= end and day.weekday() < 5 and day not in _bank_holidays(day.year)
            for day in self._extra
        )
        return weekdays - holidays - extra

    def on_or_after(self, day: date) -> date:
        """The first working day on or after `day`."""
        while not self.is_working(day):
            day = _later(day, 1)
        return day

    def holidays_between(self, start: date, end: date) -> list[tuple[date, str]]:
        """Bank holidays d on weekdays with start < d <= end, with their names, in order."""
        found = dict(self._extra)
        for year in range(start.year, end.year + 1):
            found.update(_bank_holidays(year))
        return sorted(
            (day, name) for day, name in found.items() if start < day <= end and day.weekday() < 5
        )


def _later(day: date, n: int) -> date:
    try:
        return day + timedelta(days=n)
    except OverflowError:
        raise BadInput(
            f"{counted(n, 'day')} after {day.isoformat()} is past the year 9999."
        ) from None


@cache
def _govuk_list() -> Mapping[date, str]:
    """GOV.UK's own list, whole years."""
    # Only where days are counted: half of what this module would cost to import.
    import csv

    from spoc_tui.data import text_of

    rows = csv.DictReader(text_of("bank_holidays.csv").splitlines())
    return {date.fromisoformat(row["date"]): row["name"] for row in rows}


@cache
def _bank_holidays(year: int) -> Mapping[date, str]:
    """One year's bank holidays: GOV.UK's list where it reaches, else by rule. Weekdays only."""
    listed = _govuk_list()
    if min(listed).year <= year <= max(listed).year:
        return {day: name for day, name in listed.items() if day.year == year}
    if year not in _YEARS_WITH_BANK_HOLIDAYS:
        return {}
    # Slow to import (70 ms) and seldom needed, so not at the top.
    import holidays

    by_rule = holidays.country_holidays("GB", subdiv="ENG", years=year)
    return {day: _as_govuk(name) for day, name in by_rule.items() if day.weekday() < 5}


@cache
def _on_weekdays(year: int) -> tuple[date, ...]:
    """One year's bank holidays from Monday to Friday, in order."""
    return tuple(sorted(day for day in _bank_holidays(year) if day.weekday() < 5))


def _between(days: Sequence[date], start: date, end: date) -> int:
    """How many of these days d, which are in order, lie in start < d <= end."""
    return bisect_right(days, end) - bisect_right(days, start)


def _as_govuk(name: str) -> str:
    """The holidays package's name in GOV.UK's words."""
    for theirs, ours in _GOVUK_WORDS.items():
        name = name.replace(theirs, ours)
    return name
