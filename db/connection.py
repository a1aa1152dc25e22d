"""The one way in: opens a database file, checks that it is ours, and words what goes wrong."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
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

from spoc_tui.casework.errors import Damaged, StorageFailed

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
"""What of the library is named anywhere else: one that encrypts may stand in for it here."""

APPLICATION_ID = 0x53504F43
"""“SPOC” in the file's header: tells our databases from other programs'."""

SYNCHRONOUS = "FULL"
"""A save is on the disk, not only on its way there, before “Saved” is shown."""

BUSY_MILLISECONDS = 4_000
"""How long a save waits for another program's save before it says so."""
BRIEF_MILLISECONDS = 50
STEPS_BETWEEN_CHECKS = 20_000
"""How often what is being read looks whether it is still wanted: about each millisecond."""
CACHE_KIBIBYTES = 64 * 1024
"""Of the file, in memory while much is written: rows whose uids are made of names lie all over its
indexes.
"""


def plain(path: Path | str, *, timeout: float = 5) -> Connection:
    """A connection with nothing set, to a file that need not be ours; its transactions are begun by
    hand. `timeout`: seconds for which another program is waited for.
    """
    return sqlite3.connect(path, isolation_level=None, timeout=timeout)


@contextmanager
def plain_read_only(path: Path) -> Iterator[Connection]:
    """The same, and nothing of it or beside it is written; also on a medium that cannot be. Only of
    what this process has not open (see another_look).
    """
    address = f"{path.absolute().as_uri()}?mode=ro"
    with closing(sqlite3.connect(address, uri=True, isolation_level=None)) as connection:
        if _answers(connection):
            yield connection
            return
    # A log cannot be shared where nothing can be written; whoever reads alone needs no more.
    with closing(sqlite3.connect(f"{address}&immutable=1", uri=True, isolation_level=None)) as only:
        yield only


@contextmanager
def another_look(path: Path) -> Iterator[Connection]:
    """A connection that reads what this process has open already. (Not as an immutable file: SQLite
    would not know that it is the same, and as it is closed drop the locks of the other.)
    """
    address = f"{path.absolute().as_uri()}?mode=ro"
    with closing(sqlite3.connect(address, uri=True, isolation_level=None, timeout=0)) as connection:
        yield connection


def _answers(connection: Connection) -> bool:
    try:
        connection.execute("PRAGMA schema_version").fetchone()
    except OperationalError:
        return False
    return True


def can_share_log(path: Path) -> bool:
    """Whether a database is read with its log: not where nothing beside it can be written."""
    address = f"{path.absolute().as_uri()}?mode=ro"
    with closing(sqlite3.connect(address, uri=True, isolation_level=None)) as connection:
        return _answers(connection)


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
        connection = sqlite3.connect(path.absolute(), isolation_level=None)
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
    connection = sqlite3.connect(":memory:", isolation_level=None)
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


@contextmanager
def brief_patience(connection: Connection) -> Iterator[None]:
    """Does not wait for another program's save: for what can be tried again in a moment."""
    (usual,) = connection.execute("PRAGMA busy_timeout").fetchone()
    connection.execute(f"PRAGMA busy_timeout = {min(usual, BRIEF_MILLISECONDS)}")
    try:
        yield
    finally:
        connection.execute(f"PRAGMA busy_timeout = {usual}")


def wait_for_nobody(connection: Connection) -> None:
    """From now on another program's save is not waited for at all: who asks tries again."""
    connection.execute("PRAGMA busy_timeout = 0")


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


@contextmanager
def dropped_when(connection: Connection, unwanted: Callable[[], bool]) -> Iterator[None]:
    """Ends what is being read within, without a word, once it is wanted no more."""
    connection.set_progress_handler(unwanted, STEPS_BETWEEN_CHECKS)
    try:
        yield
    except OperationalError:
        if not unwanted():
            raise
    finally:
        connection.set_progress_handler(None, 0)


def by_name(cursor: Cursor) -> Iterator[dict[str, Any]]:
    """The rows of a query by the names of their columns; for rows that most columns are read of: a
    `sqlite3.Row` goes through all its names each time that it is asked for one.
    """
    names = [column[0] for column in cursor.description]
    return (dict(zip(names, row, strict=True)) for row in cursor)


@contextmanager
def worded(path: Path | str) -> Iterator[None]:
    """Turns SQLite's errors into a StorageFailed that says what to do."""
    try:
        yield
    except Error as error:
        raise _worded(error, path) from error
    except UnicodeDecodeError as error:  # of what SQLite says of a damaged file
        raise not_a_database(path) from error


def as_failed(error: Error, path: Path | str) -> StorageFailed:
    """The same as `worded` raises."""
    failed = _worded(error, path)
    failed.__cause__ = error
    return failed


def is_passing(error: Error) -> bool:
    """Whether it says nothing of what is kept: the file is in use, may not be written or opened, or
    there is no room.
    """
    return _name(error).startswith(_PASSING)


