"""Takes in what was judged, one import at a time, and ends what one that was broken off left."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from db.changes.imported import ORGANISATION_PARTS
from db.changes.range_seals import IMPORTING
from db.connection import SQLITE_BUSY, Connection, OperationalError, plain
from db.file.tuning import with_room
from spoc_tui.casework.errors import Refused

if TYPE_CHECKING:
    from pathlib import Path

    from db.writing import Writing

DROPPED_AT_ONCE, SHOWN_AT_ONCE = 15_000, 60_000
"""How many hidden rows are dropped, or at first shown, within one transaction."""
HOLD_SECONDS = 1.0
"""How long one transaction is to last: nobody else can save meanwhile."""
PAUSE_SECONDS = 0.12
"""How long others are let in between two: SQLite looks every 100 ms whether it may write."""
LOG_PAGES = 32_000
"""How much is in the log before whoever writes brings it into the file, where that is not done in
time beside (db/file/writing_back.py).
"""


@contextmanager
def alone(store: Writing) -> Iterator[None]:
    """Sees to it that one import at a time is under way, and ends what a broken one left."""
    if store.path is None:
        yield
        return
    with _locked(store.path):
        finish_interrupted_import(store)
        yield


def finish_interrupted_import(store: Writing) -> None:
    """Ends what an import that was broken off has left, a chunk at a time: what is sealed is shown,
    the rest is dropped.
    """
    left = store.connection.execute("SELECT action FROM unfinished_import").fetchall()
    for (action_uid,) in left:
        if is_sealed(store.connection, action_uid):
            show(store, action_uid)
        else:
            _drop(store, action_uid)


def is_sealed(connection: Connection, action_uid: str) -> bool:
    """Whether it is history already, and no longer to be dropped."""
    found = connection.execute("SELECT 1 FROM action WHERE uid = ?", [action_uid])
    return found.fetchone() is not None


def show(store: Writing, action_uid: str) -> None:
    """Shows what an import has put in hidden, once it is sealed: a chunk at a time, for others save
    meanwhile. One that is broken off here is gone on with by the next.
    """
    connection, first = store.connection, _first_of(store, action_uid)["organisation"]
    (last,) = connection.execute("SELECT coalesce(max(id), 0) FROM organisation").fetchone()
    at_once = SHOWN_AT_ONCE
    with for_many(connection):
        while first <= last:
            began = time.monotonic()
            with store.transaction():
                connection.execute(
                    "UPDATE organisation SET removed_at = NULL "
                    f"WHERE id BETWEEN ? AND ? AND removed_at = '{IMPORTING}'",
                    [first, first + at_once - 1],
                )
            ended = time.monotonic()
            first += at_once
            if first <= last:
                at_once = fitting(at_once, ended - began, least=SHOWN_AT_ONCE)
                wait_for_other_writers(ended)
    _forget(store, action_uid)


def fitting(done: int, seconds: float, *, least: int) -> int:
    """How many rows to write in the next transaction, where so many took so long: more on a fast
    machine, fewer where a save would wait.
    """
    return max(int(done * HOLD_SECONDS / max(seconds, 0.01)), least)


def wait_for_other_writers(ended: float) -> None:
    """Waits until others could save since a transaction ended, by `time.monotonic`."""
    time.sleep(max(0, ended + PAUSE_SECONDS - time.monotonic()))


def _drop(store: Writing, action_uid: str) -> None:
    first = _first_of(store, action_uid)
    with for_many(store.connection):
        for part in ORGANISATION_PARTS:
            of_hidden = (
                "EXISTS (SELECT 1 FROM organisation AS o "
                f"WHERE o.uid = {part}.organisation AND o.removed_at = '{IMPORTING}')"
            )
            _delete(store, part, first[part], of_hidden)
        _delete(store, "organisation", first["organisation"], f"removed_at = '{IMPORTING}'")
    _forget(store, action_uid)


def _forget(store: Writing, action_uid: str) -> None:
    """It is finished."""
    with store.transaction():
        store.connection.execute("DELETE FROM unfinished_import WHERE action = ?", [action_uid])


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """A lock that ends with the process, whatever ends it."""
    file = f"{path}-importing"
    os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))
    lock = plain(file, timeout=0)
    try:
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except OperationalError as error:
            if error.sqlite_errorcode != SQLITE_BUSY:
                raise
            raise Refused(
                "Another import is under way, in this or another window. Try again once it is done."
            ) from error
        yield
    finally:
        lock.close()


@contextmanager
def for_many(connection: Connection) -> Iterator[None]:
    """The connection set up for many rows: room to sort them into the indexes, and no check of
    what they point to, for that is among them.
    """
    usual = {
        name: connection.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("wal_autocheckpoint", "foreign_keys", "synchronous")
    }
    many = {
        "wal_autocheckpoint": LOG_PAGES,
        "foreign_keys": 0,
        # What is hidden need not be on disk before what shows it is.
        "synchronous": 1,
    }
    try:
        for name, value in many.items():
            connection.execute(f"PRAGMA {name} = {value}")
        with with_room(connection):
            yield
    finally:
        for name, value in usual.items():
            connection.execute(f"PRAGMA {name} = {value}")


def _first_of(store: Writing, action_uid: str) -> dict[str, int]:
    (first,) = store.connection.execute(
        "SELECT first FROM unfinished_import WHERE action = ?", [action_uid]
    ).fetchone()
    found: dict[str, int] = json.loads(first)
    return found


def _delete(store: Writing, table: str, first: int, which: str) -> None:
    while True:
        with store.transaction():
            gone = store.connection.execute(
                f"DELETE FROM {table} WHERE id IN (SELECT id FROM {table} "
                f"WHERE id >= ? AND {which} LIMIT {DROPPED_AT_ONCE})",
                [first],
            ).rowcount
        if gone < DROPPED_AT_ONCE:
            return
        wait_for_other_writers(time.monotonic())
