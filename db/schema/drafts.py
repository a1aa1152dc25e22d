"""The shapes in which what is typed into the dialog of an act on a record is a draft, too, and what
no history covers has a sum by which damage is seen.
"""

from __future__ import annotations

ACT_DRAFTS = (
    "ALTER TABLE draft ADD COLUMN record TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE draft ADD COLUMN act TEXT NOT NULL DEFAULT ''",
)

SUMMED = (
    "ALTER TABLE draft ADD COLUMN sum TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE counter ADD COLUMN sum TEXT NOT NULL DEFAULT ''",
)

HELD_DRAFTS = (
    "ALTER TABLE draft ADD COLUMN called TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE draft ADD COLUMN place TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE draft ADD COLUMN holder TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE draft ADD COLUMN became TEXT NOT NULL DEFAULT ''",
)
