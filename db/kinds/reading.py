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
from db.records.kind_columns import KIND_COLUMNS
from db.records.links import LINK_IN_FORCE
from db.records.rooms import room_of
from db.records.rows import RowColumns, day_of, promise_number, promise_of
from db.records.size_band import size_band
from db.records.survivors import joined
from spoc_tui.casework.history.declared import fields_by_column
from spoc_tui.casework.kinds.evidence import Evidence
from spoc_tui.casework.kinds.fields import Link, Records
from spoc_tui.casework.kinds.record import Whose
from spoc_tui.casework.kinds.values import column_of
from spoc_tui.casework.records.kinds import FEEDBACK, PACKAGE_OF, TABLE_OF
from spoc_tui.casework.records.link import ANY_RECORD, Says

if TYPE_CHECKING:
    from datetime import date

    from spoc_tui.casework.kinds.kind import Kind
    from spoc_tui.casework.kinds.record import R
    from spoc_tui.casework.records.promise import Promise

_PROMISES = f"""SELECT p.*, {promise_number("p")} FROM promise AS p
    WHERE p.record IN (SELECT value FROM json_each(?)) AND p.removed_at IS NULL
    ORDER BY p.made_at, p.uid"""
_ORGANISATIONS = f"""SELECT j.value AS uid, o.name, o.uid AS survivor, o.state,
    {size_band("o")} AS size,
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
    reads: bool = True,
    today: date | None = None,
) -> list[R]:
    """The records that `where` (with its ORDER BY and LIMIT) selects of the kind's table, as `r`,
    with what belongs to them, where `whole` with those of other kinds that link to them, and where
    `reads` with what is kept elsewhere; undone ones left out. What is offered on them is as of
    `today`, or of all days to come.
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
        **{
            name: _parts(connection, *part, uids, stand, number_all=bool(kind.calls_in))
            for name, part in parts_of(kind).items()
        },
        **(_of_other_kinds(connection, kind, uids) if whole else {}),
        **_brought(connection, kind, {row["uid"]: row for row in rows}, stand),
        **(_read_with(connection, kind, rows) if reads else {}),
        **({kind.actions_in: _came_of(connection, uids)} if kind.actions_in else {}),
        **({kind.evidence_in: _evidence(connection, uids)} if kind.evidence_in else {}),
        **(
            {kind.assessed_in: _assessments(connection, uids)} if kind.assessed_in and whole else {}
        ),
        **(_offered(connection, kind, rows, today) if kind.offered_in and whole else {}),
        **(_beside(connection, kind, uids) if whole else {}),
    }
    seen = _seen(connection, kind, {row["uid"]: row for row in rows}, stand)
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
                **{name: its.get(row["uid"]) for name, its in seen.items()},
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
    seen = _seen(connection, kind, {one.uid: row}, stand)
    found |= {name: its.get(one.uid) for name, its in seen.items()}
    return replace(one, **found, stand={**stand, **one.stand})


def _links(kind: Kind[Any]) -> set[str]:
    """The links of a kind by which something is read with its records."""
    return {
        link for link, _ in (*kind.brings.values(), *kind.sees.values(), *kind.sharing.values())
    }


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
    for name, (link, of) in kind.sharing.items():
        column = column_of(link)
        linked = list({row[column] for row in rows.values() if row[column]})
        its = _parts(connection, table_of(kind), of, linked, stand, by=column)
        found[name] = {
            uid: [one for one in its.get(row[column], []) if one.uid != uid]
            for uid, row in rows.items()
        }
    return found


def _seen(
    connection: Connection,
    kind: Kind[Any],
    rows: Mapping[str, RowColumns],
    stand: dict[str, Whose],
) -> Mapping[str, Mapping[str, Any]]:
    """By attribute, what records (given by uid) need to know of those that they link to."""
    found: dict[str, dict[str, Any]] = {}
    for name, (link, of) in kind.sees.items():
        column, table = column_of(link), TABLE_OF[kind.fields[link].of]
        linked = list({r[column] for r in rows.values() if r[column]})
        its = _parts(connection, table, of, linked, stand, by="uid")
        found[name] = {uid: its[r[column]][0] for uid, r in rows.items() if r[column] in its}
    return found


def _read_with(
    connection: Connection, kind: Kind[Any], rows: Sequence[RowColumns]
) -> Mapping[str, Mapping[str, Sequence[Any]]]:
    """By attribute, what is kept elsewhere and read with records."""
    if not kind.reads or not rows:
        return {}
    room = room_of(PACKAGE_OF[kind.code], "read_with")
    return {name: room.READS[name](connection, rows) for name in kind.reads}


def _beside(
    connection: Connection, kind: Kind[Any], uids: Sequence[str]
) -> Mapping[str, Mapping[str, Sequence[Any]]]:
    """By attribute, all open records of the kinds that are read with these, the first begun
    first.
    """
    if not uids or not kind.beside:
        return {}
    from spoc_tui.casework.kinds.catalogue import kind_of

    where = "r.closed_at IS NULL ORDER BY r.began_at, r.uid"
    return {
        name: dict.fromkeys(uids, read_records(connection, kind_of(of), where, whole=False))
        for name, of in kind.beside.items()
    }


