"""The year: what the post did in it for the Cabinet, by recommendation and by subject."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import BindingType

from screens.commands import bindings
from screens.records.opening import page_of
from screens.week.period import PeriodScreen
from screens.week.records import WeekRecordsScreen
from screens.widgets.list_source import Row
from screens.widgets.record_list import RecordList
from screens.year.export import export_year
from screens.year.issuing import issue_year
from screens.year.rows import COLUMNS, MONTH, SILENT, act_of_row, explanation_of_answer, year_rows
from spoc_tui.casework.week.periods import Period
from spoc_tui.casework.year.asked import last_ended
from spoc_tui.casework.year.in_words import in_words
from spoc_tui.casework.year.summary import YearSummary

if TYPE_CHECKING:
    from db.store import Store

FIRST_KEYS = (
    "app.help",
    "year_before",
    "year_after",
    "calendar_year",
    "export_year",
    "issue_year",
    "read_words",
)


class YearScreen(PeriodScreen[YearSummary]):
    """A year of the council or of the calendar; the last that has ended, at first."""

    CSS_PATH = "../week/page.tcss"
    COLUMNS = COLUMNS
    FIRST_KEYS = FIRST_KEYS
    READ = "read_year"
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        "year_before",
        "year_after",
        "read_year",
        "calendar_year",
        "export_year",
        "issue_year",
        "call",
        "find",
        "back",
    )

    def __init__(self) -> None:
        super().__init__()
        self._calendar = False
        self._back = 0
        """How many years before the last that has ended; -1: the year that is not over."""

    @property
    def _period(self) -> Period:
        return last_ended(self.today, calendar=self._calendar).before(self._back)

    def summed_up(self, store: Store, period: Period) -> YearSummary:
        return store.year.summary(period)

    def issued(self, summary: YearSummary) -> list[str]:
        return [one.reference for one in self.store.year.issues.of(summary.period)]

    def words(self, summary: YearSummary) -> str:
        return in_words(summary)

    def rows(self, summary: YearSummary) -> list[Row]:
        return year_rows(summary)

    @property
    def about(self) -> str:
        """The sentence of `?` on the marked row."""
        key = self.query_one(RecordList).highlighted or ""
        said = explanation_of_answer(self._summary, key) if self._summary else ""
        return said or super().about

    @on(RecordList.Opened)
    def _opened(self, event: RecordList.Opened) -> None:
        summary = self.counted()
        if summary is None or event.key.startswith((SILENT, MONTH)):
            return
        if act := act_of_row(event.key):
            self.app.push_screen(page_of(act.kind, act.uid))
        else:
            self.app.push_screen(WeekRecordsScreen(summary.period, event.key))

    def action_year_before(self) -> None:
        self._back += 1
        self.reload_safely()

    def action_year_after(self) -> None:
        if self._period.after().start > self.today:
            self.app.notify("The year after has not begun yet.")
            return
        self._back -= 1
        self.reload_safely()

    def action_calendar_year(self) -> None:
        """January to December in place of April to March, and back: the last that has ended."""
        self._calendar, self._back = not self._calendar, 0
        self.reload_safely()

    @work
    async def action_export_year(self) -> None:
        if (summary := self.counted()) is not None:
            await export_year(self, summary)

    @work
    async def action_issue_year(self) -> None:
        if (summary := self.counted()) is not None:
            await issue_year(self, summary)
