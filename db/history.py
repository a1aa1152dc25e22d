"""Every change, before and after, written by triggers; each action sealed with a chained hash."""

from __future__ import annotations

import sqlite3

AUDITED = (
    "organisation",
    "identifier",
    "other_name",
    "source_entry",
    "contact",
    "directorate",
    "team",
    "topic",
    "enquiry",
    "routing",
    "event",
    "promise",
    "holiday",
)

_NO_ACTION = (
    "SELECT RAISE(ABORT, 'a write outside store.action') "
    "WHERE (SELECT uid FROM current_action) IS NULL;"
)


def drop_triggers(connection: sqlite3.Connection) -> None:
    """Takes every trigger away, so that a migration may rebuild tables."""
    rows = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    for (name,) in rows:
        connection.execute(f'DROP TRIGGER "{name}"')


def create_triggers(connection: sqlite3.Connection) -> None:
    """Makes the triggers that write `change`, forbid deleting, and keep the history append-only."""
    for table in AUDITED:
        columns = [
            row[1]
            for row in connection.execute(f"PRAGMA table_info({table})")
            if row[1] not in ("id", "uid")
        ]
        connection.execute(_insert_trigger(table, columns))
        connection.execute(_update_trigger(table, columns))
        connection.execute(
            f"CREATE TRIGGER {table}_never_deleted BEFORE DELETE ON {table} "
            "BEGIN SELECT RAISE(ABORT, 'nothing the officer made is deleted'); END"
        )
    for table in ("action", "change"):
        for verb in ("UPDATE", "DELETE"):
            connection.execute(
                f"CREATE TRIGGER {table}_append_only_{verb.lower()} BEFORE {verb} ON {table} "
                "BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END"
            )


def _insert_trigger(table: str, columns: list[str]) -> str:
    pairs = " UNION ALL ".join(f"SELECT '{name}' AS k, NEW.{name} AS v" for name in columns)
    return (
        f"CREATE TRIGGER {table}_history_added AFTER INSERT ON {table} BEGIN {_NO_ACTION} "
        "INSERT INTO change (action, tbl, record, after) SELECT "
        f"(SELECT uid FROM current_action), '{table}', NEW.uid, json_group_object(k, v) "
        f"FROM ({pairs}) WHERE v IS NOT NULL AND v <> ''; END"
    )


def _update_trigger(table: str, columns: list[str]) -> str:
    pairs = " UNION ALL ".join(
        f"SELECT '{name}' AS k, OLD.{name} AS o, NEW.{name} AS n" for name in columns
    )
    changed = f"FROM ({pairs}) WHERE o IS NOT n"
    any_changed = " OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in columns)
    return (
        f"CREATE TRIGGER {table}_history_changed AFTER UPDATE ON {table} "
        f"WHEN {any_changed} BEGIN {_NO_ACTION} "
        "INSERT INTO change (action, tbl, record, before, after) "
        f"SELECT (SELECT uid FROM current_action), '{table}', NEW.uid, "
        f"json_group_object(k, o), json_group_object(k, n) {changed}; END"
    )


def digest_of(connection: sqlite3.Connection, action_uid: str) -> tuple[str, int]:
    """The SHA-256 over an action's changes in their order, and how many records they touch."""
    import hashlib  # only a write needs it

    sha = hashlib.sha256()
    records = set()
    rows = connection.execute(
        "SELECT tbl, record, before, after FROM change WHERE action = ? ORDER BY id", [action_uid]
    )
    for table, record, before, after in rows:
        records.add(record)
        sha.update("\x1f".join((table, record, before or "", after)).encode() + b"\x1e")
    return sha.hexdigest(), len(records)


def chained(previous: str, *parts: str) -> str:
    """The hash of an action: over the hash before it and its own parts, the digest among them."""
    import hashlib

    return hashlib.sha256("\x1f".join((previous, *parts)).encode()).hexdigest()
