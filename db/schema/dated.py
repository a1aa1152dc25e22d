"""The shape with the figures that change with the years."""

from __future__ import annotations

DATED = (
    """CREATE TABLE dated_figure (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL CHECK (name <> ''),
        value TEXT NOT NULL CHECK (value <> ''),
        valid_from TEXT NOT NULL,
        source TEXT NOT NULL CHECK (source <> ''),
        checked_on TEXT,
        removed_at TEXT
    ) STRICT""",
    "CREATE INDEX dated_figure_from ON dated_figure (valid_from)",
)
