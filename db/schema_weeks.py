"""The eighth shape: the timeline by time, and the summaries that were issued; the ninth: with which
options, and what was chosen last."""

from __future__ import annotations

WEEKS = (
    "CREATE INDEX event_by_time ON event (at)",
    """CREATE TABLE issued_week (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        reference TEXT NOT NULL,
        period_start TEXT NOT NULL,
        period_end TEXT NOT NULL CHECK (period_end >= period_start),
        number INTEGER NOT NULL,
        issued_at TEXT NOT NULL,
        words TEXT NOT NULL DEFAULT '',
        remarks TEXT NOT NULL DEFAULT '',
        story TEXT NOT NULL DEFAULT '',
        changed TEXT NOT NULL DEFAULT '',
        figures TEXT NOT NULL CHECK (json_valid(figures)),
        forms TEXT NOT NULL CHECK (json_valid(forms)),
        removed_at TEXT
    ) STRICT""",
    """CREATE UNIQUE INDEX issued_week_of ON issued_week (period_start, period_end, number)
        WHERE removed_at IS NULL""",
)

WEEK_OPTIONS = (
    """ALTER TABLE issued_week ADD COLUMN options TEXT NOT NULL DEFAULT '{}'
        CHECK (json_valid(options))""",
    "CREATE TABLE remembered (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",
)
