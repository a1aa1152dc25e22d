"""Inputs of one line or several; pasted text loses its terminal controls."""

from __future__ import annotations

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.strip import Strip
from textual.widgets import Input, TextArea

from screens.shell.surviving_errors import SurvivesErrors
from screens.widgets.list_source import one_line
from spoc_tui.casework.text import display_safe

ELLIPSIS = "…"


class LineInput(SurvivesErrors, Input):
    """One line; several that are pasted are joined, where Textual would keep the first alone.

    Where what is in it, or the hint of what may, is longer than the line, a sign says so at the
    end at which it is cut; not while one types, when the cursor has the place.
    """

    def render_line(self, y: int) -> Strip:
        strip = super().render_line(y)
        width = self.scrollable_content_region.width
        length = cell_len(self.value or self.placeholder)
        if y or length <= width or width < 1 or (self.value and self.has_focus):
            return strip
        before = int(self.scroll_offset.x) if self.value else 0
        if before + width < length:
            kept = cell_len(strip.crop(0, width - 1).text.rstrip())
            strip = Strip.join([strip.crop(0, kept), _sign(strip.crop(kept), width - kept)])
        if before:
            strip = Strip.join([_sign(strip, 1), strip.crop(1)])
        return strip

    def _on_paste(self, event: events.Paste) -> None:
        # Textual calls its own handler after this one, with the same event.
        event.text = one_line(event.text)


class LinesInput(SurvivesErrors, TextArea):
    """Several lines. What is typed goes on after what was put there, not before it."""

    def on_mount(self) -> None:
        self._to_the_end()

    def load_text(self, text: str) -> None:
        super().load_text(text)
        self._to_the_end()

    def on_focus(self) -> None:
        self.call_after_refresh(self.scroll_cursor_visible)

    def _to_the_end(self) -> None:
        self.move_cursor(self.document.end)

    async def _on_paste(self, event: events.Paste) -> None:
        event.text = display_safe(event.text)


def _sign(cut: Strip, width: int) -> Strip:
    """That something is cut, in so many cells and as the first of them looked."""
    return Strip([Segment(ELLIPSIS.ljust(width), next((one.style for one in cut), None))])
