"""A short list of lines whose marked one has a sign before it: colour alone does not tell it."""

from __future__ import annotations

from rich.segment import Segment
from textual.strip import Strip
from textual.widgets import OptionList

from screens.widgets.record_list import CURSOR_MARKER, FOCUSED_MARKER

GUTTER = 2
"""Cells before each line: the sign of the marked one, and a blank."""


class MarkedList(OptionList):
    """The signs are those of every list of records."""

    def _get_left_gutter_width(self) -> int:
        return GUTTER

    def render_line(self, y: int) -> Strip:
        line = super().render_line(y)
        place = self.scroll_offset.y + y
        sign = " "
        if place < len(self._lines) and self._lines[place] == (self.highlighted, 0):
            sign = FOCUSED_MARKER if self.has_focus else CURSOR_MARKER
        style = next((one.style for one in line), None)
        before = Strip([Segment(sign.ljust(GUTTER), style)])
        return Strip.join([before, line]).crop(0, self.scrollable_content_region.width)
