"""A finance team's list of paid invoices: what it would mark as paid, until the officer says so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from db.payments.importing import PaidListRequest
from screens.base import OfficerScreen
from screens.commands import bindings
from screens.dialogs.asking import ask_until_read
from screens.dialogs.dialog import Dialog, Typed
from screens.dialogs.half_typed import on_page
from screens.dialogs.taking_up import half_typed
from screens.payments.paid_list_rows import COLUMNS, PaidListLine, PaidListRows
from screens.shell.second_connection import read_on_second_connection
from screens.widgets.fields import DayField, Field
from screens.widgets.key_line import KeyLine
from screens.widgets.list_columns import COLUMN_COLUMNS, REMARK, columns_source, examples
from screens.widgets.list_source import one_line
from screens.widgets.record_list import RecordList
from spoc_tui.casework.dates.fields import Direction
from spoc_tui.casework.errors import BadInput, SpocError
from spoc_tui.casework.money import show_pounds
from spoc_tui.casework.organisations.organisation import RefusedRow
from spoc_tui.casework.payments.paid_invoices import (
    LEFT_OUT,
    PAID_FIELDS,
    PaymentProposal,
    PaymentVerdict,
)
from spoc_tui.casework.text import counted
from spoc_tui.files import typed_path

if TYPE_CHECKING:
    from db.payments.importing import PaidListRead
    from db.store import Store

TURNED = " · a minus before what was paid"
NET = " · sums without VAT"
UNSAID = "Mark the column, and press enter to say what it is."


async def open_paid_list(screen: OfficerScreen) -> None:
    """Asks for the file, and shows what is in it; asks again, still filled, where it is no list."""
    store = screen.store
    draft = await half_typed(screen.app, store, on_page("payments", "paid-list", of="paid_list"))
    if draft is None:
        return
    answer = await ask_until_read(screen.app, partial(_ask, store), partial(_asked, store), draft)
    if answer is not None:
        draft.drop()
        screen.app.push_screen(PaidListScreen(answer[1]))


def _ask(store: Store, filled: Typed | None, error: SpocError | None) -> Dialog:
    return Dialog(
        "A list of paid invoices",
        [
            Field("file", "File"),
            DayField("on", "Paid on", store=store, direction=Direction.PAST),
            Field("sheet", "Sheet"),
        ],
        intro="CSV or Excel, with columns for the supplier, the invoice and the amount. The day is "
        "needed only where the list does not say it. Nothing is marked before you have seen it.",
        filled=filled,
        error=error,
    )


def _asked(store: Store, typed: Typed) -> PaidListRequest:
    from db.payments.importing import open_list

    if not typed["file"].strip():
        raise BadInput("Type or paste the path of the list.", field="file")
    on = store.read_day(typed["on"], "on", Direction.PAST) if typed["on"].strip() else None
    asked = PaidListRequest(typed_path(typed["file"]), typed["sheet"].strip(), on)
    open_list(store, asked, whole=False)
    return asked


class PaidListScreen(OfficerScreen):
    """The list's rows, those first that would be marked as paid; and its columns, each of which
    may be taken for another field.
    """

    CSS_PATH = "paid_list.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        "mark_paid", "also_paid", "paid_columns", "call", "find", "back"
    )

    def __init__(self, asked: PaidListRequest) -> None:
        super().__init__()
        self._asked = asked
        self._read: PaidListRead | None = None
        self._lines: list[PaidListLine] = []
        self._also: set[int] = set()
        """The places of unsure rows that are to be marked too."""

    def compose(self) -> ComposeResult:
        yield Static("", id="headline", markup=False)
        yield RecordList(COLUMNS, header=True, empty="Reading it …", id="rows")
        yield RecordList(COLUMN_COLUMNS, header=True, empty="", mark_width=0, id="columns")
        yield Static("", id="why", markup=False)
        yield KeyLine(first=("mark_paid", "back"))

    def on_mount(self) -> None:
        self._look()

    # The list is read beside the program: it may be long.

    def _look(self) -> None:
        self.query_one("#headline", Static).update(f"{self._file_name} · reading it …")
        read_on_second_connection(self, partial(_read, self._asked), self._show)

    @property
    def _file_name(self) -> str:
        return one_line(self._asked.path.name)

    def _show(self, found: PaidListRead | SpocError) -> None:
        if isinstance(found, SpocError):
            self.query_one("#headline", Static).update(self._file_name)
            self.say_wrong(found)
            return
        from db.payments.importing import remember_columns

        if self._asked.mapping:
            remember_columns(self.store, found.opened)
        self._read, self._also = found, set()
        self._lines = sorted([*found.proposals, *found.refused], key=_order)
        self.query_one("#rows", RecordList).empty = "There is no row in it."
        self.query_one("#columns", RecordList).reload(columns_source(found.opened))
        self._show_rows()
        if found.opened.missing:
            self._turn_to_columns()

    def _show_rows(self) -> None:
        self.query_one("#rows", RecordList).reload(PaidListRows(self._lines, self._also))
        self._show_headline()

    def _show_headline(self) -> None:
        if self._read is None:
            return
        opened = self._read.opened
        marked = f"{len(self._to_mark):,} of {counted(len(self._lines), 'row')}"
        described = f"{marked} would be marked as paid{TURNED if opened.is_turned else ''}"
        described += NET if opened.net_column else ""
        if self._shows_columns:
            out = sum(field == LEFT_OUT for field in opened.mapping.values())
            described = f"{counted(len(opened.header), 'column')}, {out:,} left out"
        self.query_one("#headline", Static).update(
            f"{self._file_name} · {opened.missing or described}"
        )

    # Its columns.

    @property
    def _shows_columns(self) -> bool:
        return self.has_class("-columns")

    def _turn_to_columns(self, shown: bool = True) -> None:
        self.set_class(shown, "-columns")
        self.query_one("#columns" if shown else "#rows", RecordList).focus()
        self._show_headline()
        self._say_why()

    def action_paid_columns(self) -> None:
        self._turn_to_columns(not self._shows_columns)

    @on(RecordList.Opened, "#columns")
    def _change_column(self, event: RecordList.Opened) -> None:
        self._pick_field(event.key)

    @work
    async def _pick_field(self, column: str) -> None:
        from screens.dialogs.pick_field import PickFieldScreen

        if self._read is None or column.startswith(REMARK):
            return
        opened = self._read.opened
        shown = examples(opened, opened.header.index(column))
        field = await self.app.push_screen_wait(
            PickFieldScreen(column, opened.mapping[column], shown, PAID_FIELDS)
        )
        if field is not None:
            others = self._asked.mapping.items()
            kept = {one: of for one, of in others if of in (LEFT_OUT,) or of != field}
            self._asked = replace(self._asked, mapping={**kept, column: field})
            self._look()

    # Its rows.

    @on(RecordList.Highlighted)
    def _say_why(self) -> None:
        """Says in full, beneath the list, a row's reason, or what is in a column."""
        self.query_one("#why", Static).update(one_line(self._why()))

    def _why(self) -> str:
        if not self._shows_columns:
            line = self._line(self.query_one("#rows", RecordList).highlighted)
            return _described(line) if line else ""
        column = self.query_one("#columns", RecordList).highlighted
        if self._read is None or column is None:
            return ""
        opened = self._read.opened
        if column.startswith(REMARK):
            return opened.remarks[int(column.removeprefix(REMARK))]
        cells = " · ".join(examples(opened, opened.header.index(column))[:20])
        return f"{UNSAID} {column}: {cells}" if opened.missing else f"{column}: {cells}"

    @on(RecordList.Opened, "#rows")
    def _opened(self, event: RecordList.Opened) -> None:
        """The complaint that the row is about, where there is one."""
        line = self._line(event.key)
        if isinstance(line, PaymentProposal) and line.payment is not None:
            from screens.payments.page import PaymentScreen

            self.app.push_screen(PaymentScreen(line.payment.uid))

    def _line(self, key: str | None) -> PaidListLine | None:
        return self._lines[int(key)] if key else None

    @property
    def _to_mark(self) -> list[PaymentProposal]:
        return [
            line
            for place, line in enumerate(self._lines)
            if isinstance(line, PaymentProposal)
            and (line.verdict is PaymentVerdict.PROPOSED or place in self._also)
        ]

    def action_also_paid(self) -> None:
        """Has an unsure row marked too, or not after all."""
        key = self.query_one("#rows", RecordList).highlighted
        line = self._line(key)
        if self._shows_columns or key is None or not isinstance(line, PaymentProposal):
            return
        if line.verdict is not PaymentVerdict.UNSURE or not line.can_be_marked:
            self.app.notify(_why_not(line))
            return
        self._also ^= {int(key)}
        self._show_rows()

    @work
    async def action_mark_paid(self) -> None:
        """Marks those that are proposed, and those marked by hand, as one act."""
        from db.payments.importing import accept

        if not self._to_mark:
            self.app.notify("There is nothing here to be marked as paid.")
            return

        def act() -> str:
            count = accept(self.store, self._to_mark)
            return f"Marked {count:,} as paid. Tell the organisations, then close."

        if error := await self.try_to(act):
            self.say_wrong(error)
            return
        self.app.pop_screen()

    def action_back(self) -> None:
        """From the columns to the rows; from them, away."""
        if self._shows_columns and self._read is not None and not self._read.opened.missing:
            self._turn_to_columns(False)
        else:
            self.app.pop_screen()


