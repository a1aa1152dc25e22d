"""The figures of a year beside the year before, and what was done for each recommendation."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from db.year.done import done_in
from db.year.issued_years import YearIssues
from spoc_tui.casework.week.periods import Period, month_of
from spoc_tui.casework.week.summary import WeekSummary
from spoc_tui.casework.year.months import Month
from spoc_tui.casework.year.summary import YearSummary

if TYPE_CHECKING:
    from db.store import Store


class Year:
    """The years of a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @cached_property
    def issues(self) -> YearIssues:
        """Those that were issued."""
        return YearIssues(self._store, self.summary)

    def summary(self, period: Period, *, hide_few: bool = False) -> YearSummary:
        """A year, summed up; of one that is not over it is so far."""
        week = self._store.week.beside(period, before=1, hide_few=hide_few)
        done = done_in(self._store.connection, period, week.until)
        return YearSummary(week, done, tuple(self._months(week)))

    def _months(self, week: WeekSummary) -> Iterator[Month]:
        """The months of it that have begun, from that of the first record on."""
        month = month_of(week.period.start)
        while month.start <= week.until:
            if week.first_day is None or week.first_day <= month.end:
                yield Month(month, *self._store.week.came_and_went(month))
            month = month.after()
