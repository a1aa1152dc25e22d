"""What was done, by whom, and what it changed: the shapes and words that the history speaks in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from spoc_tui.casework import when

WIDEST = 200
"""How much of a value the words of a change hold."""
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


@dataclass(frozen=True)
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


@dataclass(frozen=True)
class FieldChange:
    """One field of one row, before and after; `before` is None for a row that was made.

    What points to another record stands by that record's name.
    """

    table: str
    field: str
    before: object
    after: object

    @property
    def is_worth_saying(self) -> bool:
        """Of the timeline only the words, and nothing that was blank or zero from the start."""
        if self.table == "event":
            return self.field in ("text", "whom", "removed_at")
        return not (self.before is None and self.after == 0)

    @property
    def words(self) -> str:
        """“enquiry subject: Hall → Hall keys”, as an officer would say it, on one line."""
        was = f"{_said(self.before)} → " if self.before not in (None, "") else ""
        return f"{self.table} {self.field.replace('_', ' ')}: {was}{_said(self.after)}"


@dataclass(frozen=True)
class HistoryEntry:
    """One action on a record, with what it changed there."""

    action: ActionEntry
    changes: tuple[FieldChange, ...]


def _said(value: object) -> str:
    if value in (None, ""):
        return "(blank)"
    text = " ".join(str(value).split())
    if _MOMENT.fullmatch(text):
        return when.show_moment(when.from_iso(text))
    return text if len(text) <= WIDEST else f"{text[: WIDEST - 1]}…"
