"""Puts a copy of a database in its place.

The copy is checked first, in a file of its own beside the database, and what it replaces is put
aside whole, with its log. Wherever it is stopped, the database is the old one or the new one, or is
missing: then opening it says so (db/file/whereabouts.py), and nothing is begun anew over it.
"""

from __future__ import annotations

import errno
import os
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from filelock import FileLock, Timeout

from db.connection import Connection, DatabaseError, Error, plain, plain_read_only
from db.file import copies, marks
from db.file.backup import PART, forget_desk
from db.file.connecting import APPLICATION_ID, is_foreign
from db.file.errors import is_in_use, worded
from db.file.whereabouts import RESTORING, followed
from db.upkeep import windows
from db.upkeep.check_before_restoring import require_readable, require_whole
from spoc_tui.casework.errors import BadInput, NotFound, Refused, SpocError, StorageFailed

BEGINS = b"SQLite format 3\0"
LOGS = ("-wal", "-journal")
"""The ends of the names of what SQLite keeps beside a database, and takes into whatever has its
name.
"""
COPIES_ASKED = 100
"""How many of the newest copies are asked for the numbers that were given: each takes 4 ms."""
PATIENCE_SECONDS = 4.0
"""How long it waits for what is saved or copied at this moment."""


class Restored(NamedTuple):
    """The copy that was put back, and what it replaced."""

    copy: Path | None
    """None: an empty one was begun."""
    last: datetime | None
    """When the last thing was done that is in it."""
    kept: Path | None
    """Where the database is now that was there, with its log; None where there was none."""


def restore(path: Path, copy: Path | None = None) -> Restored:
    """Puts `copy` in the place of the database at `path`, or the newest copy that passes its check.

    Works where the database is damaged or missing. Raises NotFound where there is no copy,
    BadInput where the one named is none, is damaged or of a newer version, Refused where the
    database is open anywhere, StorageFailed where there is no room.
    """
    path = followed(path)
    wanted = [one.path for one in copies.good_copies(path)] if copy is None else [copy]
    if not wanted:
        raise NotFound(
            f"There is no copy in {copies.folder_of(path)}. Name one: spoc restore FILE.",
            field="file",
        )
    part = path.with_name(f"{path.name}{RESTORING}")
    with _worded_files(path), _only_here(path):
        try:
            chosen, last = _first_whole(path, wanted, part)
            kept = _put_in_place(path, part)
        finally:
            with suppress(OSError):
                _clear(part)
    return Restored(chosen, last, kept)


def begin_anew(path: Path, now: Callable[[], datetime]) -> Restored:
    """Puts what is left of a database aside, and begins an empty one in its place. The numbers that
    it gave are not given again.
    """
    from db.store import Store

    path = followed(path)
    part = path.with_name(f"{path.name}{RESTORING}")
    with _worded_files(path), _only_here(path):
        try:
            _clear(part)
            Store.open(part, anew=True, now=now).close()
            kept = _put_in_place(path, part)
        finally:
            with suppress(OSError):
                _clear(part)
    return Restored(None, None, kept)


def _first_whole(path: Path, wanted: Sequence[Path], part: Path) -> tuple[Path, datetime | None]:
    """The first of the copies that is whole, now at `part` as well; when the last thing in it was
    done.
    """
    refused: SpocError | None = None
    for copy in wanted:
        try:
            require_readable(path, copy)
            _clear(part)
            return copy, require_whole(copy, part)
        except (BadInput, NotFound) as error:
            refused = refused or error
    assert refused is not None
    raise refused


def _put_in_place(path: Path, part: Path) -> Path | None:
    with _held(path, to_move=True) as held:
        numbers = _numbers(path, held)
        _pass_on(part, numbers)
        # Before anything is moved: stopped in between, only this says which were given.
        marks.take_over(path, numbers)
        kept = _put_aside(path)
        try:
            part.replace(path)
        except OSError as error:
            raise StorageFailed(
                f"The copy could not be put at {path}: {error.strerror}. What was there is {kept}. "
                "Run “spoc restore” again."
            ) from error
    _settle(path.parent)
    marks.begin_after(path, numbers)
    return kept


def _pass_on(part: Path, numbers: dict[marks.Number, int]) -> None:
    with worded(part), closing(plain(part)) as connection:
        # It goes on as another desk, with numbers that nobody has.
        connection.execute("BEGIN IMMEDIATE")
        if _has(connection, "current_action", "origin"):
            forget_desk(connection)
        marks.pass_on(connection, numbers)
        connection.execute("COMMIT")
        connection.execute("PRAGMA journal_mode = DELETE")  # one file, which is moved
    with part.open("r+b") as written:  # Windows writes out only what may be written
        os.fsync(written.fileno())


def _settle(folder: Path) -> None:
    """Has the names in a folder on the disk, where the system lets one ask for that."""
    if os.name != "posix":
        return
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _put_aside(path: Path) -> Path | None:
    """Moves what is there among the copies, with its log; returns where the database is now.

    The database goes first: a log without it is never taken for that of another file.
    """
    folder = copies.own_folder(path)
    # The one moment that is not passed in: it only names a file.
    at = datetime.now(UTC)
    while (kept := folder / copies.new_name(path, at, copies.REPLACED)).exists():
        at += timedelta(
            microseconds=1
        )  # nothing is written over, also by a clock that was set back
    try:
        for ending in ("", *LOGS):
            there = path.with_name(path.name + ending)
            if there.exists():
                _move(there, kept.with_name(kept.name + ending))
        path.with_name(f"{path.name}-shm").unlink(missing_ok=True)
    except OSError as error:
        raise StorageFailed(
            f"{path} could not be put aside in {folder}: {error.strerror}. See that both can be "
            "written, close whatever has it open, and try again. Nothing was lost."
        ) from error
    _settle(folder)
    return kept if kept.exists() else None


