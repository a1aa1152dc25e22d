"""When something is done, and the calendar by which days are counted."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from spoc_tui.casework.dates.when import london_date

if TYPE_CHECKING:
    from spoc_tui.casework.dates.working_days import WorkingDays


class Now(NamedTuple):
    """The moment at which the officer does something (aware, in UTC)."""

    at: datetime
    days: WorkingDays

    @property
    def today(self) -> date:
        """The day that it is in London."""
        return london_date(self.at)
