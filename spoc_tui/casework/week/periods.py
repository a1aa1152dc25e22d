"""The stretch of days a summary is about: a week, month, quarter, year, or a pair of dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from spoc_tui.casework.dates.when import MONTH_NAMES, london, show_day
from spoc_tui.casework.errors import BadInput

ONE_DAY = timedelta(days=1)
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Period:
    """Days in London, both inclusive."""

    start: date
    end: date

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1

    @property
    def is_week(self) -> bool:
        return self.start.weekday() == 0 and self.days == 7

    @property
    def is_month(self) -> bool:
        return self.start.day == 1 and self.end == _last_of_month(self.start)

    @property
    def is_quarter(self) -> bool:
        last = _last_of_month(_months_on(self.start, 2))
        return self.start.day == 1 and self.start.month % 3 == 1 and self.end == last

    @property
    def is_year(self) -> bool:
        """Whether it is twelve whole months, whichever is the first."""
        return self.start.day == 1 and self.end == _last_of_month(_months_on(self.start, 11))

    @property
    def called(self) -> str:
        """week, month, quarter, year or period."""
        return next((name for name, is_one in self._kinds if is_one), "period")

    @property
    def _kinds(self) -> tuple[tuple[str, bool], ...]:
        return (
            ("week", self.is_week),
            ("month", self.is_month),
            ("quarter", self.is_quarter),
            ("year", self.is_year),
        )

    @property
    def name(self) -> str:
        """“Week 48 of 2026, 23 to 29 November 2026” (ISO 8601), “November 2026”, “the quarter
        October to December 2026”, “2026/27, April 2026 to March 2027”, or its two dates.
        """
        if self.is_week:
            year, number, _ = self.start.isocalendar()
            return f"Week {number} of {year}, {self.dates}"
        if self.is_month:
            return f"{MONTH_NAMES[self.start.month - 1]} {self.start.year}"
        if self.is_quarter:
            first, last = MONTH_NAMES[self.start.month - 1], MONTH_NAMES[self.end.month - 1]
            return f"{first} to {last} {self.end.year}"
        return f"{self.years}, {self._months}" if self.is_year else self.dates

    @property
    def years(self) -> str:
        """“2026/27”, or “2026” of one that ends in the year in which it begins."""
        if self.start.year == self.end.year:
            return f"{self.start.year}"
        return f"{self.start.year}/{self.end.year % 100:02}"

    @property
    def _months(self) -> str:
        first, last = MONTH_NAMES[self.start.month - 1], MONTH_NAMES[self.end.month - 1]
        begins = first if self.start.year == self.end.year else f"{first} {self.start.year}"
        return f"{begins} to {last} {self.end.year}"

    @property
    def dates(self) -> str:
        """“23 to 29 November 2026”, as short as it can be said."""
        if self.start == self.end:
            return _day(self.end)
        if self.start.year != self.end.year:
            return f"{_day(self.start)} to {_day(self.end)}"
        month = (
            "" if self.start.month == self.end.month else f" {MONTH_NAMES[self.start.month - 1]}"
        )
        return f"{self.start.day}{month} to {_day(self.end)}"

    @property
    def begins_at(self) -> datetime:
        """The first moment of it, in UTC."""
        return _midnight(self.start)

    @property
    def ends_at(self) -> datetime:
        """The first moment after it, in UTC."""
        return _midnight(self.end + ONE_DAY)

    def holds(self, day: date) -> bool:
        return self.start <= day <= self.end

    def before(self, steps: int = 1) -> Period:
        """The one so many before: weeks by weeks, months by months, else as many days."""
        length = {"month": 1, "quarter": 3, "year": 12}.get(self.called)
        if length is not None:
            start = _months_on(self.start, -length * steps)
            return Period(start, _last_of_month(_months_on(start, length - 1)))
        return Period(
            self.start - steps * self.days * ONE_DAY, self.end - steps * self.days * ONE_DAY
        )

    def after(self) -> Period:
        """The next one."""
        return self.before(-1)


def week_of(day: date) -> Period:
    """Monday to Sunday."""
    monday = day - day.weekday() * ONE_DAY
    return Period(monday, monday + 6 * ONE_DAY)


def month_of(day: date) -> Period:
    """The calendar month."""
    return Period(day.replace(day=1), _last_of_month(day))


def quarter_of(day: date) -> Period:
    """The calendar quarter."""
    first = date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
    return Period(first, _last_of_month(_months_on(first, 2)))


def year_of(day: date, first_month: int = 1) -> Period:
    """The year that holds this day, of twelve months from the first of that month on."""
    first = date(day.year - (day.month < first_month), first_month, 1)
    return Period(first, _last_of_month(_months_on(first, 11)))


def between(start: date, end: date) -> Period:
    """A pair of dates; BadInput where the first comes after the second."""
    if start > end:
        raise BadInput(
            f"It would begin on {show_day(start)}, after its end on {show_day(end)}.", field="from"
        )
    return Period(start, end)


def check_begun(period: Period, today: date) -> None:
    """BadInput for one that is still to come: there is nothing to count."""
    if period.start > today:
        raise BadInput(
            f"{period.name} is still to come: it begins on {show_day(period.start)}.", field="of"
        )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, london()).astimezone(UTC)


def _months_on(day: date, months: int) -> date:
    count = day.year * 12 + day.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)


def _last_of_month(day: date) -> date:
    return _months_on(day, 1) - ONE_DAY


def _day(day: date) -> str:
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"
