"""The triggers that write every change, before and after, and keep the history append-only."""

from __future__ import annotations

from collections.abc import Collection

from db.changes import imported
from db.changes.modes import ONE_BY_ONE, SILENT
from db.changes.range_seals import IMPORTING
from db.changes.tables import AUDITED, DERIVED, group_of
from db.connection import Connection

_NO_ACTION = (
    "SELECT RAISE(ABORT, 'a write outside store.action') "
    "WHERE (SELECT uid FROM current_action) IS NULL;"
)


def drop_triggers(connection: Connection) -> None:
    """Takes every trigger away, so that a migration may rebuild tables."""
    rows = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    for (name,) in rows:
        connection.execute(f'DROP TRIGGER "{name}"')


def create_triggers(connection: Connection) -> None:
    """Makes the triggers that write `change`, forbid deleting, and keep the history append-only."""
    there = {row[0] for row in connection.execute("SELECT name FROM sqlite_schema")}
    for table in AUDITED:
        columns = [
            row[1]
            for row in connection.execute(f"PRAGMA table_info({table})")
            if row[1] not in ("id", "uid", *DERIVED)
        ]
        if not columns:
            continue  # a table of a later step
        connection.execute(_insert_trigger(table, columns, modes="brought_in" in there))
        connection.execute(_update_trigger(table, columns, modes="brought_in" in there))
        connection.execute(
            f"CREATE TRIGGER {table}_never_deleted BEFORE DELETE ON {table} "
            f"WHEN {_is_history(table, columns)} "
            "BEGIN SELECT RAISE(ABORT, 'nothing the officer made is deleted'); END"
        )
    # What no action was sealed over is not history yet: an import that was broken off.
    of_an_action = "EXISTS (SELECT 1 FROM action WHERE uid = OLD.action)"
    sealed = {"action": "1", "change": of_an_action, "brought_in": of_an_action}
    for table, when in sealed.items():
        if table not in there:
            continue  # a table of a later step
        for verb in ("UPDATE", "DELETE"):
            connection.execute(
                f"CREATE TRIGGER {table}_append_only_{verb.lower()} BEFORE {verb} ON {table} "
                f"WHEN {when} BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END"
            )


def _insert_trigger(table: str, columns: list[str], *, modes: bool) -> str:
    if not modes:  # a shape before long imports
        when = ""
    elif table in imported.ORGANISATION_TABLES:
        when = f"WHEN (SELECT many FROM current_action) = {ONE_BY_ONE}"
    else:
        when = f"WHEN (SELECT many FROM current_action) <> {SILENT}"
    # Every start reads the text of all triggers: as rows of VALUES a column costs least of it.
    rows = ",".join(f"('{name}',{_new(name)})" for name in columns)
    return (
        f"CREATE TRIGGER {table}_history_added AFTER INSERT ON {table} {when} BEGIN {_NO_ACTION} "
        "INSERT INTO change (action, tbl, record, after) "
        f"SELECT (SELECT uid FROM current_action), '{table}', NEW.uid, json_group_object(k, n) "
        f"FROM (SELECT '' AS k, '' AS n UNION ALL VALUES {rows}) WHERE n <> ''; END"
    )


def _is_history(table: str, columns: list[str]) -> str:
    """SQL: whether a row that is to go is more than what an import under way has put in."""
    if table == "organisation":
        return f"OLD.removed_at IS NOT '{IMPORTING}'"
    if "organisation" not in columns:
        return "1"
    return (
        "NOT EXISTS (SELECT 1 FROM organisation WHERE uid = OLD.organisation "
        f"AND removed_at = '{IMPORTING}')"
    )


def _new(column: str) -> str:
    return f"NULLIF(NEW.{column}, '{IMPORTING}')" if column == "removed_at" else f"NEW.{column}"


def _update_trigger(table: str, columns: list[str], *, modes: bool) -> str:
    rows = ",".join(
        f"('{name}',OLD.{name},NEW.{name},{_others_changed(table, name, columns)})"
        for name in columns
    )
    loud = f"AND (SELECT many FROM current_action) <> {SILENT}" if modes else ""
    # Grouped by what is the same for all of them: where nothing changed there is no row.
    return (
        f"CREATE TRIGGER {table}_history_changed AFTER UPDATE OF {','.join(columns)} ON {table} "
        f"WHEN OLD.removed_at IS NOT '{IMPORTING}' {loud} BEGIN {_NO_ACTION} "
        "INSERT INTO change (action, tbl, record, before, after) "
        f"SELECT (SELECT uid FROM current_action), '{table}', NEW.uid, "
        "json_group_object(k, o), json_group_object(k, n) "
        f"FROM (SELECT '' AS k, '' AS o, '' AS n, 0 AS others UNION ALL VALUES {rows}) "
        "WHERE o IS NOT n OR others GROUP BY NEW.uid; END"
    )


def _others_changed(table: str, column: str, columns: Collection[str]) -> str:
    """SQL: whether another column of its group that this shape has was changed."""
    others = [name for name in group_of(table, column) if name in columns and name != column]
    return " OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in others) or "0"
