"""Go to: a small menu of places."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from screens.commands import bindings

PLACES = (
    ("d", "desk", "Desk: what needs doing"),
    ("e", "enquiries", "Enquiries: all of them"),
    ("o", "directory", "Organisations: the directory"),
    ("s", "settings", "Settings: teams, topics, bank holidays"),
)


class GoScreen(ModalScreen[str | None]):
    """Answers with the action that opens the place, or None."""

    CSS_PATH = "go.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("back"),
        *(Binding(key, f"to('{action}')", show=False) for key, action, _ in PLACES),
    ]

    def compose(self) -> ComposeResult:
        with Vertical(id="go"):
            yield Static("Go to", id="title", markup=False)
            yield OptionList(
                *(Option(f"{key}  {words}", id=action) for key, action, words in PLACES),
                markup=False,
            )

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option.id)

    def action_to(self, action: str) -> None:
        self.dismiss(action)

    def action_back(self) -> None:
        self.dismiss(None)
