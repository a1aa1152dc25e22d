"""The shape in which stories are kept, and what issues have since. Nothing here is ever changed
once it is released.
"""

from __future__ import annotations

TABLES = {
    "stories_story": """CREATE TABLE stories_story (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        reference TEXT NOT NULL,
        status TEXT NOT NULL,
        organisation TEXT NOT NULL REFERENCES organisation (uid),
        angle TEXT NOT NULL,
        ward TEXT NOT NULL DEFAULT '',
        issue TEXT REFERENCES record (uid),
        words_allowed INTEGER,
        picture TEXT NOT NULL DEFAULT '',
        credit TEXT NOT NULL DEFAULT '',
        people TEXT NOT NULL DEFAULT '',
        child INTEGER CHECK (child IN (0, 1)),
        candidate INTEGER CHECK (candidate IN (0, 1)),
        page INTEGER,
        notes TEXT NOT NULL DEFAULT '',
        words TEXT NOT NULL DEFAULT '',
        asked TEXT,
        drafted TEXT,
        approved TEXT,
        text_on TEXT,
        picture_on TEXT,
        people_on TEXT,
        parent_on TEXT,
        web_only INTEGER CHECK (web_only IN (0, 1)),
        held TEXT,
        sent TEXT,
        came_out TEXT,
        told TEXT,
        answer_by TEXT,
        holds_until TEXT,
        working TEXT NOT NULL DEFAULT '',
        follow_up TEXT,
        began_at TEXT,
        closed_at TEXT,
        closed_why TEXT NOT NULL DEFAULT '',
        removed_at TEXT
    ) STRICT""",
}
"""The statement that made each table."""

ADDED = {"stories_issue": ("election_from TEXT", "election_until TEXT")}
"""By table, the columns that were added to it."""

STORIES = (
    *TABLES.values(),
    "CREATE INDEX stories_story_issue ON stories_story (issue)",
    *(
        f"ALTER TABLE {table} ADD COLUMN {column}"
        for table, columns in ADDED.items()
        for column in columns
    ),
)
