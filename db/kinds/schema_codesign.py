"""The shape in which invitations, events and briefings are kept. Nothing here is ever changed once
it is released.
"""

from __future__ import annotations

TABLES = {
    "codesign_invitation": """CREATE TABLE codesign_invitation (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        reference TEXT NOT NULL,
        status TEXT NOT NULL,
        title TEXT NOT NULL,
        team TEXT NOT NULL REFERENCES team (uid),
        stage TEXT NOT NULL,
        opened TEXT NOT NULL,
        closes TEXT,
        how TEXT NOT NULL DEFAULT '',
        manner TEXT,
        wanted INTEGER,
        notes TEXT NOT NULL DEFAULT '',
        began TEXT,
        early TEXT,
        concluded TEXT,
        changed INTEGER CHECK (changed IN (0, 1)),
        changes TEXT NOT NULL DEFAULT '',
        tell_by TEXT,
        working TEXT NOT NULL DEFAULT '',
        warning TEXT NOT NULL DEFAULT '',
        follow_up TEXT,
        began_at TEXT,
        closed_at TEXT,
        closed_why TEXT NOT NULL DEFAULT '',
        removed_at TEXT
    ) STRICT""",
    "codesign_invitation_voices": """CREATE TABLE codesign_invitation_voices (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        record TEXT NOT NULL REFERENCES codesign_invitation (uid),
        on_ TEXT NOT NULL,
        organisation TEXT REFERENCES organisation (uid),
        called TEXT NOT NULL DEFAULT '',
        words TEXT NOT NULL DEFAULT '',
        expenses INTEGER CHECK (expenses IN (0, 1)),
        effect TEXT,
        came TEXT NOT NULL DEFAULT '',
        removed_at TEXT
    ) STRICT""",
    "codesign_event": """CREATE TABLE codesign_event (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        reference TEXT NOT NULL,
        status TEXT NOT NULL,
        name TEXT NOT NULL,
        organisation TEXT NOT NULL REFERENCES organisation (uid),
        when_ TEXT NOT NULL,
        place TEXT NOT NULL DEFAULT '',
        ward TEXT NOT NULL DEFAULT '',
        asked_by TEXT NOT NULL DEFAULT '',
        notes TEXT NOT NULL DEFAULT '',
        attended TEXT,
        how_it_was TEXT NOT NULL DEFAULT '',
        missed TEXT,
        follow_up TEXT,
        began_at TEXT,
        closed_at TEXT,
        closed_why TEXT NOT NULL DEFAULT '',
        removed_at TEXT
    ) STRICT""",
    "codesign_event_going": """CREATE TABLE codesign_event_going (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        record TEXT NOT NULL REFERENCES codesign_event (uid),
        team TEXT REFERENCES team (uid),
        contact TEXT REFERENCES contact (uid),
        called TEXT NOT NULL DEFAULT '',
        role TEXT NOT NULL DEFAULT '',
        removed_at TEXT
    ) STRICT""",
    "codesign_briefing": """CREATE TABLE codesign_briefing (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        reference TEXT NOT NULL,
        status TEXT NOT NULL,
        directorate TEXT NOT NULL REFERENCES directorate (uid),
        on_ TEXT NOT NULL,
        people INTEGER,
        material TEXT NOT NULL DEFAULT '',
        next_on TEXT,
        notes TEXT NOT NULL DEFAULT '',
        next_by TEXT,
        working TEXT NOT NULL DEFAULT '',
        followed TEXT,
        follow_up TEXT,
        began_at TEXT,
        closed_at TEXT,
        closed_why TEXT NOT NULL DEFAULT '',
        removed_at TEXT
    ) STRICT""",
    "codesign_briefing_shown": """CREATE TABLE codesign_briefing_shown (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        record TEXT NOT NULL REFERENCES codesign_briefing (uid),
        organisation TEXT NOT NULL REFERENCES organisation (uid),
        words TEXT NOT NULL DEFAULT '',
        removed_at TEXT
    ) STRICT""",
}
"""The statement that made each table."""

CODESIGN = (
    *TABLES.values(),
    "CREATE INDEX codesign_invitation_voices_of ON codesign_invitation_voices (record)",
    "CREATE INDEX codesign_event_going_of ON codesign_event_going (record)",
    "CREATE INDEX codesign_briefing_shown_of ON codesign_briefing_shown (record)",
)
