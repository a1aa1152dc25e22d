"""Reads the history: the actions, and what each changed on one record."""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING

from db import history
from spoc_tui.casework import when
from spoc_tui.casework.history import ActionEntry, FieldChange, HistoryEntry

if TYPE_CHECKING:
    from db.store import Store

NAMED = frozenset({"organisation", "contact", "topic", "team", "directorate"})
"""Fields that point to a row with a name, in the table they are called after."""
INTERNAL = frozenset({"enquiry", "phone_digits", "folded", "clock_from"})
"""Fields that say nothing to the officer."""


class HistoryReading:
    """The history of a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def entry(self, row: sqlite3.Row) -> ActionEntry:
        """A row of `action` as an entry."""
        return ActionEntry(
            id=row["id"],
            uid=row["uid"],
            at=when.from_iso(row["at"]),
            who=row["who"],
            label=row["label"],
            kind=row["kind"],
            records=row["records"],
            sitting=row["sitting"],
        )

    def of(self, enquiry_uid: str) -> list[HistoryEntry]:
        """Every action that changed an enquiry or what hangs on it, the first first."""
        rows = self._store.connection.execute(
            "SELECT a.*, c.tbl, c.before, c.after FROM change AS c "
            "JOIN action AS a ON a.uid = c.action WHERE c.record IN ("
            "SELECT ? UNION ALL SELECT uid FROM routing WHERE enquiry = ? "
            "UNION ALL SELECT uid FROM event WHERE enquiry = ? "
            "UNION ALL SELECT uid FROM promise WHERE enquiry = ?) ORDER BY c.id",
            [enquiry_uid] * 4,
        )
        entries: dict[str, tuple[ActionEntry, list[FieldChange]]] = {}
        for row in rows:
            _, changes = entries.setdefault(row["uid"], (self.entry(row), []))
            changes += self._field_changes(row)
        return [HistoryEntry(entry, tuple(changes)) for entry, changes in entries.values()]

    def broken_at(self) -> ActionEntry | None:
        """The first action whose seal does not fit its values or the action before; None if all do.

        Anyone who can write the file can also write new seals: this shows accidents and hasty
        hands, not a determined forger.
        """
        previous = ""
        for row in self._store.connection.execute("SELECT * FROM action ORDER BY id").fetchall():
            digest, _ = history.digest_of(self._store.connection, row["uid"])
            parts = [row["uid"], row["desk"], str(row["number"]), row["at"], row["who"]]
            parts += [row["label"], row["kind"], row["undoes"] or "", digest]
            if history.chained(previous, *parts) != row["hash"]:
                return self.entry(row)
            previous = row["hash"]
        return None

    def _field_changes(self, row: sqlite3.Row) -> list[FieldChange]:
        """What one row's change was, in names rather than ids; what only the program needs, not."""
        before = json.loads(row["before"]) if row["before"] else {}
        after = json.loads(row["after"])
        return [
            FieldChange(
                row["tbl"],
                name,
                self._named(name, before.get(name)),
                self._named(name, value),
            )
            for name, value in after.items()
            if name not in INTERNAL
        ]

    def _named(self, field: str, value: object) -> object:
        if field not in NAMED or value is None:
            return value
        found = self._store.connection.execute(
            f"SELECT name FROM {field} WHERE uid = ?", [value]
        ).fetchone()
        return found["name"] if found else value
