"""Watches, for a window, the minutes of promises, the day, and that its database is still there."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

from screens.shell.terminal_title import TerminalTitle
from spoc_tui.casework.errors import StorageFailed

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from screens.officer_app import OfficerApp

LOOK_SECONDS = 1.0
"""How often a window looks at the clock, and whether another program has written."""


class WindowWatch:
    """Looks at the clock and at the file, for a window that is open.

    `new_day` is called at the first look and at the first of each day; `gone` once when the file is
    no longer where it was, with what is to be said of that.
    """

    def __init__(
        self,
        app: OfficerApp,
        *,
        new_day: Callable[[], object],
        gone: Callable[[StorageFailed], object],
    ) -> None:
        self._app = app
        self._store = app.store
        self._new_day = new_day
        self._gone = gone
        self._day: date | None = None
        self._is_gone = False
        self._while_open = ExitStack()
        self.title = TerminalTitle(app)

    def show_as_open(self) -> None:
        """Others see that this window has the file open, before they put another in its place."""
        if self._store.path is not None:
            from db.upkeep.windows import shown_as_open

            self._while_open.enter_context(shown_as_open(self._store.path, self._store.now()))

    def look(self) -> None:
        """Says once what comes due at this minute, and once that the database is gone."""
        today = self._store.today()
        if self._day != today:  # at the start, and where it is open over night
            self._day = today
            self._new_day()
        with self._app.going_on():
            self._say_what_comes_due()
            self._look_for_the_database()

    def close(self) -> None:
        """The window closes: the terminal has its own title, and the file is not shown as open."""
        self.title.put_back()
        self._while_open.close()

    def _say_what_comes_due(self) -> None:
        come = self._store.timed.come_due()
        if come:
            self._app.bell()
            for one in come:
                described = f"{one.by.at:%H:%M} {one.reference}: {one.text}"
                self._app.notify(described, title="The time has come", markup=False, timeout=30)
            references = ", ".join(one.reference for one in come)
            self.title.say(f"{come[-1].by.at:%H:%M} {references}")
        elif self.title.described and not self._store.timed.waiting():
            self.title.put_back()

    def _look_for_the_database(self) -> None:
        try:
            self._store.require_there()
        except StorageFailed as gone:
            if not self._is_gone:
                self._is_gone = True
                self._gone(gone)
        else:
            self._is_gone = False
