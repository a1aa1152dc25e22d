"""The reference, large, to be read out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Digits, Static

from screens.base import OfficerScreen
from screens.commands import bindings
from screens.widgets.key_line import KeyLine
from spoc_tui.casework import when
from spoc_tui.casework.enquiries import Case
from spoc_tui.casework.errors import NotFound
from spoc_tui.casework.feedback import Feedback, FeedbackCase
from spoc_tui.casework.money import show_pounds
from spoc_tui.casework.payment_questions import ask_for
from spoc_tui.casework.payments import Payment, PaymentCase
from spoc_tui.casework.said_back import Understood


class LoggedScreen(OfficerScreen):
    """Shown once a record is saved; any key goes on."""

    CSS_PATH = "logged.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space,escape", "back", "Go on"),
        *bindings("copy", "call"),
    ]

    def __init__(
        self, case: Case | PaymentCase | FeedbackCase, understood: Sequence[Understood] = ()
    ) -> None:
        """`understood` are the dates that were typed, to be said back."""
        super().__init__()
        self._case = case
        self._understood = understood

    def compose(self) -> ComposeResult:
        kind, _, number = self._case.record.reference.partition("-")
        with Vertical(id="logged"):
            yield Static("Saved. Read out:", markup=False)
            yield Digits(number, id="number")
            yield Static(f"{kind}-{number}", id="reference", markup=False)
            follows = self._what_follows()
            dates = self.store.said_back(self._understood, follows)
            yield Static("\n".join([follows, *dates]), id="follows", markup=False)
        yield KeyLine()

    def _what_follows(self) -> str:
        if isinstance(self._case, PaymentCase):
            return _of_payment(self._case.payment)
        if isinstance(self._case, FeedbackCase):
            return _of_feedback(self._case.feedback)
        enquiry, hop = self._case.enquiry, self._case.open_routing
        if not enquiry.is_open:
            return "Answered, told and closed."
        lines = ["It is urgent."] if enquiry.is_urgent else []
        if enquiry.acknowledged_at is None:
            lines.append(f"Acknowledge by {when.show_day(enquiry.acknowledge_by)}.")
        lines.append(f"An answer by {when.show_day(enquiry.answer_by)}.")
        if hop is not None:
            lines.append(f"It is with {hop.team}, who reply by {when.show_day(hop.reply_by)}.")
        return "\n".join(lines)

    def in_sight(self) -> set[str]:
        return {self._case.record.uid}

    def reload(self) -> None:
        try:
            uid = self._case.record.uid
            self.store.records_of(uid).get(uid)
        except NotFound:
            # It was undone: its number is not to be read out any more.
            self.action_back()

    def action_copy(self) -> None:
        from screens.clipboard import copy

        copy(self.app, self._case.record.reference)
        self.app.notify(f"Copied {self._case.record.reference}.", markup=False)


def _of_feedback(feedback: Feedback) -> str:
    lines = [f"Said by {feedback.who}."]
    if feedback.action:
        by = f" by {when.show_day(feedback.due)}" if feedback.due else ""
        lines.append(f"{feedback.owed_by} owes it{by}.")
    return "\n".join([*lines, "It stays open until they have been told what came of it."])


def _of_payment(payment: Payment) -> str:
    lines = [f"{show_pounds(payment.amount)} to {payment.who}."]
    if payment.finance_team:
        lines.append(f"It is with {payment.finance_team}.")
    if wanted := ask_for(payment):
        lines.append(f"Still to ask for: {', '.join(wanted)}.")
    return "\n".join(lines)
