"""The records behind a figure of the week: opened from there, they can be acted on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from screens.commands import bindings
from screens.records.list_screen import RecordListScreen
from screens.shell.second_connection import Wanted, read_on_second_connection
from screens.week.rows import due_of_row, figure_of_row, title_of
from screens.widgets.columns import REFERENCE_COLUMN, SUBJECT_COLUMN, WHO_COLUMN, Column
from screens.widgets.key_line import KeyLine
from screens.widgets.list_source import Row
from screens.widgets.record_list import RecordList
from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.week.periods import Period

if TYPE_CHECKING:
    from db.store import Store
    from spoc_tui.casework.week.records import CountedRecord, Pointer

COLUMNS = (REFERENCE_COLUMN, WHO_COLUMN, SUBJECT_COLUMN, Column("Status", 14))
EMPTY = "Nothing was counted in it."


class WeekRecordsScreen(RecordListScreen):
    """The records behind a figure, one name of a breakdown, or a day on which something is due."""

    CSS_PATH = "page.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings("call", "find", "back")

    def __init__(self, period: Period, key: str) -> None:
        super().__init__()
        self._period = period
        self._key = key
        """That of the row it was opened from."""

    def compose(self) -> ComposeResult:
        yield Static("", id="headline", markup=False)
        yield RecordList(COLUMNS, header=True, empty=EMPTY, mark_width=0)
        yield KeyLine()

    def reload(self) -> None:
        self.query_one("#headline", Static).update(f"{self._title()} · looking …")
        read_on_second_connection(self, self._pointers, self._show)

    def not_read(self, sentence: str) -> None:
        self.query_one("#headline", Static).update(f"{self._title()} · not read")
        super().not_read(sentence)

    def _pointers(self, store: Store, _: Wanted) -> Sequence[Pointer]:
        day = due_of_row(self._key)
        if day is not None:
            return store.week.due_on(day)
        return store.week.records_counted(self._period, *figure_of_row(self._key))

    def _show(self, pointers: Sequence[Pointer]) -> None:
        self.query_one("#headline", Static).update(f"{self._title()} · {len(pointers):,}")
        self.query_one(RecordList).reload(_Records(self.store, pointers))

    def _title(self) -> str:
        day = due_of_row(self._key)
        if day is not None:
            return f"Due on {show_day(day)}"
        return f"{title_of(self._key)} · {self._period.dates}"


class _Records:
    """The records, read as they come into view."""

    def __init__(self, store: Store, pointers: Sequence[Pointer]) -> None:
        self._store = store
        self._pointers = pointers

    def count(self) -> int:
        return len(self._pointers)

    def rows(self, offset: int, limit: int) -> Sequence[Row]:
        found = self._store.week.records(self._pointers[offset : offset + limit])
        return [_row(one) for one in found]


def _row(one: CountedRecord) -> Row:
    return Row(f"{one.kind} {one.uid}", (one.reference, one.who, one.subject, one.status))
