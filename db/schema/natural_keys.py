"""The shape in which only uids are unique: rows of several desks may meet in one file, and what
there is once is seen to by the acts (db/changes/natural_keys.py). A promise's number is worked out.
"""

from __future__ import annotations

import re

from db.connection import Connection

REBUILT = ("enquiry", "payment", "feedback", "bulletin", "promise")
"""Tables with more that is unique than their uid, which SQLite takes away only with the table."""
REFERENCED = ("enquiry", "payment", "feedback", "bulletin")

# As text the tables are as they stand now: later steps have added columns to them.
_GONE = (
    (r"(?<=\breference TEXT NOT NULL) UNIQUE\b", ""),
    (r",\s*UNIQUE \(\w+, number\)", ""),
    (r"\bnumber INTEGER NOT NULL,\s*", ""),
)

# What is removed is looked for too, by who puts it back: no index leaves it out but those of what
# is open.
_INDEXES = {
    "source_entry_by_key": "source_entry (source, key)",
    "held_by_key": "held (source, key)",
    "difference_open": """difference (organisation, source, field)
        WHERE settled = '' AND removed_at IS NULL""",
    "apart_pair": "apart (one, other)",
    "routing_open": """routing (enquiry)
        WHERE replied_at IS NULL AND ended_at IS NULL AND removed_at IS NULL""",
    "enquiry_theme_pair": "enquiry_theme (enquiry, theme)",
    "telling_pair": "telling (feedback, voice)",
    "reference_rate_by_day": "reference_rate (day)",
    "issued_week_of": "issued_week (period_start, period_end, number)",
    # Where the order goes by uid at the end, pages are counted off in the index alone.
    "enquiry_by_received": "enquiry (received_at, uid, status) WHERE removed_at IS NULL",
    "event_of": "event (enquiry, at, uid) WHERE enquiry IS NOT NULL",
    "event_of_payment": "event (payment, at, uid) WHERE payment IS NOT NULL",
    "event_of_feedback": "event (feedback, at, uid) WHERE feedback IS NOT NULL",
    **{f"{table}_by_reference": f"{table} (reference)" for table in REFERENCED},
    "promise_of": "promise (enquiry, made_at, uid) WHERE enquiry IS NOT NULL",
    "promise_of_payment": "promise (payment, made_at, uid) WHERE payment IS NOT NULL",
    "promise_of_feedback": "promise (feedback, made_at, uid) WHERE feedback IS NOT NULL",
}


def make_natural(connection: Connection) -> None:
    """Rebuilds what has more that is unique than its uid; foreign keys are off meanwhile. Every row
    keeps its id, by which its words are indexed.
    """
    for table in REBUILT:
        _rebuild(connection, table)
    for name, on in _INDEXES.items():
        connection.execute(f"DROP INDEX IF EXISTS {name}")
        connection.execute(f"CREATE INDEX {name} ON {on}")


def _rebuild(connection: Connection, table: str) -> None:
    (made,) = connection.execute(
        "SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ?", [table]
    ).fetchone()
    indexes = connection.execute(
        "SELECT sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL",
        [table],
    ).fetchall()
    for pattern, instead in _GONE:
        made = re.sub(pattern, instead, made)
    connection.execute(re.sub(rf'^CREATE TABLE "?{table}"?', f"CREATE TABLE {table}_now", made))
    names = ", ".join(
        row["name"] for row in connection.execute(f"PRAGMA table_info({table}_now)").fetchall()
    )
    connection.execute(f"INSERT INTO {table}_now ({names}) SELECT {names} FROM {table}")
    connection.execute(f"DROP TABLE {table}")
    connection.execute(f"ALTER TABLE {table}_now RENAME TO {table}")
    for (index,) in indexes:
        connection.execute(index)
