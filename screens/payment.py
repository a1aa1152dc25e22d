"""One payment complaint on a page of its own, with every act on it."""

from __future__ import annotations

from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll

from screens.commands import bindings
from screens.record_screen import Marked, RecordScreen
from screens.widgets.case_view import CaseView
from screens.widgets.key_line import KeyLine
from spoc_tui.casework.errors import NotFound


class PaymentScreen(RecordScreen):
    """One payment complaint."""

    CSS_PATH = "payment.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings("pack", "call", "find", "back")

    def __init__(self, reference: str) -> None:
        super().__init__()
        self._reference = reference

    def compose(self) -> ComposeResult:
        with VerticalScroll():
            yield CaseView()
        yield KeyLine(first=("app.help", "act('route')", "act('paid')", "act('escalate')"))

    def marked(self) -> Marked:
        return Marked("payment", self._reference)

    def organisation_uid(self) -> str | None:
        try:
            return self.store.payments.get(self._reference).payment.organisation_uid
        except NotFound:
            return None

    def reload(self) -> None:
        view = self.query_one(CaseView)
        try:
            case = self.store.payments.get(self._reference)
        except NotFound as error:
            view.show(None, today=self.today, hint=str(error))
            return
        from screens.widgets.payment_view import drawn_payment

        view.update(drawn_payment(self.store, case))

    @work
    async def action_pack(self) -> None:
        from screens.payment_pack import pack

        await pack(self, self.store.payments.get(self._reference).payment.reference)
