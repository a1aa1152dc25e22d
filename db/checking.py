"""Whether what is kept is whole: the file, the history's seals, the rows beside the history that
made them, what points where, and the indexes.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from db import record_index
from db.connection import aside_on_disk
from db.history.fold import Change
from db.history.folding import folded_rows
from db.history.range_seals import kept_as_added
from db.history.tables import AUDITED
from db.search_index import INDEXED, derived

if TYPE_CHECKING:
    from db.history.fold import Folded
    from db.store import Store

AT_ONCE = 10_000
"""How many rows are read from a table at a time."""


class Part(StrEnum):
    """What of a database can be wrong."""

    FILE = "file"
    HISTORY = "history"
    ROWS = "rows"
    LINKS = "links"
    INDEXES = "indexes"


@dataclass(frozen=True)
class Wrong:
    """One thing that is not as it should be."""

    part: Part
    said: str
    """A sentence, with uids but nothing that anybody typed."""


@dataclass(frozen=True)
class Checked:
    """What was looked at, and what was found wrong."""

    actions: int
    rows: int
    wrong: tuple[Wrong, ...]


_BESIDE_THE_SEALS = """
SELECT a.uid FROM action AS a WHERE a.shape <> 1 AND (a.desk <> '' OR a.number <> 0
    OR a.records <> (SELECT count(DISTINCT c.record) FROM change AS c WHERE c.action = a.uid)
    AND NOT EXISTS (SELECT 1 FROM brought_in AS b WHERE b.action = a.uid))"""
"""Actions that say otherwise than they began what their seals leave out."""


def check(store: Store) -> Checked:
    """Looks at everything; changes nothing."""
    connection = store.connection
    aside_on_disk(connection)
    # One moment of it all, though another window goes on saving.
    connection.execute("SAVEPOINT looking")
    try:
        wrong = [*_file(connection), *_history(store), *_rows(connection), *_links(connection)]
        (actions,) = connection.execute("SELECT count(*) FROM action").fetchone()
        rows = sum(
            connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in AUDITED
        )
    finally:
        connection.execute("ROLLBACK TO looking")
        connection.execute("RELEASE looking")
    with store.transaction():
        wrong += _indexes(connection)
    return Checked(actions, rows, tuple(wrong))


def _file(connection: sqlite3.Connection) -> Iterator[Wrong]:
    for (verdict,) in connection.execute("PRAGMA quick_check(5)"):
        if verdict != "ok":
            yield Wrong(Part.FILE, f"The file is damaged: {verdict}.")


def _history(store: Store) -> Iterator[Wrong]:
    broken = store.history.broken_uid()
    if broken is not None:
        said = f"The history does not fit its seals from the action {broken} on."
        yield Wrong(Part.HISTORY, said)
    for (uid,) in store.connection.execute(_BESIDE_THE_SEALS):
        said = f"Of the action {uid}, something that is not sealed is not as it was written."
        yield Wrong(Part.HISTORY, said)


def _rows(connection: sqlite3.Connection) -> Iterator[Wrong]:
    """Rows whose values are not those that the history gives them."""
    for table in AUDITED:
        ranges = _ranges(connection, table)
        last = 0
        while rows := connection.execute(
            f"SELECT * FROM {table} WHERE id > ? ORDER BY id LIMIT {AT_ONCE}", [last]
        ).fetchall():
            last = rows[-1]["id"]
            # Of a row of a long list only what was changed since: its range is sealed.
            ranged = [row["uid"] for row in rows if any(row["id"] in each for each in ranges)]
            kept = kept_as_added(connection, ranged) if ranged else set()
            begun = {uid: (0, Change("", "act", None, "{}")) for uid in ranged if uid not in kept}
            folded = dict(folded_rows(connection, table, [row["uid"] for row in rows], begun))
            for row in rows:
                one = folded.get(row["uid"])
                if one is not None and one.made:
                    yield from _row(table, row, one, whole=row["uid"] not in begun)
                elif row["uid"] not in begun:
                    yield Wrong(Part.ROWS, f"{table} {row['uid']} is not in the history.")
        for (uid,) in connection.execute(
            "SELECT record FROM change WHERE tbl = ? AND before IS NULL "
            f"AND record NOT IN (SELECT uid FROM {table})",
            [table],
        ):
            yield Wrong(Part.ROWS, f"{table} {uid} is in the history, but not there.")


def _ranges(connection: sqlite3.Connection, table: str) -> list[range]:
    """The ids of the rows of a table that long lists added."""
    kept = connection.execute("SELECT first, last FROM brought_in WHERE tbl = ?", [table])
    return [range(first, last + 1) for first, last in kept]


def _row(table: str, row: sqlite3.Row, folded: Folded, *, whole: bool) -> Iterator[Wrong]:
    differing = [
        name
        for name, value in folded.values.items()
        if (whole or name in folded.said_by)
        and row[name] != value
        and not (row[name] == "" and value is None)
    ]
    stale = [name for name, value in derived(table, dict(row)).items() if row[name] != value]
    if differing or stale:
        said = f"{table} {row['uid']}: {', '.join(differing + stale)} not as the history has it."
        yield Wrong(Part.ROWS, said)


def _links(connection: sqlite3.Connection) -> Iterator[Wrong]:
    for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        yield Wrong(Part.LINKS, f"{table}, row {row}, points to a {parent} that is not there.")


def _indexes(connection: sqlite3.Connection) -> Iterator[Wrong]:
    """Indexes that do not fit what they were read from; within a transaction."""
    for uid in record_index.wrong(connection):
        yield Wrong(Part.INDEXES, f"The line of the record {uid} in the index is not as it is.")
    for index in INDEXED:
        try:
            connection.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")
        except sqlite3.DatabaseError:
            yield Wrong(Part.INDEXES, f"The text index {index} does not fit its table.")


def repair(store: Store) -> None:
    """Makes the indexes anew from what they are read from: nothing that anybody wrote changes."""
    with store.transaction():
        record_index.fill(store.connection)
        for index in INDEXED:
            store.connection.execute(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")
