"""The week: what it was made of, in words and figures, beside the weeks before it."""

from __future__ import annotations

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from screens.commands import bindings
from screens.dialogs.dialog import Dialog, Typed
from screens.dialogs.half_typed import NotKept
from screens.kinds.form import DeclaredForm
from screens.records.acting_screen import ActingScreen
from screens.records.opening import place
from screens.shell.second_connection import read_on_second_connection
from screens.week.export import export_week
from screens.week.issuing import issue_week
from screens.week.pictures import WeekPicturesScreen
from screens.week.records import WeekRecordsScreen
from screens.week.rows import COLUMNS, RISING, explanation_of, figure_rows, week_of_row
from screens.widgets.fields import DayField
from screens.widgets.key_line import KeyLine
from screens.widgets.list_source import FixedRows, Row
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

FIRST_KEYS = ("app.help", "earlier", "length", "pictures", "export_week", "issue_week")
COUNTING = "counting"
"""The key of the one row there is while a period is counted."""
LENGTHS = (week_of, month_of, quarter_of)


class WeekScreen(ActingScreen):
    """A week, a month or a quarter, and each figure with how it is worked out."""

    CSS_PATH = "page.tcss"
    AUTO_FOCUS = "RecordList"
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        "earlier",
        "later",
        "length",
        "dates",
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
        self._summary: WeekSummary | None = None
        """What is in the words and in the list; None: nothing yet."""
        self._counting = True
        self._marked = ""
        """The figure that the cursor was on before another period was asked for."""

    def compose(self) -> ComposeResult:
        yield Static("", id="headline", markup=False)
        # On a small screen they are longer than their room: tab, and they are scrolled.
        with VerticalScroll(id="in-short"):
            yield Static("", id="words", markup=False)
        yield RecordList(COLUMNS, header=True, mark_width=0, empty="")
        yield Static("", id="definition", markup=False)
        yield KeyLine(first=FIRST_KEYS)

    @property
    def _period(self) -> Period:
        present = self._dates or LENGTHS[self._length](self.today)
        return present.before(self._back)

    def reload(self) -> None:
        self._counting = True
        self.query_one("#headline", Static).update(f"{self._period.name} · counting …")
        if self._summary is None or self._summary.period != self._period:
            self._take_away()
        period = self._period
        # Beside the program: with a million enquiries it takes a second.
        read_on_second_connection(self, lambda store, _: store.week.summary(period), self._show)

    def not_read(self, sentence: str) -> None:
        self._counting = False
        self._take_away()
        self.query_one("#headline", Static).update(f"{self._period.name} · not counted")
        self.query_one("#words", Static).update("This could not be counted.")
        super().not_read(sentence)

    def _take_away(self) -> None:
        """Takes away what is of another period than the headline."""
        self._summary = None
        figures = self.query_one(RecordList)
        if figures.highlighted not in (None, COUNTING):
            self._marked = figures.highlighted
        self.query_one("#words", Static).update("Counting …")
        figures.reload(FixedRows([Row(COUNTING, ("…",), "muted")]))

    def _show(self, summary: WeekSummary) -> None:
        if summary.period != self._period:
            return  # another was asked for meanwhile
        self._summary, self._counting = summary, False
        issues = self.store.week_issues.of(summary.period)
        over = "" if summary.is_over else " · not over yet"
        over += f" · issued as {issues[0].reference}" if issues else ""
        self.query_one("#headline", Static).update(f"{summary.period.name}{over}")
        self.query_one("#words", Static).update(in_words(summary))
        self._show_figures(FixedRows(figure_rows(summary)))
        self._show_definition()

    def _show_figures(self, rows: FixedRows) -> None:
        """The cursor goes to the figure that it was on in the period before."""
        figures = self.query_one(RecordList)
        place = rows.index_of(self._marked) if figures.highlighted == COUNTING else None
        figures.reload(rows)
        if place is not None:
            figures.cursor = place

    def _counted(self) -> WeekSummary | None:
        """The figures shown; says so where they are still being counted, or could not be."""
        if self._counting or self._summary is None:
            why = "Still counting {} …" if self._counting else "{} could not be counted."
            self.app.notify(why.format(self._period.name), markup=False)
            return None
        return self._summary

    @on(RecordList.Highlighted)
    def _show_definition(self) -> None:
        """How the marked figure is worked out."""
        self.query_one("#definition", Static).update(self.about)

    @property
    def about(self) -> str:
        """The sentence of `?` on the marked figure: its name, and how it is worked out."""
        return explanation_of(self.query_one(RecordList).highlighted or "")

    @on(RecordList.Opened)
    def _opened(self, event: RecordList.Opened) -> None:
        summary = self._counted()
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
        if (summary := self._counted()) is not None:
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
        if (summary := self._counted()) is not None:
            await export_week(self, summary)

    @work
    async def action_issue_week(self) -> None:
        if (summary := self._counted()) is not None:
            await issue_week(self, summary)
