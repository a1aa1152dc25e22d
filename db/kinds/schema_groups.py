"""The shape in which rows of records and those who are asked on them are kept; groups and their
meetings. Nothing here is ever changed once it is released.
"""

from __future__ import annotations

TABLES = {
    "groups_group": """CREATE TABLE groups_group (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        reference TEXT NOT NULL,
        status TEXT NOT NULL,
        name TEXT NOT NULL,
        form TEXT,
        terms TEXT NOT NULL DEFAULT '',
        rule TEXT NOT NULL DEFAULT '',
        starts TEXT NOT NULL,
        ends TEXT,
        virtual INTEGER CHECK (virtual IN (0, 1)),
        papers INTEGER CHECK (papers IN (0, 1)),
        notes TEXT NOT NULL DEFAULT '',
        follow_up TEXT,
        began_at TEXT,
        closed_at TEXT,
        closed_why TEXT NOT NULL DEFAULT '',
        removed_at TEXT
    ) STRICT""",
    "groups_group_members": """CREATE TABLE groups_group_members (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        record TEXT NOT NULL REFERENCES groups_group (uid),
        organisation TEXT REFERENCES organisation (uid),
        team TEXT REFERENCES team (uid),
        person TEXT REFERENCES contact (uid),
        seat TEXT NOT NULL,
        starts TEXT NOT NULL,
        ends TEXT,
        removed_at TEXT
    ) STRICT""",
    "groups_meeting": """CREATE TABLE groups_meeting (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        reference TEXT NOT NULL,
        status TEXT NOT NULL,
        group_ TEXT NOT NULL REFERENCES record (uid),
        due_on TEXT NOT NULL,
        when_ TEXT NOT NULL,
        place TEXT NOT NULL DEFAULT '',
        papers INTEGER CHECK (papers IN (0, 1)),
        notes TEXT NOT NULL DEFAULT '',
        agenda_at TEXT,
        held TEXT,
        notes_at TEXT,
        follow_up TEXT,
        began_at TEXT,
        closed_at TEXT,
        closed_why TEXT NOT NULL DEFAULT '',
        removed_at TEXT
    ) STRICT""",
    "groups_meeting_items": """CREATE TABLE groups_meeting_items (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        record TEXT NOT NULL REFERENCES groups_meeting (uid),
        words TEXT NOT NULL,
        about TEXT REFERENCES record (uid),
        asked_by TEXT NOT NULL DEFAULT '',
        reached INTEGER CHECK (reached IN (0, 1)),
        removed_at TEXT
    ) STRICT""",
    "groups_meeting_attendance": """CREATE TABLE groups_meeting_attendance (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        record TEXT NOT NULL REFERENCES groups_meeting (uid),
        organisation TEXT REFERENCES organisation (uid),
        team TEXT REFERENCES team (uid),
        person TEXT REFERENCES contact (uid),
        came TEXT NOT NULL,
        interest TEXT NOT NULL DEFAULT '',
        removed_at TEXT
    ) STRICT""",
    "party": """CREATE TABLE party (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        record TEXT NOT NULL REFERENCES record (uid),
        role TEXT NOT NULL,
        organisation TEXT REFERENCES organisation (uid),
        contact TEXT REFERENCES contact (uid),
        team TEXT REFERENCES team (uid),
        called TEXT NOT NULL DEFAULT '',
        asked TEXT,
        reminded TEXT,
        answered TEXT,
        answer TEXT NOT NULL DEFAULT '',
        excused TEXT NOT NULL DEFAULT '',
        told TEXT,
        removed_at TEXT
    ) STRICT""",
}
"""The statement that made each table."""

GROUPS = (
    *TABLES.values(),
    "CREATE INDEX groups_meeting_of ON groups_meeting (group_)",
    "CREATE INDEX groups_group_members_of ON groups_group_members (record)",
    "CREATE INDEX groups_meeting_items_of ON groups_meeting_items (record)",
    "CREATE INDEX groups_meeting_attendance_of ON groups_meeting_attendance (record)",
    "CREATE INDEX party_of ON party (record)",
)
