"""Writes a paper beside the database, in the form the officer chooses, and says where it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.dialogs.menu import MenuItem, MenuScreen
from screens.dialogs.words import words_folder
from spoc_tui.casework.errors import SpocError
from spoc_tui.files import free_name, write_private

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from db.store import Store
    from screens.base import OfficerScreen

FORMS = (
    MenuItem("w", "docx", "Word"),
    MenuItem("h", "html", "web page, to print"),
    MenuItem("t", "txt", "plain text, for an e-mail"),
    MenuItem("m", "md", "Markdown"),
)
"""The forms of every paper, by the endings of their files."""
FILLED_IN = (FORMS[0], MenuItem("h", "html", "web page, to fill in"), *FORMS[2:])
"""Those of a paper whose web page is filled in."""
WITH_EXCEL = (FORMS[0], MenuItem("x", "xlsx", "Excel"), *FORMS[1:])


async def write_paper(
    screen: OfficerScreen,
    title: str,
    write: Callable[[str], Path],
    said: str,
    *,
    forms: Sequence[MenuItem] = FORMS,
) -> None:
    """Asks for the form under the title, has it written, and says where: after `said`, such as
    “The pack is in”. `write` takes the form, by the ending of its file, and returns the file.
    """
    form = await screen.app.push_screen_wait(MenuScreen(title, forms))
    if form is not None:
        say_where(screen, said, lambda: write(form))


def say_where(screen: OfficerScreen, said: str, write: Callable[[], Path]) -> None:
    """Has it written and says where, or why it is not."""
    try:
        file = write()
    except SpocError as error:
        screen.say_wrong(error)
        return
    screen.app.notify(f"{said} {file}", markup=False, timeout=10)


def written_beside(store: Store, name: str, content: bytes) -> Path:
    """Writes a file (0600) of that name, or one like it that is free, into the folder of what is
    written for the officer; returns where it is.
    """
    file = free_name(words_folder(store) / name)
    write_private(file, content)
    return file
