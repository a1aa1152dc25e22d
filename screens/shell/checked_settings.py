"""The officer's own keys and theme: what the desk can use, and what is wrong with the rest."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations
from typing import NamedTuple

from textual.binding import Binding, InvalidBinding
from textual.keys import Keys, key_to_character
from textual.theme import BUILTIN_THEMES

from screens.command import Command, key_shown
from screens.commands import COMMANDS, WITH_FIELDS, work_together
from spoc_tui.settings import Settings

FIXED = {"enter", "tab", "shift+tab", "up", "down", "j", "k", "y", "ctrl+c", "ctrl+p"}
"""What the lists, the fields and the questions answer to, whatever is set."""
OWN_KEY = "Give each a key of its own."
KEYS_HELP = "Keys are written r, R, f9, ctrl+r, delete; several with commas between."


class Fault(NamedTuple):
    """One thing that the desk cannot use: what is wrong, and what is allowed."""

    wrong: str
    allowed: str


def checked(settings: Settings) -> tuple[Settings, list[Fault]]:
    """The settings without what the desk cannot use, and what that and the rest of the file is that
    was left out.
    """
    keys, unusable = _checked_keys(settings.keys)
    faults = [*(Fault(*one) for one in settings.faults), *unusable]
    theme = settings.theme
    if theme not in BUILTIN_THEMES:
        theme = Settings().theme
        themes = f"Themes: {', '.join(sorted(BUILTIN_THEMES))}."
        faults.append(Fault(f"There is no theme “{settings.theme}”.", themes))
    return settings._replace(keys=keys, theme=theme), faults


def _checked_keys(own: Mapping[str, str]) -> tuple[dict[str, str], list[Fault]]:
    commands = {command.name: command for command in COMMANDS}
    usable: dict[str, str] = {}
    faults = []
    for name, keys in own.items():
        fault = _fault(commands[name], keys) if name in commands else _unknown(name)
        if fault:
            faults.append(fault)
        else:
            usable[name] = keys
    while usable and (shared := _on_one_key(usable)):
        one, other, key = shared
        faults.append(Fault(f"[keys] puts {one} and {other} both on “{key}”.", OWN_KEY))
        usable.pop(one, None)
        usable.pop(other, None)
    return usable, faults


def _unknown(name: str) -> Fault:
    names = ", ".join(sorted(command.name for command in COMMANDS))
    return Fault(f"“{name}” in [keys] is not a command.", f"Commands: {names}.")


def _fault(command: Command, keys: str) -> Fault | None:
    """The fault in the keys of one command, if there is any."""
    for key in _each(keys) or [keys]:
        set_to = f"[keys] puts {command.name} on “{key}”"
        if not _is_key(key):
            return Fault(f"{set_to}, which is not a key.", KEYS_HELP)
        if command.where in WITH_FIELDS and key_to_character(key) is not None:
            return Fault(f"{set_to}, which is typed in a form.", "An F-key or ctrl+ will do.")
        if key in FIXED and key not in _each(command.keys):
            return Fault(f"{set_to}, which lists, fields or questions need.", "Any other will do.")
    return None


def _each(keys: str) -> list[str]:
    """The keys one by one, by Textual's names for them; none where one is blank."""
    try:
        return [binding.key for binding in Binding.make_bindings([Binding(keys, "")])]
    except InvalidBinding:
        return []


def _is_key(key: str) -> bool:
    modifiers, _, name = key.rpartition("+")
    if not set(modifiers.split("+")) <= {"", "ctrl", "alt", "shift"}:
        return False
    if modifiers and (name != name.lower() or (modifiers == "shift" and len(name) == 1)):
        return False  # no terminal sends it: shift and r come as R
    return len(name) == 1 or name in set(Keys) or key_to_character(name) is not None


def _on_one_key(own: Mapping[str, str]) -> tuple[str, str, str] | None:
    """Two commands that would answer to one key on one screen, and that key."""
    keys = {command.name: set(_each(command.set_keys(own))) for command in COMMANDS}
    for one, other in combinations(COMMANDS, 2):
        shared = keys[one.name] & keys[other.name]
        if shared and {one.name, other.name} & own.keys() and work_together(one, other):
            return one.name, other.name, key_shown(min(shared))
    return None
