"""On which days a rule falls one after another, worked out a step at a time."""

from __future__ import annotations

from datetime import date

from spoc_tui.casework.dates.recurrence import nominal_dates
from spoc_tui.casework.dates.working_days import WorkingDays


def next_after(rule: str, starts: date, last_due: date | None, days: WorkingDays) -> date | None:
    """The day it is due after the last due one, which was held or skipped, or the first at all.

    A date that was dealt with stays so, though a bank holiday be added on it since.
    """
    for nominal in nominal_dates(rule, starts):
        if last_due is None or nominal > last_due:
            return days.on_or_after(nominal)
    return None
