"""The triggers of a table to which a join writes much, set aside until all of it is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from db.changes.modes import ONE_BY_ONE, SILENT
from db.connection import Connection
from db.kinds import whole_index
from db.records import index as record_index
from db.records.text_indexes import INDEXED

MUCH = 1_000
"""From this many rows on, the triggers of a table may be set aside."""


class SetAside:
    """The triggers that are set aside, by table. They go and come back within the transaction: when
    that is broken off, they are as they were.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._written = Counter[str]()
        self._triggers: dict[str, list[str]] = {}

    def before(self, table: str, rows: int) -> None:
        """So many more rows of a table are about to be written."""
        self._written[table] += rows
        if table in self._triggers or self._written[table] <= MUCH:
            return
        (there,) = self._connection.execute(f"SELECT count(*) FROM {table}").fetchone()
        if self._written[table] > there / 10:
            self._set_aside(table)

    def _set_aside(self, table: str) -> None:
        triggers = self._connection.execute(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ?", [table]
        ).fetchall()
        for name, _ in triggers:
            self._connection.execute(f"DROP TRIGGER {name}")
        self._triggers[table] = [sql for _, sql in triggers]

    def put_back(self) -> None:
        """All triggers are there again, and the indexes that they kept are made again: that takes a
        tenth of the time.
        """
        for index, (table, _) in INDEXED.items():
            if table in self._triggers:
                self._connection.execute(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")
        if not record_index.READ.isdisjoint(self._triggers):
            whole_index.fill(self._connection)
        for triggers in self._triggers.values():
            for sql in triggers:
                self._connection.execute(sql)
        self._triggers.clear()


@contextmanager
def silent(connection: Connection) -> Iterator[SetAside]:
    """Writes within are the history's own, and not written into it again."""
    connection.execute("UPDATE current_action SET uid = 'joining', many = ?", [SILENT])
    aside = SetAside(connection)
    yield aside
    aside.put_back()
    connection.execute("UPDATE current_action SET uid = NULL, many = ?", [ONE_BY_ONE])
