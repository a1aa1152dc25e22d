"""How the lists overlap: how many organisations are in which of them, as a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from screens.base import OfficerScreen
from screens.commands import bindings
from screens.dialogs.menu import MenuItem, MenuScreen
from screens.dialogs.words import words_folder
from screens.shell.second_connection import read_on_second_connection
from screens.widgets.key_line import KeyLine
from spoc_tui.casework.errors import SpocError
from spoc_tui.files import free_name, write_private
from spoc_tui.reports.lists.overlap import OverlapCount, OverlapFormat, file_name, text, written

if TYPE_CHECKING:
    from spoc_tui.casework.lists.overlap import Overlap

FORMAT_KEYS = {
    "p": OverlapFormat.PICTURE,
    "h": OverlapFormat.HTML,
    "m": OverlapFormat.MARKDOWN,
    "c": OverlapFormat.CSV,
    "t": OverlapFormat.TEXT,
}
FORMAT_ITEMS = tuple(MenuItem(key, form, form.words) for key, form in FORMAT_KEYS.items())
MARGIN = 4
NARROWEST, BROADEST = 50, 110


class OverlapScreen(OfficerScreen):
    """The lists, and every combination of them that there is."""

    CSS_PATH = "overlap.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings("export", "call", "find", "back")

    def __init__(self) -> None:
        super().__init__()
        self._overlap: Overlap | None = None

    def compose(self) -> ComposeResult:
        yield Static("How the lists overlap", id="headline", markup=False)
        with VerticalScroll():
            yield Static("Counting …", id="picture", markup=False)
        yield KeyLine()

    def reload(self) -> None:
        # Beside the program: with hundreds of thousands of organisations it takes seconds.
        read_on_second_connection(self, lambda store, _: store.lists.overlap(), self._show)

    def not_read(self, sentence: str) -> None:
        self._overlap = None
        self.query_one("#picture", Static).update("This could not be counted.")
        super().not_read(sentence)

    def _show(self, overlap: Overlap) -> None:
        self._overlap = overlap
        self._draw()

    def on_resize(self, event: events.Resize) -> None:
        self._draw()

    def _draw(self) -> None:
        if self._overlap is not None and self.is_mounted:
            width = max(NARROWEST, min(BROADEST, self.size.width - MARGIN))
            self.query_one("#picture", Static).update("\n".join(text(self._overlap, width)))

    @work
    async def action_export(self) -> None:
        """Asks for the form, writes it beside the database, and says where it is."""
        chosen = await self.app.push_screen_wait(MenuScreen("The overlap as", FORMAT_ITEMS))
        if chosen is None or self._overlap is None:
            return
        form, today = OverlapFormat(chosen), self.today
        try:
            file = free_name(words_folder(self.store) / file_name(today, form))
            write_private(
                file, written(OverlapCount(self._overlap, today, self.store.signed), form)
            )
        except SpocError as error:
            self.say_wrong(error)
            return
        self.app.notify(f"How the lists overlap is in {file}", markup=False, timeout=10)
