"""Whether a database has the tables, indexes and triggers that the program gives it, and says of
itself what holds between two saves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import closing
from functools import cache, lru_cache
from typing import NamedTuple

from db.changes import triggers
from db.changes.desks import NO_ORIGIN
from db.changes.modes import ONE_BY_ONE
from db.connection import Connection
from db.file.connecting import in_memory
from db.history.conditions import checks
from db.records import index as record_index
from db.records import text_indexes
from db.schema.migrations import migrate

_LETTER = re.compile("[A-Z]?")


_Columns = tuple[set[tuple[object, ...]], list[str]]
"""The columns of a table as SQLite describes them, and its conditions."""


class _Made(NamedTuple):
    """An entry of sqlite_schema."""

    kind: str
    table: str
    sql: str


def wrong_shape(connection: Connection) -> Iterator[str]:
    """A sentence for each that is missing or another than the program makes it."""
    there, (made, columns) = _made(connection), _of_today()
    for name, one in made.items():
        if one.kind == "trigger":
            continue
        if name not in there:
            yield f"The {one.kind} {name} is missing."
        elif one.kind == "index" and there[name] != one:
            yield f"The index {name} is another than the program makes it."
        elif one.kind == "table" and _columns(connection, name) != columns[name]:
            yield f"The table {name} has other columns or conditions than the program gives it."
    yield from wrong_triggers(connection)


def wrong_triggers(connection: Connection) -> Iterator[str]:
    """The same of triggers alone."""
    there, (made, _) = _made(connection), _of_today()
    for name, one in made.items():
        if one.kind == "trigger" and name not in there:
            yield f"The trigger {name} is missing."
    tables = [
        one.sql
        for name, one in there.items()
        if one.kind == "table" and not _is_shadow(name, there)
    ]
    its = _triggers_on(tuple(tables))
    for name, one in there.items():
        if one.kind != "trigger":
            continue
        if name not in its:
            yield f"There is a trigger that the program does not make: {name}."
        elif its[name] != one:
            yield f"The trigger {name} is another than the program makes it."


def wrong_indexes(connection: Connection) -> Iterator[tuple[str, str]]:
    """The name of each index that is missing or another, and the statement that makes it."""
    there, (made, _) = _made(connection), _of_today()
    for name, one in made.items():
        if one.kind == "index" and there.get(name) != one:
            yield name, one.sql


@lru_cache(maxsize=8)
def _triggers_on(tables: tuple[str, ...]) -> Mapping[str, _Made]:
    """Those that the program makes on these tables: they name the columns in the order that they
    have in the file, which is not the same in each.
    """
    with closing(in_memory()) as scratch:
        for sql in tables:
            scratch.execute(sql)
        triggers.create_triggers(scratch)
        text_indexes.create_triggers(scratch)
        record_index.create_triggers(scratch)
        return {name: one for name, one in _made(scratch).items() if one.kind == "trigger"}


@cache
def _of_today() -> tuple[Mapping[str, _Made], Mapping[str, _Columns]]:
    """The names in a new database, and the columns of its tables."""
    with closing(in_memory()) as fresh:
        migrate(fresh)
        made = _made(fresh)
        tables = [name for name, one in made.items() if one.kind == "table"]
        return made, {name: _columns(fresh, name) for name in tables}


def _made(connection: Connection) -> dict[str, _Made]:
    return {
        name: _Made(kind, table, sql if kind == "table" else re.sub(r"[\s\"]+", " ", sql))
        for kind, name, table, sql in connection.execute(
            "SELECT type, name, tbl_name, sql FROM sqlite_schema "
            "WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY rowid"
        )
    }


def _is_shadow(name: str, there: dict[str, _Made]) -> bool:
    """Whether it is a table that SQLite makes for a text index."""
    index = name.rpartition("_")[0]
    return index in there and "VIRTUAL" in there[index].sql


def _columns(connection: Connection, table: str) -> _Columns:
    columns = {tuple(row)[1:] for row in connection.execute(f"PRAGMA table_info({table})")}
    return columns, sorted(re.sub(r"\s+", " ", one) for one in checks(connection, table))


def wrong_between_saves(connection: Connection) -> Iterator[str]:
    """A sentence for each thing that the program keeps of itself and that is not as a save leaves
    it.
    """
    rows = connection.execute("SELECT uid, many, origin FROM current_action").fetchall()
    if len(rows) != 1:
        yield "What is being saved is kept in one row, and there is not one."
    for uid, many, origin in rows:
        if uid is not None or many != ONE_BY_ONE:
            yield "An action is under way that nobody is at: nothing is written as it should be."
        own = connection.execute("SELECT own FROM desk WHERE uid = ?", [origin]).fetchone()
        if origin is not None and (own is None or own[0] != 1):
            yield "The desk that this file writes as is none of its own."
    for (uid,) in connection.execute(
        "SELECT uid FROM desk WHERE uid = ? AND own <> 0", [NO_ORIGIN]
    ):
        yield f"The desk {uid}, which nobody writes as, is marked as this file's own."
    for uid, letter in connection.execute("SELECT uid, letter FROM desk ORDER BY uid"):
        if not _LETTER.fullmatch(letter):
            yield f"The letter of the desk {uid} is none."
