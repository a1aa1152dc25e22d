"""The rows of a table with what the history makes of them, read from a database."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

from db.changes.shapes import sides_now, tables_sql
from db.changes.tables import blank_row, needed_columns
from db.connection import Connection
from db.history.fold import Change, Folded, fold, without
from db.history.joining_ranges import begun as beginnings
from db.records.text_indexes import derived
from spoc_tui.casework.errors import NotFound

_CHANGES = """
SELECT t.uid, a.clock, c.action, c.id, a.kind, c.before, c.after, a.undoes, c.tbl
FROM (SELECT value AS uid FROM json_each(?)) AS t CROSS JOIN change AS c ON c.record = t.uid
CROSS JOIN action AS a ON a.uid = c.action
WHERE c.tbl IN {}"""

_IN_ORDER = itemgetter(1, 2, 3)  # clock, uid of the action, place in it
Row = tuple[Any, ...]
Begun = Mapping[str, tuple[int, Change]]
"""By uid, the beginnings of rows that a long import brought in, each with its clock."""


class ToFold(NamedTuple):
    """Rows of a table to be folded."""

    table: str
    said: Sequence[Row]
    """What the history says of them, as _CHANGES has it."""
    begun: Begun
    blank: Mapping[str, Any]
    needed: Sequence[str]
    """The columns that are never none."""


class RowsFolded(NamedTuple):
    """What they came to."""

    columns: Sequence[str]
    """Of each row: the uid, what the history keeps, and what follows from that."""
    rows: list[Row]
    apart: list[tuple[str, Folded]]
    """By uid, those of which something was taken away or lost, and those that are no rows: what
    must be said was never said of them.
    """


def folded_rows(
    connection: Connection, table: str, uids: Sequence[str], begun: Begun
) -> Iterator[tuple[str, Folded]]:
    """What the history makes of each of these rows that it says anything of, by uid."""
    blank = blank_row(connection, table)
    for uid, changes in _by_row(table, _said(connection, table, uids), begun):
        yield uid, fold(table, changes, blank)


def folded_without(connection: Connection, table: str, uid: str, act: str) -> Folded:
    """What the history would make of a row if an act had not been done."""
    said, begun = _said(connection, table, [uid]), beginnings(connection, table, [uid])
    for _, changes in _by_row(table, said, begun):
        return without(table, changes, act, blank_row(connection, table))
    raise NotFound(f"There is no history of that {table}.")


def to_fold(connection: Connection, table: str, parts: Iterable[Sequence[str]]) -> Iterator[ToFold]:
    """These rows of a table by their uids, part by part, with all that is needed to fold them."""
    blank, needed = blank_row(connection, table), needed_columns(connection, table)
    for uids in parts:
        said, begun = _said(connection, table, uids), beginnings(connection, table, uids)
        yield ToFold(table, said, begun, blank, needed)


def fold_rows(given: ToFold) -> RowsFolded:
    """Folds rows; no database is asked, so that a second process can do it."""
    found = RowsFolded([], [], [])
    columns: Sequence[str] = ()
    for uid, changes in _by_row(given.table, given.said, given.begun):
        folded = fold(given.table, changes, given.blank)
        whole = folded.made and None not in map(folded.values.get, given.needed)
        if folded.lost or folded.removed_by is not None or not whole:
            found.apart.append((uid, folded))
        if whole:
            row = {"uid": uid, **folded.values, **derived(given.table, folded.values)}
            columns = columns or tuple(row)
            found.rows.append(tuple(row.values()))
    return found._replace(columns=columns)


def _said(connection: Connection, table: str, uids: Sequence[str]) -> list[Row]:
    found = connection.cursor()
    found.row_factory = None
    return found.execute(_CHANGES.format(tables_sql(table)), [json.dumps(uids)]).fetchall()


def _by_row(
    table: str, said: Iterable[Row], begun: Begun
) -> Iterator[tuple[str, Iterator[Change]]]:
    """The changes of rows, by uid, in the order of their actions."""
    by_uid: dict[str, list[Row]] = {}
    for one in said:
        by_uid.setdefault(one[0], []).append(one)
    for uid, its in by_uid.items():
        if uid in begun:
            clock, first = begun[uid]
            its.append((uid, clock, first.action, -1, *first[1:], ""))
        if len(its) > 1:
            its.sort(key=_IN_ORDER)
        yield uid, (_as_now(table, one) for one in its)


def _as_now(table: str, one: tuple[Any, ...]) -> Change:
    if one[-1] in (table, ""):
        return Change(one[2], *one[4:8])
    sides = sides_now(one[-1], one[5], one[6])
    return Change(one[2], one[4], sides["before"], sides["after"] or "", one[7])
