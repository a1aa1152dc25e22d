"""Writes a paper about a declared record to a file, in the form the officer chooses."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

from textual import work

from screens.dialogs.menu import MenuItem, MenuScreen
from screens.dialogs.words import words_folder
from screens.records.screen import RecordScreen
from spoc_tui.casework.errors import Refused, SpocError
from spoc_tui.casework.kinds.catalogue import kind_of
from spoc_tui.files import free_name, write_private

if TYPE_CHECKING:
    from pathlib import Path

    from db.store import Store
    from spoc_tui.casework.kinds.case import DeclaredCase
    from spoc_tui.casework.kinds.paper import Paper

FORMS = (
    MenuItem("w", "docx", "Word"),
    MenuItem("h", "html", "web page, to print"),
    MenuItem("m", "md", "Markdown, plain text"),
)


class HasPapers(RecordScreen):
    """A screen on which a paper about the record that is marked or shown can be written."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A paper is there where one goes out about such a record."""
        if action == "paper":
            marked = self.marked()
            return marked is not None and bool(kind_of(marked.kind).papers)
        return super().check_action(action, parameters)

    @work
    async def action_paper(self) -> None:
        """Writes a paper about the record to a file."""
        if (case := self.current_case()) is not None:
            await paper(self, cast("DeclaredCase", case))


async def paper(screen: RecordScreen, case: DeclaredCase) -> None:
    """Asks which paper and in which form, writes it beside the database, and says where it is."""
    reference, papers = case.record.reference, {one.name: one for one in case.kind.papers}
    if not papers:
        screen.say_wrong(Refused(f"No paper goes out about {case.kind.plural}."))
        return
    items = [MenuItem(str(n), one.name, one.label) for n, one in enumerate(papers.values(), 1)]
    wanted = next((one.name for one in papers.values() if case.record.status in one.at_steps), "")
    menu = MenuScreen(f"{reference}: which paper", items, marked=wanted)
    chosen = await screen.app.push_screen_wait(menu)
    if chosen is None:
        return
    of = papers[chosen]
    form: str | None = "ics"
    if not of.is_calendar:
        form = await screen.app.push_screen_wait(MenuScreen(f"{of.label} of {reference} as", FORMS))
    if form is None:
        return
    try:
        file = write_paper(screen.store, case, of, form)
    except SpocError as error:
        screen.say_wrong(error)
        return
    screen.app.notify(f"{of.label}: {file}", markup=False, timeout=10)


def write_paper(store: Store, case: DeclaredCase, of: Paper, form: str) -> Path:
    """Writes it; returns where it is."""
    from spoc_tui.reports.documents.formats import DocumentFormat, written

    area = case.kind.area
    reports = import_module(f"spoc_tui.reports.{area}.papers")
    facts = import_module(f"db.{area}.papers").facts(store, case.kind.code, case.record.uid, of)
    file = free_name(words_folder(store) / reports.file_name(facts, form))
    if of.is_calendar:
        content = reports.calendar(facts)
    else:
        content = written(reports.document(facts), DocumentFormat(form))
    write_private(file, content)
    return file
