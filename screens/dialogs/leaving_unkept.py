"""Asks whether what could not be kept may be left, and writes it to a file first."""

from __future__ import annotations

from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from screens.dialogs.confirm import ConfirmScreen
from screens.shell.unkept import write_elsewhere
from spoc_tui.casework.errors import StorageFailed

if TYPE_CHECKING:
    from screens.officer_app import OfficerApp
    from screens.shell.unkept import Unkept

PATIENCE = 60.0
"""Seconds within which who leaves again, while another program writes, is let go."""


class LeavingUnkept:
    """Asks in the window of an app."""

    def __init__(self, app: OfficerApp) -> None:
        self._app = app
        self._asked_to_wait = -PATIENCE

    async def may(self, unkept: Unkept) -> bool:
        """Whether it may be left: the officer says so, and it is in a file now."""
        app, title, why = self._app, f"The {unkept.called} is not kept", unkept.why.in_short
        if unkept.why.is_passing and monotonic() - self._asked_to_wait > PATIENCE:
            self._asked_to_wait = monotonic()
            app.notify(f"{title}: {why}. Try again in a moment.", severity="warning", markup=False)
            return False
        reason = f"{why[:1].upper()}{why[1:]}. What is typed can be written to a file instead."
        asked = ConfirmScreen(f"{title}. Leave it all the same?", reason)
        if not await app.push_screen_wait(asked):
            return False
        name = f"spoc-{unkept.called.replace(' ', '-')}-{app.store.today()}.txt"
        beside = [app.store.path.parent] if app.store.path is not None else []
        try:
            file = write_elsewhere(unkept, name, [*beside, Path.home()])
        except StorageFailed as error:
            app.notify(str(error), severity="error", markup=False, timeout=15)
            return False
        app.notify(f"What was typed is in {file}.", markup=False, timeout=60)
        return True
