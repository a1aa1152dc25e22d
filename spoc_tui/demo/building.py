"""Builds the demo's database at the day's first start, and finds it after."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import UTC, date, datetime
from pathlib import Path

from db.connection import DatabaseError, OperationalError, plain
from db.schema.migrations import is_made_by_this
from db.store import Store
from spoc_tui.casework.dates.when import london_date
from spoc_tui.casework.errors import Refused, StorageFailed

_ABANDONED = 600
"""Seconds after which a build that is still under way has been killed."""
_BESIDE = ("", "-wal", "-shm", "-journal", "-mark")


def demo_database(folder: Path, *, now: Callable[[], datetime], fresh: bool = False) -> Path:
    """The demo's database of today (London) in `folder`: built if there is none, if `fresh`, or if
    what is there is no database of this program's shape, older or newer.

    Demos of other days are removed, unless they are open. Raises Refused where a fresh one is
    wanted while today's is open, StorageFailed where the folder cannot be written.
    """
    today = london_date(now())
    path = folder / f"demo-{today.isoformat()}.db"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        _remove_others(folder, path)
        afresh = path.exists() and (fresh or not _is_of_this_shape(path))
        if afresh and not _remove(path):
            raise Refused("The demo is open in another window. Close it there, then try again.")
        if not path.exists():
            _build(path, today)
    except OSError as error:
        raise StorageFailed(f"The demo {path} could not be built: {error.strerror}.") from error
    return path


def _build(path: Path, today: date) -> None:
    """Builds in memory, writes a checked copy under another name, and only then renames it."""
    # A demo that is there is opened without what it is made of.
    from spoc_tui.demo.performing import MovedClock, perform
    from spoc_tui.demo.planning import plan

    part = path.with_name(f"building-{os.getpid()}-{path.name}")
    try:
        planned = plan(today)
        clock = MovedClock(planned.diary.at(planned.diary.length, 8, 45).astimezone(UTC))
        store = Store.in_memory(now=clock)
        try:
            perform(store, clock, planned)
            store.own_standards.read_once(None)  # the officer's are none of the demo's
            store.backup(part, overwrite=True)
        finally:
            store.close()
        if path.exists():
            return  # another window built it meanwhile, and may have it open
        # A write-ahead log that outlived its database must not be read into the new one.
        for ending in _BESIDE[1:]:
            path.with_name(path.name + ending).unlink(missing_ok=True)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _is_of_this_shape(path: Path) -> bool:
    try:
        with closing(plain(path)) as connection:
            return is_made_by_this(connection)
    except OperationalError:
        return True  # which says nothing of its shape: opening it will say what is wrong
    except DatabaseError:
        return False


def _remove_others(folder: Path, kept: Path) -> None:
    for path in sorted(folder.glob("demo-????-??-??.db")):
        if path != kept:
            _remove(path)
    for left in sorted(folder.glob("building-*-demo-*")):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > _ABANDONED:
                left.unlink()


def _remove(path: Path) -> bool:
    """Removes a demo with all that lies beside it; False where it is open elsewhere."""
    if _is_open(path):
        return False
    try:
        for ending in _BESIDE:
            path.with_name(path.name + ending).unlink(missing_ok=True)
    except OSError:
        return False
    shutil.rmtree(path.with_name(f"{path.stem}-backups"), ignore_errors=True)
    return True


def _is_open(path: Path) -> bool:
    """Whether another connection has it: only the last one may leave the write-ahead log."""
    try:
        with closing(plain(path, timeout=0)) as connection:
            connection.execute("PRAGMA journal_mode = DELETE")
    except OperationalError:
        return True
    except DatabaseError:
        return False
    return False
