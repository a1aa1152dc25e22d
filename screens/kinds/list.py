"""The records of a declared kind, the last begun first, with the marked one in full beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widgets import Static

from screens.base import SidePane
from screens.commands import bindings
from screens.kinds.papers import has_papers
from screens.records.screen import Marked, RecordScreen
from screens.widgets.case_view import CaseView
from screens.widgets.columns import NUMBER, Column, Goes
from screens.widgets.key_line import KeyLine
from screens.widgets.list_source import Row
from screens.widgets.record_list import RecordList
from spoc_tui.casework.dates import when
from spoc_tui.casework.kinds.catalogue import kind_of
from spoc_tui.casework.kinds.fields import Day
from spoc_tui.casework.kinds.values import described

if TYPE_CHECKING:
    from datetime import date

    from db.kinds.records import DeclaredRecords
    from spoc_tui.casework.kinds.kind import Kind
    from spoc_tui.casework.kinds.record import Record

STANDS = 15
"""Cells for where a record stands."""


def columns_of(kind: Kind[Any]) -> tuple[Column, ...]:
    """Those that the fields ask for, after the number; then where it stands."""
    return (NUMBER, *map(_column, _shown(kind).values()), Column("Stands", STANDS))


def _shown(kind: Kind[Any]) -> dict[str, Any]:
    return {name: field for name, field in kind.fields.items() if field.column is not None}


def _column(field: Any) -> Column:
    if not field.column:
        return Column(field.label, least=20, good=30, enough=58, share=2)
    width = max(field.column, len(field.label), 11 if isinstance(field, Day) else 0)
    return Column(field.label, width, goes=Goes.NARROW)


class DeclaredSource:
    """A window on the records of a kind, of one step, or all."""

    def __init__(self, records: DeclaredRecords, today: date, step: str = "") -> None:
        self._records = records
        self._today = today
        self._step = step

    def count(self) -> int:
        return self._records.count(step=self._step)

    def rows(self, offset: int, limit: int) -> Sequence[Row]:
        return [self._row(one) for one in self._records.page(offset, limit, step=self._step)]

    def _row(self, one: Record) -> Row:
        late = any(due.on < self._today for due in self._records.dues(one))
        cells = [
            when.day_in_list(value, self._today)
            if isinstance(field, Day) and value
            else described(field, value, self._today)
            for name, field in _shown(self._records.kind).items()
            for value in [getattr(one, name)]
        ]
        return Row(
            one.uid,
            (one.reference.rsplit("-", 1)[-1], *cells, one.status.short),
            "overdue" if late else "" if one.is_open else "muted",
            "!!" if late else "",
        )


class DeclaredList(RecordScreen):
    """All records of a declared kind, or those of one step."""

    CSS_PATH = "kinds.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        "new_record", "paper", "status", "call", "find", "back"
    )
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]

    def __init__(self, kind: str) -> None:
        super().__init__()
        self._kind = kind_of(kind)
        self._steps = ("", *self._kind.steps)
        self._filter = 0

    def compose(self) -> ComposeResult:
        yield Static("", id="headline", markup=False)
        with Horizontal():
            empty = f"No {self._kind.plural} here. {self.key('new_record')} begins one."
            yield RecordList(columns_of(self._kind), header=True, empty=empty)
            with SidePane(can_focus=False):
                yield CaseView()
        yield KeyLine(first=("app.help",))

    def reload(self) -> None:
        step = self._steps[self._filter]
        records = self.store.declared(self._kind.code)
        source = DeclaredSource(records, self.today, step)
        shown = self._kind.steps(step).words if step else "all"
        heading = self._kind.plural.capitalize()
        self.query_one("#headline", Static).update(
            f"{heading} · {shown} · {source.count():,} · the last begun first"
        )
        self.query_one(RecordList).reload(source)
        self._show()

    def action_status(self) -> None:
        """The next step; after the last, all again."""
        self._filter = (self._filter + 1) % len(self._steps)
        self.show_anew()

    def action_new_record(self) -> None:
        """Begins another on its form."""
        from screens.kinds.form import DeclaredForm

        self.app.push_screen(DeclaredForm(self._kind.code))

    def marked(self) -> Marked | None:
        uid = self.query_one(RecordList).highlighted if self.is_mounted else None
        return Marked(self._kind.code, uid) if uid else None

    @on(RecordList.Highlighted)
    def _highlighted(self) -> None:
        self._show()
        self.refresh_bindings()

    @on(RecordList.Opened)
    def _opened(self, event: RecordList.Opened) -> None:
        self.open_record(Marked(self._kind.code, event.key))

    def _show(self) -> None:
        self.show_record(self.query_one(CaseView))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A paper is there where one goes out about such a record."""
        if action == "paper":
            return has_papers(self.marked())
        return super().check_action(action, parameters)

    @work
    async def action_paper(self) -> None:
        """Writes a paper about the record to a file."""
        from screens.kinds.papers import paper

        if (case := self.current_case()) is not None:
            await paper(self, case)  # type: ignore[arg-type]
