"""The twelve weeks before the demo's day, counted back in working days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from random import Random

from spoc_tui.casework.dates.when import london
from spoc_tui.casework.dates.working_days import ONE_DAY, WorkingDays

DIARY_WEEKS = 12
OPENING_TIME = time(9, 0)
SLOT = timedelta(minutes=6)
"""Two acts on one enquiry are at least this far apart."""
SLOTS = 78
"""From nine until shortly before five."""


class Diary:
    """The working days up to, and not with, `today`.

    Nothing happens today, so that the demo is the same at whatever hour it is opened.
    """

    def __init__(self, today: date) -> None:
        self.today = today
        self.days = WorkingDays()
        past = (today - n * ONE_DAY for n in range(1, DIARY_WEEKS * 7 + 1))
        self._past = [day for day in past if self.days.is_working(day)]

    @property
    def length(self) -> int:
        """How many working days there are."""
        return len(self._past)

    @property
    def is_working_today(self) -> bool:
        return self.days.is_working(self.today)

    def ago(self, n: int) -> date:
        """The nth working day before today; 0 is today, and below it lies ahead."""
        if n > 0:
            return self._past[n - 1]
        return self.days.add(self.today, -n)

    def at(self, n: int, hour: int, minute: int = 0) -> datetime:
        """A London time on the nth working day before today."""
        return datetime.combine(self.ago(n), time(hour, minute), london())

    def moments(self, rng: Random, agos: Sequence[int]) -> list[datetime]:
        """A moment in office hours on each of these days (the earliest first), in their order."""
        left = {n: sorted(rng.sample(range(SLOTS), agos.count(n))) for n in sorted(set(agos))}
        return [
            self.at(n, OPENING_TIME.hour)
            + left[n].pop(0) * SLOT
            + timedelta(seconds=rng.randrange(60))
            for n in agos
        ]
