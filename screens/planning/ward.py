"""A ward: its windows, schemes, groups and councillors, and the sums; each row opens what it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from screens.base import OfficerScreen
from screens.commands import bindings
from screens.dialogs.paper import write_paper, written_beside
from screens.records.opening import page_of
from screens.widgets.columns import REFERENCE_COLUMN, SUBJECT_COLUMN, Column
from screens.widgets.key_line import KeyLine
from screens.widgets.list_source import FixedRows, Row
from screens.widgets.record_list import RecordList
from spoc_tui.casework.errors import NotFound
from spoc_tui.casework.money import show_money
from spoc_tui.casework.text import counted

if TYPE_CHECKING:
    from pathlib import Path

    from spoc_tui.casework.planning.ward import Ward

COLUMNS = (REFERENCE_COLUMN, SUBJECT_COLUMN, Column("Status", 20))
EMPTY = "Nothing is known of this ward."


class WardScreen(OfficerScreen):
    """One ward, by its name."""

    CSS_PATH = "ward.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings("ward_pack", "call", "find", "back")

    def __init__(self, name: str) -> None:
        super().__init__()
        self._ward = name

    def compose(self) -> ComposeResult:
        yield Static("", id="headline", markup=False)
        yield RecordList(COLUMNS, header=True, empty=EMPTY, mark_width=0)
        yield KeyLine()

    def reload(self) -> None:
        from db.areas.planning.wards import ward

        try:
            found = ward(self.store, self._ward)
        except NotFound as error:
            self.query_one("#headline", Static).update(str(error))
            self.query_one(RecordList).reload(FixedRows([]))
            return
        self.query_one("#headline", Static).update(_headline(found))
        self.query_one(RecordList).reload(FixedRows([*_rows(found)]))

    @on(RecordList.Opened)
    def _opened(self, event: RecordList.Opened) -> None:
        kind, _, uid = event.key.partition(" ")
        self.app.push_screen(page_of(kind, uid.partition(" ")[0]))

    @work
    async def action_ward_pack(self) -> None:
        """Writes the front-loading pack to a file, in the form the officer chooses."""
        title = f"Front-loading pack of {self._ward} as"
        await write_paper(self, title, self._written, "Front-loading pack:")

    def _written(self, form: str) -> Path:
        from db.areas.planning.papers import pack_of
        from spoc_tui.reports.documents.formats import DocumentFormat, written
        from spoc_tui.reports.planning import papers

        facts = pack_of(self.store, [self._ward])
        content = written(papers.document(facts), DocumentFormat(form))
        return written_beside(self.store, papers.file_name(facts, form), content)


def _headline(ward: Ward) -> str:
    its = ward.sums
    return (
        f"{ward.name} · {counted(len(ward.schemes), 'scheme')}, {len(ward.shelf):,} on the shelf · "
        f"{counted(len(ward.windows), 'window')}\n"
        f"by homes {show_money(its.indicative)} (indicative) · agreed {show_money(its.agreed)} · "
        f"secured for schemes {show_money(its.secured)} · spent {show_money(its.spent)}"
    )


def _rows(ward: Ward) -> Iterator[Row]:
    """Windows, schemes, councillors, then the organisations of the ward."""
    for window in ward.windows:
        cells = (window.reference, window.subject, window.status.words)
        yield Row(f"window {window.uid}", cells)
    for scheme in ward.schemes:
        yield Row(f"scheme {scheme.uid}", (scheme.reference, scheme.what, scheme.status.words))
    for one in ward.councillors:
        at = f"organisation {one.organisation_uid} {one.uid}"
        yield Row(at, ("", one.name, one.role))
    for group in ward.organisations:
        yield Row(f"organisation {group.uid}", ("", group.name, group.kind))
