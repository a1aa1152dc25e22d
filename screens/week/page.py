"""The week: what it was made of, in words and figures, beside the weeks before it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import BindingType

from screens.commands import bindings
from screens.dialogs.dialog import Dialog, Typed
from screens.dialogs.half_typed import NotKept
from screens.kinds.form import DeclaredForm
from screens.records.opening import place
from screens.week.export import export_week
from screens.week.issuing import issue_week
from screens.week.period import PeriodScreen
from screens.week.pictures import WeekPicturesScreen
from screens.week.records import WeekRecordsScreen
from screens.week.rows import COLUMNS, RISING, figure_rows, week_of_row
from screens.widgets.fields import DayField
from screens.widgets.list_source import Row
from screens.widgets.record_list import RecordList
from spoc_tui.casework.dates.fields import Direction
from spoc_tui.casework.errors import SpocError
from spoc_tui.casework.stories.of_a_week import AREA, of_a_week
from spoc_tui.casework.week.in_words import in_words
from spoc_tui.casework.week.periods import (
    Period,
    between,
    check_begun,
    month_of,
    quarter_of,
    week_of,
)
from spoc_tui.casework.week.summary import WeekSummary

if TYPE_CHECKING:
    from db.store import Store

FIRST_KEYS = (
    "app.help",
    "earlier",
    "length",
    "pictures",
    "export_week",
    "issue_week",
    "read_words",
)
LENGTHS = (week_of, month_of, quarter_of)


class WeekScreen(PeriodScreen[WeekSummary]):
    """A week, a month or a quarter, and each figure with how it is worked out."""

    COLUMNS = COLUMNS
    FIRST_KEYS = FIRST_KEYS
    READ = "read_week"
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        "earlier",
        "later",
        "length",
        "dates",
        "read_week",
        "pictures",
        "export_week",
        "issue_week",
        "call",
        "find",
        "week_story",
        "back",
    )

    def __init__(self) -> None:
        super().__init__()
        self._length = 0
        self._dates: Period | None = None
        """A pair of dates that was asked for, in place of a week, month or quarter."""
        self._back = 0
        """How many periods before the present one are shown."""

    @property
    def _period(self) -> Period:
        present = self._dates or LENGTHS[self._length](self.today)
        return present.before(self._back)

    def summed_up(self, store: Store, period: Period) -> WeekSummary:
        return store.week.summary(period)

    def issued(self, summary: WeekSummary) -> list[str]:
        return [one.reference for one in self.store.week_issues.of(summary.period)]

    def words(self, summary: WeekSummary) -> str:
        return in_words(summary)

    def rows(self, summary: WeekSummary) -> list[Row]:
        return figure_rows(summary)

    @on(RecordList.Opened)
    def _opened(self, event: RecordList.Opened) -> None:
        summary = self.counted()
        if summary is None:
            return
        if event.key.startswith(RISING):
            self.app.push_screen(place("themes"))
        elif (monday := week_of_row(event.key)) is not None:
            self._go_to(back=(week_of(self.today).start - monday).days // 7)
        else:
            self.app.push_screen(WeekRecordsScreen(summary.period, event.key))

    def action_pictures(self) -> None:
        """The same as pictures."""
        if (summary := self.counted()) is not None:
            self.app.push_screen(WeekPicturesScreen(summary))

    def action_earlier(self) -> None:
        self._back += 1
        self.reload_safely()

    def action_later(self) -> None:
        if self._period.after().start > self.today:
            self.app.notify("What comes next has not begun yet.")
            return
        self._back -= 1
        self.reload_safely()

    def action_length(self) -> None:
        """A week, a month, a quarter: the present one of each."""
        length = 0 if self._dates else (self._length + 1) % len(LENGTHS)
        self._go_to(length=length)

    def _go_to(self, *, length: int = 0, dates: Period | None = None, back: int = 0) -> None:
        self._length, self._dates, self._back = length, dates, back
        self.reload_safely()

    @work
    async def action_dates(self) -> None:
        """A pair of dates, or the week of one day."""
        store = self.store

        def make(filled: Typed | None, error: SpocError | None) -> Dialog:
            last = week_of(self.today).end
            first = DayField(
                "from", "From", store=store, direction=Direction.MOSTLY_PAST, last=last
            )
            return Dialog(
                "Sum up the days",
                [
                    first,
                    DayField("to", "To", store=store, direction=Direction.ANY, near=first),
                ],
                intro="Without a last day it is the week of the first one.",
                filled=filled,
                error=error,
            )

        def act(typed: Typed) -> str:
            this_week = week_of(self.today).end
            first = store.read_day(typed["from"], "from", Direction.MOSTLY_PAST, last=this_week)
            period = week_of(first)
            if typed["to"].strip():
                period = between(
                    first, store.read_day(typed["to"], "to", Direction.ANY, near=first)
                )
            check_begun(period, self.today)
            self._go_to(dates=period)
            return f"{period.name}"

        await self.ask_until_done(make, act, of=NotKept.FILTER)

    def action_week_story(self) -> None:
        """A story for the magazine of the one that the last issue of this period tells."""
        period, issues = self._period, self.store.week_issues
        told = (issues.story_of(one.uid) for one in issues.of(period))
        words = next(filter(str.strip, told), "")
        if AREA in self.officer_app.settings.hidden:
            self.app.notify("You do not use the area Stories: see the settings.", markup=False)
        elif not words:
            self.app.notify(
                f"No issued summary of {period.name} tells a story. Issue one with it first.",
                markup=False,
            )
        else:
            self.app.push_screen(DeclaredForm("story", told=of_a_week(words, period.name)))

    @work
    async def action_export_week(self) -> None:
        if (summary := self.counted()) is not None:
            await export_week(self, summary)

    @work
    async def action_issue_week(self) -> None:
        if (summary := self.counted()) is not None:
            await issue_week(self, summary)
