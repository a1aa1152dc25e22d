"""The day's copy of the database, made while the window is open."""

from __future__ import annotations

from threading import Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from screens.officer_app import OfficerApp


class DailyCopy:
    """Has the day's copy made, where there is none yet."""

    def __init__(self, app: OfficerApp) -> None:
        self._app = app
        self._thread: Thread | None = None

    def begin(self) -> None:
        """In a thread that nobody waits for: who closes the desk does not wait for a copy."""
        path, now, second = self._app.store.path, self._app.store.now(), self._app.settings.copies
        if path is not None:
            self._thread = Thread(target=self._make, args=(path, now, second), daemon=True)
            self._thread.start()

    def wait(self) -> None:
        """Until none is being made: a copy has the database open."""
        if self._thread is not None:
            self._thread.join()

    def _make(self, path: Path, now: datetime, second: str) -> None:
        """Says what went wrong, and on the desk where the last copy is old."""
        from db.upkeep import daily
        from spoc_tui.files import typed_path

        folder = typed_path(second) if second else None
        late = []
        if daily.is_due(path, now):
            done = daily.make_elsewhere(path, now, folder)
            if done.wrong:
                self._app.call_later(self._app.say_for_long, done.wrong)
            if not done.whole:  # it stays there, for who was on the telephone
                late.append("not whole: spoc check")
        late.append(daily.how_late(path, now))
        if folder is not None:
            late.append(daily.how_late_elsewhere(path, folder, now))
        self._app.late_copy = " · ".join(filter(None, late))
        self._app.call_later(self._app.say_headline)
