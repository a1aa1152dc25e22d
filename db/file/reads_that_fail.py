"""Errors of a disk or a database as it is read, worded for the officer."""

from __future__ import annotations

import errno
from pathlib import Path

from db.connection import Error
from db.file.errors import as_failed
from spoc_tui.casework.errors import StorageFailed

OF_THE_FILE = (
    "SQLITE_IOERR",
    "SQLITE_CORRUPT",
    "SQLITE_NOTADB",
    "SQLITE_FULL",
    "SQLITE_CANTOPEN",
    "SQLITE_READONLY",
    "SQLITE_BUSY",
    "SQLITE_LOCKED",
    "SQLITE_PROTOCOL",
    "SQLITE_PERM",
    "SQLITE_AUTH",
    "SQLITE_NOMEM",
)
"""What is no fault of the program's."""
OF_THE_DISK = {
    number
    for name in ("EIO", "ENOSPC", "EROFS", "EDQUOT", "ESTALE", "ETIMEDOUT", "ENODEV", "EMFILE")
    if (number := getattr(errno, name, None)) is not None
}


def as_told(error: Exception, path: Path | str) -> Exception:
    """A StorageFailed for what the disk or the database at `path` says; any other error as it
    is.
    """
    if isinstance(error, Error):
        name = str(getattr(error, "sqlite_errorname", ""))
        return as_failed(error, path) if name.startswith(OF_THE_FILE) else error
    if isinstance(error, OSError) and error.errno in OF_THE_DISK:
        failed = StorageFailed(
            f"A file could not be read or written: {error.strerror}. Nothing was saved. Try again."
        )
        failed.__cause__ = error
        return failed
    return error
