"""The order of the records of a declared kind: what is due first, and open before closed.

Read from what is kept as due and from promises, so that a list of thousands reads none of them.
"""

from __future__ import annotations

from db.connection import Connection
from db.records.first_due import RANK

# What presses nobody comes after all days, and of a day what has a time before what has none.
_DUE = f"""(SELECT min({RANK} || d.due || coalesce(d.at, '~'))
    FROM record_due AS d WHERE d.record = r.uid)"""
_PROMISED = """(SELECT min('0' || p.due || coalesce(p.due_time, '~'))
    FROM main.promise AS p INDEXED BY promise_of WHERE p.record = r.uid
    AND p.kept_at IS NULL AND p.withdrawn_at IS NULL AND p.removed_at IS NULL)"""


def uids_by_due(connection: Connection, table: str, step: str = "") -> list[str]:
    """The uids of a kind's records, or of those of one step: the open ones first, of those what is
    due first, then the last begun.
    """
    among, asked = (" AND r.status = ?", [step]) if step else ("", [])
    rows = connection.execute(
        "WITH one AS MATERIALIZED (SELECT r.uid, r.reference, r.began_at, "
        "r.closed_at IS NOT NULL AS closed, "
        "CASE WHEN r.closed_at IS NULL "
        f"THEN min(coalesce({_DUE}, '~'), coalesce({_PROMISED}, '~')) ELSE '~' END AS by "
        f"FROM {table} AS r WHERE r.removed_at IS NULL{among}) "
        "SELECT uid FROM one ORDER BY closed, by, began_at DESC, reference DESC, uid DESC",
        asked,
    )
    return [uid for (uid,) in rows]
