"""Standards changed, by the officer or, once, by what a settings file still says of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from db.council.standards import STANDARDS_CHANGED
from db.records.uids import natural_uid
from spoc_tui.casework.council.standards_in_words import (
    ALL_STANDARDS,
    StandardChange,
    days_of,
    read_standards,
)
from spoc_tui.casework.dates.standards import Standards

if TYPE_CHECKING:
    from db.enquiries.deadlines import MovedDeadline
    from db.store import Store
    from spoc_tui.settings_file import FileStandards


class Changed(NamedTuple):
    """The outcome of changing the standards."""

    changes: tuple[StandardChange, ...]
    """None where all of them are as they were."""
    moved: tuple[MovedDeadline, ...]

    @property
    def described(self) -> str:
        """“how soon enquiries are answered: 8 working days, was 10”."""
        return "; ".join(change.as_it_was for change in self.changes)


class FileRead(NamedTuple):
    """The outcome of reading the standards in the settings file."""

    taken: tuple[StandardChange, ...] = ()
    """Those that are kept in the database from now on."""
    left: tuple[str, ...] = ()
    """Those that are no longer read, and were not there when it was last said."""

    @property
    def label(self) -> str:
        """“Read from the settings file how soon enquiries are answered: 8 working days”."""
        return "Read from the settings file " + "; ".join(one.as_it_is for one in self.taken)

    def described(self, where: str) -> str:
        """The sentence that the officer is told once; `where` standards are changed now."""
        if self.taken:
            return (
                f"{self.label}. That is kept in the database from now on and changed {where}; "
                "the lines in the file are no longer read."
            )
        left = ", ".join(self.left)
        return f"No longer read from the settings file: {left}. Standards are changed {where}."


def change(store: Store, typed: Mapping[str, str]) -> Changed:
    """See OwnStandards.change."""
    wanted = read_standards(typed)
    with store.action("Changed the standards") as action:
        before = store.standards
        changes = _differing(before, wanted)
        _set(store, changes)
        action.label = f"Changed {Changed(changes, ()).described}"
        others = before.of_enquiries != store.standards.of_enquiries
        moved = store.deadlines.move_all(STANDARDS_CHANGED) if others else []
    return Changed(changes, tuple(moved))


def take_over(store: Store, given: FileStandards | None) -> FileRead | None:
    """Takes over what a settings file says, as an action of the program's own; what the database
    has already stays. None where there was nothing to take, or another window was first.
    """
    own, days = store.own_standards, given.days if given else {}
    with store.action("Read the standards", kind="setup") as action:
        if own.are_read:
            return None
        new = {name: value for name, value in days.items() if own.uid_of(name) is None}
        read = FileRead(taken=_differing(store.standards, new))
        _set(store, read.taken)
        action.label = read.label
        own.remember_file(given)
    return read if read.taken else None


def told_of(now: Standards, given: FileStandards) -> FileRead | None:
    """The parts of a settings file that are no longer read, and differ from the standards."""
    as_kept = dict(now._asdict().items() & given.days.items())
    left = [f"{name} (line {line})" for name, line in given.lines.items() if name not in as_kept]
    return FileRead(left=tuple(left)) if left else None


def _differing(now: Standards, wanted: Mapping[str, int]) -> tuple[StandardChange, ...]:
    changes = (
        StandardChange(one, wanted[one.name], days_of(now, one))
        for one in ALL_STANDARDS
        if one.name in wanted
    )
    return tuple(change for change in changes if change.days != change.before)


def _set(store: Store, changes: tuple[StandardChange, ...]) -> None:
    """One that was set before is that row again, though that was undone."""
    for change in changes:
        name = change.standard.name
        uid = natural_uid("standard", name)
        if store.own_standards.uid_of(name) is None:
            store.insert("standard", {"uid": uid, "name": name, "value": change.days})
        else:
            store.update("standard", uid, {"value": change.days, "removed_at": None})
