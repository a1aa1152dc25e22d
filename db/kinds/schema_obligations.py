"""The shape in which is kept what planning's lists say of a window's application. Nothing here is
ever changed once it is released.
"""

from __future__ import annotations

TABLES = {
    "planning_window_agreements": """CREATE TABLE planning_window_agreements (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        record TEXT NOT NULL REFERENCES planning_window (uid),
        key TEXT NOT NULL,
        form TEXT NOT NULL DEFAULT '',
        signed TEXT,
        until TEXT,
        document TEXT NOT NULL DEFAULT '',
        removed_at TEXT
    ) STRICT""",
    "planning_window_contributions": """CREATE TABLE planning_window_contributions (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        record TEXT NOT NULL REFERENCES planning_window (uid),
        key TEXT NOT NULL,
        agreement TEXT NOT NULL,
        purpose TEXT NOT NULL,
        amount INTEGER,
        units TEXT NOT NULL DEFAULT '',
        removed_at TEXT
    ) STRICT""",
    "planning_window_transactions": """CREATE TABLE planning_window_transactions (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        record TEXT NOT NULL REFERENCES planning_window (uid),
        key TEXT NOT NULL,
        contribution TEXT NOT NULL,
        stage TEXT NOT NULL,
        amount INTEGER,
        units TEXT NOT NULL DEFAULT '',
        since TEXT,
        removed_at TEXT
    ) STRICT""",
}
"""The statement that made each table."""

OBLIGATIONS = (
    *TABLES.values(),
    *(f"CREATE INDEX {table}_of ON {table} (record)" for table in TABLES),
)
