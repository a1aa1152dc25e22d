"""Issued years: kept as they went out, beside the issued weeks; a correction is a new issue."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from db.week.issued_weeks import Made, WeekIssues, figures_kept, kept_as, one_moment
from spoc_tui.casework.year.words import check_words
from spoc_tui.reports.year.formats import YearFormat, year_written

if TYPE_CHECKING:
    from db.store import Store
    from spoc_tui.casework.week.periods import Period
    from spoc_tui.casework.week.summary import OwnWords
    from spoc_tui.casework.year.summary import YearSummary


class SummedUp(Protocol):
    """Sums a year up."""

    def __call__(self, period: Period, *, hide_few: bool = False) -> YearSummary: ...


class YearIssues(WeekIssues):
    """The issued years of a store: YR-2025-04-01-365-1."""

    paper = "year"
    prefix = "YR"
    listed_by = "spoc year --issued"

    def __init__(self, store: Store, summed_up: SummedUp) -> None:
        super().__init__(store)
        self._summed_up = summed_up

    def _made(
        self,
        period: Period,
        own: OwnWords,
        reference: str,
        *,
        hide_few: bool,
        named: bool,
        tell: Callable[[str], None],
    ) -> Made:
        tell("Counting")
        with one_moment(self._store.connection):
            summary = self._summed_up(period, hide_few=hide_few)
        summary = summary.with_words(own, reference)
        check_words(summary)
        tell("Writing every form of it")
        forms = {str(form): kept_as(year_written(summary, form), form) for form in YearFormat}
        return Made(figures_kept(summary.week), forms)
