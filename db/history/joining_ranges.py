"""What long imports at other desks added: new rows as a range here too, rows that are here
already as changes of their own.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from db.changes import imported
from db.changes.range_seals import BY_NAME, ELSEWHERE, digest_over, keep_as_added, kept_as_added
from db.changes.tables import blank_row
from db.connection import Connection, IntegrityError
from db.history.fold import RowChange
from db.history.packing import PackedRange
from db.history.well_formed import read_row
from db.records.text_indexes import derived

if TYPE_CHECKING:
    from db.history.packing import Packed
    from db.history.set_aside import SetAside
    from db.history.well_formed import Kinds

ROWS_AT_ONCE = 5_000
"""How many rows are written at a time."""
STAMPS = {"organisation": "added_at", "source_entry": "seen_at"}
"""By table, when a row was imported: of a list that two desks imported, what differs."""
_ADDED_ONCE = """
SELECT c.record, c.after, a.clock, a.uid FROM change AS c JOIN action AS a ON a.uid = c.action
WHERE c.record IN (SELECT value FROM json_each(?1)) AND c.ranged < 0 AND NOT EXISTS
    (SELECT 1 FROM change AS o WHERE o.record = c.record AND o.id <> c.id AND o.action <> ?2)"""
"""The rows that were added once here, with what they said, and have no other history."""
T = TypeVar("T")


def add_ranges(
    connection: Connection,
    one: Packed,
    sealed: Sequence[str],
    kinds: Kinds,
    aside: SetAside,
) -> int | None:
    """Adds the rows of an action's ranges, silently, and says how many; None where they are not
    those that were sealed, or no rows.
    """
    try:
        ranges, added = iter(one.ranges), 0
        for expected in sealed:
            found = next(ranges, None)
            if not (isinstance(found, PackedRange) and _is_sealed(found, expected)):
                return None
            if any(read_row(text, kinds[found.table]) is None for text in found.texts):
                return None
            _add(connection, one, found, aside)
            added += len(found.texts)
        return None if any(True for _ in ranges) else added
    except (ValueError, KeyError, TypeError, RecursionError, IntegrityError):
        return None


def _is_sealed(found: PackedRange, expected: str) -> bool:
    if found.sealed != expected or found.table not in imported.ORGANISATION_TABLES:
        return False
    by_name = f"{found.table}\x1f{digest_over(found.texts)}" if found.shape == BY_NAME else expected
    return by_name == expected


def _add(connection: Connection, one: Packed, found: PackedRange, aside: SetAside) -> None:
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
    aside.before(table, len(new))
    first, last = _insert(connection, table, new)
    shape = BY_NAME if found.shape == BY_NAME else ELSEWHERE
    digest = found.sealed.rpartition("\x1f")[2]
    number = connection.execute(
        "INSERT INTO brought_in (action, tbl, first, last, shape, digest, sealed) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        [one.uid, table, first, last, shape, digest, found.sealed],
    ).lastrowid
    connection.executemany(
        "INSERT INTO change (action, tbl, record, after, ranged) VALUES (?, ?, ?, ?, ?)",
        [(one.uid, table, uid, text, number) for uid, text in here],
    )
    _meet(connection, one, table, here)


def _meet(connection: Connection, one: Packed, table: str, here: Sequence[tuple[str, str]]) -> None:
    """What is here already, each with what an action elsewhere said when it was added: noted as
    touched, but where it was added once here too, never changed, and says the same but for when.
    Then the later moment is kept, as it would by the whole history of each.
    """
    touched, later = list[str](), list[tuple[str, str]]()
    for some in _pieces(here):
        kept = {
            uid: (json.loads(text), *when)
            for uid, text, *when in connection.execute(
                _ADDED_ONCE, [json.dumps([uid for uid, _ in some]), one.uid]
            )
        }
        for uid, text in some:
            mine, *when = kept.get(uid, ({},))
            theirs = json.loads(text)
            stamp = STAMPS.get(table, "")
            differing = {name for name, _ in mine.items() ^ theirs.items()}
            if not mine or differing - {stamp} or (differing and not theirs.get(stamp)):
                touched.append(uid)
            elif differing and [one.clock, one.uid] > when:
                later.append((theirs[stamp], uid))
    connection.executemany(
        "INSERT OR IGNORE INTO temp.touched (tbl, uid) VALUES (?, ?)",
        [(table, uid) for uid in touched],
    )
    if later:
        connection.executemany(f"UPDATE {table} SET {STAMPS[table]} = ? WHERE uid = ?", later)


def _insert(
    connection: Connection, table: str, rows: Sequence[Mapping[str, Any]]
) -> tuple[int, int]:
    """The first and last id of the rows; no row has the id 0."""
    if not rows:
        return 0, 0
    (last,) = connection.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()
    names, marks = ", ".join(rows[0]), ", ".join(f":{name}" for name in rows[0])
    connection.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)
    return last + 1, last + len(rows)


def _pieces(all_of_it: Sequence[T]) -> Iterator[Sequence[T]]:
    for at in range(0, len(all_of_it), ROWS_AT_ONCE):
        yield all_of_it[at : at + ROWS_AT_ONCE]


def begun(
    connection: Connection, table: str, uids: Sequence[str]
) -> dict[str, tuple[int, RowChange]]:
    """By uid, how those of these rows began that a long import added, and its clock."""
    if table not in imported.ORGANISATION_TABLES:
        return {}
    kept = kept_as_added(connection, uids)
    asked = [uid for uid in uids if uid not in kept]
    added = [one for one in imported.added_rows(connection, asked) if one.table == table]
    clocks = dict(
        connection.execute(
            "SELECT uid, clock FROM action WHERE uid IN (SELECT action FROM brought_in)"
        )
    )
    return {
        one.record: (
            clocks[one.action],
            RowChange(one.action, "act", None, json.dumps(one.after)),
        )
        for one in added
    }
