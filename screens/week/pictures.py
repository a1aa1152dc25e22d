"""The week as pictures, drawn in characters."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from screens.base import OfficerScreen
from screens.commands import bindings
from screens.widgets.key_line import KeyLine
from spoc_tui.casework.week.charts import week_charts
from spoc_tui.casework.week.summary import WeekSummary
from spoc_tui.reports.charts.text import chart_lines

MARGIN, NARROWEST, BROADEST = 4, 40, 116
"""In characters: beside the pictures, and how broad they are drawn."""
NOTHING_TO_DRAW = "There is nothing to draw yet: no enquiry came in, and nothing is owed."


class WeekPicturesScreen(OfficerScreen):
    """The trend, the directorates, response times, and the age of what is unpaid."""

    CSS_PATH = "page.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings("call", "find", "back")

    def __init__(self, summary: WeekSummary) -> None:
        super().__init__()
        self._summary = summary

    def compose(self) -> ComposeResult:
        yield Static(self._summary.period.name, id="headline", markup=False)
        with VerticalScroll():
            yield Static("", id="drawn", markup=False)
        yield KeyLine()

    def reload(self) -> None:
        self._draw()

    def on_resize(self, event: events.Resize) -> None:
        self._draw()

    def _draw(self) -> None:
        if self.is_mounted:
            width = max(NARROWEST, min(BROADEST, self.size.width - MARGIN))
            lines = "\n".join(_lines(self._summary, width))
            self.query_one("#drawn", Static).update(lines.rstrip() or NOTHING_TO_DRAW)


def _lines(summary: WeekSummary, width: int) -> Iterator[str]:
    for chart in week_charts(summary):
        yield chart.title
        yield from chart_lines(chart, width)
        yield ""
