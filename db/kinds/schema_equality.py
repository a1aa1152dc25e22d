"""The shape in which impact assessments, whom organisations serve, and what is published are kept.
Nothing here is ever changed once it is released.
"""

from __future__ import annotations

TABLES = {
    "equality_assessment": """CREATE TABLE equality_assessment (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        reference TEXT NOT NULL,
        status TEXT NOT NULL,
        title TEXT NOT NULL,
        on_ TEXT NOT NULL,
        lead TEXT NOT NULL,
        matter TEXT REFERENCES record (uid),
        team TEXT REFERENCES team (uid),
        summary TEXT NOT NULL DEFAULT '',
        evidence TEXT NOT NULL DEFAULT '',
        affected TEXT NOT NULL DEFAULT '',
        mitigation TEXT NOT NULL DEFAULT '',
        replaces TEXT REFERENCES record (uid),
        notes TEXT NOT NULL DEFAULT '',
        recommendation TEXT,
        recommended TEXT,
        why TEXT NOT NULL DEFAULT '',
        authoriser TEXT NOT NULL DEFAULT '',
        authorised TEXT,
        reviewed TEXT,
        review_by TEXT,
        working TEXT NOT NULL DEFAULT '',
        replaced TEXT,
        follow_up TEXT,
        began_at TEXT,
        closed_at TEXT,
        closed_why TEXT NOT NULL DEFAULT '',
        removed_at TEXT
    ) STRICT""",
    "equality_assessment_impacts": """CREATE TABLE equality_assessment_impacts (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        record TEXT NOT NULL REFERENCES equality_assessment (uid),
        group_ TEXT NOT NULL REFERENCES record (uid),
        effects TEXT NOT NULL,
        words TEXT NOT NULL DEFAULT '',
        removed_at TEXT
    ) STRICT""",
    "equality_purpose": """CREATE TABLE equality_purpose (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        reference TEXT NOT NULL,
        status TEXT NOT NULL,
        organisation TEXT NOT NULL REFERENCES organisation (uid),
        words TEXT NOT NULL DEFAULT '',
        ask_by TEXT,
        working TEXT NOT NULL DEFAULT '',
        follow_up TEXT,
        began_at TEXT,
        closed_at TEXT,
        closed_why TEXT NOT NULL DEFAULT '',
        removed_at TEXT
    ) STRICT""",
    "equality_purpose_serves": """CREATE TABLE equality_purpose_serves (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        record TEXT NOT NULL REFERENCES equality_purpose (uid),
        group_ TEXT NOT NULL REFERENCES record (uid),
        source TEXT NOT NULL,
        on_ TEXT NOT NULL,
        removed_at TEXT
    ) STRICT""",
    "equality_purpose_declined": """CREATE TABLE equality_purpose_declined (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        record TEXT NOT NULL REFERENCES equality_purpose (uid),
        group_ TEXT NOT NULL REFERENCES record (uid),
        on_ TEXT NOT NULL,
        words TEXT NOT NULL DEFAULT '',
        removed_at TEXT
    ) STRICT""",
    "equality_characteristic": """CREATE TABLE equality_characteristic (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        reference TEXT NOT NULL,
        status TEXT NOT NULL,
        name TEXT NOT NULL,
        code TEXT NOT NULL,
        basis TEXT NOT NULL DEFAULT '',
        words TEXT NOT NULL DEFAULT '',
        notes TEXT NOT NULL DEFAULT '',
        follow_up TEXT,
        began_at TEXT,
        closed_at TEXT,
        closed_why TEXT NOT NULL DEFAULT '',
        removed_at TEXT
    ) STRICT""",
    "equality_publication": """CREATE TABLE equality_publication (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        reference TEXT NOT NULL,
        status TEXT NOT NULL,
        what TEXT NOT NULL,
        published TEXT NOT NULL,
        place TEXT NOT NULL DEFAULT '',
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
}
"""The statement that made each table."""

EQUALITY = (
    *TABLES.values(),
    "CREATE INDEX equality_assessment_impacts_of ON equality_assessment_impacts (record)",
    "CREATE INDEX equality_purpose_serves_of ON equality_purpose_serves (record)",
    "CREATE INDEX equality_purpose_declined_of ON equality_purpose_declined (record)",
    "CREATE INDEX equality_characteristic_by ON equality_characteristic (code)",
    "CREATE INDEX equality_purpose_by ON equality_purpose (organisation)",
)
