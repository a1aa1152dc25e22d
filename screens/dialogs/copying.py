"""One of several texts copied: it asks which."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.dialogs.menu import MenuItem, MenuScreen
from screens.shell.clipboard import copy

if TYPE_CHECKING:
    from textual.app import App


async def choose_and_copy(app: App[None], known: dict[str, str]) -> None:
    """Copies one of these texts, each with what it is; asks which where there are several."""
    items = [
        MenuItem(str(number), text, f"{text} ({what})")
        for number, (text, what) in enumerate(
            ((text, what) for text, what in known.items() if text), start=1
        )
    ]
    chosen = items[0].answer if len(items) == 1 else None
    if len(items) > 1:
        chosen = await app.push_screen_wait(MenuScreen("Copy", items))
    if chosen is None:
        return
    where = "to the clipboard" if copy(app, chosen) else "by way of the terminal"
    app.notify(f"Copied {chosen} {where}.", markup=False)
