"""What the history says of the time since a period ended: what was added, and what was changed.

One act may have touched a million records, of which a period counts a few: what was added is asked
of those that are counted, and what merely went on as records do is left out where it is kept.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from db.changes.shapes import current_columns, value_sql
from db.connection import Connection
from db.records.tables import TABLES_OF_KIND, merged
from spoc_tui.casework.dates import when
from spoc_tui.casework.week.periods import Period

COUNTED_KINDS = tuple(TABLES_OF_KIND)
PART_OF = {"event": "record", **merged(*(tables.counted for tables in TABLES_OF_KIND.values()))}
"""What belongs to records, and the column that says on which."""
ORDINARY = merged(*(tables.ordinary for tables in TABLES_OF_KIND.values()))
"""Columns that change as a record goes on: what they were is on its timeline."""
_DATED = merged({"event": "at"}, *(tables.dated for tables in TABLES_OF_KIND.values()))
"""By what column an added row is of a time; those of other tables always bear on what was."""

_SINCE = "a.clock >= :clock AND a.at >= :end"
_FROM = f"FROM action AS a CROSS JOIN change AS c ON c.action = a.uid WHERE {_SINCE}"
_OF = f"""FROM json_each(:uids) AS j CROSS JOIN change AS c ON c.record = j.value
CROSS JOIN action AS a ON a.uid = c.action WHERE {_SINCE}"""


def _listed(names: Collection[str]) -> str:
    return ", ".join(f"'{name}'" for name in sorted(names))


_BEARS = " ".join(
    f"WHEN '{table}' THEN EXISTS "
    f"(SELECT 1 FROM json_each(c.after) WHERE key NOT IN ({_listed(columns)}))"
    for table, columns in ORDINARY.items()
)
_CHANGED = f"""SELECT c.tbl, c.record, c.before, c.after {_FROM} AND c.before IS NOT NULL
    AND (c.tbl IN ({_listed((*COUNTED_KINDS, *PART_OF))}) AND CASE c.tbl {_BEARS} ELSE 1 END
        OR c.tbl = 'organisation' AND c.before LIKE '%"merged_into"%')"""
_NEW = f"SELECT c.record {_FROM} AND c.before IS NULL AND c.tbl IN ({_listed(COUNTED_KINDS)})"
_NEW_ON = " ".join(
    f"WHEN '{table}' THEN {value_sql(table, column, 'c.after')}"
    for table, column in PART_OF.items()
)
_NEW_WHEN = " ".join(f"WHEN '{table}' THEN c.after ->> '{day}'" for table, day in _DATED.items())
_NEW_PARTS = f"""SELECT CASE c.tbl {_NEW_ON} END {_FROM} AND c.before IS NULL
    AND c.tbl IN ({_listed(PART_OF)}) AND CASE c.tbl {_NEW_WHEN} ELSE '' END < :end"""
_WITH_NEW_PARTS = f"""WITH part (record) AS ({_NEW_PARTS})
SELECT DISTINCT r.kind, r.uid FROM part CROSS JOIN record AS r ON r.uid = part.record
WHERE part.record NOT IN ({_NEW}) AND r.kind IN ({_listed(COUNTED_KINDS)})"""
_ADDED = f"SELECT c.record {_OF} AND c.before IS NULL"
_BEFORE = f"SELECT c.tbl, c.record, c.before {_OF} ORDER BY a.clock DESC, a.uid DESC, c.id DESC"


class Since:
    """Since a period ended, in a history."""

    def __init__(self, history: Connection, period: Period) -> None:
        self._history = history
        # No action is before its moment by the clock, by which it is soon found.
        self._asked = {
            "clock": int(period.ends_at.timestamp() * 1000),
            "end": when.to_iso(period.ends_at),
        }

    def changed(self) -> list[Any]:
        """The changes of what is counted, but for those in ORDINARY columns alone; and those by
        which an organisation was merged, or is no more. Rows of tbl, record, before and after.
        """
        return self._history.execute(_CHANGED, self._asked).fetchall()

    def with_added_parts(self) -> Iterator[tuple[str, str]]:
        """Kind and uid of each record that was there, and got something since that is of the time
        before.
        """
        yield from map(tuple, self._history.execute(_WITH_NEW_PARTS, self._asked))

    def on_days(
        self, columns: Mapping[str, Collection[str]], first: str, last: str
    ) -> Mapping[str, set[str]]:
        """By each of these tables of which anything was added or changed: its rows of which one of
        the columns had one of these days before.
        """
        had = " ".join(
            f"WHEN '{table}' THEN "
            + " OR ".join(f"c.before ->> '{column}' BETWEEN :first AND :last" for column in of)
            for table, of in columns.items()
            if of
        )
        rows = self._history.execute(
            f"SELECT DISTINCT c.tbl, CASE WHEN CASE c.tbl {had} END THEN c.record END {_FROM} "
            f"AND c.tbl IN ({_listed(columns)})",
            {**self._asked, "first": first, "last": last},
        )
        found: defaultdict[str, set[str]] = defaultdict(set)
        for table, uid in rows:
            found[table].update([uid] if uid else [])
        return found

    def has_touched(self, tables: Collection[str]) -> bool:
        """Whether anything in one of these tables was added or changed."""
        found = self._history.execute(
            f"SELECT 1 {_FROM} AND c.tbl IN ({_listed(tables)}) LIMIT 1", self._asked
        )
        return found.fetchone() is not None

    def added(self, uids: Collection[str]) -> set[str]:
        """Those of these rows that were not there yet."""
        asked = {**self._asked, "uids": json.dumps(list(uids))}
        return {uid for (uid,) in self._history.execute(_ADDED, asked)}

    def as_they_were(self, rows: Collection[Any]) -> Iterator[dict[str, Any]]:
        """Rows as they were when it ended, without those that were not there yet."""
        before = self._before([row["uid"] for row in rows])
        for row in rows:
            changes = before.get(row["uid"], ())
            if any(values is None for _, values in changes):
                continue  # it was not there yet
            then: dict[str, Any] = dict(row)
            for table, values in changes:
                then |= current_columns(table, json.loads(values or "{}"))
            yield then

    def _before(self, uids: Collection[str]) -> Mapping[str, list[tuple[str, str | None]]]:
        """By the uid of a row, what it was before each change since, the last change first."""
        before: defaultdict[str, list[tuple[str, str | None]]] = defaultdict(list)
        asked = {**self._asked, "uids": json.dumps(list(uids))}
        for table, uid, values in self._history.execute(_BEFORE, asked):
            before[uid].append((table, values))
        return before
