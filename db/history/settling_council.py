"""After a join: the council's directorates, teams, topics and themes, each once, and all that
points to one that was merged pointed to that which stands for it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from db.council.merging import point, references, take_away
from db.history.touched import rows_touched
from db.records.survivors import MERGED_AWAY, survivors
from spoc_tui.casework.council.merging import one_and_the_same
from spoc_tui.casework.history import settling

if TYPE_CHECKING:
    from db.writing import Writing


WriteRow = Callable[[str, str, dict[str, Any]], None]


class CouncilSettling:
    """What two desks did of the council's records, made to fit. It is so few that all of it is
    looked at, whatever the join touched.
    """

    def __init__(self, store: Writing, write: WriteRow, at: str) -> None:
        """`write` changes columns of a row and notes that it was touched; `at` is the moment at
        which what goes is gone.
        """
        self._store = store
        self._connection = store.connection
        self._write = write
        self._at = at

    def settle(self) -> None:
        """Settles all of it; the parents of what it points to may have to be revived after it."""
        for table in MERGED_AWAY:
            self._break_cycles(table)
        for table in MERGED_AWAY:
            # What is above comes first: teams are distinguished by their directorates.
            self._merge_alike(table)
            self._point(table)

    # As Writer of db/council/merging.py.

    def update(self, table: str, uid: str, values: Mapping[str, Any]) -> None:
        """Changes a row, and notes that it was touched."""
        self._write(table, uid, dict(values))

    def put(self, table: str, values: Mapping[str, Any]) -> None:
        """Sees to it that a pair is there, and notes that it was touched."""
        uid = self._store.put(table, values)
        self._connection.execute(
            "INSERT OR IGNORE INTO temp.touched (tbl, uid) VALUES (?, ?)", [table, uid]
        )

    def _break_cycles(self, table: str) -> None:
        """One merged into the other here, and the other into the one there: the smaller uid of the
        circle is merged into none again.
        """
        above = dict(
            self._connection.execute(
                f"SELECT uid, merged_into FROM {table} WHERE merged_into IS NOT NULL"
            ).fetchall()
        )
        for start in sorted(above):
            cycle = settling.in_cycle(above, start)
            if cycle:
                uid = min(cycle)
                del above[uid]
                self.update(table, uid, {"removed_at": None, "merged_into": None})

    def _merge_alike(self, table: str) -> None:
        """Two of one name that two desks made before they knew of each other: the first by uid
        stays.
        """
        directorate = "(SELECT name FROM directorate WHERE uid = t.directorate)"
        rows = self._connection.execute(
            f"SELECT t.*, {directorate if table == 'team' else 'NULL'} AS directorate_name "
            f"FROM {table} AS t WHERE t.removed_at IS NULL AND t.retired_on IS NULL"
        ).fetchall()
        for uid, into in one_and_the_same(table, [dict(row) for row in rows]):
            take_away(self._store, self, table, uid, into, self._at)

    def _point(self, table: str) -> None:
        """What points to a merged one is pointed to that which stands for it: what was touched, and
        all that points to one that was touched.
        """
        read_as = survivors(self._connection, table)
        if not read_as:
            return
        touched = self._connection.execute(
            "SELECT t.uid FROM temp.touched AS t CROSS JOIN json_each(?) AS j ON j.value = t.uid "
            "WHERE t.tbl = ?",
            [json.dumps(list(read_as)), table],
        )
        asked = {"all": json.dumps(list(read_as)), "new": json.dumps([u for (u,) in touched])}
        for child, column in references(self._connection, table):
            found = self._connection.execute(
                f"SELECT c.uid, c.{column} FROM {rows_touched(child)} AS c "
                "WHERE c.removed_at IS NULL "
                f"AND c.{column} IN (SELECT value FROM json_each(:all)) UNION "
                f"SELECT uid, {column} FROM {child} WHERE removed_at IS NULL "
                f"AND {column} IN (SELECT value FROM json_each(:new)) ORDER BY 1",
                asked,
            ).fetchall()
            for uid, merged in found:
                point(self._store, self, child, column, [uid], read_as[merged], self._at)
