"""The rows of a table with what the history makes of them, read from a database."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

from db.changes.shapes import sides_now, tables_sql
from db.changes.tables import blank_row, needed_columns
from db.connection import Connection
from db.history.fold import Folded, RowChange, fold, without
from db.history.joining_ranges import begun as beginnings
from db.records.text_indexes import derived
from spoc_tui.casework.errors import NotFound

_CHANGES = """
SELECT t.uid, a.clock, c.action, c.id, a.kind, c.before, c.after, a.undoes, c.tbl
FROM (SELECT value AS uid FROM json_each(?)) AS t CROSS JOIN change AS c ON c.record = t.uid
CROSS JOIN action AS a ON a.uid = c.action
WHERE c.tbl IN {}"""

_IN_ORDER = itemgetter(1, 2, 3)  # clock, uid of the action, place in it
RowValues = tuple[Any, ...]
Begun = Mapping[str, tuple[int, RowChange]]
"""By uid, the beginnings of rows that a long import added, each with its clock."""


class ToFold(NamedTuple):
    """Rows of a table to be folded."""

    table: str
    changes_read: Sequence[RowValues]
    """What the history says of them, as _CHANGES has it."""
    begun: Begun
    blank: Mapping[str, Any]
    needed: Sequence[str]
    """The columns that are never none."""


class RowsFolded(NamedTuple):
    """The rows that they came to."""

    columns: Sequence[str]
    """Of each row: the uid, what the history keeps, and what follows from that."""
    rows: list[RowValues]
    apart: list[tuple[str, Folded]]
    """By uid, those of which something was taken away or lost, and those that are no rows: what
    must be said was never said of them.
    """


def folded_rows(
    connection: Connection, table: str, uids: Sequence[str], begun: Begun
) -> Iterator[tuple[str, Folded]]:
    """Each of these rows as the history makes it, by uid; those it says nothing of left out."""
    blank = blank_row(connection, table)
    for uid, changes in _by_row(table, _changes_of(connection, table, uids), begun):
        yield uid, fold(table, changes, blank)


def folded_without(connection: Connection, table: str, uid: str, act: str) -> Folded:
    """A row as the history would make it if an act had not been done."""
    changes_read, begun = (
        _changes_of(connection, table, [uid]),
        beginnings(connection, table, [uid]),
    )
    for _, changes in _by_row(table, changes_read, begun):
        return without(table, changes, act, blank_row(connection, table))
    raise NotFound(f"There is no history of that {table}.")


def to_fold(connection: Connection, table: str, parts: Iterable[Sequence[str]]) -> Iterator[ToFold]:
    """These rows of a table by their uids, part by part, with all that is needed to fold them."""
    blank, needed = blank_row(connection, table), needed_columns(connection, table)
    for uids in parts:
        changes_read, begun = (
            _changes_of(connection, table, uids),
            beginnings(connection, table, uids),
        )
        yield ToFold(table, changes_read, begun, blank, needed)


def fold_rows(given: ToFold) -> RowsFolded:
    """Folds rows; no database is asked, so that a second process can do it."""
    found = RowsFolded([], [], [])
    columns: Sequence[str] = ()
    for uid, changes in _by_row(given.table, given.changes_read, given.begun):
        folded = fold(given.table, changes, given.blank)
        whole = folded.made and None not in map(folded.values.get, given.needed)
        if folded.lost or folded.removed_by is not None or not whole:
            found.apart.append((uid, folded))
        if whole:
            row = {"uid": uid, **folded.values, **derived(given.table, folded.values)}
            columns = columns or tuple(row)
            found.rows.append(tuple(row.values()))
    return found._replace(columns=columns)


def _changes_of(connection: Connection, table: str, uids: Sequence[str]) -> list[RowValues]:
    found = connection.cursor()
    found.row_factory = None
    return found.execute(_CHANGES.format(tables_sql(table)), [json.dumps(uids)]).fetchall()


def _by_row(
    table: str, changes_read: Iterable[RowValues], begun: Begun
) -> Iterator[tuple[str, Iterator[RowChange]]]:
    """The changes of rows, by uid, in the order of their actions."""
    by_uid: dict[str, list[RowValues]] = {}
    for one in changes_read:
        by_uid.setdefault(one[0], []).append(one)
    for uid, its in by_uid.items():
        if uid in begun:
            clock, first = begun[uid]
            its.append((uid, clock, first.action, -1, *first[1:], ""))
        if len(its) > 1:
            its.sort(key=_IN_ORDER)
        yield uid, (_as_now(table, one) for one in its)


def _as_now(table: str, one: tuple[Any, ...]) -> RowChange:
    if one[-1] in (table, ""):
        return RowChange(one[2], *one[4:8])
    sides = sides_now(one[-1], one[5], one[6])
    return RowChange(one[2], one[4], sides["before"], sides["after"] or "", one[7])
