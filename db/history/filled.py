"""Writes into the history what earlier migrations filled in outside it."""

from __future__ import annotations

import json

from db.changes.seal import SHAPE, changes_of, digest_over, seal_of
from db.connection import Connection
from db.records.uids import natural_uid

FILLED_COLUMNS = (
    ("organisation", "not_known_before"),
    ("topic", "urgent"),
    ("reference_rate", "expected"),
)
"""Columns that were made with 0, and in some rows set to 1 at once."""
LABEL = "Brought to today's shape"


def record_filled(connection: Connection) -> None:
    """Writes one action with what the rows say of these columns and the history does not; the same
    from any copy of a database. Nothing where the history has it all.
    """
    last = connection.execute("SELECT * FROM action ORDER BY clock DESC LIMIT 1").fetchone()
    if last is None:
        return
    uid = natural_uid("action", LABEL, last["origin"])
    for table, column in FILLED_COLUMNS:
        connection.execute(
            f"INSERT INTO change (action, tbl, record, before, after) SELECT ?, ?, t.uid, ?, ? "
            f"FROM {table} AS t WHERE t.{column} = 1 AND EXISTS (SELECT 1 FROM change AS c "
            "WHERE c.record = t.uid AND c.before IS NULL) AND NOT EXISTS (SELECT 1 FROM change "
            f"AS c WHERE c.record = t.uid AND c.after ->> '{column}' IS NOT NULL) ORDER BY t.uid",
            [uid, table, *(json.dumps({column: value}) for value in (0, 1))],
        )
    changes = changes_of(connection, uid)
    if not changes:
        return
    digest = digest_over(changes)
    row = {
        "uid": uid,
        "origin": last["origin"],
        "place": last["place"] + 1,
        "clock": last["clock"] + 1,
        "shape": SHAPE,
        "previous": last["hash"],
        "sitting": last["sitting"],
        "at": last["at"],
        "who": "spoc",
        "label": LABEL,
        "kind": "setup",
        "undoes": None,
        "records": len(changes),
        "digest": digest,
    }
    row["hash"] = seal_of(row, digest)
    connection.execute(
        f"INSERT INTO action ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})",
        list(row.values()),
    )
