"""Lists of lines to choose from, whose marked one has a sign before it: colour alone does not tell
it. All lists of choices are these.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.command import CommandList
from textual.geometry import Size
from textual.strip import Strip
from textual.widgets import OptionList

from screens.widgets.record_list import CURSOR_MARKER, FOCUSED_MARKER

GUTTER = 2
"""Cells before each line: the sign of the marked one, and a blank."""

if TYPE_CHECKING:
    _List = OptionList
else:
    _List = object


class Marks(_List):
    """The signs, which are those of every list of records; a list that is moved in from the line
    above it is marked as one that has the focus.
    """

    AT_REST: ClassVar[str] = CURSOR_MARKER
    """The sign where another has the focus."""

    def _get_left_gutter_width(self) -> int:
        return GUTTER

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return super().get_content_height(container, viewport, width - GUTTER)

    def render_line(self, y: int) -> Strip:
        line = super().render_line(y)
        place = self.scroll_offset.y + y
        sign = " "
        if place < len(self._lines) and self._lines[place] == (self.highlighted, 0):
            moved_in = self.has_focus or not self.can_focus
            sign = FOCUSED_MARKER if moved_in else self.AT_REST
        style = next((one.style for one in line), None)
        before = Strip([Segment(sign.ljust(GUTTER), style)])
        return Strip.join([before, line]).crop(0, self.scrollable_content_region.width)


class MarkedList(Marks, OptionList):
    """A short list."""


class MarkedCommands(Marks, CommandList):
    """The list of the command palette."""

    DEFAULT_CSS = """
    MarkedCommands > .option-list--option { padding: 0 1; }
    """
