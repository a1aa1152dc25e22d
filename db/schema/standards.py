"""The shape of the council's standards: facts of the history, the same on every desk."""

from __future__ import annotations

STANDARDS = (
    # A row for each standard that was ever set: its uid follows from its name.
    """CREATE TABLE standard (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL CHECK (name <> ''),
        value INTEGER NOT NULL CHECK (value BETWEEN 0 AND 250),
        removed_at TEXT
    ) STRICT""",
)
