"""The form of a payment complaint: what they tell, and at once what the law makes of it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from rich.console import Group
from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Static

from db.payments.acts import InvoiceKnown
from screens.base import Caller
from screens.commands import bindings
from screens.dialogs.choices import directorates, of_enum, teams
from screens.dialogs.confirm import ConfirmScreen
from screens.payments.dialogs import agreed_field
from screens.records.draft_screen import DraftScreen
from screens.widgets.fields import ChoiceField, DayField, Field
from screens.widgets.key_line import KeyLine
from screens.widgets.list_source import one_line
from screens.widgets.payment_view import in_short, questions, worked_out
from screens.widgets.picker import among
from spoc_tui.casework.dates.fields import Direction
from spoc_tui.casework.errors import SpocError
from spoc_tui.casework.money import show_pounds
from spoc_tui.casework.payments.kinds import PaymentKind, Terms
from spoc_tui.casework.payments.late_payment import calculate
from spoc_tui.casework.records.kinds import PAYMENT

if TYPE_CHECKING:
    from datetime import datetime

    from spoc_tui.casework.payments.payment import PaymentCase

HINT = (
    "Who has not been paid, and how much: the rest can be asked for later. "
    "What the law of late payment says of it is shown here as you type."
)
EARLIER_SHOWN = 4
NOTHING: Mapping[str, str] = {}


class PaymentForm(DraftScreen):
    """A complaint being logged."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(
        "save", "route_it", "leave", "quick_add", "discard", "call", "find"
    )
    OF = PAYMENT
    CALLED = "payment"
    HEADED = "A payment complaint"
    ONCE_PICKED = "amount"
    FIELD_OF_VERB = {"organisation": "caller"}

    def __init__(
        self,
        *,
        draft_uid: str | None = None,
        caller: Caller | None = None,
        told: Mapping[str, str] = NOTHING,
        instead_of: str | None = None,
        began: datetime | None = None,
        came_of: str | None = None,
    ) -> None:
        """`told` fills fields; `instead_of` is the draft of the call that it was begun as."""
        super().__init__(draft_uid, came_of)
        self._caller = caller or Caller()
        self._told = told
        self._instead_of = instead_of
        self._began = began

    def compose(self) -> ComposeResult:
        store = self.store
        kinds, terms, past = of_enum(PaymentKind), of_enum(Terms), Direction.PAST
        yield Static("A payment", id="headline", markup=False)
        with Horizontal():
            with VerticalScroll(id="form", can_focus=False):
                yield self._caller_field("Who")
                yield Field("amount", "Amount £")
                yield Field("invoice", "Invoice no.")
                yield Field("for", "What for")
                yield (received := DayField("received", "Received", store=store, direction=past))
                yield DayField("performed", "Work done", store=store, direction=past)
                yield ChoiceField("kind", "Kind", among(kinds), picked=kinds[0])
                yield ChoiceField("directorate", "Owed by", among(directorates(store)))
                yield ChoiceField("team", "Team", among(teams(store)))
                yield agreed_field(store, received)
                yield DayField("invoiced", "Invoice date", store=store, direction=past)
                yield ChoiceField("terms", "Terms", among(terms), picked=terms[-1])
                yield Field("order", "Order no.")
                yield DayField("accepted", "Accepted", store=store, direction=past)
                yield DayField("disputed", "Disputed on", store=store, direction=past)
                yield Field("phone", "Call back")
            with VerticalScroll(id="side", can_focus=False):
                yield Static("", id="beside", markup=False)
        yield KeyLine()

    def on_mount(self) -> None:
        self._fill_in(self._begin_as_told)
        known = self._choice("caller").picked is not None
        self._field(self.ONCE_PICKED if known else "caller").take_focus()
        self._show_side_panel()

    def _begin_as_told(self) -> None:
        """With who it is, and what was told in a call that turned out to be a complaint: its own
        draft goes.
        """
        self._begin_with_caller(self._caller)
        for name, text in self._told.items():
            if text.strip():
                self._field(name).text = text
                self._begin()
        self._started_at = self._began or self._started_at
        if self._instead_of is not None:
            # The call's own draft becomes this one's: nothing is kept twice, or lost.
            self._draft_uid, self._unkept = self._instead_of, True

    # Typing.

    @on(Field.Changed)
    def _typed(self) -> None:
        self._begin()
        self._unkept = True
        self._show_side_panel()

    def _fill_side_panel(self) -> None:
        """Fills the panel: what the law makes of what is typed, what to ask for, and what they
        complained of.
        """
        store = self.store
        payment = store.payments.preview(self._fields_typed())
        parts: list[object] = []
        if not payment.amount:
            parts.append(Text(HINT, style="dim"))
        else:
            parts.append(Text(f"{show_pounds(payment.amount)}", style="bold"))
            calculation = calculate(payment.debt, self.today, store.rates.known())
            parts += [*in_short(calculation, questions(payment)), *worked_out(calculation)]
        parts += self._earlier()
        self.query_one("#beside", Static).update(Group(*parts))  # type: ignore[arg-type]

    def _earlier(self) -> list[Text]:
        """The other sums that are owed to them."""
        caller = self._choice("caller").picked
        if caller is None:
            return []
        found = self.store.payments.all(organisation_uid=caller.key)
        if not found:
            return []
        lines = [Text(), Text("Complained of before", style="bold underline")]
        for one in found[:EARLIER_SHOWN]:
            described = f"{one.reference} {one_line(one.subject)}, {show_pounds(one.amount)}"
            lines.append(Text(f"{described}, {one.status.words}"))
        return lines

    # Saving.

    def action_save(self) -> None:
        self._log(to_finance=False)

    def action_route_it(self) -> None:
        self._log(to_finance=True)

    @work(exclusive=True, group="log")
    async def _log(self, *, to_finance: bool) -> None:
        for field in self.query(ChoiceField):
            field.settle()
        anyway = False
        while True:
            try:
                log = partial(self._logged, to_finance=to_finance, anyway=anyway)
                case, understood = await self.logged(log)
                break
            except InvoiceKnown as known:
                question = ConfirmScreen("Log it again?", str(known))
                if not await self.app.push_screen_wait(question):
                    return
                anyway = True
            except SpocError as error:
                self._show_error(error)
                return
        self._leave_for(case, understood)

    def _logged(self, *, to_finance: bool, anyway: bool) -> PaymentCase:
        """Logs what is typed; raises what is wrong with it."""
        payments = self.store.payments
        with self.store.action("Logged a payment complaint") as action:
            case = payments.add(self._fields_typed(), anyway=anyway, draft_uid=self._draft_uid)
            action.label = f"Logged {case.payment.reference}"
            if to_finance:
                case = payments.to_finance(case.payment.reference)
                action.label += f" and sent it to {case.payment.finance_team}"
        return case

    def _fields_typed(self) -> dict[str, str]:
        """The fields as the store names them; who was picked as the organisation."""
        fields = {
            field.key: field.key_or_text if isinstance(field, ChoiceField) else field.text
            for field in self.query(Field)
        }
        picked = self._choice("caller").picked
        if picked is not None:
            fields |= {"organisation": picked.key, "caller": ""}
        return {name: text for name, text in fields.items() if text.strip()}
