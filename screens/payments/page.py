"""One payment complaint on a page of its own, with every act on it."""

from __future__ import annotations

from typing import ClassVar

from textual import work
from textual.binding import BindingType

from screens.commands import bindings
from screens.records.page import RecordPage
from spoc_tui.casework.errors import NotFound


class PaymentScreen(RecordPage):
    """One payment complaint."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("pack", "call", "find", "back")
    KIND = "payment"
    FIRST = ("app.help", "act('route')", "act('paid')", "act('escalate')")

    def organisation_uid(self) -> str | None:
        try:
            return self.store.payments.get(self._reference).payment.organisation_uid
        except NotFound:
            return None

    @work
    async def action_pack(self) -> None:
        from screens.payments.pack import pack

        await pack(self, self.store.payments.get(self._reference).payment.reference)
