"""The panes of a list that is to be imported: its columns, its first rows, the outcome."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from screens.commands import named
from screens.lists.sources import (
    FIRST_COLUMNS,
    OUTCOME_COLUMNS,
    OutcomeSource,
    describe_row,
    first_source,
)
from screens.widgets.list_columns import COLUMN_COLUMNS, REMARK, Rows, columns_source, examples
from screens.widgets.list_source import one_line
from screens.widgets.record_list import RecordList

if TYPE_CHECKING:
    from db.lists.work import ListWork

PANES = {"columns": "show_columns", "first": "show_first", "outcome": "show_outcome"}
"""Each pane's list, and the command that shows it."""
ALL_PLAIN = "There is nothing to look at: every row is plain."
NO_ROWS, NOT_YET = (
    "No row was read yet.",
    "What becomes of every row is shown here once the list is read.",
)


class ImportPanes(Vertical):
    """Three lists, one of them in sight, and the marked row in full beneath."""

    def __init__(self, work: ListWork, key: Callable[[str], str]) -> None:
        super().__init__()
        self._work = work
        self._key = key
        self._pane = "columns"
        self._shown: dict[str, object] = {}
        """What the lists show, by pane."""

    def compose(self) -> ComposeResult:
        yield Static("", id="panes", markup=False)
        yield RecordList(COLUMN_COLUMNS, header=True, empty="", mark_width=0, id="columns")
        yield RecordList(FIRST_COLUMNS, header=True, empty=NO_ROWS, id="first")
        yield RecordList(OUTCOME_COLUMNS, header=True, empty=NOT_YET, id="outcome")
        yield Static("", id="detail", markup=False)

    def show_work(self) -> None:
        """Shows what was found since."""
        work = self._work
        found = {"columns": work.columns, "first": work.first, "outcome": work.report}
        for pane, what in found.items():
            if what is not self._shown.get(pane):
                self._shown[pane] = what
                self._fill(pane)
        self._show_panes()
        self._show_detail()

    def turn_to(self, pane: str, *, focus: bool = False) -> None:
        """Puts another list in sight; with `focus` the keys act on it."""
        self._pane = pane
        for other in PANES:
            self.set_class(other == pane, f"-{other}")
        self._show_panes()
        self._show_detail()
        if focus:
            self.call_after_refresh(self._list(pane).focus)

    def _list(self, pane: str) -> RecordList:
        return self.query_one(f"#{pane}", RecordList)

    def _fill(self, pane: str) -> None:
        work, records = self._work, self._list(pane)
        if pane == "columns":
            records.reload(columns_source(work.columns) if work.columns else Rows())
        elif pane == "first":
            records.load(first_source(work.first))
        else:
            records.empty = ALL_PLAIN if work.report else NOT_YET
            records.load(OutcomeSource(work.report) if work.report else Rows())

    def _show_panes(self) -> None:
        work = self._work
        counts = {
            "columns": len(work.columns.header) if work.columns else None,
            "first": len(work.first) or None,
            "outcome": len(work.report.rows) + len(work.report.gone) if work.report else None,
        }
        parts = []
        for pane, name in PANES.items():
            words, count = f" {self._key(name)} {named(name).label}", counts[pane]
            words += " " if count is None else f" ({count:,}) "
            parts.append(Content.styled(words, "bold reverse" if pane == self._pane else ""))
        self.query_one("#panes", Static).update(Content(" ").join(parts))

    @on(RecordList.Highlighted)
    def _show_detail(self) -> None:
        self.query_one("#detail", Static).update(one_line(self._detail()))

    def _detail(self) -> str:
        """The marked line, in full."""
        work, marked = self._work, self._list(self._pane).highlighted
        if marked is None:
            return ""
        if self._pane == "columns" and work.columns and marked.startswith(REMARK):
            return work.columns.remarks[int(marked.removeprefix(REMARK))]
        if self._pane == "columns" and work.columns and marked in work.columns.mapping:
            place = work.columns.header.index(marked)
            return f"{marked}: {' · '.join(examples(work.columns, place)[:20])}"
        if self._pane == "first" and int(marked) < len(work.first):
            return describe_row(work.first[int(marked)])
        if self._pane == "outcome" and work.report:
            return OutcomeSource(work.report).described(marked)
        return ""

    @on(RecordList.Opened, "#first, #outcome")
    def _show_more(self) -> None:
        """More room for what is marked, or less again."""
        self.toggle_class("-in-full")
