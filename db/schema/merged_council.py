"""The shape in which a directorate, team, topic or theme may be merged into another."""

from __future__ import annotations

MERGED_COUNCIL = tuple(
    f"ALTER TABLE {table} ADD COLUMN merged_into TEXT REFERENCES {table} (uid)"
    for table in ("directorate", "team", "topic", "theme")
)
