"""Finds what stands in the way of a row that an undo brings back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

from db.changes.tables import pointing
from db.records.survivors import MERGED_AWAY
from spoc_tui.casework.text import compared

if TYPE_CHECKING:
    from db.writing import Writing

NAME_COLUMNS = {"name", "code"}
"""Columns by which what belongs to the council is distinguished."""


def blocking_rows(
    store: Writing, table: str, uid: str, before: str | None
) -> Iterator[tuple[str, list[str]]]:
    """The uids of rows beside which this one cannot come back, each with the columns of which a
    later change made it so; `before` is the JSON of what the undo gave it back.
    """
    row = store.row(table, uid)
    if row["removed_at"] is not None:
        return
    for column, parent in pointing(store.connection, table):
        gone = f"SELECT uid FROM {parent} WHERE uid = ? AND removed_at IS NOT NULL"
        for (above,) in store.connection.execute(gone, [row[column]]).fetchall():
            yield above, ["removed_at"]
    given = json.loads(before or "{}").keys()
    if table not in MERGED_AWAY or not given & {*NAME_COLUMNS, "removed_at"}:
        return
    for other in store.connection.execute(
        f"SELECT * FROM {table} WHERE removed_at IS NULL AND uid <> ?", [uid]
    ).fetchall():
        for name in sorted(NAME_COLUMNS & set(row.keys())):
            if compared(other[name]) == compared(row[name]):
                yield other["uid"], [name, "removed_at"]
