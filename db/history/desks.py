"""Which desk writes here: each file has an origin, and a chain of its own in the history."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from db.history.seal import Place
from db.uids import new_uid

if TYPE_CHECKING:
    from db.writing import Writing

NOBODY = "00000000-0000-0000-0000-000000000000"
"""The origin of what every desk begins with."""
AHEAD_MS = 24 * 60 * 60 * 1000
"""How far ahead of another desk's clock a desk's may be, in milliseconds."""
OWN = "(SELECT uid FROM desk WHERE own = 1)"
"""SQL: every origin that this file ever wrote under."""


def next_place(writing: Writing) -> Place:
    """Where the next action of this desk stands; within a transaction.

    A file that was copied, or put back from a copy, is another desk from then on: nobody could
    tell apart what the two wrote under one name.
    """
    connection = writing.connection
    origin, file = connection.execute("SELECT origin, file FROM current_action").fetchone()
    mark = _mark(writing.path)
    if origin is None or file != mark:
        origin = _another(connection, writing.desk, mark)
    last = connection.execute(
        "SELECT place, hash FROM action WHERE origin = ? ORDER BY place DESC LIMIT 1", [origin]
    ).fetchone()
    place, previous = (last["place"], last["hash"]) if last else (0, "")
    return Place(origin, place + 1, next_clock(writing), previous)


def next_clock(writing: Writing) -> int:
    """Now in milliseconds, or just after the last action that is known here, whichever is later: so
    what was seen is always before what was done about it, however the clocks go.
    """
    (last,) = writing.connection.execute("SELECT max(clock) FROM action").fetchone()
    return max(int(writing.now().timestamp() * 1000), (last or 0) + 1)


def forget(connection: sqlite3.Connection) -> None:
    """Makes of a copied file another desk, once something is written in it."""
    connection.execute("UPDATE current_action SET origin = NULL, file = ''")


def _another(connection: sqlite3.Connection, letter: str, mark: str) -> str:
    origin = new_uid()
    connection.execute("INSERT INTO desk VALUES (?, ?, 1)", [origin, letter])
    connection.execute("UPDATE current_action SET origin = ?, file = ?", [origin, mark])
    return origin


def _mark(path: Path | None) -> str:
    """What a file is told from its copies by: its number on its disk."""
    return str(path.stat().st_ino) if path is not None else ""
