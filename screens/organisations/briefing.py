"""Writes an organisation's briefing sheet to a file, in the form the officer chooses."""

from __future__ import annotations

from pathlib import Path

from screens.base import OfficerScreen
from screens.dialogs.paper import write_paper, written_beside
from spoc_tui.reports.documents.formats import DocumentFormat, written
from spoc_tui.reports.organisations.brief import briefing_sheet, file_name


async def brief(screen: OfficerScreen, organisation_uid: str) -> None:
    """Asks for the form, writes the sheet beside the database, and says where it is."""

    def write(form: str) -> Path:
        briefing = screen.store.organisations.briefing(organisation_uid)
        content = written(briefing_sheet(briefing), DocumentFormat(form))
        return written_beside(screen.store, file_name(briefing, form), content)

    await write_paper(screen, "Briefing sheet as", write, "The briefing sheet is in")
