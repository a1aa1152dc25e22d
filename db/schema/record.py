"""The shape in which every record has one line in an index, and what hangs on records points to
that, whatever their kind.
"""

from __future__ import annotations

from db.connection import Connection
from db.records import index as record_index

RECORD = (
    """CREATE TABLE record (
        uid TEXT PRIMARY KEY,
        kind TEXT NOT NULL,
        reference TEXT NOT NULL,
        organisation TEXT,
        subject TEXT NOT NULL,
        status TEXT NOT NULL,
        open INTEGER NOT NULL CHECK (open IN (0, 1)),
        removed_at TEXT
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX record_by_reference ON record (reference)",
    "CREATE INDEX record_of ON record (organisation) WHERE organisation IS NOT NULL",
    "CREATE INDEX record_open ON record (kind) WHERE open = 1 AND removed_at IS NULL",
)

HANGING = (
    """CREATE TABLE event_now (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        record TEXT NOT NULL REFERENCES record (uid),
        kind TEXT NOT NULL,
        at TEXT NOT NULL,
        text TEXT NOT NULL DEFAULT '',
        channel TEXT,
        whom TEXT NOT NULL DEFAULT '',
        from_status TEXT,
        to_status TEXT,
        removed_at TEXT
    ) STRICT""",
    """INSERT INTO event_now SELECT id, uid, coalesce(enquiry, payment, feedback), kind, at, text,
        channel, whom, from_status, to_status, removed_at FROM event""",
    "DROP TABLE event",
    "ALTER TABLE event_now RENAME TO event",
    "CREATE INDEX event_of ON event (record, at, uid)",
    "CREATE INDEX event_by_kind ON event (kind, at)",
    """CREATE INDEX event_closing ON event (at, record)
        WHERE to_status = 'closed' AND removed_at IS NULL""",
    """CREATE TABLE promise_now (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        record TEXT NOT NULL REFERENCES record (uid),
        text TEXT NOT NULL CHECK (text <> ''),
        due TEXT NOT NULL,
        due_time TEXT CHECK (due_time IS NULL OR due_time GLOB '[0-2][0-9]:[0-5][0-9]'),
        made_at TEXT NOT NULL,
        kept_at TEXT,
        withdrawn_at TEXT,
        withdrawn_why TEXT NOT NULL DEFAULT '',
        removed_at TEXT
    ) STRICT""",
    """INSERT INTO promise_now SELECT id, uid, coalesce(enquiry, payment, feedback), text, due,
        due_time, made_at, kept_at, withdrawn_at, withdrawn_why, removed_at FROM promise""",
    "DROP TABLE promise",
    "ALTER TABLE promise_now RENAME TO promise",
    "CREATE INDEX promise_of ON promise (record, made_at, uid)",
    """CREATE INDEX promise_open ON promise (due)
        WHERE kept_at IS NULL AND withdrawn_at IS NULL AND removed_at IS NULL""",
    """CREATE INDEX promise_timed ON promise (due, due_time) WHERE due_time IS NOT NULL
        AND kept_at IS NULL AND withdrawn_at IS NULL AND removed_at IS NULL""",
    # Records are found by reference in the index now.
    *(f"DROP INDEX {table}_by_reference" for table in ("enquiry", "payment", "feedback")),
    # What was done since a moment is found by the clock.
    "DROP INDEX action_by_time",
)


def make_record(connection: Connection) -> None:
    """Gives every record its line, and what hangs on it its place; foreign keys are off meanwhile.
    Every row keeps its id, by which its words are indexed.
    """
    for statement in RECORD:
        connection.execute(statement)
    record_index.fill(connection)
    for statement in HANGING:
        connection.execute(statement)
