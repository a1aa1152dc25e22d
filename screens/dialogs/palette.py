"""The command palette, made from the commands that work on the screen beneath."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult, SystemCommand
from textual.binding import BindingType
from textual.command import CommandList, CommandPalette

from screens.commands import COMMANDS, bindings, named
from screens.dialogs.go import areas_shown
from screens.widgets.key_line import label_on
from screens.widgets.marked_list import MarkedCommands

if TYPE_CHECKING:
    from textual.screen import Screen

    from spoc_tui.settings import Settings


class Palette(CommandPalette):
    """The palette; from it too a call is begun when the phone rings."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("call", "find", "desk", "quit")

    def compose(self) -> ComposeResult:
        for shown in super().compose():
            yield MarkedCommands() if isinstance(shown, CommandList) else shown


def system_commands(screen: Screen[object], settings: Settings) -> Iterable[SystemCommand]:
    """A line for each command that has something to act on here, and for each area shown."""
    labels = {
        active.binding.id: label_on(screen, active.binding)
        for active in screen.active_bindings.values()
        if active.enabled
    }
    for command in COMMANDS:
        if label := labels.get(command.name):
            title = f"{label} ({command.keys_shown(settings.keys)})"
            yield SystemCommand(title, command.help, partial(_run, screen, command.action))
    go = named("go").describe_key(settings.keys)
    for item in areas_shown(settings.hidden):
        heading, _, says = item.words.partition(": ")
        opens = partial(_run, screen, f"app.{item.answer}")
        yield SystemCommand(f"{heading} ({go} {item.key})", f"The area: {says}.", opens)


async def _run(screen: Screen[object], action: str) -> None:
    await screen.app.run_action(action, screen)
