"""The rows of a table with what the history makes of them, read from a database."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any

from db.history.fold import Change, Folded, fold, without
from db.history.joining_ranges import begun as beginnings
from db.history.shapes import sides_now, tables_sql
from db.history.tables import blank_row
from spoc_tui.casework.errors import NotFound

_CHANGES = """
SELECT t.uid, a.clock, c.action, c.id, a.kind, c.before, c.after, a.undoes, c.tbl
FROM (SELECT value AS uid FROM json_each(?)) AS t CROSS JOIN change AS c ON c.record = t.uid
CROSS JOIN action AS a ON a.uid = c.action
WHERE c.tbl IN {}"""

_IN_ORDER = itemgetter(1, 2, 3)  # clock, uid of the action, place in it


def folded_rows(
    connection: sqlite3.Connection,
    table: str,
    uids: Sequence[str],
    begun: Mapping[str, tuple[int, Change]],
) -> Iterator[tuple[str, Folded]]:
    """What the history makes of each of these rows that it says anything of, by uid. `begun` are
    the beginnings of those that a long import brought in, each with its clock.
    """
    blank = blank_row(connection, table)
    for uid, changes in _changes(connection, table, uids, begun):
        yield uid, fold(table, changes, blank)


def folded_without(connection: sqlite3.Connection, table: str, uid: str, act: str) -> Folded:
    """What the history would make of a row if an act had not been done."""
    for _, changes in _changes(connection, table, [uid], beginnings(connection, table, [uid])):
        return without(table, changes, act, blank_row(connection, table))
    raise NotFound(f"There is no history of that {table}.")


def _changes(
    connection: sqlite3.Connection,
    table: str,
    uids: Sequence[str],
    begun: Mapping[str, tuple[int, Change]],
) -> Iterator[tuple[str, Iterator[Change]]]:
    """The changes of rows, by uid, in the order of their actions."""
    found = connection.cursor()
    found.row_factory = None
    found.execute(_CHANGES.format(tables_sql(table)), [json.dumps(uids)])
    said: dict[str, list[tuple[Any, ...]]] = {}
    for one in found:
        said.setdefault(one[0], []).append(one)
    for uid, its in said.items():
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
