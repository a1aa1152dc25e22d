"""The third shape: the organisation’s profile, parent, tags and consents; how to reach people."""

from __future__ import annotations

# Blank and NULL are "not known". What there may be several of is one text with commas: it is read
# and undone as one field.

PROFILE = (
    """ALTER TABLE organisation ADD COLUMN size TEXT NOT NULL DEFAULT ''
        CHECK (size IN ('', 'micro', 'small', 'medium', 'large', 'major'))""",
    "ALTER TABLE organisation ADD COLUMN income_pence INTEGER CHECK (income_pence >= 0)",
    "ALTER TABLE organisation ADD COLUMN staff INTEGER CHECK (staff >= 0)",
    """ALTER TABLE organisation ADD COLUMN volunteers TEXT NOT NULL DEFAULT ''
        CHECK (volunteers IN ('', 'none', 'partly', 'completely'))""",
    "ALTER TABLE organisation ADD COLUMN incomes TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE organisation ADD COLUMN challenges TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE organisation ADD COLUMN tags TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE organisation ADD COLUMN memberships TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE organisation ADD COLUMN parent TEXT REFERENCES organisation (uid)",
    "ALTER TABLE organisation ADD COLUMN published_on TEXT",
    "ALTER TABLE organisation ADD COLUMN named_on TEXT",
    """ALTER TABLE organisation ADD COLUMN not_known_before INTEGER NOT NULL DEFAULT 0
        CHECK (not_known_before IN (0, 1))""",
    """UPDATE organisation SET not_known_before = 1 WHERE uid NOT IN
        (SELECT organisation FROM source_entry)""",
    "CREATE INDEX organisation_branches ON organisation (parent) WHERE parent IS NOT NULL",
    """ALTER TABLE contact ADD COLUMN preferred TEXT NOT NULL DEFAULT ''
        CHECK (preferred IN ('', 'phone', 'email', 'letter'))""",
)

COUNCILLORS = (
    "ALTER TABLE contact ADD COLUMN wards TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE contact ADD COLUMN since TEXT",
)
