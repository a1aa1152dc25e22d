"""The system's clipboard first; the terminal's own way, and a file, where there is none."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from spoc_tui.casework.errors import StorageFailed
from spoc_tui.files import write_private

if TYPE_CHECKING:
    from textual.app import App


def copy(app: App[None], text: str) -> bool:
    """Copies the text; False where only the terminal was asked, which may not have heard."""
    import pyperclip

    try:
        pyperclip.copy(text)
    except (pyperclip.PyperclipException, OSError):
        app.copy_to_clipboard(text)
        return False
    return True


def hand_over(app: App[None], text: str, file: Path) -> str:
    """Puts words on the clipboard, or into a file (0600) where there is none; says which."""
    if copy(app, text):
        return "These words are on the clipboard."
    try:
        write_private(file, text.encode(), overwrite=True)
    except StorageFailed as error:
        return f"There is no clipboard here. {error}"
    return f"There is no clipboard here: these words are in {file}"


async def choose_and_copy(app: App[None], known: dict[str, str]) -> None:
    """Copies one of these texts, each with what it is; asks which where there are several."""
    from screens.dialogs.menu import Item, MenuScreen

    items = [
        Item(str(number), text, f"{text} ({what})")
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
