"""Puts a copy of a database in its place.

The copy is checked first, in a file of its own beside the database, and what it replaces is put
aside whole, with its log. Wherever it is stopped, the database is the old one or the new one, or is
missing: then opening it says so (db/whereabouts.py), and nothing is begun anew over it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from db import copies, marks
from db.changes import desks
from db.connection import (
    APPLICATION_ID,
    Connection,
    Error,
    is_in_use,
    is_passing,
    plain,
    plain_read_only,
    worded,
)
from db.schema.migrations import applied_steps, is_of_today
from db.schema.steps import STEPS
from db.upkeep import windows
from db.whereabouts import RESTORING
from spoc_tui.casework.dates.when import from_iso
from spoc_tui.casework.errors import BadInput, NotFound, Refused, SpocError, StorageFailed

BEGINS = b"SQLite format 3\0"


class Restored(NamedTuple):
    """What was put back, and what it replaced."""

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
    wanted = [one.path for one in copies.good_copies(path)] if copy is None else [copy]
    if not wanted:
        raise NotFound(
            f"There is no copy in {copies.folder_of(path)}. Name one: spoc restore FILE.",
            field="file",
        )
    part = path.with_name(f"{path.name}{RESTORING}")
    with _only_here(path):
        try:
            chosen, last = _first_whole(path, wanted, part)
            kept = _put_in_place(path, part)
        finally:
            with suppress(OSError):
                part.unlink(missing_ok=True)
    return Restored(chosen, last, kept)


def begin_anew(path: Path, now: Callable[[], datetime]) -> Restored:
    """Puts what is left of a database aside, and begins an empty one in its place. The numbers that
    it gave are not given again.
    """
    from db.store import Store

    with _only_here(path):
        numbers = _numbers(path)
        kept = _put_aside(path)
        marks.begin_after(path, numbers)
        Store.open(path, anew=True, now=now).close()
    return Restored(None, None, kept)


def require_whole(copy: Path, part: Path) -> datetime | None:
    """Copies it to `part` and checks that; returns when the last thing in it was done.

    Raises BadInput with what is wrong with it.
    """
    if not copy.exists():
        raise NotFound(f"There is no file {copy}.", field="file")
    if copy.is_dir():
        raise BadInput(f"{copy} is a folder. Name the copy in it.", field="file")
    part.unlink(missing_ok=True)
    os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    try:
        with plain_read_only(copy) as source, closing(plain(part)) as target:
            _require_ours(source, copy)
            source.backup(target)
            target.execute("PRAGMA journal_mode = DELETE")
            return _looked_through(target, copy)
    except Error as error:
        if is_passing(error):
            with worded(part):
                raise
        raise BadInput(
            f"{copy} is no database that can be read: it is damaged, encrypted, or something else. "
            "Nothing was changed.",
            field="file",
        ) from error


def _require_ours(source: Connection, copy: Path) -> None:
    if copy.stat().st_size == 0:
        raise BadInput(f"{copy} is empty. Nothing was changed.", field="file")
    (found,) = source.execute("PRAGMA application_id").fetchone()
    if found != APPLICATION_ID:
        raise BadInput(
            f"{copy} is not a database of this program. Nothing was changed.", field="file"
        )
    if not {step.__name__ for step in STEPS}.issuperset(applied_steps(source)):
        raise BadInput(
            f"{copy} was made by a newer spoc than this one. Update the program (pipx upgrade "
            "spoc-tui), and restore it then. Nothing was changed.",
            field="file",
        )


def _looked_through(target: Connection, copy: Path) -> datetime | None:
    """When the last thing in it was done. Raises BadInput where it is not whole."""
    (verdict,) = target.execute("PRAGMA integrity_check(1)").fetchone()
    wrong = "" if verdict == "ok" else f"The file is damaged: {verdict}."
    if not wrong and is_of_today(target):
        wrong = _not_whole(target)
    if wrong:
        raise BadInput(
            f"{copy} is not whole, and was not put back. {wrong} Nothing was changed.",
            field="file",
        )
    (at,) = target.execute("SELECT max(at) FROM action").fetchone()
    return from_iso(at) if at else None


def _not_whole(target: Connection) -> str:
    """What is wrong between its rows and its history; blank where nothing is."""
    from db.connection import Row
    from db.store import Store
    from db.upkeep.checking import CheckedPart, check

    target.row_factory = Row
    found = check(Store(target, now=lambda: datetime.now(UTC))).wrong
    serious = [one for one in found if one.part not in (CheckedPart.INDEXES, CheckedPart.SHAPE)]
    return serious[0].said if serious else ""


def _first_whole(path: Path, wanted: Sequence[Path], part: Path) -> tuple[Path, datetime | None]:
    """The first of the copies that is whole, now at `part` as well; when the last thing in it was
    done.
    """
    refused: SpocError | None = None
    for copy in wanted:
        if path.exists() and copy.exists() and copy.samefile(path):
            raise Refused(f"{copy} is the database itself. Name a copy of it.")
        try:
            return copy, require_whole(copy, part)
        except (BadInput, NotFound) as error:
            refused = refused or error
    assert refused is not None
    raise refused


def _put_in_place(path: Path, part: Path) -> Path | None:
    numbers = _numbers(path)
    with worded(part), closing(plain(part)) as connection:
        # It goes on as another desk, with numbers that nobody has.
        connection.execute("BEGIN IMMEDIATE")
        if _has(connection, "current_action", "origin"):
            desks.forget(connection)
        marks.pass_on(connection, numbers)
        connection.execute("COMMIT")
    with part.open("rb") as written:
        os.fsync(written.fileno())
    kept = _put_aside(path)
    try:
        part.replace(path)
    except OSError as error:
        raise StorageFailed(
            f"The copy could not be put at {path}: {error.strerror}. What was there is {kept}. "
            "Run “spoc restore” again."
        ) from error
    marks.begin_after(path, numbers)
    return kept


def _put_aside(path: Path) -> Path | None:
    """Moves what is there among the copies, with its log; returns where the database is now.

    The database goes first: a log without it is never taken for that of another file.
    """
    kept = copies.own_folder(path)
    # The one moment that is not passed in: it only names a file.
    kept /= copies.new_name(path, datetime.now(UTC), copies.REPLACED)
    try:
        for ending in ("", "-wal"):
            there = path.with_name(path.name + ending)
            if there.exists():
                there.replace(kept.with_name(kept.name + ending))
        path.with_name(f"{path.name}-shm").unlink(missing_ok=True)
    except OSError as error:
        raise StorageFailed(
            f"{path} could not be put aside: {error.strerror}. Close whatever has it open, and try "
            "again. Nothing was lost."
        ) from error
    return kept if kept.exists() else None


def _numbers(path: Path) -> dict[marks.Number, int]:
    """The last numbers that were given, as far as the database or its mark can say."""
    mark = marks.read(path)
    found = dict(mark.numbers) if mark is not None else {}
    if not _can_be_read(path):
        return found
    with suppress(Error, OSError), plain_read_only(path) as connection:
        for number, last in marks.numbers_of(connection).items():
            found[number] = max(last, found.get(number, 0))
    return found


def _has(connection: Connection, table: str, column: str) -> bool:
    asked = "SELECT 1 FROM pragma_table_info(?) WHERE name = ?"
    return connection.execute(asked, [table, column]).fetchone() is not None


@contextmanager
def _only_here(path: Path) -> Iterator[None]:
    """Refused where anybody has the database open; what its log has goes into the file first."""
    found = windows.open_windows(path)
    if found:
        raise Refused(
            f"{path} is open in another window: {found[0].described}. Close it, and restore then. "
            "Nothing was changed."
        )
    if _can_be_read(path):
        with suppress(Error):  # damaged further on: it is put aside as it is
            _take_the_log_in(path)
    yield


def _can_be_read(path: Path) -> bool:
    """Whether the file begins as a database does. Of one that does not, SQLite throws the log away
    as it is opened. (Nothing of this process has it open, whose locks this would drop.)
    """
    try:
        with path.open("rb") as file:
            return file.read(len(BEGINS)) == BEGINS
    except OSError:
        return False


def _take_the_log_in(path: Path) -> None:
    with closing(plain(path, timeout=0)) as connection:
        try:
            # Alone: with the log, every other connection holds a lock for as long as it is open.
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            connection.execute("BEGIN EXCLUSIVE")
            connection.execute("COMMIT")
        except Error as error:
            if is_in_use(error):
                raise Refused(
                    f"{path} is open in another window, or another program is writing to it. "
                    "Close it, and restore then. Nothing was changed."
                ) from error
            raise
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
