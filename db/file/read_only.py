"""Opens a database to be read alone: on a medium or disk where nothing can be written."""

from __future__ import annotations

import sys
from pathlib import Path

from db.connection import Connection, Error, OperationalError, Row, reading
from db.file.connecting import set_to_read
from db.file.errors import worded
from spoc_tui.casework.errors import StorageFailed

NO_LOCKS = "win32-none" if sys.platform == "win32" else "unix-none"
"""SQLite's way to files whose locks nobody can take."""


def connect_to_read(path: Path) -> Connection:
    """A connection that reads the database at `path` with its log, whatever may not be written
    there. Rows come as `sqlite3.Row`. Raises StorageFailed where it cannot be read either.
    """
    with worded(path):
        connection = _opened(path)
        try:
            connection.row_factory = Row
            set_to_read(connection)
            connection.execute("PRAGMA schema_version").fetchone()
        except BaseException:
            connection.close()
            raise
    return connection


def _opened(path: Path) -> Connection:
    shared = reading(path)
    try:
        shared.execute("PRAGMA schema_version").fetchone()
    except Error as error:
        shared.close()
        if not isinstance(error, OperationalError):
            raise
    else:
        return shared
    log = path.with_name(f"{path.name}-wal")
    if log.exists() and log.stat().st_size:
        # Its log cannot be shared where no index of it can be written: that is kept in memory.
        alone = reading(path, how=f"&vfs={NO_LOCKS}")
        alone.execute("PRAGMA locking_mode = EXCLUSIVE")
        return alone
    return reading(path, how="&immutable=1")


def said_at_start(path: Path, why: StorageFailed) -> str:
    """The sentence that tells the officer."""
    return (
        f"{path} is opened to be read only: {why.in_short}. All can be looked up and written to "
        "files elsewhere; nothing can be saved."
    )
