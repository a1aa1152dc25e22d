"""What every key does, made from the commands."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from screens.commands import Where, bindings, of
from screens.widgets.key_line import KeyLine

ABOUT = (
    "Dates are typed as you say them: 25/12, 25 dec 2026, fri, tomorrow, +3 (days), +3w (working "
    "days). References too: 143 is enough. Letters work outside fields; F-keys everywhere."
)


class HelpScreen(ModalScreen[None]):
    """All commands, by where they work."""

    CSS_PATH = "help.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings("back")

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="help"):
            yield Static(help_content(), markup=False)
        yield KeyLine()

    def action_back(self) -> None:
        self.dismiss(None)


def help_content() -> Content:
    """The help, as text."""
    lines = [Content.styled("The keys", "bold"), Content(ABOUT)]
    for where in Where:
        lines += [Content(""), Content.styled(where.value, "bold underline")]
        for command in of(where):
            lines.append(Content.assemble((f"{command.keys_shown:<12} ", "bold"), command.help))
    return Content("\n").join(lines)
