"""Verified copies through SQLite's backup API."""

from __future__ import annotations

import glob
import os
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

from db.connection import Connection, plain, worded
from spoc_tui.casework.errors import Damaged, Refused, StorageFailed
from spoc_tui.files import require_folder

COPIES_KEPT = 5
"""How many copies made before imports are kept."""


def copy_to(connection: Connection, target: Path, *, overwrite: bool = False) -> Path:
    """Copies the open database to `target`, checks the copy, and only then gives it its name.

    Raises NotFound where there is no folder for it, Refused where `target` exists and may not be
    overwritten, StorageFailed where it cannot be written or does not pass SQLite's own check.
    """
    # Put in its place, a copy would part every open window from what it writes.
    require_folder(target)
    live = connection.execute("PRAGMA database_list").fetchone()["file"]
    if live and target.exists() and target.samefile(live):
        raise Refused(f"{target} is the database itself. Name another file for the copy.")
    if target.exists() and not overwrite:
        raise Refused(f"{target} exists already. Name another file, or say --force.")
    part = target.with_name(f"{target.name}.part")
    try:
        part.unlink(missing_ok=True)
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        with worded(part):
            _copy_and_check(connection, part)
        part.replace(target)
    except OSError as error:
        raise StorageFailed(f"{target} could not be written: {error.strerror}.") from error
    finally:
        # What went wrong first is reported, also where there is no folder to tidy.
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return target


def before(connection: Connection, path: Path, occasion: str) -> Path:
    """A copy beside the database, named by the moment and what it was made before.

    Of the copies made before imports the last KEPT stay: each is as large as the database.
    """
    # The one moment that is not passed in: it only names a file.
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")
    folder, ending = own_folder(path), f"-before-{occasion}.db"
    made = copy_to(connection, folder / f"{path.stem}-{stamp}{ending}")
    if occasion == "import":
        moments = "[0-9]" * 8 + "T" + "[0-9]" * 12 + "Z"
        for old in sorted(folder.glob(f"{glob.escape(path.stem)}-{moments}{ending}"))[
            :-COPIES_KEPT
        ]:
            with suppress(OSError):
                old.unlink()
    return made


def folder_of(path: Path) -> Path:
    """Where the copies of the database at `path` are kept."""
    return path.parent / f"{path.stem}-backups"


def own_folder(path: Path) -> Path:
    """The same, made where it is not there yet."""
    folder = folder_of(path)
    try:
        folder.mkdir(exist_ok=True, mode=0o700)
    except OSError as error:
        raise StorageFailed(f"{folder} could not be made: {error.strerror}.") from error
    return folder


def _copy_and_check(connection: Connection, part: Path) -> None:
    with closing(plain(part)) as copy:
        connection.backup(copy)
        if copy.execute(
            "SELECT 1 FROM pragma_table_info('current_action') WHERE name = 'origin'"
        ).fetchone():
            from db.changes import desks

            desks.forget(copy)
        # One file, no -wal beside it: a copy can be carried away as it stands.
        copy.execute("PRAGMA journal_mode = DELETE")
        (verdict,) = copy.execute("PRAGMA integrity_check(1)").fetchone()
        if verdict != "ok":
            raise Damaged(f"The copy {part} did not pass its check: {verdict}.")
