"""How a file is brought to today's shape: it is asked which steps it has (db/schema/steps.py), and
the rest are applied in one transaction.

Whether a file is up to date is asked through sqlite3 alone; sqlite-utils, whose Migrations apply
the steps, and the steps' own text are imported only when there is something to apply.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from db.connection import Connection
from db.file.connecting import APPLICATION_ID, write_ahead
from db.file.errors import worded
from db.schema.steps import STEPS
from spoc_tui.casework.errors import StorageFailed

if TYPE_CHECKING:
    from db.schema.steps import Step

SET = "spoc"
RULES = 7
"""Raised by one wherever something else follows from a record than did (its line in the index, its
words, what it is looked for by, what is due on it and how that is worded), or other triggers: a
file that another program wrote is brought to it as it is opened. A test holds what follows from the
demo to this number.
"""


def migrate(
    connection: Connection,
    path: Path | None = None,
    steps: tuple[Step, ...] = STEPS,
    *,
    begun: Callable[[], None] = lambda: None,
) -> bool:
    """Brings the database to today's shape; True where this gave it its first. The steps may have
    been applied in any order. `begun` is called before work on one that is there begins: on a large
    one that takes a while.

    A verified copy is made first where there is something to lose. All steps are one transaction.
    Where only the rules are others by which something follows from what is kept, there is not: that
    is made again. Raises StorageFailed for a database newer than the program.
    """
    known = {step.__name__ for step in steps}
    applied = applied_steps(connection)
    if not known.issuperset(applied):
        raise StorageFailed(
            f"{path or 'This database'} was made by a newer spoc than this one. "
            "Update the program (pipx upgrade spoc-tui). It was not changed."
        )
    write_ahead(connection)
    if not _is_behind(connection, steps):
        return False
    if applied:
        begun()
    if applied and known != set(applied) and path is not None:
        from db.file import backup

        backup.before(connection, path, "migration")
    with worded(path or "the database"), rebuilding(connection):
        connection.execute("BEGIN IMMEDIATE")
        try:
            # Another process may have migrated while this one waited for the lock.
            applied = applied_steps(connection)
            if _is_behind(connection, steps):
                are_all_there = known == set(applied)
                lost = None if are_all_there else _lost(connection)
                apply(connection, steps)
                _write_due(connection)
                if lost is not None:  # what follows from records points nowhere
                    _check_links(connection, path, lost)
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
    return not applied


def _write_due(connection: Connection) -> None:
    """What is due on records is worked out by rules that read rows of today's shape alone."""
    if is_of_today(connection):
        from db.records import first_due

        first_due.fill(connection)


@contextmanager
def rebuilding(connection: Connection) -> Iterator[None]:
    """Tables that others point to may be made anew, in a transaction within: what points where is
    looked at as a whole before it ends (`_check_links`).
    """
    connection.execute("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        connection.execute("PRAGMA foreign_keys = ON")


def _check_links(
    connection: Connection, path: Path | None, before: set[tuple[str, int, str]]
) -> None:
    """StorageFailed where a row points to none, and did not `before`."""
    for table, row, parent in _lost(connection) - before:
        raise StorageFailed(
            f"{path or 'This database'} could not be brought to today's shape: {table}, row {row}, "
            f"would point to a {parent} that is not there. It was not changed."
        )


def _lost(connection: Connection) -> set[tuple[str, int, str]]:
    """The rows that point to none: the table, the id and what they point to."""
    return {(row[0], row[1], row[2]) for row in connection.execute("PRAGMA foreign_key_check")}


def is_of_today(connection: Connection) -> bool:
    """Whether the database has just the shape that this program gives it, and what follows from the
    records is kept as its rules have it.
    """
    return not _is_behind(connection, STEPS)


def is_made_by_this(connection: Connection) -> bool:
    """Whether the database was brought to today's shape and rules last, so far as its header says:
    that is read without its tables and triggers, which takes a fortieth of the desk's start.
    """
    (made_by,) = connection.execute("PRAGMA user_version").fetchone()
    return bool(made_by == _made_by())


def _made_by() -> int:
    """The program by which a database is what it is, from its header: its rules, and how many steps
    it knows, of which none is ever changed.
    """
    return RULES * 1_000 + len(STEPS)


def _is_behind(connection: Connection, steps: tuple[Step, ...]) -> bool:
    if set(applied_steps(connection)) != {step.__name__ for step in steps}:
        return True
    return steps == STEPS and not is_made_by_this(connection)


def applied_steps(connection: Connection) -> list[str]:
    found = connection.execute(
        "SELECT count(*) FROM sqlite_schema WHERE name = '_sqlite_migrations'"
    ).fetchone()[0]
    if not found:
        return []
    rows = connection.execute(
        "SELECT name FROM _sqlite_migrations WHERE migration_set = ? ORDER BY id", [SET]
    )
    return [row[0] for row in rows]


def apply(connection: Connection, steps: tuple[Step, ...]) -> None:
    from sqlite_utils import Database, Migrations

    from db.changes import triggers

    migrations = Migrations(SET)
    for step in steps:
        migrations(name=step.__name__)(step)
    # A step that rebuilds a table takes its triggers with it: they are always made anew.
    triggers.drop_triggers(connection)
    migrations.apply(Database(connection, execute_plugins=False))
    if steps == STEPS:  # what follows from records is worked out by what today's declarations say
        from db.kinds import whole_index
        from db.records import text_indexes

        text_indexes.rebuild(connection, text_indexes.write_derived(connection))
        whole_index.fill(connection)
        connection.execute(f"PRAGMA user_version = {_made_by()}")
        connection.execute("INSERT INTO record_words (record_words) VALUES ('rebuild')")
    create_triggers(connection)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")


def create_triggers(connection: Connection) -> None:
    """Makes the triggers of a file that has none: those of the history and of each index."""
    from db.changes import triggers
    from db.records import index as record_index
    from db.records import text_indexes

    for room in (triggers, text_indexes, record_index):
        room.create_triggers(connection)
