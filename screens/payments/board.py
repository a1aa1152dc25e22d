"""The payments board: what the council has not paid, how old that is, and who owes it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.table import Table
from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from screens.commands import bindings
from screens.payments.lists import (
    CLAIM_COLUMNS,
    OPEN_COLUMNS,
    PAID_COLUMNS,
    ClaimSource,
    PaymentSource,
)
from screens.records.list_screen import RecordListScreen
from screens.records.record_screen import Marked
from screens.widgets.case_view import CaseView
from screens.widgets.columns import breakpoints
from screens.widgets.key_line import KeyLine
from screens.widgets.list_source import one_line
from screens.widgets.record_list import RecordList
from spoc_tui.casework.money import show_pounds
from spoc_tui.casework.payments import board as board
from spoc_tui.casework.payments.totals import still_claimable, still_owed, totals_of
from spoc_tui.casework.text import counted

if TYPE_CHECKING:
    from spoc_tui.casework.payments.board import BoardGroup, InBand
    from spoc_tui.casework.payments.totals import Calculated, Totals

OPEN, PAID, CLAIMABLE = "open", "paid", "interest still claimable"
DIRECTORATES, ORGANISATIONS = "by directorate", "by organisation"
VIEWS = (OPEN, PAID, CLAIMABLE, DIRECTORATES, ORGANISATIONS)
LIST_OF_VIEW = {OPEN: "#open", PAID: "#paid", CLAIMABLE: "#claimable"}
EMPTY = "Nothing is owed that you know of. {payment} logs a complaint that is."
EMPTY_PAID = "None of them has been paid yet."
EMPTY_CLAIMABLE = "No complaint that was paid late is still open."
FALL = "Days to pay so far, by the band in which each would fall:"
BAR = 24
"""How long the longest bar of the chart is."""


class PaymentsScreen(RecordListScreen):
    """The complaints that are open, those paid late on which interest can be claimed still, those
    paid, and all by directorate and by organisation.
    """

    CSS_PATH = "board.tcss"
    HORIZONTAL_BREAKPOINTS = breakpoints(OPEN_COLUMNS, PAID_COLUMNS)
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        "status", "pack", "paid_list", "call", "find", "back"
    )

    def __init__(self) -> None:
        super().__init__()
        self._view = OPEN
        self._claims = 0

    def compose(self) -> ComposeResult:
        yield Static("", id="headline", markup=False)
        yield Static("", id="totals", markup=False)
        with Horizontal():
            empty = EMPTY.format(payment=self.key("payment"))
            yield RecordList(OPEN_COLUMNS, header=True, empty=empty, id="open")
            yield RecordList(
                CLAIM_COLUMNS, header=True, empty=EMPTY_CLAIMABLE, mark_width=0, id="claimable"
            )
            yield RecordList(PAID_COLUMNS, header=True, empty=EMPTY_PAID, mark_width=0, id="paid")
            with VerticalScroll(id="groups"):
                yield Static("", id="table", markup=False)
            with VerticalScroll(id="beside", can_focus=False):
                yield CaseView()
        yield KeyLine(first=("app.help", "app.begin('payment')", "status", "pack", "paid_list"))

    def on_mount(self) -> None:
        self._turn()

    def reload(self) -> None:
        calculated = self.store.payments.with_sums()
        self.query_one("#headline", Static).update(f"Payments · {self._view}")
        self.query_one("#totals", Static).update(_totals(calculated))
        owed = sorted(
            (one for one in calculated if one[0].is_open),
            key=lambda one: (
                not one[0].is_owed,
                -one[1].days_late,
                -(one[1].days_to_pay or 0),
                one[0].reference,
            ),
        )
        self.query_one("#open", RecordList).reload(
            PaymentSource(self.store, [payment for payment, _ in owed])
        )
        claimable = still_claimable(calculated)
        self._claims = len(claimable)
        self.query_one("#claimable", RecordList).reload(ClaimSource(self.store, claimable))
        paid = [payment for payment, _ in calculated if payment.paid_on is not None]
        paid.sort(key=lambda payment: payment.paid_on or self.today, reverse=True)
        self.query_one("#paid", RecordList).reload(PaymentSource(self.store, paid, paid=True))
        by = board.by_organisation if self._view == ORGANISATIONS else board.by_directorate
        self.query_one("#table", Static).update(_grouped(by(calculated)))
        self.show_marked()

    def action_status(self) -> None:
        """The next view; after the last, the first again. One with nothing to claim is left out."""
        shown = [view for view in VIEWS if view != CLAIMABLE or self._claims]
        at = shown.index(self._view) if self._view in shown else 0
        self._view = shown[(at + 1) % len(shown)]
        self._turn()
        self.reload_safely()

    def _turn(self) -> None:
        grouped = self._view in (DIRECTORATES, ORGANISATIONS)
        self.set_class(grouped, "-groups")
        for view, place in LIST_OF_VIEW.items():
            self.query_one(place).display = self._view == view
        self.set_focus(self.query_one("#groups") if grouped else self._list)
        self.refresh_bindings()

    @property
    def _list(self) -> RecordList:
        return self.query_one(LIST_OF_VIEW.get(self._view, "#open"), RecordList)

    def record_of(self, key: str) -> Marked:
        return Marked("payment", key)

    def the_list(self) -> RecordList | None:
        return self._list if self.is_mounted and self._view in LIST_OF_VIEW else None

    def show_marked(self) -> None:
        self.show_record(self.query_one(CaseView))

    @work
    async def action_paid_list(self) -> None:
        from screens.payments.paid_list import open_paid_list

        await open_paid_list(self)

    @work
    async def action_pack(self) -> None:
        from screens.payments.pack import pack

        await pack(self, None)


def _totals(calculated: Sequence[Calculated]) -> Content:
    """The sum outstanding, how old the oldest is, what runs each day; the bands as bars; what can
    still be claimed of what was paid.
    """
    of, late = totals_of(still_owed(calculated)), totals_of(still_claimable(calculated))
    claim = Content.styled(_describe_claim(late), "dim")
    if not of.count:
        nothing = Content.styled("Nothing is outstanding.", "dim")
        return Content("\n").join([nothing, claim]) if late.count else nothing
    complaints = counted(of.count, "complaint")
    oldest = "" if of.oldest is None else f", oldest {counted(of.oldest, 'day')}"
    head = Content.assemble(
        (show_pounds(of.outstanding), "bold"),
        f" outstanding on {complaints}{oldest}",
        f" · interest {show_pounds(of.interest)}, {show_pounds(of.daily)} a day",
        f" · fixed {show_pounds(of.compensation)}",
        f" · {of.assumed_described}" if of.assumed else "",
    )
    bands = board.in_bands(calculated)
    most = max(band.outstanding for band in bands) or 1
    bars = [Content.styled(FALL, "dim"), *(_bar(band, most) for band in bands)]
    return Content("\n").join([head, *bars, *([claim] if late.count else [])])


def _describe_claim(late: Totals) -> str:
    """The claim on what was paid late."""
    assumed = f", {late.assumed_described}" if late.assumed else ""
    return (
        f"Interest still claimable: {show_pounds(late.claimed)} on {late.count:,} paid late and "
        f"not closed{assumed}"
    )


def _bar(band: InBand, most: int) -> Content:
    name = f"{band.band.words} days" if band.band else "not known"
    length = round(BAR * band.outstanding / most)
    filled = "█" * (length or (1 if band.count else 0))
    return Content.assemble(
        (f"{name:>11} ", "dim"),
        (f"{filled:<{BAR}}", "$text-accent"),
        f" {band.count:>4,}  {show_pounds(band.outstanding):>14}",
    )


def _grouped(groups: Sequence[BoardGroup]) -> Table | Text:
    """How often and how long, a line for each."""
    if not groups:
        return Text("No complaints yet.", style="dim")
    table = Table.grid(padding=(0, 2, 0, 0))
    heads = ("", "complaints", "still owed", "outstanding", "oldest", "paid", "usually took")
    for head in heads:
        table.add_column(justify="left" if not head else "right", overflow="fold")
    table.add_row(*(Text(head, style="underline dim") for head in heads))
    for group in groups:
        oldest = "" if group.oldest is None else counted(group.oldest, "day")
        table.add_row(
            Text(one_line(group.name)),
            Text(f"{group.complaints:,}"),
            Text(f"{group.still_owed:,}"),
            Text(show_pounds(group.outstanding)),
            Text(oldest),
            Text(f"{group.paid:,}"),
            Text(group.usually_took),
        )
    return table
