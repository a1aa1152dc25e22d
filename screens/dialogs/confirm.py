"""Asks once, where going on cannot be taken for granted."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from screens.base import OfficerModal


class ConfirmScreen(OfficerModal[bool]):
    """A question with its reason: y goes on; n, enter and escape do not."""

    CSS_PATH = "confirm.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "answer(True)", "Yes"),
        Binding("n,enter,escape", "answer(False)", "No"),
    ]

    def __init__(self, question: str, reason: str) -> None:
        super().__init__()
        self._question = question
        self._reason = reason

    def compose(self) -> ComposeResult:
        with Vertical(id="confirm", classes="box"):
            yield Static(self._question, id="question", markup=False)
            yield Static(self._reason, markup=False)
            yield Static("y yes, go on      n or enter no, leave it", id="keys", markup=False)

    def action_answer(self, answer: bool) -> None:
        self.dismiss(answer)
