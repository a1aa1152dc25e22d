"""The one way in: opens a database file, checks that it is ours, and words what goes wrong."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from spoc_tui.casework.errors import StorageFailed

APPLICATION_ID = 0x53504F43
"""“SPOC” in the file's header: tells our databases from other programs'."""

BUSY_MILLISECONDS = 4_000
"""How long a save waits for another program's save before it says so."""


def connect(path: Path) -> sqlite3.Connection:
    """An open connection to our database at `path`, made (0600) if there is none.

    Rows come as `sqlite3.Row`; transactions are begun by hand. Raises StorageFailed, the file
    untouched, where it is no database, another program's, read-only or locked.
    """
    _prepare_file(path)
    with worded(path):
        connection = sqlite3.connect(path, isolation_level=None)
        try:
            _set_up(connection, path)
        except BaseException:
            connection.close()
            raise
    return connection


def in_memory() -> sqlite3.Connection:
    """A connection with the same settings to a database that is never on disk."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.row_factory = sqlite3.Row
    _set_pragmas(connection)
    return connection


@contextmanager
def worded(path: Path | str) -> Iterator[None]:
    """Turns SQLite's errors into a StorageFailed that says what to do."""
    try:
        yield
    except sqlite3.Error as error:
        raise StorageFailed(_sentence(error, path)) from error


def _prepare_file(path: Path) -> None:
    try:
        if path.is_dir():
            raise StorageFailed(f"{path} is a folder, not a database file.")
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        elif not os.access(path, os.W_OK):
            raise StorageFailed(
                f"{path} is read-only. Make it writable, or name another file with --db. "
                "It was not changed."
            )
    except OSError as error:
        raise StorageFailed(
            f"{path} cannot be opened: {error.strerror}. Name another file with --db."
        ) from error


def _set_up(connection: sqlite3.Connection, path: Path) -> None:
    connection.row_factory = sqlite3.Row
    connection.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
    (found,) = connection.execute("PRAGMA application_id").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    if found != APPLICATION_ID and (found or tables):
        raise StorageFailed(
            f"{path} belongs to another program. Name another file with --db. It was not changed."
        )
    _set_pragmas(connection)


def _set_pragmas(connection: sqlite3.Connection) -> None:
    for pragma in (
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        "recursive_triggers = ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _sentence(error: sqlite3.Error, path: Path | str) -> str:
    name = getattr(error, "sqlite_errorname", "")
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return (
            f"{path} is in use by another program that has not let go of it. Nothing was saved "
            "and nothing was lost: close the other program, or try again in a moment."
        )
    if name.startswith("SQLITE_NOTADB"):
        return (
            f"{path} is not a database. Name another file with --db, or restore a backup. "
            "It was not changed."
        )
    if name.startswith("SQLITE_CORRUPT"):
        return f"{path} is damaged. It was not changed: restore the last backup (spoc backup)."
    if name.startswith("SQLITE_READONLY"):
        return f"{path} or its folder is read-only. Nothing was saved; make it writable."
    if name.startswith("SQLITE_FULL"):
        return f"The disk that holds {path} is full. Nothing was saved; make room and try again."
    return f"{path} could not be read or written ({error}). Nothing was saved."
