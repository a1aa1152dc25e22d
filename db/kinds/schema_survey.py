"""The shape in which rounds of the survey and the responses to them are kept. Nothing here is ever
changed once it is released.
"""

from __future__ import annotations

TABLES = {
    "survey_round": """CREATE TABLE survey_round (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        reference TEXT NOT NULL,
        status TEXT NOT NULL,
        title TEXT NOT NULL,
        opened TEXT NOT NULL,
        closes TEXT,
        baseline INTEGER CHECK (baseline IN (0, 1)),
        source TEXT NOT NULL DEFAULT '',
        whom TEXT NOT NULL DEFAULT '',
        in_words INTEGER,
        notes TEXT NOT NULL DEFAULT '',
        last_day TEXT,
        remind_on TEXT,
        remind_again TEXT,
        code_by TEXT,
        working TEXT NOT NULL DEFAULT '',
        concluded TEXT,
        came TEXT NOT NULL DEFAULT '',
        told TEXT,
        told_how TEXT NOT NULL DEFAULT '',
        follow_up TEXT,
        began_at TEXT,
        closed_at TEXT,
        closed_why TEXT NOT NULL DEFAULT '',
        removed_at TEXT
    ) STRICT""",
    "survey_round_questions": """CREATE TABLE survey_round_questions (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        record TEXT NOT NULL REFERENCES survey_round (uid),
        number INTEGER NOT NULL,
        words TEXT NOT NULL,
        how TEXT NOT NULL,
        scale TEXT NOT NULL DEFAULT '',
        by_directorate INTEGER CHECK (by_directorate IN (0, 1)),
        suggests INTEGER CHECK (suggests IN (0, 1)),
        summary TEXT NOT NULL DEFAULT '',
        removed_at TEXT
    ) STRICT""",
    "survey_round_shares": """CREATE TABLE survey_round_shares (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        record TEXT NOT NULL REFERENCES survey_round (uid),
        of TEXT NOT NULL,
        words TEXT NOT NULL,
        share INTEGER NOT NULL,
        removed_at TEXT
    ) STRICT""",
    "survey_response": """CREATE TABLE survey_response (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        reference TEXT NOT NULL,
        status TEXT NOT NULL,
        round TEXT NOT NULL REFERENCES record (uid),
        organisation TEXT REFERENCES organisation (uid),
        person TEXT NOT NULL DEFAULT '',
        way TEXT,
        received TEXT NOT NULL,
        second INTEGER CHECK (second IN (0, 1)),
        may_quote INTEGER CHECK (may_quote IN (0, 1)),
        notes TEXT NOT NULL DEFAULT '',
        size TEXT,
        ward TEXT NOT NULL DEFAULT '',
        came_as TEXT NOT NULL DEFAULT '',
        follow_up TEXT,
        began_at TEXT,
        closed_at TEXT,
        closed_why TEXT NOT NULL DEFAULT '',
        removed_at TEXT
    ) STRICT""",
    "survey_response_answers": """CREATE TABLE survey_response_answers (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        record TEXT NOT NULL REFERENCES survey_response (uid),
        number INTEGER NOT NULL,
        directorate TEXT REFERENCES directorate (uid),
        rating TEXT NOT NULL DEFAULT '',
        words TEXT NOT NULL DEFAULT '',
        quoted INTEGER CHECK (quoted IN (0, 1)),
        removed_at TEXT
    ) STRICT""",
    "survey_response_codings": """CREATE TABLE survey_response_codings (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        record TEXT NOT NULL REFERENCES survey_response (uid),
        number INTEGER NOT NULL,
        theme TEXT REFERENCES theme (uid),
        by_ TEXT NOT NULL,
        on_ TEXT NOT NULL,
        removed_at TEXT
    ) STRICT""",
}
"""The statement that made each table."""

SURVEY = (
    *TABLES.values(),
    "CREATE INDEX survey_response_round ON survey_response (round)",
    "CREATE INDEX survey_round_questions_of ON survey_round_questions (record)",
    "CREATE INDEX survey_round_shares_of ON survey_round_shares (record)",
    "CREATE INDEX survey_response_answers_of ON survey_response_answers (record)",
    "CREATE INDEX survey_response_codings_of ON survey_response_codings (record)",
)
