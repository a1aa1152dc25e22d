"""The shape in which services and assurances are kept. Nothing here is ever changed once it is
released.
"""

from __future__ import annotations

TABLES = {
    "prescribing_service": """CREATE TABLE prescribing_service (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        reference TEXT NOT NULL,
        status TEXT NOT NULL,
        organisation TEXT NOT NULL REFERENCES organisation (uid),
        name TEXT NOT NULL,
        stands TEXT,
        what TEXT NOT NULL DEFAULT '',
        for_whom TEXT NOT NULL DEFAULT '',
        youngest INTEGER,
        oldest INTEGER,
        lives_in TEXT NOT NULL DEFAULT '',
        when_ TEXT NOT NULL DEFAULT '',
        hours TEXT NOT NULL DEFAULT '',
        place TEXT NOT NULL DEFAULT '',
        postcode TEXT NOT NULL DEFAULT '',
        cost TEXT NOT NULL DEFAULT '',
        how TEXT NOT NULL DEFAULT '',
        phone TEXT NOT NULL DEFAULT '',
        web TEXT NOT NULL DEFAULT '',
        contact TEXT REFERENCES contact (uid),
        assured_on TEXT,
        assured_by TEXT NOT NULL DEFAULT '',
        review_by TEXT,
        external TEXT NOT NULL DEFAULT '',
        notes TEXT NOT NULL DEFAULT '',
        room_now TEXT,
        stale_on TEXT,
        assure_by TEXT,
        counts_by TEXT,
        gap_least INTEGER,
        working TEXT NOT NULL DEFAULT '',
        follow_up TEXT,
        began_at TEXT,
        closed_at TEXT,
        closed_why TEXT NOT NULL DEFAULT '',
        removed_at TEXT
    ) STRICT""",
    "prescribing_service_readings": """CREATE TABLE prescribing_service_readings (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        record TEXT NOT NULL REFERENCES prescribing_service (uid),
        as_of TEXT NOT NULL,
        room TEXT NOT NULL,
        places INTEGER,
        wait INTEGER,
        said_by TEXT NOT NULL DEFAULT '',
        removed_at TEXT
    ) STRICT""",
    "prescribing_service_counts": """CREATE TABLE prescribing_service_counts (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        record TEXT NOT NULL REFERENCES prescribing_service (uid),
        month TEXT NOT NULL,
        from_whom TEXT,
        referred INTEGER NOT NULL,
        accepted INTEGER,
        turned_away INTEGER,
        started INTEGER,
        source TEXT NOT NULL DEFAULT '',
        removed_at TEXT
    ) STRICT""",
    "prescribing_assurance": """CREATE TABLE prescribing_assurance (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        reference TEXT NOT NULL,
        status TEXT NOT NULL,
        words TEXT NOT NULL,
        asked_of TEXT NOT NULL,
        team TEXT REFERENCES team (uid),
        asked TEXT NOT NULL,
        answer_by TEXT,
        board TEXT,
        next_update TEXT,
        asked_in TEXT NOT NULL DEFAULT '',
        notes TEXT NOT NULL DEFAULT '',
        by_board TEXT,
        working TEXT NOT NULL DEFAULT '',
        follow_up TEXT,
        began_at TEXT,
        closed_at TEXT,
        closed_why TEXT NOT NULL DEFAULT '',
        removed_at TEXT
    ) STRICT""",
    "prescribing_assurance_replies": """CREATE TABLE prescribing_assurance_replies (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        record TEXT NOT NULL REFERENCES prescribing_assurance (uid),
        on_ TEXT NOT NULL,
        words TEXT NOT NULL,
        satisfied TEXT NOT NULL,
        said_by TEXT NOT NULL DEFAULT '',
        removed_at TEXT
    ) STRICT""",
}
"""The statement that made each table."""

PRESCRIBING = (
    *TABLES.values(),
    "CREATE INDEX prescribing_service_readings_of ON prescribing_service_readings (record)",
    "CREATE INDEX prescribing_service_counts_of ON prescribing_service_counts (record)",
    "CREATE INDEX prescribing_assurance_replies_of ON prescribing_assurance_replies (record)",
)
