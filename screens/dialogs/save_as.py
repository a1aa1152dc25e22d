"""Asks into which folder and file something is to be written, and writes over nothing unasked."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from db.council.remembered import FOLDER, recall, remember
from screens.base import OfficerScreen
from screens.dialogs.asking import ask_until_read
from screens.dialogs.dialog import Dialog, Typed
from screens.dialogs.half_typed import on_page
from screens.dialogs.menu import MenuItem, MenuScreen
from screens.dialogs.taking_up import half_typed
from screens.dialogs.words import words_folder
from screens.widgets.fields import Field
from spoc_tui.casework.errors import BadInput, Refused, SpocError
from spoc_tui.files import free_name, typed_path


class SaveTarget(NamedTuple):
    """Where something is to be written."""

    file: Path
    replace: bool = False
    """Whether the officer agreed to lose what is there; otherwise it is never written over."""


WriteTo = Callable[[SaveTarget, Typed], Awaitable[str | SpocError | None]]
REPLACE, ANOTHER, CANCEL = "replace", "another", "cancel"
FILE_EXISTS = (
    MenuItem("r", REPLACE, "replace it"),
    MenuItem("n", ANOTHER, "another name"),
    MenuItem("c", CANCEL, "cancel"),
)


def _no_more() -> Sequence[Field]:
    return ()


async def write_where_asked(
    screen: OfficerScreen,
    title: str,
    name: str,
    write: WriteTo,
    *,
    ending: str = "",
    more: Callable[[], Sequence[Field]] = _no_more,
    is_own: Callable[[Path], bool] = lambda file: False,
) -> None:
    """Asks, has it written, and says what `write` returns; asks again, still filled, where that is
    an error.

    `name` is the usual name, `ending` what one is given that has another; `more` are fields of the
    dialog for `write` to read. What is there already is asked about, unless it `is_own`.
    """
    of = on_page("week", title, of="export")
    draft = await half_typed(screen.app, screen.store, of)
    if draft is None:
        return
    typed: Typed | None = None
    error: SpocError | None = None
    while True:
        found = await ask_until_read(
            screen.app,
            lambda typed, error: _ask(screen, title, name, more(), typed, error),
            lambda typed: _read(screen, typed, name, ending),
            draft,
            typed,
            error,
        )
        if found is None:
            return
        typed, file = found
        error, there = None, os.path.lexists(file) and not is_own(file)
        if there:
            chosen = await screen.app.push_screen_wait(
                MenuScreen(f"{file.name} is there already", FILE_EXISTS)
            )
            if chosen == ANOTHER:
                free = free_name(file)
                typed |= {"folder": str(free.parent), "file": free.name}
                continue
            if chosen != REPLACE:
                return
        answer = await write(SaveTarget(file, replace=there), typed)
        if isinstance(answer, Refused) and not there and os.path.lexists(file):
            answer = BadInput(
                f"{file.name} was put there in the meantime by another program. Save again, and "
                "you are asked whether to replace it.",
                field="file",
            )
        if isinstance(answer, SpocError):
            error = answer
            continue
        draft.drop()
        if answer is not None:
            remember(screen.store, FOLDER, str(file.parent))
        screen.app.notify(answer or "Stopped. Nothing was written.", markup=False, timeout=10)
        return


def _ask(
    screen: OfficerScreen,
    title: str,
    name: str,
    more: Sequence[Field],
    filled: Typed | None,
    error: SpocError | None,
) -> Dialog:
    return Dialog(
        title,
        [
            Field("folder", "Folder", value=str(_last_folder(screen))),
            Field("file", "Name", value=name),
            *more,
        ],
        filled=filled,
        error=error,
    )


def _last_folder(screen: OfficerScreen) -> Path:
    """Where something was written last, if that is still there; else where words are kept."""
    last = recall(screen.store, FOLDER)
    return Path(last) if last and Path(last).is_dir() else words_folder(screen.store)


def _read(screen: OfficerScreen, typed: Typed, name: str, ending: str) -> Path:
    """The file that was meant; BadInput, naming the field, for what cannot be used."""
    usual = words_folder(screen.store)
    folder = usual / typed_path(typed["folder"])
    if folder != usual and not folder.is_dir():
        why = "is a file" if folder.is_file() else "is not there"
        raise BadInput(f"{folder} {why}. Name a folder that is there.", field="folder")
    file = folder / typed_path(typed["file"].strip() or name)
    if file.parent not in (usual, folder) and not file.parent.is_dir():
        why = "is a file" if file.parent.is_file() else "is not there"
        raise BadInput(f"{file.parent} {why}. Name a folder that is there.", field="file")
    if ending:
        if file.is_dir():
            raise BadInput(f"{file} is a folder. Name a file in it.", field="file")
        if file.suffix.lower() != f".{ending}":
            file = file.with_name(f"{file.name}.{ending}")
    return file
