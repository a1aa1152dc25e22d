"""The shape in which a directorate or team has a first and a last day, and may be succeeded."""

from __future__ import annotations

SUCCESSION = tuple(
    f"ALTER TABLE {table} ADD COLUMN {column}"
    for table in ("directorate", "team")
    for column in (
        "valid_from TEXT",
        "valid_until TEXT",
        f"succeeded_by TEXT REFERENCES {table} (uid)",
    )
)
