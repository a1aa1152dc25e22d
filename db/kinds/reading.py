"""Rows of a declared kind read into its records, with their promises and what their links are
called.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from db.connection import by_name
from db.enquiry_rows import Columns, promise_number, promise_of
from db.kinds.columns import POINTED, from_columns, kept_fields
from db.survivors import joined
from spoc_tui.casework.kinds.fields import Link
from spoc_tui.casework.kinds.values import column_of
from spoc_tui.casework.records.link import ANY_RECORD

if TYPE_CHECKING:
    from spoc_tui.casework.kinds.kind import Kind
    from spoc_tui.casework.kinds.record import R
    from spoc_tui.casework.records.kinds import RecordKind
    from spoc_tui.casework.records.promise import Promise

_PROMISES = f"""SELECT p.*, {promise_number("p")} FROM promise AS p
    WHERE p.record IN (SELECT value FROM json_each(?)) AND p.removed_at IS NULL
    ORDER BY p.made_at, p.uid"""
_ORGANISATIONS = f"""SELECT j.value AS uid, o.name FROM json_each(?) AS j
    {joined("o", "j.value")}"""
_RECORDS = """SELECT uid, {} AS name FROM record
    WHERE uid IN (SELECT value FROM json_each(?))"""


def read_records(
    connection: sqlite3.Connection, kind: Kind[R], where: str, values: Sequence[object] = ()
) -> list[R]:
    """The records that `where` (with its ORDER BY and LIMIT) selects of the kind's table, as `r`;
    undone ones left out.
    """
    table = f"{kind.area}_{kind.code}"
    found = connection.execute(
        f"SELECT r.* FROM {table} AS r WHERE r.removed_at IS NULL AND {where}", values
    )
    rows = list(by_name(found))
    promises = _promises(connection, [row["uid"] for row in rows])
    names = _names(connection, kind, rows)
    return [
        kind.record(
            uid=row["uid"],
            reference=row["reference"],
            status=kind.steps(row["status"]),
            promises=tuple(promises[row["uid"]]),
            **from_columns(kind, row, names),
        )
        for row in rows
    ]


def link_named(
    connection: sqlite3.Connection, of: RecordKind, column: str, value: object
) -> object:
    """A value of a column of the kind's table; of a link, by the names of what it goes to."""
    from spoc_tui.casework.kinds.catalogue import kind_of

    fields = {column_of(name): field for name, field in kind_of(of.code).fields.items()}
    field = fields.get(column)
    if not isinstance(field, Link) or not isinstance(value, str):
        return value
    found = connection.execute(_naming(field.of), [json.dumps(value.split(","))])
    return ", ".join(row["name"] for row in found) or value


def _promises(connection: sqlite3.Connection, uids: list[str]) -> Mapping[str, list[Promise]]:
    found = defaultdict[str, list["Promise"]](list)
    if uids:
        for row in by_name(connection.execute(_PROMISES, [json.dumps(uids)])):
            found[row["record"]].append(promise_of(row))
    return found


def _names(
    connection: sqlite3.Connection, kind: Kind[Any], rows: Iterable[Columns]
) -> dict[str, str]:
    """By uid, what the links of these rows go to is called."""
    uids = defaultdict[str, set[str]](set)
    for name, field in kept_fields(kind).items():
        if isinstance(field, Link):
            kept = (row[column_of(name)] for row in rows)
            uids[field.of].update(uid for one in kept if one for uid in one.split(","))
    names: dict[str, str] = {}
    for of, linked in uids.items():
        found = connection.execute(_naming(of), [json.dumps(sorted(linked))])
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
