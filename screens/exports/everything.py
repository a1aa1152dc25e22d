"""Exports what is due as a calendar file, and everything as CSV and JSON, in a thread each."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from db.desk.calendar_file import own_calendar, write_calendar
from db.exports.everything import how_much, write_all
from db.store import Store
from screens.base import OfficerScreen
from screens.dialogs.dialog import Typed
from screens.dialogs.progress import ProgressScreen
from screens.dialogs.save_as import SaveTarget, WriteTo, write_where_asked
from spoc_tui.casework.errors import SpocError
from spoc_tui.casework.lists.importing import Progress, Tell
from spoc_tui.reports.desk.calendar_file import FILE_NAME

Writing = Callable[[Store, SaveTarget, Typed, Tell], str]
"""Writes to a place, and returns the message."""


@dataclass(frozen=True)
class Doing(Progress):
    """Work under way of which there is nothing to count."""

    def described(self, seconds: float) -> str:
        return f"{self.doing} …"


async def export_calendar(screen: OfficerScreen) -> None:
    """Asks where to save, and writes what is due on which day for a calendar program; over its own
    earlier file without asking, which is how that program learns what is done.
    """

    def writing(own: Store, place: SaveTarget, typed: Typed, tell: Tell) -> str:
        return write_calendar(own, place.file, overwrite=place.replace).described(place.file)

    await write_where_asked(
        screen,
        "The calendar of what is due",
        FILE_NAME,
        in_a_thread(screen, "Writing the calendar", writing),
        ending="ics",
        is_own=partial(_is_own, screen.store),
    )


async def export_everything(screen: OfficerScreen) -> None:
    """Asks where to save, and writes all that the database holds into a folder."""

    def writing(own: Store, place: SaveTarget, typed: Typed, tell: Tell) -> str:
        rows = write_all(own, place.file, tell, force=place.replace)
        described = f"{how_much(rows)} in {place.file}"
        return f"{described}. It names people: keep it as safe as the database."

    await write_where_asked(
        screen,
        "Everything, as CSV and JSON, in a new folder",
        f"spoc-everything-{screen.today.isoformat()}",
        in_a_thread(screen, "Writing everything", writing),
    )


def _is_own(store: Store, file: Path) -> bool:
    try:
        return own_calendar(store, file) is not None
    except SpocError:
        return False


def in_a_thread(screen: OfficerScreen, title: str, writing: Writing) -> WriteTo:
    """`writing`, with a store of its own; meanwhile how far it is, and a key that stops it."""

    async def write(place: SaveTarget, typed: Typed) -> str | SpocError | None:
        def work(tell: Tell) -> str:
            with closing(screen.store.second_connection()) as own:
                return writing(own, place, typed, tell)

        return await screen.app.push_screen_wait(ProgressScreen(title, work))

    return write
