"""Writes the Chief Finance Officer's pack to a file, in the form the officer chooses."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from screens.dialogs.menu import MenuItem, MenuScreen
from screens.dialogs.words import words_folder
from spoc_tui.casework.errors import SpocError
from spoc_tui.files import free_name, write_private

if TYPE_CHECKING:
    from db.store import Store
    from screens.base import OfficerScreen

FORMAT_ITEMS = (
    MenuItem("w", "docx", "Word"),
    MenuItem("x", "xlsx", "Excel"),
    MenuItem("h", "html", "web page, to print"),
    MenuItem("m", "md", "Markdown, plain text"),
)


async def pack(screen: OfficerScreen, reference: str | None) -> None:
    """Asks for the form, writes the pack (of one complaint, or of all open ones) beside the
    database, and says where it is.
    """
    what = reference or "all that is open"
    chosen = await screen.app.push_screen_wait(MenuScreen(f"Pack of {what} as", FORMAT_ITEMS))
    if chosen is None:
        return
    try:
        file = write_pack(screen.store, reference, chosen)
    except SpocError as error:
        screen.say_wrong(error)
        return
    screen.app.notify(f"The pack is in {file}", markup=False, timeout=10)


def write_pack(store: Store, reference: str | None, form: str) -> Path:
    """Writes it; returns where it is."""
    from spoc_tui.reports.payments.pack import file_name
    from spoc_tui.reports.payments.pack_formats import PackFormat, pack_written

    facts = store.payments.pack(reference)
    file = free_name(words_folder(store) / file_name(facts, form))
    write_private(file, pack_written(facts, PackFormat(form)))
    return file
