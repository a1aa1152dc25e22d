"""How much is in the review queue; light, for the desk asks it."""

from __future__ import annotations

from db.connection import Connection
from spoc_tui.casework.lists.said import FACTS

MOST_LISTED = 2_000
"""How many are listed by default."""
HELD = "SELECT * FROM held WHERE decided = '' AND removed_at IS NULL"
"""The rows that wait to be looked at."""
OPEN_DIFFERENCES = f"""
SELECT * FROM (
    SELECT d.*, o.name, o.folded, CASE d.field
        {" ".join(f"WHEN '{fact}' THEN coalesce(CAST(o.{fact} AS TEXT), '')" for fact in FACTS)}
        END AS ours
    FROM difference AS d JOIN organisation AS o ON o.uid = d.organisation AND o.removed_at IS NULL
    WHERE d.settled = '' AND d.removed_at IS NULL)
WHERE ours <> listed"""
"""Those that are open; the officer may have typed meanwhile what the list says."""


def count(connection: Connection, rows: str) -> int:
    """How many of `HELD` or `DIFFERENCES` there are."""
    (found,) = connection.execute(f"SELECT count(*) FROM ({rows})").fetchone()
    return int(found)
