"""Find anything: a line to type in, and what it finds beneath, grouped, best first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from screens.base import OfficerScreen
from screens.commands import bindings
from screens.widgets.inputs import LineInput
from screens.widgets.key_line import KeyLine
from screens.widgets.list_source import Column, Row
from screens.widgets.record_list import RecordList
from spoc_tui.casework.finding import Hit

HEADINGS = {"organisation": "Organisations", "person": "People", "enquiry": "Enquiries"}
COLUMNS = (Column("Name"), Column("", 30), Column("", 8, "right"))
HINT = "part of a name, a phone number, a postcode, a reference (143 will do), words of an enquiry"
EMPTY = (
    "Nothing is here yet. n or F2 logs a call; lists come in with: spoc import organisations FILE"
)
NOTHING = "Nothing found. Fewer letters find more; n or F2 logs the caller as they are."


class Found:
    """The hits as rows, under a heading for each kind, in the order they were found."""

    def __init__(self, hits: Sequence[Hit]) -> None:
        self._rows: list[Row] = []
        for kind in dict.fromkeys(hit.kind for hit in hits):
            self._rows.append(Row(None, (HEADINGS[kind],), "heading"))
            self._rows += [_row(hit) for hit in hits if hit.kind == kind]

    def count(self) -> int:
        return len(self._rows)

    def rows(self, offset: int, limit: int) -> Sequence[Row]:
        return self._rows[offset : offset + limit]


def _row(hit: Hit) -> Row:
    name = f"{hit.reference} {hit.name}" if hit.reference else hit.name
    open_count = f"{hit.open} open" if hit.open and hit.kind == "organisation" else ""
    return Row(f"{hit.kind} {hit.uid}", (name, hit.matched, open_count))


class FindLine(LineInput):
    """The line that is typed into; the arrows move in the list, which keeps no focus."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "screen.step(1)", show=False),
        Binding("up", "screen.step(-1)", show=False),
        Binding("enter", "submit", "Open"),
    ]


class FindScreen(OfficerScreen):
    """Searching as it is typed."""

    CSS_PATH = "find.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings("call", "back")

    def __init__(self) -> None:
        super().__init__()
        self._hits: dict[str, Hit] = {}

    def compose(self) -> ComposeResult:
        yield FindLine(placeholder=HINT, id="typed")
        yield RecordList(COLUMNS, empty=EMPTY)
        yield KeyLine()

    def on_mount(self) -> None:
        self.query_one(FindLine).focus()

    def reload(self) -> None:
        self._search(self.query_one(FindLine).value, anew=False)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._search(event.value)

    def _search(self, typed: str, *, anew: bool = True) -> None:
        hits = self.store.search.anything(typed)
        self._hits = {f"{hit.kind} {hit.uid}": hit for hit in hits}
        records = self.query_one(RecordList)
        records.empty = NOTHING if typed.strip() else EMPTY
        if anew:
            records.load(Found(hits))
        else:
            records.reload(Found(hits))

    @on(Input.Submitted)
    def _open_marked(self) -> None:
        self.query_one(RecordList).action_open()

    @on(RecordList.Opened)
    def _opened(self, event: RecordList.Opened) -> None:
        hit = self._hits[event.key]
        if hit.kind == "enquiry":
            from screens.enquiry import EnquiryScreen

            self.app.switch_screen(EnquiryScreen(hit.uid))
        elif hit.organisation_uid is not None:
            from screens.organisation import OrganisationScreen

            self.app.switch_screen(OrganisationScreen(hit.organisation_uid))

    def action_step(self, direction: int) -> None:
        self.query_one(RecordList).action_step(1 if direction > 0 else -1)

    def organisation_uid(self) -> str | None:
        hit = self._hits.get(self.query_one(RecordList).highlighted or "")
        return hit.organisation_uid if hit else None
