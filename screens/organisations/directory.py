"""The directory: organisations by name, with the marked one at a glance."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from screens.base import OfficerScreen
from screens.commands import bindings
from screens.records.opening import place
from screens.widgets.columns import Column, DropOrder
from screens.widgets.key_line import KeyLine
from screens.widgets.list_source import Row
from screens.widgets.record_list import RecordList
from spoc_tui.casework.text import counted

if TYPE_CHECKING:
    from db.store import Store

COLUMNS = (
    Column("Name", least=20),
    Column("Postcode", 9, goes=DropOrder.NARROW),
    Column("Phone", 15),
    Column("", 7),
)
EMPTY = "No organisations yet. {import_list} imports a list."


class DirectorySource:
    """A window on the organisations of a store, by name."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def count(self) -> int:
        return self._store.organisations.count()

    def rows(self, offset: int, limit: int) -> Sequence[Row]:
        return [
            Row(
                found.uid,
                (
                    found.name,
                    found.postcode,
                    found.phone,
                    found.state_described,
                ),
                "muted" if found.state_described else "",
            )
            for found in self._store.organisations.page(offset, limit)
        ]


class DirectoryScreen(OfficerScreen):
    """All organisations."""

    CSS_PATH = "directory.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        "duplicates", "review", "overlap", "export", "import_list", "call", "find", "back"
    )

    def compose(self) -> ComposeResult:
        empty = EMPTY.format(import_list=self.key("import_list"))
        yield Static("", id="headline", markup=False)
        yield RecordList(COLUMNS, header=True, empty=empty, mark_width=0)
        yield KeyLine()

    def reload(self) -> None:
        source = DirectorySource(self.store)
        there = counted(source.count(), "organisation")
        self.query_one("#headline", Static).update(
            f"Directory · {there} · {self.key('find')} finds one · "
            f"{self.key('duplicates')} possible duplicates"
        )
        self.query_one(RecordList).reload(source)

    def action_duplicates(self) -> None:
        self.app.push_screen(place("duplicates"))

    def action_overlap(self) -> None:
        self.app.push_screen(place("overlap"))

    @work
    async def action_export(self) -> None:
        from screens.exports.directory import export_directory

        await export_directory(self)

    def organisation_uid(self) -> str | None:
        return self.query_one(RecordList).highlighted

    @on(RecordList.Opened)
    def _opened(self, event: RecordList.Opened) -> None:
        from screens.organisations.page import OrganisationScreen

        self.app.push_screen(OrganisationScreen(event.key))
