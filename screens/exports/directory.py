"""Exports the directory as a file: asks for the format, how much of it, and where to save it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from screens.base import OfficerScreen
from screens.dialogs.asking import ask_until_read
from screens.dialogs.choices import of_enum, with_key
from screens.dialogs.confirm import ConfirmScreen
from screens.dialogs.dialog import Dialog, Typed
from screens.dialogs.half_typed import on_page
from screens.dialogs.progress import ProgressScreen
from screens.dialogs.taking_up import half_typed
from screens.dialogs.words import words_folder
from screens.widgets.fields import ChoiceField, Field
from screens.widgets.picker import PickerChoice, among
from spoc_tui.casework.errors import BadInput, Refused, SpocError
from spoc_tui.casework.lists.importing import Progress, Tell
from spoc_tui.casework.organisations.organisation import organisations_counted
from spoc_tui.files import free_name, private_file, typed_path
from spoc_tui.reports.organisations.directory import DirectoryFormat, file_name, write

if TYPE_CHECKING:
    from db.store import Store
    from spoc_tui.casework.organisations.directory import DirectoryEntry

WHOLE_DIRECTORY, PUBLISHED = "all", "published"
HOW_MUCH = (
    PickerChoice(WHOLE_DIRECTORY, "everything", "for your own eyes: it names people"),
    PickerChoice(PUBLISHED, "to publish", "those that agreed; no people, no notes"),
)
PROGRESS_EVERY = 200
"""How many rows lie between two times that it says how far it is."""


class DirectoryOptions(NamedTuple):
    """The part of the directory to write, and where to."""

    form: DirectoryFormat
    published: bool
    file: Path


async def export_directory(screen: OfficerScreen) -> None:
    """Asks, writes in a thread of its own, and says where it is; asks before it writes over."""
    ask, read = partial(_ask, screen.store), partial(_read, screen.store)
    of = on_page("directory", "export", of="directory")
    draft = await half_typed(screen.app, screen.store, of)
    if draft is None:
        return
    typed: Typed | None = None
    error: SpocError | None = None
    while True:
        found = await ask_until_read(screen.app, ask, read, draft, typed, error)
        if found is None:
            return
        typed, wanted = found
        if os.path.lexists(wanted.file) and not await screen.app.push_screen_wait(
            ConfirmScreen("Write over it?", f"{wanted.file} is there already.")
        ):
            error = Refused("Name another file.")
            continue
        answer = await screen.app.push_screen_wait(
            ProgressScreen("Writing the directory", _writing(screen.store, wanted))
        )
        if isinstance(answer, SpocError):
            error = answer
            continue
        draft.drop()
        screen.app.notify(answer or "Stopped. Nothing was written.", markup=False, timeout=10)
        return


def _ask(store: Store, filled: Typed | None, error: SpocError | None) -> Dialog:
    forms = of_enum(DirectoryFormat)
    return Dialog(
        "Export the directory",
        [
            ChoiceField("form", "As", among(forms), picked=with_key(forms, DirectoryFormat.EXCEL)),
            ChoiceField("what", "What", among(HOW_MUCH), picked=HOW_MUCH[0]),
            Field("file", "File"),
        ],
        intro=f"A blank file is one named by the day, in {words_folder(store)}",
        filled=filled,
        error=error,
    )


def _read(store: Store, typed: Typed) -> DirectoryOptions:
    """BadInput, naming the field, for what cannot be used."""
    form = DirectoryFormat.read(typed["form"], field="form")
    if typed["what"] not in (WHOLE_DIRECTORY, PUBLISHED):
        raise BadInput("Pick from the list what is to be exported.", field="what")
    published, folder = typed["what"] == PUBLISHED, words_folder(store)
    name = typed["file"].strip()
    if not name:
        return DirectoryOptions(
            form, published, free_name(folder / file_name(store.today(), form, published=published))
        )
    file = folder / typed_path(name)
    if file.is_dir():
        raise BadInput(f"{file} is a folder. Name a file in it.", field="file")
    if not file.parent.is_dir():
        raise BadInput(f"{file.parent} is not there. Name a folder that is there.", field="file")
    ending = file.suffix.lower()
    if ending != f".{form}":
        file = file.with_name(f"{file.name}.{form}")
    return DirectoryOptions(form, published, file)


def _writing(store: Store, wanted: DirectoryOptions) -> Callable[[Tell], str]:
    def work(tell: Tell) -> str:
        with closing(store.second_connection()) as own:
            organisations = own.organisations
            every = organisations.directory_count(published=wanted.published)
            with (
                closing(organisations.directory(published=wanted.published)) as found,
                private_file(wanted.file, overwrite=True) as out,
            ):
                rows = _told(found, every, tell)
                count = write(rows, wanted.form, out, published=wanted.published)
        return f"{organisations_counted(count)} in {wanted.file}"

    return work


def _told(found: Iterator[DirectoryEntry], every: int, tell: Tell) -> Iterator[DirectoryEntry]:
    for number, entry in enumerate(found, 1):
        if number % PROGRESS_EVERY == 0:
            tell(Progress(number, number / every, "writing"))
        yield entry
