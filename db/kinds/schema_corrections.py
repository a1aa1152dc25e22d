"""The columns in which it is kept what was put right of a meeting after its notes went out. Nothing
here is ever changed once it is released.
"""

from __future__ import annotations

ADDED = {
    "groups_meeting": (
        "corrected TEXT",
        "corrections TEXT NOT NULL DEFAULT ''",
        "to_send_again INTEGER CHECK (to_send_again IN (0, 1))",
        "again_at TEXT",
    ),
}
"""By table, the columns that were added to it."""

CORRECTED_NOTES = tuple(
    f"ALTER TABLE {table} ADD COLUMN {column}"
    for table, columns in ADDED.items()
    for column in columns
)