def _read(
    asked: PaidListRequest, store: Store, wanted: Callable[[], bool]
) -> PaidListRead | SpocError:
    """In the thread; what is wrong with the list is said above it."""
    from db.payments.importing import read_list

    try:
        return read_list(store, asked, whole=False)
    except BadInput as error:
        return error


def _order(line: PaidListLine) -> tuple[int, bool, int]:
    """Sorts what would be marked first, then what is unsure, then the rest; each by its line."""
    if isinstance(line, RefusedRow):
        return list(PaymentVerdict).index(PaymentVerdict.NOT_PAID), True, line.line
    return line.order


def _described(line: PaidListLine) -> str:
    """Why it is what it is, and which lines it is read from where there are several."""
    if isinstance(line, RefusedRow) or not line.lines:
        return line.why
    lines = ", ".join(map(str, line.lines))
    return f"Lines {lines} add up to {show_pounds(line.row.amount or 0)}. {line.why}"


def _why_not(line: PaymentProposal) -> str:
    if line.verdict is PaymentVerdict.PROPOSED:
        return "It is to be marked as paid already."
    if line.verdict is not PaymentVerdict.UNSURE or line.payment is None:
        return "Only an unsure row can be marked too."
    return f"What it pays, or when, is not known. Enter opens {line.payment.reference}."
