"""Says something that is to be read before one goes on."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from screens.base import OfficerModal


class NoticeScreen(OfficerModal[None]):
    """A heading and a sentence: enter and escape go on."""

    DEFAULT_CSS = """
    NoticeScreen {
        #notice { width: 64; }
        Static { height: auto; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,escape", "go_on", "Go on")]

    def __init__(self, title: str, sentence: str) -> None:
        super().__init__()
        self._title = title
        self._sentence = sentence

    def compose(self) -> ComposeResult:
        with Vertical(id="notice", classes="box"):
            yield Static(self._title, id="title", markup=False)
            yield Static(self._sentence, id="sentence", markup=False)
            yield Static("enter goes on", id="keys", markup=False)

    def action_go_on(self) -> None:
        self.dismiss(None)
