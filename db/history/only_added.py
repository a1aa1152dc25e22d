"""Rows that a join brings and of which nothing more is said, as they mostly are on a timeline:
written as they come, where all others are folded from the history once all is in.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from db.history.shapes import said_now, table_now
from db.history.tables import blank_row, needed_columns

if TYPE_CHECKING:
    from db.history.set_aside import SetAside
    from db.history.well_formed import Said

ONLY_ADDED = ("event", "paid_in", "voice")
"""Tables whose rows are hardly ever changed once they are there; no long import brings any, and no
column of theirs follows from another.
"""

Pair = tuple[str, str]
"""A table, and the uid of a row of it."""


class OnlyAdded:
    """Writes those rows, and notes in `temp.touched` that they are what their history makes of
    them; of all others, that they are to be folded.
    """

    def __init__(self, connection: sqlite3.Connection, aside: SetAside) -> None:
        self._connection = connection
        self._aside = aside
        self._tables = {table: _Table(connection, table) for table in ONLY_ADDED}

    def receive(self, changes: Iterable[Said]) -> None:
        """Takes changes that were received, and are in the history by now."""
        made: dict[str, dict[str, Mapping[str, Any] | None]] = {table: {} for table in ONLY_ADDED}
        later = set[Pair]()
        for table, record, before, _, now in changes:
            if table not in made:
                later.add((table_now(table), record))
            elif before is None and record not in made[table]:
                made[table][record] = None if now is None else said_now(table, dict(now))
            else:
                made[table][record] = None  # more is said of it
        for table, said in made.items():
            written = self._write(table, said) if said else ()
            later.update((table, uid) for uid in said.keys() - written)
        self._connection.executemany(
            "INSERT INTO temp.touched (tbl, uid) VALUES (?, ?) "
            "ON CONFLICT DO UPDATE SET folded = 0",
            later,
        )

    def _write(self, table: str, said: Mapping[str, Mapping[str, Any] | None]) -> set[str]:
        """Writes the rows of which no more is said; which they are."""
        its, known = self._tables[table], self._known(table, said)
        rows = [
            row
            for uid, now in said.items()
            if now is not None and uid not in known
            for row in [(uid, *map(now.get, its.names, its.blanks))]
            if None not in map(row.__getitem__, its.needed)
        ]
        self._aside.before(table, len(rows))
        last = f"SELECT coalesce(max(id), 0) FROM {table}"
        (before,) = self._connection.execute(last).fetchone()
        self._connection.executemany(its.insert, rows)
        self._connection.execute(
            "INSERT INTO temp.touched (tbl, uid, folded) "
            f"SELECT '{table}', uid, 1 FROM {table} WHERE id > ?",
            [before],
        )
        return {row[0] for row in rows}

    def _known(self, table: str, uids: Collection[str]) -> set[str]:
        """Those of these rows that are there, or that this join has said something of before."""
        found = self._connection.execute(
            "SELECT j.value FROM json_each(?) AS j WHERE EXISTS "
            f"(SELECT 1 FROM {table} WHERE uid = j.value) OR EXISTS "
            "(SELECT 1 FROM temp.touched WHERE tbl = ? AND uid = j.value)",
            [json.dumps(list(uids)), table],
        )
        return {uid for (uid,) in found}


class _Table:
    """How a row is written: its columns, what they are where nothing was said, and at which places
    of the row something must be.
    """

    def __init__(self, connection: sqlite3.Connection, name: str) -> None:
        blank = blank_row(connection, name)
        self.names: Sequence[str] = tuple(blank)
        self.blanks: Sequence[Any] = tuple(blank.values())
        self.needed = [self.names.index(one) + 1 for one in needed_columns(connection, name)]
        marks = ", ".join("?" * (len(blank) + 1))
        self.insert = f"INSERT INTO {name} (uid, {', '.join(blank)}) VALUES ({marks})"
