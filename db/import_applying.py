"""Takes in what was judged. A long list goes in hidden, a chunk at a time, so that other windows
save in between; one short transaction then shows all of it and seals the action.
"""

from __future__ import annotations

import json
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from db import brought_in
from db.brought_in import IMPORTING, PARTS, Range
from db.import_staging import KEYS
from db.uids import new_uid
from spoc_tui.casework.errors import Refused, StorageFailed
from spoc_tui.casework.importing import Progress, Tell
from spoc_tui.casework.names import name_key
from spoc_tui.casework.text import fold, phone_digits

if TYPE_CHECKING:
    from pathlib import Path

    from db.import_staging import Staged
    from db.store import Store

AT_ONCE = 15_000
"""How many new organisations go in within the first transaction; what is fewer goes in with all
the rest of its import.
"""
MOST_AT_ONCE = 60_000
HOLD_SECONDS = 1.0
"""How long one transaction is to last: nobody else can save meanwhile."""
PAUSE_SECONDS = 0.12
"""How long others are let in between two: SQLite looks every 100 ms whether it may write."""
CACHE_KIBIBYTES = 64 * 1024
LOG_PAGES = 4_000
"""How much is written to the log before the file is: the same pages change again and again."""

GROWTH = 4
"""How many times as large a list is once taken in, with its history and indexes, as put aside."""


@dataclass
class Long:
    """A long list that goes in hidden: under which action, and what of it is in, with digests."""

    action_uid: str
    ranges: dict[Range, str] = field(default_factory=dict)


@contextmanager
def alone(store: Store) -> Iterator[None]:
    """Sees to it that one import at a time is under way, and drops what a broken one left."""
    if store.path is None:
        yield
        return
    with _locked(store.path):
        sweep(store)
        yield


@contextmanager
def hidden(store: Store, staged: Staged, source: str, tell: Tell) -> Iterator[Long | None]:
    """Puts a long list's new organisations in, hidden, for an action that shows them; None where
    they are few enough to go in with the rest. Whatever goes wrong, nothing is left behind.
    """
    lines = [
        row["line"]
        for row in store.connection.execute(
            "SELECT line FROM staged WHERE verdict = 'added' ORDER BY line"
        )
    ]
    if len(lines) <= AT_ONCE:
        yield None
        return
    _need_room(store, 1)
    long = Long(new_uid())
    _note_unfinished(store, long.action_uid)
    try:
        with _for_many(store.connection):
            done, at_once = 0, AT_ONCE
            while chunk := lines[done : done + at_once]:
                began = time.monotonic()
                with store.hidden(long.action_uid):
                    before = brought_in.last_ids(store.connection)
                    add_new(store, source, chunk[0], chunk[-1], IMPORTING)
                    added = brought_in.ranges_since(store.connection, before)
                ended = time.monotonic()
                for one in added:
                    long.ranges[one] = brought_in.digest_of(store.connection, one, new=True)
                done += len(chunk)
                at_once = as_many(len(chunk), ended - began)
                _need_room(store, 1 - done / len(lines))
                tell(Progress(staged.rows, 0.5 + 0.45 * done / len(lines), "taking it in"))
                time.sleep(max(0, ended + PAUSE_SECONDS - time.monotonic()))
        yield long
    except BaseException:
        sweep(store)
        raise


def as_many(taken: int, seconds: float) -> int:
    """How many to take in next, where so many took so long: more on a fast machine, fewer where a
    save would wait.
    """
    fitting = int(taken * HOLD_SECONDS / max(seconds, 0.01))
    return min(max(fitting, 1_000), 2 * taken, MOST_AT_ONCE)


def show(store: Store, long: Long) -> None:
    """Shows what was put in hidden, within the action it was put in for."""
    action_uid = long.action_uid
    store.connection.execute(
        f"UPDATE organisation SET removed_at = NULL WHERE id >= ? AND removed_at = '{IMPORTING}'",
        [_first_of(store, action_uid)["organisation"]],
    )
    brought_in.keep(store.connection, action_uid, long.ranges)
    store.connection.execute("DELETE FROM unfinished_import WHERE action = ?", [action_uid])


def sweep(store: Store) -> None:
    """Drops what an import that was broken off has left, a chunk at a time."""
    left = store.connection.execute("SELECT action FROM unfinished_import").fetchall()
    for (action_uid,) in left:
        first = _first_of(store, action_uid)
        hidden = f"id >= {first['organisation']} AND removed_at = '{IMPORTING}'"
        with _for_many(store.connection):
            for part in PARTS:
                of_hidden = f"organisation IN (SELECT uid FROM organisation WHERE {hidden})"
                _delete(store, part, f"id >= ? AND {of_hidden}", first[part])
            _delete(store, "organisation", hidden + " AND id >= ?", first["organisation"])
        with store.transaction():
            store.connection.execute("DELETE FROM unfinished_import WHERE action = ?", [action_uid])