def _came_of(connection: Connection, uids: Sequence[str]) -> Mapping[str, Sequence[Any]]:
    """By record, the feedback actions that came of it, the first begun first."""
    return stored(FEEDBACK.code).came_of(connection, uids) if uids else {}


_EVIDENCE = f"""SELECT l.other, l.one, r.kind, r.reference, r.organisation, l.says, l.words,
    l.since, l.publish FROM json_each(?) AS j CROSS JOIN link AS l ON l.other = j.value
    JOIN record AS r ON r.uid = l.one
    WHERE l.says IN ({", ".join(f"'{one}'" for one in Says if one.is_evidence)})
    AND {LINK_IN_FORCE} ORDER BY l.since, l.uid"""


def _evidence(connection: Connection, uids: Sequence[str]) -> Mapping[str, Sequence[Evidence]]:
    """By record, what speaks for or against it, the earliest first."""
    its = defaultdict[str, list[Evidence]](list)
    if uids:
        for row in by_name(connection.execute(_EVIDENCE, [json.dumps(list(uids))])):
            publish = None if row["publish"] is None else bool(row["publish"])
            says, on = Says(row["says"]), day_of(row["since"])
            assert on is not None  # it is in force
            one = Evidence(
                row["one"], row["kind"], row["reference"], says, row["words"], on, publish
            )
            its[row["other"]].append(one._replace(organisation=row["organisation"] or ""))
    return its


def _assessments(connection: Connection, uids: Sequence[str]) -> Mapping[str, Sequence[str]]:
    """By record, the references of its impact assessments."""
    if not uids:
        return {}
    its: Mapping[str, Sequence[str]]
    its = room_of("equality", "assessed").assessments(connection, uids)
    return its


def _offered(
    connection: Connection, kind: Kind[Any], rows: Sequence[RowColumns], today: date | None
) -> Mapping[str, Mapping[str, Sequence[Any]]]:
    """By attribute and record, what is offered as evidence on a day, or on any to come."""
    room = room_of(PACKAGE_OF[kind.code], "offering")
    return {kind.offered_in: room.offered(connection, rows, today)}


def _parts(
    connection: Connection,
    table: str,
    of: type,
    uids: list[str],
    stand: dict[str, Whose],
    *,
    by: str = "record",
    number_all: bool = False,
) -> Mapping[str, list[Any]]:
    """The rows that belong to records, by their uids, in the order in which they were put there;
    parties in that in which they were asked, or all (`number_all`) in that in which they came.
    """
    its = defaultdict[str, list[Any]](list)
    if uids:
        found = connection.execute(
            f"SELECT p.* FROM {table} AS p WHERE p.{by} IN (SELECT value FROM json_each(?)) "
            "AND p.removed_at IS NULL ORDER BY p.uid",
            [json.dumps(uids)],
        )
        rows = list(by_name(found))
        names = _names(connection, of, rows, stand)
        for row in rows:
            its[row[by]].append(of(uid=row["uid"], **from_columns(of, row, names)))
        if table == PARTY and its:
            numbers = _numbers(connection, list(its), number_all)
            for record, parties in its.items():  # their uids follow from who they are
                its[record] = sorted(
                    (replace(one, number=numbers.get(one.uid, 0)) for one in parties),
                    key=lambda one: one.place,
                )
    return its


_FIRST_ASKED = """SELECT p.record, p.uid FROM json_each(?) AS j
    CROSS JOIN party AS p ON p.record = j.value JOIN change AS c ON c.record = p.uid
    JOIN action AS a ON a.uid = c.action WHERE (? OR c.after ->> '$.asked' IS NOT NULL)
    ORDER BY a.clock, a.uid, c.id"""


def _numbers(connection: Connection, records: list[str], number_all: bool) -> Mapping[str, int]:
    """By their uids, the how many-th on their record each was to be asked, counted with those of
    whom that was undone: a number that was read off a page a moment ago is of nobody else.
    """
    numbers, last = dict[str, int](), defaultdict[str, int](int)
    for record, uid in connection.execute(_FIRST_ASKED, [json.dumps(records), number_all]):
        if uid not in numbers:
            last[record] += 1
            numbers[uid] = last[record]
    return numbers


def _of_other_kinds(
    connection: Connection, kind: Kind[Any], uids: list[str]
) -> Mapping[str, Mapping[str, list[Any]]]:
    """By field, the records of another kind that link to these; the first begun first."""
    fields = {n: field for n, field in kind.fields.items() if isinstance(field, Records)}
    if not fields:
        return {}
    from spoc_tui.casework.kinds.catalogue import kind_linking

    found = {name: defaultdict[str, list[Any]](list) for name in fields}
    for name, field in fields.items():
        column = column_of(field.by)
        where = f"r.{column} IN (SELECT value FROM json_each(?)) ORDER BY r.began_at, r.uid"
        if uids:
            its = [json.dumps(uids)]
            for one in read_records(connection, kind_linking(field), where, its, whole=False):
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
                    row["survivor"],
                    row["state"],
                    tuple(sorted(json.loads(row["other_names"]))),
                    row["size"] or "",
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
