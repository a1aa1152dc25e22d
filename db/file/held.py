"""The file that a window holds open: whether it is still the one, and how far it has got."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from db.connection import Connection
from db.file import whereabouts


class HeldFile:
    """A database's file from the moment that it was opened, with its mark (db/file/marks.py).

    `number` is the file's, where that is known already.
    """

    def __init__(self, path: Path, number: whereabouts.FileNumber | None = None) -> None:
        self.path = path
        self.number = number if number is not None else whereabouts.file_number(path)
        self._stamp: whereabouts.Stamp | None = None
        self._last: whereabouts.LastAction | None = None
        """The last action that was in the file as it was of that stamp, or that was saved since."""

    def require_there(self, connection: Connection) -> None:
        """Gone where the file is no longer where it was, or was written over with an older one:
        what is saved in it, nobody would find again.
        """
        stamp = whereabouts.require_there(self.path, self.number)
        if stamp == self._stamp:
            return
        if self._stamp is None:
            from db.file import marks

            self._last = marks.last_action(connection)
        else:
            self._last = whereabouts.require_not_written_over(self.path, self._last)
        self._stamp = stamp

    def leave_mark(
        self, origin: str, place: int, at: str, given: Mapping[tuple[str, int, str], int]
    ) -> None:
        """Keeps beside the file that the action at that place of its chain is in it, done `at` that
        moment (as stored), and the numbers that were given in it.
        """
        from db.file import marks

        self._last = origin, place
        marks.write(self.path, marks.Mark(origin, place, at, dict(given)))
