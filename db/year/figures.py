"""The figures of a year beside the year before, and what was done for each recommendation."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from db.year.done import done_in
from db.year.issued_years import YearIssues
from spoc_tui.casework.week.periods import Period
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
        return YearSummary(week, done_in(self._store.connection, period, week.until))
