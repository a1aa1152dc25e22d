"""Opens a database file and checks that it is ours."""

from __future__ import annotations

import os
import time
from contextlib import closing
from pathlib import Path

from db.connection import SQLITE_BUSY, Connection, Error, OperationalError, Row, plain, reading
from db.file.errors import is_in_use, not_a_database, worded
from spoc_tui.casework.errors import Damaged, StorageFailed

APPLICATION_ID = 0x53504F43
"""“SPOC” in the file's header: tells our databases from other programs'."""

SYNCHRONOUS = "FULL"
"""A save is on the disk, not only on its way there, before “Saved” is shown."""

BUSY_MILLISECONDS = 4_000
"""How long a save waits for another program's save before it says so."""
BRIEF_MILLISECONDS = 50


def connect(path: Path) -> Connection:
    """An open connection to our database at `path`, made (0600) if there is none.

    Rows come as `sqlite3.Row`; transactions are begun by hand. Raises StorageFailed, the file
    untouched, where it is no database, another program's, read-only or locked.
    """
    _prepare_file(path)
    if is_foreign(path):
        raise Damaged(
            f"{path} belongs to another program. Name another file with --db. It was not changed."
        )
    with worded(path):
        # In full: a file may be called as SQLite calls a database in memory.
        connection = plain(path.absolute())
        try:
            connection.row_factory = Row
            connection.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
            _set_pragmas(connection)
            # Reads the file, so that what is no database is found out here.
            connection.execute("PRAGMA application_id").fetchone()
        except BaseException:
            connection.close()
            raise
    return connection


def in_memory() -> Connection:
    """A connection with the same settings to a database that is never on disk."""
    connection = plain(":memory:")
    connection.row_factory = Row
    _set_pragmas(connection)
    return connection


def write_ahead(connection: Connection) -> None:
    """Gives the file the journal that it keeps. SQLite waits for nobody where two programs do that
    at once, each of which has begun to read it: another look is taken.
    """
    until = time.monotonic() + BUSY_MILLISECONDS / 1_000
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except OperationalError as error:
            if error.sqlite_errorcode != SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(BRIEF_MILLISECONDS / 1_000)
        else:
            return


def is_free(connection: Connection) -> bool:
    """Whether nobody else is writing, just now."""
    try:
        connection.execute("BEGIN IMMEDIATE")
    except OperationalError as error:
        if is_in_use(error):
            return False
        raise
    connection.execute("ROLLBACK")
    return True


def _prepare_file(path: Path) -> None:
    try:
        if path.is_dir():
            raise StorageFailed(f"{path} is a folder, not a database file.")
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        elif not os.access(path, os.W_OK):
            failed = StorageFailed(
                f"{path} is read-only. Make it writable, or name another file with --db. "
                "It was not changed."
            )
            failed.in_short, failed.can_be_read = "it is read-only", True
            raise failed
        elif path.stat().st_size == 1:
            # SQLite would take a single byte for an empty file, and write over it.
            raise not_a_database(path)
    except OSError as error:
        raise StorageFailed(
            f"{path} cannot be opened: {error.strerror}. Name another file with --db."
        ) from error


def is_foreign(path: Path) -> bool:
    """Whether it is another program's database; False where that cannot be told.

    Asked read-only: a connection that may write would tidy away the other program's log. (Reading
    the header through open() instead would drop the locks that SQLite holds in this process.)
    """
    try:
        with closing(reading(path, timeout=0)) as probe:
            (found,) = probe.execute("PRAGMA application_id").fetchone()
            if found == APPLICATION_ID:
                return False  # without reading its tables
            (tables,) = probe.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except (Error, UnicodeDecodeError):
        return False
    return bool(found or tables)


def set_to_read(connection: Connection) -> None:
    """Sets a connection that only reads."""
    connection.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
    connection.execute("PRAGMA temp_store = MEMORY")


def _set_pragmas(connection: Connection) -> None:
    # The journal's mode is in the file: it is set once the file is known to be ours to change.
    for pragma in (
        f"synchronous = {SYNCHRONOUS}",
        "foreign_keys = ON",
        "recursive_triggers = ON",
        # A save changes some twenty pages by one statement, with triggers: what it would take back
        # is kept in memory, where a file would be made and taken away for every save.
        "temp_store = MEMORY",
    ):
        connection.execute(f"PRAGMA {pragma}")
