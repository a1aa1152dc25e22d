"""Rows of a declared kind read into its records, with what belongs to them and what their links are
called.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from db.connection import Connection, by_name
from db.kinds.columns import (
    PARTY,
    POINTED,
    from_columns,
    kept_fields,
    parts_of,
    table_of,
    to_columns,
)
from db.records.every_kind import stored
from db.records.kept import KIND_COLUMNS
from db.records.rows import RowColumns, promise_number, promise_of
from db.records.survivors import joined
from spoc_tui.casework.history.declared import fields_by_column
from spoc_tui.casework.kinds.fields import Link, Records
from spoc_tui.casework.kinds.record import Whose
from spoc_tui.casework.kinds.values import column_of
from spoc_tui.casework.records.kinds import FEEDBACK, TABLE_OF
from spoc_tui.casework.records.link import ANY_RECORD

if TYPE_CHECKING:
    from spoc_tui.casework.kinds.kind import Kind
    from spoc_tui.casework.kinds.record import R
    from spoc_tui.casework.records.promise import Promise

_PROMISES = f"""SELECT p.*, {promise_number("p")} FROM promise AS p
    WHERE p.record IN (SELECT value FROM json_each(?)) AND p.removed_at IS NULL
    ORDER BY p.made_at, p.uid"""
_ORGANISATIONS = f"""SELECT j.value AS uid, o.name, o.uid AS survivor, o.state,
    (SELECT json_group_array(n.name) FROM other_name AS n
        WHERE n.organisation = o.uid AND n.removed_at IS NULL) AS other_names
    FROM json_each(?) AS j
    {joined("o", "j.value")}"""
_RECORDS = """SELECT uid, {} AS name FROM record
    WHERE uid IN (SELECT value FROM json_each(?))"""


def read_records(
    connection: Connection,
    kind: Kind[R],
    where: str,
    values: Sequence[object] = (),
    *,
    whole: bool = True,
) -> list[R]:
    """The records that `where` (with its ORDER BY and LIMIT) selects of the kind's table, as `r`,
    with what belongs to them, and where `whole` with those of other kinds that link to them; undone
    ones left out.
    """
    number = KIND_COLUMNS[table_of(kind)].number.format(row="r") or "NULL"
    found = connection.execute(
        f"SELECT r.*, {number} AS own_number FROM {table_of(kind)} AS r "
        f"WHERE r.removed_at IS NULL AND {where}",
        values,
    )
    rows = list(by_name(found))
    uids = [row["uid"] for row in rows]
    promises = _promises(connection, uids)
    stand: dict[str, Whose] = {}
    names = _names(connection, kind.record, rows, stand)
    hanging: Mapping[str, Mapping[str, Sequence[Any]]] = {
        **{name: _parts(connection, *part, uids, stand) for name, part in parts_of(kind).items()},
        **(_of_other_kinds(connection, kind, uids) if whole else {}),
        **_brought(connection, kind, {row["uid"]: row for row in rows}, stand),
        **({kind.actions_in: _came_of(connection, uids)} if kind.actions_in else {}),
    }
    return [
        kind.record(
            uid=row["uid"],
            reference=row["reference"],
            status=kind.steps(row["status"]),
            promises=tuple(promises[row["uid"]]),
            number=row["own_number"] or "",
            stand=stand,
            **{
                **from_columns(kind.record, row, names),
                **{name: tuple(its.get(row["uid"], ())) for name, its in hanging.items()},
            },
        )
        for row in rows
    ]


def brought(connection: Connection, kind: Kind[R], one: R) -> R:
    """A record that is not kept yet, with what is read with it of those that it links to."""
    stand: dict[str, Whose] = {}
    row = {"uid": one.uid, **to_columns(kind.record, {n: getattr(one, n) for n in _links(kind)})}
    its = _brought(connection, kind, {one.uid: row}, stand)
    found: dict[str, Any] = {n: tuple(rows.get(one.uid, ())) for n, rows in its.items()}
    return replace(one, **found, stand={**stand, **one.stand})


def _links(kind: Kind[Any]) -> set[str]:
    """The links of a kind by which something is read with its records."""
    return {link for link, _ in kind.brings.values()}


def _brought(
    connection: Connection,
    kind: Kind[Any],
    rows: Mapping[str, RowColumns],
    stand: dict[str, Whose],
) -> Mapping[str, Mapping[str, list[Any]]]:
    """By attribute, what is read with records (given by uid) of those that they link to."""
    found: dict[str, dict[str, list[Any]]] = {}
    for name, (link, of) in kind.brings.items():
        column = column_of(link)
        table = f"{TABLE_OF[kind.fields[link].of]}_{name}"
        its = _parts(
            connection, table, of, list({r[column] for r in rows.values() if r[column]}), stand
        )
        found[name] = {uid: its.get(row[column], []) for uid, row in rows.items()}
    return found


def _came_of(connection: Connection, uids: Sequence[str]) -> Mapping[str, Sequence[Any]]:
    """By record, the feedback actions that came of it, the first begun first."""
    return stored(FEEDBACK.code).came_of(connection, uids) if uids else {}


def _parts(
    connection: Connection, table: str, of: type, uids: list[str], stand: dict[str, Whose]
) -> Mapping[str, list[Any]]:
    """What belongs to records, by their uids; what was put there first comes first, who
    was asked first of parties.
    """
    its = defaultdict[str, list[Any]](list)
    if uids:
        found = connection.execute(
            f"SELECT p.* FROM {table} AS p WHERE p.record IN (SELECT value FROM json_each(?)) "
            "AND p.removed_at IS NULL ORDER BY p.uid",
            [json.dumps(uids)],
        )
        rows = list(by_name(found))
        names = _names(connection, of, rows, stand)
        for row in rows:
            its[row["record"]].append(of(uid=row["uid"], **from_columns(of, row, names)))
        if table == PARTY:
            for parties in its.values():
                parties.sort(key=lambda one: one.place)  # their uids follow from who they are
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
            its = [json.dumps(uids)]
            for one in read_records(connection, of_kind[field.of], where, its, whole=False):
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


def _names(
    connection: Connection, of: type, rows: Iterable[RowColumns], stand: dict[str, Whose]
) -> dict[str, str]:
    """By uid, what the links of these rows go to is called; `stand` is told how organisations
    stand.
    """
    uids = defaultdict[str, set[str]](set)
    for name, field in kept_fields(of).items():
        if isinstance(field, Link):
            kept = (row[column_of(name)] for row in rows)
            uids[field.of].update(uid for one in kept if one for uid in one.split(","))
    names: dict[str, str] = {}
    for to, linked in uids.items():
        if not linked:
            continue
        for row in connection.execute(_naming(to), [json.dumps(sorted(linked))]):
            names[row["uid"]] = row["name"]
            if to == "organisation" and row["survivor"] is not None:
                stand[row["uid"]] = Whose(
                    row["survivor"], row["state"], tuple(sorted(json.loads(row["other_names"])))
                )
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
