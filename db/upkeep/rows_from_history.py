"""The rows of a rescued file beside what is left of its history: taken back from there, set right,
or noted as they are.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from db.changes.range_seals import kept_as_added
from db.changes.shapes import tables_sql
from db.changes.tables import AUDITED, DERIVED, blank_row, needed_columns
from db.connection import Connection, IntegrityError, Row
from db.history.fold import Folded, RowChange
from db.history.folding import folded_rows
from db.records import index as record_index
from db.records.text_indexes import derived
from db.upkeep.loading import Loaded

AT_ONCE = 2_000
"""How many rows are compared at a time."""


class Unsaid(NamedTuple):
    """A row that is otherwise than what is left of the history makes of it."""

    table: str
    uid: str
    before: Mapping[str, Any] | None
    """What that makes of the columns that differ; None where it does not know the row."""


class TakenBack(NamedTuple):
    """What came of comparing; counts are by table."""

    back: Counter[str]
    set_right: Counter[str]
    in_doubt: Counter[str]
    left_out: Counter[str]
    lost: Counter[str]
    unsaid: list[Unsaid]


def take_back(connection: Connection, loaded: Loaded, *, whole: bool) -> TakenBack:
    """Compares every row with the history, within a transaction in which no trigger writes.
    `whole`: nothing of the history is missing, so that it is right where the two differ.
    """
    taken = TakenBack(Counter(), Counter(), Counter(), Counter(), Counter(), [])
    for table in AUDITED:
        ranges = [
            range(first, last + 1)
            for first, last in connection.execute(
                "SELECT first, last FROM brought_in WHERE tbl = ?", [table]
            )
        ]
        for uids in _uids(connection, table, loaded.mentioned.get(table, set())):
            _compare(connection, table, uids, ranges, taken, whole=whole)
    _leave_out(connection, taken)
    return taken


def note_differences(connection: Connection, action: str, unsaid: Sequence[Unsaid]) -> None:
    """Writes into the history, within that action, how these rows are."""
    for one in unsaid:
        row = connection.execute(f"SELECT * FROM {one.table} WHERE uid = ?", [one.uid]).fetchone()
        if row is None:
            continue
        names = blank_row(connection, one.table) if one.before is None else one.before
        after = {name: row[name] for name in names}
        if one.before is None or any(after[name] != one.before[name] for name in after):
            connection.execute(
                "INSERT INTO change (action, tbl, record, before, after) VALUES (?, ?, ?, ?, ?)",
                [action, one.table, one.uid, _json(one.before), _json(after)],
            )


def _json(values: Mapping[str, Any] | None) -> str | None:
    return None if values is None else json.dumps(dict(values), ensure_ascii=False)


def _uids(connection: Connection, table: str, mentioned: set[str]) -> Iterator[list[str]]:
    """The uids of the rows that are there, or that anything speaks of."""
    known = {
        uid
        for (uid,) in connection.execute(
            f"SELECT uid FROM {table} "
            f"UNION SELECT record FROM change WHERE tbl IN {tables_sql(table)}"
        )
    }
    found = sorted(known | mentioned)
    for at in range(0, len(found), AT_ONCE):
        yield found[at : at + AT_ONCE]


def _compare(
    connection: Connection,
    table: str,
    uids: Sequence[str],
    ranges: Sequence[range],
    taken: TakenBack,
    *,
    whole: bool,
) -> None:
    rows = {
        row["uid"]: row
        for row in connection.execute(
            f"SELECT * FROM {table} WHERE uid IN (SELECT value FROM json_each(?))",
            [json.dumps(uids)],
        )
    }
    # Of a row of a long list that is as it was sealed, only what was changed since is compared.
    ranged = [uid for uid, row in rows.items() if any(row["id"] in each for each in ranges)]
    kept = kept_as_added(connection, ranged) if ranged else set()
    begun = {uid: (0, RowChange("", "act", None, "{}")) for uid in ranged if uid not in kept}
    folded = dict(folded_rows(connection, table, uids, begun))
    needed = needed_columns(connection, table)
    for uid in uids:
        one, row = folded.get(uid), rows.get(uid)
        if row is None:
            if one is not None and one.made and _put_back(connection, table, uid, one, needed):
                taken.back[table] += 1
                # What is missing of the history may have changed it.
                taken.in_doubt[table] += not whole
            else:
                taken.lost[table] += 1
                _forget(connection, table, uid)
            continue
        _follow(connection, table, row)
        if one is None or not one.made:
            if uid not in begun and not _is_hidden(row):
                taken.unsaid.append(Unsaid(table, uid, None))
                taken.in_doubt[table] += 1
            continue
        differing = _differing(row, one, whole_row=uid not in begun)
        if not differing:
            continue
        if whole and _set_right(connection, table, uid, differing):
            taken.set_right[table] += 1
        else:
            taken.unsaid.append(Unsaid(table, uid, differing))
            taken.in_doubt[table] += 1


def _differing(row: Row, folded: Folded, *, whole_row: bool) -> dict[str, Any]:
    """The columns that the history has otherwise, with what it has."""
    return {
        name: value
        for name, value in folded.values.items()
        if (whole_row or name in folded.set_by)
        and row[name] != value
        and not (row[name] == "" and value is None)
    }


def _is_hidden(row: Row) -> bool:
    return bool(row["removed_at"] == "importing")


def _put_back(
    connection: Connection, table: str, uid: str, folded: Folded, needed: Sequence[str]
) -> bool:
    if any(folded.values.get(name) is None for name in needed):
        return False
    values = {"uid": uid, **folded.values, **derived(table, folded.values)}
    names, marks = ", ".join(values), ", ".join(f":{name}" for name in values)
    try:
        connection.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", values)
    except IntegrityError:
        return False
    return True


def _set_right(connection: Connection, table: str, uid: str, values: Mapping[str, Any]) -> bool:
    values = {**values, **derived(table, values)}
    pairs = ", ".join(f"{name} = :{name}" for name in values)
    try:
        connection.execute(f"UPDATE {table} SET {pairs} WHERE uid = :uid", {**values, "uid": uid})
    except IntegrityError:
        return False
    return True


def _follow(connection: Connection, table: str, row: Row) -> None:
    """Has the columns that follow from others do so."""
    values = dict(row)
    stale = {n: v for n, v in derived(table, values).items() if n in DERIVED and row[n] != v}
    if stale:
        _set_right(connection, table, row["uid"], stale)


def _forget(connection: Connection, table: str, uid: str) -> None:
    """The history no longer says that a row began: it is lost, and not to be looked for."""
    connection.execute(
        f"DELETE FROM change WHERE record = ? AND tbl IN {tables_sql(table)} AND before IS NULL",
        [uid],
    )


def _leave_out(connection: Connection, taken: TakenBack) -> None:
    """Rows that point to what is lost: without it where they can, else they are left out, and with
    them what points to them.
    """
    while True:
        record_index.fill(connection)  # what belongs to records points into it
        found = [
            (row[0], row[1], row[2], row[3])
            for row in connection.execute("PRAGMA foreign_key_check")
            if row[0] in AUDITED
        ]
        if not found:
            return
        for table, rowid, parent, key in found:
            _part(connection, taken, table, rowid, parent, key)


def _part(
    connection: Connection, taken: TakenBack, table: str, rowid: int, parent: str, key: int
) -> None:
    column = next(
        row["from"]
        for row in connection.execute(f"PRAGMA foreign_key_list({table})")
        if row["id"] == key
    )
    row = connection.execute(f"SELECT * FROM {table} WHERE id = ?", [rowid]).fetchone()
    if row is None:  # left out already
        return
    if column not in needed_columns(connection, table) and _set_right(
        connection, table, row["uid"], {column: None}
    ):
        known = next((one for one in taken.unsaid if one[:2] == (table, row["uid"])), None)
        if known is None:
            taken.unsaid.append(Unsaid(table, row["uid"], {column: row[column]}))
            taken.in_doubt[table] += 1
        elif known.before is not None and column not in known.before:
            taken.unsaid.remove(known)
            taken.unsaid.append(known._replace(before={**known.before, column: row[column]}))
        return
    connection.execute(f"DELETE FROM {table} WHERE id = ?", [rowid])
    _forget(connection, table, row["uid"])
    taken.left_out[table] += 1
