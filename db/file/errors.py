"""Errors of the database library, worded for the officer."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from db.connection import Error
from db.file import copies
from spoc_tui.casework.errors import Damaged, StorageFailed


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

    return copies.how_to_save(Path(path))


def is_in_use(error: Error) -> bool:
    """Whether another connection is in the way."""
    return _name(error).startswith(("SQLITE_BUSY", "SQLITE_LOCKED"))


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
