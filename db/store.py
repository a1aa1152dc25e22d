"""The Store: one object that groups the tables, and the one way to write: `store.action`."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from db import backup, history
from db.connection import connect, in_memory, worded
from db.migrations import migrate
from db.uids import new_uid
from spoc_tui.casework import when
from spoc_tui.casework.clocks import Standards
from spoc_tui.casework.errors import NotFound

if TYPE_CHECKING:
    from db.agenda import Agenda
    from db.council import Council
    from db.deadlines import Deadlines
    from db.drafts import Drafts
    from db.enquiries import Enquiries
    from db.history_reading import HistoryReading
    from db.holidays_added import Holidays
    from db.organisations import Organisations
    from db.promises import Promises
    from db.routings import Routings
    from db.search import Search
    from db.undo import Proposal
    from spoc_tui.casework.history import ActionEntry
    from spoc_tui.casework.working_days import WorkingDays

Clock = Callable[[], datetime]
Values = Mapping[str, Any]


@dataclass
class Action:
    """The action under way. Its label may still be changed while it runs (a reference, a count)."""

    uid: str
    label: str
    kind: str
    undoes: str | None


class Store:
    """Everything that is kept, on one connection (bound, like it, to one thread).

    `now` is the only clock; `who` stands in the history; `desk` is the letter in the references of
    an officer who has set one.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        *,
        now: Clock,
        path: Path | None = None,
        who: str = "officer",
        desk: str = "",
        standards: Standards | None = None,
    ) -> None:
        self.connection = connection
        self.path = path
        self.now = now
        self.who = who
        self.desk = desk
        self.standards = standards or Standards()
        self.sitting = new_uid()
        self._current: Action | None = None
        self._columns: dict[str, frozenset[str]] = {}

    @classmethod
    def open(cls, path: Path, **options: Any) -> Store:
        """Opens (or makes) the database at `path` and brings it to today's shape.

        A new one is given the starting set of teams and topics. Options are those of the Store.
        """
        connection = connect(path)
        try:
            with worded(path):
                migrate(connection, path)
                store = cls(connection, path=path, **options)
                if store.is_new:
                    store.council.add_starting_set()
        except BaseException:
            connection.close()
            raise
        return store

    @classmethod
    def in_memory(cls, **options: Any) -> Store:
        """A whole store that is never on disk."""
        connection = in_memory()
        migrate(connection)
        store = cls(connection, **options)
        store.council.add_starting_set()
        return store

    def close(self) -> None:
        """Lets the file go. What was saved is on disk already."""
        self.connection.close()

    def again(self) -> Store:
        """The same store on a connection of its own, for a worker's thread."""
        if self.path is None:
            raise ValueError("a store in memory has one connection")
        return Store(
            connect(self.path),
            now=self.now,
            path=self.path,
            who=self.who,
            desk=self.desk,
            standards=self.standards,
        )

    # The subjects, each imported when it is first asked for: the desk needs few of them to start.

    @cached_property
    def organisations(self) -> Organisations:
        from db.organisations import Organisations

        return Organisations(self)

    @cached_property
    def council(self) -> Council:
        from db.council import Council

        return Council(self)

    @cached_property
    def enquiries(self) -> Enquiries:
        from db.enquiries import Enquiries

        return Enquiries(self)

    @cached_property
    def routings(self) -> Routings:
        from db.routings import Routings

        return Routings(self)

    @cached_property
    def promises(self) -> Promises:
        from db.promises import Promises

        return Promises(self)

    @cached_property
    def deadlines(self) -> Deadlines:
        from db.deadlines import Deadlines

        return Deadlines(self)

    @cached_property
    def agenda(self) -> Agenda:
        from db.agenda import Agenda

        return Agenda(self)

    @cached_property
    def holidays(self) -> Holidays:
        from db.holidays_added import Holidays

        return Holidays(self)

    @cached_property
    def drafts(self) -> Drafts:
        from db.drafts import Drafts

        return Drafts(self)

    @cached_property
    def search(self) -> Search:
        from db.search import Search

        return Search(self)

    @cached_property
    def history(self) -> HistoryReading:
        from db.history_reading import HistoryReading

        return HistoryReading(self)

    @property
    def is_new(self) -> bool:
        """Whether nothing was ever done in it, not even the starting set."""
        return self.connection.execute("SELECT 1 FROM action LIMIT 1").fetchone() is None

    # Time.

    def today(self) -> date:
        """Today in Europe/London."""
        return when.london_date(self.now())

    def now_text(self) -> str:
        """Now, as it is stored."""
        return when.to_iso(self.now())

    @property
    def days(self) -> WorkingDays:
        """England's working days, with the days the officer added."""
        from spoc_tui.casework.working_days import WorkingDays

        return WorkingDays(self.holidays.added())

    def read_day(self, typed: str, field: str) -> date:
        """A date as the officer types it; BadInput, naming the field, where it is none."""
        from spoc_tui.casework import typed_dates

        return typed_dates.read_day(typed, today=self.today(), days=self.days, field=field)

    def read_moment(self, typed: str, field: str) -> datetime:
        """A moment up to now as the officer types it; BadInput, naming the field, otherwise."""
        from spoc_tui.casework import typed_dates

        return typed_dates.read_moment(typed, now=self.now(), days=self.days, field=field)

    def in_words(self, day: date) -> str:
        """“Friday 27 November 2026, in 5 days (4 working days)”, seen from today."""
        return when.in_words(day, today=self.today(), days=self.days)

    # Writing.

    @contextmanager
    def action(
        self, label: str, *, kind: str = "act", undoes: str | None = None
    ) -> Iterator[Action]:
        """One officer action: one transaction, one entry in the history, one undo.

        An action opened within another joins it. Whatever goes wrong inside, nothing is written;
        an action that changed nothing leaves no entry. On disk when it ends.
        """
        if self._current is not None:
            yield replace(self._current)  # the outer action's label stands
            return
        with self.transaction():
            action = self._current = Action(new_uid(), label, kind, undoes)
            try:
                self._set_current(action.uid)
                yield action
                self._seal(action)
                self._set_current(None)
            finally:
                self._current = None

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

    # Undo, and what others wrote.

    def propose_undo(self, action_uid: str | None = None) -> Proposal:
        """What `undo` would take back, and whether to ask first."""
        from db import undo

        return undo.propose_undo(self, action_uid)

    def propose_redo(self) -> Proposal:
        """What `redo` would take back, and whether to ask first."""
        from db import undo

        return undo.propose_redo(self)

    def undo(self, action_uid: str | None = None) -> ActionEntry:
        """Takes back the last action that stands, or the one named. See db/undo.py."""
        from db import undo

        return undo.undo(self, action_uid)

    def redo(self, undo_uid: str | None = None) -> ActionEntry:
        """Goes forward again after an undo: the last, which must be the one named, if any is."""
        from db import undo

        return undo.redo(self, undo_uid)

    def data_version(self) -> int:
        """A number that changes when another connection has written."""
        (version,) = self.connection.execute("PRAGMA data_version").fetchone()
        return int(version)

    def backup(self, target: Path | None = None, *, overwrite: bool = False) -> Path:
        """A verified copy at `target`, or by date in the backup folder; returns where it is."""
        if target is None:
            if self.path is None:
                raise ValueError("a store in memory has no backup folder")
            stamp = self.now().strftime("%Y%m%dT%H%M%SZ")
            target = backup.folder_of(self.path) / f"{self.path.stem}-{stamp}.db"
        return backup.copy_to(self.connection, target, overwrite=overwrite)

    def _check(self, table: str, names: Any) -> None:
        if table not in self._columns:
            if table not in history.AUDITED:
                raise ValueError(f"{table} is not an audited table")
            rows = self.connection.execute(f"PRAGMA table_info({table})")
            self._columns[table] = frozenset(row["name"] for row in rows)
        unknown = set(names) - self._columns[table]
        if unknown:
            raise ValueError(f"{table} has no {', '.join(sorted(unknown))}")

    def _set_current(self, uid: str | None) -> None:
        self.connection.execute("UPDATE current_action SET uid = ?", [uid])

    def _seal(self, action: Action) -> None:
        digest, records = history.digest_of(self.connection, action.uid)
        if not records:
            return
        last = self.connection.execute(
            "SELECT hash FROM action ORDER BY id DESC LIMIT 1"
        ).fetchone()
        (number,) = self.connection.execute(
            "SELECT coalesce(max(number), 0) + 1 FROM action WHERE desk = ?", [self.desk]
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
                records,
                digest,
                history.chained(last["hash"] if last else "", *parts, action.undoes or "", digest),
            ],
        )
