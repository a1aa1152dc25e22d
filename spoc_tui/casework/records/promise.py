"""A promise on a record."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import NamedTuple

from spoc_tui.casework.dates.when import DayAndTime


class Promise(NamedTuple):
    """A promise on a record, by a day. A record does not close over an open one."""

    uid: str
    number: int
    """1, 2, 3 … on its record, as it is read out."""
    text: str
    due: date
    made_at: datetime
    due_time: time | None = None
    kept_at: datetime | None = None
    withdrawn_at: datetime | None = None
    withdrawn_why: str = ""

    @property
    def by(self) -> DayAndTime:
        """By when it is to be kept."""
        return DayAndTime(self.due, self.due_time)

    @property
    def is_open(self) -> bool:
        return self.kept_at is None and self.withdrawn_at is None