def add_new(store: Store, source: str, first: int, last: int, removed_at: str | None) -> None:
    """Adds the new organisations of these lines, with all that hangs on them."""
    fields = [row[1] for row in store.connection.execute("PRAGMA temp.table_info(staged)")]
    columns = ", ".join(fields[fields.index(KEYS[0]) :])
    values = {
        "source": source,
        "now": store.now_text(),
        "first": first,
        "last": last,
        "mark": removed_at,
    }
    chosen = "verdict = 'added' AND staged.line BETWEEN :first AND :last"
    store.connection.create_function("new_uid", 0, new_uid)
    for name, make in (("name_key", name_key), ("fold", fold), ("phone_digits", phone_digits)):
        store.connection.create_function(name, 1, make, deterministic=True)
    for statement in (
        f"""INSERT INTO organisation (uid, added_at, removed_at, {columns})
            SELECT uid, :now, :mark, {columns} FROM staged WHERE {chosen} ORDER BY line""",
        f"""INSERT INTO source_entry
                (uid, organisation, source, key, seen_at, standing, facts, row)
            SELECT entry_uid, uid, :source, key, :now, standing, facts, row
            FROM staged WHERE {chosen} ORDER BY line""",
        f"""INSERT INTO identifier (uid, organisation, scheme, number, linked)
            SELECT new_uid(), staged.uid, s.scheme, s.number, s.linked
            FROM staged JOIN staged_identifier AS s ON s.line = staged.line
            WHERE {chosen} ORDER BY staged.line""",
        f"""INSERT INTO other_name (uid, organisation, name, folded)
            SELECT new_uid(), staged.uid, value, name_key(value)
            FROM staged, json_each(facts, '$.other_names')
            WHERE {chosen} AND facts LIKE '%"other_names"%' ORDER BY staged.line""",
        f"""INSERT INTO contact
                (uid, organisation, name, folded, role, phone, phone_digits, email)
            SELECT new_uid(), staged.uid, value ->> 'name', fold(value ->> 'name'),
                value ->> 'role', value ->> 'phone', phone_digits(value ->> 'phone'),
                value ->> 'email'
            FROM staged, json_each(facts, '$.people')
            WHERE {chosen} AND facts LIKE '%"people"%' ORDER BY staged.line""",
    ):
        store.connection.execute(statement, values)


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """A lock that ends with the process, whatever ends it."""
    file = f"{path}-importing"
    os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))
    lock = sqlite3.connect(file, isolation_level=None, timeout=0)
    try:
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                raise
            raise Refused(
                "Another import is under way, in this or another window. Try again once it is done."
            ) from error
        yield
    finally:
        lock.close()


def _need_room(store: Store, share: float) -> None:
    """StorageFailed where the disk cannot take this share of the list: filled up by it, it could
    not even be cleared again, and nothing else could be saved. Asked again as it comes in, for
    others fill the disk too.
    """
    if store.path is None:
        return
    from shutil import disk_usage

    taken, unused, size = (
        store.connection.execute(f"PRAGMA temp.{name}").fetchone()[0]
        for name in ("page_count", "freelist_count", "page_size")
    )
    need = int((taken - unused) * GROWTH * share + 2 * LOG_PAGES) * size
    free = disk_usage(store.path.parent).free
    if free < need:
        raise StorageFailed(
            f"The disk that holds {store.path} has {free // 1_000_000:,} MB left, and this list "
            f"needs about {need // 1_000_000:,} MB. Nothing was saved; make room and try again."
        )


@contextmanager
def _for_many(connection: sqlite3.Connection) -> Iterator[None]:
    """The connection set up for many rows: room to sort them into the indexes, and no check of
    what they point to, for that is among them.
    """
    usual = {
        name: connection.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("cache_size", "wal_autocheckpoint", "foreign_keys", "synchronous")
    }
    many = {
        "cache_size": -CACHE_KIBIBYTES,
        "wal_autocheckpoint": LOG_PAGES,
        "foreign_keys": 0,
        # What is hidden need not be on disk before what shows it is.
        "synchronous": 1,
    }
    try:
        for name, value in many.items():
            connection.execute(f"PRAGMA {name} = {value}")
        yield
    finally:
        for name, value in usual.items():
            connection.execute(f"PRAGMA {name} = {value}")


def _note_unfinished(store: Store, action_uid: str) -> None:
    first = {
        table: store.connection.execute(f"SELECT coalesce(max(id), 0) + 1 FROM {table}").fetchone()[
            0
        ]
        for table in ("organisation", *PARTS)
    }
    with store.transaction():
        store.connection.execute(
            "INSERT INTO unfinished_import VALUES (?, ?)", [action_uid, json.dumps(first)]
        )


def _first_of(store: Store, action_uid: str) -> dict[str, int]:
    (first,) = store.connection.execute(
        "SELECT first FROM unfinished_import WHERE action = ?", [action_uid]
    ).fetchone()
    found: dict[str, int] = json.loads(first)
    return found


def _delete(store: Store, table: str, which: str, value: str | int) -> None:
    while True:
        with store.transaction():
            gone = store.connection.execute(
                f"DELETE FROM {table} WHERE id IN "
                f"(SELECT id FROM {table} WHERE {which} LIMIT {AT_ONCE})",
                [value],
            ).rowcount
        if gone < AT_ONCE:
            return