def _move(there: Path, to: Path) -> None:
    """Also to another disk, where the copies are kept on one."""
    try:
        there.replace(to)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        part = to.with_name(f".{to.name}{PART}")
        try:
            shutil.copy2(there, part)
            with part.open("r+b") as written:
                os.fsync(written.fileno())
            part.replace(to)
        finally:
            part.unlink(missing_ok=True)
        there.unlink()


def _numbers(path: Path, held: Connection | None) -> dict[marks.Number, int]:
    """The last numbers that were given, as far as the database, its mark and its copies can say."""
    mark = marks.read(path)
    found = dict(mark.numbers) if mark is not None else {}

    def take(connection: Connection) -> None:
        for number, last in marks.numbers_of(connection).items():
            found[number] = max(last, found.get(number, 0))

    if held is not None:
        with suppress(Error, ValueError):
            take(held)
    files = [one.path for one in copies.copies_of(path)[:COPIES_ASKED]]
    for file in files if held is not None else [path, *files]:
        # (Nothing of this process has these open, whose locks this would drop.)
        if _can_be_read(file):
            with suppress(Error, OSError, ValueError), plain_read_only(file) as connection:
                take(connection)
    return found


def _has(connection: Connection, table: str, column: str) -> bool:
    asked = "SELECT 1 FROM pragma_table_info(?) WHERE name = ?"
    return connection.execute(asked, [table, column]).fetchone() is not None


def _clear(part: Path) -> None:
    """Takes away what is half made, with what SQLite keeps beside it."""
    for ending in ("", "-shm", "-mark", *LOGS):
        part.with_name(part.name + ending).unlink(missing_ok=True)


@contextmanager
def _worded_files(path: Path) -> Iterator[None]:
    """What the system refuses before anything was moved; after that it is said in its place."""
    try:
        yield
    except OSError as error:
        raise StorageFailed(
            f"{error.filename or path} could not be read or written: {error.strerror}. Nothing was "
            "changed. See that there is room, and that the folder can be written."
        ) from error


@contextmanager
def _only_here(path: Path) -> Iterator[None]:
    """Refused where anybody has the database open, or restores it; what its log has goes into the
    file first.
    """
    if not path.parent.is_dir():
        raise NotFound(
            f"There is no folder {path.parent}. Check --db or SPOC_DB, or make the folder first."
        )
    if path.is_dir():
        raise StorageFailed(f"{path} is a folder, not a database file.")
    if _header(path)[68:72] != APPLICATION_ID.to_bytes(4) and is_foreign(path):
        raise Refused(
            f"{path} belongs to another program. Name another file with --db. It was not changed."
        )
    lock = FileLock(copies.own_folder(path) / ".restoring.lock", mode=0o600)
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise Refused(
            f"Another “spoc restore” is at work on {path}. Wait until it has ended. Nothing was "
            "changed."
        ) from error
    except NotImplementedError:
        pass  # a disk without locks
    except OSError as error:
        raise StorageFailed(
            f"{lock.lock_file} cannot be written: {error.strerror}. Nothing was changed. Make the "
            "folder writable, or copy the database with all beside it to one that is."
        ) from error
    try:
        with _held(path):
            pass
        yield
    finally:
        lock.release()


@contextmanager
def _held(path: Path, *, to_move: bool = False) -> Iterator[Connection | None]:
    """Within, nobody else reads or writes the database, and all of it is in its file. Refused where
    anybody has it open. None where it is not there, or damaged: it is put aside as it is.

    Windows moves no file that is open: there it is let go before anything within.
    """
    found = windows.open_windows(path)
    if found:
        raise Refused(
            f"{path} is open in another window: {found[0].described}. Close it, and restore then. "
            "Nothing was changed."
        )
    connection = None
    if _can_be_read(path):
        until = time.monotonic() + PATIENCE_SECONDS
        while connection is None:
            try:
                connection = _taken(path, to_move=to_move)
            except UnicodeDecodeError:
                break  # damaged, up to the names of its tables
            except Error as error:
                if not is_in_use(error):
                    break  # damaged further on
                if time.monotonic() > until:
                    raise Refused(
                        f"{path} is open in another window, or another program is writing to it. "
                        "Close it, and restore then. Nothing was changed."
                    ) from error
                time.sleep(0.05)
    if connection is not None and os.name != "posix":
        connection.close()
        connection = None
    try:
        yield connection
    finally:
        if connection is not None:
            connection.close()


def _can_be_read(path: Path) -> bool:
    """Whether the file begins as a database does. Of one that does not, SQLite throws the log away
    as it is opened. (Nothing of this process has it open, whose locks this would drop.)
    """
    return _header(path).startswith(BEGINS)


def _header(path: Path) -> bytes:
    try:
        if not path.is_file():
            return b""
        with path.open("rb") as file:
            return file.read(100)
    except OSError:
        return b""


def _taken(path: Path, *, to_move: bool) -> Connection:
    """The one connection to it, whose log is taken in. One that is to be moved has no log from then
    on: closing the connection later would delete the log of whichever file has the name by then.
    """
    connection = plain(path, timeout=0)
    try:
        # Alone: with the log, every other connection holds a lock for as long as it is open.
        if to_move:
            connection.execute("PRAGMA journal_mode = DELETE")
            connection.execute("BEGIN EXCLUSIVE")
            (mode,) = connection.execute("PRAGMA journal_mode").fetchone()
            if mode != "delete":
                raise DatabaseError(f"its log is {mode}")
        else:
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            connection.execute("BEGIN EXCLUSIVE")
            connection.execute("COMMIT")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except BaseException:
        connection.close()
        raise
    return connection
