"""The fourth shape: what lists say, where they differ, which organisations are one and the same."""

from __future__ import annotations

LISTS = (
    # A merged organisation keeps its row, and is read through the one it was merged into.
    "ALTER TABLE organisation ADD COLUMN merged_into TEXT REFERENCES organisation (uid)",
    """CREATE INDEX organisation_merged ON organisation (merged_into)
        WHERE merged_into IS NOT NULL""",
    # Near-names are compared where the postcode, the phone number or the web's domain is the same.
    "ALTER TABLE organisation ADD COLUMN domain TEXT NOT NULL DEFAULT ''",
    "UPDATE organisation SET domain = web_domain(web) WHERE web <> ''",
    "CREATE INDEX organisation_by_domain ON organisation (domain) WHERE domain <> ''",
    """CREATE INDEX IF NOT EXISTS organisation_by_phone ON organisation (phone_digits)
        WHERE phone_digits <> ''""",
    # When a list's new issue no longer had it; what the list says of it (removed, say).
    "ALTER TABLE source_entry ADD COLUMN gone_on TEXT",
    "ALTER TABLE source_entry ADD COLUMN standing TEXT NOT NULL DEFAULT ''",
    """CREATE TABLE held (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        organisation TEXT NOT NULL REFERENCES organisation (uid),
        source TEXT NOT NULL,
        key TEXT NOT NULL,
        name TEXT NOT NULL CHECK (name <> ''),
        seen_at TEXT NOT NULL,
        why TEXT NOT NULL,
        facts TEXT NOT NULL CHECK (json_valid(facts)),
        row TEXT NOT NULL CHECK (json_valid(row)),
        decided TEXT NOT NULL DEFAULT '' CHECK (decided IN ('', 'same', 'another', 'left out')),
        removed_at TEXT
    ) STRICT""",
    "CREATE UNIQUE INDEX held_by_key ON held (source, key) WHERE removed_at IS NULL",
    "CREATE INDEX held_of ON held (organisation)",
    """CREATE TABLE difference (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        organisation TEXT NOT NULL REFERENCES organisation (uid),
        source TEXT NOT NULL,
        field TEXT NOT NULL,
        listed TEXT NOT NULL,
        seen_at TEXT NOT NULL,
        settled TEXT NOT NULL DEFAULT '' CHECK (settled IN ('', 'taken', 'left')),
        removed_at TEXT
    ) STRICT""",
    """CREATE UNIQUE INDEX difference_open ON difference (organisation, source, field)
        WHERE settled = '' AND removed_at IS NULL""",
    # Two that the officer said are not the same, the smaller uid first.
    """CREATE TABLE apart (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        one TEXT NOT NULL REFERENCES organisation (uid),
        other TEXT NOT NULL REFERENCES organisation (uid),
        decided_at TEXT NOT NULL,
        removed_at TEXT,
        CHECK (one < other)
    ) STRICT""",
    "CREATE UNIQUE INDEX apart_pair ON apart (one, other) WHERE removed_at IS NULL",
    "CREATE INDEX apart_other ON apart (other)",
    # What an import under way has put in hidden: dropped by the next one where it was broken off.
    """CREATE TABLE unfinished_import (
        action TEXT PRIMARY KEY,
        first TEXT NOT NULL CHECK (json_valid(first))
    ) STRICT, WITHOUT ROWID""",
    # Not audited: which ward a postcode is in, and which column of a list says what.
    """CREATE TABLE postcode (
        postcode TEXT PRIMARY KEY,
        ward TEXT NOT NULL,
        ward_code TEXT NOT NULL DEFAULT '',
        authority TEXT NOT NULL DEFAULT ''
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE list_mapping (
        source TEXT PRIMARY KEY,
        columns TEXT NOT NULL CHECK (json_valid(columns)),
        saved_at TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
)

# The seventh shape: what a long import added is history as ranges of rows, with a digest each.
LONG_IMPORTS = (
    """CREATE TABLE brought_in (
        id INTEGER PRIMARY KEY,
        action TEXT NOT NULL REFERENCES action (uid) DEFERRABLE INITIALLY DEFERRED,
        tbl TEXT NOT NULL,
        first INTEGER NOT NULL,
        last INTEGER NOT NULL CHECK (last >= first),
        digest TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX brought_in_of ON brought_in (action)",
    "ALTER TABLE current_action ADD COLUMN many INTEGER NOT NULL DEFAULT 0",
)

NAMED_RANGES = (
    # Their digests go by the columns' names, whatever columns there are beside them; those that
    # were made before by their place (db/changes/range_seals.py).
    "ALTER TABLE brought_in ADD COLUMN shape INTEGER NOT NULL DEFAULT 1",
    # Numbers that got their 0 back did not get it in the indexes they are found by.
    *(
        f"INSERT INTO {table}_phones ({table}_phones) VALUES ('rebuild')"
        for table in ("organisation", "contact", "enquiry", "payment")
    ),
)

STANDING_ANSWERS = (
    # What is always taken of a list, or never, where something else is here.
    """CREATE TABLE standing_answer (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        source TEXT NOT NULL CHECK (source <> ''),
        field TEXT NOT NULL CHECK (field <> ''),
        answer TEXT NOT NULL CHECK (answer IN ('taken', 'left')),
        removed_at TEXT
    ) STRICT""",
    "CREATE INDEX standing_answer_of ON standing_answer (source, field)",
)
