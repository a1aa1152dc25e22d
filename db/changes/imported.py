"""The rows that a long import added, kept in the history as ranges of ids with a digest each.

One entry a row would be most of the database, and say nothing that the row itself does not: what it
was at first is what it is now, with the later changes taken back.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from db.changes.range_seals import BY_NAME, BY_PLACE, IMPORTING, first_values
from db.connection import Connection, Row

ORGANISATION_PARTS = ("source_entry", "identifier", "other_name", "contact")
"""What belongs to an organisation of a list."""
ORGANISATION_TABLES = ("organisation", *ORGANISATION_PARTS)


class Range(NamedTuple):
    """Rows of a table by their ids, both inclusive: these are this file's own, and not sealed."""

    table: str
    first: int
    last: int
    shape: int = BY_NAME
    """By which rule its digest is made (db/changes/range_seals.py)."""
    number: int = 0
    """Which range it is in this file, once it is kept."""


class Added(NamedTuple):
    """A row as it was added: in which action, and its columns that said something."""

    action: str
    table: str
    record: str
    after: dict[str, Any]


def last_ids(connection: Connection) -> dict[str, int]:
    """The highest id of each table that an import fills."""
    last = ", ".join(
        f"(SELECT coalesce(max(id), 0) FROM {table}) AS {table}" for table in ORGANISATION_TABLES
    )
    return dict(connection.execute(f"SELECT {last}").fetchone())


def ranges_since(connection: Connection, before: Mapping[str, int]) -> list[Range]:
    """The ranges of rows added to each table since, by this transaction alone."""
    now = last_ids(connection)
    return [
        Range(table, before[table] + 1, now[table])
        for table in ORGANISATION_TABLES
        if now[table] > before[table]
    ]


def keep(connection: Connection, action_uid: str, found: Mapping[Range, str]) -> None:
    """Writes ranges with their digests into the history, within the action that shows the rows."""
    connection.executemany(
        "INSERT INTO brought_in (action, tbl, first, last, shape, digest) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        [(action_uid, *one[:4], digest) for one, digest in found.items()],
    )


def of_action(connection: Connection, action_uid: str) -> dict[Range, str]:
    """The ranges of an action, with the digest of each as it was sealed."""
    rows = connection.execute(
        "SELECT tbl, first, last, shape, id, digest FROM brought_in WHERE action = ? ORDER BY id",
        [action_uid],
    )
    return {Range(*row[:5]): row["digest"] for row in rows}


def sealed_of(connection: Connection, action_uid: str) -> list[tuple[Range, str]]:
    """The ranges of an action, each with what stands for it in the action's seal."""
    found = []
    for *columns, digest, sealed in connection.execute(
        "SELECT tbl, first, last, shape, id, digest, sealed FROM brought_in WHERE action = ? "
        "ORDER BY id",
        [action_uid],
    ):
        one = Range(*columns)
        found.append((one, sealed or sealed_text(one, digest)))
    return found


def sealed_text(one: Range, digest: str) -> str:
    """The text by which a range of this file is part of its action's seal. Where its rows are is in
    it only for ranges of the first shape.
    """
    places = (one.first, one.last) if one.shape == BY_PLACE else ()
    return "\x1f".join(map(str, (one.table, *places, digest)))


def among(connection: Connection, action_uid: str, uids: Collection[str]) -> set[str]:
    """The rows among these that an action imported."""
    added = added_rows(connection, list(uids))
    return {one.record for one in added if one.action == action_uid}


def added_rows(connection: Connection, uids: Sequence[str]) -> list[Added]:
    """The rows among these that were imported, as they were then."""
    if not _any(connection):
        return []
    found: list[Added] = []
    for table in ORGANISATION_TABLES:
        rows = connection.execute(
            f"SELECT b.action, t.* FROM {table} AS t JOIN brought_in AS b ON b.tbl = '{table}' "
            "AND t.id BETWEEN b.first AND b.last "
            "WHERE t.uid IN (SELECT value FROM json_each(?)) ORDER BY t.id",
            [json.dumps(list(uids))],
        ).fetchall()
        found += _as_added(connection, table, rows)
    return found


def first_rows(connection: Connection, action_uid: str, limit: int) -> list[Added]:
    """The first rows that an action imported, as they were then."""
    found: list[Added] = []
    for one in of_action(connection, action_uid):
        if len(found) >= limit:
            break
        rows = connection.execute(
            f"SELECT ? AS action, t.* FROM {one.table} AS t WHERE t.id BETWEEN ? AND ? "
            "ORDER BY t.id LIMIT ?",
            [action_uid, one.first, one.last, limit - len(found)],
        ).fetchall()
        found += _as_added(connection, one.table, rows)
    return found


def _any(connection: Connection) -> bool:
    return connection.execute("SELECT 1 FROM brought_in LIMIT 1").fetchone() is not None


def _as_added(connection: Connection, table: str, rows: Sequence[Row]) -> Iterator[Added]:
    first_rows_seen = first_values(connection, [row["uid"] for row in rows])
    for row in rows:
        values = {**dict(row), **first_rows_seen.get(row["uid"], {})}
        after = {
            name: value
            for name, value in values.items()
            if name not in ("action", "id", "uid") and value not in (None, "", IMPORTING)
        }
        yield Added(row["action"], table, row["uid"], after)
