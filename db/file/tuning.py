"""Settings of a connection for a while: how long it waits, how much memory it takes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from db.connection import Connection, OperationalError
from db.file.connecting import BRIEF_MILLISECONDS

STEPS_BETWEEN_CHECKS = 20_000
"""How often what is being read looks whether it is still wanted: about each millisecond."""
CACHE_KIBIBYTES = 64 * 1024
"""Of the file, in memory while much is written: rows whose uids are made of names lie all over its
indexes.
"""


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


def temporary_tables_on_disk(connection: Connection) -> None:
    """What this connection puts aside goes into files from now on: it may be as much as there is.
    Before anything is put aside; while something is being read, all stays as it was.
    """
    with suppress(OperationalError):
        connection.execute("PRAGMA temp_store = FILE")
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
