"""The clock of what is written to: today, the working days, and dates as the officer types them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from db.connection import Connection
from spoc_tui.casework.dates import when
from spoc_tui.casework.dates.standards import USUAL_STANDARDS, Standards

if TYPE_CHECKING:
    from spoc_tui.casework.dates.fields import Direction
    from spoc_tui.casework.dates.read_back import Understood
    from spoc_tui.casework.dates.working_days import WorkingDays


def holidays_added(connection: Connection) -> dict[date, str]:
    """The days that the officer added to the bank holidays, with their names."""
    rows = connection.execute("SELECT day, name FROM holiday WHERE removed_at IS NULL ORDER BY day")
    return {date.fromisoformat(row["day"]): row["name"] for row in rows}


def kept_standards(connection: Connection) -> Standards:
    """The standards that a file has, as they stand now."""
    rows = connection.execute(
        "SELECT name, value FROM standard WHERE removed_at IS NULL"
    ).fetchall()
    if not rows:
        return USUAL_STANDARDS
    # A newer program of another desk may know more of them.
    return USUAL_STANDARDS._replace(
        **{name: value for name, value in rows if name in USUAL_STANDARDS._fields}
    )


_OWN_LAST = """SELECT max((
    SELECT at FROM action WHERE origin = desk.uid ORDER BY place DESC LIMIT 1
)) FROM desk WHERE own = 1"""
"""When this file's desk last did something, under any origin that it ever had; null: never."""


def _told_nobody(sentence: str) -> None:
    """Whoever builds a desk of its own has no clock to be wrong."""


class Clocked:
    """Knows what day it is here, and how the officer types dates."""

    connection: Connection
    now: Callable[[], datetime]
    clock_is_right = False
    """Whether the officer said so, though it looks wrong."""
    clock_doubted: Callable[[str], object] = staticmethod(_told_nobody)
    """Told once, before something is saved, that the clock looks wrong."""
    _clock_told = False

    date_read: Callable[[Understood], object] | None = None
    """Told each date that is read, so that the answer can repeat it."""

    def this_year(self) -> int:
        """The year that it is in London, which is on UTC at New Year: no time zones are needed."""
        return self.now().astimezone(UTC).year

    def today(self) -> date:
        """Today in Europe/London."""
        return when.london_date(self.now())

    @property
    def days(self) -> WorkingDays:
        """England's working days, with the days the officer added."""
        from spoc_tui.casework.dates.working_days import WorkingDays

        return WorkingDays(self.holidays_added())

    def holidays_added(self) -> dict[date, str]:
        """The days that the officer added to the bank holidays, with their names."""
        return holidays_added(self.connection)

    @cached_property
    def last_saved(self) -> datetime | None:
        """When something was last saved by this desk; None: nothing was. (What others did, whose
        clocks may be ahead, is no measure of this one's.)
        """
        (at,) = self.connection.execute(_OWN_LAST).fetchone()
        return when.from_iso(at) if at is not None else None

    def clock_doubt(self) -> str:
        """The sentence that doubts the clock; blank where it looks right, or the officer knows
        better.
        """
        from spoc_tui.casework.dates.clock_doubt import clock_doubt

        return "" if self.clock_is_right else clock_doubt(self.now(), self.last_saved)

    def clock_was_told(self) -> None:
        """The officer knows what is said of it: it is not said again."""
        self._clock_told = True

    def require_year(self, year: int) -> None:
        """ClockDoubted where a reference of that year would be of a wrong one, by what was saved
        last.
        """
        from spoc_tui.casework.dates.clock_doubt import require_year

        if not self.clock_is_right:
            require_year(year, self.now(), self.last_saved)

    def read_day(
        self,
        typed: str,
        field: str,
        direction: Direction,
        *,
        near: date | None = None,
        last: date | None = None,
    ) -> date:
        """A date as the officer types it (see `typed_dates.read_day`).

        BadInput, naming the field, if it is not one that the field can mean.
        """
        from spoc_tui.casework.dates.typed_dates import read_day

        day = read_day(
            typed,
            today=self.today(),
            days=self.days,
            direction=direction,
            field=field,
            near=near,
            last=last,
        )
        self.was_read(field, when.DayAndTime(day))
        return day

    def read_moment(self, typed: str, field: str) -> datetime:
        """A moment up to now as the officer types it; BadInput, naming the field, otherwise."""
        from spoc_tui.casework.dates.typed_moments import read_moment

        moment = read_moment(typed, now=self.now(), days=self.days, field=field)
        self.was_read(field, when.wall_time(moment))
        return moment

    def read_day_and_time(
        self, typed: str, field: str, direction: Direction | None = None
    ) -> when.DayAndTime:
        """A day to come (unless `direction` says otherwise), with a time or without, as the officer
        types it; BadInput otherwise.
        """
        from spoc_tui.casework.dates.fields import Direction  # a plain search reads no date
        from spoc_tui.casework.dates.typed_day_and_time import read_day_and_time

        on = read_day_and_time(
            typed,
            now=self.now(),
            days=self.days,
            direction=direction or Direction.AHEAD,
            field=field,
        )
        self.was_read(field, on)
        return on

    def was_read(self, field: str, on: when.DayAndTime) -> None:
        """A date was read as it was typed into a field."""
        if self.date_read is not None:
            from spoc_tui.casework.dates.read_back import Understood

            self.date_read(Understood(field, on))

    @contextmanager
    def dates_read(self) -> Iterator[list[Understood]]:
        """The dates that are read while it is open, as they were understood."""
        understood: list[Understood] = []
        self.date_read = understood.append
        try:
            yield understood
        finally:
            self.date_read = None

    def read_back(self, understood: Sequence[Understood], described: str) -> list[str]:
        """A line for each of these dates that was not `described`."""
        if not understood:
            return []
        from spoc_tui.casework.dates.read_back import read_back

        return read_back(understood, described, today=self.today(), days=self.days)

    def in_words(self, day: date) -> str:
        """“Friday 27 November 2026, in 5 days (4 working days)”, seen from today."""
        return self.on_in_words(when.DayAndTime(day))

    def on_in_words(self, on: when.DayAndTime) -> str:
        """The same, with the time where one was given: “Friday 27 November 2026 at 15:00, …”."""
        return when.in_words(on.day, today=self.today(), days=self.days, at=on.at)
