"""The overlap of the lists on the screen, from the directory, and written out."""

from __future__ import annotations

from pathlib import Path

import pytest
from desk_app import NARROW, desk, press, resize, said, shown, workers_ended
from factories import listed, make_organisation
from textual.pilot import Pilot

from db.store import Store
from screens.lists.overlap import OverlapScreen


@pytest.fixture
def lists(store: Store) -> Store:
    for source, lines in (("Charities", (1, 2, 3)), ("[b]MVA", (2, 3))):
        store.lists.import_list(map(listed, lines), source=source)
    make_organisation(store)
    return store


async def counted(pilot: Pilot[None]) -> None:
    await workers_ended(pilot.app)
    await pilot.pause()


async def test_v_in_the_directory_shows_it_at_80_by_24(lists: Store) -> None:
    async with desk(lists, size=NARROW) as (app, pilot):
        await press(pilot, "d", "v")
        await counted(pilot)
        assert isinstance(app.screen, OverlapScreen)
        text = shown(app)
        assert "4 organisations, each counted once; 2 of them in more than one list." in text
        assert "B  [b]MVA" in text
        assert "A B ·             2  ####" in text
        await resize(pilot, 20, 5)
        await resize(pilot, 120, 40)
        assert "A B ·             2  ####" in shown(app)


@pytest.mark.slow
async def test_it_follows_what_is_saved(lists: Store) -> None:
    async with desk(lists) as (app, pilot):
        await press(pilot, "d", "v")
        await counted(pilot)
        await press(pilot, "u", "y")  # it asks: what it undoes is not on this page
        await counted(pilot)
        assert "3 organisations, each counted once" in shown(app)


@pytest.mark.slow
async def test_o_writes_it_beside_the_database(lists: Store, tmp_path: Path) -> None:
    async with desk(lists) as (app, pilot):
        await press(pilot, "d", "v")
        await counted(pilot)
        await press(pilot, "o", "p")
        await counted(pilot)
        file = tmp_path / "words" / "overlap-of-lists-2026-04-02.svg"
        assert said(app) == f"How the lists overlap is in {file}"
        assert file.read_text(encoding="utf-8").startswith("<svg")
        await press(pilot, "o", "h", "o", "escape", "escape")
        assert len(list(file.parent.iterdir())) == 2
