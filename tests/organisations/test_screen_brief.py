"""The briefing sheet from an organisation's page: `o`, the form, and where it is."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from desk_app import desk, press, said
from factories import make_organisation

from db.store import Store
from screens.dialogs.menu import MenuScreen
from screens.organisations.page import OrganisationScreen


@pytest.mark.slow
async def test_o_writes_it_in_the_form_chosen_beside_the_database(
    store: Store, tmp_path: Path
) -> None:
    club = make_organisation(store)
    sheet = tmp_path / "words" / "briefing-rook-lane-bowls-club-2026-04-02.docx"
    async with desk(store) as (app, pilot):
        await app.push_screen(OrganisationScreen(club.uid))
        await press(pilot, "o", "w")
        await pilot.pause()
        assert said(app) == f"The briefing sheet is in {sheet}"
        assert docx.Document(str(sheet)).paragraphs[0].text == club.name
        await press(pilot, "o", "w", "o", "h")
        await pilot.pause()
    assert sorted(file.name for file in sheet.parent.iterdir()) == [
        f"{sheet.stem}-2.docx",
        sheet.name,
        f"{sheet.stem}.html",
    ]


async def test_escape_writes_nothing(store: Store, tmp_path: Path) -> None:
    club = make_organisation(store)
    async with desk(store) as (app, pilot):
        await app.push_screen(OrganisationScreen(club.uid))
        await press(pilot, "o")
        assert isinstance(app.screen, MenuScreen)
        await press(pilot, "escape")
        assert isinstance(app.screen, OrganisationScreen)
    assert not (tmp_path / "words").exists()


async def test_where_it_cannot_be_written_that_is_reported(store: Store, tmp_path: Path) -> None:
    club = make_organisation(store)
    (tmp_path / "words").write_text("a file is where the folder should be")
    async with desk(store) as (app, pilot):
        await app.push_screen(OrganisationScreen(club.uid))
        await press(pilot, "o", "m")
        await pilot.pause()
        assert "is a file, not a folder" in said(app)
        assert isinstance(app.screen, OrganisationScreen)
