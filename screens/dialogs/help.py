"""The help: every key and what it does, made from the commands."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from screens.base import OfficerModal
from screens.commands import CONTEXTS, bindings, named, of
from screens.dialogs.go import areas_shown
from screens.widgets.key_line import KeyLine

if TYPE_CHECKING:
    from spoc_tui.settings import Settings

HELP_INTRO = (
    "Dates are typed as you say them: 25/12, 25 dec 2026, fri, tomorrow, +3 (days), 3wd (working "
    "days), 2w (weeks); promises and follow-ups with a time as well: at three, fri 9.30. "
    "References too: 143 is enough. Letters work outside fields; F-keys everywhere."
)


class HelpScreen(OfficerModal[None]):
    """All commands, by where they work."""

    CSS_PATH = "help.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings("back")

    def __init__(self, settings: Settings, about: str = "") -> None:
        super().__init__()
        self._settings = settings
        self._about = about
        """What the screen says of what is marked on it."""

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="help"):
            if self._about:
                yield Static(self._about, id="about", markup=False)
            yield Static(help_content(self._settings), markup=False)
        yield KeyLine()

    def action_back(self) -> None:
        self.dismiss(None)


def help_content(settings: Settings) -> Content:
    """The help, as text, with the officer's own keys and areas."""
    own_keys = settings.keys
    lines = [Content.styled("The keys", "bold"), Content(HELP_INTRO)]
    for where in CONTEXTS:
        lines += [Content(""), Content.styled(where.heading, "bold underline")]
        for command in of(where):
            keys = f"{command.keys_shown(own_keys):<12} "
            lines.append(Content.assemble((keys, "bold"), command.help))
    if areas := areas_shown(settings.hidden):
        lines += [Content(""), Content.styled("The areas", "bold underline")]
        go = named("go").describe_key(own_keys)
        for item in areas:
            lines.append(Content.assemble((f"{f'{go} {item.key}':<12} ", "bold"), f"{item.words}."))
    return Content("\n").join(lines)
