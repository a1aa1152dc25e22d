"""The shape in which compacts and commitments are kept. Nothing here is ever changed once it is
released.
"""

from __future__ import annotations

TABLES = {
    "compact_compact": """CREATE TABLE compact_compact (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        reference TEXT NOT NULL,
        status TEXT NOT NULL,
        title TEXT NOT NULL,
        version TEXT NOT NULL,
        words TEXT NOT NULL DEFAULT '',
        group_ TEXT REFERENCES record (uid),
        review_months INTEGER,
        review_on TEXT,
        replaces TEXT REFERENCES record (uid),
        notes TEXT NOT NULL DEFAULT '',
        consulted TEXT,
        agreed TEXT,
        signed TEXT,
        in_force TEXT,
        review_began TEXT,
        reviewed TEXT,
        review_words TEXT NOT NULL DEFAULT '',
        review_by TEXT,
        working TEXT NOT NULL DEFAULT '',
        replaced TEXT,
        follow_up TEXT,
        began_at TEXT,
        closed_at TEXT,
        closed_why TEXT NOT NULL DEFAULT '',
        removed_at TEXT
    ) STRICT""",
    "compact_compact_principles": """CREATE TABLE compact_compact_principles (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        record TEXT NOT NULL REFERENCES compact_compact (uid),
        number INTEGER NOT NULL,
        words TEXT NOT NULL,
        source TEXT,
        signs TEXT NOT NULL DEFAULT '',
        removed_at TEXT
    ) STRICT""",
    "compact_compact_milestones": """CREATE TABLE compact_compact_milestones (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        record TEXT NOT NULL REFERENCES compact_compact (uid),
        words TEXT NOT NULL,
        by_ TEXT,
        done TEXT,
        removed_at TEXT
    ) STRICT""",
    "compact_compact_signatures": """CREATE TABLE compact_compact_signatures (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        record TEXT NOT NULL REFERENCES compact_compact (uid),
        role TEXT NOT NULL,
        organisation TEXT REFERENCES organisation (uid),
        team TEXT REFERENCES team (uid),
        called TEXT NOT NULL DEFAULT '',
        contact TEXT REFERENCES contact (uid),
        signed TEXT NOT NULL,
        withdrew TEXT,
        why TEXT NOT NULL DEFAULT '',
        removed_at TEXT
    ) STRICT""",
    "compact_commitment": """CREATE TABLE compact_commitment (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        reference TEXT NOT NULL,
        status TEXT NOT NULL,
        words TEXT NOT NULL,
        side TEXT NOT NULL,
        compact TEXT REFERENCES record (uid),
        principle TEXT NOT NULL DEFAULT '',
        paragraph TEXT NOT NULL DEFAULT '',
        team TEXT REFERENCES team (uid),
        organisation TEXT REFERENCES organisation (uid),
        shown_by TEXT NOT NULL DEFAULT '',
        offers TEXT NOT NULL DEFAULT '',
        starts TEXT,
        ends TEXT,
        replaces TEXT REFERENCES record (uid),
        notes TEXT NOT NULL DEFAULT '',
        reworded TEXT,
        follow_up TEXT,
        began_at TEXT,
        closed_at TEXT,
        closed_why TEXT NOT NULL DEFAULT '',
        removed_at TEXT
    ) STRICT""",
    "compact_commitment_assessments": """CREATE TABLE compact_commitment_assessments (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        record TEXT NOT NULL REFERENCES compact_commitment (uid),
        on_ TEXT NOT NULL,
        result TEXT NOT NULL,
        words TEXT NOT NULL DEFAULT '',
        council TEXT NOT NULL DEFAULT '',
        sector TEXT NOT NULL DEFAULT '',
        removed_at TEXT
    ) STRICT""",
    "compact_commitment_answers": """CREATE TABLE compact_commitment_answers (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        record TEXT NOT NULL REFERENCES compact_commitment (uid),
        other TEXT NOT NULL REFERENCES record (uid),
        on_ TEXT NOT NULL,
        words TEXT NOT NULL,
        removed_at TEXT
    ) STRICT""",
}
"""The statement that made each table."""

COMPACT = (
    *TABLES.values(),
    "CREATE INDEX compact_commitment_in ON compact_commitment (compact)",
    "CREATE INDEX compact_compact_after ON compact_compact (replaces)",
    "CREATE INDEX compact_compact_principles_of ON compact_compact_principles (record)",
    "CREATE INDEX compact_compact_milestones_of ON compact_compact_milestones (record)",
    "CREATE INDEX compact_compact_signatures_of ON compact_compact_signatures (record)",
    "CREATE INDEX compact_commitment_assessments_of ON compact_commitment_assessments (record)",
    "CREATE INDEX compact_commitment_answers_of ON compact_commitment_answers (record)",
)
