"""Writes what is open to another file, where the database went from under the window."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from screens.dialogs.dialog import Dialog, Typed
from screens.dialogs.half_typed import NotKept
from screens.widgets.fields import Field
from spoc_tui.casework.errors import BadInput, SpocError
from spoc_tui.files import typed_path

if TYPE_CHECKING:
    from screens.officer_app import OfficerApp

WRITTEN = (
    "All that is open here is in {}. Close spoc, and see what became of {}: “spoc restore FILE” "
    "puts this in its place."
)


async def rescue(app: OfficerApp, gone: SpocError) -> None:
    """Says that the database is gone, and writes what is open where the officer says."""
    store, error, typed = app.store, None, None
    usual = Path.home() / f"spoc-saved-{store.now():%Y%m%dT%H%M%SZ}.db"
    while True:
        dialog = Dialog(
            "The database is gone",
            [Field("file", "Write to", value=str(usual))],
            intro=str(gone),
            filled=typed,
            error=error,
        )
        dialog.draft = NotKept.GONE
        typed = await app.push_screen_wait(dialog)
        if typed is None:
            return
        try:
            written = store.backup(_read(typed))
        except SpocError as wrong:
            error = wrong
            continue
        app.notify(WRITTEN.format(written, store.path), markup=False, timeout=60)
        return


def _read(typed: Typed) -> Path:
    if not typed["file"].strip():
        raise BadInput("Name the file that it is to be written to.", field="file")
    return typed_path(typed["file"])
