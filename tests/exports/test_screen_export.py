"""The directory exported from its page: asked for the format, how much, where to save; and
stopped.
"""

from __future__ import annotations

import json
from asyncio import get_running_loop
from collections.abc import Iterator
from pathlib import Path
from threading import Event
from typing import Any

import openpyxl
import pytest
from desk_app import desk, dialog, field, fill, finished, flat, press, said, workers_ended
from factories import make_organisation

import screens.exports.directory
from db.store import Store
from screens.desk.page import DeskScreen
from screens.dialogs.confirm import ConfirmScreen
from screens.dialogs.dialog import Dialog
from screens.dialogs.progress import ProgressScreen
from screens.enquiries.call import CallScreen
from screens.organisations.directory import DirectoryScreen
from spoc_tui.casework.organisations.directory import DirectoryEntry


@pytest.fixture
def club(store: Store) -> Store:
    make_organisation(store, published_on="2026-03-01")
    make_organisation(store, "Private Club")
    return store


@pytest.mark.slow
async def test_excel_named_by_the_day_is_the_usual(club: Store, tmp_path: Path) -> None:
    async with desk(club) as (app, pilot):
        await press(pilot, "d", "o", "ctrl+s")
        await finished(pilot)
        file = tmp_path / "words" / "directory-2026-04-02.xlsx"
        assert said(app) == f"2 organisations in {file}"
        await press(pilot, "o", "ctrl+s")
        await finished(pilot)
        assert said(app).endswith("directory-2026-04-02-2.xlsx")
    [sheet] = openpyxl.load_workbook(file).worksheets
    assert [cell.value for cell in sheet["B"]] == ["name", "Private Club", "Rook Lane Bowls Club"]


async def test_the_public_part_in_another_form_and_place(club: Store, tmp_path: Path) -> None:
    async with desk(club) as (app, pilot):
        await press(pilot, "d", "o")
        await fill(pilot, form="json", what="to publish", file=str(tmp_path / "ours"))
        await press(pilot, "ctrl+s")
        await finished(pilot)
        assert said(app) == f"1 organisation in {tmp_path / 'ours.json'}"
    [rook] = json.loads((tmp_path / "ours.json").read_text())
    assert rook["name"] == "Rook Lane Bowls Club"


async def test_nothing_is_written_over_unasked(club: Store, tmp_path: Path) -> None:
    file = tmp_path / "words" / "mine.csv"
    file.parent.mkdir()
    file.write_text("mine")
    async with desk(club) as (app, pilot):
        await press(pilot, "d", "o")
        await fill(pilot, form="csv", file="mine.csv")
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, ConfirmScreen)
        await press(pilot, "n")
        assert file.read_text() == "mine"
        assert field(dialog(app), "file").text == "mine.csv"
        await press(pilot, "ctrl+s", "y")
        await finished(pilot)
    assert file.read_text(encoding="utf-8-sig").startswith("id,name")


@pytest.mark.slow
async def test_what_cannot_be_is_asked_again(club: Store, tmp_path: Path) -> None:
    async with desk(club) as (app, pilot):
        await press(pilot, "d", "o")
        await fill(pilot, file=str(tmp_path))
        await press(pilot, "ctrl+s")
        assert "is a folder. Name a file in it." in flat(app)
        (tmp_path / "file").write_text("")
        await fill(pilot, file=str(tmp_path / "file" / "x.csv"))
        await press(pilot, "ctrl+s")
        assert "is not there. Name a folder that is there." in flat(app)
        assert isinstance(app.screen, Dialog)
        await press(pilot, "escape", "y")
        assert isinstance(app.screen, DirectoryScreen)


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Event:
    """An export that waits after its first row until the event is set."""
    go_on, plainly = Event(), screens.exports.directory._told

    def waiting(found: Iterator[DirectoryEntry], *args: Any) -> Iterator[DirectoryEntry]:
        for entry in plainly(found, *args):
            yield entry
            go_on.wait(10)

    monkeypatch.setattr(screens.exports.directory, "_told", waiting)
    monkeypatch.setattr(screens.exports.directory, "PROGRESS_EVERY", 1)
    return go_on


async def test_escape_stops_it_and_leaves_nothing(club: Store, tmp_path: Path, slow: Event) -> None:
    async with desk(club) as (app, pilot):
        await press(pilot, "d", "o", "ctrl+s")
        assert isinstance(app.screen, ProgressScreen)
        await press(pilot, "escape")
        slow.set()
        await finished(pilot)
        assert said(app) == "Stopped. Nothing was written."
    assert list((tmp_path / "words").iterdir()) == []


@pytest.mark.slow
async def test_a_call_is_taken_meanwhile(club: Store, slow: Event) -> None:
    async with desk(club) as (app, pilot):
        await press(pilot, "d", "o", "ctrl+s", "n")
        assert isinstance(app.screen, CallScreen)
        slow.set()
        await workers_ended(app, [worker for worker in app.workers if worker.name == "_run"])
        await press(pilot, "escape")
        await finished(pilot)
        assert isinstance(app.screen, DirectoryScreen)
        assert said(app).startswith("2 organisations in")


async def test_leaving_for_the_desk_asks_and_stops_it(
    club: Store, tmp_path: Path, slow: Event
) -> None:
    async with desk(club) as (app, pilot):
        await press(pilot, "d", "o", "ctrl+s", "f4")
        assert isinstance(app.screen, ConfirmScreen)
        await press(pilot, "y")
        assert isinstance(app.screen, DeskScreen)
        slow.set()
    await get_running_loop().shutdown_default_executor()  # waits for the thread
    assert list((tmp_path / "words").iterdir()) == []
