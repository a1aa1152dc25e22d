"""Joined rows that were added and never changed since, as most rows of a timeline are: written as
they arrive, without folding.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from db.changes.tables import blank_row, needed_columns
from db.connection import Connection
from db.history.received import Columns
from db.history.touched import ONLY_ADDED

if TYPE_CHECKING:
    from db.history.received import Ready, RowValues
    from db.history.set_aside import SetAside


class OnlyAdded:
    """Writes those rows, and notes in `temp.as_came` which they are; all others in `temp.touched`,
    for they are to be folded.
    """

    def __init__(self, connection: Connection, aside: SetAside) -> None:
        self._connection = connection
        self._aside = aside
        self.tables = {table: _columns(connection, table) for table in ONLY_ADDED}

    def receive(self, ready: Ready) -> None:
        """Takes a batch that is in the history by now."""
        for table, rows in ready.added.items():
            if rows:
                ready.others.update((table, uid) for uid in self._write(table, rows))
        self._connection.executemany(
            "INSERT OR IGNORE INTO temp.touched (tbl, uid) VALUES (?, ?)", ready.others
        )

    def _write(self, table: str, rows: Sequence[RowValues]) -> list[str]:
        """Writes those rows that are not there yet; the uids of the others."""
        self._aside.before(table, len(rows))
        last = f"SELECT coalesce(max(id), 0) FROM {table}"
        (before,) = self._connection.execute(last).fetchone()
        names = ("uid", *self.tables[table].names)
        written = self._connection.executemany(
            f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))}) "
            "ON CONFLICT (uid) DO NOTHING",
            rows,
        ).rowcount
        # One of which this join has said something before is to be folded all the same.
        self._connection.execute(
            f"INSERT INTO temp.as_came SELECT '{table}', :first, ({last}) WHERE :written "
            "ON CONFLICT DO UPDATE SET last = excluded.last",
            {"first": before + 1, "written": written},
        )
        if written == len(rows):
            return []
        known = self._connection.execute(
            f"SELECT uid FROM {table} WHERE uid IN (SELECT value FROM json_each(?)) AND id <= ?",
            [json.dumps([row[0] for row in rows]), before],
        )
        return [uid for (uid,) in known]


def _columns(connection: Connection, table: str) -> Columns:
    blank = blank_row(connection, table)
    names = tuple(blank)
    needed = tuple(names.index(one) + 1 for one in needed_columns(connection, table))
    return Columns(names, tuple(blank.values()), needed)
