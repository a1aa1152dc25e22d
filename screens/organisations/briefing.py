"""Writes an organisation's briefing sheet to a file, in the form the officer chooses."""

from __future__ import annotations

from screens.base import OfficerScreen
from screens.dialogs.menu import MenuItem, MenuScreen
from screens.dialogs.words import words_folder
from spoc_tui.casework.errors import SpocError
from spoc_tui.files import free_name, write_private
from spoc_tui.reports.documents.formats import DocumentFormat, written
from spoc_tui.reports.organisations.brief import briefing_sheet, file_name

FORMAT_ITEMS = (
    MenuItem("w", DocumentFormat.WORD, "Word"),
    MenuItem("h", DocumentFormat.HTML, "web page, to print"),
    MenuItem("m", DocumentFormat.MARKDOWN, "Markdown, plain text"),
)


async def brief(screen: OfficerScreen, organisation_uid: str) -> None:
    """Asks for the form, writes the sheet beside the database, and says where it is."""
    chosen = await screen.app.push_screen_wait(MenuScreen("Briefing sheet as", FORMAT_ITEMS))
    if chosen is None:
        return
    try:
        briefing = screen.store.organisations.briefing(organisation_uid)
        file = free_name(words_folder(screen.store) / file_name(briefing, chosen))
        write_private(file, written(briefing_sheet(briefing), DocumentFormat(chosen)))
    except SpocError as error:
        screen.say_wrong(error)
        return
    screen.app.notify(f"The briefing sheet is in {file}", markup=False, timeout=10)
