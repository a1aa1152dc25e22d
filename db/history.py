"""Every change, before and after, written by triggers; each action sealed with a chained hash."""

from __future__ import annotations

import sqlite3

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
    "theme",
    "enquiry_theme",
    "feedback",
    "voice",
    "bulletin",
    "telling",
    "check_in",
    "check_in_held",
)

IMPORTING = "importing"
"""In `removed_at`: an organisation of an import under way. It and what hangs on it is seen by
nobody, and is history only once the import's action is sealed.
"""

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
        if not columns:
            continue  # a table of a later step
        connection.execute(_insert_trigger(table, columns))
        connection.execute(_update_trigger(table, columns))
        connection.execute(
            f"CREATE TRIGGER {table}_never_deleted BEFORE DELETE ON {table} "
            f"WHEN {_is_history(table, columns)} "
            "BEGIN SELECT RAISE(ABORT, 'nothing the officer made is deleted'); END"
        )
    # What no action was sealed over is not history yet: an import that was broken off.
    sealed = {"action": "1", "change": "EXISTS (SELECT 1 FROM action WHERE uid = OLD.action)"}
    for table, when in sealed.items():
        for verb in ("UPDATE", "DELETE"):
            connection.execute(
                f"CREATE TRIGGER {table}_append_only_{verb.lower()} BEFORE {verb} ON {table} "
                f"WHEN {when} BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END"
            )


def _insert_trigger(table: str, columns: list[str]) -> str:
    # Put together as text: for an import's many rows that takes half the time of JSON functions.
    pairs = " || ".join(
        f"CASE WHEN {_new(name)} <> '' THEN ',\"{name}\":' || json_quote({_new(name)}) ELSE '' END"
        for name in columns
    )
    return (
        f"CREATE TRIGGER {table}_history_added AFTER INSERT ON {table} BEGIN {_NO_ACTION} "
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


class Digest:
    """The SHA-256 over an action's changes in their order, and how many records they touch.

    Taken in parts, so that a long import has little left to reckon once nobody else can write.
    """

    def __init__(self, connection: sqlite3.Connection, action_uid: str) -> None:
        import hashlib  # only a write needs it

        self._connection = connection
        self.action_uid = action_uid
        self._sha = hashlib.sha256()
        self._added = 0
        self._changed: set[str] = set()
        self._last = 0

    def go_on(self) -> Digest:
        """Takes in what was written since; returns itself."""
        rows = self._connection.execute(
            "SELECT id, tbl, record, before, after FROM change WHERE action = ? AND id > ? "
            "ORDER BY id",
            [self.action_uid, self._last],
        )
        for last, table, record, before, after in rows:
            self._last = last
            if before is None:
                self._added += 1
            elif record not in self._changed and not self._was_added(record):
                self._changed.add(record)
            self._sha.update(f"{table}\x1f{record}\x1f{before or ''}\x1f{after}\x1e".encode())
        return self

    @property
    def text(self) -> str:
        return self._sha.hexdigest()

    @property
    def records(self) -> int:
        return self._added + len(self._changed)

    def _was_added(self, record: str) -> bool:
        """Whether the action itself made this record. (An import's many uids are not kept.)"""
        found = self._connection.execute(
            "SELECT 1 FROM change WHERE record = ? AND action = ? AND before IS NULL",
            [record, self.action_uid],
        )
        return found.fetchone() is not None


def digest_of(connection: sqlite3.Connection, action_uid: str) -> Digest:
    """The digest over all of an action's changes."""
    return Digest(connection, action_uid).go_on()


def chained(previous: str, *parts: str) -> str:
    """The hash of an action: over the hash before it and its own parts, the digest among them."""
    import hashlib

    return hashlib.sha256("\x1f".join((previous, *parts)).encode()).hexdigest()
