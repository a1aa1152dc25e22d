"""The rows that a join or an undo has touched, while they are made to fit each other again, and the
records on which they hang.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from db.changes.tables import ON_RECORDS
from db.connection import Connection
from spoc_tui.casework.records.kinds import TABLE_OF

ONLY_ADDED = ("event", "paid_in", "voice")
"""Tables whose rows are hardly ever changed once they are there; no long import brings any, and no
column of theirs follows from another. A join writes them as they come (only_added.py).
"""


@contextmanager
def touching(connection: Connection) -> Iterator[None]:
    """With the table `temp.touched`, of rows by table and uid; `temp.as_came`, by table the ids of
    the first and the last row that a join wrote as they came, which are touched as well; and
    `temp.hung_on` for settling; and what points where and conditions of several columns looked at
    once all is in; within a transaction.
    """
    connection.execute("PRAGMA defer_foreign_keys = ON")
    connection.execute("PRAGMA ignore_check_constraints = ON")
    connection.execute("CREATE TEMP TABLE touched (tbl, uid, PRIMARY KEY (tbl, uid)) WITHOUT ROWID")
    # By their ids, for they may be a million, and lie together.
    connection.execute("CREATE TEMP TABLE as_came (tbl PRIMARY KEY, first, last) WITHOUT ROWID")
    connection.execute(
        "CREATE TEMP TABLE hung_on (kind, record, PRIMARY KEY (kind, record)) WITHOUT ROWID"
    )
    try:
        yield
    finally:
        # First of all, whatever else goes wrong: nothing else would say so.
        connection.execute("PRAGMA ignore_check_constraints = OFF")
        connection.execute("DROP TABLE IF EXISTS temp.touched")
        connection.execute("DROP TABLE IF EXISTS temp.as_came")
        connection.execute("DROP TABLE IF EXISTS temp.hung_on")


def rows_touched(table: str) -> str:
    """SQL: the touched rows of a table, to begin with in a FROM; some twice, if they came, and then
    more was said of them.
    """
    named = (
        f"SELECT c.* FROM temp.touched AS t CROSS JOIN {table} AS c ON c.uid = t.uid "
        f"WHERE t.tbl = '{table}'"
    )
    as_came = (
        f"SELECT c.* FROM temp.as_came AS a CROSS JOIN {table} AS c "
        f"ON c.id BETWEEN a.first AND a.last WHERE a.tbl = '{table}'"
    )
    return f"({named} UNION ALL {as_came})" if table in ONLY_ADDED else f"({named})"


def count_touched(connection: Connection) -> int:
    """How many rows are touched."""
    (count,) = connection.execute("SELECT count(*) FROM temp.touched").fetchone()
    for table, first, last in connection.execute("SELECT * FROM temp.as_came").fetchall():
        (twice,) = connection.execute(
            f"SELECT count(*) FROM temp.touched AS t CROSS JOIN {table} AS c ON c.uid = t.uid "
            "WHERE t.tbl = ? AND c.id BETWEEN ? AND ?",
            [table, first, last],
        ).fetchone()
        count += last - first + 1 - twice
    return int(count)


def note_parent_records(connection: Connection, table: str, uid: str | None = None) -> None:
    """Notes in `temp.hung_on` on which records the touched rows of a table hang, or that one does:
    records are asked for many times, and far more belongs to them than there are of them.
    """
    one = "" if uid is None else "WHERE c.uid = ?"
    connection.execute(
        "INSERT OR IGNORE INTO temp.hung_on (kind, record) SELECT r.kind, r.uid FROM "
        f"(SELECT DISTINCT c.{ON_RECORDS[table]} AS uid "
        f"FROM {rows_touched(table) if uid is None else table} AS c {one}) AS h "
        "CROSS JOIN record AS r ON r.uid = h.uid",
        [] if uid is None else [uid],
    )


def is_gone(connection: Connection, table: str) -> bool:
    """Whether a touched row of a table is removed."""
    found = connection.execute(
        f"SELECT 1 FROM {rows_touched(table)} AS p WHERE p.removed_at IS NOT NULL LIMIT 1"
    )
    return found.fetchone() is not None


def records_gone(connection: Connection) -> set[str]:
    """The tables of the removed records on which something touched hangs."""
    found = connection.execute(
        "SELECT DISTINCT h.kind FROM temp.hung_on AS h CROSS JOIN record AS r "
        "ON r.uid = h.record WHERE r.removed_at IS NOT NULL"
    )
    return {TABLE_OF[kind] for (kind,) in found}
