"""Everything that was done, the latest first: an action is opened for what it changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from screens.base import OfficerScreen
from screens.commands import bindings
from screens.history.record import ActionScreen, HistoryScreen
from screens.widgets.columns import MOMENT_WIDTH, Column, DropOrder
from screens.widgets.key_line import KeyLine
from screens.widgets.list_source import Row
from screens.widgets.record_list import RecordList
from spoc_tui.casework.dates import when
from spoc_tui.casework.text import counted

if TYPE_CHECKING:
    from db.store import Store

COLUMNS = (
    Column("When", MOMENT_WIDTH),
    Column("What", least=20),
    Column("", 6),
    Column("Who", 12, goes=DropOrder.NARROW),
)


class ActionSource:
    """A window on the actions of a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def count(self) -> int:
        return self._store.history.count()

    def index_of(self, key: str) -> int | None:
        return self._store.history.place_of(key)

    def rows(self, offset: int, limit: int) -> Sequence[Row]:
        rows = []
        for listed in self._store.history.page(offset, limit):
            action, undone = listed.action, "undone" if listed.undone else ""
            cells = (when.show_moment(action.at), action.label, undone, action.who)
            rows.append(Row(action.uid, cells, "muted" if undone else ""))
        return rows


class ActionsScreen(OfficerScreen):
    """All actions."""

    CSS_PATH = "actions.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings("history", "call", "find", "back")

    def compose(self) -> ComposeResult:
        yield Static("", id="headline", markup=False)
        yield RecordList(COLUMNS, header=True, mark_width=0)
        yield KeyLine()

    def reload(self) -> None:
        source = ActionSource(self.store)
        history, undo = self.key("history"), self.key("undo")
        self.query_one("#headline", Static).update(
            f"History · {counted(source.count(), 'action')} · {undo} undoes the marked one · "
            f"enter: changes · {history}: record"
        )
        self.query_one(RecordList).reload(source)

    def act_marked(self) -> str | None:
        return self.query_one(RecordList).highlighted

    @on(RecordList.Opened)
    def _opened(self, event: RecordList.Opened) -> None:
        self.app.push_screen(ActionScreen(event.key))

    def action_history(self) -> None:
        """The history of the record that the marked action changed."""
        uid = self.query_one(RecordList).highlighted
        if uid is None:
            return
        records = self.store.history.changed_by(uid).records
        if len(records) == 1:
            self.app.push_screen(HistoryScreen(records[0].kind, records[0].uid))
        else:
            self.app.notify("It changed more than one record: enter shows them.")
