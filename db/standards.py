"""The council's standards as they are kept: read, changed, and taken once from a settings file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from db.remembered import recall, remember
from db.uids import natural_uid
from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.standards import BY_NAME, USUAL, Change, Standards, days_of, read_standards

if TYPE_CHECKING:
    from db.deadlines import Moved
    from db.store import Store
    from spoc_tui.settings import FileStandards

FROM_FILE = "standards of the settings file"
"""What is remembered: what the settings file last said of the standards, since it was read."""
NOTHING = "none"
OTHERS_NOW = "The standards are others now"
"""Why dates move, on their timelines."""


class Changed(NamedTuple):
    """What a change of the standards did."""

    changes: tuple[Change, ...]
    """None where all of them are as they were."""
    moved: tuple[Moved, ...]

    @property
    def said(self) -> str:
        """“how soon enquiries are answered: 8 working days, was 10”."""
        return "; ".join(change.as_it_was for change in self.changes)


class FileRead(NamedTuple):
    """What became of the standards in the settings file."""

    taken: tuple[Change, ...] = ()
    """Those that are kept in the database from now on."""
    left: tuple[str, ...] = ()
    """Those that are no longer read, and were not there when it was last said."""

    @property
    def label(self) -> str:
        """“Read from the settings file how soon enquiries are answered: 8 working days”."""
        return "Read from the settings file " + "; ".join(one.as_it_is for one in self.taken)

    def said(self, where: str) -> str:
        """What the officer is told once; blank: nothing. `where` standards are changed now."""
        if self.taken:
            return (
                f"{self.label}. That is kept in the database from now on and changed {where}; "
                "the lines in the file are no longer read."
            )
        if self.left:
            return (
                f"Of the settings file no longer read: {', '.join(self.left)}. "
                f"Standards are changed {where}."
            )
        return ""


class OwnStandards:
    """The standards of a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def now(self) -> Standards:
        """All of them, as they stand now."""
        rows = self._store.connection.execute(
            "SELECT name, value FROM standard WHERE removed_at IS NULL"
        ).fetchall()
        # A newer program of another desk may know more of them.
        return USUAL._replace(**{name: value for name, value in rows if name in BY_NAME})

    def uid_of(self, name: str) -> str | None:
        """The uid of one that was ever set, for its history."""
        row = self._store.connection.execute(
            "SELECT uid FROM standard WHERE name = ?", [name]
        ).fetchone()
        return row["uid"] if row else None

    def change(self, typed: Mapping[str, str]) -> Changed:
        """Changes some, given as typed, as one act; running deadlines not typed by hand move.

        BadInput, naming the field, for an unknown one or no number of days from 0 to 250.
        """
        wanted = read_standards(typed)
        with self._store.action("Changed the standards") as action:
            before = self.now()
            changes = self._differing(wanted)
            self._set(changes)
            action.label = f"Changed {Changed(changes, ()).said}"
            others = before.of_enquiries != self.now().of_enquiries
            moved = self._store.deadlines.move_all(OTHERS_NOW) if others else []
        return Changed(changes, tuple(moved))

    @property
    def are_read(self) -> bool:
        """Whether the settings file has had its say: from then on nothing in it counts."""
        return bool(recall(self._store, FROM_FILE))

    def read_once(self, given: FileStandards) -> FileRead:
        """Takes over what the settings file says, where that was not done yet, as an action of its
        own; later only tells what was written there since, and is not read.

        BadInput, its refusal, where the file cannot be read and is still to be.
        """
        store, text = self._store, given.text or NOTHING
        last = recall(store, FROM_FILE)
        if last:
            unread = given.refusal and not given.text
            if unread or last == text:
                return FileRead()
            remember(store, FROM_FILE, text)
            as_kept = self.now()._asdict().items() & given.days.items()
            left = {name: line for name, line in given.lines.items() if name not in dict(as_kept)}
            return FileRead(left=tuple(f"{name} (line {line})" for name, line in left.items()))
        if given.refusal:
            raise BadInput(given.refusal)
        with store.action("Read the standards", kind="setup") as action:
            # Another window may have been first, while this one waited for the lock.
            if self.are_read:
                return FileRead()
            changes = self._differing(
                {name: days for name, days in given.days.items() if self.uid_of(name) is None}
            )
            self._set(changes)
            read = FileRead(taken=changes)
            action.label = read.label
            remember(store, FROM_FILE, text)
        return read

    def _differing(self, wanted: Mapping[str, int]) -> tuple[Change, ...]:
        now = self.now()
        changes = (
            Change(one, wanted[name], days_of(now, one))
            for name, one in BY_NAME.items()
            if name in wanted
        )
        return tuple(change for change in changes if change.days != change.before)

    def _set(self, changes: tuple[Change, ...]) -> None:
        """One set before is that row again, though that was undone."""
        for change in changes:
            name = change.standard.name
            uid = natural_uid("standard", name)
            if self.uid_of(name) is None:
                values = {"uid": uid, "name": name, "value": change.days}
                self._store.insert("standard", values)
            else:
                values = {"value": change.days, "removed_at": None}
                self._store.update("standard", uid, values)
