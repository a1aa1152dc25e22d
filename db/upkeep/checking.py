"""Whether what is kept is whole: the file, the history's seals, the rows beside the history that
made them, what points where, and the indexes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from db.changes.tables import AUDITED
from db.connection import Connection, DatabaseError, Error
from db.file.connecting import connect
from db.file.errors import is_passing, not_a_database, worded
from db.file.tuning import temporary_tables_on_disk
from db.kinds import whole_index
from db.records.text_indexes import INDEXED
from db.schema.migrations import is_of_today
from db.upkeep.rows_checked import drafts_wrong, links_wrong, rows_wrong, summed_wrong, sums_wrong
from db.upkeep.shape import wrong_between_saves, wrong_shape
from db.upkeep.wrong import Checked, CheckedPart, Wrong
from spoc_tui.casework.errors import Damaged, StorageFailed
from spoc_tui.casework.text import counted

if TYPE_CHECKING:
    from db.store import Store
    from spoc_tui.casework.records.signed import Anchor

TEXT_INDEXES_LEFT_OUT = (
    "The text indexes were left out: they are looked at only where the file can be written."
)
MOST_LINES = 20
"""How many lines a part gets."""


_UNSEALED_CHANGES = """
SELECT a.uid FROM action AS a WHERE a.shape <> 1 AND (a.desk <> '' OR a.number <> 0
    OR a.records <> (SELECT count(DISTINCT c.record) FROM change AS c WHERE c.action = a.uid
        AND c.ranged IS NULL)
    AND NOT EXISTS (SELECT 1 FROM brought_in AS b WHERE b.action = a.uid))"""
"""Actions that say otherwise than they began what their seals leave out."""


def check_file(
    path: Path, now: Callable[[], datetime], *, repaired: bool = False, anchor: Anchor | None = None
) -> Checked:
    """Looks at everything in the database at `path`; changes nothing, but brings one of an earlier
    shape to today's. `repaired`: with what follows from the rest made again first.

    Raises StorageFailed where the file cannot be looked at now (it is in use, say), or what is to
    be made again cannot be written.
    """
    try:
        store = _opened(path, now)
        with closing(store.connection):
            done: tuple[str, ...] = ()
            if repaired:
                from db.upkeep.repairing import repair

                done = repair(store)
            found = check(store)
            named = _looked(CheckedPart.HISTORY, _anchor(store.connection, anchor))
            return replace(found, repaired=done, wrong=(*found.wrong, *named))
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
    try:
        connection = connect(path)
    except StorageFailed as failed:
        if not failed.can_be_read:
            raise
        return Store.open_to_read(path, failed, now=now)
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
    """Looks at everything; changes nothing. What cannot be looked at hides nothing else; of a store
    that is only read, the text indexes are left out.
    """
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
            wrong += _looked(CheckedPart.ROWS, rows_wrong(connection, table))
            wrong += _looked(CheckedPart.LINKS, links_wrong(connection, table))
        for table in ("action", "brought_in"):
            wrong += _looked(CheckedPart.LINKS, links_wrong(connection, table))
        wrong += _looked(CheckedPart.SUMS, (one for one, *_ in sums_wrong(connection)))
        wrong += _looked(CheckedPart.DRAFTS, drafts_wrong(connection))
        wrong += _looked(CheckedPart.DRAFTS, summed_wrong(connection))
        wrong += _looked(CheckedPart.FILE, _counted(connection, counts))
        wrong += _looked(CheckedPart.INDEXES, _lines(connection))
    left_out = ""
    if store.read_only is None:
        wrong += _looked(CheckedPart.INDEXES, _text_indexes(store))
    else:
        left_out = TEXT_INDEXES_LEFT_OUT
    return Checked(counts["actions"], counts["rows"], tuple(_shortened(wrong)), left_out=left_out)


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
    """The faults found, as far as the part can be looked at."""
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


def _anchor(connection: Connection, anchor: Anchor | None) -> Iterator[Wrong]:
    if anchor is not None:
        from db.upkeep.anchors import anchor_wrong

        yield from anchor_wrong(connection, anchor)


def _seals(store: Store) -> Iterator[Wrong]:
    broken = store.history.broken_uid()
    if broken is not None:
        said = f"The history does not fit its seals from the action {broken} on."
        yield Wrong(CheckedPart.HISTORY, said)


def _unsealed_changes(connection: Connection) -> Iterator[Wrong]:
    for (uid,) in connection.execute(_UNSEALED_CHANGES):
        said = f"Of the action {uid}, something that is not sealed was changed."
        yield Wrong(CheckedPart.HISTORY, said)


def _lines(connection: Connection) -> Iterator[Wrong]:
    for uid in whole_index.wrong(connection):
        yield Wrong(
            CheckedPart.INDEXES, f"The line of the record {uid} in the index does not match it."
        )


def _text_indexes(store: Store) -> Iterator[Wrong]:
    """Text indexes that do not fit what they are read from; asked within a transaction."""
    with store.transaction():
        for index in text_indexes_wrong(store.connection):
            yield Wrong(CheckedPart.INDEXES, f"The text index {index} does not fit its table.")


def text_indexes_wrong(connection: Connection) -> Iterator[str]:
    """The names of those that do not; asked within a transaction."""
    for index in INDEXED:
        try:
            connection.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")
        except DatabaseError as error:
            if not _is_damage(error):
                raise
            yield index
