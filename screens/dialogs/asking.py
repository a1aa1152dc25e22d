"""A dialog is asked until what was typed in it can be read, or it is left."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from textual.app import App

from screens.dialogs.dialog import Dialog, Typed
from screens.dialogs.half_typed import Kept, NotKept
from spoc_tui.casework.errors import SpocError

Read = TypeVar("Read")
Ask = Callable[[Typed | None, SpocError | None], Dialog]
"""Makes the dialog, filled with what was typed before, and with what was wrong with it."""


async def ask_until_read(
    app: App[None],
    ask: Ask,
    read: Callable[[Typed], Read],
    draft: Kept | NotKept,
    typed: Typed | None = None,
    error: SpocError | None = None,
) -> tuple[Typed, Read] | None:
    """What was typed, and what `read` makes of it; what it refuses is asked again, still filled.
    None where the officer left. `typed` and `error` are those of a time before. The draft is there
    until whoever asks drops it.
    """
    while True:
        dialog = ask(typed, error)
        dialog.draft = draft
        typed = await app.push_screen_wait(dialog)
        if typed is None:
            return None
        try:
            return typed, read(typed)
        except SpocError as wrong:
            error = wrong
