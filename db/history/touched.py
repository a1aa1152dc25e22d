"""The rows that a join or an undo has touched, while they are made to fit each other again, and the
records on which they hang.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from db.changes.tables import ON_RECORDS
from db.connection import Connection
from spoc_tui.casework.records.kinds import TABLE_OF


@contextmanager
def touching(connection: Connection) -> Iterator[None]:
    """With the table `temp.touched`, of rows by table and uid and whether they are folded already,
    and `temp.hung_on` for settling; and what points where and conditions of several columns looked
    at once all is in; within a transaction.
    """
    connection.execute("PRAGMA defer_foreign_keys = ON")
    connection.execute("PRAGMA ignore_check_constraints = ON")
    connection.execute(
        "CREATE TEMP TABLE touched (tbl, uid, folded DEFAULT 0, PRIMARY KEY (tbl, uid)) "
        "WITHOUT ROWID"
    )
    connection.execute(
        "CREATE TEMP TABLE hung_on (kind, record, PRIMARY KEY (kind, record)) WITHOUT ROWID"
    )
    try:
        yield
    finally:
        # First of all, whatever else goes wrong: nothing else would say so.
        connection.execute("PRAGMA ignore_check_constraints = OFF")
        connection.execute("DROP TABLE IF EXISTS temp.touched")
        connection.execute("DROP TABLE IF EXISTS temp.hung_on")


def note_hung_on(connection: Connection, table: str, uid: str | None = None) -> None:
    """Notes in `temp.hung_on` on which records the touched rows of a table hang, or that one does:
    records are asked for many times, and far more hangs on them than there are of them.
    """
    one = "" if uid is None else "AND t.uid = ?"
    connection.execute(
        "INSERT OR IGNORE INTO temp.hung_on (kind, record) SELECT r.kind, r.uid FROM "
        f"(SELECT DISTINCT c.{ON_RECORDS[table]} AS uid FROM temp.touched AS t "
        f"CROSS JOIN {table} AS c ON c.uid = t.uid WHERE t.tbl = '{table}' {one}) AS h "
        "CROSS JOIN record AS r ON r.uid = h.uid",
        [] if uid is None else [uid],
    )


def is_gone(connection: Connection, table: str) -> bool:
    """Whether a touched row of a table is removed."""
    found = connection.execute(
        f"SELECT 1 FROM temp.touched AS t CROSS JOIN {table} AS p ON p.uid = t.uid "
        "WHERE t.tbl = ? AND p.removed_at IS NOT NULL LIMIT 1",
        [table],
    )
    return found.fetchone() is not None


def records_gone(connection: Connection) -> set[str]:
    """The tables of the removed records on which something touched hangs."""
    found = connection.execute(
        "SELECT DISTINCT h.kind FROM temp.hung_on AS h CROSS JOIN record AS r "
        "ON r.uid = h.record WHERE r.removed_at IS NOT NULL"
    )
    return {TABLE_OF[kind] for (kind,) in found}
