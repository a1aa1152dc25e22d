"""The council's standards as they are kept. What changes them is in
db/council/standards_changing.py, which is not needed to start.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from db.council.remembered import recall, remember
from db.records.clock import kept_standards
from spoc_tui.casework.dates.standards import Standards
from spoc_tui.casework.errors import BadInput

if TYPE_CHECKING:
    from db.council.standards_changing import Changed, FileRead
    from db.store import Store
    from spoc_tui.settings_file import FileStandards

FROM_FILE = "standards of the settings file"
"""What is remembered: what the settings file last said of the standards, since it was read."""
NO_VALUE = "none"
STANDARDS_CHANGED = "The standards changed"
"""Why dates move, on their timelines."""


class OwnStandards:
    """The standards of a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def now(self) -> Standards:
        """All of them, as they stand now."""
        return kept_standards(self._store.connection)

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
        from db.council.standards_changing import change

        return change(self._store, typed)

    @property
    def are_read(self) -> bool:
        """Whether the settings file has had its say: from then on nothing in it counts."""
        return bool(recall(self._store, FROM_FILE))

    def read_once(self, given: FileStandards | None) -> FileRead | None:
        """Takes over what the settings file says, where that was not done yet, as an action of its
        own; later it only tells, once, what was written there since. None: nothing to be told.

        BadInput, its refusal, where the file cannot be read and is still to be.
        """
        last = recall(self._store, FROM_FILE)
        if last == _text(given):
            return None
        from db.council.standards_changing import take_over, told_of

        if not last:
            if given and given.refusal:
                raise BadInput(given.refusal)
            return take_over(self._store, given)
        if given and given.refusal and not given.text:
            return None  # who knows what it says
        self.remember_file(given)
        return told_of(self.now(), given) if given else None

    def remember_file(self, given: FileStandards | None) -> None:
        """That the settings file had its say, and what it was."""
        remember(self._store, FROM_FILE, _text(given))


def _text(given: FileStandards | None) -> str:
    return given.text or NO_VALUE if given else NO_VALUE
