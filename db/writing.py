"""The one way to write: an action, with its rows and its entry in the history."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from db.connection import worded
from db.uids import new_uid
from spoc_tui.casework import when
from spoc_tui.casework.errors import BadInput, NotFound
from spoc_tui.settings import Settings

Clock = Callable[[], datetime]
Values = Mapping[str, Any]


def _nobodys_settings() -> Settings:
    return Settings(officer="officer")


class Action:
    """The action under way. Its label may still be changed while it runs (a reference, a count)."""

    def __init__(self, uid: str, label: str, kind: str, undoes: str | None) -> None:
        self.uid = uid
        self.label = label
        self.kind = kind
        self.undoes = undoes


class Writing:
    """One connection (bound to one thread), written to by actions only.

    `now` is the only clock; `settings` gives the officer's, and is asked only where they matter.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        *,
        now: Clock,
        path: Path | None = None,
        settings: Callable[[], Settings] = _nobodys_settings,
    ) -> None:
        self.connection = connection
        self.path = path
        self.now = now
        self._settings = settings
        self.sitting = new_uid()
        self._current: Action | None = None
        self._columns: dict[str, frozenset[str]] = {}

    @cached_property
    def who(self) -> str:
        """Who stands in the history."""
        return self._settings().who

    @cached_property
    def desk(self) -> str:
        """The letter in the references of an officer who has set one."""
        return self._settings().desk

    def now_text(self) -> str:
        """Now, as it is stored."""
        return when.to_iso(self.now())

    @contextmanager
    def action(
        self,
        label: str,
        *,
        kind: str = "act",
        undoes: str | None = None,
        uid: str | None = None,
    ) -> Iterator[Action]:
        """One officer action: one transaction, one entry in the history, one undo.

        `uid` is given where something was written under it already, hidden (see
        db/import_applying.py).

        An action opened within another joins it. Whatever goes wrong inside, nothing is written;
        an action that changed nothing leaves no entry. On disk when it ends.
        """
        if self._current is not None:
            outer = self._current
            # One of its own to relabel: the outer action's label stands.
            yield Action(outer.uid, outer.label, outer.kind, outer.undoes)
            return
        # Said before anything is written; a new file is made whatever they are.
        if (refusal := self._settings().refusal) and kind != "setup":
            raise BadInput(refusal)
        with self.transaction():
            action = self._current = Action(uid or new_uid(), label, kind, undoes)
            try:
                self._set_current(action.uid)
                yield action
                self._seal(action)
                self._set_current(None)
            finally:
                self._current = None

    @contextmanager
    def hidden(self, action_uid: str) -> Iterator[None]:
        """One transaction of rows that are hidden until the action of that uid is done: what is
        added is kept as ranges (db/brought_in.py).
        """
        with self.transaction():
            self._set_current(action_uid, many=True)
            yield
            self._set_current(None)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """One transaction, on disk when it ends; within another it joins that one.

        Alone, it is for what stays outside the history.
        """
        if self.connection.in_transaction:
            yield
            return
        with worded(self.path or "the database"):
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self.connection.execute("COMMIT")
            except BaseException:
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
                raise

    def insert(self, table: str, values: Values) -> str:
        """Adds one row to an audited table, within an action; returns its uid."""
        uid = new_uid()
        row = {"uid": uid, **values}
        self._check(table, row)
        names = ", ".join(row)
        marks = ", ".join("?" * len(row))
        self.connection.execute(
            f"INSERT INTO {table} ({names}) VALUES ({marks})",
            list(row.values()),
        )
        return uid

    def update(self, table: str, uid: str, values: Values) -> None:
        """Changes fields of one row of an audited table, within an action."""
        if not values:
            return
        self._check(table, values)
        pairs = ", ".join(f"{name} = ?" for name in values)
        self.connection.execute(
            f"UPDATE {table} SET {pairs} WHERE uid = ?",
            [*values.values(), uid],
        )

    def row(self, table: str, uid: str) -> sqlite3.Row:
        """One row of an audited table as it stands, undone or not; NotFound if there is none."""
        self._check(table, ())
        found = self.connection.execute(
            f"SELECT * FROM {table} WHERE uid = ?",
            [uid],
        ).fetchone()
        if found is None:
            raise NotFound(f"There is no such {table}.")
        return found  # type: ignore[no-any-return]

    def next_number(self, kind: str, year: int) -> int:
        """The next running number for references of a kind; within an action, never used twice."""
        (number,) = self.connection.execute(
            "INSERT INTO counter (kind, year, desk, last) VALUES (?, ?, ?, 1) "
            "ON CONFLICT DO UPDATE SET last = last + 1 RETURNING last",
            [kind, year, self.desk],
        ).fetchone()
        return int(number)

    def _check(self, table: str, names: Any) -> None:
        if table not in self._columns:
            from db.history import AUDITED

            if table not in AUDITED:
                raise ValueError(f"{table} is not an audited table")
            rows = self.connection.execute(f"PRAGMA table_info({table})")
            self._columns[table] = frozenset(row["name"] for row in rows)
        unknown = set(names) - self._columns[table]
        if unknown:
            raise ValueError(f"{table} has no {', '.join(sorted(unknown))}")

    def _set_current(self, uid: str | None, *, many: bool = False) -> None:
        """`many`: the rows that an import adds are kept as ranges, not one by one."""
        self.connection.execute("UPDATE current_action SET uid = ?, many = ?", [uid, many])

    def _seal(self, action: Action) -> None:
        from db import history  # what only reads does without it

        digest = history.digest_of(self.connection, action.uid)
        if not digest.records:
            return
        last, number = self.connection.execute(
            "SELECT (SELECT hash FROM action ORDER BY id DESC LIMIT 1), "
            "(SELECT coalesce(max(number), 0) + 1 FROM action WHERE desk = ?)",
            [self.desk],
        ).fetchone()
        at = self.now_text()
        parts = (action.uid, self.desk, str(number), at, self.who, action.label, action.kind)
        self.connection.execute(
            "INSERT INTO action (uid, desk, number, sitting, at, who, label, kind, undoes, "
            "records, digest, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                action.uid,
                self.desk,
                number,
                self.sitting,
                at,
                self.who,
                action.label,
                action.kind,
                action.undoes,
                digest.records,
                digest.text,
                history.chained(last or "", *parts, action.undoes or "", digest.text),
            ],
        )