def not_a_database(path: Path | str) -> Damaged:
    """The error for a file that is no database, or past reading."""
    return Damaged(
        f"{path} is not a database, or is damaged. It was not changed. {_how_to_save(path)} "
        "--db names another file."
    )


def _how_to_save(path: Path | str) -> str:
    from db import copies

    return copies.how_to_save(Path(path))


def is_in_use(error: Error) -> bool:
    """Whether another connection is in the way."""
    return _name(error).startswith(("SQLITE_BUSY", "SQLITE_LOCKED"))


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
    address = f"{path.absolute().as_uri()}?mode=ro"
    try:
        with closing(sqlite3.connect(address, uri=True, timeout=0)) as probe:
            (found,) = probe.execute("PRAGMA application_id").fetchone()
            if found == APPLICATION_ID:
                return False  # without reading its tables
            (tables,) = probe.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except (Error, UnicodeDecodeError):
        return False
    return bool(found or tables)


def set_to_read(connection: Connection) -> None:
    """What a connection that only reads is set to."""
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


_NOT_WRITTEN = (
    "SQLITE_READONLY",
    "SQLITE_PERM",
    "SQLITE_FULL",
    "SQLITE_CANTOPEN",
    "SQLITE_IOERR_SHMSIZE",
    "SQLITE_IOERR_SHMOPEN",
    "SQLITE_IOERR_SHMMAP",
    "SQLITE_IOERR_WRITE",
)
_PASSING = (
    "SQLITE_BUSY",
    "SQLITE_LOCKED",
    "SQLITE_READONLY",
    "SQLITE_FULL",
    "SQLITE_IOERR_SHMSIZE",
    "SQLITE_CANTOPEN",
    "SQLITE_PERM",
    "SQLITE_AUTH",
    "SQLITE_NOMEM",
    "SQLITE_INTERRUPT",
    "SQLITE_NOLFS",
)


def _name(error: Error) -> str:
    return str(getattr(error, "sqlite_errorname", ""))


def _worded(error: Error, path: Path | str) -> StorageFailed:
    name = _name(error)
    if name.startswith("SQLITE_NOTADB"):
        return not_a_database(path)
    if name.startswith("SQLITE_CORRUPT"):
        return Damaged(f"{path} is damaged. It was not changed. {_how_to_save(path)}")
    said, in_short = _sentence(error, path)
    failed = StorageFailed(said)
    failed.in_short = in_short
    failed.is_passing, failed.unexplained = is_in_use(error), not is_passing(error)
    failed.can_be_read = name.startswith(_NOT_WRITTEN)
    return failed


def _sentence(error: Error, path: Path | str) -> tuple[str, str]:
    """Why nothing was saved, and the same in a few words."""
    name = _name(error)
    if is_in_use(error):
        return (
            f"{path} is being written to by another window, a long undo or another program. "
            "Nothing was saved and nothing was lost: try again in a moment."
        ), "another program is writing"
    if name.startswith(("SQLITE_READONLY", "SQLITE_PERM")) or (
        name.startswith("SQLITE_CANTOPEN") and not os.access(Path(path).parent, os.W_OK)
    ):
        return (
            f"{path} or its folder is read-only. Nothing was saved; make it writable."
        ), "it is read-only"
    if name.startswith(("SQLITE_FULL", "SQLITE_IOERR_SHMSIZE")):
        return (
            f"The disk that holds {path} is full. Nothing was saved; make room and try again."
        ), "the disk is full"
    if name.startswith("SQLITE_IOERR"):
        return (
            f"The disk that holds {path} reports an error ({name}). Nothing was saved. Try again; "
            "if it stays so, write a copy to another disk (“spoc backup FILE”)."
        ), "the disk reports an error"
    return (
        f"{path} could not be read or written. Nothing was saved. Try again; “spoc check” says "
        "whether the file is whole."
    ), "it cannot be written"


def temporary_tables_on_disk(connection: Connection) -> None:
    """What this connection puts aside goes into files from now on: it may be as much as a list has.
    Before anything is put aside; while something is being read, all stays as it was.
    """
    with suppress(OperationalError):
        connection.execute("PRAGMA temp_store = FILE")
        # What was put aside last is what is read next, some times over.
        connection.execute(f"PRAGMA temp.cache_size = -{CACHE_KIBIBYTES}")


@contextmanager
def with_room(connection: Connection, kibibytes: int = CACHE_KIBIBYTES) -> Iterator[None]:
    """Room in memory for what is written to many rows, also within a transaction."""
    (usual,) = connection.execute("PRAGMA cache_size").fetchone()
    connection.execute(f"PRAGMA cache_size = -{kibibytes}")
    try:
        yield
    finally:
        connection.execute(f"PRAGMA cache_size = {usual}")


@contextmanager
def links_later(connection: Connection) -> Iterator[None]:
    """What a row points to is not looked for as the row is written: whoever writes looks at all of
    it at the end. Around a transaction; within one SQLite does not heed it.
    """
    connection.execute("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        connection.execute("PRAGMA foreign_keys = ON")
