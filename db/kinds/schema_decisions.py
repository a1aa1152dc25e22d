"""The shape in which decisions of groups are kept, and what was added to groups and meetings with
them. Nothing here is ever changed once it is released.
"""

from __future__ import annotations

TABLES = {
    "groups_decision": """CREATE TABLE groups_decision (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        reference TEXT NOT NULL,
        status TEXT NOT NULL,
        words TEXT NOT NULL,
        group_ TEXT NOT NULL REFERENCES record (uid),
        meeting TEXT REFERENCES record (uid),
        item TEXT NOT NULL DEFAULT '',
        decided TEXT,
        closes TEXT,
        against INTEGER CHECK (against IN (0, 1)),
        opposed TEXT NOT NULL DEFAULT '',
        year TEXT NOT NULL,
        sent TEXT,
        corrected TEXT,
        corrections TEXT NOT NULL DEFAULT '',
        carried TEXT,
        follow_up TEXT,
        began_at TEXT,
        closed_at TEXT,
        closed_why TEXT NOT NULL DEFAULT '',
        removed_at TEXT
    ) STRICT""",
}
"""The statement that made each table."""
ADDED = {
    "groups_group": ("short TEXT NOT NULL DEFAULT ''", "quorum INTEGER"),
    "groups_group_members": ("succeeded_by TEXT REFERENCES organisation (uid)",),
    "groups_meeting_items": ("carried TEXT",),
}
"""By table, the columns that were added to it."""

DECISIONS = (
    *TABLES.values(),
    "CREATE INDEX groups_decision_of ON groups_decision (group_, year)",
    "CREATE INDEX groups_decision_in ON groups_decision (meeting)",
    *(
        f"ALTER TABLE {table} ADD COLUMN {column}"
        for table, columns in ADDED.items()
        for column in columns
    ),
)
