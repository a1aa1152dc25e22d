"""The settings in a test: opened, and what is set found by its key."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from desk_app import desk, press
from textual.pilot import Pilot

from db.store import Store
from screens.council.settings import SettingsScreen
from screens.widgets.record_list import RecordList
from spoc_tui.app import SpocApp


@asynccontextmanager
async def settings(store: Store) -> AsyncIterator[tuple[SpocApp, Pilot[None]]]:
    async with desk(store) as (app, pilot):
        await press(pilot, "g", "s")
        assert isinstance(app.screen, SettingsScreen)
        yield app, pilot


async def mark(app: SpocApp, pilot: Pilot[None], key: str) -> None:
    """Puts the cursor on what is set, by its kind and uid, or its kind alone."""
    records = app.screen.query_one(RecordList)
    await press(pilot, "home")
    while not (records.highlighted or "").startswith(key):
        before = records.cursor
        records.action_step(1)
        assert records.cursor != before, f"{key} is not listed"
    await pilot.pause()
