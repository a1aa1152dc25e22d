"""Reads what was merged through the organisation it was merged into.

A merged organisation keeps its row and all that belongs to it; `merged_into` says where to, and
that one may have been merged in its turn. These fragments of SQL are used wherever an organisation
and what belongs to it are read. What belongs to the council (MERGED_AWAY) has nothing belonging to
it once it is merged: only its history is read so.
"""

from __future__ import annotations

from db.connection import Connection

MERGED_AWAY = ("directorate", "team", "topic", "theme")
"""Tables of which a row that was merged is removed, and what pointed to it points to another."""
MERGED = ("organisation", *MERGED_AWAY)
"""Tables of which one row may be merged into another."""
EACH_OF = (
    "WITH RECURSIVE each_of (root, uid) AS (SELECT value, value FROM json_each(?) UNION SELECT "
    "root, m.uid FROM each_of JOIN organisation AS m ON m.merged_into = each_of.uid)"
)
"""SQL: of each organisation of a JSON list, as `root`, its uid and those of all that were merged
into it, as `each_of`.
"""


def with_merged(uid: str = "?", table: str = "organisation") -> str:
    """SQL: a list of the uid of a row of MERGED and those of all that were merged into it."""
    # UNION, so that it ends whatever the rows say.
    return (
        f"(WITH RECURSIVE each_of (uid) AS (VALUES ({uid}) UNION SELECT m.uid FROM each_of "
        f"JOIN {table} AS m ON m.merged_into = each_of.uid) SELECT uid FROM each_of)"
    )


def survivor(row: str, table: str = "organisation") -> str:
    """SQL: the uid of what the row of MERGED `row` (an alias) is read as: itself, unless merged."""
    return (
        f"CASE WHEN {row}.merged_into IS NULL THEN {row}.uid ELSE (WITH RECURSIVE "
        f"up (uid, above) AS (VALUES ({row}.uid, {row}.merged_into) UNION "
        f"SELECT n.uid, n.merged_into FROM up JOIN {table} AS n ON n.uid = up.above) "
        "SELECT uid FROM up WHERE above IS NULL) END"
    )


def joined(alias: str, points: str) -> str:
    """SQL: joins, as `alias`, what the organisation that a column `points` to is read as; its
    own row is beside it as `{alias}_own`.
    """
    own = f"{alias}_own"
    return (
        f"LEFT JOIN organisation AS {own} ON {own}.uid = {points} "
        f"LEFT JOIN organisation AS {alias} ON {alias}.uid = {survivor(own)}"
    )


def survivor_of(connection: Connection, uid: str, table: str = "organisation") -> str:
    """The uid of what this row of MERGED is read as: itself, unless it was merged."""
    row = connection.execute(
        f"SELECT {survivor('o', table)} FROM {table} AS o WHERE o.uid = ?", [uid]
    ).fetchone()
    return uid if row is None else str(row[0])


def survivors(connection: Connection, table: str = "organisation") -> dict[str, str]:
    """By the uid of each merged row of MERGED, what it is read as."""
    rows = connection.execute(
        f"SELECT o.uid, {survivor('o', table)} FROM {table} AS o WHERE o.merged_into IS NOT NULL"
    )
    return dict(rows.fetchall())


def above(connection: Connection, uid: str) -> set[str]:
    """The uids of an organisation and all that it is beneath: its parent, that one's parent …"""
    rows = connection.execute(
        "WITH RECURSIVE above (uid) AS (VALUES (?) UNION SELECT p.uid FROM above "
        f"JOIN organisation AS o ON o.uid = above.uid {joined('p', 'o.parent')} "
        "WHERE p.uid IS NOT NULL) SELECT uid FROM above",
        [uid],
    )
    return {row[0] for row in rows}
