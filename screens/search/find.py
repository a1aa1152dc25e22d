"""Find anything: a line to type in, and what it finds beneath, grouped, best first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input

from screens.base import Caller, OfficerScreen
from screens.commands import bindings
from screens.widgets.columns import Column, DropOrder
from screens.widgets.inputs import LineInput
from screens.widgets.key_line import KeyLine
from screens.widgets.list_source import Row
from screens.widgets.record_list import RecordList
from spoc_tui.casework.dates.when import day_and_month
from spoc_tui.casework.search.finding import HEADINGS, Hit, parts_matched
from spoc_tui.casework.text import one_line

COLUMNS = (
    Column("Name", least=25, share=2),
    Column("", least=15),
    Column("", 13, goes=DropOrder.NARROW),
    Column("", 9, "right"),
)
HINT = "name, phone, postcode, ward, reference, invoice, number, or any words"
EMPTY = "Nothing is here yet. {call} logs a call; on the desk {lists} imports a list."
FAILED = (
    "This could not be searched for. The next letter searches again; {call} logs the caller as "
    "they are."
)
NOTHING_FOUND = "Nothing found. Fewer letters find more; {call} logs the caller as they are."


class HitRows:
    """The hits as rows, under a heading for each kind, in the order they were found."""

    def __init__(self, hits: Sequence[Hit], typed: str, today: date) -> None:
        self._rows: list[Row] = []
        for kind in dict.fromkeys(hit.kind for hit in hits):
            of_kind = [hit for hit in hits if hit.kind == kind]
            nearly = " (nearly so)" if all(hit.nearly for hit in of_kind) else ""
            self._rows.append(Row(None, (HEADINGS[kind] + nearly,), "heading"))
            self._rows += [_row(hit, typed, today) for hit in of_kind]

    def count(self) -> int:
        return len(self._rows)

    def rows(self, offset: int, limit: int) -> Sequence[Row]:
        return self._rows[offset : offset + limit]


def _row(hit: Hit, typed: str, today: date) -> Row:
    """Its name; how a record stands and whose it is; its number; the day it came in, or how much an
    organisation has open.
    """
    name = one_line(f"{hit.named} {hit.title}" if hit.reference else hit.name)
    last = f"{hit.open} open" if hit.open and hit.kind == "organisation" else ""
    if (on := hit.on) is not None:
        year = "" if on.year == today.year else f" {on:%y}"
        last = f"{day_and_month(on)}{year}"
    phone = "" if hit.phone == hit.matched else hit.phone
    where = ", ".join(filter(None, (hit.step, hit.matched)))
    cells = (name, where, phone, last)
    found = tuple(tuple(parts_matched(one_line(cell), typed)) for cell in cells[:3])
    return Row(f"{hit.kind} {hit.uid}", cells, mark="~" if hit.nearly else "", found=found)


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
    BINDINGS: ClassVar[list[BindingType]] = bindings("call", "copy_number", "back")

    @dataclass
    class Answered(Message):
        """The hits for what was typed."""

        typed: str
        hits: Sequence[Hit]
        asked: int
        """Which question it answers."""

    @dataclass
    class Failed(Message):
        """The search failed."""

        error: Exception
        asked: int

    def __init__(self) -> None:
        super().__init__()
        self._shown_for: str | None = None
        self._asked = 0
        self._moved = False
        self._hits: dict[str, Hit] = {}

    def compose(self) -> ComposeResult:
        yield FindLine(placeholder=HINT, id="typed")
        yield RecordList(COLUMNS)
        yield KeyLine()

    def on_mount(self) -> None:
        self.query_one(FindLine).focus()

    @property
    def _typed(self) -> str:
        return self.query_one(FindLine).value

    def reload(self) -> None:
        self._asked += 1  # what was asked before is out of date
        self._show(self._typed, self.store.search.anything(self._typed))

    @on(Input.Changed)
    def _ask(self) -> None:
        self._asked += 1
        typed, asked = self._typed, self._asked
        self.officer_app.searching.ask(
            lambda search: search.anything(typed),
            lambda hits: self.post_message(self.Answered(typed, hits, asked)),
            lambda error: self.post_message(self.Failed(error, asked)),
        )

    @on(Answered)
    def _answered(self, answer: Answered) -> None:
        if answer.asked == self._asked:
            self._show(answer.typed, answer.hits)

    @on(Failed)
    def _failed(self, failure: Failed) -> None:
        if failure.asked == self._asked:
            self.cannot_read(failure.error)
        else:
            self.officer_app.take(failure.error)

    def not_read(self, sentence: str) -> None:
        self._shown_for, self._hits = self._typed, {}
        call = self.key("call", typing=True)
        self.query_one(RecordList).say_instead(FAILED.format(call=call))

    def _show(self, typed: str, hits: Sequence[Hit]) -> None:
        afresh = typed != self._shown_for
        self._moved = self._moved and not afresh
        self.unread = ""
        self._shown_for = typed
        self._hits = {f"{hit.kind} {hit.uid}": hit for hit in hits}
        records = self.query_one(RecordList)
        empty = NOTHING_FOUND if typed.strip() else EMPTY
        records.empty = empty.format(
            call=self.key("call", typing=True), lists=self.key("import_list")
        )
        if afresh:
            records.load(HitRows(hits, typed, self.store.today()))
        else:
            records.reload(HitRows(hits, typed, self.store.today()))

    def _refresh_results(self) -> None:
        """Before a key acts on a row: the rows are those of what is typed now."""
        if self._shown_for != self._typed:
            self.reload_safely()

    @property
    def _marked(self) -> Hit | None:
        self._refresh_results()
        return self._hits.get(self.query_one(RecordList).highlighted or "")

    @on(Input.Submitted)
    def _open_marked(self) -> None:
        hit = self._marked
        if hit is not None:
            self._open(hit)

    @on(RecordList.Opened)
    def _opened(self, event: RecordList.Opened) -> None:
        hit = self._hits.get(event.key)
        if hit is not None:
            self._open(hit)

    def _open(self, hit: Hit) -> None:
        from screens.records.opening import page_of

        # A person is shown on the page of their organisation.
        if hit.kind == "person" and hit.organisation_uid is not None:
            self.app.switch_screen(page_of("organisation", hit.organisation_uid))
        else:
            self.app.switch_screen(page_of(hit.kind, hit.uid))

    def action_step(self, direction: int) -> None:
        self._refresh_results()
        self._moved = True
        self.query_one(RecordList).action_step(1 if direction > 0 else -1)

    def action_copy_number(self) -> None:
        hit = self._marked
        if hit is None or not hit.phone:
            self.app.notify("No phone number is known here.")
            return
        from screens.shell.clipboard import copy

        copy(self.app, hit.phone)
        self.app.notify(f"Copied {hit.phone}, {hit.name}.", markup=False)

    def caller(self) -> Caller:
        """Whom the officer marked, or who was found by name or number; else what was typed."""
        hit = self._marked
        sure = hit is not None and (
            self._moved or (hit.kind in ("organisation", "person") and not hit.nearly)
        )
        if hit is None or hit.organisation_uid is None or not sure:
            return Caller(typed=self._typed.strip())
        return Caller(hit.organisation_uid, hit.uid if hit.kind == "person" else None)
