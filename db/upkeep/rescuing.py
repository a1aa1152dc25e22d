"""Saves what can be read of a damaged database into a new one.

Rows are read page by page (db/upkeep/pages.py), beside the page that is damaged. What they say is
compared with what the history makes of them: a row whose own page is lost is taken back from there,
and one that says otherwise is set right where all of the history is as it was sealed. What nothing
says any more is lost, and counted. The damaged file is read, and never written.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from db.changes import triggers
from db.changes.tables import AUDITED
from db.connection import Connection
from db.file import copies, marks
from db.file.connecting import connect
from db.file.errors import worded
from db.file.sums import otherwise, sum_up
from db.file.whereabouts import followed
from db.kinds import whole_index
from db.records.numbering import numbers_again
from db.records.text_indexes import INDEXED
from db.schema.migrations import create_triggers, migrate
from db.schema.steps import STEPS, steps_named
from db.upkeep import resealing
from db.upkeep.loading import Loaded, load, steps_in, tables_of
from db.upkeep.pages import open_pages
from db.upkeep.resealing import HistoryRead
from db.upkeep.rows_from_history import TakenBack, note_differences, take_back
from spoc_tui.casework.errors import BadInput, NotFound, Refused, StorageFailed
from spoc_tui.casework.records.kinds import RECORD_KINDS
from spoc_tui.files import require_folder

PART = ".part"
LABEL = "Rescued from a damaged file"


class Rescued(NamedTuple):
    """The outcome of a rescue."""

    file: Path
    read: Counter[str]
    """By table, the rows that were read."""
    taken_back: Counter[str]
    """By table, those that came from the history."""
    set_right: Counter[str]
    """By table, rows that were read otherwise than the history has them, and are as it has them."""
    in_doubt: Counter[str]
    """By table, rows that were read otherwise than what is left of the history has them, and are as
    they were read; and those that came from a history of which something is missing.
    """
    left_out: Counter[str]
    """By table, rows that belong to what is lost: they cannot stand without it."""
    lost: Counter[str]
    """By table, the rows that something speaks of, and that nothing says any more."""
    history: HistoryRead
    wrong: tuple[str, ...]
    """What the check of the new file found; none where it is whole."""

    @property
    def tables(self) -> list[str]:
        """Those of which anything was read or lost, records first."""
        counts = (self.read, self.taken_back, self.left_out, self.lost)
        known = {table for count in counts for table, many in count.items() if many}
        order = [*(kind.table for kind in RECORD_KINDS), *AUDITED]
        return [t for t in dict.fromkeys(order) if t in known] + sorted(known.difference(order))


def usual_name(path: Path, now: datetime) -> Path:
    """The usual name of the new file: beside the damaged one."""
    path = followed(path)
    return path.with_name(f"{copies.called(path)}-rescued-{now:%Y%m%dT%H%M%SZ}.db")


def rescue(path: Path, to: Path, now: Callable[[], datetime]) -> Rescued:
    """Writes what can be read of the database at `path` into a new one at `to`.

    Raises NotFound where there is no such file, Refused where `to` exists, BadInput where nothing
    of ours can be found in the file, StorageFailed where it cannot be read or written.
    """
    path = followed(path)
    _require(path, to)
    part = to.with_name(f".{to.name}{PART}")
    try:
        _clear(part)
        with worded(part):
            rescued = _rescued(path, part, now)
        with part.open("r+b") as written:
            os.fsync(written.fileno())
        part.replace(to)
    except OSError as error:
        raise StorageFailed(
            f"{error.filename or to} could not be read or written: {error.strerror}. {path} is as "
            "it was. See that there is room, and that the folder can be written."
        ) from error
    finally:
        with suppress(OSError):
            _clear(part)
    return rescued._replace(file=to)


def _require(path: Path, to: Path) -> None:
    if not path.exists():
        raise NotFound(f"There is no file {path}.", field="file")
    if not path.is_file():
        raise BadInput(f"{path} is no file.", field="file")
    require_folder(to)
    if to.exists() or to.is_symlink():
        raise Refused(f"{to} exists already. Name a new file; {path} is as it was.")


def _clear(part: Path) -> None:
    for ending in ("", "-wal", "-shm", "-journal", "-mark"):
        part.with_name(part.name + ending).unlink(missing_ok=True)


def _rescued(path: Path, part: Path, now: Callable[[], datetime]) -> Rescued:
    with closing(connect(part)) as connection:
        loaded = _load(path, connection)
        if not sum(loaded.read.values()):
            raise BadInput(
                f"Nothing of this program can be read in {path}: it is another kind of file, "
                f"encrypted, or overwritten. It was not changed.",
                field="file",
            )
        _bring_to_today(connection)
        with _rebuilding(connection):
            mark = marks.read(path)
            history = resealing.look(connection, mark, is_read=loaded.is_history_read)
            resealing.tidy(connection)
            taken = take_back(connection, loaded, whole=history.whole)
            resealing.seal_again(connection)
        _follow(connection, path, taken)
        wrong = _close(connection, taken, now)
        connection.execute("PRAGMA journal_mode = DELETE")
    return Rescued(
        file=part,
        read=loaded.read,
        taken_back=taken.back,
        set_right=taken.set_right,
        in_doubt=taken.in_doubt,
        left_out=taken.left_out,
        lost=taken.lost,
        history=history,
        wrong=wrong,
    )


def _load(path: Path, connection: Connection) -> Loaded:
    with open_pages(path) as pages:
        tables = tables_of(pages)
        steps = steps_named(steps_in(pages, tables)) or STEPS
        migrate(connection, None, steps)
        triggers.drop_triggers(connection)
        with _rebuilding(connection):
            return load(pages, tables, connection)


class _rebuilding:
    """One transaction in which what points where is looked at later."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def __enter__(self) -> None:
        self._connection.execute("PRAGMA foreign_keys = OFF")
        self._connection.execute("BEGIN IMMEDIATE")

    def __exit__(self, *error: object) -> None:
        self._connection.execute("COMMIT" if error[0] is None else "ROLLBACK")
        self._connection.execute("PRAGMA foreign_keys = ON")


def _bring_to_today(connection: Connection) -> None:
    migrate(connection)
    triggers.drop_triggers(connection)


def _follow(connection: Connection, path: Path, taken: TakenBack) -> None:
    """Makes what follows from the rows, and has its numbers go on after those that were given."""
    mark = marks.read(path)
    with _rebuilding(connection):
        whole_index.fill(connection)
        for index in INDEXED:
            connection.execute(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")
        _sum_up(connection, path, taken)
        if mark is not None:
            marks.pass_on(connection, mark.numbers)
        create_triggers(connection)


def _sum_up(connection: Connection, path: Path, taken: TakenBack) -> None:
    """What no history covers and is not as it was kept: half-typed words stay as they were read,
    last numbers follow from the references that are there. Both are counted.
    """
    for row in otherwise(connection, "draft"):
        taken.in_doubt["draft"] += 1
        sum_up(connection, "draft", row["uid"])
    taken.set_right["counter"] += len(numbers_again(connection, path))


def _close(
    connection: Connection, taken: TakenBack, now: Callable[[], datetime]
) -> tuple[str, ...]:
    """Writes into the history what is otherwise than what is left of it says; what the check finds
    then.
    """
    from db.store import Store
    from db.upkeep.checking import check

    store = Store(connection, now=now)
    if taken.unsaid:
        with store.action(LABEL, kind="settle") as action:
            note_differences(connection, action.uid, taken.unsaid)
    return tuple(one.said for one in check(store).wrong)
