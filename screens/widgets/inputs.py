"""What is typed into: a line, or several; what is pasted comes in without terminal controls."""

from __future__ import annotations

from textual import events
from textual.widgets import Input, TextArea

from screens.going_on import SurvivesErrors
from screens.widgets.list_source import one_line
from spoc_tui.casework.text import display_safe


class LineInput(SurvivesErrors, Input):
    """One line; several that are pasted are joined, where Textual would keep the first alone."""

    def _on_paste(self, event: events.Paste) -> None:
        # Textual calls its own handler after this one, with the same event.
        event.text = one_line(event.text)


class LinesInput(SurvivesErrors, TextArea):
    """Several lines."""

    async def _on_paste(self, event: events.Paste) -> None:
        event.text = display_safe(event.text)
