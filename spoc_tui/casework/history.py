"""What was done, by whom, and what it changed: the shapes that the history speaks in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class ActionEntry:
    """One officer action as the history keeps it."""

    id: int
    uid: str
    at: datetime
    who: str
    label: str
    kind: str
    """act, undo, redo, or setup (the starting set: never undone)."""
    records: int
    """How many records it touched."""
    sitting: str
    """Which run of the program it came from."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of one row, before and after; `before` is None for a row that was made."""

    table: str
    field: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One action on a record, with what it changed there."""

    action: ActionEntry
    changes: tuple[FieldChange, ...]
