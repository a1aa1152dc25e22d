"""The timeline by time, the summaries that were issued, what makes past weeks quick; with which
options a summary was issued, what the officer chose last; what was due, by its day.
"""

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

PAST_WEEKS = (
    "DROP INDEX event_by_time",
    "CREATE INDEX event_by_kind ON event (kind, at)",
    """CREATE INDEX enquiry_by_closing ON enquiry (closed_at, received_at)
        WHERE closed_at IS NOT NULL AND removed_at IS NULL""",
    """CREATE INDEX event_closing ON event (at, enquiry)
        WHERE to_status = 'closed' AND enquiry IS NOT NULL AND removed_at IS NULL""",
)

DAYS_DUE = (
    "CREATE INDEX enquiry_by_answer_day ON enquiry (answer_by) WHERE removed_at IS NULL",
    "CREATE INDEX enquiry_by_acknowledging ON enquiry (acknowledge_by) WHERE removed_at IS NULL",
    "CREATE INDEX routing_by_reply ON routing (reply_by) WHERE removed_at IS NULL",
    "CREATE INDEX action_by_time ON action (at)",
)

WEEK_OPTIONS = (
    """ALTER TABLE issued_week ADD COLUMN options TEXT NOT NULL DEFAULT '{}'
        CHECK (json_valid(options))""",
    "CREATE TABLE remembered (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",
)
