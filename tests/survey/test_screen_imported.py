"""What the columns of an export are, looked at and said on the screen before anything is taken."""

from __future__ import annotations

from pathlib import Path

import pytest
from desk_app import NARROW, desk, fill, finished, flat, press, said, settled
from factories import make_organisation
from survey_exports import CLUB, TWO, write
from survey_made import make_round

from db.store import Store
from screens.dialogs.confirm import ConfirmScreen
from screens.kinds.list_in import ListInScreen
from spoc_tui.casework.kinds.catalogue import AREAS


async def test_a_column_is_said_on_the_page_where_it_is_seen(store: Store, tmp_path: Path) -> None:
    make_round(store, title="Early 2026", opened="2026-02-20")
    rows = [("Email", TWO, "Anything more"), ("a@example.org", "good", "More rooms")]
    file = write(tmp_path, rows)
    async with desk(store, size=NARROW) as (app, pilot):
        await press(pilot, "g", AREAS["survey"].key, "2", "L")
        await fill(pilot, file=str(file), round="Early 2026")
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, ListInScreen)
        await press(pilot, "f5")
        assert "1 Email left out" in " ".join(flat(app).split())
        assert "a@example.org" not in flat(app)
        await press(pilot, "down", "down")
        assert "Column 3: Anything more, left out: “More rooms”." in flat(app, "#why")
        await press(pilot, "space")
        await fill(pilot, read_as="king")
        await press(pilot, "ctrl+s")
        await settled(pilot)
        assert "is nothing that a column can be" in said(app)
        assert "Column 3: Anything more, left out" in flat(app, "#why")
        await press(pilot, "enter")
        await fill(pilot, read_as="4 words")
        await press(pilot, "ctrl+s")
        await settled(pilot)
        assert "question 4: words" in flat(app)
        await press(pilot, "escape", "ctrl+s")
        await finished(pilot)
        assert "imported: 1 taken" in flat(app, "#headline")
    (one,) = store.declared("response").page(limit=-1)
    assert [each.words for each in one.answers] == ["", "More rooms"]  # type: ignore[attr-defined]


@pytest.mark.slow
async def test_one_that_answered_before_is_settled_on_the_page(
    store: Store, tmp_path: Path
) -> None:
    make_organisation(store, CLUB)
    make_round(store, title="Early 2026", opened="2026-02-20")
    head = ("Completion time", "Organisation", TWO)
    days = ("2026-02-24 10:00", "2026-02-25 10:00", "2026-02-26 10:00")
    file = write(tmp_path, [head, *[(day, CLUB, "good") for day in days]])
    async with desk(store, size=NARROW) as (app, pilot):
        await press(pilot, "g", AREAS["survey"].key, "2", "L")
        await fill(pilot, file=str(file), round="Early 2026")
        await press(pilot, "ctrl+s")
        assert "1 taken, 0 there already, 2 held" in flat(app, "#headline")
        why = " ".join(flat(app, "#why").split())
        assert "say “replaces” or “second” beside the file (again), for all such rows" in why
        assert "space says it for all such" in why
        await press(pilot, "space")
        await fill(pilot, again="second")
        await press(pilot, "ctrl+s")
        await settled(pilot)
        assert "3 taken, 0 there already, 0 held" in flat(app, "#headline")
        await press(pilot, "escape")
        assert isinstance(app.screen, ConfirmScreen)
        await press(pilot, "n", "ctrl+s")
        await finished(pilot)
        assert "imported: 3 taken" in flat(app, "#headline")
        await press(pilot, "escape")
        assert not isinstance(app.screen, (ConfirmScreen, ListInScreen))


@pytest.mark.slow
async def test_which_organisation_it_is_is_not_thrown_away_unasked(
    store: Store, tmp_path: Path
) -> None:
    make_organisation(store, CLUB)
    make_round(store, title="Early 2026", opened="2026-02-20")
    file = write(tmp_path, [("Organisation", TWO), ("Rook Ln Bowls", "good")])
    async with desk(store, size=NARROW) as (app, pilot):
        await press(pilot, "g", AREAS["survey"].key, "2", "L")
        await fill(pilot, file=str(file), round="Early 2026")
        await press(pilot, "ctrl+s", "space")
        await fill(pilot, organisation=CLUB)
        await press(pilot, "ctrl+s")
        await settled(pilot)
        await press(pilot, "escape")
        assert isinstance(app.screen, ConfirmScreen)
        assert "Throw away what was said of it?" in flat(app)
        await press(pilot, "y")
        assert not isinstance(app.screen, (ConfirmScreen, ListInScreen))
