"""The shape in which a row of a list may be held that is of no one organisation here: its name
seems to be those of several.
"""

from __future__ import annotations

_COLUMNS = "id, uid, organisation, source, key, name, seen_at, why, facts, row, decided, removed_at"
HELD_OF_NONE = (
    """CREATE TABLE held_now (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        organisation TEXT REFERENCES organisation (uid),
        source TEXT NOT NULL,
        key TEXT NOT NULL,
        name TEXT NOT NULL CHECK (name <> ''),
        seen_at TEXT NOT NULL,
        why TEXT NOT NULL,
        facts TEXT NOT NULL CHECK (json_valid(facts)),
        row TEXT NOT NULL CHECK (json_valid(row)),
        decided TEXT NOT NULL DEFAULT ''
            CHECK (decided IN ('', 'same', 'another', 'each', 'left out')),
        removed_at TEXT
    ) STRICT""",
    f"INSERT INTO held_now ({_COLUMNS}) SELECT {_COLUMNS} FROM held",
    "DROP TABLE held",
    "ALTER TABLE held_now RENAME TO held",
    "CREATE INDEX held_by_key ON held (source, key)",
    "CREATE INDEX held_of ON held (organisation)",
)
