"""Whether a copy of a database is one, and whole: looked through before it is put in its place."""

from __future__ import annotations

import os
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from db.connection import Connection, Error, can_share_log, plain, plain_read_only
from db.file.connecting import APPLICATION_ID
from db.file.errors import is_passing, worded
from db.schema.migrations import applied_steps, is_of_today
from db.schema.steps import STEPS
from spoc_tui.casework.dates.when import from_iso
from spoc_tui.casework.errors import BadInput, NotFound, Refused, SpocError


def require_whole(copy: Path, part: Path) -> datetime | None:
    """Copies it to `part`, which is not there yet, and checks that; returns when the last thing in
    it was done.

    Raises BadInput with what is wrong with it.
    """
    os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    try:
        with plain_read_only(copy) as source, closing(plain(part)) as target:
            _require_ours(source, copy)
            _require_its_log(copy)
            source.backup(target)
            target.execute("PRAGMA journal_mode = DELETE")
            return _looked_through(target, copy)
    except Error as error:
        if is_passing(error):
            with worded(part):
                raise
        raise _unreadable(copy) from error
    except (SpocError, OSError):
        raise
    except Exception as error:  # of what is damaged, anything may be read
        raise _unreadable(copy) from error


def _unreadable(copy: Path) -> BadInput:
    return BadInput(
        f"{copy} is no database that can be read: it is damaged, encrypted, or something else. "
        "Nothing was changed.",
        field="file",
    )


def require_readable(path: Path, copy: Path) -> None:
    """NotFound, BadInput or Refused where it is no file that can be a copy of that at `path`."""
    try:
        if path.exists() and copy.exists() and copy.samefile(path):
            raise Refused(f"{copy} is the database itself. Name a copy of it.")
        if not copy.exists():
            raise NotFound(f"There is no file {copy}.", field="file")
        if copy.is_dir():
            raise BadInput(f"{copy} is a folder. Name the copy in it.", field="file")
        if not copy.is_file():  # to read a pipe would wait for whoever writes into it
            raise BadInput(
                f"{copy} is no file. Write the copy into one, and name that.", field="file"
            )
        copy.open("rb").close()
    except OSError as error:
        raise BadInput(
            f"{copy} cannot be read: {error.strerror}. Nothing was changed.", field="file"
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


def _require_its_log(copy: Path) -> None:
    """On a medium that cannot be written it is read without its log, which has what was saved
    last.
    """
    log = copy.with_name(f"{copy.name}-wal")
    if log.exists() and log.stat().st_size and not can_share_log(copy):
        raise BadInput(
            f"{copy} has a log beside it ({log.name}) that cannot be read there, with what was "
            "saved last. Copy both into a folder of your own, and name the copy there. Nothing was "
            "changed.",
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
    try:
        return from_iso(at) if at else None
    except (ValueError, TypeError, OverflowError) as error:
        raise BadInput(
            f"{copy} is not whole, and was not put back: the moment of its last action is none. "
            "Nothing was changed.",
            field="file",
        ) from error


def _not_whole(target: Connection) -> str:
    """The first fault between its rows and its history; blank where there is none."""
    from db.connection import Row
    from db.store import Store
    from db.upkeep.checking import check
    from db.upkeep.wrong import MENDED

    target.row_factory = Row
    found = check(Store(target, now=lambda: datetime.now(UTC))).wrong
    serious = [one for one in found if one.part not in MENDED]
    return serious[0].said if serious else ""
