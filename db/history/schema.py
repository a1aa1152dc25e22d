"""The shape in which the history has a clock, and a chain for each desk that wrote in it."""

from __future__ import annotations

# The actions before were one chain in the order of their ids, whatever desk's letter they had: they
# become the chain of one desk, called after the first of them, with the seals that they had. Their
# clock is that of their moment, and one more than the clock before where that was not later.
ONE_CLOCK = (
    """CREATE TABLE desk (
        uid TEXT PRIMARY KEY,
        letter TEXT NOT NULL DEFAULT '',
        own INTEGER NOT NULL DEFAULT 0 CHECK (own IN (0, 1))
    ) STRICT, WITHOUT ROWID""",
    """INSERT INTO desk SELECT natural_uid('desk', uid),
        (SELECT desk FROM action ORDER BY id DESC LIMIT 1), 1 FROM action ORDER BY id LIMIT 1""",
    """CREATE TABLE action_now (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        origin TEXT NOT NULL REFERENCES desk (uid),
        place INTEGER NOT NULL CHECK (place > 0),
        clock INTEGER NOT NULL,
        shape INTEGER NOT NULL,
        sitting TEXT NOT NULL,
        at TEXT NOT NULL,
        who TEXT NOT NULL,
        label TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('act', 'undo', 'redo', 'setup', 'settle')),
        undoes TEXT REFERENCES action_now (uid) DEFERRABLE INITIALLY DEFERRED,
        records INTEGER NOT NULL,
        digest TEXT NOT NULL,
        previous TEXT NOT NULL,
        hash TEXT NOT NULL,
        desk TEXT NOT NULL DEFAULT '',
        number INTEGER NOT NULL DEFAULT 0,
        UNIQUE (origin, place),
        CHECK ((kind IN ('undo', 'redo')) = (undoes IS NOT NULL))
    ) STRICT""",
    """INSERT INTO action_now SELECT id, uid, (SELECT uid FROM desk), place,
        max(moment - place) OVER (ORDER BY id) + place, 1, sitting, at, who, label, kind, undoes,
        records, digest, coalesce(lag(hash) OVER (ORDER BY id), ''), hash, desk, number
        FROM (SELECT *, row_number() OVER (ORDER BY id) AS place,
            unixepoch(at) * 1000 AS moment FROM action) ORDER BY id""",
    "DROP TABLE action",
    "ALTER TABLE action_now RENAME TO action",
    "CREATE INDEX action_by_clock ON action (clock, uid)",
    # Of a long import that another desk made: to which of its ranges a row belongs that was here.
    "ALTER TABLE change ADD COLUMN ranged INTEGER",
    "CREATE INDEX change_ranged ON change (ranged) WHERE ranged IS NOT NULL",
    "ALTER TABLE brought_in ADD COLUMN sealed TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE current_action ADD COLUMN origin TEXT",
    "ALTER TABLE current_action ADD COLUMN file TEXT NOT NULL DEFAULT ''",
)
