"""Writes a paper about a declared record to a file, in the form the officer chooses."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

from textual import work

from db.records.rooms import room_of
from screens.dialogs.menu import MenuItem, MenuScreen
from screens.dialogs.paper import FILLED_IN, FORMS, say_where, write_paper, written_beside
from screens.records.record_screen import RecordScreen
from spoc_tui.casework.errors import Refused
from spoc_tui.casework.kinds.catalogue import kind_of
from spoc_tui.casework.records.kinds import PACKAGE_OF

if TYPE_CHECKING:
    from pathlib import Path

    from db.store import Store
    from spoc_tui.casework.kinds.case import DeclaredCase
    from spoc_tui.casework.kinds.paper import Paper


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
    await paper_of(screen, case, chosen)


async def paper_of(screen: RecordScreen, case: DeclaredCase, name: str) -> None:
    """Writes the paper of that name, in the form that the officer chooses, and says where it is."""
    reference = case.record.reference
    of = next(one for one in case.kind.papers if one.name == name)
    if of.is_calendar:
        say_where(screen, f"{of.label}:", lambda: write(screen.store, case, of, "ics"))
    else:
        await write_paper(
            screen,
            f"{of.label} as" if of.of_all else f"{of.label} of {reference} as",
            lambda form: write(screen.store, case, of, form),
            f"{of.label}:",
            forms=FILLED_IN if of.filled_in else FORMS,
        )


def write(store: Store, case: DeclaredCase, of: Paper, form: str) -> Path:
    """Writes it; returns where it is."""
    from spoc_tui.reports.documents.formats import DocumentFormat, written

    package = PACKAGE_OF[case.kind.code]
    reports = import_module(f"spoc_tui.reports.{package}.papers")
    facts = room_of(package, "papers").facts(store, case.kind.code, case.record.uid, of)
    if of.is_calendar:
        content = reports.calendar(facts)
    else:
        content = written(reports.document(facts), DocumentFormat(form))
    return written_beside(store, reports.file_name(facts, form), content)
