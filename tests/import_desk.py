"""The import screen in a test: a list read on it, and what it shows."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from desk_app import WIDE, desk, fill, paste, press
from textual.pilot import Pilot

from db.lists.work import ListWork
from db.store import Store
from screens.lists.importing import ImportScreen
from screens.widgets.record_list import RecordList
from spoc_tui.app import SpocApp

MEMBERS = (
    "Group,Telephone,Post code,Theme\n"
    "Rook Lane Bowls,01634 111111,ME4 4AA,sport\n"
    "Strood Scouts,01634 222222,ME2 2BB,youth\n"
    ",01634 333333,ME2 2BC,youth\n"
)


def a_list(folder: Path, text: str = MEMBERS, name: str = "members.csv") -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


@asynccontextmanager
async def importing(
    store: Store, file: Path, *, source: str = "MVA", size: tuple[int, int] = WIDE
) -> AsyncIterator[tuple[SpocApp, Pilot[None]]]:
    """The import screen with a list read."""
    async with desk(store, size=size) as (app, pilot):
        await press(pilot, "d", "I")
        assert isinstance(app.screen, ImportScreen)
        await paste(pilot, str(file))
        await press(pilot, "enter")
        if source:
            await fill(pilot, source=source)
            await press(pilot, "enter")
        yield app, pilot


def pane(app: SpocApp, name: str) -> list[str]:
    """The rows of one of its lists."""
    source = app.screen.query_one(f"#{name}", RecordList)._source
    assert source is not None
    return [" | ".join(row.cells) for row in source.rows(0, source.count())]


def work(app: SpocApp) -> ListWork:
    return app.list_work
