"""Saves what became of every row of a list: asks where, and before it writes over a file."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from screens.base import ListProgressed
from screens.dialogs.confirm import ConfirmScreen
from screens.dialogs.dialog import Dialog, Typed
from screens.dialogs.half_typed import on_page
from screens.dialogs.taking_up import half_typed
from screens.dialogs.words import words_folder
from screens.widgets.fields import Field
from spoc_tui.casework.errors import BadInput, NotFound, Refused, SpocError
from spoc_tui.files import free_name, placed, private_file, typed_path
from spoc_tui.reports.lists.import_report import as_csv

if TYPE_CHECKING:
    from datetime import date

    from db.lists.work import ListWork
    from screens.base import OfficerScreen
    from spoc_tui.casework.lists.importing import ImportReport

_NOT_IN_NAMES = re.compile(r"[^\w-]+")


async def save_report(screen: OfficerScreen, work: ListWork) -> None:
    """Asks for the file, has it written in the work's thread, which says when it is there."""
    report = work.report
    if report is None:
        return
    usual = free_name(words_folder(screen.store) / _file_name(report, screen.today))
    of = on_page("import", "save", of="import_report")
    draft = await half_typed(screen.app, screen.store, of)
    if draft is None:
        return
    typed: Typed | None = None
    error: SpocError | None = None
    while True:
        dialog = Dialog(
            "Save what became of every row",
            [Field("file", "File", value=str(usual))],
            filled=typed,
            error=error,
        )
        dialog.draft = draft
        typed = await screen.app.push_screen_wait(dialog)
        if typed is None or work.report is not report:
            return
        file = typed_path(typed["file"]) if typed["file"].strip() else usual
        try:
            file = placed(file, usual.name)
        except NotFound as wrong:
            error = BadInput(str(wrong), field="file")
            continue
        there = os.path.lexists(file)
        if not there or await screen.app.push_screen_wait(
            ConfirmScreen("Write over it?", f"{file} is there already.")
        ):
            draft.drop()
            _save(screen, work, file)
            return
        error = Refused("Name another file.")


def _save(screen: OfficerScreen, work: ListWork, file: Path) -> None:
    app = screen.app

    def write(report: ImportReport) -> None:
        with private_file(file, overwrite=True) as out:
            out.writelines(as_csv(report.every()))

    def done(error: SpocError | None) -> None:
        message = str(error) if error else f"What became of every row is in {file}"
        app.post_message(ListProgressed(message, "error" if error else "information"))

    work.save(write, done)


def _file_name(report: ImportReport, today: date) -> str:
    name = _NOT_IN_NAMES.sub("-", report.source.lower()).strip("-") or "list"
    return f"import-{name[:60]}-{today.isoformat()}.csv"
