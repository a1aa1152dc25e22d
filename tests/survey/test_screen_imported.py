"""What the columns of an export are, looked at and said on the screen before anything is taken."""

from __future__ import annotations

from pathlib import Path

from desk_app import NARROW, desk, fill, finished, flat, press, said, settled
from survey_exports import TWO, write
from survey_made import make_round

from db.store import Store
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
