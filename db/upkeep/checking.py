"""Whether what is kept is whole: the file, the history's seals, the rows beside the history that
made them, what points where, and the indexes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from db.changes import imported
from db.changes.range_seals import IMPORTING, kept_as_added
from db.changes.shapes import tables_sql
from db.changes.tables import AUDITED
from db.connection import (
    Connection,
    DatabaseError,
    Error,
    Row,
    connect,
    is_passing,
    not_a_database,
    temporary_tables_on_disk,
    worded,
)
from db.history.fold import RowChange
from db.history.folding import folded_rows
from db.kinds import whole_index
from db.records.text_indexes import INDEXED, derived
from db.schema.migrations import is_of_today
from db.upkeep.shape import wrong_between_saves, wrong_shape
from spoc_tui.casework.errors import Damaged, StorageFailed
from spoc_tui.casework.text import counted, with_article

if TYPE_CHECKING:
    from db.history.fold import Folded
    from db.store import Store

ROWS_READ_AT_ONCE = 10_000
"""How many rows are read from a table at a time."""
MOST_LINES = 20
"""How many lines a part gets."""


class CheckedPart(StrEnum):
    """A part of a database that can be wrong."""

    FILE = "file"
    SHAPE = "shape"
    HISTORY = "history"
    ROWS = "rows"
    LINKS = "links"
    INDEXES = "indexes"


@dataclass(frozen=True)
class Wrong:
    """One thing that is not as it should be."""

    part: CheckedPart
    said: str
    """A sentence, with uids but nothing that anybody typed."""


@dataclass(frozen=True)
class Checked:
    """What was looked at, and what was found wrong."""

    actions: int
    rows: int
    wrong: tuple[Wrong, ...]


_UNSEALED_CHANGES = """
SELECT a.uid FROM action AS a WHERE a.shape <> 1 AND (a.desk <> '' OR a.number <> 0
    OR a.records <> (SELECT count(DISTINCT c.record) FROM change AS c WHERE c.action = a.uid
        AND c.ranged IS NULL)
    AND NOT EXISTS (SELECT 1 FROM brought_in AS b WHERE b.action = a.uid))"""
"""Actions that say otherwise than they began what their seals leave out."""


def check_file(path: Path, now: Callable[[], datetime], *, repaired: bool = False) -> Checked:
    """Looks at everything in the database at `path`; changes nothing, but brings one of an earlier
    shape to today's. `repaired`: with its indexes made again first.

    Raises StorageFailed where the file cannot be looked at now: it is in use, say.
    """
    try:
        store = _opened(path, now)
        with closing(store.connection):
            if repaired:
                repair(store)
            return check(store)
    except StorageFailed as error:
        if _is_damage(error):
            return Checked(0, 0, (Wrong(CheckedPart.FILE, str(error)),))
        raise
    except Exception as error:
        return Checked(0, 0, (_stopped(CheckedPart.FILE, error),))


def _opened(path: Path, now: Callable[[], datetime]) -> Store:
    from db.store import Store

    if path.is_file() and path.stat().st_size == 0:
        raise not_a_database(path)
    connection = connect(path)
    with worded(path):
        try:
            if is_of_today(connection):
                return Store(connection, now=now, path=path)
        except BaseException:
            connection.close()
            raise
    connection.close()
    return Store.open(path, now=now)


def check(store: Store) -> Checked:
    """Looks at everything; changes nothing. What cannot be looked at hides nothing else."""
    connection = store.connection
    temporary_tables_on_disk(connection)
    counts = {"actions": 0, "rows": 0}
    # One moment of it all, though another window goes on saving.
    with _one_moment(connection):
        wrong = [
            *_looked(CheckedPart.FILE, _file(connection)),
            *_looked(CheckedPart.SHAPE, _shape(connection)),
            *_looked(CheckedPart.HISTORY, _seals(store)),
            *_looked(CheckedPart.HISTORY, _unsealed_changes(connection)),
        ]
        for table in AUDITED:
            wrong += _looked(CheckedPart.ROWS, _rows(connection, table))
            wrong += _looked(CheckedPart.LINKS, _links(connection, table))
        for table in ("action", "brought_in"):
            wrong += _looked(CheckedPart.LINKS, _links(connection, table))
        wrong += _looked(CheckedPart.FILE, _counted(connection, counts))
        wrong += _looked(CheckedPart.INDEXES, _lines(connection))
    wrong += _looked(CheckedPart.INDEXES, _text_indexes(store))
    return Checked(**counts, wrong=tuple(_shortened(wrong)))


@contextmanager
def _one_moment(connection: Connection) -> Iterator[None]:
    connection.execute("SAVEPOINT looking")
    try:
        yield
    finally:
        with suppress(DatabaseError):  # of a file past reading
            connection.execute("ROLLBACK TO looking")
            connection.execute("RELEASE looking")


def _looked(part: CheckedPart, found: Iterator[Wrong]) -> list[Wrong]:
    """What is found wrong, as far as that can be looked at."""
    wrong = []
    try:
        for one in found:
            wrong.append(one)
    except (Error, StorageFailed) as error:
        if not _is_damage(error):
            raise
        wrong.append(
            Wrong(CheckedPart.FILE, f"The file is damaged: not all of its {part} can be read.")
        )
    except Exception as error:  # whatever a value past reading makes of the program
        wrong.append(_stopped(part, error))
    return wrong


def _stopped(part: CheckedPart, error: Exception) -> Wrong:
    return Wrong(
        part,
        f"The {part} cannot be looked at to the end: something there is past reading "
        f"({type(error).__name__}).",
    )


def _is_damage(error: Error | StorageFailed) -> bool:
    """Whether the file itself is in the way; not that it is in use, say."""
    if isinstance(error, Error):
        return not is_passing(error)
    return isinstance(error, Damaged) or error.unexplained


def _shortened(wrong: list[Wrong]) -> Iterator[Wrong]:
    """Each once, and of each part the first MOST; how many more there are."""
    found = list(dict.fromkeys(wrong))
    for part in CheckedPart:
        its = [one for one in found if one.part is part]
        yield from its[:MOST_LINES]
        if len(its) > MOST_LINES:
            yield Wrong(
                part, f"And {counted(len(its) - MOST_LINES, 'more such line')} of the {part}."
            )


def _file(connection: Connection) -> Iterator[Wrong]:
    for (verdict,) in connection.execute(f"PRAGMA integrity_check({MOST_LINES})"):
        if verdict != "ok":
            yield Wrong(CheckedPart.FILE, f"The file is damaged: {verdict}.")


def _shape(connection: Connection) -> Iterator[Wrong]:
    for said in (*wrong_shape(connection), *wrong_between_saves(connection)):
        yield Wrong(CheckedPart.SHAPE, said)


def _counted(connection: Connection, counts: dict[str, int]) -> Iterator[Wrong]:
    for table in ("action", *AUDITED):
        (rows,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
        counts["actions" if table == "action" else "rows"] += rows
    yield from ()


def _seals(store: Store) -> Iterator[Wrong]:
    broken = store.history.broken_uid()
    if broken is not None:
        said = f"The history does not fit its seals from the action {broken} on."
        yield Wrong(CheckedPart.HISTORY, said)


def _unsealed_changes(connection: Connection) -> Iterator[Wrong]:
    for (uid,) in connection.execute(_UNSEALED_CHANGES):
        said = f"Of the action {uid}, something that is not sealed was changed."
        yield Wrong(CheckedPart.HISTORY, said)


def _rows(connection: Connection, table: str) -> Iterator[Wrong]:
    """Rows of a table whose values are not those that the history gives them."""
    ranges = _ranges(connection, table)
    last = 0
    while rows := connection.execute(
        f"SELECT * FROM {table} WHERE id > ? ORDER BY id LIMIT {ROWS_READ_AT_ONCE}", [last]
    ).fetchall():
        last = rows[-1]["id"]
        # Of a row of a long list only what was changed since: its range is sealed.
        ranged = [row["uid"] for row in rows if any(row["id"] in each for each in ranges)]
        kept = kept_as_added(connection, ranged) if ranged else set()
        begun = {uid: (0, RowChange("", "act", None, "{}")) for uid in ranged if uid not in kept}
        folded = dict(folded_rows(connection, table, [row["uid"] for row in rows], begun))
        for row in rows:
            one = folded.get(row["uid"])
            if one is not None and one.made:
                yield from _row(table, row, one, whole=row["uid"] not in begun)
            elif row["uid"] not in begun and not _is_hidden(connection, table, row):
                yield Wrong(CheckedPart.ROWS, f"{table} {row['uid']} is not in the history.")
    for (uid,) in connection.execute(
        f"SELECT record FROM change WHERE tbl IN {tables_sql(table)} AND before IS NULL "
        f"AND record NOT IN (SELECT uid FROM {table})",
    ):
        yield Wrong(CheckedPart.ROWS, f"{table} {uid} is in the history, but not there.")


def _is_hidden(connection: Connection, table: str, row: Row) -> bool:
    """Whether an import has put it in that is under way, or was broken off: that is no history yet,
    and is dropped by the next.
    """
    if table not in imported.ORGANISATION_TABLES:
        return False
    organisation = row["uid" if table == "organisation" else "organisation"]
    found = connection.execute(
        "SELECT 1 FROM unfinished_import CROSS JOIN organisation AS o "
        f"WHERE o.uid = ? AND o.removed_at = '{IMPORTING}' LIMIT 1",
        [organisation],
    )
    return found.fetchone() is not None


def _ranges(connection: Connection, table: str) -> list[range]:
    """The ids of the rows of a table that long lists added."""
    kept = connection.execute("SELECT first, last FROM brought_in WHERE tbl = ?", [table])
    return [range(first, last + 1) for first, last in kept]


def _row(table: str, row: Row, folded: Folded, *, whole: bool) -> Iterator[Wrong]:
    differing = [
        name
        for name, value in folded.values.items()
        if (whole or name in folded.set_by)
        and row[name] != value
        and not (row[name] == "" and value is None)
    ]
    stale = [name for name, value in derived(table, dict(row)).items() if row[name] != value]
    if differing or stale:
        said = f"{table} {row['uid']}: {', '.join(differing + stale)} not as the history has it."
        yield Wrong(CheckedPart.ROWS, said)


def _links(connection: Connection, table: str) -> Iterator[Wrong]:
    """What points to nothing, a line for each table that is pointed to."""
    lost: dict[str, list[int]] = {}
    for _, row, parent, _ in connection.execute(f"PRAGMA foreign_key_check({table})"):
        lost.setdefault(parent, []).append(row)
    for parent, rows in lost.items():
        where = f"{with_article(parent)} that is not there."
        if len(rows) == 1:
            yield Wrong(CheckedPart.LINKS, f"{table}, row {rows[0]}, points to {where}")
        else:
            first = f"the first is row {min(rows)}"
            yield Wrong(
                CheckedPart.LINKS, f"{table}: {len(rows):,} rows point to {where[:-1]}; {first}."
            )


def _lines(connection: Connection) -> Iterator[Wrong]:
    for uid in whole_index.wrong(connection):
        yield Wrong(
            CheckedPart.INDEXES, f"The line of the record {uid} in the index does not match it."
        )


def _text_indexes(store: Store) -> Iterator[Wrong]:
    """Text indexes that do not fit what they are read from; asked within a transaction."""
    with store.transaction():
        for index in INDEXED:
            try:
                store.connection.execute(
                    f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)"
                )
            except DatabaseError as error:
                if not _is_damage(error):
                    raise
                yield Wrong(CheckedPart.INDEXES, f"The text index {index} does not fit its table.")


def repair(store: Store) -> None:
    """Makes the indexes again from what they are read from: nothing that anybody wrote changes."""
    with store.transaction():
        whole_index.fill(store.connection)
        for index in INDEXED:
            store.connection.execute(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")
