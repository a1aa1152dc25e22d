"""Opens a database to be read alone: on a medium or disk where nothing can be written."""

from __future__ import annotations

import sqlite3
import sys
from pathlib import Path

from db.connection import Connection, Error, Row, set_to_read, worded
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
    address = f"{path.absolute().as_uri()}?mode=ro"
    shared = sqlite3.connect(address, uri=True, isolation_level=None)
    try:
        shared.execute("PRAGMA schema_version").fetchone()
    except Error as error:
        shared.close()
        if not isinstance(error, sqlite3.OperationalError):
            raise
    else:
        return shared
    log = path.with_name(f"{path.name}-wal")
    if log.exists() and log.stat().st_size:
        # Its log cannot be shared where no index of it can be written: that is kept in memory.
        alone = sqlite3.connect(f"{address}&vfs={NO_LOCKS}", uri=True, isolation_level=None)
        alone.execute("PRAGMA locking_mode = EXCLUSIVE")
        return alone
    return sqlite3.connect(f"{address}&immutable=1", uri=True, isolation_level=None)


def said_at_start(path: Path, why: StorageFailed) -> str:
    """What the officer is told of it."""
    return (
        f"{path} is opened to be read only: {why.in_short}. All can be looked up and written to "
        "files elsewhere; nothing can be saved."
    )
