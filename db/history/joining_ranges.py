"""What long imports at other desks brought in: new rows as a range here too, rows that are here
already as changes of their own.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from db.history import brought_in
from db.history.fold import Change
from db.history.range_seals import BY_NAME, ELSEWHERE, digest_over, keep_as_added, kept_as_added
from db.history.tables import blank_row
from db.history.well_formed import read_row
from db.search_index import derived

if TYPE_CHECKING:
    from db.history.packing import Packed, PackedRange
    from db.history.well_formed import Kinds

AT_ONCE = 5_000
"""How many rows are written at a time."""


def bring_in(
    connection: sqlite3.Connection, one: Packed, sealed: Sequence[str], kinds: Kinds
) -> bool:
    """Adds the rows of an action's ranges, silently; False where they are not those that were
    sealed, or no rows.
    """
    ranges = iter(one.ranges)
    for expected in sealed:
        found = next(ranges, None)
        if found is None or found.sealed != expected or found.table not in brought_in.TABLES:
            return False
        if found.shape == BY_NAME and f"{found.table}\x1f{digest_over(found.texts)}" != expected:
            return False
        try:
            if any(read_row(text, kinds[found.table]) is None for text in found.texts):
                return False
            _add(connection, one.uid, found)
        except (ValueError, KeyError, RecursionError, sqlite3.IntegrityError):
            return False
    return next(ranges, None) is None


def _add(connection: sqlite3.Connection, action_uid: str, found: PackedRange) -> None:
    table, new, here = found.table, list[dict[str, Any]](), list[tuple[str, str]]()
    blank = blank_row(connection, table)
    for texts in _pieces(found.texts):
        rows = {row["uid"]: (row, text) for text in texts for row in [json.loads(text)]}
        known = {
            uid
            for (uid,) in connection.execute(
                f"SELECT uid FROM {table} WHERE uid IN (SELECT value FROM json_each(?))",
                [json.dumps(list(rows))],
            )
        }
        keep_as_added(connection, table, sorted(known))
        for uid, (row, text) in rows.items():
            if uid in known:
                here.append((uid, text))
            else:
                values = {name: row.get(name, value) for name, value in blank.items()}
                new.append({"uid": uid, **values, **derived(table, values)})
    first, last = _insert(connection, table, new)
    shape = BY_NAME if found.shape == BY_NAME else ELSEWHERE
    digest = found.sealed.rpartition("\x1f")[2]
    number = connection.execute(
        "INSERT INTO brought_in (action, tbl, first, last, shape, digest, sealed) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        [action_uid, table, first, last, shape, digest, found.sealed],
    ).lastrowid
    connection.executemany(
        "INSERT INTO change (action, tbl, record, after, ranged) VALUES (?, ?, ?, ?, ?)",
        [(action_uid, table, uid, text, number) for uid, text in here],
    )
    connection.executemany(
        "INSERT OR IGNORE INTO temp.touched (tbl, uid) VALUES (?, ?)",
        [(table, uid) for uid, _ in here],
    )


def _insert(
    connection: sqlite3.Connection, table: str, rows: Sequence[Mapping[str, Any]]
) -> tuple[int, int]:
    """The first and last id of the rows; no row has the id 0."""
    if not rows:
        return 0, 0
    (last,) = connection.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()
    names, marks = ", ".join(rows[0]), ", ".join(f":{name}" for name in rows[0])
    connection.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)
    return last + 1, last + len(rows)


def _pieces(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    for at in range(0, len(texts), AT_ONCE):
        yield texts[at : at + AT_ONCE]


def begun(
    connection: sqlite3.Connection, table: str, uids: Sequence[str]
) -> dict[str, tuple[int, Change]]:
    """By uid, how those of these rows began that a long import brought in, and its clock."""
    if table not in brought_in.TABLES:
        return {}
    added = [one for one in brought_in.added_rows(connection, uids) if one.table == table]
    kept = kept_as_added(connection, uids)
    clocks = dict(
        connection.execute(
            "SELECT uid, clock FROM action WHERE uid IN (SELECT action FROM brought_in)"
        )
    )
    return {
        one.record: (
            clocks[one.action],
            Change(one.action, "act", None, json.dumps(one.after)),
        )
        for one in added
        if one.record not in kept
    }
