"""The database library: its one door, and what of it is named anywhere else.

One that encrypts may stand in for it here.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from sqlite3 import (
    SQLITE_BUSY,
    Connection,
    Cursor,
    DatabaseError,
    Error,
    IntegrityError,
    OperationalError,
    Row,
)
from typing import Any

__all__ = (
    "SQLITE_BUSY",
    "Connection",
    "Cursor",
    "DatabaseError",
    "Error",
    "IntegrityError",
    "OperationalError",
    "Row",
)


def plain(path: Path | str, *, timeout: float = 5) -> Connection:
    """A connection with nothing set, to a file that need not be ours; its transactions are begun by
    hand. `timeout`: seconds for which another program is waited for.
    """
    return sqlite3.connect(path, isolation_level=None, timeout=timeout)


def existing(path: Path, *, timeout: float = 5) -> Connection:
    """The same, to a file that is made by nobody here where it is not there."""
    address = f"{path.absolute().as_uri()}?mode=rw"
    return sqlite3.connect(address, uri=True, isolation_level=None, timeout=timeout)


def reading(path: Path, *, how: str = "", timeout: float = 5) -> Connection:
    """The same, and nothing can be written through it. `how`: what else SQLite is told in the
    address of the file, such as “&immutable=1”.
    """
    address = f"{path.absolute().as_uri()}?mode=ro{how}"
    return sqlite3.connect(address, uri=True, isolation_level=None, timeout=timeout)


@contextmanager
def plain_read_only(path: Path) -> Iterator[Connection]:
    """The same, and nothing of it or beside it is written; also on a medium that cannot be. Only of
    what this process has not open (see another_look).
    """
    with closing(reading(path)) as connection:
        if _answers(connection):
            yield connection
            return
    # A log cannot be shared where nothing can be written; whoever reads alone needs no more.
    with closing(reading(path, how="&immutable=1")) as only:
        yield only


@contextmanager
def another_look(path: Path) -> Iterator[Connection]:
    """A connection that reads what this process has open already. (Not as an immutable file: SQLite
    would not know that it is the same, and as it is closed drop the locks of the other.)
    """
    with closing(reading(path, timeout=0)) as connection:
        yield connection


def _answers(connection: Connection) -> bool:
    try:
        connection.execute("PRAGMA schema_version").fetchone()
    except OperationalError:
        return False
    return True


def can_share_log(path: Path) -> bool:
    """Whether a database is read with its log: not where nothing beside it can be written."""
    with closing(reading(path)) as connection:
        return _answers(connection)


def by_name(cursor: Cursor) -> Iterator[dict[str, Any]]:
    """The rows of a query by the names of their columns; for rows that most columns are read of: a
    `sqlite3.Row` goes through all its names each time that it is asked for one.
    """
    names = [column[0] for column in cursor.description]
    return (dict(zip(names, row, strict=True)) for row in cursor)
