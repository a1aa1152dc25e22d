"""The week: what it was made of, in words and figures, beside the weeks before it."""

from __future__ import annotations

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from screens.base import OfficerScreen
from screens.commands import bindings
from screens.dialog import Dialog, Typed
from screens.themes import Rows
from screens.week_export import export_week, names_asked, names_field
from screens.widgets.fields import LongField
from screens.widgets.key_line import KeyLine
from screens.widgets.list_source import Column, Row
from screens.widgets.record_list import RecordList
from screens.words import words_folder
from spoc_tui.casework.errors import SpocError
from spoc_tui.casework.figures import BREAKDOWNS, BY_CODE, FIGURES, SECTIONS
from spoc_tui.casework.periods import Period, month_of, quarter_of, week_of
from spoc_tui.casework.week_summary import OwnWords, WeekSummary, compared, counted, in_words
from spoc_tui.files import free_name, write_private
from spoc_tui.reports.week_forms import WeekForm

COLUMNS = (
    Column("Figure"),
    Column("Now", 12, "right"),
    Column("Before", 12, "right"),
    Column("Mean of 4", 12, "right"),
)
LENGTHS = (week_of, month_of, quarter_of)


class FigureList(RecordList):
    """The figures; none of them opens, so the key line does not say so."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return action != "open" and super().check_action(action, parameters)


class WeekScreen(OfficerScreen):
    """A week, a month or a quarter, and each figure with how it is worked out."""

    CSS_PATH = "week.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        *("earlier", "later", "length", "export_week", "issue_week"),
        *("call", "find", "back"),
    )

    def __init__(self) -> None:
        super().__init__()
        self._length = 0
        self._back = 0
        """How many periods before the present one are shown."""
        self._summary: WeekSummary | None = None

    def compose(self) -> ComposeResult:
        yield Static("", id="headline", markup=False)
        yield Static("", id="words", markup=False)
        yield FigureList(COLUMNS, header=True, mark_width=0)
        yield Static("", id="definition", markup=False)
        yield KeyLine(first=("app.help", "earlier", "later", "length", "export_week", "issue_week"))

    @property
    def _period(self) -> Period:
        return LENGTHS[self._length](self.today).before(self._back)

    def reload(self) -> None:
        summary = self._summary = self.store.week.summary(self._period)
        issues = self.store.week_issues.of(summary.period)
        over = "" if summary.is_over else " · not over yet"
        over += f" · issued as {issues[0].reference}" if issues else ""
        self.query_one("#headline", Static).update(f"{summary.period.name}{over}")
        self.query_one("#words", Static).update(in_words(summary))
        self.query_one(RecordList).reload(Rows(_rows(summary)))
        self._show_definition()

    @on(RecordList.Highlighted)
    def _show_definition(self) -> None:
        """How the marked figure is worked out."""
        key = self.query_one(RecordList).highlighted or ""
        figure = BY_CODE.get(key)
        said = figure.definition if figure else ""
        self.query_one("#definition", Static).update(said)

    def action_earlier(self) -> None:
        self._back += 1
        self.reload()

    def action_later(self) -> None:
        if self._back == 0:
            self.app.notify("What comes next has not begun yet.")
            return
        self._back -= 1
        self.reload()

    def action_length(self) -> None:
        """A week, a month, a quarter: the present one of each."""
        self._length, self._back = (self._length + 1) % len(LENGTHS), 0
        self.reload()

    @work
    async def action_export_week(self) -> None:
        if self._summary is not None:
            await export_week(self, self._summary)

    @work
    async def action_issue_week(self) -> None:
        summary = self._summary
        if summary is None:
            return
        made, issues = in_words(summary), self.store.week_issues

        def make(filled: Typed | None, error: SpocError | None) -> Dialog:
            before = issues.of(summary.period)
            return Dialog(
                f"Issue {summary.period.name}",
                [
                    LongField("words", "In short", value=made),
                    LongField("remarks", "Remarks"),
                    LongField("story", "A story"),
                    *([LongField("changed", "What changed")] if before else []),
                    names_field(named=bool(before and before[0].named)),
                ],
                intro=f"It was issued as {before[0].reference}: this one corrects it."
                if before
                else "It is kept as it goes out now; a correction is a new issue.",
                filled=filled,
                error=error,
            )

        def act(typed: Typed) -> str:
            words = "" if typed["words"] == made else typed["words"]
            own = OwnWords(words, typed["remarks"], typed["story"], typed.get("changed", ""))
            issued = issues.issue(summary.period, own, named=names_asked(typed))
            file = free_name(words_folder(self.store) / issued.file_name(WeekForm.HTML))
            said = f"Saved: issued as {issued.reference}."
            try:
                write_private(file, issues.again(issued.reference, WeekForm.HTML))
            except SpocError as error:  # it is issued all the same, and not to be issued again
                return f"{said} {error}"
            return f"{said} It is in {file}"

        await self.ask_until_done(make, act)


def _rows(summary: WeekSummary) -> list[Row]:
    rows = []
    for code, title in SECTIONS.items():
        rows.append(Row(None, (title,), "heading"))
        rows += [
            Row(figure.code, (figure.name, *compared(summary, figure.code)))
            for figure in FIGURES
            if figure.section == code
        ]
    for breakdown, words in BREAKDOWNS.items():
        counts = list(counted(summary, summary.figures.received[breakdown]))
        if counts:
            rows.append(Row(None, (f"Received, {words}",), "heading"))
            rows += [Row(f"{breakdown} {name}", (name, count)) for name, count in counts]
    if summary.due:
        rows.append(Row(None, ("Due next",), "heading"))
        rows += [
            Row(f"due {one.day.isoformat()}", (f"{one.day:%a} {one.day.day}: {one.what}",))
            for one in summary.due
        ]
    return rows
