"""What every key does, made from the commands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from screens.base import OfficerModal
from screens.commands import WHERES, bindings, of
from screens.widgets.key_line import KeyLine

ABOUT = (
    "Dates are typed as you say them: 25/12, 25 dec 2026, fri, tomorrow, +3 (days), 3wd (working "
    "days), 2w (weeks); promises and follow-ups with a time as well: at three, fri 9.30. "
    "References too: 143 is enough. Letters work outside fields; F-keys everywhere."
)


class HelpScreen(OfficerModal[None]):
    """All commands, by where they work."""

    CSS_PATH = "help.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings("back")

    def __init__(self, own_keys: Mapping[str, str], about: str = "") -> None:
        super().__init__()
        self._own_keys = own_keys
        self._about = about
        """What the screen says of what is marked on it."""

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="help"):
            if self._about:
                yield Static(self._about, id="about", markup=False)
            yield Static(help_content(self._own_keys), markup=False)
        yield KeyLine()

    def action_back(self) -> None:
        self.dismiss(None)


def help_content(own_keys: Mapping[str, str]) -> Content:
    """The help, as text, with the officer's own keys."""
    lines = [Content.styled("The keys", "bold"), Content(ABOUT)]
    for where in WHERES:
        lines += [Content(""), Content.styled(where.heading, "bold underline")]
        for command in of(where):
            keys = f"{command.keys_shown(own_keys):<12} "
            lines.append(Content.assemble((keys, "bold"), command.help))
    return Content("\n").join(lines)
