"""How a declared record and what belongs to it are written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from db.changes.natural_keys import SETS
from db.kinds.columns import kept_fields, parts_of, to_columns, whole
from db.records.kind_columns import KIND_COLUMNS
from db.records.uids import natural_uid
from spoc_tui.casework.kinds.values import column_of
from spoc_tui.casework.records.kinds import KIND_OF

if TYPE_CHECKING:
    from db.writing import Writing
    from spoc_tui.casework.kinds.act import Values
    from spoc_tui.casework.kinds.kind import Kind
    from spoc_tui.casework.kinds.record import DeclaredRecord


def insert_record(
    store: Writing, kind: Kind[Any], new: DeclaredRecord, reference: Callable[[], str]
) -> str:
    """Writes the row of a new record, within an action; returns its uid. Of what there is once one
    that was undone is put back, as if it were new; else `reference` gives the next one.
    """
    table = KIND_OF[kind.code].table
    row = {"status": new.status, **whole(new)}
    if kind.once:
        key = natural_uid(
            KIND_COLUMNS[table].keyed or table, *(str(row[column_of(name)]) for name in kind.once)
        )
        row["uid"] = key
        gone = store.connection.execute(
            f"SELECT uid FROM {table} WHERE uid = ? AND removed_at IS NOT NULL", [key]
        ).fetchone()
        if gone is not None:
            store.update(table, key, {**row, "removed_at": None})
            return key
    return store.insert(table, {"reference": reference(), **row})


def parts_changed(
    kind: Kind[Any], before: DeclaredRecord, after: DeclaredRecord
) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Of what belongs to a record, the rows that are other than they were: table, uid and what
    differs, by column.
    """
    for name, (table, _) in parts_of(kind).items():
        stood = {one.uid: one for one in getattr(before, name)}
        for one in getattr(after, name):
            if one.uid in stood and (was := stood[one.uid]) != one:
                columns = whole(was)
                yield table, one.uid, {n: to for n, to in whole(one).items() if columns[n] != to}


def write_parts(
    store: Writing, kind: Kind[Any], before: DeclaredRecord, after: DeclaredRecord
) -> None:
    """Of what belongs to a record, what is new, other than it was, or gone."""
    for name, (table, _) in parts_of(kind).items():
        stood = {one.uid: one for one in getattr(before, name)}
        stands = {one.uid for one in getattr(after, name)}
        for one in getattr(after, name):
            if one.uid not in stood:
                row = {"record": after.uid, **whole(one)}
                (store.put if table in SETS else store.insert)(table, row)
        for uid in stood.keys() - stands:
            store.update(table, uid, {"removed_at": store.now_text()})
    for table, uid, changed in parts_changed(kind, before, after):
        store.update(table, uid, changed)


def changed_columns(
    kind: Kind[Any], before: DeclaredRecord, after: DeclaredRecord, values: Values
) -> dict[str, Any]:
    """The columns that differ."""
    kept = kept_fields(kind.record)
    differ = {n: values[n] for n in values if n in kept and getattr(before, n) != getattr(after, n)}
    columns = to_columns(kind.record, differ)
    if before.status is not after.status:
        columns["status"] = after.status
    return columns
