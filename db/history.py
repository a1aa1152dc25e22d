"""Every change, before and after, written by triggers; each action sealed with a chained hash."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from db import brought_in
from db.brought_in import IMPORTING

AUDITED = (
    "organisation",
    "identifier",
    "other_name",
    "source_entry",
    "contact",
    "held",
    "difference",
    "apart",
    "directorate",
    "team",
    "topic",
    "enquiry",
    "payment",
    "paid_in",
    "routing",
    "event",
    "promise",
    "holiday",
    "reference_rate",
    "standard",
    "theme",
    "enquiry_theme",
    "feedback",
    "voice",
    "bulletin",
    "telling",
    "check_in",
    "check_in_held",
    "issued_week",
)

_NO_ACTION = (
    "SELECT RAISE(ABORT, 'a write outside store.action') "
    "WHERE (SELECT uid FROM current_action) IS NULL;"
)
_ONE_BY_ONE = "WHEN (SELECT many FROM current_action) = 0"
"""The rows of a long import are kept as ranges (db/brought_in.py)."""


def drop_triggers(connection: sqlite3.Connection) -> None:
    """Takes every trigger away, so that a migration may rebuild tables."""
    rows = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    for (name,) in rows:
        connection.execute(f'DROP TRIGGER "{name}"')


def create_triggers(connection: sqlite3.Connection) -> None:
    """Makes the triggers that write `change`, forbid deleting, and keep the history append-only."""
    there = {row[0] for row in connection.execute("SELECT name FROM sqlite_schema")}
    for table in AUDITED:
        columns = [
            row[1]
            for row in connection.execute(f"PRAGMA table_info({table})")
            if row[1] not in ("id", "uid")
        ]
        if not columns:
            continue  # a table of a later step
        connection.execute(_insert_trigger(table, columns, ranges="brought_in" in there))
        connection.execute(_update_trigger(table, columns))
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


def _insert_trigger(table: str, columns: list[str], *, ranges: bool) -> str:
    # Put together as text: for an import's many rows that takes half the time of JSON functions.
    pairs = " || ".join(
        f"CASE WHEN {_new(name)} <> '' THEN ',\"{name}\":' || json_quote({_new(name)}) ELSE '' END"
        for name in columns
    )
    return (
        f"CREATE TRIGGER {table}_history_added AFTER INSERT ON {table} "
        f"{_ONE_BY_ONE if table in brought_in.TABLES and ranges else ''} BEGIN {_NO_ACTION} "
        "INSERT INTO change (action, tbl, record, after) VALUES "
        f"((SELECT uid FROM current_action), '{table}', NEW.uid, "
        f"'{{' || ltrim({pairs}, ',') || '}}'); END"
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


def _update_trigger(table: str, columns: list[str]) -> str:
    pairs = " UNION ALL ".join(
        f"SELECT '{name}' AS k, OLD.{name} AS o, NEW.{name} AS n" for name in columns
    )
    changed = f"FROM ({pairs}) WHERE o IS NOT n"
    any_changed = " OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in columns)
    return (
        f"CREATE TRIGGER {table}_history_changed AFTER UPDATE ON {table} "
        f"WHEN OLD.removed_at IS NOT '{IMPORTING}' AND ({any_changed}) BEGIN {_NO_ACTION} "
        "INSERT INTO change (action, tbl, record, before, after) "
        f"SELECT (SELECT uid FROM current_action), '{table}', NEW.uid, "
        f"json_group_object(k, o), json_group_object(k, n) {changed}; END"
    )


class Digest(NamedTuple):
    """The SHA-256 over what an action changed, and how many records that touched."""

    text: str
    records: int


def digest_of(connection: sqlite3.Connection, action_uid: str) -> Digest:
    """The digest over an action's changes in their order, and the ranges that it brought in."""
    import hashlib  # only a write, and the check of all writes, need it

    sha = hashlib.sha256()
    added, changed = set[str](), set[str]()
    for table, record, before, after in connection.execute(
        "SELECT tbl, record, before, after FROM change WHERE action = ? ORDER BY id", [action_uid]
    ):
        (added if before is None else changed).add(record)
        sha.update(f"{table}\x1f{record}\x1f{before or ''}\x1f{after}\x1e".encode())
    many = 0
    for one, digest in brought_in.of_action(connection, action_uid).items():
        many += one.last - one.first + 1
        sha.update(f"{one.table}\x1f{one.first}\x1f{one.last}\x1f{digest}\x1e".encode())
    if many and changed:
        changed -= brought_in.among(connection, action_uid, changed)
    return Digest(sha.hexdigest(), many + len(added | changed))


def chained(previous: str, *parts: str) -> str:
    """The hash of an action: over the hash before it and its own parts, the digest among them."""
    import hashlib

    return hashlib.sha256("\x1f".join((previous, *parts)).encode()).hexdigest()
