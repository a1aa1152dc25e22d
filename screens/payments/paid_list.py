"""A finance team's list of paid invoices: what it would mark as paid, until the officer says so."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from screens.base import OfficerScreen
from screens.commands import bindings
from screens.dialogs.asking import ask_until_read
from screens.dialogs.dialog import Dialog, Typed
from screens.dialogs.half_typed import on_page
from screens.dialogs.taking_up import half_typed
from screens.widgets.columns import NUMBER_COLUMN, Column, DropOrder
from screens.widgets.fields import DayField, Field
from screens.widgets.key_line import KeyLine
from screens.widgets.list_source import Row, one_line
from screens.widgets.record_list import RecordList
from spoc_tui.casework.dates.fields import Direction
from spoc_tui.casework.errors import BadInput, SpocError
from spoc_tui.casework.money import show_pounds
from spoc_tui.casework.organisations.organisation import RefusedRow
from spoc_tui.casework.payments.paid_invoices import PaymentProposal, PaymentVerdict
from spoc_tui.casework.text import counted
from spoc_tui.files import typed_path

if TYPE_CHECKING:
    from db.store import Store

COLUMNS = (
    Column("Line", 5, "right", DropOrder.NARROW),
    Column("", 12),
    NUMBER_COLUMN,
    Column("Amount", 13, "right"),
    Column("Supplier", least=15),
    Column("Invoice", 12, goes=DropOrder.NARROW),
)
PaidListLine = PaymentProposal | RefusedRow


async def open_paid_list(screen: OfficerScreen) -> None:
    """Asks for the file, and shows what is in it; asks again, still filled, where it is no list."""
    store = screen.store
    draft = await half_typed(screen.app, store, on_page("payments", "paid-list", of="paid_list"))
    if draft is None:
        return
    answer = await ask_until_read(screen.app, partial(_ask, store), partial(_read, store), draft)
    if answer is not None:
        draft.drop()
        typed, lines = answer
        screen.app.push_screen(PaidListScreen(typed_path(typed["file"]).name, lines))


def _ask(store: Store, filled: Typed | None, error: SpocError | None) -> Dialog:
    return Dialog(
        "A list of paid invoices",
        [Field("file", "File"), DayField("on", "Paid on", store=store, direction=Direction.PAST)],
        intro="CSV or Excel, with columns for the supplier, the invoice and the amount. The day is "
        "needed only where the list does not say it. Nothing is marked before you have seen it.",
        filled=filled,
        error=error,
    )


def _read(store: Store, typed: Typed) -> list[PaidListLine]:
    from db.payments.importing import propose
    from spoc_tui.registers.paid_invoices import open_paid_invoices

    if not typed["file"].strip():
        raise BadInput("Type or paste the path of the list.", field="file")
    on = store.read_day(typed["on"], "on", Direction.PAST) if typed["on"].strip() else None
    opened = open_paid_invoices(typed_path(typed["file"]), today=store.today(), paid_on=on)
    rows = list(opened.rows)
    found: list[PaidListLine] = [row for row in rows if isinstance(row, RefusedRow)]
    found += propose(store, [row for row in rows if not isinstance(row, RefusedRow)])
    return sorted(found, key=_order)


def _order(line: PaidListLine) -> tuple[int, int]:
    """What would be marked first, then what is unsure, then the rest; each by its line."""
    if isinstance(line, RefusedRow):
        return 2, line.line
    return list(PaymentVerdict).index(line.verdict), line.row.line


class PaidListScreen(OfficerScreen):
    """The list's rows, those first that would be marked as paid."""

    CSS_PATH = "paid_list.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings("mark_paid", "call", "find", "back")

    def __init__(self, name: str, lines: Sequence[PaidListLine]) -> None:
        super().__init__()
        self._name = name
        self._lines = lines

    def compose(self) -> ComposeResult:
        yield Static("", id="headline", markup=False)
        yield RecordList(COLUMNS, header=True, empty="There is no row in it.")
        yield Static("", id="why", markup=False)
        yield KeyLine(first=("mark_paid", "back"))

    def on_mount(self) -> None:
        proposed = len(self._proposed)
        described = f"{proposed:,} of {counted(len(self._lines), 'row')} would be marked as paid"
        self.query_one("#headline", Static).update(f"{self._name} · {described}")
        self.query_one(RecordList).reload(_Rows(self._lines))

    @on(RecordList.Highlighted)
    def _say_why(self, event: RecordList.Highlighted) -> None:
        """The marked row's reason, in full beneath the list."""
        line = self._line(event.key)
        self.query_one("#why", Static).update(one_line(line.why) if line else "")

    @on(RecordList.Opened)
    def _opened(self, event: RecordList.Opened) -> None:
        """The complaint that the row is about, where there is one."""
        line = self._line(event.key)
        if isinstance(line, PaymentProposal) and line.payment is not None:
            from screens.payments.page import PaymentScreen

            self.app.push_screen(PaymentScreen(line.payment.uid))

    def _line(self, key: str | None) -> PaidListLine | None:
        return self._lines[int(key)] if key else None

    @property
    def _proposed(self) -> list[PaymentProposal]:
        return [
            line
            for line in self._lines
            if isinstance(line, PaymentProposal) and line.verdict is PaymentVerdict.PROPOSED
        ]

    @work
    async def action_mark_paid(self) -> None:
        """Marks those that are proposed, as one act."""
        from db.payments.importing import accept

        if not self._proposed:
            self.app.notify("There is nothing here to be marked as paid.")
            return

        def act() -> str:
            count = accept(self.store, self._proposed)
            return f"Marked {count:,} as paid. Tell the organisations, then close."

        if error := await self.try_to(act):
            self.say_wrong(error)
            return
        self.app.pop_screen()


class _Rows:
    """The lines as rows of the list."""

    def __init__(self, lines: Sequence[PaidListLine]) -> None:
        self._lines = lines

    def count(self) -> int:
        return len(self._lines)

    def rows(self, offset: int, limit: int) -> Sequence[Row]:
        shown = self._lines[offset : offset + limit]
        return [_row(place, line) for place, line in enumerate(shown, offset)]


def _row(place: int, line: PaidListLine) -> Row:
    if isinstance(line, RefusedRow):
        return Row(f"{place}", (f"{line.line}", "refused"), "muted")
    row, payment = line.row, line.payment
    proposed = line.verdict is PaymentVerdict.PROPOSED
    words = "part paid" if proposed and line.is_part else "paid" if proposed else line.verdict.words
    cells = (
        f"{row.line}",
        words,
        payment.reference.rsplit("-", 1)[-1] if payment else "",
        show_pounds(row.amount) if row.amount is not None else "",
        row.supplier,
        row.invoice,
    )
    style = "" if proposed else "warning" if line.verdict is PaymentVerdict.UNSURE else "muted"
    return Row(f"{place}", cells, style, "?" if line.verdict is PaymentVerdict.UNSURE else "")
