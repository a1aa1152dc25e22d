"""A database with a copy of an earlier moment, and what may have become of either."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from factories import FixedClock, make_enquiry

from db.file import copies
from db.store import Store
from db.upkeep.checking import check


def of_three_enquiries(store: Store, clock: FixedClock) -> Path:
    """A database of three enquiries, closed, with a copy of when it had one."""
    make_enquiry(store)
    store.backup()
    clock.advance(hours=1)
    make_enquiry(store)
    make_enquiry(store)
    store.close()
    assert store.path is not None
    return store.path


def references(path: Path, clock: FixedClock) -> list[str]:
    """What is in a database, which is whole."""
    with closing(Store.open(path, now=clock)) as store:
        assert check(store).wrong == ()
        return sorted(one.reference for one in store.enquiries.page(0, 100))


def logged(path: Path, clock: FixedClock) -> str:
    """The reference of a call that is logged in it."""
    with closing(Store.open(path, now=clock)) as store:
        return str(make_enquiry(store).enquiry.reference)


def gone(path: Path) -> None:
    path.unlink()


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def garbled(path: Path) -> None:
    path.write_bytes(b"\xfe" * path.stat().st_size)


def torn(path: Path) -> None:
    """Half of it, as a disk that was taken out leaves it."""
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2 - 1_000])


def crashed(path: Path) -> None:
    """As a kill leaves it: what was saved last is in the log alone."""
    process = sqlite3.connect(path, isolation_level=None)
    process.execute("PRAGMA wal_autocheckpoint = 0")
    process.execute("INSERT INTO remembered (name, value) VALUES ('a', 'b')")
    log = path.with_name(f"{path.name}-wal")
    kept = log.read_bytes()
    process.close()
    log.write_bytes(kept)


BROKEN: tuple[Callable[[Path], None], ...] = (gone, emptied, garbled, torn, crashed)


class Stopped(BaseException):
    """As a kill stops it."""


ALL_THREE = ["ENQ-26-0001", "ENQ-26-0002", "ENQ-26-0003"]


def left(path: Path) -> list[str]:
    """The names of what is beside a database, and among its copies."""
    return sorted(file.name for file in (*path.parent.iterdir(), *copies.folder_of(path).iterdir()))
