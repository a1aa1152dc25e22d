"""Verified copies through SQLite's backup API."""

from __future__ import annotations

import os
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

from db.connection import Connection, plain
from db.file import copies
from db.file.errors import worded
from spoc_tui.casework.errors import Damaged, Refused, StorageFailed
from spoc_tui.files import WRITE_OVER, require_folder

PART = ".part"
"""The end of the name of a copy that is being made."""
COPIES_KEPT = 5
"""How many copies are kept of those made before imports, and of those made before upgrades."""


def copy_to(connection: Connection, target: Path, *, overwrite: bool = False) -> Path:
    """Copies the open database to `target`, checks the copy, and only then gives it its name.

    Raises NotFound where there is no folder for it, Refused where `target` exists and may not be
    overwritten, StorageFailed where it cannot be written or does not pass SQLite's own check.
    """
    # Put in its place, a copy would part every open window from what it writes.
    require_folder(target)
    _, _, live = connection.execute("PRAGMA database_list").fetchone()
    if live and target.exists() and Path(live).exists() and target.samefile(live):
        raise Refused(f"{target} is the database itself. Name another file for the copy.")
    if target.exists() and not overwrite:
        raise Refused(f"{target} exists already. Name another file.", by_command=WRITE_OVER)
    part = None
    try:
        part = _part_beside(target)
        with worded(part):
            _copy_and_check(connection, part)
        part.replace(target)
    except OSError as error:
        raise StorageFailed(f"{target} could not be written: {error.strerror}.") from error
    finally:
        # What went wrong first is reported, also where there is no folder to tidy.
        with suppress(OSError):
            if part is not None:
                part.unlink(missing_ok=True)
    return target


def _part_beside(target: Path) -> Path:
    """A new file (0600) in its folder: two copies that are made at once do not meet."""
    from tempfile import mkstemp

    descriptor, name = mkstemp(dir=target.parent, prefix=f".{target.name}-", suffix=PART)
    os.close(descriptor)
    return Path(name)


def before(connection: Connection, path: Path, occasion: str) -> Path:
    """A copy beside the database, named by the moment and what it was made before (import, or
    migration).

    Of those made for one occasion the last COPIES_KEPT stay: each is as large as the database. It
    is looked through as a whole later (db/upkeep/copy_verdicts.py), and counts from then on.
    """
    # The one moment that is not passed in: it only names a file.
    occasion = f"before-{occasion}"
    name = copies.new_name(path, datetime.now(UTC), occasion)
    made = copy_to(connection, copies.own_folder(path) / name)
    alike = [one for one in copies.copies_of(path) if one.occasion == occasion]
    for old in copies.without_last_passed(path, alike[COPIES_KEPT:]):
        with suppress(OSError):
            old.path.unlink()
    return made


def _copy_and_check(connection: Connection, part: Path) -> None:
    with closing(plain(part)) as copy:
        connection.backup(copy)
        if copy.execute(
            "SELECT 1 FROM pragma_table_info('current_action') WHERE name = 'origin'"
        ).fetchone():
            forget_desk(copy)
        # One file, no -wal beside it: a copy can be carried away as it stands.
        copy.execute("PRAGMA journal_mode = DELETE")
        (verdict,) = copy.execute("PRAGMA integrity_check(1)").fetchone()
        if verdict != "ok":
            raise Damaged(f"The copy {part} did not pass its check: {verdict}.")


def forget_desk(connection: Connection) -> None:
    """Makes of a copied file another desk, once something is written in it."""
    connection.execute("UPDATE current_action SET origin = NULL, file = ''")
