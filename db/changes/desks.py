"""Which desk writes here: each file has an origin, and a chain of its own in the history."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from db.changes.modes import ONE_BY_ONE
from db.changes.seal import ChainPosition
from db.connection import Connection, Row
from db.records.uids import new_uid

if TYPE_CHECKING:
    from db.writing import Writing

NO_ORIGIN = "00000000-0000-0000-0000-000000000000"
"""The origin of what every desk begins with."""
AHEAD_MS = 24 * 60 * 60 * 1000
"""How far ahead of another desk's clock a desk's may be, in milliseconds."""
OWN_ORIGINS = "(SELECT uid FROM desk WHERE own = 1)"
"""SQL: every origin that this file ever wrote under."""
_LAST_OF_ITS = (
    "FROM action WHERE origin = CAST(current_action.origin AS TEXT) ORDER BY place DESC LIMIT 1"
)
"""Compared as text: what RETURNING gives has no type, and the index would not be used."""
_LAST = f"""origin, file, (SELECT place {_LAST_OF_ITS}), (SELECT hash {_LAST_OF_ITS}),
    (SELECT max(clock) FROM action)"""
LAST = f"SELECT {_LAST} FROM current_action"
"""SQL: what `place_after` goes by."""
END_CURRENT = f"UPDATE current_action SET uid = NULL, many = {ONE_BY_ONE} RETURNING {_LAST}"
"""SQL: no action is under way from then on; and the same."""


def place_after(writing: Writing, last: Row) -> ChainPosition:
    """Where the next action of this desk stands, after the last one; within a transaction.

    A file that was copied, or put back from a copy, is another desk from then on: nobody could
    tell apart what the two wrote under one name.
    """
    mark = _mark(writing.path)
    origin, file, place, previous, clock = last
    if origin is None or file != mark:
        origin, place, previous = _another(writing.connection, writing.desk, mark), None, None
    # What was seen is always before what was done about it, however the laptops' clocks go.
    now = int(writing.now().timestamp() * 1000)
    return ChainPosition(origin, (place or 0) + 1, max(now, (clock or 0) + 1), previous or "")


def is_joined(connection: Connection) -> bool:
    """Whether anything of another desk's is here."""
    found = connection.execute("SELECT 1 FROM desk WHERE own = 0 AND uid <> ?", [NO_ORIGIN])
    return found.fetchone() is not None


def _another(connection: Connection, letter: str, mark: str) -> str:
    origin = new_uid()
    connection.execute("INSERT INTO desk VALUES (?, ?, 1)", [origin, letter])
    connection.execute("UPDATE current_action SET origin = ?, file = ?", [origin, mark])
    return origin


def _mark(path: Path | None) -> str:
    """The mark that tells a file from its copies: its number on its disk."""
    return str(path.stat().st_ino) if path is not None else ""
