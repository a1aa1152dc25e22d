"""The rows that a long import added, kept in the history as ranges of ids with a digest each.

One entry a row would be most of the database, and say nothing that the row itself does not: what it
was at first is what it is now, with the later changes taken back.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

IMPORTING = "importing"
"""In `removed_at`: an organisation of an import under way. It and what hangs on it is seen by
nobody, and is history only once the import's action is sealed.
"""
PARTS = ("source_entry", "identifier", "other_name", "contact")
"""What hangs on an organisation of a list."""
TABLES = ("organisation", *PARTS)
AT_ONCE = 10_000
"""How many rows are put together as one text, to be digested."""


class Range(NamedTuple):
    """Rows of a table by their ids, both inclusive."""

    table: str
    first: int
    last: int


class Added(NamedTuple):
    """A row as it was added: in which action, and its columns that said something."""

    action: str
    table: str
    record: str
    after: dict[str, Any]


def last_ids(connection: sqlite3.Connection) -> dict[str, int]:
    """The highest id of each table that an import fills."""
    last = ", ".join(f"(SELECT coalesce(max(id), 0) FROM {table}) AS {table}" for table in TABLES)
    return dict(connection.execute(f"SELECT {last}").fetchone())


def ranges_since(connection: sqlite3.Connection, before: Mapping[str, int]) -> list[Range]:
    """What was added to each table since, by this transaction alone."""
    now = last_ids(connection)
    return [
        Range(table, before[table] + 1, now[table])
        for table in TABLES
        if now[table] > before[table]
    ]


def keep(connection: sqlite3.Connection, action_uid: str, found: Mapping[Range, str]) -> None:
    """Writes ranges with their digests into the history, within the action that shows the rows."""
    connection.executemany(
        "INSERT INTO brought_in (action, tbl, first, last, digest) VALUES (?, ?, ?, ?, ?)",
        [(action_uid, *one, digest) for one, digest in found.items()],
    )


def of_action(connection: sqlite3.Connection, action_uid: str) -> dict[Range, str]:
    """The ranges of an action, with the digest of each as it was sealed."""
    rows = connection.execute(
        "SELECT tbl, first, last, digest FROM brought_in WHERE action = ? ORDER BY id", [action_uid]
    )
    return {Range(row["tbl"], row["first"], row["last"]): row["digest"] for row in rows}


def among(connection: sqlite3.Connection, action_uid: str, uids: Collection[str]) -> set[str]:
    """Those of these rows that an action brought in."""
    added = added_rows(connection, list(uids))
    return {one.record for one in added if one.action == action_uid}


def added_rows(connection: sqlite3.Connection, uids: Sequence[str]) -> list[Added]:
    """Those of these rows that were brought in, as they were then."""
    if not _any(connection):
        return []
    found: list[Added] = []
    for table in TABLES:
        rows = connection.execute(
            f"SELECT b.action, t.* FROM {table} AS t JOIN brought_in AS b ON b.tbl = '{table}' "
            "AND t.id BETWEEN b.first AND b.last "
            "WHERE t.uid IN (SELECT value FROM json_each(?)) ORDER BY t.id",
            [json.dumps(list(uids))],
        ).fetchall()
        found += _as_added(connection, table, rows)
    return found


def first_rows(connection: sqlite3.Connection, action_uid: str, limit: int) -> list[Added]:
    """The first rows that an action brought in, as they were then."""
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


def digest_of(connection: sqlite3.Connection, one: Range, *, new: bool = False) -> str:
    """The SHA-256 over the rows of a range as they were brought in; `new` ones nobody has changed
    yet.
    """
    import hashlib  # only a write, and the check of all writes, need it

    sha = hashlib.sha256()
    names = [row["name"] for row in connection.execute(f"PRAGMA table_info({one.table})")]
    text = f"json_array({', '.join(map(_shown, names))})"
    for first in range(one.first, one.last + 1, AT_ONCE):
        ids = [first, min(first + AT_ONCE - 1, one.last)]
        changed = {} if new else _changed_in(connection, one.table, ids)
        if changed:
            sha.update(_text_rewound(connection, one.table, ids, changed).encode())
            continue
        # Put together by SQLite in one step: other threads go on meanwhile.
        (rows,) = connection.execute(
            "SELECT CAST(group_concat(said, char(10)) AS BLOB) FROM "
            f"(SELECT {text} AS said FROM {one.table} WHERE id BETWEEN ? AND ? ORDER BY id)",
            ids,
        ).fetchone()
        sha.update((rows or b"") + b"\n")
    return sha.hexdigest()


def _any(connection: sqlite3.Connection) -> bool:
    return connection.execute("SELECT 1 FROM brought_in LIMIT 1").fetchone() is not None


def _shown(column: str) -> str:
    """SQL: a column; what an import hides its rows with says nothing."""
    return f"nullif(removed_at, '{IMPORTING}')" if column == "removed_at" else column


def _changed_in(
    connection: sqlite3.Connection, table: str, ids: Sequence[int]
) -> dict[str, dict[str, Any]]:
    """By uid of a row within these ids that was changed since, what it was at first."""
    return _firsts(
        connection.execute(
            f"SELECT c.record, c.before FROM {table} AS t JOIN change AS c ON c.record = t.uid "
            "WHERE t.id BETWEEN ? AND ? AND c.before IS NOT NULL ORDER BY c.id DESC",
            ids,
        )
    )


def _firsts(changes: Iterator[sqlite3.Row] | sqlite3.Cursor) -> dict[str, dict[str, Any]]:
    """By record, the values before its changes (the last first): the first one counts."""
    firsts: dict[str, dict[str, Any]] = {}
    for record, before in changes:
        firsts.setdefault(record, {}).update(json.loads(before))
    return firsts


def _text_rewound(
    connection: sqlite3.Connection,
    table: str,
    ids: Sequence[int],
    changed: Mapping[str, Mapping[str, Any]],
) -> str:
    """The same text, of rows as they were before they were changed."""
    rows = connection.execute(f"SELECT * FROM {table} WHERE id BETWEEN ? AND ? ORDER BY id", ids)
    texts = []
    for row in rows:
        values = list({**dict(row), **changed.get(row["uid"], {})}.values())
        said = connection.execute(f"SELECT json_array({', '.join('?' * len(values))})", values)
        texts.append(said.fetchone()[0])
    return "\n".join(texts) + "\n"


def _as_added(
    connection: sqlite3.Connection, table: str, rows: Sequence[sqlite3.Row]
) -> Iterator[Added]:
    changes = connection.execute(
        "SELECT record, before FROM change WHERE record IN (SELECT value FROM json_each(?)) "
        "AND before IS NOT NULL ORDER BY id DESC",
        [json.dumps([row["uid"] for row in rows])],
    )
    firsts = _firsts(changes)
    for row in rows:
        values = {**dict(row), **firsts.get(row["uid"], {})}
        after = {
            name: value
            for name, value in values.items()
            if name not in ("action", "id", "uid") and value not in (None, "", IMPORTING)
        }
        yield Added(row["action"], table, row["uid"], after)
