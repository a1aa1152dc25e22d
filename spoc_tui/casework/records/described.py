"""Descriptions of tables and columns, a sentence each, and the words that many share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

UTC_MOMENT = "UTC ISO moment"
ISO_DAY = "ISO date"
TIME = "Time of that day"


@dataclass(frozen=True)
class TableDescription:
    """A description of a table, and of each of its columns."""

    means: str
    columns: Mapping[str, str]


ID = "Running number of the row in this database; nothing outside the history points to it."
UID = "Unique name of the row (UUID), the same on every laptop; other tables point to it."
REMOVED = f"{UTC_MOMENT} at which the row was undone or removed; null where it was not."
DIGITS = "The digits of the phone number, by which it is looked for."
PHONE = "Phone number, as it was written."
FOLLOW_UP = f"{ISO_DAY} on which the officer means to look at it again; null: none."
LONDON_TIME = f"{TIME} in London, HH:MM; null: none was given."
REFERENCE = "The reference that is read out: kind, year and running number."


def uid_of(kind: str, *, may_lack: bool = False) -> str:
    """The description of a column that points to a row."""
    return f"uid of the {kind}{'; null: none' if may_lack else ''}."


def audited(means: str, **columns: str) -> TableDescription:
    """A table each change of which is in the history."""
    return TableDescription(means, {"id": ID, "uid": UID, **columns, "removed_at": REMOVED})
