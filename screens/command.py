"""A command: its key, its name, its help, and where it works."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from textual.binding import Binding
from textual.keys import key_to_character


@dataclass(frozen=True, eq=False)
class Context:
    """Where a command works."""

    heading: str
    """As the help heads it."""
    acts: bool = False
    """Whether the commands there are acts on a record."""
    typing: bool = False
    """Whether letters are typed there."""


NTH = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")

EVERYWHERE = Context("Everywhere")
ON_ORGANISATION = Context("On an organisation")


@dataclass(frozen=True)
class Command:
    """One thing the officer can do. Its name is the action's, and its id in the settings file."""

    name: str
    keys: str
    label: str
    help: str
    where: Context
    show: bool = True
    """Whether the footer has it; the help always has."""
    runs: str = ""
    """What its key runs; blank: what follows from its name and where it works."""

    def set_keys(self, own: Mapping[str, str]) -> str:
        """Its keys, or those the officer has set instead."""
        return own.get(self.name, self.keys)

    def keys_shown(self, own: Mapping[str, str]) -> str:
        """As the help prints them: `/ or F3`."""
        return " or ".join(key_shown(key.strip()) for key in self.set_keys(own).split(","))

    def describe_key(self, own: Mapping[str, str], *, typing: bool = False) -> str:
        """The key that a sentence names: the first; of those that are no text, where one types."""
        keys = [key.strip() for key in self.set_keys(own).split(",")]
        free = [key for key in keys if key_to_character(key) is None] if typing else []
        return key_shown((free or keys)[0])

    @property
    def action(self) -> str:
        """The action that its key runs: everywhere the app's, on a record the act of that name."""
        if self.runs:
            return self.runs
        if self.where.acts:
            return f"act('{self.name}')"
        return f"app.{self.name}" if self.where is EVERYWHERE else self.name

    @property
    def binding(self) -> Binding:
        return Binding(
            self.keys,
            self.action,
            self.label,
            show=self.show,
            # A text area would take F6 for itself.
            priority=self.where.typing,
            id=self.name,
            tooltip=self.help,
        )


@dataclass(frozen=True, kw_only=True)
class KindCommands:
    """The keys that a kind of record has of its own: SAID of screens/SUBJECT/commands.py."""

    begin: Command
    """Begins one, from anywhere."""
    pane: Command
    """Turns an organisation's page to its records."""
    commands: tuple[Command, ...]
    wheres: tuple[Context, ...]
    """The places of its own, where those commands work."""
    lists: tuple[Context, ...]
    """Those of them that are lists of its records, on which the acts work too."""
    on_one: str
    """“a payment”: as a heading says on what it is."""
    place: str
    """As “Go to” calls where they all are."""
    helps: Mapping[str, str] = field(default_factory=dict)
    """What a command that all records share does on one of it, by the command's name."""
    as_call: str = ""
    """Its form, where what works in the call form works there too."""


def key_shown(key: str) -> str:
    """A key as it is printed for the officer."""
    named = {"slash": "/", "question_mark": "?", "plus": "+", "equals_sign": "="}
    if key in named:
        return named[key]
    return key.upper() if key[0] == "f" and key[1:].isdigit() else key
