"""The system's clipboard first; the terminal's own way, and a file, where there is none."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

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
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(
            os.open(file, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "w", encoding="utf-8"
        ) as out:
            out.write(text)
    except OSError as error:
        return f"There is no clipboard here, and {file} cannot be written: {error.strerror}."
    return f"There is no clipboard here: these words are in {file}"
