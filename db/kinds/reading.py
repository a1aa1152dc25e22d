"""Rows of a declared kind read into its records, with what hangs on them and what their links are
called.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from db.connection import Connection, by_name
from db.kinds.columns import PARTY, POINTED, from_columns, kept_fields, parts_of, table_of
from db.records.rows import Columns, promise_number, promise_of
from db.records.survivors import joined
from spoc_tui.casework.history.declared import fields_by_column
from spoc_tui.casework.kinds.fields import Link, Records
from spoc_tui.casework.kinds.values import column_of
from spoc_tui.casework.records.link import ANY_RECORD

if TYPE_CHECKING:
    from spoc_tui.casework.kinds.kind import Kind
    from spoc_tui.casework.kinds.record import R
    from spoc_tui.casework.records.promise import Promise

_PROMISES = f"""SELECT p.*, {promise_number("p")} FROM promise AS p
    WHERE p.record IN (SELECT value FROM json_each(?)) AND p.removed_at IS NULL
    ORDER BY p.made_at, p.uid"""
_PLACES = {PARTY: "coalesce(p.asked, '9999'), p.uid"}
"""In which order the parts of a record stand, and are numbered: rows as they were put there, who
was asked by when that was (their uids follow from who they are).
"""
_ORGANISATIONS = f"""SELECT j.value AS uid, o.name FROM json_each(?) AS j
    {joined("o", "j.value")}"""
_RECORDS = """SELECT uid, {} AS name FROM record
    WHERE uid IN (SELECT value FROM json_each(?))"""


def read_records(
    connection: Connection, kind: Kind[R], where: str, values: Sequence[object] = ()
) -> list[R]:
    """The records that `where` (with its ORDER BY and LIMIT) selects of the kind's table, as `r`,
    with what hangs on them; undone ones left out.
    """
    found = connection.execute(
        f"SELECT r.* FROM {table_of(kind)} AS r WHERE r.removed_at IS NULL AND {where}", values
    )
    rows = list(by_name(found))
    uids = [row["uid"] for row in rows]
    promises = _promises(connection, uids)
    names = _names(connection, kind.record, rows)
    hanging: Mapping[str, Mapping[str, list[Any]]] = {
        **{name: _parts(connection, *part, uids) for name, part in parts_of(kind).items()},
        **_of_other_kinds(connection, kind, uids),
    }
    return [
        kind.record(
            uid=row["uid"],
            reference=row["reference"],
            status=kind.steps(row["status"]),
            promises=tuple(promises[row["uid"]]),
            **{
                **from_columns(kind.record, row, names),
                **{name: tuple(its[row["uid"]]) for name, its in hanging.items()},
            },
        )
        for row in rows
    ]


def _parts(
    connection: Connection, table: str, of: type, uids: list[str]
) -> Mapping[str, list[Any]]:
    """What hangs on records, by their uids; what was put there first comes first."""
    its = defaultdict[str, list[Any]](list)
    if uids:
        found = connection.execute(
            f"SELECT p.* FROM {table} AS p WHERE p.record IN (SELECT value FROM json_each(?)) "
            f"AND p.removed_at IS NULL ORDER BY {_PLACES.get(table, 'p.uid')}",
            [json.dumps(uids)],
        )
        rows = list(by_name(found))
        names = _names(connection, of, rows)
        for row in rows:
            its[row["record"]].append(of(uid=row["uid"], **from_columns(of, row, names)))
    return its


def _of_other_kinds(
    connection: Connection, kind: Kind[Any], uids: list[str]
) -> Mapping[str, Mapping[str, list[Any]]]:
    """By field, the records of another kind that link to these; the first begun first."""
    fields = {n: field for n, field in kind.fields.items() if isinstance(field, Records)}
    if not fields:
        return {}
    from spoc_tui.casework.kinds.catalogue import all_kinds

    of_kind = {other.record: other for other in all_kinds()}
    found = {name: defaultdict[str, list[Any]](list) for name in fields}
    for name, field in fields.items():
        column = column_of(field.by)
        where = f"r.{column} IN (SELECT value FROM json_each(?)) ORDER BY r.began_at, r.uid"
        if uids:
            for one in read_records(connection, of_kind[field.of], where, [json.dumps(uids)]):
                found[name][getattr(one, field.by).uid].append(one)
    return found


def link_named(connection: Connection, of_table: str, column: str, value: object) -> object:
    """A value of a column of a declared table; of a link, by the names of what it goes to."""
    field = fields_by_column(of_table).get(column)
    if not isinstance(field, Link) or not isinstance(value, str):
        return value
    found = connection.execute(_naming(field.of), [json.dumps(value.split(","))])
    return ", ".join(row["name"] for row in found) or value


def _promises(connection: Connection, uids: list[str]) -> Mapping[str, list[Promise]]:
    found = defaultdict[str, list["Promise"]](list)
    if uids:
        for row in by_name(connection.execute(_PROMISES, [json.dumps(uids)])):
            found[row["record"]].append(promise_of(row))
    return found


def _names(connection: Connection, of: type, rows: Iterable[Columns]) -> dict[str, str]:
    """By uid, what the links of these rows go to is called."""
    uids = defaultdict[str, set[str]](set)
    for name, field in kept_fields(of).items():
        if isinstance(field, Link):
            kept = (row[column_of(name)] for row in rows)
            uids[field.of].update(uid for one in kept if one for uid in one.split(","))
    names: dict[str, str] = {}
    for to, linked in uids.items():
        found = connection.execute(_naming(to), [json.dumps(sorted(linked))])
        names.update((row["uid"], row["name"]) for row in found)
    return names


def _naming(of: str) -> str:
    """SQL: the names of what a link goes to, of a JSON list of uids."""
    if of == "organisation":
        return _ORGANISATIONS
    if of in POINTED:
        return f"SELECT uid, name FROM {of} WHERE uid IN (SELECT value FROM json_each(?))"
    # Of any kind it is called by its reference, of one that is said by what it is.
    called = "coalesce(nullif(reference, ''), subject)" if of == ANY_RECORD else "subject"
    return _RECORDS.format(called)
