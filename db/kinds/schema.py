"""The shape of what is declared: links between records, what is due on records and the words by
which they are found, and a table for each kind. Nothing here is ever changed once it is released.
"""

from __future__ import annotations

SHARED = (
    """CREATE TABLE link (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        one TEXT NOT NULL REFERENCES record (uid),
        other TEXT NOT NULL REFERENCES record (uid),
        says TEXT NOT NULL,
        words TEXT NOT NULL DEFAULT '',
        since TEXT,
        publish INTEGER CHECK (publish IN (0, 1)),
        offered TEXT,
        declined TEXT,
        removed_at TEXT
    ) STRICT""",
    "CREATE INDEX link_of ON link (one, other, says)",
    "CREATE INDEX link_to ON link (other)",
    """CREATE TABLE record_due (
        record TEXT NOT NULL,
        what TEXT NOT NULL,
        due TEXT NOT NULL,
        at TEXT,
        words TEXT NOT NULL,
        shown_from TEXT NOT NULL,
        band TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX record_due_on ON record_due (record)",
    "CREATE INDEX record_due_from ON record_due (shown_from)",
    "CREATE INDEX record_due_timed ON record_due (due, at) WHERE at IS NOT NULL",
    """CREATE TABLE record_text (
        id INTEGER PRIMARY KEY,
        record TEXT NOT NULL UNIQUE,
        words TEXT NOT NULL
    ) STRICT""",
    """CREATE VIRTUAL TABLE record_words USING fts5 (words, content="record_text",
        content_rowid="id", tokenize="unicode61 remove_diacritics 2", prefix="2 3")""",
)

ISSUE = (
    """CREATE TABLE stories_issue (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        reference TEXT NOT NULL,
        status TEXT NOT NULL,
        name TEXT NOT NULL,
        copy_by TEXT NOT NULL,
        out_on TEXT,
        pages INTEGER,
        sensitive INTEGER CHECK (sensitive IN (0, 1)),
        notes TEXT NOT NULL DEFAULT '',
        copy_sent TEXT,
        came_out TEXT,
        follow_up TEXT,
        began_at TEXT,
        closed_at TEXT,
        closed_why TEXT NOT NULL DEFAULT '',
        removed_at TEXT
    ) STRICT""",
)
TABLES = {"stories_issue": ISSUE[0]}
"""The statement that made each kind's table."""
