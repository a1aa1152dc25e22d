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


def hand_over(app: App[None], text: str, file: Path, what: str = "these words") -> str:
    """Puts words on the clipboard, or into a file (0600) where there is none; says which."""
    if copy(app, text):
        return f"{what.capitalize()} are on the clipboard."
    try:
        write_private(file, text.encode(), overwrite=True)
    except StorageFailed as error:
        return f"There is no clipboard here. {error}"
    return f"There is no clipboard here: {what} are in {file}"
