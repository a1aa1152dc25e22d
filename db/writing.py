"""The one way to write: an action, with its rows and its entry in the history."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from db.changes.modes import ONE_BY_ONE, RANGES
from db.connection import Connection, Row
from db.file.connecting import is_free
from db.file.errors import worded
from db.file.held import HeldFile
from db.file.tuning import wait_for_nobody
from db.file.whereabouts import FileNumber
from db.records.clock import Clocked
from db.records.uids import natural_uid, new_uid
from spoc_tui.casework.dates import when
from spoc_tui.casework.errors import BadInput, NotFound, StorageFailed, again
from spoc_tui.settings import Settings

if TYPE_CHECKING:
    from db.changes.meanwhile import Seen
    from db.changes.seal import ChainPosition
    from spoc_tui.casework.kinds.paper import AreaPaper, Paper
    from spoc_tui.casework.records.signed import Signed

# What only reads does without the history: it is imported where something is written.
Clock = Callable[[], datetime]
Values = Mapping[str, Any]


def no_settings() -> Settings:
    """The settings where no officer is known."""
    return Settings(officer="officer")


NO_TABLES = frozenset[str]()
BEGAN_AT = "2026-01-01T00:00:00Z"
"""When what every desk begins with was put together."""


class Action:
    """The action under way. Its label may still be changed while it runs (a reference, a count)."""

    def __init__(self, uid: str, label: str, kind: str, undoes: str | None) -> None:
        self.uid = uid
        self.label = label
        self.kind = kind
        self.undoes = undoes


class Writing(Clocked):
    """One connection (bound to one thread), written to by actions only.

    `now` is the only clock; `settings` gives the officer's, and is asked only where they matter.
    `file` is the number of the file, where that is known.
    """

    def __init__(
        self,
        connection: Connection,
        *,
        now: Clock,
        path: Path | None = None,
        file: FileNumber | None = None,
        settings: Callable[[], Settings] = no_settings,
    ) -> None:
        self.connection = connection
        self.path = path
        self.now = now
        self._settings = settings
        self.sitting = new_uid()
        self.read_only: StorageFailed | None = None
        """Why nothing can be saved in it; None: it can."""
        self._current: Action | None = None
        self._columns: dict[str, frozenset[str]] = {}
        self._file = HeldFile(path, file) if path is not None else None
        self._sealed: tuple[ChainPosition, str] | None = None
        """The last action of the transaction, and when it was."""
        self._is_written_to = False
        self._given: dict[tuple[str, int, str], int] = {}
        """The numbers that were given in the transaction."""
        self._due_changed: set[str] | None = set()
        """The records on which something else may be due after the action; None: all."""
        self.of_draft: str | None = None
        """The uid of the draft of which the next action comes (db/records/drafts.py)."""
        self._seen: Seen | None = None
        """What was shown while the next action was typed (db/changes/meanwhile.py)."""

    @property
    def file(self) -> FileNumber | None:
        """The number of the file that is open; None in memory."""
        return self._file.number if self._file is not None else None

    @cached_property
    def who(self) -> str:
        """The officer's name as the history has it."""
        return self._settings().who

    @property
    def signed(self) -> Signed:
        """The same as the author of a paper, with what is printed at its foot: the end of the
        history as it stands.
        """
        from db.changes.anchored import anchored

        return anchored(self.connection, self.who)

    def signed_for(self, paper: Paper | AreaPaper) -> Signed:
        """The author of a paper about a record or an area; what goes out has no such line."""
        from spoc_tui.casework.records.signed import Signed

        return Signed(self.who) if paper.goes_out else self.signed

    @cached_property
    def desk(self) -> str:
        """The letter in the references of an officer who has set one."""
        return self._settings().desk

    @property
    def refusal(self) -> str:
        """Why nothing may be saved by the officer's settings; blank: it may."""
        return self._settings().refusal

    def data_version(self) -> int:
        """A number that changes when another connection has written."""
        (version,) = self.connection.execute("PRAGMA data_version").fetchone()
        return int(version)

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
        db/lists/applying.py).

        An action opened within another joins it. Whatever goes wrong inside, nothing is written;
        an action that changed nothing leaves no entry. On disk when it ends.
        """
        if self._current is not None:
            outer = self._current
            # One of its own to relabel: the outer action's label is kept.
            yield Action(outer.uid, outer.label, outer.kind, outer.undoes)
            return
        # Said before anything is written; a new file is made whatever they are.
        if kind != "setup" and (refusal := self.refusal):
            raise BadInput(refusal)
        if kind != "setup" and not self._clock_told and (doubt := self.clock_doubt()):
            self._clock_told = True
            self.clock_doubted(doubt)
        with self.transaction():
            action = self._current = Action(uid or new_uid(), label, kind, undoes)
            try:
                if self.of_draft is not None:
                    self._require_draft()
                self._set_current(action.uid)
                yield action
                if self.of_draft is not None:
                    self._use_draft(action.label)
                self._seal(action)
            finally:
                self._current, self._due_changed = None, set()
        self.of_draft = None

    def _require_draft(self) -> None:
        from db.records import drafts

        assert self.of_draft is not None
        drafts.require_own(self, self.of_draft)

    def _use_draft(self, became: str) -> None:
        from db.records import drafts

        assert self.of_draft is not None
        drafts.use(self, self.of_draft, became)

    @contextmanager
    def typed_over(self, seen: Seen | None) -> Iterator[None]:
        """What is done within was typed while rows were shown so: ChangedMeanwhile where it would
        write over what another window has written since.
        """
        if seen is not None:
            seen.begin()
        self._seen = seen
        try:
            yield
        finally:
            self._seen = None

    @contextmanager
    def beginning(self, label: str) -> Iterator[bool]:
        """The action that every desk begins with: the same everywhere, to the last byte, and before
        all others. Gives whether it is to be written: False where there is a history already,
        whichever process began it while this one waited for the lock.
        """
        from db.changes import seal
        from db.changes.desks import NO_ORIGIN
        from db.changes.entry import write_entry
        from db.changes.seal import ChainPosition

        with self.transaction():
            if self.connection.execute("SELECT 1 FROM action LIMIT 1").fetchone() is not None:
                yield False
                return
            action = self._current = Action(natural_uid("action", label), label, "setup", None)
            try:
                self._set_current(action.uid)
                yield True
                digest = seal.digest_of(self.connection, action.uid)
                if digest.records:
                    self.connection.execute("INSERT INTO desk (uid) VALUES (?)", [NO_ORIGIN])
                    write_entry(
                        self.connection,
                        action,
                        ChainPosition(NO_ORIGIN, 1, 0, ""),
                        digest,
                        sitting=NO_ORIGIN,
                        at=BEGAN_AT,
                        who="spoc",
                    )
                self._set_current(None)
            finally:
                self._current = None

    @contextmanager
    def hidden(self, action_uid: str) -> Iterator[None]:
        """One transaction of rows that are hidden until the action of that uid is done: what is
        added is kept as ranges (db/changes/imported.py).
        """
        with self.transaction():
            self._set_current(action_uid, RANGES)
            yield
            self._set_current(None)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """One transaction, on disk when it ends; within another it joins that one.

        Alone, it is for what stays outside the history. Raises Gone where the file is no longer
        where it was.
        """
        if self.connection.in_transaction:
            yield
            return
        if self.read_only is not None:
            raise again(self.read_only)
        self.require_there()
        with worded(self.path or "the database"):
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self.connection.execute("COMMIT")
            except BaseException:
                self._sealed, self._given = None, {}
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
                raise
        self._leave_mark()

    @property
    def is_written_to(self) -> bool:
        """Whether an action was done by this connection."""
        return self._is_written_to

    def wait_for_nobody(self) -> None:
        """From now on a save that meets another program's fails at once: it is tried again by who
        has others to serve meanwhile, such as a screen.
        """
        wait_for_nobody(self.connection)

    @property
    def is_free(self) -> bool:
        """Whether no other program is writing, just now."""
        with worded(self.path or "the database"):
            return is_free(self.connection)

    def require_there(self) -> None:
        """Gone where the file that is open is no longer where it was: what is saved in it, nobody
        would find again.
        """
        if self._file is not None:
            self._file.require_there(self.connection)

    def _leave_mark(self) -> None:
        """Keeps beside the file how far it has got."""
        self._is_written_to |= self._sealed is not None
        if self._sealed is not None and self._file is not None:
            place, at = self._sealed
            self.last_saved = when.from_iso(at)
            self._file.leave_mark(place.origin, place.place, at, self._given)
        self._sealed, self._given = None, {}

    def insert(self, table: str, values: Values) -> str:
        """Adds one row to an audited table, within an action; returns its uid: a new one, unless it
        is among the values.
        """
        from db.records.kept_out import refuse_kept_out
        from db.records.kind_columns import NEW_IN_DUE
        from db.records.tables import CHANGE_DUE, RECORD_OF
        from db.records.text_indexes import derived

        row = {"uid": new_uid(), **values, **derived(table, values)}
        self._check(table, row)
        refuse_kept_out(self.connection, table, row)
        names = ", ".join(row)
        marks = ", ".join("?" * len(row))
        self.connection.execute(
            f"INSERT INTO main.{table} ({names}) VALUES ({marks})",
            list(row.values()),
        )
        if self._seen is not None:
            self._seen.wrote(table, str(row["uid"]), row)
        if table in CHANGE_DUE or table in NEW_IN_DUE:
            record = row[RECORD_OF[table]] if table in RECORD_OF else None
            self.change_due(table, str(row["uid"]), record)
        return str(row["uid"])

    def put(self, table: str, values: Values) -> str:
        """Sees to it that a row of one of SETS (db/changes/natural_keys.py) is there with these
        values, within an action; returns its uid.

        One that is there is changed where it differs, and one that was removed put back, as if it
        were new.
        """
        from db.changes import natural_keys

        found = natural_keys.rows_of(self.connection, table, values)
        if not found:
            uid = natural_uid(table, *natural_keys.key_of(table, values))
            return self.insert(table, {**values, "uid": uid})
        row = found[0]
        wanted = dict(values)
        if row["removed_at"] is not None:
            wanted = {**natural_keys.blank_of(self.connection, table), **values}
        changed = {name: value for name, value in wanted.items() if row[name] != value}
        self.update(table, row["uid"], changed)
        return str(row["uid"])

    def update(self, table: str, uid: str, values: Values) -> None:
        """Changes fields of one row of an audited table, within an action."""
        if not values:
            return
        from db.records.kept_out import refuse_kept_out
        from db.records.kind_columns import NAMED_IN_DUE
        from db.records.tables import CHANGE_DUE, RECORD_OF
        from db.records.text_indexes import derived

        if self._seen is not None:
            self._seen.check(table, self.row(table, uid), values)
        values = {**values, **derived(table, values)}
        self._check(table, values)
        refuse_kept_out(self.connection, table, values, uid)
        pairs = ", ".join(f"{name} = ?" for name in values)
        its_record = RECORD_OF.get(table, "uid")
        written = self.connection.execute(
            f"UPDATE main.{table} SET {pairs} WHERE uid = ? RETURNING {its_record}",
            [*values.values(), uid],
        ).fetchall()
        if not written:
            raise NotFound(f"There is no such {table}.")
        if table in CHANGE_DUE or not NAMED_IN_DUE.get(table, NO_TABLES).isdisjoint(values):
            self.change_due(table, uid, written[0][0])

    def change_due(self, table: str, uid: str | None = None, record: str | None = None) -> None:
        """A row of one of CHANGE_DUE was written, one of NAMED_IN_DUE is called otherwise, or many
        rows are: what is due on the records that follow from it is written again as the action
        ends. `record` is the one that the row is, or belongs to.
        """
        from db.records.kind_columns import NAMED_IN_DUE, OF_ALL_DUE, OFFERED_FROM
        from db.records.tables import CHANGE_DUE

        its = set[str]()
        if table in NAMED_IN_DUE or table in OFFERED_FROM:
            from db.kinds import due

            its = due.naming(self.connection, table, uid)
        if table in CHANGE_DUE:  # what others are called by may be a record itself
            if record is None or table in OF_ALL_DUE:
                self._due_changed = None
                return
            its.add(record)
        if self._due_changed is not None:
            self._due_changed |= its

    def row(self, table: str, uid: str) -> Row:
        """One row of an audited table as it is, undone or not; NotFound if there is none."""
        self._check(table, ())
        found = self.connection.execute(
            f"SELECT * FROM {table} WHERE uid = ?",
            [uid],
        ).fetchone()
        if found is None:
            raise NotFound(f"There is no such {table}.")
        return found  # type: ignore[no-any-return]

    def next_number(self, kind: str, year: int) -> int:
        """The next running number for references of a kind; within an action, never used twice on
        this desk.
        """
        from db.records.numbering import take_next

        number = take_next(self.connection, kind, year, self.desk)
        self._given[kind, year, self.desk] = number
        return number

    def _check(self, table: str, names: Any) -> None:
        if table not in self._columns:
            from db.changes.tables import AUDITED

            if table not in AUDITED:
                raise ValueError(f"{table} is not an audited table")
            rows = self.connection.execute(f"PRAGMA table_info({table})")
            self._columns[table] = frozenset(row["name"] for row in rows)
        unknown = set(names) - self._columns[table]
        if unknown:
            raise ValueError(f"{table} has no {', '.join(sorted(unknown))}")

    def _set_current(self, uid: str | None, many: int = ONE_BY_ONE) -> None:
        """`many`: how the rows that are written get into the history (db/changes/triggers.py)."""
        self.connection.execute("UPDATE current_action SET uid = ?, many = ?", [uid, many])

    def _seal(self, action: Action) -> None:
        from db.changes import desks, seal
        from db.changes.entry import write_entry

        if self._due_changed != set():
            from db.kinds import whole_index

            whole_index.write_due(self.connection, self._due_changed)
        digest = seal.digest_of(self.connection, action.uid)
        (last,) = self.connection.execute(desks.END_CURRENT).fetchall()
        if digest.records:
            place, at = desks.place_after(self, last), self.now_text()
            write_entry(
                self.connection,
                action,
                place,
                digest,
                sitting=self.sitting,
                at=at,
                who=self.who,
            )
            self._sealed = place, at
