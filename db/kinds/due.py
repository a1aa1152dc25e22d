"""What is due on the records of declared kinds, worked out by their declarations and kept, so that
the desk and the calendar need none of them.

It is derived, and outside the history: it is written again of what was touched
(db/kinds/whole_index.py), and `fill` writes all of it. Promises stand for themselves, and are not
in it.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator

from db.changes.shapes import tables_sql, value_sql
from db.connection import Connection
from db.records.among import among
from db.records.by_when import time_text
from db.records.clock import holidays_added, kept_standards
from db.records.kind_columns import KIND_COLUMNS, OFFERED_FROM, OFFERED_TO, PAID_FOR, PART_TABLES
from db.records.survivors import MERGED, with_merged
from spoc_tui.casework.records.kinds import DECLARED_KINDS

DueRow = tuple[str, str, str, str | None, str, str, str]
"""Of the table `record_due`."""
_COLUMNS = "record, what, due, at, words, shown_from, band"
_KINDS = ", ".join(f"'{kind.code}'" for kind in DECLARED_KINDS)
PROMISE_WORD = "promise"


def write(connection: Connection) -> None:
    """Writes what is due on all declared records again; within a transaction."""
    _write(connection, None)


def write_of(connection: Connection, uids: Collection[str]) -> set[str]:
    """Writes what is due on these declared records again, and on what they are part of; within a
    transaction. Returns which all these were.
    """
    declared = {*uids, *_with_them_as_parts(connection, uids)}
    _write(connection, declared)
    return declared


def _write(connection: Connection, uids: Collection[str] | None) -> None:
    within, asked = among("record", uids)
    connection.execute(f"DELETE FROM record_due WHERE {within}", asked)
    connection.executemany(
        f"INSERT INTO record_due ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [*_rows(connection, uids)],
    )


def naming(connection: Connection, table: str, uid: str | None = None) -> set[str]:
    """The uids of the records that link to a row of a table, themselves or in what belongs to them,
    or to any of it: what is due on them may name it.
    """
    if table in OFFERED_FROM:
        paid_for = PAID_FOR.get(table, ())
        return {one for sql in (OFFERED_TO, *paid_for) for (one,) in connection.execute(sql)}
    if table in LEADS:
        where, asked = ("uid = ?", [uid]) if uid is not None else ("1", [])
        where = where if table == "link" else where.replace("uid", "one")
        rows = connection.execute(f"{_CAME_OF} AND {where}", asked)
        led = {one for (one,) in rows}
        if table == "link":  # a match is of both; what bears on a record may be at either end
            both = connection.execute(f"{_MATCHED} AND {where}", asked)
            led.update(one for ends in both for one in ends)
            for bearing in _BEARING:
                borne_on = connection.execute(_BORNE_ON.format(bearing, where), asked * 2)
                led.update(one for (one,) in borne_on)
        return led
    found, its, asked = set[str](), "IS NOT NULL", list[str]()
    if uid is not None:
        its, asked = f"IN {with_merged('?', table) if table in MERGED else '(?)'}", [uid]
    for of, column, owner in _pointing_to(connection, table):
        rows = connection.execute(f"SELECT {owner} FROM {of} WHERE {column} {its}", asked)
        found.update(one for (one,) in rows)
    return found


LEADS = ("link", "feedback")
"""Tables from which follows what came of a record, what is about it, what speaks for or against it,
or matches it.
"""
_CAME_OF = "SELECT other FROM link WHERE says IN ('about', 'came-of', 'for', 'against', 'mixed')"
_MATCHED = "SELECT one, other FROM link WHERE says = 'matches'"
_BEARING = [table for table, kept in KIND_COLUMNS.items() if kept.bears_on]
_BORNE_ON = """SELECT b.uid FROM (SELECT one AS uid, other FROM link WHERE {1}
    UNION SELECT other, one FROM link WHERE {1}) AS b JOIN {0} AS a ON a.uid = b.other"""
_points: dict[str, list[tuple[str, str, str]]] = {}
"""What `_pointing_to` found, by table: the shape does not change while the program runs."""


def _pointing_to(connection: Connection, table: str) -> list[tuple[str, str, str]]:
    """The declared tables that link to a table: each with the column, and that of the record."""
    if table not in _points:
        _points[table] = [
            (of, key["from"], "record" if of in PART_TABLES else "uid")
            for of in (*KIND_COLUMNS, *PART_TABLES)
            for key in connection.execute(f"PRAGMA foreign_key_list({of})").fetchall()
            if key["table"] == table and key["from"] != "record"
        ]
    return _points[table]


def _with_them_as_parts(connection: Connection, uids: Collection[str]) -> Iterator[str]:
    """The records that any of these is part of, or bears on, or ever was or did."""
    for table, kept in KIND_COLUMNS.items():
        column = kept.within.column if kept.within is not None else kept.bears_on
        if column:
            yield from (
                whole
                for (whole,) in connection.execute(
                    f"SELECT {value_sql(table, column, 'c.after')} AS whole FROM json_each(?) AS j "
                    "CROSS JOIN change AS c ON c.record = j.value "
                    f"WHERE c.tbl IN {tables_sql(table)} AND whole IS NOT NULL "
                    f"UNION SELECT r.{column} FROM json_each(?) AS j "
                    f"CROSS JOIN {table} AS r ON r.uid = j.value WHERE r.{column} IS NOT NULL",
                    [json.dumps([*uids])] * 2,
                )
            )


def fill(connection: Connection) -> None:
    """Writes all of it again, where it is not as it should be; within a transaction."""
    if next(wrong(connection), None) is not None:
        write(connection)


def wrong(connection: Connection) -> Iterator[str]:
    """The uids of records of which something else is kept as due than is."""
    kept = {tuple(row) for row in connection.execute(f"SELECT {_COLUMNS} FROM record_due")}
    yield from sorted({row[0] for row in kept.symmetric_difference(_rows(connection, None))})


def _rows(connection: Connection, uids: Collection[str] | None) -> Iterator[DueRow]:
    within, asked = among("r.uid", uids)
    open_kinds = connection.execute(
        f"SELECT DISTINCT r.kind FROM record AS r WHERE {within} AND r.open = 1 "
        f"AND r.removed_at IS NULL AND r.kind IN ({_KINDS})",
        asked,
    )
    codes = [code for (code,) in open_kinds.fetchall()]
    if not codes:
        return
    from db.kinds.reading import read_records
    from spoc_tui.casework.dates.working_days import WorkingDays
    from spoc_tui.casework.kinds.catalogue import kind_of

    days, standards = WorkingDays(holidays_added(connection)), kept_standards(connection)
    for code in codes:
        kind = kind_of(code)
        for one in read_records(connection, kind, f"{within} AND r.closed_at IS NULL", asked):
            for due in kind.dues(one, days, standards):
                if due.what != PROMISE_WORD:
                    shown = min(due.show or due.on, due.on)
                    yield (
                        one.uid,
                        due.what,
                        due.on.isoformat(),
                        time_text(due.at),
                        due.words,
                        shown.isoformat(),
                        due.band,
                    )
