"""The history of a record: who changed what, when, from what, to what."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from screens.base import OfficerScreen
from screens.commands import bindings
from screens.widgets.key_line import KeyLine
from screens.widgets.list_source import one_line
from spoc_tui.casework import when
from spoc_tui.casework.history import HistoryEntry

if TYPE_CHECKING:
    from spoc_tui.casework.enquiries import Enquiry


class HistoryScreen(OfficerScreen):
    """Every action on one enquiry, the last first."""

    CSS_PATH = "history.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings("call", "find", "back")

    def __init__(self, enquiry: Enquiry) -> None:
        super().__init__()
        self._enquiry = enquiry

    def compose(self) -> ComposeResult:
        yield Static(
            f"History of {self._enquiry.reference}: {one_line(self._enquiry.subject)}",
            id="headline",
            markup=False,
        )
        with VerticalScroll():
            yield Static("", id="entries", markup=False)
        yield KeyLine()

    def reload(self) -> None:
        entries = self.store.history.of(self._enquiry.uid)
        content = Content("\n\n").join(_entry(entry) for entry in reversed(entries))
        self.query_one("#entries", Static).update(content)


def _entry(entry: HistoryEntry) -> Content:
    action = entry.action
    head = Content.assemble(
        (one_line(action.label), "bold"),
        (f"  {when.show_moment(action.at)}, {one_line(action.who)}", "dim"),
    )
    changes = (Content(f"  {c.words}") for c in entry.changes if c.is_worth_saying)
    return Content("\n").join([head, *changes])
