"""Makes again what follows from the rest: indexes, lines, what is due, sums, triggers. Nothing that
anybody wrote is changed, and nothing is invented.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

from db.changes import triggers
from db.changes.modes import ONE_BY_ONE
from db.connection import Connection, DatabaseError
from db.kinds import whole_index
from db.records.numbering import numbers_again
from db.records.text_indexes import write_derived
from db.schema.migrations import create_triggers
from db.upkeep.checking import text_indexes_wrong
from db.upkeep.rows_checked import sums_wrong
from db.upkeep.shape import wrong_indexes, wrong_triggers
from spoc_tui.casework.text import counted

if TYPE_CHECKING:
    from db.store import Store

LABEL = "Sums worked out again"


def repair(store: Store) -> tuple[str, ...]:
    """Makes again what is not as it follows from the rest; says what, as sentences."""
    return tuple(said for part in _PARTS for said in part(store))


def _shape(store: Store) -> Iterator[str]:
    connection = store.connection
    indexes = list(wrong_indexes(connection))
    with store.transaction():
        for name, sql in indexes:
            connection.execute(f"DROP INDEX IF EXISTS {name}")
            connection.execute(sql)
        if any(wrong_triggers(connection)):
            triggers.drop_triggers(connection)
            create_triggers(connection)
            yield "The triggers were made again."
        stuck = connection.execute(
            "UPDATE current_action SET uid = NULL, many = ? WHERE uid IS NOT NULL OR many <> ?",
            [ONE_BY_ONE, ONE_BY_ONE],
        ).rowcount
        if stuck:
            yield "An action that nobody is at was ended."
    if indexes:
        yield f"{counted(len(indexes), 'index of the file', 'indexes of the file')} made again."


def _file(store: Store) -> Iterator[str]:
    """The indexes that SQLite itself keeps; where their pages are past use, all is written anew."""
    connection = store.connection
    if _is_sound(connection):
        return
    for statement in ("REINDEX", "VACUUM"):
        with suppress(DatabaseError):
            connection.execute(statement)
            if _is_sound(connection):
                yield "The file’s own indexes were made again."
                return


def _is_sound(connection: Connection) -> bool:
    try:
        return bool(connection.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok")
    except DatabaseError:
        return False


def _columns(store: Store) -> Iterator[str]:
    """The columns by which rows are looked for: they follow from the others."""
    with store.transaction():
        many = sum(write_derived(store.connection).values())
    if many:
        yield f"What {counted(many, 'row is', 'rows are')} looked for by was worked out again."


def _sums(store: Store) -> Iterator[str]:
    found = list(sums_wrong(store.connection))
    if found:
        with store.action(LABEL, kind="settle"):
            for _, uid, values in found:
                store.update("payment", uid, values)
        yield f"The sums of {counted(len(found), 'payment complaint')} were worked out again."


def _numbers(store: Store) -> Iterator[str]:
    """The last numbers that are not as they were kept: they follow from the references there are,
    and from the mark beside the file.
    """
    with store.transaction():
        again = numbers_again(store.connection, store.path)
    if again:
        yield f"The last number of {', '.join(again)} was worked out again."


def _lines(store: Store) -> Iterator[str]:
    wrong = set(whole_index.wrong(store.connection))
    if wrong:
        with store.transaction():
            whole_index.fill(store.connection)
        lines = counted(len(wrong), "line of a record", "lines of records")
        yield f"{lines} in the index, and what is due on them, made again."


def _texts(store: Store) -> Iterator[str]:
    with store.transaction():
        found = list(text_indexes_wrong(store.connection))
        for index in found:
            store.connection.execute(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")
    if found:
        yield f"{counted(len(found), 'text index', 'text indexes')} made again: {', '.join(found)}."


_PARTS: tuple[Callable[[Store], Iterator[str]], ...] = (
    _file,
    _shape,
    _columns,
    _sums,
    _numbers,
    _lines,
    _texts,
)
