"""Directorates that were never briefed on the sector, for the desk: no record says so of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from db.connection import by_name

if TYPE_CHECKING:
    from db.connection import Connection

_NEVER = """SELECT d.uid, d.name FROM directorate AS d WHERE d.partner = 0
    AND d.removed_at IS NULL AND d.retired_on IS NULL AND d.merged_into IS NULL
    AND NOT EXISTS (SELECT 1 FROM codesign_briefing AS b
        JOIN directorate AS o ON o.uid = b.directorate
        WHERE coalesce(o.merged_into, o.uid) = d.uid AND b.removed_at IS NULL)
    ORDER BY d.name, d.uid"""


class Unbriefed(NamedTuple):
    """A directorate that nobody of it was briefed."""

    uid: str
    name: str


def never_briefed(connection: Connection) -> list[Unbriefed]:
    """Those that there are now, by name; partners are not among them."""
    return [Unbriefed(row["uid"], row["name"]) for row in by_name(connection.execute(_NEVER))]
