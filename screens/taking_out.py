"""Takes what is due out as a calendar file, and everything as CSV and JSON, in a thread each."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from db.calendar_file import own_calendar, write_calendar
from db.everything import how_much, write_all
from db.store import Store
from screens.base import OfficerScreen
from screens.dialog import Typed
from screens.progress import ProgressScreen
from screens.where_to import Write, write_where_asked
from spoc_tui.casework.errors import SpocError
from spoc_tui.casework.importing import Tell
from spoc_tui.reports.calendar_file import FILE_NAME


async def export_calendar(screen: OfficerScreen) -> None:
    """Asks where to, and writes what is due on which day for a calendar program; over its own
    earlier file without asking, which is how that program learns what is done.
    """

    def writing(own: Store, file: Path, _: Tell) -> str:
        return write_calendar(own, file, overwrite=True).said(file)

    await write_where_asked(
        screen,
        "The calendar of what is due",
        FILE_NAME,
        _in_a_thread(screen, "Writing the calendar", writing),
        ending="ics",
        is_own=_is_own,
    )


async def export_everything(screen: OfficerScreen) -> None:
    """Asks where to, and writes all that the database holds into a folder."""

    def writing(own: Store, folder: Path, tell: Tell) -> str:
        rows = write_all(own, folder, tell, force=os.path.lexists(folder))
        return f"{how_much(rows)} in {folder}. It names people: keep it as safe as the database."

    await write_where_asked(
        screen,
        "Everything, as CSV and JSON, in a new folder",
        f"spoc-everything-{screen.today.isoformat()}",
        _in_a_thread(screen, "Writing everything", writing),
    )


def _is_own(file: Path) -> bool:
    try:
        return own_calendar(file) is not None
    except SpocError:
        return False


def _in_a_thread(
    screen: OfficerScreen, title: str, writing: Callable[[Store, Path, Tell], str]
) -> Write:
    """`writing`, with a store of its own; meanwhile how far it is, and a key that stops it."""

    async def write(file: Path, _: Typed) -> str | SpocError | None:
        def work(tell: Tell) -> str:
            with closing(screen.store.beside()) as own:
                return writing(own, file, tell)

        return await screen.app.push_screen_wait(ProgressScreen(title, work))

    return write
