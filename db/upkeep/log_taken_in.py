"""Takes the log of a database into its file, so that a file that is copied alone is whole."""

from __future__ import annotations

from contextlib import closing, suppress
from pathlib import Path

from db.connection import Error, plain
from db.file import whereabouts
from spoc_tui.casework.errors import StorageFailed


def log_size(path: Path) -> int:
    """How many bytes the log of the database at `path` has; 0 where there is none."""
    with suppress(OSError):
        return path.with_name(f"{path.name}-wal").stat().st_size
    return 0


def take_in_log(path: Path, number: whereabouts.FileNumber | None) -> bool:
    """Takes it in, and leaves the log empty; whether that was done. Nobody waits for it: who reads
    or writes meanwhile goes on, and it is left for another time. For a thread: what is to be
    written may be much. `number` is that of the file that the window has open: no other's log is
    touched.
    """
    if not log_size(path):
        return True
    with suppress(Error, StorageFailed):
        whereabouts.require_there(path, number)
        with closing(plain(path, timeout=0)) as connection:
            # The first lets everybody go on; the second, which does not, has nothing left to do.
            _, in_log, taken_in = connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
            if in_log == taken_in:
                (busy, _, _) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
                return not busy
    return False
