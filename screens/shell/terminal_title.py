"""The terminal's own title, which shows the minute of a promise; put back afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spoc_tui.casework.text import one_line

if TYPE_CHECKING:
    from textual.app import App

_KEEP, _PUT_BACK = "\x1b[22;2t", "\x1b[23;2t"
"""XTerm's stack of titles; a terminal without one keeps our words."""


class TerminalTitle:
    """The title of the terminal that an app runs in."""

    def __init__(self, app: App[None]) -> None:
        self._app = app
        self.described = ""

    def say(self, text: str) -> None:
        """Says it, until it is put back; the first time, what was there is kept."""
        self._write(("" if self.described else _KEEP) + f"\x1b]2;{one_line(text)}\x07")
        self.described = text

    def put_back(self) -> None:
        """The title before we changed it."""
        if self.described:
            self._write(_PUT_BACK)
            self.described = ""

    def _write(self, codes: str) -> None:
        # As Textual itself writes to the clipboard: it has no call for a title.
        if (driver := self._app._driver) is not None:
            driver.write(codes)
