"""The shapes and words of the history: who did what, and what it changed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from spoc_tui.casework.dates import when
from spoc_tui.casework.money import show_money
from spoc_tui.casework.records.kinds import is_declared
from spoc_tui.casework.text import shortened

LONGEST_VALUE = 200
"""How much of a value the words of a change hold."""
ID_LENGTH = 8
"""How many characters of an action's uid are shown as its id."""
BLANK = "(blank)"
"""Shown for a value that is blank."""
PENCE = "_pence"
"""How the fields end that hold money."""
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def short_id(uid: str) -> str:
    """The end of an action's uid, which is left to chance: short to type, and hardly ever two's."""
    return uid[-ID_LENGTH:]


@dataclass(frozen=True)
class ActionEntry:
    """One officer action as the history keeps it."""

    uid: str
    clock: int
    """In milliseconds; by it and the uid actions are in order, whichever desk's they are."""
    at: datetime
    who: str
    label: str
    kind: str
    """act, undo, redo; setup (the starting set) and settle (after joining) are never undone."""
    records: int
    """How many records it touched."""
    sitting: str
    """Which run of the program it came from."""


def why_never_undone(action: ActionEntry) -> str:
    """Why an action that is no act is not undone; of an undo, how it is taken back."""
    match action.kind:
        case "undo":
            return (
                f"“{action.label}” is an undo itself. Redo takes it back, while nothing else was "
                "done since."
            )
        case "settle":
            return (
                f"“{action.label}” is what the program made of the joined records, so that they "
                "fit each other: it is not undone. Undo what was done, or change the record."
            )
    return f"“{action.label}” is what the records began with: it is not undone."


@dataclass(frozen=True)
class FieldChange:
    """One field of one row, before and after; `before` is None for a row that was made.

    What points to another record is shown by that record's name.
    """

    table: str
    field: str
    before: object
    after: object

    @property
    def is_worth_saying(self) -> bool:
        """Of the timeline only the words, of an outside list and what is held of one not the row as
        it came, of a standard not its name, which it is told under; and nothing that was blank or
        zero from the start.
        """
        if self.table == "standard":
            return self.field != "name"
        if self.table == "event":
            return self.field in ("text", "whom", "removed_at")
        if self.field in ("facts", "row"):
            return False
        return not (self.before is None and self.after == 0)

    @property
    def words(self) -> str:
        """“enquiry subject: Hall → Hall keys”, as an officer would say it, on one line."""
        if is_declared(self.table):
            from spoc_tui.casework.history.declared import change_words

            return change_words(self)
        was = f"{self._value_described(self.before)} → " if self.before not in (None, "") else ""
        name = f"{self.table} {self.field.removesuffix(PENCE)}".replace("_", " ")
        return f"{name}: {was}{self._value_described(self.after)}"

    def _value_described(self, value: object) -> str:
        if self.field.endswith(PENCE) and isinstance(value, int):
            return show_money(value)
        return value_on_one_line(value)


@dataclass(frozen=True)
class HistoryEntry:
    """One action on a record, with what it changed there."""

    action: ActionEntry
    changes: tuple[FieldChange, ...]


@dataclass(frozen=True)
class ListedAction:
    """One action in the list of all."""

    action: ActionEntry
    undone: bool
    """Whether it was taken back since."""


@dataclass(frozen=True)
class RecordNamed:
    """A record that an action changed."""

    kind: str
    """What it is: enquiry, organisation, team …"""
    uid: str
    name: str


@dataclass(frozen=True)
class RecordChanges:
    """The changes of one action to a record and to what belongs to it."""

    kind: str
    """What the record is: enquiry, organisation, team …"""
    uid: str
    name: str
    changes: tuple[FieldChange, ...]


@dataclass(frozen=True)
class ActionChanges:
    """The changes of one action, record by record."""

    action: ActionEntry
    records: tuple[RecordChanges, ...]
    whole: bool
    """False where it changed so much that these are only the first."""


def value_on_one_line(value: object) -> str:
    """A value on one line, moments as they are shown."""
    if value in (None, ""):
        return BLANK
    text = " ".join(str(value).split())
    if _MOMENT.fullmatch(text):
        return when.show_moment(when.from_iso(text))
    return shortened(text, LONGEST_VALUE)
