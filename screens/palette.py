"""The command palette, made from the commands that work on the screen beneath."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual.app import SystemCommand

from screens.commands import COMMANDS, Where

if TYPE_CHECKING:
    from textual.app import App
    from textual.screen import Screen


def system_commands(app: App[None], screen: Screen[object]) -> Iterable[SystemCommand]:
    """A line for each command that has something to act on here."""
    for command in COMMANDS:
        node = app if command.where is Where.EVERYWHERE else screen
        action = getattr(node, f"action_{command.name}", None)
        if action is None or not node.check_action(command.name, ()):
            continue
        yield SystemCommand(f"{command.label} ({command.keys_shown})", command.help, action)
